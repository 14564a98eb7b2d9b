import type { Fact, Normalized } from '../../domain.ts'
import { type Attribute, isValueKind } from '../../knowledge/attributes.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import { findTopicSpans, isTopic, meansOther, meansSame, type TopicSpan } from '../../knowledge/topic-spans.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { blank } from '../../text/blank.ts'
import { fold, squash } from '../../text/fold.ts'
import { isVerbatim } from '../../text/held-words.ts'
import { isInstruction } from '../../text/instructions.ts'
import { polarityOf } from '../../text/polarity.ts'
import { findQuantities, type Quantity } from '../../text/quantities.ts'
import { toTokens } from '../../text/tokens.ts'
import { findNames } from '../facts/find-statements.ts'
import { isValueOf } from '../facts/find-values.ts'
import { limitsOf } from '../facts/qualifier.ts'
import type { ScopedPaper, ScopedSection, ScopedStatement } from '../facts/scope.ts'
import type { Proposal } from './proposal-prompt.ts'

/** Longest quote, in characters. */
const MAX_QUOTE = 400

/** The fact that a proposal is, or why it is none. */
export type CheckedProposal =
  | { readonly fact: Fact; readonly problem?: undefined }
  | { readonly fact?: undefined; readonly problem: 'attribute' | 'section' | 'quote' | 'value' | 'topic' | 'polarity' }

/**
 * Takes over what a model says that a section states, where code finds the same there: the quote stands in it letter by
 * letter, is said of the product and to people; one statement of it holds the value, is about what the attribute is
 * called, and affirms, denies or plans the same; the value is one of the attribute's type and unit.
 */
export function checkProposal(
  proposal: Proposal,
  attributes: readonly Attribute[],
  paper: ScopedPaper,
  { vocabulary, values }: Catalog,
): CheckedProposal {
  const attribute = attributes.find(({ id }) => id === proposal.attribute)
  if (!attribute) return { problem: 'attribute' }
  const section = paper.sections[proposal.section]
  if (!section || !isRead(section)) return { problem: 'section' }
  const { quote, value } = proposal
  const isQuote = quote.trim() !== '' && quote.length <= MAX_QUOTE && isVerbatim(quote, section.section.body)
  if (!isQuote || isInstruction(quote)) return { problem: 'quote' }
  if (value.trim() === '' || !isVerbatim(value, quote)) return { problem: 'value' }
  const holding = section.statements.filter(({ statement }) => {
    const [whole, said] = [squash(statement.quote), squash(quote)]
    return (whole.includes(said) || said.includes(whole)) && isVerbatim(value, statement.quote)
  })
  if (holding.length === 0) return { problem: 'quote' }
  const about = holding.filter((scoped) => isAbout(attribute, scoped, section, vocabulary))
  const [scoped] = about
  if (!scoped) return { problem: 'topic' }
  const read = readValue(attribute, value, scoped, values.get(attribute.values ?? '') ?? [])
  if (!read) return { problem: 'value' }
  const { statement } = scoped
  // A value of what is denied or planned is none.
  const said = polarityOf(statement.text)
  if (said !== 'yes' || (proposal.polarity ?? said) !== said) return { problem: 'polarity' }
  const { variant, qualifier } = limitsOf(statement, attribute, paper.parts, vocabulary, read.quantity)
  return {
    fact: {
      attribute: attribute.id,
      variant: variant ?? scoped.product ?? section.product,
      qualifier,
      value: read.value,
      normalized: read.normalized,
      polarity: attribute.yesno ? said : null,
      section: section.index,
      quote: statement.quote,
    },
  }
}

/** Facts about the service stand in the body, and not under a heading of plans. */
function isRead({ role, isPlanned }: ScopedSection): boolean {
  return role === 'body' && !isPlanned
}

/**
 * Whether a statement, with what it stands under, has all the words that the attribute is called by, or others for them,
 * and names no other kind of what they stand for; and nothing that its rules exclude.
 */
function isAbout(
  { name, find }: Attribute,
  scoped: ScopedStatement,
  { section, heading }: ScopedSection,
  vocabulary: Vocabulary,
): boolean {
  const near = [scoped.own, scoped.labelled, scoped.around, heading]
  const isPossible = find.some(
    ({ about, without, unlike }) =>
      (about.length === 0 || about.some((concept) => near.some((concepts) => concepts.has(concept)))) &&
      !without.some((concept) => scoped.own.has(concept) || scoped.labelled.has(concept)) &&
      !(unlike !== undefined && new RegExp(unlike, 'u').test(scoped.folded)),
  )
  if (scoped.bearer !== 'vendor' || !isPossible) return false
  const { labels, key, text, lead } = scoped.statement
  const own = fold([...labels, key ?? '', text].join('\n'))
  const above = fold([...section.path, section.heading, lead ?? ''].join('\n'))
  const spansOf = (folded: string) => findTopicSpans(folded, vocabulary, [])
  const [ownSpans, all] = [spansOf(own), spansOf(`${own}\n${above}`)]
  const concepts = new Set(vocabulary.find(`${own}\n${above}`).map(({ concept }) => concept))
  const holds = (words: string) => {
    const folded = fold(words)
    const hits = vocabulary.find(folded)
    const rest = toTokens(blank(folded, hits)).filter((token) => !/^[ぁ-ゖ]+$|^(?:of|the|for|a|to|and)$/u.test(token))
    const isSaid = (token: string) => squash(`${own}\n${above}`).includes(token)
    const isNamed = (span: TopicSpan) =>
      ownSpans.some((one) => meansSame(one, span)) ||
      (all.some((one) => meansSame(one, span)) && !ownSpans.some((one) => meansOther(one, span)))
    const spans = spansOf(folded)
    // 稼働率の実績 is more than 稼働率.
    const isMeant = spans.filter(isTopic).every((span) => span.concepts.every((concept) => concepts.has(concept)))
    return spans.length > 0 && spans.every(isNamed) && isMeant && rest.every(isSaid)
  }
  return holds(name.ja) || holds(name.en)
}

interface ReadValue {
  readonly value: string
  readonly normalized: Normalized
  readonly quantity: Quantity | undefined
}

/** The value as the rules would read it; `undefined` where it is none of the attribute's type and unit. */
function readValue(
  attribute: Attribute,
  value: string,
  scoped: ScopedStatement,
  names: Parameters<typeof findNames>[1],
): ReadValue | undefined {
  const { text } = scoped.statement
  if (isValueKind(attribute)) {
    // Of several that would do only the rules tell which is of what.
    const [quantity, other] = findQuantities(text).filter((one) => isValueOf(attribute, one, scoped))
    const isIt = quantity !== undefined && squash(value).includes(squash(quantity.text))
    return isIt && !other ? { value: quantity.text, normalized: quantity.normalized, quantity } : undefined
  }
  const [name, other] = findNames(value, names)
  if (!name || other) return undefined
  return { value: name.text, normalized: { value: name.name, unit: 'name', op: 'eq' }, quantity: undefined }
}
