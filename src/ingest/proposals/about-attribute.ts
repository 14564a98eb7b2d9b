import type { Attribute } from '../../knowledge/attributes.ts'
import { findTopicSpans, isTopic, meansOther, meansSame, type TopicSpan } from '../../knowledge/topic-spans.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { blank } from '../../text/blank.ts'
import { fold, squash } from '../../text/fold.ts'
import { findQuantities } from '../../text/quantities.ts'
import { toTokens } from '../../text/tokens.ts'
import type { ScopedSection, ScopedStatement } from '../facts/scope.ts'

/** Where an attribute is named: by the statement itself, its labels included, or by what it stands under, too. */
export type NamedIn = 'statement' | 'heading'

/**
 * Where the words stand that the attribute is called by, or others for them; `undefined` where not all of them do, where
 * the statement names another kind of what they stand for, has what the attribute's rules exclude or is not the vendor's.
 */
export function findNameOf(
  attribute: Attribute,
  scoped: ScopedStatement,
  section: ScopedSection,
  vocabulary: Vocabulary,
): NamedIn | undefined {
  if (scoped.bearer !== 'vendor' || !isPossible(attribute, scoped, section)) return undefined
  const words = toWords(scoped, section, vocabulary)
  const places = [attribute.name.ja, attribute.name.en].map((name) => placeOf(name, words, vocabulary))
  return places.includes('statement') ? 'statement' : places.find((place) => place !== undefined)
}

/** What one of its rules is about is near, and nothing is there that this rule excludes. */
function isPossible({ find }: Attribute, scoped: ScopedStatement, { heading }: ScopedSection): boolean {
  const near = [scoped.own, scoped.labelled, scoped.around, heading]
  return find.some(
    ({ about, without, unlike }) =>
      (about.length === 0 || about.some((concept) => near.some((concepts) => concepts.has(concept)))) &&
      !without.some((concept) => scoped.own.has(concept) || scoped.labelled.has(concept)) &&
      !(unlike !== undefined && new RegExp(unlike, 'u').test(scoped.folded)),
  )
}

/** Folded words of a statement and of what it stands under, with the topics that they name. */
interface Words {
  readonly own: string
  readonly above: string
  readonly ownSpans: readonly TopicSpan[]
  readonly aboveSpans: readonly TopicSpan[]
  readonly concepts: ReadonlySet<string>
}

function toWords({ statement }: ScopedStatement, { section }: ScopedSection, vocabulary: Vocabulary): Words {
  const { labels, key, text, lead } = statement
  const own = fold([...labels, key ?? '', text].join('\n'))
  const above = fold([...section.path, section.heading, lead ?? ''].join('\n'))
  return {
    own,
    above,
    ownSpans: findTopicSpans(own, vocabulary, []),
    aboveSpans: findTopicSpans(above, vocabulary, []),
    concepts: new Set(vocabulary.find(`${own}\n${above}`).map(({ concept }) => concept)),
  }
}

function placeOf(name: string, words: Words, vocabulary: Vocabulary): NamedIn | undefined {
  const { own, above, ownSpans, aboveSpans, concepts } = words
  const folded = fold(name)
  const rest = toTokens(blank(folded, vocabulary.find(folded))).filter((token) => !PARTICLE.test(token))
  const isSaid = (token: string) => squash(`${own}\n${above}`).includes(token)
  const isNamed = (span: TopicSpan) =>
    ownSpans.some((one) => meansSame(one, span)) ||
    (aboveSpans.some((one) => meansSame(one, span)) && !ownSpans.some((one) => meansOther(one, span)))
  const spans = findTopicSpans(folded, vocabulary, [])
  // 稼働率の実績 is more than 稼働率.
  const isMeant = spans.filter(isTopic).every((span) => span.concepts.every((concept) => concepts.has(concept)))
  if (spans.length === 0 || !spans.every(isNamed) || !isMeant || !rest.every(isSaid)) return undefined
  const topics = spans.filter(isTopic)
  // 99.9% may be an availability, and says of nothing that it is one.
  const quantities = findQuantities(own)
  const naming = ownSpans.filter((one) => !quantities.some(({ start, end }) => one.start < end && one.end > start))
  const isOwn = (span: TopicSpan) => naming.some((one) => meansSame(one, span)) || pointsTo(span, words)
  return (topics.length > 0 ? topics : spans).every(isOwn) ? 'statement' : 'heading'
}

const PARTICLE = /^[ぁ-ゖ]+$|^(?:of|the|for|a|to|and)$/u

/** Whether the statement begins with the last letters of what the heading names: 方針 under 情報セキュリティ方針. */
function pointsTo(span: TopicSpan, { own, above, aboveSpans }: Words): boolean {
  const subject = /(?:^|\n)([^\s、。はがをのも]{2,12})[はがをのも]/u.exec(own)?.[1]
  return (
    subject !== undefined &&
    aboveSpans.some((one) => meansSame(one, span) && above.slice(one.start, one.end).endsWith(subject))
  )
}
