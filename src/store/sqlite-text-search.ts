import type { Vocabulary } from '../knowledge/vocabulary.ts'
import { toConceptTokens } from './concept-tokens.ts'
import type { TextQuery } from './knowledge-store.ts'
import { selectRarest } from './rarest-words.ts'
import type { Connection } from './sqlite-driver.ts'
import { countPassages, type PaperEntry, type Snapshot } from './sqlite-rows.ts'

/** A passage's id with its BM25 score, higher is closer. */
export interface ScoredPassage {
  readonly id: number
  readonly score: number
}

/** Ranks passages by their words; `papers` limits to those, `undefined` is all of the snapshot's. */
export type TextSearch = (
  query: TextQuery,
  snapshot: Snapshot,
  papers: readonly PaperEntry[] | undefined,
  limit: number,
) => ScoredPassage[]

const TOKEN_WEIGHT = 1
const CONCEPT_WEIGHT = 1
/** More words than a person asks with; a pasted document must not become a query of its length. */
const MAX_TERMS = 64
/** Counts of words that are kept until the index changes. */
const MAX_COUNTS = 10_000

// bm25() is negative, lower is closer. Sorting by it is a third faster than sorting by FTS5's `rank`.
const RANK = `SELECT rowid AS id, -bm25(lexicon, ${TOKEN_WEIGHT}, ${CONCEPT_WEIGHT}) AS score FROM lexicon
  WHERE lexicon MATCH @match`
const ORDER = 'ORDER BY score DESC, id LIMIT @limit'

interface Word {
  readonly column: 'tokens' | 'concepts'
  readonly text: string
}

/**
 * Prepares the full-text search. Every passage that holds a word of the query costs about a microsecond, also outside
 * the scope because BM25 counts them all. So a larger index is asked for the rarest words only, as many as `matchLimit`
 * passages hold.
 */
export function createTextSearch(connection: Connection, vocabulary: Vocabulary, matchLimit: number): TextSearch {
  const everywhere = connection.prepare<[object], ScoredPassage>(`${RANK} ${ORDER}`)
  // The ids of a paper's passages have no gap, so the range alone already finds a single paper's.
  const within = connection.prepare<[object], ScoredPassage>(
    `${RANK} AND rowid BETWEEN @first AND @last
      AND (SELECT paper_key FROM passages WHERE id = lexicon.rowid) IN (SELECT value FROM json_each(@keys)) ${ORDER}`,
  )
  const findAny = connection.prepare<[object], unknown>(
    'SELECT 1 FROM lexicon WHERE lexicon MATCH @match AND rowid BETWEEN @first AND @last LIMIT 1',
  )
  const count = createWordCounter(connection)
  return (query, snapshot, papers, limit) => {
    const all = toWords(query, vocabulary)
    if (all.length === 0 || limit <= 0 || papers?.length === 0) return []
    const isLarge = countPassages(snapshot.papers) > matchLimit
    if (!papers) {
      const words = isLarge ? selectRarest(all, (word) => count(word, snapshot), matchLimit) : all
      return everywhere.all({ match: toMatch(words), limit })
    }
    const first = Math.min(...papers.map((paper) => paper.first))
    const last = Math.max(...papers.map((paper) => paper.last))
    const isThere = (word: Word) => findAny.get({ match: toMatch([word]), first, last }) !== undefined
    const words = isLarge ? selectRarest(all.filter(isThere), (word) => count(word, snapshot), matchLimit) : all
    if (words.length === 0) return []
    const keys = JSON.stringify(papers.map((paper) => paper.key))
    return within.all({ match: toMatch(words), limit, first, last, keys })
  }
}

/** How many passages hold a word. Counting a frequent one takes a while, so the counts are kept. */
function createWordCounter(connection: Connection): (word: Word, snapshot: Snapshot) => number {
  connection.exec("CREATE VIRTUAL TABLE temp.lexicon_words USING fts5vocab('main', 'lexicon', 'col')")
  const select = connection
    .prepare<[string, string], number>('SELECT doc FROM temp.lexicon_words WHERE term = ? AND col = ?')
    .pluck()
  const counts = new Map<string, number>()
  let sequence = -1
  return ({ column, text }, snapshot) => {
    if (sequence !== snapshot.sequence || counts.size >= MAX_COUNTS) counts.clear()
    sequence = snapshot.sequence
    const key = `${column}:${text}`
    const count = counts.get(key) ?? select.get(text.toLowerCase(), column) ?? 0
    counts.set(key, count)
    return count
  }
}

function toWords({ terms, concepts }: TextQuery, vocabulary: Vocabulary): Word[] {
  const distinct = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== '').slice(0, MAX_TERMS)
  return [
    ...distinct(terms.map(toTerm)).map((text) => ({ column: 'tokens', text }) as const),
    ...distinct(toConceptTokens(vocabulary, concepts)).map((text) => ({ column: 'concepts', text }) as const),
  ]
}

function toMatch(words: readonly Word[]): string {
  return words.map(({ column, text }) => `${column} : "${text}"`).join(' OR ')
}

/** A term as the index holds it: whatever could end the quotes or split the word is taken out. */
function toTerm(term: string): string {
  return term.replace(/[^\P{ASCII}a-zA-Z0-9.]/gu, '')
}
