import { findCompanies } from '../../text/company-names.ts'
import { fold, squash } from '../../text/fold.ts'
import { withoutQuotationMarks } from '../../text/quotation-marks.ts'

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
    'aws amazon amazonwebservices azure microsoftazure googlecloud googlecloudplatform gcp isms pims pマーク プライバシーマーク confidential api ' +
    'and or for of with last revised updated version edition date company list lists plan subprocessor subprocessors processing privacy protection compliance overview answers about trust stand コンプライアンス ガバナンス セキュリティ 全社員 全従業員 役員 従業員 社員'
  )
    .split(' ')
    .map(squash),
)
const DOCUMENT_OR_RULE =
  /(?:規約|約款|ポリシー|方針|ホワイトペーパー|whitepaper|マニュアル|ガイド(?:ライン)?|規程|規定|規格|基準|契約書|(?<![\p{Script=Katakana}ーa-z]{3})契約|ページ|サイト|センター|フォーム|一覧|について|とは|こと|もの|範囲|業務|一切|認証|制度|法|責任|対策|取り?組み|履歴|図|表|章|項|部門|担当者?|様|委託先|取引先|連絡先|検討者|事業者|利用者|policy|guide|terms|agreement)$/u

/** Whether words can be the name of a product: not generic, not a document, not a company, not a clause. */
export function isName(words: string): boolean {
  const name = squash(words)
  if (name.length < 2 || name.length > 40 || !/\p{L}/u.test(name)) return false
  if (GENERIC.has(name) || GENERIC_SHAPE.test(name) || DOCUMENT_OR_RULE.test(name)) return false
  if (
    /[。、,;「」『』<>()@/]|https?:|を|ます|です|される|する|した|して|ため|いただ|(?:て|で)い(?:る|ます|た)|された|されて|できる|に基づ|による|ください|により|向け|および|及び|または|又は/u.test(
      name,
    )
  )
    return false
  if (/^(?:iso|jis|jip|nist|fips|tls|ssl|soc\d|第?\d+[章条項版])/u.test(name) || /^\d+つ?$/u.test(name)) return false
  return findCompanies(words).length === 0
}

/** Names of infrastructure and of tools that papers describe without being about them. */
const INFRASTRUCTURE =
  /^(?:aws|amazon|azure|microsoft|google|gcp|oraclecloud|heroku|cloudflare|auth0|okta|github|gitlab|slack|zendesk|sendgrid|datadog|stripe|twilio|salesforce|kubernetes|docker|linux|windows|internetexplorer|chrome)/u

/** Whether the words begin with the name of an infrastructure provider. */
export function isInfrastructure(words: string): boolean {
  return INFRASTRUCTURE.test(squash(words))
}

const CATEGORY_END =
  '(?:サービス|システム|プラットフォーム|ソフトウェア|ソフト|ツール|ソリューション|クラウド|アプリ(?:ケーション)?|saas|基盤|管理)'
/** Words of business that describe what software is for, and name nothing by themselves. */
const BUSINESS_WORD =
  '(?:勤怠|勤務|人事|労務|給与|給食|評価|採用|労働|会計|経費|経理|財務|精算|請求|発行|支払|受発注|受注|発注|購買|調達|販売|在庫|物流|配送|倉庫|生産|工程|製造|品質|設備|保全|工事|施工|建設|契約|電子|文書|書類|帳票|書庫|図面|議事録|ファイル|データ|情報|名刺|顧客|営業|案件|問い?合わ?せ|予約|予定|受付|面談|会議|会員|決済|業務|販促|広告|配信|送信|転送|メール|電話|通話|音声|翻訳|アンケート|申請|承認|署名|認証|研修|教育|学習|学校|保育|医療|介護|診療|カルテ|健康|安否|確認|保管|保存|共有|共同|編集|分析|集計|利用|提供|導入|安全|対策|収集|監視|運用|開発|支援|代行|連携|統合|総合|型|向け|用|統制|ネットワーク|端末|機器|媒体|資産|アカウント|パスワード|入退室|人材|業者|規程|内部|社内|企業|法人|自治体|個人|オンライン|クラウド|ウェブ|web|ai|it|dx|サービス|システム|管理|の|・|や|と|及び|および|/|\\s)'
const ONLY_DESCRIBES = new RegExp(`^${BUSINESS_WORD}{0,16}${CATEGORY_END}$`, 'u')

const ONLY_BUSINESS = new RegExp(`^${BUSINESS_WORD}{1,16}$`, 'u')

const ENGLISH_CATEGORY = /^(?:our|cloud|online|web|saas|[a-z]{1,20}-based)(?: [\w\s-]{0,40})?$/u
const ENGLISH_BUSINESS =
  /^(?:(?:vendor|supplier|third|party|risk|incident|response|business|continuity|disaster|recovery|asset|access|control|change|human|resources?|network|physical|corporate|company|group|annual|quarterly|management|plan|planning|program|procedures?|standards?|code|conduct|ethics|acceptable|use|remote|work|password|operations?|development|software|engineering|infrastructure|hosting|architecture|technology|it|cyber|general|internal|external|audit|assessment|testing|penetration|vulnerability|public|customer|user|admin|administrator|product|system|platform|service|services|and|of|for|the|our|your|data)(?: |$)){1,8}$/u

/** Whether words only describe what something is: 電子契約サービス. */
export function isDescription(words: string): boolean {
  const folded = fold(words)
  return [ONLY_DESCRIBES, ONLY_BUSINESS, ENGLISH_BUSINESS, ENGLISH_CATEGORY].some((pattern) => pattern.test(folded))
}

/** What stands after a description that the name has grown together with; `''` where there is none. */
export function afterDescription(words: string): string {
  const found = new RegExp(
    `^${BUSINESS_WORD}{1,16}?(?:サービス|システム|プラットフォーム|ソフトウェア|ツール|ソリューション|クラウド|アプリ)(?=[^\\s])`,
    'u',
  ).exec(fold(words))
  return found && fold(words).length === words.length ? words.slice(found[0].length).trim() : ''
}

const EDGE_MARK = /[\s:：;,、。\-‐–—―－|・~〜～●○■◆□◇※/／=＝_*]/u

/** Takes marks, dashes and blanks off the ends of a name. */
export function trimName(name: string): string {
  let start = 0
  let end = name.length
  while (start < end && EDGE_MARK.test(name.charAt(start))) start++
  while (end > start && (name.charAt(end - 1) === '.' || EDGE_MARK.test(name.charAt(end - 1)))) end--
  return name.slice(start, end).replace(/\s+/gu, ' ')
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
  const clean = (parts: readonly string[]) => parts.map((part) => toName(withoutQuotationMarks(part))).filter(Boolean)
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

/** Particles that stand beside a name without being part of it. */
const PARTICLE = /[のはがをにでともへや]/u

/** How often a name stands in a folded text by itself, not as the beginning or end of a longer word. */
export function countAlone(name: string, foldedText: string): number {
  const folded = fold(name)
  if (folded === '') return 0
  let count = 0
  for (let at = foldedText.indexOf(folded); at >= 0; at = foldedText.indexOf(folded, at + folded.length)) {
    const end = at + folded.length
    if (at > 0 && !isApart(folded.charAt(0), foldedText.charAt(at - 1))) continue
    if (isApart(folded.charAt(folded.length - 1), foldedText.charAt(end))) count++
  }
  return count
}

/** Whether a word ends between an outer character of a name and the character beside it. */
function isApart(inside: string, outside: string): boolean {
  const script = scriptOf(inside)
  return script !== scriptOf(outside) || (script === 'hiragana' && PARTICLE.test(outside))
}
