import { type BuildOptions, buildMissingIndex } from '../src/build-index.ts'
import { IndexError } from '../src/errors.ts'
import { type OpenedEngine, openEngine } from '../src/open-engine.ts'
import type { KnowledgePlace } from '../src/open-knowledge-base.ts'
import { describeDatabase } from '../src/store/postgres/describe-database.ts'
import { createProgress } from './build-progress.ts'
import { createEmbeddingProgress } from './embedding-progress.ts'
import { KNOWLEDGE_DIR, PAPERS_DIR } from './paths.ts'
import { printReport } from './print-report.ts'
import type { CommandContext } from './run-command.ts'

/**
 * Opens the engine; where the folder has no index yet, builds it from the papers of the repository first. An index that
 * has no paper was emptied by somebody, and stays so.
 */
export async function openOrBuild(context: CommandContext): Promise<OpenedEngine> {
  const options = toBuildOptions(context)
  const engine = await openIfThere(options)
  if (engine) {
    if (options.databaseUrl !== undefined || (await engine.store.listPapers()).length > 0) return engine
    await engine.close()
  }
  // Another process may be about to fill an empty one: that is waited for.
  else process.stderr.write(`Building the index in ${nameOf(options)} …\n`)
  const progress = createProgress(process.stderr)
  const { onEmbedded, summary } = createEmbeddingProgress(process.stderr)
  const report = await buildMissingIndex({ ...options, onEmbedded }, [PAPERS_DIR], progress).finally(progress.stop)
  if (summary() !== '') process.stderr.write(`${summary()}\n`)
  if (report) printReport(report, process.stderr)
  return openEngine(options)
}

/** Opens the engine; `undefined` where there is no index yet. */
export async function openIfThere(options: BuildOptions): Promise<OpenedEngine | undefined> {
  try {
    return await openEngine(options)
  } catch (error) {
    if (error instanceof IndexError && error.code === 'INDEX_MISSING') return undefined
    throw error
  }
}

/** Where a command finds the index and the catalogue; says so on standard error where it has to wait for another. */
export function toBuildOptions({ config, logger }: Pick<CommandContext, 'config' | 'logger'>): BuildOptions {
  const { indexDir, databaseUrl, models } = config
  const onWait = () =>
    process.stderr.write(`Another process is changing the index ${nameOf(config)}: waiting until it is done …\n`)
  return { knowledgeDir: KNOWLEDGE_DIR, indexDir, databaseUrl, logger, models, onWait }
}

/** Where the index is, for people: a folder, or a database without user and password. */
export function nameOf({ indexDir, databaseUrl }: KnowledgePlace): string {
  return databaseUrl === undefined ? indexDir : describeDatabase(databaseUrl)
}
