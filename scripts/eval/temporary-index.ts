import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIndex } from '../../src/build-index.ts'
import type { IngestReport } from '../../src/ingest/ingest-files.ts'
import type { Logger } from '../../src/logger.ts'
import type { ModelConfig } from '../../src/model-config.ts'
import { type OpenedEngine, openEngine } from '../../src/open-engine.ts'
import { KNOWLEDGE_DIR } from '../paths.ts'

/** An engine over papers that nobody else sees. */
export interface TemporaryIndex {
  readonly engine: OpenedEngine
  readonly indexDir: string
  readonly report: IngestReport
  /** Milliseconds that taking in the papers took. */
  readonly ingestMs: number
}

/**
 * Takes papers into an index in a new folder, works with it and removes the folder; without `models` the embedded
 * ones are all that is asked.
 */
export async function withTemporaryIndex<T>(
  papersDir: string,
  logger: Logger,
  work: (index: TemporaryIndex) => Promise<T>,
  models?: ModelConfig,
): Promise<T> {
  const indexDir = await mkdtemp(join(tmpdir(), 'eval-index-'))
  try {
    const options = { knowledgeDir: KNOWLEDGE_DIR, indexDir, logger, models }
    const started = performance.now()
    const report = await buildIndex({ ...options, rebuild: false }, [papersDir], {})
    const ingestMs = performance.now() - started
    const engine = await openEngine(options)
    try {
      return await work({ engine, indexDir, report, ingestMs })
    } finally {
      await engine.close()
    }
  } finally {
    await rm(indexDir, { recursive: true, force: true })
  }
}
