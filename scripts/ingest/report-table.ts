import { relative } from 'node:path'
import type { Whitepaper } from '../../src/domain.ts'
import { editionOf } from '../../src/ingest/editions.ts'
import type { IngestReport, RemovedPaper } from '../../src/ingest/ingest-files.ts'
import type { IngestResult } from '../../src/ingest/ingest-paper.ts'
import { formatTable } from '../format-table.ts'
import { toNotes, toOtherEdition, toReason, toRemovedNote } from '../print-report.ts'

const HEADER = ['status', 'product', 'edition', 'sections', 'facts', 'file']
const LEFT = [0, 1, 2, 5]

interface Row {
  readonly cells: readonly string[]
  /** What stands indented below. */
  readonly notes: readonly string[]
}

/** The report as a table, a row a file; what to look at and what changed is indented below. */
export function formatReport({ results, removed }: IngestReport): string {
  const rows = [...results.map(toRow), ...removed.map(toRemovedRow)]
  const table = formatTable(
    HEADER,
    rows.map(({ cells }) => cells),
    LEFT,
  )
  const [header, ...lines] = table.split('\n')
  return [header, ...lines.flatMap((line, i) => [line, ...(rows[i]?.notes ?? []).map((note) => `  ${note}`)])].join(
    '\n',
  )
}

function toRow(result: IngestResult): Row {
  switch (result.status) {
    case 'unchanged': {
      const { sectionCount, factCount } = result.paper
      return { cells: toCells(result.status, result.paper, [sectionCount, factCount], result.path), notes: [] }
    }
    case 'duplicate': {
      const note = `the same edition is in the index from ${toPath(result.of.source.path)}`
      return { cells: toCells(result.status, result.paper, [], result.path), notes: [note] }
    }
    case 'failed':
      return { cells: ['FAILED', '', '', '', '', toPath(result.path)], notes: [toReason(result)] }
    case 'skipped':
      return { cells: ['skipped', '', '', '', '', toPath(result.path)], notes: [result.reason] }
    case 'added':
    case 'replaced':
    case 'superseded': {
      const other = toOtherEdition(result)
      const cells = toCells(result.status, result.paper, [result.sections, result.facts], result.path)
      return { cells, notes: [...(other === '' ? [] : [other]), ...toNotes(result)] }
    }
    default:
      return result satisfies never
  }
}

function toRemovedRow(removed: RemovedPaper): Row {
  const { paper } = removed
  return { cells: toCells('removed', paper, [], paper.source.path), notes: [toRemovedNote(removed)] }
}

function toCells(status: string, paper: Whitepaper, counts: readonly number[], path: string): readonly string[] {
  const [sections = '', facts = ''] = counts
  return [status, paper.product, editionOf(paper), `${sections}`, `${facts}`, toPath(path)]
}

function toPath(path: string): string {
  return relative(process.cwd(), path)
}
