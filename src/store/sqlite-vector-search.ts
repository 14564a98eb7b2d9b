import { scanExactly, type VectorBlock } from '../retrieval/exact-scan.ts'
import type { ScoredLabel } from '../retrieval/vector-index.ts'
import { createCachedGraph, type GraphState, toFilter } from './cached-graph.ts'
import type { Connection } from './sqlite-driver.ts'
import { countPassages, type PaperEntry, type Snapshot } from './sqlite-rows.ts'
import { createBlockReader } from './vector-blocks.ts'
import type { CacheKey } from './vector-cache.ts'

/** Nearest passages by their vectors: exactly for few candidates, through a graph for many. */
export interface VectorSearch {
  /** Opens the graph where these candidates need one; without it the search scans them, however many they are. */
  prepare(candidates: readonly PaperEntry[]): Promise<void>
  /** Best first; `papers` limits to those, `undefined` is all. */
  search(
    snapshot: Snapshot,
    vector: Float32Array,
    papers: readonly PaperEntry[] | undefined,
    limit: number,
  ): readonly ScoredLabel[]
  /** Brings the graph up to this state and saves it, unless the saved one is near enough. */
  save(snapshot: Snapshot): Promise<void>
  /** Stops what runs in the background. */
  close(): Promise<void>
}

/** `exactLimit`: up to this many candidates are scanned one by one. */
export function createVectorSearch(connection: Connection, key: CacheKey, exactLimit: number): VectorSearch {
  const blockOf = createBlockReader(connection, key.identity.dimensions)
  const cached = createCachedGraph(key, blockOf, exactLimit)
  let newest: Snapshot | undefined
  return {
    async prepare(candidates) {
      // Where the graph cannot be opened at all, the exact scan still answers.
      if (countPassages(candidates) > exactLimit) await cached.open().catch(() => undefined)
    },
    search(snapshot, vector, papers, limit) {
      newest = snapshot
      const candidates = papers ?? snapshot.papers
      const state = countPassages(candidates) > exactLimit ? cached.at(snapshot) : undefined
      if (state) return searchGraph(state, vector, papers, limit, blockOf)
      if (countPassages(candidates) > exactLimit) cached.completeInBackground(() => newest ?? snapshot)
      return scanExactly(toBlocks(candidates, blockOf), vector, limit)
    },
    save: cached.save,
    close: cached.close,
  }
}

/** What the graph finds, and what is nearer among the passages that it lacks. */
function searchGraph(
  { graph, missing }: GraphState,
  vector: Float32Array,
  papers: readonly PaperEntry[] | undefined,
  limit: number,
  blockOf: (paper: PaperEntry) => VectorBlock,
): readonly ScoredLabel[] {
  const wanted = papers && new Set(papers.map(({ key }) => key))
  const beside = missing.filter(({ key }) => wanted?.has(key) ?? true)
  const near = graph.search(vector, limit, papers && toFilter(papers))
  if (beside.length === 0) return near
  const scanned = scanExactly(toBlocks(beside, blockOf), vector, limit)
  // A paper that was being added when the graph was saved stands in both.
  const byLabel = new Map([...near, ...scanned].map((found) => [found.label, found]))
  return [...byLabel.values()].sort((a, b) => b.score - a.score || a.label - b.label).slice(0, limit)
}

function* toBlocks(papers: readonly PaperEntry[], blockOf: (paper: PaperEntry) => VectorBlock): Generator<VectorBlock> {
  for (const paper of papers) yield blockOf(paper)
}
