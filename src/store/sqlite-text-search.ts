import type { Vocabulary } from '../knowledge/vocabulary.ts'
import type { TextQuery } from './knowledge-store.ts'
import type { Connection } from './sqlite-connection.ts'
import type { PaperEntry } from './sqlite-rows.ts'

/** A passage's id with its BM25 score, higher is closer. */
export interface ScoredPassage {
  readonly id: number
  readonly score: number
}

/** Ranks passages by their words; `papers` limits to those, `undefined` is all. */
export type TextSearch = (query: TextQuery, papers: readonly PaperEntry[] | undefined, limit: number) => ScoredPassage[]

const TOKEN_WEIGHT = 1
const CONCEPT_WEIGHT = 1
/** More words than a person asks with; a pasted document must not become a query of its length. */
const MAX_TERMS = 64

// bm25() is negative, lower is closer. Sorting by it is a third faster than sorting by FTS5's `rank`.
const RANK = `SELECT rowid AS id, -bm25(lexicon, ${TOKEN_WEIGHT}, ${CONCEPT_WEIGHT}) AS score FROM lexicon
  WHERE lexicon MATCH @match`
const ORDER = 'ORDER BY score DESC, id LIMIT @limit'

/** Prepares the full-text search. */
export function createTextSearch(connection: Connection, vocabulary: Vocabulary): TextSearch {
  const everywhere = connection.prepare<[object], ScoredPassage>(`${RANK} ${ORDER}`)
  // The ids of a paper's passages have no gap, so the range alone already finds a single paper's.
  const within = connection.prepare<[object], ScoredPassage>(
    `${RANK} AND rowid BETWEEN @first AND @last
      AND (SELECT paper_key FROM passages WHERE id = lexicon.rowid) IN (SELECT value FROM json_each(@keys)) ${ORDER}`,
  )
  return (query, papers, limit) => {
    const match = toMatch(query, vocabulary)
    if (match === '' || limit <= 0 || papers?.length === 0) return []
    if (!papers) return everywhere.all({ match, limit })
    const first = Math.min(...papers.map((paper) => paper.first))
    const last = Math.max(...papers.map((paper) => paper.last))
    return within.all({ match, limit, first, last, keys: JSON.stringify(papers.map((paper) => paper.key)) })
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

function toMatch({ terms, concepts }: TextQuery, vocabulary: Vocabulary): string {
  const groups = [
    { column: 'tokens', words: terms.map(toWord) },
    { column: 'concepts', words: toConceptTokens(vocabulary, concepts) },
  ]
  return groups
    .map(({ column, words }) => ({
      column,
      words: [...new Set(words)].filter((word) => word !== '').slice(0, MAX_TERMS),
    }))
    .filter(({ words }) => words.length > 0)
    .map(({ column, words }) => `${column} : (${words.map((word) => `"${word}"`).join(' OR ')})`)
    .join(' OR ')
}

/** A term as the index holds it: whatever could end the quotes or split the word is taken out. */
function toWord(term: string): string {
  return term.replace(/[^\P{ASCII}a-zA-Z0-9.]/gu, '')
}
