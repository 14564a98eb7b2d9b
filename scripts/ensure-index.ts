import { buildIndex, hasIndex, type OpenedEngine, openEngine } from '../src/open-engine.ts'
import { createProgress } from './build-progress.ts'
import { KNOWLEDGE_DIR, PAPERS_DIR } from './paths.ts'
import { printReport } from './print-report.ts'
import type { CommandContext } from './run-command.ts'

/** Opens the engine; where there is no index yet or nothing in it, builds it from the papers of the repository first. */
export async function openOrBuild(context: CommandContext): Promise<OpenedEngine> {
  const options = { knowledgeDir: KNOWLEDGE_DIR, indexDir: context.config.indexDir, logger: context.logger }
  if (hasIndex(options.indexDir)) {
    const engine = await openEngine(options)
    if ((await engine.store.listPapers()).length > 0) return engine
    await engine.close()
  }
  process.stderr.write(`Building the index in ${options.indexDir} …\n`)
  const progress = createProgress(process.stderr)
  // As a rebuild: one that is killed half-way leaves no index that holds only some of the papers.
  const build = buildIndex({ ...options, rebuild: true }, [PAPERS_DIR], {}, progress.onProgress)
  printReport(await build.finally(progress.stop), process.stderr)
  return openEngine(options)
}
