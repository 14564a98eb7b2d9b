import { widthOf } from '../src/text/width.ts'

/** A cell of a plain table. */
export type Cell = string | number

/** Lines of a table: the columns of `left` to the left, by default the first; the others to the right. */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  left: readonly number[] = [0],
): string {
  const lines = [header, ...rows].map((row) => row.map(String))
  const widths = header.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ''))))
  return lines
    .map((line) => line.map((cell, column) => pad(cell, widths[column] ?? 0, left.includes(column))).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

function pad(cell: string, width: number, isLeft: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(cell)))
  return isLeft ? cell + blanks : blanks + cell
}

/** `12.5` for 1 of 8. */
export function toPercent(part: number, whole: number): string {
  return whole === 0 ? '-' : ((100 * part) / whole).toFixed(1)
}
