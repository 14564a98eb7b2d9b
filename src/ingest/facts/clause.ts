import type { ConceptHit, Vocabulary } from '../../knowledge/vocabulary.ts'
import { fold } from '../../text/fold.ts'
import type { Quantity } from '../../text/quantities.ts'

/** The smallest part of a statement that a value is read in. */
export interface Clause {
  /** Folded. */
  readonly text: string
  readonly concepts: ReadonlySet<string>
  /** `true` where one of the first concepts stands nearer to the value than all of the second. */
  isCloserTo(forbidden: readonly string[], wanted: readonly string[]): boolean
  /** The clause names what it is about (「ごみ箱の帳票は14日」), and that is no plain word such as 期間. */
  readonly hasTopic: boolean
}

/** The clause of a statement's text around a quantity; `others` are the quantities that it shares the text with. */
export function toClause(
  original: string,
  quantity: Quantity,
  others: readonly Quantity[],
  vocabulary: Vocabulary,
): Clause {
  const text = withoutAsides(original)
  const { start, end, isTopic } = clauseOf(text, quantity, others)
  const words = fold(text.slice(start, quantity.start))
  const before = vocabulary.find(words)
  const { length } = words
  // 「バックアップは削除の60日後に消去」: what the clause is about is nearer than anything in it.
  const own = topicsOf(words, before)
  const topics = own.length > 0 ? own : sentenceTopics(text, start, vocabulary)
  const after = vocabulary.find(fold(text.slice(quantity.end, end)))
  // Japanese and English alike put what a value is of before it: words after it count as farther away.
  const distances = new Map<string, number>()
  for (const hit of after)
    distances.set(hit.concept, Math.min(distances.get(hit.concept) ?? Infinity, 8 + 2 * hit.start))
  for (const hit of before)
    distances.set(hit.concept, Math.min(distances.get(hit.concept) ?? Infinity, length - hit.end))
  for (const { concept } of vocabulary.find(fold(quantity.text))) if (!distances.has(concept)) distances.set(concept, 0)
  // 「文書データ及び退避データを7日以内に」: what is joined to another thing does not take the value away from it.
  for (const hit of after) {
    if (/(?:及び|および|並びに|と|や|・|and)\s*$/u.test(fold(text.slice(quantity.end, end)).slice(0, hit.start)))
      distances.set(hit.concept, Infinity)
  }
  const nearest = (concepts: readonly string[]) =>
    Math.min(...concepts.map((concept) => distances.get(concept) ?? Infinity))
  const ownTopic = /([^、。\t]{1,24})は(?![じず])[^は]*$/u.exec(words)?.[1]
  return {
    text: fold(text.slice(start, end)),
    hasTopic: ownTopic !== undefined && !PLAIN_TOPIC.test(ownTopic),
    concepts: new Set(distances.keys()),
    isCloserTo: (forbidden, wanted) =>
      // What is said of a value that is the topic itself decides what it is a value of.
      (isTopic &&
        after.some((hit) => forbidden.includes(hit.concept)) &&
        !after.some((hit) => wanted.includes(hit.concept))) ||
      (nearest(forbidden) < Infinity &&
        nearest(forbidden) <= nearest(wanted) &&
        !(own.length === 0 && wanted.some((concept) => topics.includes(concept)))) ||
      (forbidden.some((concept) => topics.includes(concept)) && !wanted.some((concept) => topics.includes(concept))),
  }
}

/** What a label explains in brackets (「操作ログ（閲覧、変更、削除）：2年間」) is not what its value is of; offsets stay. */
function withoutAsides(text: string): string {
  return text.replace(/(?<=[^\s、。：:（(][^、。：:（(]*)[（(][^（()）]*[）)](?=\s*[：:])/gu, (aside) =>
    ' '.repeat(aside.length),
  )
}

/** Topics that say nothing about what a value is of. */
const PLAIN_TOPIC =
  /(?:期間|日数|時間|回数|頻度|間隔|期限|目標|値|もの|場合|通常|標準|既定|初期値|当社|弊社|本サービス|これ|それ|いずれ|プラン|契約|版|あって|おいて|内|外|時|平日|休日|夜間|現在|今|今後|以前|従来|当初|で|に|と|から|まで|(?:以上|以下|未満)(?:について|に関して)?)$/u

/** Concepts that は makes the topic of folded words, also behind a bracket (「目標復旧時点(RPO)は」); the last one counts. */
function topicsOf(words: string, hits: readonly ConceptHit[]): readonly string[] {
  const topic = hits.findLast((hit) => words.startsWith('は', hit.end - 1) || /^\)?は/u.test(words.slice(hit.end)))
  return hits.filter((hit) => hit.end === topic?.end).map((hit) => hit.concept)
}

/**
 * What the sentence is about, for a clause that names no topic of its own: 「バックアップは…取得し、10日間保管して…」. All
 * that stands before the は counts: 「誤って消された文書は、ごみ箱に25日間残り…」 is about what was deleted.
 */
function sentenceTopics(text: string, start: number, vocabulary: Vocabulary): readonly string[] {
  const head = /^[^は。\t]{2,40}は/u.exec(fold(text.slice(0, start)))?.[0]
  const hits = head === undefined ? [] : vocabulary.find(head)
  // 「委託先を変更する場合は」 is about what is changed, and not about changes.
  const object = hits.some(
    ({ concept, end }) => !CHANGES.has(concept) && /^[をの](?:変更|追加|更新|入れ替え)/u.test(head?.slice(end) ?? ''),
  )
  return hits.map((hit) => hit.concept).filter((concept) => !object || !CHANGES.has(concept))
}

/** Concepts whose object tells what they are about. */
const CHANGES: ReadonlySet<string> = new Set(['change', 'update'])

/** Joins two clauses that have a value each. */
const AND = / (?:and|while|whereas|but) (?!.* (?:and|while|whereas|but) )/u

interface ClauseSpan {
  readonly start: number
  readonly end: number
  /** The value is what the clause is about: 「20日間は、閲覧だけができます」. */
  readonly isTopic: boolean
}

/** The words between the commas, cell or sentence borders around a quantity, without those of other values. */
function clauseOf(text: string, quantity: Quantity, others: readonly Quantity[]): ClauseSpan {
  const before = text.slice(0, quantity.start)
  const earlier = others.filter((other) => other.end <= quantity.start).map((other) => other.end)
  const opened =
    Math.max(before.lastIndexOf('、'), before.lastIndexOf('\t'), before.lastIndexOf(', '), before.lastIndexOf(';')) + 1
  const last = Math.max(opened, ...earlier)
  const split = earlier.length > 0 ? text.slice(last, quantity.start).search(AND) : -1
  const start = split < 0 ? last : last + split
  const rest = text.slice(quantity.end)
  // 「20日間は、閲覧だけができます」: what is said of the value stands behind the comma.
  const topic = /^(?:の?間|まで)?は、/u.exec(rest)?.[0].length ?? 0
  const border = rest.slice(topic).search(/[、。\t;]|, /u)
  const end = border < 0 ? border : topic + border
  const next = others.find((other) => other.start >= quantity.end)
  const joint = next ? text.slice(0, next.start).search(AND) : -1
  const stop = Math.min(end < 0 ? text.length : quantity.end + end, joint >= quantity.end ? joint : text.length)
  const sentence = rest.search(/[。\t;]/u)
  // A clause that is the value and little else (「7日間、」) belongs to what stands around it.
  return text.slice(start, stop).trim().length <= quantity.text.length + 4
    ? {
        start: 0,
        end: Math.min(next?.start ?? text.length, sentence < 0 ? text.length : quantity.end + sentence),
        isTopic: topic > 0,
      }
    : { start, end: stop, isTopic: topic > 0 }
}
