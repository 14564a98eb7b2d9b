import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askForSections, askQuestions, DEPTH, type ScaleQuery } from './ask-about.ts'
import { PEERS, type Peer, type ResultOf, runJob, type Searched } from './jobs.ts'
import { writeInvented } from './write-invented.ts'
import type { InventedPaper } from './write-paper.ts'

/** Passages of an invented paper, about. */
export const PASSAGES_A_PAPER = 50

/** One engine at one size. */
export interface EngineScale {
  readonly ingestMs: number
  readonly bytes: number
  readonly residentBytes: number
  readonly startMs: number
  readonly searched: Searched
}

/** All that was measured at one size. */
export interface ScaleResult {
  readonly papers: number
  readonly passages: number
  readonly ours: EngineScale &
    Pick<ResultOf<'ask'>, 'answers' | 'words' | 'vectors'> & {
      readonly addMs: readonly number[]
      readonly unchangedMs: number
      readonly ingestResidentBytes: number
    }
  readonly peers: ReadonlyMap<Peer, EngineScale>
}

const QUESTIONS = 400
const QUERIES = 200
/** Papers that are added one by one, each by a process of its own. */
const ADDED = 3

/** Makes papers and measures our index and its peers over them, all in processes of their own. */
export async function measureScale(papers: number, onStep: (step: string) => void): Promise<ScaleResult> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-scale-'))
  try {
    const { known, folder, addedFolder } = await writeInvented(dir, papers, ADDED)
    const paths = { papers: folder, added: addedFolder, index: join(dir, 'index') }
    const queries = askForSections(known, QUERIES)
    const ours = await measureOurIndex(paths, known, queries, (step) => onStep(`${papers} papers: ${step}`))
    const peers = new Map<Peer, EngineScale>()
    let passages = 0
    for (const peer of PEERS) {
      onStep(`${papers} papers: ${peer}`)
      const measured = await measurePeer(peer, join(dir, peer), paths.index, queries)
      passages = measured.passages
      peers.set(peer, measured)
    }
    // Last, so that the peers have the same passages.
    onStep(`${papers} papers: one more`)
    const addMs = await addOneByOne(paths.added, paths.index)
    return { papers, passages, ours: { ...ours, addMs }, peers }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function measureOurIndex(
  paths: Readonly<Record<'papers' | 'index', string>>,
  known: readonly InventedPaper[],
  queries: readonly ScaleQuery[],
  onStep: (step: string) => void,
) {
  const indexDir = paths.index
  onStep('ingest')
  const ingest = await runJob({ job: 'ingest', indexDir, paths: [paths.papers] })
  if (ingest.taken !== known.length) throw new Error(`${ingest.taken} of ${known.length} papers were taken in.`)
  const bytes = await sizeOfFolder(indexDir)
  onStep('the same again')
  const unchanged = await runJob({ job: 'ingest', indexDir, paths: [paths.papers] })
  onStep('questions')
  const questions = askQuestions(known, QUESTIONS)
  const start = await runJob({ job: 'start', indexDir, question: questions[0]?.text ?? '' })
  const asked = await runJob({ job: 'ask', indexDir, questions: [...questions], queries: [...queries] })
  return {
    ...asked,
    searched: asked.fused,
    ingestMs: ingest.ms,
    ingestResidentBytes: ingest.residentBytes,
    bytes,
    startMs: start.ms,
    unchangedMs: unchanged.ms,
  }
}

async function measurePeer(peer: Peer, dir: string, indexDir: string, queries: readonly ScaleQuery[]) {
  const { ms: ingestMs, bytes, passages } = await runJob({ job: 'build peer', peer, indexDir, dir })
  const { ms, searched, residentBytes } = await runJob({ job: 'ask peer', peer, dir, queries: [...queries] })
  return { ingestMs, bytes, passages, residentBytes, startMs: ms, searched }
}

async function addOneByOne(dir: string, indexDir: string): Promise<readonly number[]> {
  const times: number[] = []
  for (const name of await readdir(dir)) {
    times.push((await runJob({ job: 'ingest', indexDir, paths: [join(dir, name)] })).ms)
  }
  return times
}

/**
 * The share of the true nearest ten that was found. The truth is what the exact scan has; of equally near neighbours any
 * will do, so a neighbour counts where it is no farther than the tenth.
 */
export function recallOf(found: Searched, truth: Searched): number {
  const ROUNDING = 1e-5
  const shares = truth.cosines.map((cosines, i) => {
    const farthest = (cosines[DEPTH.compared - 1] ?? cosines.at(-1) ?? 0) - ROUNDING
    const near = (found.cosines[i] ?? []).filter((cosine) => cosine >= farthest)
    return near.length / Math.max(1, cosines.length)
  })
  return shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length)
}

async function sizeOfFolder(dir: string): Promise<number> {
  const names = await readdir(dir)
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(dir, name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}
