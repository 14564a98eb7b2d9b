import { type Folded, originalOf } from '../../text/fold.ts'
import type { Ballot, Source } from './ballot.ts'

const OUR_SERVICE =
  '(?:本|当|対象)(?:サービス|システム|製品|クラウド|プロダクト|アプリ|ソフトウェア|ソリューション|プラットフォーム|ツール)'
const CATEGORY =
  '(?:サービス|システム|クラウド|プラットフォーム|ソフトウェア|ソフト|アプリ(?:ケーション)?|ツール|ソリューション|製品|プロダクト|saas|基盤)'
const OUR_PAPER =
  '(?:(?:本|この)(?:書(?![くい])|資料|文書|紙|票|冊子|ホワイト ?ペーパー|仕様書|説明書|ガイド(?:ライン|ブック)?|シート|チェックシート|基準書|開示書|sla|規程|方針|概要書?|回答書|ページ|ドキュメント|レポート|q&a))'
const QUOTED = '[「『“"]([^「」『』“”"\\n]{2,40})[」』”"]'
const US = '(?:当社|弊社|わたしたち|私たち)'

/** What follows a name that a paper speaks about, and not one that it only makes use of. */
const ABOUT =
  '(?=の|に(?:つい|関|おけ|対)|は|が|とは|\\(|を(?:安心して|お使い|ご?利用(?:の|いただ|になる|される|中)|ご検討|提供|運営|開発|対象|いう|いい)|で(?:は|の)|\\s?$)'

/** A sentence that names what the paper is about in group 1. */
interface Rule {
  readonly pattern: RegExp
  readonly source: Source
  readonly points: number
}

const RULES: readonly Rule[] = [
  {
    // サービス名：X, サービス名    X
    pattern:
      /(?:^|\n)[^\p{L}\n]{0,4}(?:(?:対象|提供|回答)?(?:サービス|製品|商品|プロダクト|システム)の?(?:名称?)|対象(?:サービス|製品|システム)|(?:product|service)(?: name)?)(?:\s?[:\t|]\s?| {2,8})[「『]?([^\n「」『』()|\t、。]{2,40})/gu,
    source: 'label',
    points: 5,
  },
  // 当社のサービス「X」
  {
    pattern: new RegExp(`${US}(?:の)?[^「『。\\n、]{0,24}${CATEGORY}${QUOTED}`, 'gu'),
    source: 'definition',
    points: 5,
  },
  {
    // 当社が提供する…「X」
    pattern: new RegExp(
      `(?:会社|${US})[」』]?(?:と(?:いう|いいます)。?)?\\)?が(?:開発・?|企画・?)?(?:提供|運営|開発|販売)(?:する|している|しております|いたします)?[^「『。\\n]{0,40}${QUOTED}`,
      'gu',
    ),
    source: 'definition',
    points: 5,
  },
  {
    // 当社は、…サービス「X」を提供しています
    pattern: new RegExp(
      `${QUOTED}(?:\\([^()\\n]{1,40}\\))?を(?:開発・?|企画・?)?(?:提供|運営)(?:し|する|いたし)`,
      'gu',
    ),
    source: 'definition',
    points: 5,
  },
  // 「本サービス」とは、…「X」をいう
  {
    pattern: new RegExp(`${OUR_SERVICE}[」』]?とは、?[^。\\n「『]{0,60}${QUOTED}`, 'gu'),
    source: 'definition',
    points: 6,
  },
  // 「X」が本書の対象
  { pattern: new RegExp(`${QUOTED}(?:が|を)、?${OUR_PAPER}の(?:適用|対象)`, 'gu'), source: 'scope', points: 6 },
  // 対象は…「X」, 本書は「X」に適用
  { pattern: new RegExp(`(?:対象|適用範囲)(?:は|:)、?[^。\\n「『]{0,30}${QUOTED}`, 'gu'), source: 'scope', points: 5 },
  {
    pattern: new RegExp(`${OUR_PAPER}(?:は|では|が)[^。\\n]{0,80}?${QUOTED}${ABOUT}`, 'gu'),
    source: 'purpose',
    points: 5,
  },
  {
    pattern: new RegExp(`${OUR_PAPER}(?:は|では|が)[^。\\n]{0,60}${CATEGORY}${QUOTED}${ABOUT}`, 'gu'),
    source: 'purpose',
    points: 5,
  },
  {
    // 本書は、Xを対象とします, 本SLAは、Xの…を定める
    pattern: new RegExp(
      `${OUR_PAPER}(?:は|では)、?\\s?([^。、\\n「」『』()]{2,40}?)\\s?(?:を対象と|に適用|が対象)`,
      'gu',
    ),
    source: 'purpose',
    points: 5,
  },
  {
    pattern: new RegExp(
      `${OUR_PAPER}(?:は|では)、?(?:[^。\\n]{0,60}?(?:が|の)(?:提供|運営)(?:する|している|しております))?[「『]?([^。、\\n「」『』()]{2,40}?)[」』]?(?:の|における|に関する|に対する|について)[^。、\\n]{0,20}(?:セキュリティ|安全|対策|取り?組み|保護|品質|対応状況|管理)`,
      'gu',
    ),
    source: 'purpose',
    points: 3,
  },
  // 「X」をお使いいただくために
  {
    pattern: new RegExp(`(?:^|\\n)${QUOTED}を[^。\\n]{0,10}(?:お使い|ご?利用)`, 'gu'),
    source: 'quotation',
    points: 3.5,
  },
  // 勤怠管理サービス「X」をお使いになるお客様
  { pattern: new RegExp(`${CATEGORY}(?:である)?${QUOTED}${ABOUT}`, 'gu'), source: 'quotation', points: 3.5 },
  {
    // Xは、…サービスです
    pattern: new RegExp(
      `(?:^|\\n|。)\\s{0,4}[「『]?([^。、\\n「」『』()]{2,30}?)[」』]?(?:\\([^)\\n]{0,40}\\))?は、?[^。\\n]{2,80}${CATEGORY}(?:です|である|になります|となります)`,
      'gu',
    ),
    source: 'sentence',
    points: 3,
  },
]

const COVER_LABEL =
  /(?:^|\n)[^\p{L}\n]{0,4}(?:(?:対象|提供|回答)?(?:サービス|製品|商品|プロダクト|システム)の?(?:名称?)|対象(?:サービス|製品|システム)?|(?:product|service)(?: name)?)(?:\s?[:\t|]\s?| {2,8})[「『]?([^\n「」『』()|\t、。]{2,40})/gu

/** Q. Xは…か, どの…がXで */
const QUESTION =
  /(?:^|\n)(?:q\d{0,3}[.:)\s]{0,3})?([^。、？?\n「」()]{2,24}?)(?:は|で|に|を|の|から)[^。\n]{1,60}(?:か[？?。]?|[？?])(?=\n|$)/gu

/** Puts forward what Japanese sentences say that the paper is about: labels, definitions, purpose, scope. */
export function voteOnDefinitions(part: Folded, ballot: Ballot): void {
  const { text } = part
  for (const { pattern, source, points } of RULES) {
    for (const match of text.matchAll(pattern)) {
      if (
        /^[」』”"]?(?:と(?:呼|いう機能|いう名)|プラン|機能|ボタン|画面|メニュー|タブ)/u.test(
          text.slice(match.index + match[0].length),
        )
      )
        continue
      ballot.vote(innerWords(part, match), source, points)
    }
  }
  const definition = new RegExp(`\\((?:以下|これを)?[、,\\s]{0,2}(?:総称して|単に)?[「『"“]?${OUR_SERVICE}`, 'gu')
  for (const match of text.matchAll(definition)) ballot.vote(nameBefore(part, match.index), 'definition', 6)
}

/** Puts forward what rows of the cover say outright: サービス名：X, 対象：X. */
export function voteOnLabels(part: Folded, ballot: Ballot): void {
  for (const match of part.text.matchAll(COVER_LABEL)) ballot.vote(innerWords(part, match), 'label', 7)
}

/** Puts forward what the questions of a paper ask about. */
export function voteOnQuestions(part: Folded, ballot: Ballot): void {
  for (const match of part.text.matchAll(QUESTION))
    ballot.vote(innerWords(part, match), 'question', 1.5, { needsUse: true })
}

/** The original words of the first group, which stands once in its match. */
export function innerWords(part: Folded, match: RegExpMatchArray, words = match[1] ?? ''): string {
  const start = (match.index ?? 0) + match[0].indexOf(words)
  return originalOf(part, start, start + words.length)
}

/** The name that ends where a bracket opens. */
function nameBefore(part: Folded, bracket: number): string {
  const from = Math.max(0, bracket - 120)
  const before = part.text
    .slice(from, bracket)
    .replace(/[」』”"\s]{1,4}$/u, '')
    .replace(/\([^()]{1,30}\)$/u, '')
  const boundary = Math.max(
    ...['\n', '。', '、', '「', '『', '“', ')', ':', '」', '』'].map((mark) => before.lastIndexOf(mark)),
  )
  const segment = before.slice(boundary + 1)
  const lead =
    /^.*(?:提供する|提供している|しております|提供いたします|運営する|開発する|販売する|である|における|に関する|(?:当社|弊社|本書|本資料)[はがの])\s*/u.exec(
      segment,
    )
  const start = from + boundary + 1 + (lead?.[0].length ?? 0)
  return originalOf(part, start, from + before.length)
}
