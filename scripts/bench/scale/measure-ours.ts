import { loadCatalog } from '../../../src/knowledge/catalog.ts'
import type { Logger } from '../../../src/logger.ts'
import { LocalEmbeddings } from '../../../src/models/local-embeddings.ts'
import { openEngine } from '../../../src/open-engine.ts'
import { createRetriever } from '../../../src/retrieval/retrieve.ts'
import { toUnitVector } from '../../../src/retrieval/unit-vector.ts'
import type { Hit, KnowledgeStore, SearchScope } from '../../../src/store/knowledge-store.ts'
import { openSqliteStore } from '../../../src/store/sqlite-store.ts'
import { fold } from '../../../src/text/fold.ts'
import { toTokens } from '../../../src/text/tokens.ts'
import { KNOWLEDGE_DIR } from '../../paths.ts'
import { timed } from '../samples.ts'
import { DEPTH, type ScaleQuery, type ScaleQuestion } from './ask-about.ts'
import type { ResultOf, Searched } from './jobs.ts'

/** What one search came back with, best first. */
export interface Found {
  readonly product: string
  readonly heading: string
  /** Cosine to the query where the engine has vectors. */
  readonly cosine?: number
}

/** Searches take so long at most: one engine needs seconds for each. */
const LONGEST_MS = 60_000
const WARM_UP_SEARCHES = 10

/** Runs the first queries to warm up, then each once, as far as there is time; `toFound` is not counted. */
export async function measureSearches<T>(
  queries: readonly ScaleQuery[],
  search: (query: ScaleQuery) => Promise<T> | T,
  toFound: (value: T) => Promise<readonly Found[]> | readonly Found[],
): Promise<Searched> {
  for (const query of queries.slice(0, WARM_UP_SEARCHES)) await search(query)
  const searched: Searched = { searchMs: [], found: 0, cosines: [] }
  const until = performance.now() + LONGEST_MS
  for (const query of queries) {
    if (performance.now() > until) break
    const { ms, value } = await timed(() => search(query))
    searched.searchMs.push(ms)
    const first = (await toFound(value)).slice(0, DEPTH.compared)
    if (first.some(({ product, heading }) => product === query.product && heading === query.heading)) searched.found++
    const cosines = first.flatMap(({ cosine }) => (cosine === undefined ? [] : [cosine]))
    if (cosines.length > 0) searched.cosines.push(cosines)
  }
  return searched
}

/** Asks the engine, and searches by words, by vectors, by both as the engine does, and by vectors in one paper. */
export async function measureOurs(
  { indexDir, databaseUrl, questions, queries }: Input,
  logger: Logger,
): Promise<Omit<ResultOf<'ask'>, 'residentBytes'>> {
  const engine = await openEngine({ knowledgeDir: KNOWLEDGE_DIR, indexDir, databaseUrl, logger })
  const { store } = engine
  const { vocabulary } = loadCatalog(KNOWLEDGE_DIR)
  const embeddings = new LocalEmbeddings(vocabulary)
  const retrieve = createRetriever({ store, embeddings, vocabulary })
  const answers: ResultOf<'ask'>['answers'] = []
  for (const { text } of questions.slice(0, WARM_UP)) await engine.ask({ text, turns: [] })
  for (const { kind, text } of questions) {
    const { ms, value } = await timed(() => engine.ask({ text, turns: [] }))
    answers.push({ kind, ms, characters: JSON.stringify(value).length })
  }
  const { toFound, toFoundNear, searchNear, searchWithin } = await createSearches(store, embeddings)
  const searchText = ({ text }: ScaleQuery) => {
    const concepts = [...new Set(vocabulary.find(fold(text)).map((hit) => hit.concept))]
    return store.searchText({ terms: toTokens(text), concepts }, { limit: DEPTH.limit })
  }
  const result = {
    answers,
    words: await measureSearches(queries, searchText, (hits) => toFound(hits)),
    vectors: await measureSearches(queries, searchNear, toFoundNear),
    within: await measureSearches(queries, searchWithin, toFoundNear),
    fused: await measureSearches(
      queries,
      ({ text }) => retrieve(text, { limit: DEPTH.compared }),
      (hits) => toFound(hits),
    ),
  }
  await engine.close()
  return result
}

/** The true neighbours: every vector of the embedded index is compared. */
export async function scanEmbedded({
  indexDir,
  queries,
}: Pick<Input, 'indexDir' | 'queries'>): Promise<Omit<ResultOf<'scan'>, 'residentBytes'>> {
  const { vocabulary } = loadCatalog(KNOWLEDGE_DIR)
  const embeddings = new LocalEmbeddings(vocabulary)
  const { identity } = embeddings
  const exactLimit = Number.POSITIVE_INFINITY
  const store = await openSqliteStore({ dir: indexDir, identity, vocabulary, mode: 'read', exactLimit })
  const { toFoundNear, searchNear, searchWithin } = await createSearches(store, embeddings)
  const result = {
    all: await measureSearches(queries, searchNear, toFoundNear),
    within: await measureSearches(queries, searchWithin, toFoundNear),
  }
  await store.close()
  return result
}

/** Searches by vectors, and how what they find is judged. */
async function createSearches(store: KnowledgeStore, embeddings: LocalEmbeddings) {
  const papers = await store.listPapers()
  const products = new Map(papers.map(({ id, product }) => [id, product]))
  const ids = new Map(papers.map(({ id, product }) => [product, id]))
  const toFound = async (hits: readonly { paperId: string; sectionId: number }[], cosines?: readonly number[]) =>
    Promise.all(
      hits.slice(0, DEPTH.compared).map(async ({ paperId, sectionId }, i) => ({
        product: products.get(paperId) ?? '',
        heading: (await store.findSection(sectionId))?.heading ?? '',
        ...(cosines?.[i] === undefined ? {} : { cosine: cosines[i] }),
      })),
    )
  const near = async (text: string, scope: SearchScope) =>
    store.searchVectors(toUnitVector(await embeddings.embedQuery(text)), scope)
  return {
    toFound,
    toFoundNear: (hits: readonly Hit[]) =>
      toFound(
        hits,
        hits.map(({ score }) => score),
      ),
    searchNear: ({ text }: ScaleQuery) => near(text, { limit: DEPTH.limit }),
    searchWithin: ({ text, product }: ScaleQuery) =>
      near(text, { limit: DEPTH.limit, paperIds: [ids.get(product) ?? ''] }),
  }
}

/** Questions that are asked once before any is counted. */
const WARM_UP = 40

interface Input {
  readonly indexDir: string
  readonly databaseUrl?: string | undefined
  readonly questions: readonly ScaleQuestion[]
  readonly queries: readonly ScaleQuery[]
}
