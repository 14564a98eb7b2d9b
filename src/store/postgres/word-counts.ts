import type { Session } from './database.ts'
import { unquote } from './lexemes.ts'

/** About how many of `total` passages hold each of the lexemes. */
export type CountWords = (lexemes: readonly string[], total: number) => Promise<(lexeme: string) => number>

/** Statistics change when the server gathers them anew, about once a minute while papers come in. */
const KEPT_MS = 60_000
/** Counts of rare words that are kept. */
const MAX_COUNTS = 10_000

interface Known {
  readonly at: number
  readonly total: number
  /** The share of the passages that hold a frequent word. */
  readonly shares: ReadonlyMap<string, number>
  readonly counts: Map<string, number>
}

/**
 * Frequent words are in the statistics that the server keeps; the others are few enough to be counted, up to `most` where
 * it has not gathered any yet.
 */
export function createWordCounter(session: Session, most: number): CountWords {
  let known: Known | undefined
  return async (lexemes, total) => {
    const now = performance.now()
    if (!known || known.total !== total || now - known.at > KEPT_MS || known.counts.size > MAX_COUNTS)
      known = { at: now, total, shares: await readShares(session), counts: new Map() }
    const { shares, counts } = known
    const rare = lexemes.filter((lexeme) => !shares.has(unquote(lexeme)) && !counts.has(lexeme))
    for (const { lexeme, count } of await countRare(session, rare, most)) counts.set(lexeme, count)
    return (lexeme) => counts.get(lexeme) ?? (shares.get(unquote(lexeme)) ?? 0) * total
  }
}

async function readShares(session: Session): Promise<ReadonlyMap<string, number>> {
  const [row] = await session.read<{ words: string[] | null; shares: number[] | null }>(
    `SELECT most_common_elems::text::text[] AS words, most_common_elem_freqs::float8[] AS shares FROM pg_stats
     WHERE schemaname = ANY(current_schemas(false)) AND tablename = 'passages' AND attname = 'words'`,
  )
  return new Map((row?.words ?? []).map((word, i) => [word, row?.shares?.[i] ?? 0]))
}

interface Counted {
  readonly lexeme: string
  readonly count: number
}

async function countRare(session: Session, lexemes: readonly string[], most: number): Promise<readonly Counted[]> {
  if (lexemes.length === 0) return []
  return session.read<Counted>(
    `SELECT w.lexeme, (SELECT count(*)::integer FROM (
       SELECT 1 FROM passages x WHERE x.words @@ w.lexeme::tsquery LIMIT $2) held) AS count
     FROM unnest($1::text[]) AS w (lexeme)`,
    [lexemes, most],
  )
}
