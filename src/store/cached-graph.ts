import { setImmediate } from 'node:timers/promises'
import type { VectorBlock } from '../retrieval/exact-scan.ts'
import { createVectorIndex, type VectorIndex } from '../retrieval/vector-index.ts'
import type { PaperEntry, Snapshot } from './sqlite-rows.ts'
import { type CacheKey, isCacheCurrent, loadCachedVectors, saveCachedVectors } from './vector-cache.ts'

/** The vector graph with its file, which may be missing or behind the database at any time. */
export interface CachedGraph {
  /** Loads the saved graph, or begins an empty one where none fits. */
  open(): Promise<void>
  /** The graph as of this state, `undefined` where it is not open or lacks too much to add now. */
  at(snapshot: Snapshot): VectorIndex | undefined
  /** Adds what is missing between other work, then saves the graph. */
  completeInBackground(newest: () => Snapshot): void
  /** Brings the graph up to this state and saves it, unless the saved one is of this state already. */
  save(snapshot: Snapshot): Promise<void>
  /** Stops what runs in the background. */
  close(): Promise<void>
}

/** Reads the vectors of a paper. */
type BlockReader = (paper: PaperEntry) => VectorBlock

/** At most this many missing vectors are added while a question waits: some tenths of a second. */
const ADDED_AT_ONCE = 500
/** Vectors added before other work gets its turn. */
const ADDED_IN_A_ROW = 16

interface Missing {
  readonly paper: PaperEntry
  readonly label: number
}

interface State {
  graph: VectorIndex | undefined
  /** Of the snapshot that the graph is known to equal. */
  sequence: number
  isUnsaved: boolean
  isClosed: boolean
}

/**
 * A graph over all vectors of the database. Labels are passage ids and never mean another vector later, so whatever
 * state the graph is of, adding the labels it lacks and removing those that are gone makes it right.
 */
export function createCachedGraph(key: CacheKey, blockOf: BlockReader): CachedGraph {
  const state: State = { graph: undefined, sequence: -1, isUnsaved: false, isClosed: false }
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
  const saveUnsaved = async ({ sequence }: Snapshot): Promise<void> => {
    if (!state.graph || !state.isUnsaved || state.isClosed) return
    state.isUnsaved = !(await saveCachedVectors(key, sequence, state.graph))
  }
  return {
    open,
    at: (snapshot) => bringUpToDate(state, snapshot, blockOf),
    completeInBackground(newest) {
      // A failure is no matter: the exact scan goes on answering, and the next search tries again.
      running ??= complete(newest)
        .then(() => saveUnsaved(newest()))
        .catch(() => undefined)
        .finally(() => {
          running = undefined
        })
    },
    async save(snapshot) {
      await running
      if (await isCacheCurrent(key, snapshot.sequence)) return
      await open()
      await dropGone(state, snapshot, key)
      await complete(() => snapshot)
      state.isUnsaved = true
      await saveUnsaved(snapshot)
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

function bringUpToDate(state: State, snapshot: Snapshot, blockOf: BlockReader): VectorIndex | undefined {
  const { graph } = state
  if (!graph || state.sequence === snapshot.sequence) return graph
  removeGone(state, graph, snapshot)
  const missing = missingIn(graph, snapshot)
  if (missing.length > ADDED_AT_ONCE) return undefined
  for (const entry of missing) add(state, graph, entry, blockOf)
  state.sequence = snapshot.sequence
  return graph
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
