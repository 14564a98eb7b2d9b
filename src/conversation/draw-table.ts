import type { AnswerTable } from '../domain.ts'
import { shorten } from '../text/cut.ts'
import { padToWidth, widthOf } from '../text/width.ts'

const GAP = '  '

/** The table with aligned columns and a rule below its head; `undefined` where it is wider than `columns`. */
export function drawTable({ columns: head, rows }: AnswerTable, columns: number): string | undefined {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replace(/\s*\n\s*/gu, ' / ')))
  const widths = head.map((_, i) => Math.max(...cells.map((row) => widthOf(row[i] ?? ''))))
  if (widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1)) > columns) return undefined
  const [first = '', ...others] = cells.map((row) =>
    widths
      .map((width, i) => padToWidth(row[i] ?? '', width))
      .join(GAP)
      .trimEnd(),
  )
  return [first, widths.map((width) => '─'.repeat(width)).join(GAP), ...others].join('\n')
}

/** Wider cells would push the columns after them out of sight. */
const MAX_CELL = 40

/** The table with aligned columns however wide it is, cut between rows into pieces of at most `max` characters. */
export function drawInPieces({ columns, rows }: AnswerTable, max: number): readonly string[] {
  const drawn = drawTable({ columns, rows: rows.map((row) => row.map(shortenCell)) }, Number.POSITIVE_INFINITY) ?? ''
  const pieces: string[] = []
  for (const line of drawn.split('\n')) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length + 1 + line.length <= max) pieces[pieces.length - 1] = `${last}\n${line}`
    else pieces.push(shorten(line, max))
  }
  return pieces
}

/** Its rows without alignment, for where neither tables nor letters of one width are shown. */
export function toRowLines({ columns, rows }: AnswerTable): readonly string[] {
  return [columns.join('｜'), ...rows.map((row) => `・${row.join('：')}`)]
}

/** The beginning of a long cell with all of its markers: the value stands first. */
export function shortenCell(cell: string): string {
  if (cell.length <= MAX_CELL) return cell
  const head = shorten(cell, MAX_CELL)
  const markers = (cell.match(/\[\d+\]/gu) ?? []).filter((marker) => !head.includes(marker))
  return `${head}${[...new Set(markers)].join('')}`
}
