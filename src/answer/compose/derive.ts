import type { Normalized, StoredFact } from '../../domain.ts'

/** A value computed from stated ones. */
export interface Derived {
  readonly normalized: Normalized
  readonly qualifier: string | null
  /** The stated values that it is made from, in the order of the arithmetic. */
  readonly from: readonly StoredFact[]
  /** 「2時間おき × 36世代」: how the numbers are put together. */
  readonly operator: '×' | '÷'
}

/**
 * Retention from schedule and generations, and generations from schedule and retention: where a paper gives two of the
 * three, people ask for the third. Nothing else is computed.
 */
export function deriveValues(attribute: string, stated: readonly StoredFact[], facts: readonly StoredFact[]): Derived[] {
  if (stated.length > 0) return []
  const of = (id: string) => facts.filter((fact) => fact.attribute === id)
  const rates = of('backup.frequency')
  const pair = (fact: StoredFact) => rates.filter((rate) => rate.quote === fact.quote || rates.length === 1)[0]
  if (attribute === 'backup.retention') {
    return of('backup.generations').flatMap((count) => {
      const rate = pair(count)
      const total = rate && multiply(rate, count)
      return total ? [{ normalized: total, qualifier: count.qualifier, from: [rate, count], operator: '×' as const }] : []
    })
  }
  if (attribute === 'backup.generations') {
    return of('backup.retention').flatMap((retention) => {
      const rate = rates.find((fact) => fact.qualifier === retention.qualifier) ?? (rates.length === 1 ? rates[0] : undefined)
      const count = rate && divide(retention, rate)
      return count && rate ? [{ normalized: count, qualifier: retention.qualifier, from: [retention, rate], operator: '÷' as const }] : []
    })
  }
  return []
}

const MINUTES: Partial<Record<Normalized['unit'], number>> = { minute: 1, hour: 60, day: 1440, week: 10_080 }

function multiply(rate: StoredFact, count: StoredFact): Normalized | undefined {
  const every = rate.normalized
  const times = count.normalized
  if (!every || !times || typeof every.value !== 'number' || typeof times.value !== 'number' || !(every.unit in MINUTES)) return undefined
  if (every.op !== 'eq' || times.op !== 'eq') return undefined
  return { value: every.value * times.value, unit: every.unit, op: 'about' }
}

/** Only for daily or rarer copies: a count of thousands tells nobody anything. */
function divide(retention: StoredFact, rate: StoredFact): Normalized | undefined {
  const kept = retention.normalized
  const every = rate.normalized
  if (!kept || !every || typeof kept.value !== 'number' || typeof every.value !== 'number') return undefined
  const [whole, part] = [(MINUTES[kept.unit] ?? 0) * kept.value, (MINUTES[every.unit] ?? 0) * every.value]
  const count = part > 0 ? whole / part : 0
  return part >= 1440 && Number.isInteger(count) && count > 0 ? { value: count, unit: 'generation', op: 'about' } : undefined
}
