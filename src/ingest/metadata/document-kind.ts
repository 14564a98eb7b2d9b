import type { DocumentKind } from '../../domain.ts'
import { type Folded, fold, foldWithMap } from '../../text/fold.ts'

const MODIFIER =
  '(?:クラウド|個人情報|情報|サービス|レベル|データ|システム|製品|保護|セキュリティー?|プライバシー|信頼性|コンプライアンス|安全性?|(?:安心|あんしん)(?!して)|管理|措置|品質|運用|利用|技術的?|組織的?|人的|物理的|対策|責任分界点?|\\([a-z]{2,6}\\)|対応|状況|確認|開示|利用者|お客様|及び|および|と|・|&|/|の|における|に関する|に係る|に対する|への|向け|:|\\s' +
  '|(?<![a-z])(?:cloud|information|data|services?|level|product|saas|security|privacy|protection|trust|technical|organi[sz]ational|compliance|data processing|sub-?processors?|customers?|our|your|and|for|of|on|at|in|behind|the|an?)(?![a-z]))'
const NOUN =
  '(?:ホワイト ?ペーパー|シート|開示書|報告書|規程|白書|運用方針|基本方針|方針書?|チェック ?シート|チェック ?リスト|対応表|対応一覧|対応状況|情報開示|措置(?:について)?|責任分界|確認[書票]|回答(?:書|表|票)?|ガイド(?:ライン|ブック)?|仕様書?|基準書?|要項|概要書?|説明書|説明資料|説明|解説書|手引き?|資料|取り?組み(?:について)?|対策(?:書|について)?|アグリーメント|合意書|ポリシー|ステートメント|レポート|ドキュメント|ファクトシート|データシート|のご案内|について|よくあるご?質問|q&a|トラスト ?センター' +
  '|(?<![a-z])(?:white ?papers?|guide(?:lines?|book)?|overview|policy|statement|report|documentation|practices|brief|handbook|faqs?|trust (?:center|centre|paper|portal|report)|data ?sheet|fact ?sheet|questionnaire|checklist|agreement|sla|measures|terms|list|plan|summary|paper)(?![a-z]))'

/** The words that say what kind of document it is: "クラウドセキュリティホワイトペーパー", "Security Overview". */
export const DOCUMENT_KIND = new RegExp(`${MODIFIER}{0,12}${NOUN}(?:${MODIFIER}|${NOUN}){0,10}`, 'u')

/** "Security at X", "Security of X": the kind of document without a noun for it. */
const ENGLISH_ABOUT =
  /^(?:(?:cloud|data|information) )?(?:security|privacy|trust|compliance)(?: and (?:security|privacy|compliance))? (?:at|of|in|for|with) /u
const ENDING_SUBJECT = new RegExp(
  `${MODIFIER}{0,12}(?:セキュリティー?|プライバシー|コンプライアンス|(?<![a-z])(?:security|privacy|compliance))$`,
  'u',
)
/** "How X protects your data". */
const ENGLISH_HOW =
  /^how (?:we (?:protect|secure|keep|safeguard) )?(.{2,40}?) (?:protects?|secures?|secure|keeps?|safeguards?|handles?|safe)\b/u
const BLANK_OR_END = /[\s・:：/&-]/u

/** A part of a line, with offsets in that line. */
export interface KindSplit {
  /** What stands before and after the words for the kind of document; `''` where nothing does. */
  readonly before: string
  readonly after: string
  /**
   * Longer readings of `before`, where name and kind have grown together: ナナクラウドセキュリティ資料 may be about ナナ or
   * about ナナクラウド.
   */
  readonly grown: readonly string[]
}

/** Divides a line at the words for its kind of document; `undefined` where it has none. */
export function splitAtKind(line: string): KindSplit | undefined {
  const folded = foldWithMap(line)
  const how = ENGLISH_HOW.exec(folded.text)
  if (how) {
    const [all, name = ''] = how
    const start = all.indexOf(name, 4)
    return { before: line.slice(folded.map[start], folded.map[start + name.length]), after: '', grown: [] }
  }
  const about = ENGLISH_ABOUT.exec(folded.text)
  if (about) return { before: '', after: line.slice(folded.map[about[0].length]), grown: [] }
  const kind = DOCUMENT_KIND.exec(folded.text)
  if (!kind) return splitAtSubject(line, folded)
  const end = kind.index + kind[0].length
  const starts = startsOf(folded.text, kind.index, kind[0])
  const [first = kind.index, ...others] = starts
  const cut = (at: number): string => line.slice(0, folded.map[at])
  return { before: cut(first), after: line.slice(folded.map[end]), grown: others.map(cut) }
}

/** `X プライバシーとセキュリティ`: a subject at the end does for a kind, but it may be a part of the name as well. */
function splitAtSubject(line: string, { text, map }: Folded): KindSplit | undefined {
  const subject = ENDING_SUBJECT.exec(text)
  if (!subject) return undefined
  return { before: line.slice(0, map[subject.index]), after: '', grown: [line] }
}

/**
 * Where the kind may begin, the likeliest first. A modifier that begins inside a word (`会計クラウド セキュリティ資料`) and is
 * followed by a blank belongs to the word before.
 */
function startsOf(text: string, start: number, kind: string): readonly number[] {
  if (start === 0 || BLANK_OR_END.test(text.charAt(start - 1)) || BLANK_OR_END.test(kind.charAt(0))) return [start]
  const blank = kind.search(/\s/u)
  const noun = new RegExp(NOUN, 'u').exec(kind)?.index ?? 0
  if (blank > 0 && blank < noun) return [start + blank, start]
  const step = new RegExp(MODIFIER, 'uy')
  const starts = [start]
  for (let at = 0; at < noun && starts.length < 4; ) {
    step.lastIndex = at
    const length = step.exec(kind)?.[0].length ?? 0
    if (length === 0) break
    at += length
    starts.push(start + at)
  }
  return starts
}

/** Words of titles; the first that match decide. */
const KINDS: readonly (readonly [DocumentKind, RegExp])[] = [
  ['check_sheet', /チェック ?(?:シート|リスト)|確認票|回答[書票]|質問[書票]|checklist|questionnaire/u],
  ['faq', /よくある|(?<![a-z])(?:faqs?|q ?& ?a)(?![a-z])|frequently asked/u],
  ['whitepaper', /ホワイト ?ペーパー|白書|white ?paper/u],
  ['service_level', /サービス ?レベル|(?<![a-z])slas?(?![a-z])|service level/u],
  ['privacy', /プライバシー|個人情報(?!.*セキュリティ)|privacy|data processing|(?<![a-z])(?:dpa|gdpr)(?![a-z])/u],
  ['guide', /ガイド|手引き?|マニュアル|guide|handbook|manual/u],
  ['policy', /方針|規程|ポリシー|polic(?:y|ies)/u],
  ['terms', /利用規約|約款|契約書|terms (?:of|and)/u],
]

/** Every kind of document, the one of titles that name none first. */
export const DOCUMENT_KINDS = [
  'whitepaper',
  'service_level',
  'check_sheet',
  'faq',
  'guide',
  'policy',
  'privacy',
  'terms',
] as const satisfies readonly DocumentKind[]

/** The kind of document that a title names. */
export function kindOf(title: string): DocumentKind {
  const folded = fold(title)
  return KINDS.find(([, pattern]) => pattern.test(folded))?.[0] ?? 'whitepaper'
}

/** Whether a line has words for a kind of document. */
export function hasKind(line: string): boolean {
  return splitAtKind(line) !== undefined
}

/** Whether a line is nothing but words for a kind of document. */
export function isKindOnly(line: string): boolean {
  const split = splitAtKind(line)
  return (
    split !== undefined &&
    !/[\p{L}\p{N}]/u.test(split.before + split.after.replace(/[(（【][^()（）【】]*[)）】]/gu, ''))
  )
}
