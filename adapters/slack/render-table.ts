import type { RichTextBlock, TableBlock } from '@slack/types'
import { drawTable } from '../../src/conversation/draw-table.ts'
import type { AnswerTable } from '../../src/domain.ts'
import { shorten } from '../../src/text/cut.ts'
import { SLACK_LIMITS } from './limits.ts'

/** A comparison as Slack's table; as aligned text where it is over a limit of tables. */
export function renderTable(table: AnswerTable): readonly { block: TableBlock | RichTextBlock; text: string }[] {
  const rows = [table.columns, ...table.rows]
  const characters = rows.flat().reduce((sum, cell) => sum + cell.length, 0)
  const isSmall =
    rows.length <= SLACK_LIMITS.tableRows &&
    table.columns.length <= SLACK_LIMITS.tableColumns &&
    characters <= SLACK_LIMITS.tableCharacters
  return isSmall ? [{ block: toTableBlock(rows), text: toLines(rows).join('\n') }] : toAlignedText(table)
}

function toTableBlock(rows: readonly (readonly string[])[]): TableBlock {
  return {
    type: 'table',
    // An empty cell is refused.
    rows: rows.map((row) => row.map((cell) => ({ type: 'raw_text', text: cell === '' ? ' ' : cell }))),
    column_settings: (rows[0] ?? []).map(() => ({ is_wrapped: true })),
  }
}

/** Wider cells would push the columns after them out of sight. */
const MAX_CELL = 40
/** Lines of fixed width, in blocks that can be spread over messages. */
const MAX_ALIGNED = 2800

function toAlignedText(table: AnswerTable): readonly { block: RichTextBlock; text: string }[] {
  const short = { columns: table.columns, rows: table.rows.map((row) => row.map(shortenCell)) }
  const lines = (drawTable(short, Number.POSITIVE_INFINITY) ?? '').split('\n')
  const pieces: string[] = []
  for (const line of lines) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length + line.length < MAX_ALIGNED) pieces[pieces.length - 1] = `${last}\n${line}`
    else pieces.push(shorten(line, MAX_ALIGNED))
  }
  return pieces.map((text) => {
    const elements = [{ type: 'rich_text_preformatted' as const, elements: [{ type: 'text' as const, text }] }]
    return { block: { type: 'rich_text', elements }, text }
  })
}

/** Rows without alignment, for where neither tables nor fixed width are shown. */
function toLines([head = [], ...rows]: readonly (readonly string[])[]): readonly string[] {
  return [head.join('｜'), ...rows.map((row) => `・${row.join('：')}`)]
}

/** The beginning of a long cell with all of its markers: the value stands first. */
function shortenCell(cell: string): string {
  if (cell.length <= MAX_CELL) return cell
  const head = shorten(cell, MAX_CELL)
  const markers = (cell.match(/\[\d+\]/gu) ?? []).filter((marker) => !head.includes(marker))
  return `${head}${[...new Set(markers)].join('')}`
}
