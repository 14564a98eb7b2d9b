import { setImmediate } from 'node:timers/promises'
import type { VectorBlock } from '../retrieval/exact-scan.ts'
import { createVectorIndex, type VectorIndex } from '../retrieval/vector-index.ts'
import { countPassages, type PaperEntry, type Snapshot } from './sqlite-rows.ts'
import { type CacheKey, type CacheState, loadCachedVectors, readCacheState, saveCachedVectors } from './vector-cache.ts'

/** The vector graph with its file, which may be missing or behind the database at any time. */
export interface CachedGraph {
  /** Loads the saved graph, or begins an empty one where none fits. */
  open(): Promise<void>
  /** The graph for this state, and the papers that it lacks; `undefined` where it is not open or lacks too much. */
  at(snapshot: Snapshot): GraphState | undefined
  /** Adds what is missing between other work, then saves the graph. */
  completeInBackground(newest: () => Snapshot): void
  /** Brings the graph up to this state and saves it, unless the saved one is near enough. */
  save(snapshot: Snapshot): Promise<void>
  /** Stops what runs in the background. */
  close(): Promise<void>
}

/** A graph, and what has to be compared one by one beside it. */
export interface GraphState {
  readonly graph: VectorIndex
  /** Papers that the graph has no passage of, or not all. */
  readonly missing: readonly PaperEntry[]
}

/** Reads the vectors of a paper. */
type BlockReader = (paper: PaperEntry) => VectorBlock

/** Vectors added before other work gets its turn. */
const ADDED_IN_A_ROW = 4

interface Missing {
  readonly paper: PaperEntry
  readonly label: number
}

interface State {
  graph: VectorIndex | undefined
  /** Of the snapshot that `missing` was found for. */
  sequence: number
  missing: readonly PaperEntry[]
  isUnsaved: boolean
  isClosed: boolean
}

/**
 * A graph over all vectors of the database. Labels are passage ids and never mean another vector later, so whatever
 * state the graph is of, adding the labels it lacks and removing those that are gone makes it right. It may lack `lag`
 * vectors, which are compared one by one beside it: writing a graph of 100,000 vectors for one paper more would take
 * longer than the paper.
 */
export function createCachedGraph(key: CacheKey, blockOf: BlockReader, lag: number): CachedGraph {
  const state: State = { graph: undefined, sequence: -1, missing: [], isUnsaved: false, isClosed: false }
  let opening: Promise<void> | undefined
  let running: Promise<void> | undefined
  const open = (): Promise<void> => {
    opening ??= openGraph(state, key)
    return opening
  }
  const complete = async (newest: () => Snapshot): Promise<void> => {
    await open()
    await addAllMissing(state, newest, blockOf)
  }
  const saveUnsaved = async (): Promise<void> => {
    if (!state.graph || !state.isUnsaved || state.isClosed) return
    state.isUnsaved = !(await saveCachedVectors(key, state.graph))
  }
  return {
    open,
    at: (snapshot) => lookUp(state, snapshot, lag),
    completeInBackground(newest) {
      // A failure is no matter: the exact scan goes on answering, and the next search tries again.
      running ??= complete(newest)
        .then(saveUnsaved)
        .catch(() => undefined)
        .finally(() => {
          running = undefined
        })
    },
    async save(snapshot) {
      await running
      if (isNearEnough(await readCacheState(key), snapshot, lag)) return
      await open()
      await dropGone(state, snapshot, key)
      await complete(() => snapshot)
      state.isUnsaved = true
      await saveUnsaved()
    },
    async close() {
      state.isClosed = true
      await running
    },
  }
}

async function openGraph(state: State, key: CacheKey): Promise<void> {
  state.graph = await loadCachedVectors(key)
  state.isUnsaved = state.graph === undefined
  state.graph ??= await createVectorIndex(key.identity.dimensions)
}

/** Few passages need no graph; of many, as many may be missing or gone as are compared one by one anyway. */
function isNearEnough(saved: CacheState | undefined, { papers }: Snapshot, lag: number): boolean {
  const { count, lastLabel } = saved ?? { count: 0, lastLabel: 0 }
  const missing = countPassages(papers.filter(({ first }) => first > lastLabel))
  const difference = count - (countPassages(papers) - missing)
  return missing <= lag && Math.abs(difference) <= lag
}

function lookUp(state: State, snapshot: Snapshot, lag: number): GraphState | undefined {
  const { graph } = state
  if (!graph) return undefined
  if (state.sequence !== snapshot.sequence) {
    removeGone(state, graph, snapshot)
    const missing = new Set(missingIn(graph, snapshot).map(({ paper }) => paper))
    state.missing = [...missing]
    state.sequence = snapshot.sequence
  }
  return countPassages(state.missing) <= lag ? { graph, missing: state.missing } : undefined
}

/** Adds with pauses, until nothing of the newest state is missing or can be added. */
async function addAllMissing(state: State, newest: () => Snapshot, blockOf: BlockReader): Promise<void> {
  const { graph } = state
  for (let count = -1; graph && count !== graph.labels.size; ) {
    count = graph.labels.size
    for (const [i, missing] of missingIn(graph, newest()).entries()) {
      if (state.isClosed) return
      add(state, graph, missing, blockOf)
      if (i % ADDED_IN_A_ROW === 0) await setImmediate()
    }
    state.sequence = -1
  }
}

/** Removed vectors stay in the graph as dead weight; when they are the greater part, it is begun anew. */
async function dropGone(state: State, snapshot: Snapshot, key: CacheKey): Promise<void> {
  const { graph } = state
  if (!graph) return
  removeGone(state, graph, snapshot)
  if (graph.removedCount > graph.labels.size) state.graph = await createVectorIndex(key.identity.dimensions)
}

function removeGone(state: State, graph: VectorIndex, { papers }: Snapshot): void {
  const isThere = toFilter(papers)
  for (const label of graph.labels) {
    if (isThere(label)) continue
    graph.remove(label)
    state.isUnsaved = true
  }
}

function add(state: State, graph: VectorIndex, { paper, label }: Missing, blockOf: BlockReader): void {
  const { labels, vectors } = blockOf(paper)
  const at = labels.indexOf(label)
  if (at < 0) return
  const dimensions = vectors.length / labels.length
  graph.add(label, vectors.subarray(at * dimensions, (at + 1) * dimensions))
  state.isUnsaved = true
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
export function toFilter(papers: readonly PaperEntry[]): (label: number) => boolean {
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
