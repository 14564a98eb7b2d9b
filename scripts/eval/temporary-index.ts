import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIndex } from '../../src/build-index.ts'
import type { IngestReport } from '../../src/ingest/ingest-files.ts'
import type { Logger } from '../../src/logger.ts'
import type { ModelConfig } from '../../src/model-config.ts'
import { type OpenedEngine, openEngine, openModels } from '../../src/open-engine.ts'
import { KNOWLEDGE_DIR } from '../paths.ts'
import { withTemporaryDatabase } from './temporary-database.ts'

/** An engine over papers that nobody else sees. */
export interface TemporaryIndex {
  readonly engine: OpenedEngine
  readonly indexDir: string
  readonly report: IngestReport
  /** Milliseconds that taking in the papers took. */
  readonly ingestMs: number
}

/** How a temporary index is made; by default in a folder, with the embedded models alone. */
export interface TemporaryOptions {
  readonly models?: ModelConfig | undefined
  /** A server of PostgreSQL where databases may be made. */
  readonly serverUrl?: string | undefined
}

/** Takes papers into an index that nobody else sees, works with it and removes it. */
export async function withTemporaryIndex<T>(
  papersDir: string,
  logger: Logger,
  work: (index: TemporaryIndex) => Promise<T>,
  { models, serverUrl }: TemporaryOptions = {},
): Promise<T> {
  const indexDir = await mkdtemp(join(tmpdir(), 'eval-index-'))
  const workIn = async (databaseUrl?: string) => {
    const options = { knowledgeDir: KNOWLEDGE_DIR, indexDir, logger, models, databaseUrl }
    const started = performance.now()
    const report = await buildIndex({ ...options, rebuild: false }, [papersDir], {})
    const ingestMs = performance.now() - started
    const engine = await openEngine(options)
    try {
      return await work({ engine, indexDir, report, ingestMs })
    } finally {
      await engine.close()
    }
  }
  try {
    if (serverUrl === undefined) return await workIn()
    const { identity } = openModels({ knowledgeDir: KNOWLEDGE_DIR, indexDir, models }).embeddings
    return await withTemporaryDatabase(serverUrl, identity, logger, workIn)
  } finally {
    await rm(indexDir, { recursive: true, force: true })
  }
}
