import type { AnswerTable } from '../domain.ts'
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
