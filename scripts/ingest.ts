import { parseArgs } from 'node:util'
import { buildIndex } from '../src/open-engine.ts'
import { createProgress } from './build-progress.ts'
import { KNOWLEDGE_DIR, PAPERS_DIR } from './paths.ts'
import { printReport } from './print-report.ts'
import { runCommand } from './run-command.ts'

const USAGE = `Usage: npm run ingest -- [PATH ...] [--product NAME] [--vendor NAME] [--title TEXT] [--version V] [--date YYYY-MM-DD] [--rebuild]
  PATH       files or folders; default knowledge/whitepapers
  --product  what the paper is about, where the paper does not tell (one file only); the others likewise
  --rebuild  make the index anew from these paths; the old one answers until it is done`

await runCommand(async ({ config, logger, argv }) => {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      product: { type: 'string' },
      vendor: { type: 'string' },
      title: { type: 'string' },
      version: { type: 'string' },
      date: { type: 'string' },
      rebuild: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  const { rebuild, help: _, ...overrides } = values
  const paths = positionals.length > 0 ? positionals : [PAPERS_DIR]
  const progress = createProgress(process.stderr)
  const options = { knowledgeDir: KNOWLEDGE_DIR, indexDir: config.indexDir, logger, rebuild }
  const report = await buildIndex(options, paths, overrides, progress.onProgress).finally(progress.stop)
  printReport(report, process.stdout)
  const failed = report.results.filter((result) => result.status === 'failed').length
  process.stdout.write(`${report.results.length - failed} of ${report.results.length} files are in the index ${config.indexDir}\n`)
  return failed > 0 ? 1 : 0
})
