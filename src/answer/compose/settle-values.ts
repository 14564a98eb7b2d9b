import type { StoredFact } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'
import { fold } from '../../text/fold.ts'

/**
 * Of several values those that are of what is asked: a value of what the attribute sets aside (a drill beside training, the
 * deletion from backups beside their retention) is one only where the question asks for that, or there is no other.
 */
export function settleValues(
  question: string,
  facts: readonly StoredFact[],
  { id, aside }: Pick<Attribute, 'id' | 'aside'>,
): readonly StoredFact[] {
  if (aside === undefined) return facts
  const pattern = new RegExp(aside, 'u')
  const isAsked = pattern.test(fold(question))
  const kept = facts.filter(({ attribute, quote }) => attribute !== id || pattern.test(fold(quote)) === isAsked)
  return kept.some(({ attribute, polarity }) => attribute === id && polarity !== 'planned') ? kept : facts
}
