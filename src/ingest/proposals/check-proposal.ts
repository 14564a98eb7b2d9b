import type { Fact, Normalized } from '../../domain.ts'
import { type Attribute, isValueKind } from '../../knowledge/attributes.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import { squash } from '../../text/fold.ts'
import { isVerbatim } from '../../text/held-words.ts'
import { isInstruction } from '../../text/instructions.ts'
import { polarityOf } from '../../text/polarity.ts'
import { findQuantities, type Quantity } from '../../text/quantities.ts'
import { findNames } from '../facts/find-statements.ts'
import { isValueOf } from '../facts/find-values.ts'
import { limitsOf } from '../facts/qualifier.ts'
import type { ScopedPaper, ScopedSection, ScopedStatement } from '../facts/scope.ts'
import { findNameOf } from './about-attribute.ts'
import { isBareValue, isPlainlySaid, keepsLimits } from './plain-statement.ts'
import type { Proposal } from './proposal-prompt.ts'

/** Longest quote, in characters. */
const MAX_QUOTE = 400

/** The fact that a proposal is, or why it is none. */
export type CheckedProposal =
  | { readonly fact: Fact; readonly problem?: undefined }
  | { readonly fact?: undefined; readonly problem: ProposalProblem }

/** `doubt`: it is an example, a guess, the past; `subject`: a statement below a heading has more in it than a value. */
type ProposalProblem =
  | 'attribute'
  | 'section'
  | 'quote'
  | 'value'
  | 'topic'
  | 'polarity'
  | 'doubt'
  | 'limit'
  | 'subject'

/**
 * Takes over what a model says that a section states, where code finds the same there: the quote stands in it letter by
 * letter, is said of the product and to people; one statement of it holds the value, is about what the attribute is
 * called, or nothing but a value below a heading that is, and says plainly that it is so; the value is one of the
 * attribute's type and unit, and keeps what limits it.
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
  const scoped = holding.find((one) => findNameOf(attribute, one, section, vocabulary) !== undefined)
  if (!scoped) return { problem: 'topic' }
  const read = readValue(attribute, value, scoped, values.get(attribute.values ?? '') ?? [])
  if (!read) return { problem: 'value' }
  const { statement } = scoped
  // A value of what is denied or planned is none.
  const said = polarityOf(statement.text)
  if (said !== 'yes' || (proposal.polarity ?? said) !== said) return { problem: 'polarity' }
  if (!isPlainlySaid(scoped, section)) return { problem: 'doubt' }
  const limits = limitsOf(statement, attribute, paper.parts, vocabulary, read.quantity)
  if (!keepsLimits(scoped, limits)) return { problem: 'limit' }
  const isNamed = findNameOf(attribute, scoped, section, vocabulary) === 'statement'
  if (!isNamed && !isBareValue(scoped, section, attribute, value, limits, vocabulary)) return { problem: 'subject' }
  const { variant, qualifier } = limits
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
