import { ASPECT_CONCEPTS, SHAPE_CONCEPTS, VAGUE_CONCEPTS } from './concept-kinds.ts'
import type { ConceptHit, Vocabulary } from './vocabulary.ts'

/** Words of a claim that name what it is about. */
export interface TopicSpan {
  /** Offsets in the folded text. */
  readonly start: number
  readonly end: number
  /** What they stand for: one thing, or a special kind of it. */
  readonly concepts: readonly string[]
}

/** Concepts of words that go with any topic: to be had, given, set up. */
const GENERIC: ReadonlySet<string> = new Set([
  'collected',
  'provision',
  'assign',
  'company',
  'services',
  'document',
  'contents',
  'self-service',
])

/**
 * The outermost words of folded text that a concept stands for, but for those inside `taken` and for words that go with
 * any topic.
 */
export function findTopicSpans(
  folded: string,
  vocabulary: Vocabulary,
  taken: readonly { readonly start: number; readonly end: number }[],
): readonly TopicSpan[] {
  const hits = vocabulary.find(folded)
  const isInside = (hit: ConceptHit, outer: { readonly start: number; readonly end: number }) =>
    hit.start >= outer.start && hit.end <= outer.end && hit.end - hit.start < outer.end - outer.start
  const outermost = hits.filter((hit) => !hits.some((other) => isInside(hit, other)))
  const spans = new Map(outermost.map(({ start, end }) => [`${start}-${end}`, { start, end }]))
  return [...spans.values()].flatMap(({ start, end }) => {
    if (taken.some((other) => start < other.end && end > other.start) || isSupporting(folded, start, end)) return []
    const whole = [...new Set(outermost.filter((hit) => hit.start === start && hit.end === end).map((h) => h.concept))]
    const concepts = whole.filter((one) => !SHAPE_CONCEPTS.has(one) && !VAGUE_CONCEPTS.has(one) && !GENERIC.has(one))
    return concepts.length > 0 ? [{ start, end, concepts }] : []
  })
}

/** "supports", "does not support": to have something, and not the help that a support desk gives. */
function isSupporting(folded: string, start: number, end: number): boolean {
  const word = folded.slice(start, end)
  return (
    /^support(?:s|ed|ing)$/u.test(word) ||
    (word === 'support' && /\b(?:not|to|we|can|does|do|will|fully) $/u.test(folded.slice(0, start)))
  )
}

/** Where something is: which place it is, names say, and 保管場所 is no other kind of place than "stored in". */
const PLACES: ReadonlySet<string> = new Set(['location', 'region', 'country'])

/**
 * Whether words mean the same, or one is a kind of the other: 操作ログ is a ログ, and no アクセスログ though both are.
 */
export function meansSame(a: TopicSpan, b: TopicSpan): boolean {
  const isKindOf = (x: TopicSpan, y: TopicSpan) => x.concepts.every((concept) => y.concepts.includes(concept))
  return isKindOf(a, b) || isKindOf(b, a) || a.concepts.some((one) => PLACES.has(one) && b.concepts.includes(one))
}

/** Whether words mean two kinds of one thing. */
export function meansOther(a: TopicSpan, b: TopicSpan): boolean {
  return !meansSame(a, b) && a.concepts.some((concept) => b.concepts.includes(concept))
}

/** Whether a span names a topic, and not what can be said of many. */
export function isTopic({ concepts }: TopicSpan): boolean {
  return !concepts.every((concept) => ASPECT_CONCEPTS.has(concept))
}
