import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { toConceptTokens } from '../concept-tokens.ts'
import type { Hit, TextQuery } from '../knowledge-store.ts'
import { selectRarest } from '../rarest-words.ts'
import type { Session } from './database.ts'
import { toLexemes, unquote } from './lexemes.ts'
import { MAX_GRAPH_DIMENSIONS } from './migrations.ts'
import { toVectorText } from './vector-text.ts'

/** Where a search looks. */
export interface Reach {
  /** Ids of papers, superseded ones too; `null`: all current ones. */
  readonly paperIds: readonly string[] | null
  /** About how many passages that are. */
  readonly passages: number
  readonly limit: number
}

/** Searches passages by words and by vectors. */
export interface PostgresSearch {
  byWords(query: TextQuery, reach: Reach): Promise<readonly Hit[]>
  byVector(vector: Float32Array, reach: Reach): Promise<readonly Hit[]>
}

/** What searching goes by. */
export interface SearchOptions {
  readonly vocabulary: Vocabulary
  /** Up to this many vectors are compared one by one; above, the graph is asked. */
  readonly exactLimit: number
  /** A search for words looks at about this many passages. */
  readonly matchLimit: number
}

/** More words than a person asks with; a pasted document must not become a query of its length. */
const MAX_TERMS = 64
/** Statistics change when the server gathers them anew, about once a minute while papers come in. */
const STATISTICS_MS = 60_000

const HIT = 'x.id AS "passageId", x.section_id AS "sectionId", p.id AS "paperId", x.text'
/** $1 has the ids of papers; where all current ones are searched it is `null`. One plan for both would read every row. */
const REACH = {
  all: '$1::text[] IS NULL AND x.is_current',
  some: 'x.paper_key = ANY(ARRAY(SELECT key FROM papers WHERE id = ANY($1)))',
} as const

// ts_rank with 1 divides by the logarithm of the length.
const byWords = (reach: keyof typeof REACH) => `SELECT ${HIT}, found.score FROM (
    SELECT x.id, ts_rank(x.words, $2::tsquery, 1)::float8 AS score FROM passages x
    WHERE x.words @@ $2::tsquery AND ${REACH[reach]} ORDER BY score DESC, x.id LIMIT $3
  ) found JOIN passages x ON x.id = found.id JOIN papers p ON p.key = x.paper_key ORDER BY found.score DESC, x.id`

const toHits = (nearest: string) => `SELECT ${HIT}, found.score FROM (${nearest}) found
  JOIN passages x ON x.id = found.passage_id JOIN papers p ON p.key = x.paper_key ORDER BY found.score DESC, x.id`
// A vector of zeros has no direction: pgvector says NaN, which PostgreSQL holds to be more than any number.
const nearest = (from: string, distance: string) =>
  `SELECT x.passage_id, coalesce(nullif(1 - (${distance}), 'NaN'), 0) AS score FROM ${from} ORDER BY ${distance} LIMIT $3`
const exactly = (reach: keyof typeof REACH) =>
  `WITH candidates AS MATERIALIZED (SELECT x.passage_id, x.embedding FROM vectors x WHERE ${REACH[reach]})
   ${toHits(nearest('candidates x', 'x.embedding <=> $2::vector'))}`

/** The searches of one database whose vectors have so many dimensions. */
export function createSearch(session: Session, dimensions: number, options: SearchOptions): PostgresSearch {
  const { vocabulary, exactLimit, matchLimit } = options
  const frequencies = createFrequencies(session)
  // The graph of long vectors holds rounded ones.
  const distance =
    dimensions <= MAX_GRAPH_DIMENSIONS
      ? 'x.embedding <=> $2::vector'
      : `x.embedding::halfvec(${Math.trunc(dimensions)}) <=> $2::halfvec(${Math.trunc(dimensions)})`
  const throughGraph = (reach: keyof typeof REACH) => toHits(nearest(`vectors x WHERE ${REACH[reach]}`, distance))
  return {
    async byWords({ terms, concepts }, { paperIds, passages, limit }) {
      const tokens = toConceptTokens(vocabulary, concepts).slice(0, MAX_TERMS)
      const all = toLexemes([...new Set(terms)].slice(0, MAX_TERMS), tokens)
      if (all.length === 0 || limit <= 0) return []
      const words = passages > matchLimit ? selectRarest(all, await frequencies(passages), matchLimit) : all
      return session.read<Hit>(byWords(reachOf(paperIds)), [paperIds, words.join(' | '), limit])
    },
    async byVector(vector, { paperIds, passages, limit }) {
      if (limit <= 0) return []
      const search = passages > exactLimit ? throughGraph : exactly
      return session.read<Hit>(search(reachOf(paperIds)), [paperIds, toVectorText(vector), limit])
    },
  }
}

function reachOf(paperIds: readonly string[] | null): keyof typeof REACH {
  return paperIds === null ? 'all' : 'some'
}

/** About how many of so many passages hold a lexeme, by the statistics that the server keeps of frequent ones. */
function createFrequencies(session: Session): (passages: number) => Promise<(lexeme: string) => number> {
  let known: { readonly at: number; readonly shares: ReadonlyMap<string, number> } | undefined
  return async (passages) => {
    if (!known || performance.now() - known.at > STATISTICS_MS) {
      const [row] = await session.read<{ words: string[] | null; shares: number[] | null }>(
        `SELECT most_common_elems::text::text[] AS words, most_common_elem_freqs::float8[] AS shares FROM pg_stats
         WHERE schemaname = ANY(current_schemas(false)) AND tablename = 'passages' AND attname = 'words'`,
      )
      const shares = new Map((row?.words ?? []).map((word, i) => [word, row?.shares?.[i] ?? 0]))
      known = { at: performance.now(), shares }
    }
    const { shares } = known
    return (lexeme) => (shares.get(unquote(lexeme)) ?? 0) * passages
  }
}
