import { setImmediate } from 'node:timers/promises'
import { scanExactly, type VectorBlock } from '../retrieval/exact-scan.ts'
import { createVectorIndex, type ScoredLabel, type VectorIndex } from '../retrieval/vector-index.ts'
import type { Connection } from './sqlite-connection.ts'
import { countPassages, type PaperEntry, type Snapshot } from './sqlite-rows.ts'
import { createBlockReader } from './vector-blocks.ts'
import { type CacheKey, isCacheCurrent, loadCachedVectors, saveCachedVectors } from './vector-cache.ts'

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
  /** Brings the graph up to this state and saves it, unless the saved one is of this state already. */
  save(snapshot: Snapshot): Promise<void>
  /** Stops what runs in the background. */
  close(): Promise<void>
}

/** At most this many missing vectors are added while a question waits: some tenths of a second. */
const ADDED_AT_ONCE = 500
/** Vectors added before other work gets its turn. */
const ADDED_IN_A_ROW = 16

interface Missing {
  readonly paper: PaperEntry
  readonly label: number
}

/** `exactLimit`: up to this many candidates are scanned one by one. */
export function createVectorSearch(connection: Connection, key: CacheKey, exactLimit: number): VectorSearch {
  const blockOf = createBlockReader(connection, key.identity.dimensions)
  const cached = createCachedGraph(key, blockOf)
  let newest: Snapshot | undefined
  return {
    async prepare(candidates) {
      // Where the graph cannot be opened at all, the exact scan still answers.
      if (countPassages(candidates) > exactLimit) await cached.open().catch(() => undefined)
    },
    search(snapshot, vector, papers, limit) {
      newest = snapshot
      const candidates = papers ?? snapshot.papers
      const graph = countPassages(candidates) > exactLimit ? cached.at(snapshot) : undefined
      if (graph) return graph.search(vector, limit, papers && toFilter(papers))
      if (countPassages(candidates) > exactLimit) cached.completeInBackground(() => newest ?? snapshot)
      return scanExactly(toBlocks(candidates, blockOf), vector, limit)
    },
    save: cached.save,
    close: cached.close,
  }
}

/** The graph, how far it is, and its file. */
function createCachedGraph(key: CacheKey, blockOf: (paper: PaperEntry) => VectorBlock) {
  let opening: Promise<void> | undefined
  let graph: VectorIndex | undefined
  let sequence = -1
  let isUnsaved = false
  let isClosed = false
  let running: Promise<void> | undefined

  const open = (): Promise<void> => {
    opening ??= (async () => {
      graph = await loadCachedVectors(key)
      isUnsaved = graph === undefined
      graph ??= await createVectorIndex(key.identity.dimensions)
    })()
    return opening
  }
  const add = (target: VectorIndex, { paper, label }: Missing): void => {
    const { labels, vectors } = blockOf(paper)
    const at = labels.indexOf(label)
    const { dimensions } = key.identity
    if (at >= 0) target.add(label, vectors.subarray(at * dimensions, (at + 1) * dimensions))
    isUnsaved = true
  }
  const removeGone = (target: VectorIndex, { papers }: Snapshot): void => {
    const isThere = toFilter(papers)
    for (const label of target.labels) {
      if (isThere(label)) continue
      target.remove(label)
      isUnsaved = true
    }
  }
  /** Adds what is missing, with pauses, until nothing of the newest state is. */
  const complete = async (newest: () => Snapshot): Promise<void> => {
    await open()
    for (let count = -1; graph && !isClosed && count !== graph.labels.size; ) {
      count = graph.labels.size
      for (const [i, missing] of missingIn(graph, newest()).entries()) {
        if (isClosed) return
        add(graph, missing)
        if (i % ADDED_IN_A_ROW === 0) await setImmediate()
      }
    }
  }
  const save = async (snapshot: Snapshot): Promise<void> => {
    if (graph && isUnsaved) isUnsaved = !(await saveCachedVectors(key, snapshot.sequence, graph))
  }
  return {
    open,
    /** The graph as of this state, `undefined` where it is not open or lacks too much to add now. */
    at(snapshot: Snapshot): VectorIndex | undefined {
      if (!graph || sequence === snapshot.sequence) return graph
      removeGone(graph, snapshot)
      const missing = missingIn(graph, snapshot)
      if (missing.length > ADDED_AT_ONCE) return undefined
      for (const entry of missing) add(graph, entry)
      sequence = snapshot.sequence
      return graph
    },
    completeInBackground(newest: () => Snapshot): void {
      // A failure is no matter: the exact scan goes on answering, and the next search tries again.
      running ??= complete(newest)
        .then(() => (isClosed ? undefined : save(newest())))
        .catch(() => undefined)
        .finally(() => {
          running = undefined
        })
    },
    async save(snapshot: Snapshot): Promise<void> {
      await running
      if (await isCacheCurrent(key, snapshot.sequence)) return
      await open()
      if (graph) removeGone(graph, snapshot)
      if (graph && graph.removedCount > graph.labels.size) graph = await createVectorIndex(key.identity.dimensions)
      await complete(() => snapshot)
      isUnsaved = true
      await save(snapshot)
    },
    async close(): Promise<void> {
      isClosed = true
      await running
    },
  }
}

function* toBlocks(papers: readonly PaperEntry[], blockOf: (paper: PaperEntry) => VectorBlock): Generator<VectorBlock> {
  for (const paper of papers) yield blockOf(paper)
}

function missingIn(graph: VectorIndex, { papers }: Snapshot): Missing[] {
  const missing: Missing[] = []
  for (const paper of papers) {
    for (let label = paper.first; label <= paper.last; label++) {
      if (!graph.labels.has(label)) missing.push({ paper, label })
    }
  }
  return missing
}

/** Whether a label is a passage of one of the papers, by their ranges. */
function toFilter(papers: readonly PaperEntry[]): (label: number) => boolean {
  const ranges = papers.filter(({ first, last }) => last >= first).sort((a, b) => a.first - b.first)
  return (label) => {
    let low = 0
    let high = ranges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ranges[middle]?.first ?? 0) <= label) low = middle + 1
      else high = middle
    }
    return label <= (ranges[low - 1]?.last ?? -1)
  }
}
