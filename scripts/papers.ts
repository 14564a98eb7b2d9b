import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { parseArgs } from 'node:util'
import { removePapers } from '../src/build-index.ts'
import { UsageError } from '../src/errors.ts'
import { editionOf } from '../src/ingest/editions.ts'
import { today } from '../src/knowledge/age.ts'
import { openIfThere, toBuildOptions } from './ensure-index.ts'
import { formatPapers } from './papers/format-papers.ts'
import { toListings } from './papers/paper-entry.ts'
import { toAnswersAgain } from './print-report.ts'
import { type CommandContext, runCommand } from './run-command.ts'

const USAGE = `Usage: npm run papers -- [--json]
       npm run papers -- --remove ID [--all]
  Lists every edition in the index: which answers (current) and which are kept (older), how old it is, from which file.
  --json    one JSON document on standard output
  --remove  takes one edition out of the index
  --all     with --remove: all editions of the document whose documentId (see --json) it is`

await runCommand(async (context) => {
  const { values } = parseArgs({
    args: [...context.argv],
    options: {
      json: { type: 'boolean', default: false },
      remove: { type: 'string' },
      all: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  if (values.remove === undefined) {
    if (values.all) throw new UsageError('--all goes with --remove.')
    return list(context, values.json)
  }
  if (values.json) throw new UsageError('--remove goes without --json.')
  return remove(context, values.remove, values.all)
})

async function list(context: CommandContext, isJson: boolean): Promise<number> {
  const engine = await openIfThere(toBuildOptions(context))
  try {
    const papers = toListings((await engine?.store.listPapers()) ?? [], today())
    const text = papers.length === 0 ? 'No paper is in the index.' : formatPapers(papers, process.cwd())
    process.stdout.write(`${isJson ? JSON.stringify(papers, null, 2) : text}\n`)
    return 0
  } finally {
    await engine?.close()
  }
}

async function remove(context: CommandContext, id: string, isWhole: boolean): Promise<number> {
  const { removed, now } = await removePapers(toBuildOptions(context), id, isWhole)
  if (removed.length === 0) {
    process.stderr.write(
      `No ${isWhole ? 'document' : 'paper'} of the index has the id ${id}; npm run papers lists them.\n`,
    )
    return 1
  }
  for (const paper of removed) {
    const edition = editionOf(paper)
    process.stdout.write(`removed    ${paper.product}${edition === '' ? '' : ` (${edition})`}\n`)
  }
  if (now) process.stdout.write(`  ${toAnswersAgain(now)}\n`)
  for (const path of new Set(removed.map(({ source }) => source.path).filter((path) => existsSync(path)))) {
    const file = relative(process.cwd(), path)
    process.stdout.write(`  ${file} is still there: the next ingest of it or its folder takes it in again\n`)
  }
  return 0
}
