import { buildIndex } from '../src/build-index.ts'
import type { IngestListener } from '../src/ingest/ingest-files.ts'
import { createProgress } from './build-progress.ts'
import { createEmbeddingProgress } from './embedding-progress.ts'
import { toBuildOptions } from './ensure-index.ts'
import { type Call, parseCall, USAGE } from './ingest/parse-call.ts'
import { toReportJson } from './ingest/report-json.ts'
import { formatReport } from './ingest/report-table.ts'
import { toSummary } from './ingest/summary.ts'
import { watch } from './ingest/watch.ts'
import { PAPERS_DIR } from './paths.ts'
import { toLines, toRemovedLine } from './print-report.ts'
import { type CommandContext, runCommand } from './run-command.ts'

await runCommand(async (context) => {
  const call = parseCall(context.argv, PAPERS_DIR)
  switch (call.kind) {
    case 'help':
      print(USAGE)
      return 0
    case 'watch':
      return watch(toBuildOptions(context), call.folders)
    case 'build':
      return build(context, call)
    default:
      return call satisfies never
  }
})

async function build(context: CommandContext, call: Call & { kind: 'build' }): Promise<number> {
  const { isJson, rebuild, paths, given } = call
  const progress = createProgress(process.stderr)
  // Beside a bar, lines wait until it is done.
  const isLineByLine = !isJson && !process.stdout.isTTY && !process.stderr.isTTY
  const listener: IngestListener = {
    ...progress,
    onResult: (result) => (isLineByLine ? printLines(toLines(result)) : undefined),
  }
  const embedding = createEmbeddingProgress(process.stderr)
  const options = { ...toBuildOptions(context), rebuild, onEmbedded: embedding.onEmbedded }
  const report = await buildIndex(options, paths, given, listener).finally(progress.stop)
  if (embedding.summary() !== '') process.stderr.write(`${embedding.summary()}\n`)
  if (isJson) print(toReportJson(report))
  else if (process.stdout.isTTY) print(formatReport(report))
  else printLines([...(isLineByLine ? [] : report.results.flatMap(toLines)), ...report.removed.map(toRemovedLine)])
  if (!isJson) print(toSummary(report))
  return !report.isInPlace || report.results.some(({ status }) => status === 'failed') ? 1 : 0
}

function printLines(lines: readonly string[]): void {
  for (const line of lines) print(line)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
