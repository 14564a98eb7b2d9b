import { parseArgs } from 'node:util'
import { buildIndex } from '../src/build-index.ts'
import { UsageError } from '../src/errors.ts'
import type { Given } from '../src/ingest/ingest-paper.ts'
import { DOCUMENT_KINDS } from '../src/ingest/metadata/document-kind.ts'
import { parseDate } from '../src/text/dates.ts'
import { createProgress } from './build-progress.ts'
import { toBuildOptions } from './ensure-index.ts'
import { watch } from './ingest/watch.ts'
import { PAPERS_DIR } from './paths.ts'
import { printReport } from './print-report.ts'
import { runCommand } from './run-command.ts'

const USAGE = `Usage: npm run ingest -- [PATH ...] [--product NAME] [--vendor NAME] [--title TEXT] [--version V] [--date YYYY-MM-DD] [--kind KIND] [--replaces ID] [--rebuild | --watch]
  PATH       files or folders; default knowledge/whitepapers
  --product  what the paper is about, where the paper does not tell (one file only); the others likewise
  --kind     what document it is, where the title does not tell: ${DOCUMENT_KINDS.join(', ')}
  --replaces the paper is a newer edition of this one (see \`npm run papers\`), where version and date do not tell
  --rebuild  make the index anew from these paths; the old one answers until it is done
  --watch    go on: take in every file that comes into these folders, changes or goes, until Ctrl+C or SIGTERM`

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
      kind: { type: 'string' },
      replaces: { type: 'string' },
      rebuild: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  const { rebuild, watch: isWatching, help: _, ...given } = values
  const overrides = checkOverrides(given)
  const paths = positionals.length > 0 ? positionals : [PAPERS_DIR]
  if (isWatching) {
    const odd = rebuild ? 'rebuild' : Object.keys(given)[0]
    if (odd !== undefined) throw new UsageError(`--watch goes without --${odd}.`)
    return watch(toBuildOptions({ config, logger }), paths)
  }
  const progress = createProgress(process.stderr)
  const options = { ...toBuildOptions({ config, logger }), rebuild }
  const report = await buildIndex(options, paths, overrides, progress.onProgress).finally(progress.stop)
  printReport(report, process.stdout)
  if (!report.isInPlace) {
    process.stdout.write(`The index ${config.indexDir} was left as it was: mend or remove the files above first.\n`)
    return 1
  }
  const failed = report.results.filter((result) => result.status === 'failed').length
  const duplicates = report.results.filter((result) => result.status === 'duplicate').length
  process.stdout.write(
    `${report.results.length - failed - duplicates} of ${report.results.length} files are in the index ${config.indexDir}\n`,
  )
  return failed > 0 ? 1 : 0
})

type Overrides = Partial<Record<'product' | 'vendor' | 'title' | 'kind' | 'version' | 'date' | 'replaces', string>>

/** The same, with the date as `YYYY-MM-DD`. */
function checkOverrides({ kind: kindName, ...given }: Overrides): Given {
  const empty = Object.entries({ ...given, kind: kindName }).find(([, value]) => value?.trim() === '')
  if (empty) throw new UsageError(`--${empty[0]} needs a value.`)
  const kind = DOCUMENT_KINDS.find((name) => name === kindName)
  if (kindName !== undefined && !kind) {
    throw new UsageError(`--kind ${kindName} is no kind of document: ${DOCUMENT_KINDS.join(', ')}.`)
  }
  const date = given.date === undefined ? undefined : parseDate(given.date)
  if (given.date !== undefined && date === undefined)
    throw new UsageError(`--date ${given.date} is no date: write YYYY-MM-DD.`)
  return { ...given, ...(kind ? { kind } : {}), ...(date === undefined ? {} : { date }) }
}
