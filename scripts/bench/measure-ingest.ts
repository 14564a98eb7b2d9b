import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIndex } from '../../src/build-index.ts'
import type { Logger } from '../../src/logger.ts'
import { KNOWLEDGE_DIR } from '../paths.ts'
import { timed } from './samples.ts'

const ROUNDS = 3

/** Milliseconds of taking in a folder, catalogue and opening of the index included. */
export interface IngestTimes {
  readonly papers: number
  /** From empty, the first time in this process. */
  readonly first: number
  /** From empty, when the code is warm. */
  readonly warm: readonly number[]
  readonly unchanged: readonly number[]
}

/** Takes in the papers from empty, then again with nothing changed; several times, each in a new folder. */
export async function measureIngest(papersDir: string, logger: Logger): Promise<IngestTimes> {
  const fresh: number[] = []
  const unchanged: number[] = []
  let papers = 0
  for (let round = 0; round <= ROUNDS; round++) {
    const indexDir = await mkdtemp(join(tmpdir(), 'bench-index-'))
    const ingest = () => buildIndex({ knowledgeDir: KNOWLEDGE_DIR, indexDir, logger, rebuild: false }, [papersDir], {})
    try {
      const { ms, value } = await timed(ingest)
      fresh.push(ms)
      papers = value.results.filter((result) => result.status === 'added').length
      unchanged.push((await timed(ingest)).ms)
    } finally {
      await rm(indexDir, { recursive: true, force: true })
    }
  }
  return { papers, first: fresh[0] ?? 0, warm: fresh.slice(1), unchanged }
}
