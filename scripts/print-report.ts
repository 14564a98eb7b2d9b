import { relative } from 'node:path'
import type { Whitepaper } from '../src/domain.ts'
import type { IngestReport } from '../src/ingest/ingest-files.ts'
import type { IngestResult } from '../src/ingest/ingest-paper.ts'

const MAX_CHANGES = 20

/** Prints what became of each file, and what changed in its facts. */
export function printReport(report: IngestReport, stream: NodeJS.WritableStream): void {
  for (const result of report.results) for (const line of linesOf(result)) stream.write(`${line}\n`)
  for (const product of report.removed) stream.write(`removed    ${product}: its file is gone\n`)
}

function linesOf(result: IngestResult): string[] {
  const path = relative(process.cwd(), result.path)
  switch (result.status) {
    case 'unchanged':
      return [`unchanged  ${result.product}  (${path})`]
    case 'superseded': {
      const by = relative(process.cwd(), result.by.source.path)
      return [
        `superseded ${result.paper.product}: ${editionOf(result.paper)} is older than ${editionOf(result.by)} from ${by}  (${path})`,
      ]
    }
    case 'failed':
      return [`FAILED     ${path}: ${result.error.message}`]
    case 'added':
    case 'replaced': {
      const { paper } = result
      const edition = editionOf(paper)
      return [
        `${result.status.padEnd(10)} ${paper.product}${edition === '' ? '' : ` (${edition})`}: ${result.sections} sections, ${result.facts} facts  (${path})`,
        ...result.warnings.map((warning) => `  warning: ${warning}`),
        ...result.changes.slice(0, MAX_CHANGES).map((change) => {
          const name = change.qualifier === null ? change.attribute : `${change.attribute} (${change.qualifier})`
          return `  ${name}: ${show(change.before)} → ${show(change.after)}`
        }),
        ...(result.changes.length > MAX_CHANGES ? [`  … and ${result.changes.length - MAX_CHANGES} more changes`] : []),
      ]
    }
    default:
      return result satisfies never
  }
}

function editionOf({ version, date }: Whitepaper): string {
  return [version, date].filter((part) => part !== null).join(', ')
}

function show(values: readonly string[]): string {
  const words = values.map((value) => value.replace(/\s+/gu, ' '))
  return words.length === 0
    ? '—'
    : words.map((value) => (value.length > 40 ? `${value.slice(0, 39)}…` : value)).join(' / ')
}
