import type { BuildReport } from '../../src/build-index.ts'
import type { IngestResult } from '../../src/ingest/ingest-paper.ts'

/** The last line of a report: how many of the files the index has, and which of them it has from elsewhere. */
export function toSummary({ results, isInPlace, index }: BuildReport): string {
  if (!isInPlace) return `The index ${index} was left as it was: mend or remove the files above first.`
  const count = (meant: IngestResult['status']) => results.filter(({ status }) => status === meant).length
  const [failed, twice, skipped] = [count('failed'), count('duplicate'), count('skipped')]
  const all = results.length - skipped
  const notes = [
    twice > 0 ? [`${twice} of them from another file with the same edition`] : [],
    skipped > 0 ? [`${skipped} skipped`] : [],
  ].flat()
  return [`${all - failed} of ${all} files are in the index ${index}`, ...notes].join(', ')
}
