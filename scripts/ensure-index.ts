import { buildIndex, hasIndex, type OpenedEngine, openEngine } from '../src/open-engine.ts'
import { createProgress } from './build-progress.ts'
import { KNOWLEDGE_DIR, PAPERS_DIR } from './paths.ts'
import { printReport } from './print-report.ts'
import type { CommandContext } from './run-command.ts'

/** Opens the engine; where there is no index yet, builds it from the papers of the repository first. */
export async function openOrBuild({ config, logger }: CommandContext): Promise<OpenedEngine> {
  const options = { knowledgeDir: KNOWLEDGE_DIR, indexDir: config.indexDir, logger }
  if (!hasIndex(config.indexDir)) {
    process.stderr.write(`Building the index in ${config.indexDir} …\n`)
    const progress = createProgress(process.stderr)
    const report = await buildIndex({ ...options, rebuild: false }, [PAPERS_DIR], {}, progress.onProgress)
    progress.stop()
    printReport(report, process.stderr)
  }
  return openEngine(options)
}
