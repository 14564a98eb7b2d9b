import type { StoredFact } from '../domain.ts'
import type { FactFilter } from './knowledge-store.ts'
import type { RowReader, Snapshot } from './sqlite-rows.ts'

/** Facts that are kept; of 2,000 papers an attribute has one or two thousand. */
const MAX_FACTS = 50_000

/** Reads facts of one state of the database. */
export type ReadFacts = (rows: RowReader, snapshot: Snapshot, filter: FactFilter) => readonly StoredFact[]

/** Keeps what all papers state of an attribute until the index changes: comparisons ask for the same again and again. */
export function createFactCache(): ReadFacts {
  const kept = new Map<string, readonly StoredFact[]>()
  let of: Snapshot | undefined
  let count = 0
  return (rows, snapshot, filter) => {
    if (filter.paperIds || !filter.attributes) return rows.findFacts(filter)
    if (of !== snapshot || count > MAX_FACTS) {
      kept.clear()
      count = 0
    }
    of = snapshot
    const key = filter.attributes.join(' ')
    const known = kept.get(key)
    if (known) return known
    const facts = rows.findFacts(filter)
    kept.set(key, facts)
    count += facts.length
    return facts
  }
}
