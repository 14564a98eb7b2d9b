import type { Row } from './rows.ts'
import type { Run } from './runs.ts'

/** Where the columns of a table stand: the middle of each. */
export type Columns = readonly number[]

/** The columns of a table: those of its widest row, or of the page before where that had more of them. */
export function columnsOf(rows: readonly Row[], before: Columns): Columns {
  const widest = rows.reduce((a, b) => (b.cells.length > a.cells.length ? b : a))
  return before.length > widest.cells.length ? before : widest.cells.map(middleOf)
}

/** The texts of a row, one for each column. Cells that are empty are not drawn: the others stand where they belong. */
export function toCells({ cells }: Row, columns: Columns): readonly string[] {
  if (cells.length >= columns.length) return cells.map(textOf)
  const placed = columns.map(() => '')
  let from = 0
  for (const [i, cell] of cells.entries()) {
    const to = columns.length - (cells.length - i) + 1
    const own = columns.slice(from, to).map((column) => Math.abs(column - middleOf(cell)))
    const column = from + own.indexOf(Math.min(...own))
    placed[column] = textOf(cell)
    from = column + 1
  }
  return placed
}

function middleOf(cell: readonly Run[]): number {
  return (Math.min(...cell.map(({ left }) => left)) + Math.max(...cell.map(({ right }) => right))) / 2
}

/** The lines of a cell as one, English with a blank between its words. */
function textOf(lines: readonly Run[]): string {
  return lines.reduce((text, line) => {
    const isApart = /[A-Za-z0-9,;.:)%]$/u.test(text) && /^[A-Za-z0-9(]/u.test(line.text)
    return text + (isApart || startsList(line.text, text) ? ' ' : '') + line.text
  }, '')
}

function startsList(line: string, above: string): boolean {
  return above !== '' && /^[・●○■□◆◇•※]/u.test(line)
}
