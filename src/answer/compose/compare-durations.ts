import type { Normalized } from '../../domain.ts'
import { compareNormalized, toMinutes } from '../../text/quantities.ts'

/** Length in minutes, between the least and the most that it can be. */
interface Span {
  readonly least: number
  readonly most: number
}

const DAY = 1440
/** A weekend for each five business days begun, and the longest holidays that Japan has in a row. */
const DAYS_OF_REST = 2
const DAYS_OF_HOLIDAYS = 10
/** The shortest working day that business hours are counted in. */
const HOURS_A_DAY = 7

/** How long something may take; business days and hours between the calendar's and those with weekends and holidays. */
function spanOf(normalized: Normalized): Span | undefined {
  const { value, unit } = normalized
  const minutes = toMinutes(normalized)
  if (minutes !== undefined) return { least: minutes, most: minutes }
  if (typeof value !== 'number' || (unit !== 'business_day' && unit !== 'business_hour')) return undefined
  const days = unit === 'business_day' ? value : Math.ceil(value / HOURS_A_DAY)
  const most = (days + Math.ceil(days / 5) * DAYS_OF_REST + DAYS_OF_HOLIDAYS) * DAY
  return { least: unit === 'business_day' ? value * DAY : value * 60, most }
}

/**
 * Like {@link compareNormalized}, and business days also with the calendar's where one is longer however they fall:
 * 24 hours are less than 5 business days. `undefined` where that depends on the days.
 */
export function compareDurations(a: Normalized, b: Normalized): number | undefined {
  const order = compareNormalized(a, b)
  if (order !== undefined) return order
  const [left, right] = [spanOf(a), spanOf(b)]
  if (!left || !right) return undefined
  if (left.most <= right.least) return -1
  return left.least >= right.most ? 1 : undefined
}

/** Whether two values are lengths of time of which nobody can say which is longer. */
export function isOpen(a: Normalized, b: Normalized): boolean {
  return compareDurations(a, b) === undefined && spanOf(a) !== undefined && spanOf(b) !== undefined
}
