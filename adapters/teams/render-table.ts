import { shortenCell, toRowLines } from '../../src/conversation/draw-table.ts'
import type { AnswerTable } from '../../src/domain.ts'
import { type CardElement, literal } from './card.ts'
import { cutToFit, type Part, toPart } from './fit-messages.ts'
import { MESSAGE_UNITS } from './limits.ts'

/**
 * A comparison as the table of an Adaptive Card; as several, each with the head, where one would be too large for a
 * card. A row that is too large by itself is text, and so are, in short, the rows that tables have no more room for.
 */
export function renderTable(table: AnswerTable): readonly Part[] {
  const whole = toTablePart(table)
  if (whole.size <= MAX_TABLE) return [whole]
  const pieces = splitRows(table)
  const rest = pieces.slice(MAX_PIECES).flatMap(({ rows }) => rows)
  return [...pieces.slice(0, MAX_PIECES).flatMap(renderPiece), ...renderShort({ columns: table.columns, rows: rest })]
}

/** Leaves room for text, sources and buttons in the same message. */
const MAX_TABLE = MESSAGE_UNITS / 2
/** Several of them fill a message better than one of the largest. */
const MAX_PIECE = MESSAGE_UNITS / 4
/** About a card and a half of them. */
const MAX_PIECES = 6
/** Characters of a row that is text. */
const MAX_TEXT = 3000

function splitRows({ columns, rows }: AnswerTable): readonly AnswerTable[] {
  const pieces: AnswerTable[] = []
  for (const row of rows) {
    const last = pieces.at(-1)
    const longer = { columns, rows: [...(last?.rows ?? []), row] }
    if (last && toTablePart(longer).size <= MAX_PIECE) pieces[pieces.length - 1] = longer
    else pieces.push({ columns, rows: [row] })
  }
  return pieces
}

/** Rows as lines, the beginning of each cell with its markers. */
function renderShort({ columns, rows }: AnswerTable): readonly Part[] {
  const [, ...lines] = toRowLines({ columns, rows: rows.map((row) => row.map(shortenCell)) })
  const blocks: string[][] = []
  for (const line of lines) {
    const last = blocks.at(-1)
    if (last && toTextPart([...last, line].join('\n')).size <= MAX_PIECE) last.push(line)
    else blocks.push([line])
  }
  return blocks.map((block) => ({ ...toTextPart(block.join('\n')), rows: block.length }))
}

function renderPiece(piece: AnswerTable): readonly Part[] {
  const part = toTablePart(piece)
  if (part.size <= MAX_TABLE) return [part]
  const text = toRowLines(piece).join('\n')
  const cuts = cutToFit(text, MAX_TEXT, (cut) => toTextPart(cut).size <= MAX_TABLE)
  return cuts.map((cut, i) => ({ ...toTextPart(cut), rows: i === cuts.length - 1 ? 1 : 0 }))
}

function toTextPart(text: string): Part {
  return toPart(literal(text, { size: 'small' }), text)
}

function toTablePart(table: AnswerTable): Part {
  const lines = toRowLines(table)
  return { ...toPart(toTable(table, lines), lines.join('\n')), rows: table.rows.length }
}

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
    fallback: literal(lines.join('\n')),
  }
}
