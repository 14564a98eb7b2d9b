import type { Normalized, Unit } from '../../domain.ts'
import { parseNumeral } from '../numerals.ts'

/** What sort of value a quantity is. */
export type QuantityKind =
  | 'duration'
  | 'rate'
  | 'count'
  | 'percent'
  | 'clock'
  | 'time_range'
  | 'date'
  | 'edition'
  | 'utc_offset'

/** How the words around a value bind it; `per_month` and `per_year`: a total in that period. */
export type Relation = 'within' | 'before' | 'after' | 'every' | 'per_month' | 'per_year' | null

/** "At least", "at most", "about", or none of them. */
export type Op = Normalized['op']

/** What one rule read; `start` and `end` narrow it to a part of the match, counted from the start of the match. */
export interface Reading {
  readonly kind: QuantityKind
  readonly normalized: Normalized
  readonly relation: Relation
  readonly start?: number
  readonly end?: number
}

/**
 * A pattern over folded text. What it matches is taken away from later rules, unless `read` gives `undefined`.
 * An empty list takes it away without a quantity: an address or a version number.
 */
export interface Rule {
  readonly pattern: RegExp
  readonly read: (match: RegExpExecArray) => readonly Reading[] | undefined
  /** Its words may hold other values: the times of 「毎日3時と15時の2回」. */
  readonly holdsOthers?: true
}

/** The words of a named group, `''` where it did not take part. */
export function group(match: RegExpExecArray, name: string): string {
  return match.groups?.[name] ?? ''
}

/** The number in a named group. */
export function numberIn(match: RegExpExecArray, name: string): number | undefined {
  const words = group(match, name)
  return words === '' ? undefined : parseNumeral(words)
}

/** `06:05`; `undefined` for hours and minutes that no clock shows. */
export function toClock(hour: number, minute: number): string | undefined {
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

const COUNTED: Partial<Record<Unit, Unit>> = { day: 'per_day', week: 'per_week', month: 'per_month', year: 'per_year' }
const INVERTED: Readonly<Record<Op, Op>> = { eq: 'eq', about: 'about', gte: 'lte', lte: 'gte' }

/**
 * A rate from "`times` times in `n` `unit`": an interval where that is exact (1 day), else times per period. Yearly
 * ones are always counted per year. "At least once in 3 months" is an interval of at most 3 months.
 * `undefined` for what is no rate, such as "5 times in 30 days".
 */
export function toRate(times: number, n: number, unit: Unit, op: Op): Reading | undefined {
  const counted = COUNTED[unit]
  if (times <= 0 || n <= 0) return undefined
  const rate = (value: number, of: Unit, bound: Op): Reading => ({
    kind: 'rate',
    normalized: { value, unit: of, op: bound },
    relation: of === 'per_year' ? 'per_year' : 'every',
  })
  if (n === 1 && counted && (unit === 'year' || times !== 1 || op === 'gte' || op === 'lte')) {
    return rate(times, counted, op)
  }
  if (times === 1) return rate(n, unit, INVERTED[op])
  if (unit === 'month' && 12 % n === 0) return rate((times * 12) / n, 'per_year', op)
  if (unit === 'hour' && n === 1) return rate(60 / times, 'minute', INVERTED[op])
  return undefined
}
