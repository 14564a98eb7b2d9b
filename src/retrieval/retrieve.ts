import type { Evidence } from '../domain.ts'
import { ModelError } from '../errors.ts'
import type { Vocabulary } from '../knowledge/vocabulary.ts'
import type { Hit, KnowledgeStore, SearchScope } from '../store/knowledge-store.ts'
import { fold } from '../text/fold.ts'
import { toTokens } from '../text/tokens.ts'
import { type FusionOptions, fuseRanks } from './fusion.ts'
import { toUnitVector } from './unit-vector.ts'

/** What a retriever is made from. */
export interface RetrieverParts {
  readonly store: KnowledgeStore
  /** The model that the store's vectors come from; any LangChain `Embeddings` fits. */
  readonly embeddings: { embedQuery(text: string): Promise<number[]> }
  readonly vocabulary: Vocabulary
  /** How the two lists are weighed; the default is for the local embedding model. */
  readonly fusion?: FusionOptions
}

/** Evidence, best first. */
export interface Retrieved extends ReadonlyArray<Evidence> {
  /** The fault of the embedding model where the evidence comes from the words alone, else `undefined`. */
  readonly degraded: ModelError | undefined
}

/** Finds the passages that a question is about. */
export type Retrieve = (query: string, scope: SearchScope) => Promise<Retrieved>

/** How far down each list is read before they are fused: a passage that both hold low can still come out high. */
const DEPTH_FACTOR = 4
const MIN_DEPTH = 24

/**
 * Searches by words and concepts and by vector, and fuses the two by rank. A failing embedding model leaves the search
 * by words; every other fault is thrown.
 */
export function createRetriever({ store, embeddings, vocabulary, fusion }: RetrieverParts): Retrieve {
  return async (query, scope) => {
    const wide = { ...scope, limit: Math.max(scope.limit * DEPTH_FACTOR, MIN_DEPTH) }
    const concepts = [...new Set(vocabulary.find(fold(query)).map((hit) => hit.concept))]
    const [lexical, vector] = await Promise.all([
      store.searchText({ terms: toTokens(query), concepts }, wide),
      embedQuery(embeddings, query),
    ])
    const near = vector instanceof ModelError ? [] : await store.searchVectors(vector, wide)
    const evidence = fuseHits(lexical, near, fusion).slice(0, Math.max(0, scope.limit))
    return Object.assign(evidence, { degraded: vector instanceof ModelError ? vector : undefined })
  }
}

async function embedQuery(embeddings: RetrieverParts['embeddings'], query: string): Promise<Float32Array | ModelError> {
  try {
    return toUnitVector(await embeddings.embedQuery(query))
  } catch (error) {
    if (error instanceof ModelError) return error
    throw error
  }
}

function fuseHits(lexical: readonly Hit[], near: readonly Hit[], fusion: FusionOptions | undefined): Evidence[] {
  const hits = new Map([...lexical, ...near].map((hit) => [hit.passageId, hit]))
  return fuseRanks(lexical.map(toPassageId), near.map(toPassageId), fusion).flatMap(({ id, score, ranks }) => {
    const hit = hits.get(id)
    return hit ? [{ ...hit, score, ranks }] : []
  })
}

function toPassageId({ passageId }: Hit): number {
  return passageId
}
