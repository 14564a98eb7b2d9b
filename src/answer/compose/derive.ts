import type { Normalized, StoredFact } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'

/** A value computed from stated ones. */
export interface Derived {
  readonly normalized: Normalized
  readonly qualifier: string | null
  /** The stated values that are multiplied, in the order that they are shown. */
  readonly from: readonly StoredFact[]
}

/**
 * Interval x count, where the catalogue says that this is the attribute and the paper gives only the two: how far back
 * backups reach. Nothing else is computed. Facts are those of the attributes that the catalogue names.
 */
export function deriveValues(attribute: Attribute, facts: readonly StoredFact[]): Derived[] {
  const { derive } = attribute
  if (!derive) return []
  const rates = facts.filter((fact) => fact.attribute === derive.every)
  return facts.flatMap((count) => {
    const rate = rates.find((fact) => fact.quote === count.quote) ?? (rates.length === 1 ? rates[0] : undefined)
    const total = rate && count.attribute === derive.times ? multiply(rate.normalized, count.normalized) : undefined
    return rate && total ? [{ normalized: total, qualifier: count.qualifier, from: [rate, count] }] : []
  })
}

const INTERVALS: ReadonlySet<string> = new Set(['minute', 'hour', 'day', 'week'])

function multiply(every: Normalized | null, times: Normalized | null): Normalized | undefined {
  if (every === null || times === null || every.op !== 'eq' || times.op !== 'eq') return undefined
  if (typeof every.value !== 'number' || typeof times.value !== 'number' || !INTERVALS.has(every.unit)) return undefined
  return { value: every.value * times.value, unit: every.unit, op: 'about' }
}
