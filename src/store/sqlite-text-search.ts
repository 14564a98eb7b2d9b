import type { Vocabulary } from '../knowledge/vocabulary.ts'
import type { TextQuery } from './knowledge-store.ts'
import type { Connection } from './sqlite-connection.ts'
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
/** The rarest words stay in the query however frequent they are. */
const MIN_WORDS = 2

// bm25() is negative, lower is closer. Sorting by it is a third faster than sorting by FTS5's `rank`.
const RANK = `SELECT rowid AS id, -bm25(lexicon, ${TOKEN_WEIGHT}, ${CONCEPT_WEIGHT}) AS score FROM lexicon
  WHERE lexicon MATCH @match`
const ORDER = 'ORDER BY score DESC, id LIMIT @limit'

interface Word {
  readonly column: 'tokens' | 'concepts'
  readonly text: string
}

/**
 * Prepares the full-text search. Every passage that holds a word of the query costs about a microsecond, so in larger
 * scopes the words are limited to the rarest, as many as about `matchLimit` passages hold.
 */
export function createTextSearch(connection: Connection, vocabulary: Vocabulary, matchLimit: number): TextSearch {
  const everywhere = connection.prepare<[object], ScoredPassage>(`${RANK} ${ORDER}`)
  // The ids of a paper's passages have no gap, so the range alone already finds a single paper's.
  const within = connection.prepare<[object], ScoredPassage>(
    `${RANK} AND rowid BETWEEN @first AND @last
      AND (SELECT paper_key FROM passages WHERE id = lexicon.rowid) IN (SELECT value FROM json_each(@keys)) ${ORDER}`,
  )
  const selectRarest = createRarestSelection(connection, matchLimit)
  return (query, snapshot, papers, limit) => {
    const all = toWords(query, vocabulary)
    if (all.length === 0 || limit <= 0 || papers?.length === 0) return []
    const isLarge = countPassages(papers ?? snapshot.papers) > matchLimit
    const match = toMatch(isLarge ? selectRarest(all) : all)
    if (!papers) return everywhere.all({ match, limit })
    const first = Math.min(...papers.map((paper) => paper.first))
    const last = Math.max(...papers.map((paper) => paper.last))
    return within.all({ match, limit, first, last, keys: JSON.stringify(papers.map((paper) => paper.key)) })
  }
}

/** In a large index the frequent words of a query cost nearly all of the time and tell next to nothing. */
function createRarestSelection(
  connection: Connection,
  matchLimit: number,
): (words: readonly Word[]) => readonly Word[] {
  connection.exec("CREATE VIRTUAL TABLE temp.lexicon_words USING fts5vocab('main', 'lexicon', 'col')")
  const count = connection
    .prepare<[string, string], number>('SELECT doc FROM temp.lexicon_words WHERE term = ? AND col = ?')
    .pluck()
  return (words) => {
    const counted = words.map((word) => ({ word, matched: count.get(word.text.toLowerCase(), word.column) ?? 0 }))
    const found = counted.filter(({ matched }) => matched > 0).sort((a, b) => a.matched - b.matched)
    let total = 0
    const rarest = found.filter(({ matched }, i) => {
      total += matched
      return i < MIN_WORDS || total <= matchLimit
    })
    return rarest.length > 0 ? rarest.map(({ word }) => word) : words
  }
}

/** Concept ids as words that no tokenizer can split. Ids that the vocabulary does not have are left out. */
export function toConceptTokens(vocabulary: Vocabulary, concepts: readonly string[]): string[] {
  const indexes = indexesOf(vocabulary)
  return concepts.flatMap((concept) => {
    const index = indexes.get(concept)
    return index === undefined ? [] : [`c${index}`]
  })
}

const known = new WeakMap<Vocabulary, ReadonlyMap<string, number>>()

function indexesOf(vocabulary: Vocabulary): ReadonlyMap<string, number> {
  const indexes = known.get(vocabulary) ?? new Map(vocabulary.concepts.map((concept, index) => [concept, index]))
  known.set(vocabulary, indexes)
  return indexes
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
