import type { Answer, Ask, Question } from '../../src/domain.ts'
import type { Vocabulary } from '../../src/knowledge/vocabulary.ts'
import { createRetriever } from '../../src/retrieval/retrieve.ts'
import { toUnitVector } from '../../src/retrieval/unit-vector.ts'
import type { KnowledgeStore, SearchScope } from '../../src/store/knowledge-store.ts'
import { fold } from '../../src/text/fold.ts'
import { toTokens } from '../../src/text/tokens.ts'
import { timed } from './samples.ts'

/** How often every question is asked. */
const ROUNDS = 3

/** How deep a search reads for a question about one product. */
const LIMIT = 24

/** Durations by what the answers were made from; `first` are those of the first round, before the code is warm. */
export interface AnswerTimes {
  readonly first: readonly number[]
  readonly all: readonly number[]
  readonly byBasis: ReadonlyMap<string, readonly number[]>
}

/** Asks everything once to warm up and then again; one question at a time. */
export async function measureAnswers(ask: Ask, questions: readonly Question[]): Promise<AnswerTimes> {
  const first = await askAll(ask, questions)
  const warm: Timed[] = []
  for (let round = 0; round < ROUNDS; round++) warm.push(...(await askAll(ask, questions)))
  const byBasis = new Map<string, number[]>()
  for (const { ms, value } of warm) {
    const basis = value.basis ?? 'nothing'
    byBasis.set(basis, [...(byBasis.get(basis) ?? []), ms])
  }
  return { first: first.map(toMs), all: warm.map(toMs), byBasis }
}

type Timed = { readonly ms: number; readonly value: Answer }

async function askAll(ask: Ask, questions: readonly Question[]): Promise<Timed[]> {
  const times: Timed[] = []
  for (const question of questions) times.push(await timed(() => ask(question)))
  return times
}

function toMs({ ms }: Timed): number {
  return ms
}

/** What retrieval works with. */
export interface RetrievalParts {
  readonly store: KnowledgeStore
  readonly vocabulary: Vocabulary
  readonly embeddings: { embedQuery(text: string): Promise<number[]> }
}

/** A question's words and the papers that it is about. */
export interface ScopedQuery {
  readonly text: string
  /** `undefined`: all papers. */
  readonly paperIds: readonly string[] | undefined
}

/** Durations of the search by words, by vector, and of both with their fusion. */
export async function measureRetrieval(
  parts: RetrievalParts,
  queries: readonly ScopedQuery[],
): Promise<Readonly<Record<'lexical' | 'vector' | 'fused', readonly number[]>>> {
  const { store, vocabulary, embeddings } = parts
  const retrieve = createRetriever(parts)
  const searches = {
    lexical: (text: string, scope: SearchScope) => {
      const concepts = [...new Set(vocabulary.find(fold(text)).map((hit) => hit.concept))]
      return store.searchText({ terms: toTokens(text), concepts }, scope)
    },
    vector: async (text: string, scope: SearchScope) =>
      store.searchVectors(toUnitVector(await embeddings.embedQuery(text)), scope),
    // The retriever reads four times as deep as it is asked for.
    fused: (text: string, scope: SearchScope) => retrieve(text, { ...scope, limit: LIMIT / 4 }),
  }
  const run = async (search: (text: string, scope: SearchScope) => Promise<unknown>) => {
    const times: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      for (const { text, paperIds } of queries) {
        const scope = paperIds === undefined ? { limit: LIMIT } : { paperIds, limit: LIMIT }
        const { ms } = await timed(() => search(text, scope))
        if (round > 0) times.push(ms)
      }
    }
    return times
  }
  return { lexical: await run(searches.lexical), vector: await run(searches.vector), fused: await run(searches.fused) }
}
