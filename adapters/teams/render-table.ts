import { drawInPieces, toRowLines } from '../../src/conversation/draw-table.ts'
import type { AnswerTable } from '../../src/domain.ts'
import { type CardElement, literal } from './card.ts'
import { type Part, toPart } from './fit-messages.ts'
import { MESSAGE_UNITS } from './limits.ts'

/** A comparison as the table of an Adaptive Card; as aligned text where it would make the card too large. */
export function renderTable(table: AnswerTable): readonly Part[] {
  const lines = toRowLines(table)
  const whole = toPart(toTable(table, lines), lines.join('\n'))
  if (whole.size <= MAX_TABLE) return [whole]
  return drawInPieces(table, MAX_ALIGNED).map((text) =>
    toPart(literal(text, { fontType: 'monospace', size: 'small' }), text),
  )
}

/** Leaves room for text, sources and buttons in the same message. */
const MAX_TABLE = MESSAGE_UNITS / 2
const MAX_ALIGNED = 3000

/** Clients that draw no tables (cards before version 1.5) show the rows as text. */
function toTable({ columns, rows }: AnswerTable, lines: readonly string[]): CardElement {
  const toRow = (cells: readonly string[], isHead: boolean) => ({
    type: 'TableRow',
    cells: cells.map((cell) => ({
      type: 'TableCell',
      items: [literal(cell, isHead ? { weight: 'bolder' } : {})],
    })),
  })
  return {
    type: 'Table',
    firstRowAsHeaders: true,
    showGridLines: true,
    columns: columns.map((_, i) => ({ width: i === 0 ? 1 : 3 })),
    rows: [toRow(columns, true), ...rows.map((row) => toRow(row, false))],
    fallback: { type: 'Container', items: lines.map((line) => literal(line)) },
  }
}
