import { fold, squash } from '../../text/fold.ts'
import { findCompanies } from './company.ts'
import { trimName } from './cover.ts'

const CATEGORY =
  '(?:サービス|システム|製品|クラウド|アプリ(?:ケーション)?|プロダクト|プラットフォーム|ソフトウェア|ソリューション|ツール|ウェブサイト|webサイト|データ|情報|資産|環境|基盤|インフラ|アカウント|業務|事業|運用|開発|リスク|インシデント)'
const GENERIC_SHAPE = new RegExp(
  `^(?:(?:本|当|各|全|他|外部|弊社|当社|自社|対象|上記|下記|以下|これら|提供)(?:の)?)*(?:(?:お客様|利用者|顧客|ユーザー?|会員|個人|社内|取引先|クラウド|web|saas|ウェブ|it|ict|セキュリティ|情報セキュリティ|情報|業務)(?:型|の)?)*(?:${CATEGORY})?(?:名|全般|全体|一覧|等)?$`,
  'u',
)
const GENERIC = new Set(
  (
    '当社 弊社 自社 本書 本資料 本文書 本紙 回答 回答書 名称 お客様 利用者 利用企業 ユーザー ユーザ 契約者 管理者 組織 個人情報 個人データ 顧客データ インターネット データセンター サーバー ネットワーク ' +
    'サポート バックアップ ログ データベース ストレージ アカウント パスワード クラウド事業者 クラウドサービスプロバイダ クラウドサービスプロバイダー クラウドサービスカスタマ ピアクラウドサービスプロバイダ ' +
    'security service services the service platform product products system application we us our customer customers user users company saas paas iaas cloud this document document ' +
    'aws amazon amazonwebservices azure microsoftazure googlecloud googlecloudplatform gcp isms pims pマーク プライバシーマーク confidential api'
  )
    .split(' ')
    .map(squash),
)
const DOCUMENT_OR_RULE =
  /(?:規約|約款|ポリシー|方針|ホワイトペーパー|whitepaper|マニュアル|ガイド(?:ライン)?|規程|規定|規格|基準|契約書?|ページ|サイト|センター|フォーム|一覧|について|とは|こと|もの|範囲|業務|一切|認証|制度|法|責任|対策|取り?組み|履歴|図|表|章|項|部門|担当者?|policy|guide|terms|agreement)$/u

/** Whether words can be the name of a product: not generic, not a document, not a company, not a clause. */
export function isName(words: string): boolean {
  const name = squash(words)
  if (name.length < 2 || name.length > 40 || !/\p{L}/u.test(name)) return false
  if (GENERIC.has(name) || GENERIC_SHAPE.test(name) || DOCUMENT_OR_RULE.test(name)) return false
  if (
    /[。、,;「」『』<>()@/]|https?:|を|ます|です|される|する|した|して|ため|いただ|ください|により|向け|および|及び|または|又は/u.test(
      name,
    )
  )
    return false
  if (/^(?:iso|jis|jip|nist|fips|tls|ssl|soc\d|第?\d+[章条項版])/u.test(name) || /^\d+つ?$/u.test(name)) return false
  return findCompanies(words).length === 0
}

/** Names of infrastructure that papers describe without being about it. */
const INFRASTRUCTURE = /^(?:aws|amazon|azure|microsoft|google|gcp|oraclecloud|heroku|cloudflare|auth0|github)/u

/** Whether the words begin with the name of an infrastructure provider. */
export function isInfrastructure(words: string): boolean {
  return INFRASTRUCTURE.test(squash(words))
}

/** Whether words only describe what something is: 電子契約サービス. */
export function isDescription(words: string): boolean {
  return /^[\p{Script=Han}\p{Script=Katakana}ー]+(?:サービス|システム|プラットフォーム|ソフトウェア|ツール)$/u.test(
    fold(words),
  )
}

/** Whether a bare bullet looks like a name: Latin or katakana in it, and no words of everyday operation. */
export function looksLikeProduct(words: string): boolean {
  const folded = fold(words)
  if (!isName(words) || /の|・|開発|運用|保守|運営|従業員|事業所|拠点|本社|支社|設備|施設|環境|情報資産/u.test(folded))
    return false
  return /[a-z]{2}|\p{Script=Katakana}{3}/u.test(folded)
}

/** A name as it is shown: NFKC, no marks at its ends, one blank between words. */
export function toName(words: string): string {
  return trimName(words.normalize('NFKC').replace(/^["“”']+|["“”']+$/gu, ''))
}

/** Splits a list of names at its separators; `と` only where that gives the announced number. */
export function splitNames(words: string, announced: number | null): readonly string[] {
  const clean = (parts: readonly string[]) =>
    parts.map((part) => toName(part.replace(/[「」『』]/gu, ''))).filter(Boolean)
  const separators = [/[、,]|及び|および|並びに|ならびに|\sand\s/u, /[、,・]|及び|および|並びに|と|\sand\s/u]
  for (const separator of separators) {
    const names = clean(words.split(separator))
    const fits = announced === null ? names.length >= 2 : names.length === announced
    if (fits && names.every(isName)) return names
  }
  return []
}

/** The word that all names begin with: at least two characters, ending where a word ends in each of them. */
export function commonPrefix(names: readonly string[]): string | null {
  const [first = '', ...others] = names
  for (let length = first.length; length >= 2; length--) {
    const prefix = first.slice(0, length)
    if (!others.every((name) => name.startsWith(prefix))) continue
    if (names.every((name) => endsWord(name, length)) && isName(prefix)) return toName(prefix)
  }
  return null
}

function endsWord(name: string, length: number): boolean {
  const next = name.charAt(length)
  return next === '' || scriptOf(name.charAt(length - 1)) !== scriptOf(next)
}

function scriptOf(character: string): string {
  if (/[\p{Script=Katakana}ー]/u.test(character)) return 'katakana'
  if (/\p{Script=Han}/u.test(character)) return 'han'
  if (/\p{Script=Hiragana}/u.test(character)) return 'hiragana'
  return /[\p{L}\p{N}]/u.test(character) ? 'latin' : `other ${character}`
}

/** How often a name stands in a folded text by itself, not as the beginning or end of a longer word. */
export function countAlone(name: string, foldedText: string): number {
  const folded = fold(name)
  if (folded === '') return 0
  let count = 0
  for (let at = foldedText.indexOf(folded); at >= 0; at = foldedText.indexOf(folded, at + folded.length)) {
    const end = at + folded.length
    const before = scriptOf(foldedText.charAt(at - 1)) !== scriptOf(folded.charAt(0)) || at === 0
    if (before && scriptOf(folded.charAt(folded.length - 1)) !== scriptOf(foldedText.charAt(end))) count++
  }
  return count
}
