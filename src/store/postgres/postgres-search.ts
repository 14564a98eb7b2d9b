import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { toConceptTokens } from '../concept-tokens.ts'
import type { Hit, TextQuery } from '../knowledge-store.ts'
import { selectRarest } from '../rarest-words.ts'
import type { Session } from './database.ts'
import { toLexemes } from './lexemes.ts'
import { MAX_GRAPH_DIMENSIONS } from './migrations.ts'
import { toVectorText } from './vector-text.ts'
import { createWordCounter } from './word-counts.ts'

/** Where a search looks. */
export interface Reach {
  /** Ids of papers, superseded ones too; `null`: all current ones. */
  readonly paperIds: readonly string[] | null
  /** About how many passages that are. */
  readonly passages: number
  /** Passages of all current papers. */
  readonly total: number
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

const HIT = 'x.id AS "passageId", x.section_id AS "sectionId", p.id AS "paperId", x.text'
/** $1 has the ids of papers; where all current ones are searched it is `null`. One plan for both would read every row. */
const REACH = {
  all: '$1::text[] IS NULL AND x.is_current',
  some: 'x.paper_key = ANY(ARRAY(SELECT key FROM papers WHERE id = ANY($1)))',
} as const

// ts_rank damps how often a word occurs, but holds all words to be worth the same. Passages are of about one length.
const byWords = (reach: keyof typeof REACH) => `SELECT ${HIT}, found.score FROM (
    SELECT x.id, (SELECT sum(w.worth * ts_rank(x.words, w.word)) FROM unnest($4::tsquery[], $5::float8[]) AS w (word, worth))
      AS score FROM passages x
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
  const countWords = createWordCounter(session, matchLimit)
  // The graph of long vectors holds rounded ones.
  const distance =
    dimensions <= MAX_GRAPH_DIMENSIONS
      ? 'x.embedding <=> $2::vector'
      : `x.embedding::halfvec(${Math.trunc(dimensions)}) <=> $2::halfvec(${Math.trunc(dimensions)})`
  const throughGraph = (reach: keyof typeof REACH) => toHits(nearest(`vectors x WHERE ${REACH[reach]}`, distance))
  return {
    async byWords({ terms, concepts }, { paperIds, passages, total, limit }) {
      const tokens = toConceptTokens(vocabulary, concepts).slice(0, MAX_TERMS)
      const all = toLexemes([...new Set(terms)].slice(0, MAX_TERMS), tokens)
      if (all.length === 0 || limit <= 0) return []
      const countOf = await countWords(all, total)
      const held = (word: string) => (countOf(word) * passages) / Math.max(total, 1)
      const words = passages > matchLimit ? selectRarest(all, held, matchLimit) : all
      const worth = words.map((word) => toWorth(countOf(word), total))
      return session.read<Hit>(byWords(reachOf(paperIds)), [paperIds, words.join(' | '), limit, words, worth])
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

/** How much a word tells, by how many passages hold it: the root of what BM25 says, which found more (decision 15). */
function toWorth(count: number, total: number): number {
  return Math.sqrt(Math.log(1 + Math.max(0, total - count + 0.5) / (count + 0.5)))
}
