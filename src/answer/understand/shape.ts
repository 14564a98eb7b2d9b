import type { NamedValue } from '../../knowledge/attributes.ts'
import type { ConceptHit } from '../../knowledge/vocabulary.ts'
import { findQuantities, type Quantity } from '../../text/quantities.ts'

/** What kind of answer a question wants. */
export type Shape =
  /** A value or statement about the products in scope. */
  | { readonly kind: 'value' }
  /** The same about several products, side by side. */
  | { readonly kind: 'compare' }
  /** Which products fulfil something. */
  | { readonly kind: 'which'; readonly negated: boolean }
  /** Which product has the most or least of something. */
  | { readonly kind: 'extreme'; readonly direction: 'most' | 'least' }
  /** What a chapter or section holds. */
  | { readonly kind: 'outline'; readonly number: string | null; readonly heading: string | null }
  /** What a word means in a paper. */
  | { readonly kind: 'definition'; readonly term: string }

/** A value that the question itself brings in: 「1年以上」, 「AES-256」. */
export interface Condition {
  readonly quantity: Quantity | null
  readonly name: NamedValue | null
  /** 「7日を超える」, "more than 7 days": 7 days do not do. */
  readonly isStrict: boolean
}

const NUMBER =
  /(?:第\s*)?(\d{1,2}(?:[.-]\d{1,2})*)\s*\.?\s*(章|節|条|項|の章|の節)|(?:^|[\sのは「§])(\d{1,2}(?:\.\d{1,2})+)(?![\d年月日%版])|(?:section|chapter|article)\s+(\d{1,2}(?:\.\d{1,2})*)/u
const OUTLINE_WORDS =
  /章|節|条(?!件)|項目|構成|中身(?=は|を|って|教え|見せ|[?]|$)|まとめ|ざっくり|概要|何が書|何がある|扱っ|触れて|\bchapter|\bsection/u

/** The shape of a folded question. `hasProduct`: it names one; `hits`: its concepts. */
export function shapeOf(folded: string, original: string, hits: readonly ConceptHit[], hasProduct: boolean): Shape {
  const concepts = new Set(hits.map((hit) => hit.concept))
  const outline = outlineOf(folded, original)
  if (outline) return outline
  const term = termOf(original)
  if (term) return { kind: 'definition', term }
  const extreme = concepts.has('compare') || /^各|一覧/u.test(folded) ? undefined : extremeOf(folded)
  if (extreme && !hasProduct) return { kind: 'extreme', direction: extreme }
  if (isWhich(folded, hasProduct))
    return {
      kind: 'which',
      negated: /ない(?:のは|製品|サービス)|いない(?:のは|製品)|\b(?:not|no|without)\b/u.test(folded),
    }
  if (concepts.has('compare')) return { kind: 'compare' }
  return { kind: 'value' }
}

function isWhich(folded: string, hasProduct: boolean): boolean {
  if (hasProduct) return false
  // A place is asked for, and no product.
  if (/(?:場所|先|所在地|住所|リージョン|国|拠点|窓口)は(?:どこ|何処)/u.test(folded)) return false
  if (/^(?:which|what|who)\b.*\b(?:vendors?|products?|papers?|services?|ones?|companies|company)\b/u.test(folded))
    return true
  if (/(?:のは|てるの|ているの|製品は|サービスは|会社は|ベンダーは)(?:[?。\s]|どこ|どれ|どの|ある|誰|$)/u.test(folded))
    return true
  return /どこ(?:[?。ですか\s]|$)|どれ(?:[?。ですか\s]|$)|どの(?:製品|サービス|会社|ベンダー|資料)(?!.*比)|製品はある|(?:とこ|ところ)(?:ど|は|って)/u.test(
    folded,
  )
}

function extremeOf(folded: string): 'most' | 'least' | undefined {
  if (
    /(?:一番|最も|もっとも)(?:短|古|少な|早|速|低|小さ|こまめ)|最短|最古|最小(?!の?(?:文字|桁))|最速|(?:\b(?:shortest|oldest)|(?<!\bat )\bleast|\b(?:lowest|fewest|earliest|fastest|quickest|soonest|smallest|most (?:often|frequent\w*)))\b/u.test(
      folded,
    )
  )
    return 'least'
  if (
    /一番|最も|もっとも|最長|最新|最多|最大の|(?<!\bat )\b(?:longest|slowest|newest|latest|most|largest|highest)\b/u.test(
      folded,
    )
  )
    return 'most'
  return undefined
}

function outlineOf(folded: string, original: string): Shape | undefined {
  if (/改訂|改定|版では|参照しろ/u.test(folded)) return undefined
  const match = NUMBER.exec(folded)
  const number = match?.[1] ?? match?.[3] ?? match?.[4] ?? null
  const isChapter = match?.[2] !== undefined || match?.[4] !== undefined
  const quoted = /「([^」]{2,40})」/u.exec(original)?.[1] ?? null
  const asksFor = OUTLINE_WORDS.test(folded)
  if (number !== null && (isChapter || asksFor))
    return { kind: 'outline', number: match?.[2] === '章' ? `第${number}章|${number}` : number, heading: null }
  if (quoted !== null && /の(?:章|節|項)/u.test(folded)) {
    const own = /^(\d{1,2}(?:\.\d{1,2})*)\.?[\s　]/u.exec(quoted)?.[1] ?? null
    return { kind: 'outline', number: own, heading: quoted }
  }
  return undefined
}

function termOf(original: string): string | undefined {
  const quoted =
    /[「『"“]([^」』"”]{1,40})[」』"”]\s*(?:とは|って(?:何|なに|誰|どう)|の?(?:定義|意味)|と(?:は|いう)|は(?:何|どう|誰|なに)|には?何|mean|refer)/iu.exec(
      original,
    )?.[1]
  if (quoted) return quoted
  return /[「『"“]([^」』"”]{1,40})[」』"”].{0,12}(?:定義|とは|何のこと|誰のこと|同じ意味|含まれる|入るもの|入っているもの)/u.exec(
    original,
  )?.[1]
}

/** Values in the question that an answer may be compared with. Product names must be taken out before. */
export function conditionsOf(original: string, values: Iterable<NamedValue>): Condition[] {
  // "a year or more" is a figure in words.
  const text = original.replace(/\ban? (?=(?:year|month|week|day|hour)\b)/giu, '1 ')
  const quantities = findQuantities(text).map((quantity) => ({
    quantity: bounded(quantity, text),
    name: null,
    isStrict: STRICT.test(
      `${text.slice(Math.max(0, quantity.start - 12), quantity.start)}${quantity.text}${text.slice(quantity.end, quantity.end + 8)}`,
    ),
  }))
  // The pronoun is no country.
  const folded = original
    .replace(/\bus\b/gu, ' ')
    .normalize('NFKC')
    .toLowerCase()
  const names = [...values]
    .filter(({ pattern }) => folded.match(pattern) !== null)
    .map((name) => ({ quantity: null, name, isStrict: false }))
  return [...quantities, ...names]
}

const STRICT =
  /超|より(?:も)?(?:長|多|大|短|少|小|早)|未満|\b(?:over|under|exceed\w*|(?:more|longer|less|shorter|fewer) than)\b/iu

/** 「30日より長い」, "more than 30 days": bounds that stand apart from the figure. */
function bounded(quantity: Quantity, text: string): Quantity {
  const after = text.slice(quantity.end, quantity.end + 8)
  const before = text.slice(Math.max(0, quantity.start - 12), quantity.start)
  const op =
    /^より(?:も)?(?:長|多|大)/u.test(after) || /(?:more|longer|greater) than $/iu.test(before)
      ? 'gte'
      : /^より(?:も)?(?:短|少|小|早)/u.test(after) || /(?:less|shorter|fewer) than $/iu.test(before)
        ? 'lte'
        : quantity.normalized.op
  return { ...quantity, normalized: { ...quantity.normalized, op } }
}

/** Asks for a plain yes or no, without a negation that would turn the answer around. */
export function isYesNoQuestion(text: string): boolean {
  if (/ない(?:です|ん|の|よ|か|$|？|\?)|ません|\bnot\b|n't\b/iu.test(text)) return false
  if (/何|どこ|どの|どう|いつ|いくつ|誰|いくら|なぜ|\b(?:what|which|who|how|when|where|why)\b/iu.test(text))
    return false
  return /(?:ある|ますか|ですか|できる|てる|ている|使える|対応|もらえる|くれる|見られる|する|いる|される|か)[？?。]?\s*$|^(?:is|are|does|do|can|has|have|did)\b/iu.test(
    text.trim(),
  )
}
