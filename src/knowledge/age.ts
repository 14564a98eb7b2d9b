/** From this age on a paper is flagged, in years. */
const OUTDATED_YEARS = 2

/**
 * Whether an edition is older than two years. `date` is `YYYY-MM-DD` or `YYYY-MM`, `null` where none is printed (then
 * nobody knows); `today` is `YYYY-MM-DD`.
 */
export function isOutdated(date: string | null, today: string): boolean {
  if (date === null) return false
  const limit = `${Number(today.slice(0, 4)) - OUTDATED_YEARS}${today.slice(4)}`
  return date < limit.slice(0, date.length)
}

/** The day as `YYYY-MM-DD`, by the clock of this machine, in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}
