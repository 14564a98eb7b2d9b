import type { ConceptHit } from '../../knowledge/vocabulary.ts'
import { blank } from '../../text/blank.ts'

/** One thing of several that a question lists. */
export interface ListItem {
  readonly text: string
  /** Offsets in the folded question. */
  readonly start: number
  readonly end: number
}

/** What stands between two things that are listed; と only between words, and not before a verb that takes it. */
const SEPARATORS =
  /\s*(?:[、・;]|(?<!\d),|,(?!\d)|(?<!\d)\/|\/(?!\d))\s*(?:(?:及び|および|並びに|ならびに|そして|それと|それから|あと|and\b|or\b)\s*)?|(?:及び|および|並びに|ならびに)|(?<=[\p{Script=Han}ァ-ヶーa-z0-9)])\s?と\s?(?=[\p{Script=Han}ァ-ヶa-z0-9])(?![言書明同違比答記思定呼見考異連])|\s+and\s+|\s*&\s*/gu

/** What asks for the list, in front of it and behind it. */
const LEAD =
  /^(?:[\sのとやはでも:：]|(?:please|compare|list|show|give me|tell me|explain|what (?:is|are)|what about|how about|about|the|its|their)\b|(?:does|do|can|is|are|has|have)\s+(?:it\s+)?(?:support|offer|provide|have|use)?\b)*/u
const TAIL =
  /を|は|が|って|に(?:つい|関|対応)|の(?:違い|比較|一覧|状況|有無|詳細|対応)|教え|比較|比べ|並べ|まとめ|知り|ください|下さい|お願|[?？!！。]/gu

/** A tail that asks for a value of what stands before it: 「…、設定情報は何日後に消える？」 is two clauses. */
const ASKING_TAIL = /何(?!で|か|が|を|[?？]|$)|いつ|どこ|誰|いくつ|いくら|どの(?:くらい|程度)|どれ(?:くらい|だけ)/u
/** Where only a comma parts two things, it may part a topic from what is asked of it, unless an order follows. */
const ORDERING_TAIL = /^(?:を|教え|比較|比べ|並べ|まとめ|知り|の(?:違い|比較|一覧))/u

const CLAUSE_WORDS =
  /何|誰|場合|\b(?:how|what|which|who|when|where|why|is|are|was|were|do|does|did|can|could|will|would|if|that|it|you|we|they|has|have|had|not)\b/u
/** The endings of nouns made from verbs: 取り扱い, 問い合わせ. */
const NOUN_ENDINGS = /(?<=\p{Script=Han})(?:合わせ|[いりきしちけせえめみびぎげれ])(?=\p{Script=Han}|\s|$)|の/gu

/**
 * The things that a folded question lists (「MFA、SLA、暗号化を比較して」), in its order; empty where it is no plain list
 * of nouns: a comma may as well part two clauses. Products must be blanked; `hits` are the concepts of the question.
 */
export function findListItems(masked: string, hits: readonly ConceptHit[]): readonly ListItem[] {
  if (/「|[?？。!！]\s*[^\s?？。!！]/u.test(masked)) return []
  const isOpen = (start: number, end: number) => !hits.some((hit) => hit.start < start && end < hit.end)
  const separators = [...masked.matchAll(SEPARATORS)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter(({ start, end }) => isOpen(start, end))
  if (separators.length === 0) return []
  const starts = [0, ...separators.map(({ end }) => end)]
  const ends = [...separators.map(({ start }) => start), masked.length]
  const items = starts.map((start, i) => trim(masked, start, ends[i] ?? masked.length, hits))
  const isWorded = (item: ListItem) => /[\p{L}\p{N}]/u.test(item.text)
  const worded = items.filter(isWorded)
  // After several nouns the last thing may be a clause: 「RTOとRPO、あと訓練は年何回か」.
  const nouns = worded.length > 2 ? worded.slice(0, -1) : worded
  if (worded.length < 2 || !nouns.every((item) => isNoun(item, hits))) return []
  const tail = masked.slice(worded.at(-1)?.end ?? 0).trimStart()
  const [first, second] = worded
  const isLoneComma = worded.length === 2 && /^\s*[、,]\s*$/u.test(masked.slice(first?.end, second?.start))
  return (ASKING_TAIL.test(tail) && worded.length < 3) || (isLoneComma && !ORDERING_TAIL.test(tail)) ? [] : worded
}

function trim(masked: string, from: number, to: number, hits: readonly ConceptHit[]): ListItem {
  const start = from + (LEAD.exec(masked.slice(from, to))?.[0].length ?? 0)
  const isCut = (i: number) =>
    i > start && !hits.some((hit) => hit.start < i && i < hit.end && hit.concept !== 'compare')
  const tail =
    to === masked.length ? [...masked.slice(start).matchAll(TAIL)].find(({ index }) => isCut(start + index)) : undefined
  const end = tail ? start + tail.index : to
  const text = masked.slice(start, end)
  return { text: text.trim(), start: start + text.length - text.trimStart().length, end: start + text.trimEnd().length }
}

/** Whether an item is a noun with what stands before it; words of the field may have any ending. */
function isNoun({ text, start, end }: ListItem, hits: readonly ConceptHit[]): boolean {
  const inside = hits
    .filter((hit) => hit.start >= start && hit.end <= end)
    .map((hit) => ({ start: hit.start - start, end: hit.end - start }))
  const rest = blank(text, inside).replace(NOUN_ENDINGS, ' ')
  return !/[ぁ-ゖ]/u.test(rest) && !CLAUSE_WORDS.test(text)
}
