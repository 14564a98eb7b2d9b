import { parseArgs } from 'node:util'
import { UsageError } from '../../src/errors.ts'
import type { Given } from '../../src/ingest/ingest-paper.ts'
import { DOCUMENT_KINDS } from '../../src/ingest/metadata/document-kind.ts'
import { parseDate } from '../../src/text/dates.ts'

/** How the command is called. */
export const USAGE = `Usage: npm run ingest -- [PATH ...] [--product NAME] [--vendor NAME] [--title TEXT] [--version V] [--date YYYY-MM-DD] [--kind KIND] [--replaces ID] [--rebuild] [--json]
       npm run ingest -- --watch [FOLDER ...]
  PATH       files or folders; default knowledge/whitepapers
  --product  what the paper is about, where the paper does not tell (one file only); the others likewise
  --kind     what document it is, where its title does not tell: ${DOCUMENT_KINDS.join(', ')}
  --replaces the paper is a newer edition of this one (see \`npm run papers\`), where version and date do not tell
  --rebuild  make the index anew from these paths; the old one answers until it is done
  --json     the report as one JSON document on standard output
  --watch    go on: take in every file that comes into these folders, changes or goes, until Ctrl+C or SIGTERM`

/** What is asked for. */
export type Call =
  | { readonly kind: 'help' }
  | { readonly kind: 'watch'; readonly folders: readonly string[] }
  | {
      readonly kind: 'build'
      readonly paths: readonly string[]
      readonly given: Given
      readonly rebuild: boolean
      readonly isJson: boolean
    }

/** Reads the command line; `fallback` is taken where no path is named. @throws UsageError */
export function parseCall(argv: readonly string[], fallback: string): Call {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      product: { type: 'string' },
      vendor: { type: 'string' },
      title: { type: 'string' },
      version: { type: 'string' },
      date: { type: 'string' },
      replaces: { type: 'string' },
      kind: { type: 'string' },
      rebuild: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const { rebuild, watch, json, help, ...said } = values
  if (help) return { kind: 'help' }
  const given = checkGiven(said)
  const paths = positionals.length > 0 ? positionals : [fallback]
  if (!watch) return { kind: 'build', paths, given, rebuild, isJson: json }
  const odd = [...(rebuild ? ['rebuild'] : []), ...(json ? ['json'] : []), ...Object.keys(given)][0]
  if (odd !== undefined) throw new UsageError(`--watch goes without --${odd}.`)
  return { kind: 'watch', folders: paths }
}

type Said = Partial<Record<'product' | 'vendor' | 'title' | 'kind' | 'version' | 'date' | 'replaces', string>>

/** The same, with the date as `YYYY-MM-DD`. */
function checkGiven({ kind: kindName, ...said }: Said): Given {
  const empty = Object.entries({ ...said, kind: kindName }).find(([, value]) => value?.trim() === '')
  if (empty) throw new UsageError(`--${empty[0]} needs a value.`)
  const kind = DOCUMENT_KINDS.find((name) => name === kindName)
  if (kindName !== undefined && !kind) {
    throw new UsageError(`--kind ${kindName} is no kind of document: ${DOCUMENT_KINDS.join(', ')}.`)
  }
  const date = said.date === undefined ? undefined : parseDate(said.date)
  if (said.date !== undefined && date === undefined)
    throw new UsageError(`--date ${said.date} is no date: write YYYY-MM-DD.`)
  return { ...said, ...(kind ? { kind } : {}), ...(date === undefined ? {} : { date }) }
}
