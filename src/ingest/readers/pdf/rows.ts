import type { Run } from './runs.ts'

/** What stands side by side: one cell for a line of text, several for a row of a table. A cell may have several lines. */
export interface Row {
  readonly cells: readonly (readonly Run[])[]
}

interface OpenRow {
  readonly cells: Run[][]
}

/** Share of the page above which the way up to the next part leads to the next column of a page, not to a cell. */
const MAX_CLIMB = 0.4
/** Shares of the font size: how far below a line the next one of the same cell may stand, and other tolerances. */
const MAX_PITCH = 3
const WRAPPED_PITCH = 1.9
const LEVEL = 0.3
const BESIDE = 0.3

/**
 * Sorts the parts of a page into rows. Programs draw a table row by row and cell by cell, so that a part to the right
 * of the one before it and not below it begins the next cell; in a tagged PDF the tags say so.
 */
export function toRows(runs: readonly Run[], pageHeight: number): readonly Row[] {
  const rows: OpenRow[] = []
  const page = { height: pageHeight, edge: runs.reduce((edge, { right }) => Math.max(edge, right), 0) }
  for (const [i, run] of runs.entries()) {
    const row = rows.at(-1)
    if (row === undefined) rows.push({ cells: [[run]] })
    else if (run.tag.cell !== null || isTagged(row)) addTagged(rows, row, run)
    else addByPlace(rows, row, run, { ...page, next: runs[i + 1] })
  }
  return rows
}

/** The row stands in a table by its tags. */
export function isTagged(row: Row): boolean {
  return row.cells[0]?.[0]?.tag.cell != null
}

function addTagged(rows: OpenRow[], row: OpenRow, run: Run): void {
  const above = row.cells.at(-1)
  const last = above?.at(-1)?.tag.cell
  if (run.tag.cell === null || last?.row !== run.tag.cell.row) rows.push({ cells: [[run]] })
  else if (last.cell === run.tag.cell.cell) above?.push(run)
  else row.cells.push([run])
}

interface Frame {
  readonly height: number
  /** Where the text of the page ends on the right. */
  readonly edge: number
  /** What is drawn next. */
  readonly next: Run | undefined
}

function addByPlace(rows: OpenRow[], row: OpenRow, run: Run, page: Frame): void {
  const cell = row.cells.at(-1) ?? []
  const last = cell.at(-1) ?? run
  const isRight = run.left >= Math.max(...cell.map(({ right }) => right)) - run.size * BESIDE
  const climb = run.baseline - last.baseline
  if (isRight && climb >= -run.size * LEVEL && climb <= page.height * MAX_CLIMB) {
    if (row.cells.length === 1) reachBack(rows, row, run)
    row.cells.push([run])
  } else if (row.cells.length > 1 && (goesOnBelow(cell, last, run) || wraps(row, last, run, page))) {
    cell.push(run)
  } else {
    rows.push({ cells: [[run]] })
  }
}

function goesOnBelow(cell: readonly Run[], last: Run, run: Run): boolean {
  const drop = last.baseline - run.baseline
  const left = Math.min(...cell.map((other) => other.left))
  return drop > run.size * LEVEL && drop <= run.size * MAX_PITCH && run.left >= left - run.size * BESIDE
}

/** A term and its text with a tab between them: where the text fills its line, it goes on at the margin. */
function wraps(row: OpenRow, last: Run, run: Run, page: Frame): boolean {
  const drop = last.baseline - run.baseline
  const isAtMargin = (line: Run) => Math.abs(line.left - (row.cells[0]?.[0]?.left ?? 0)) < run.size * BESIDE
  const isFull = row.cells.length === 2 && last.right > page.edge - 2 * last.size
  const isWrapped = row.cells[1]?.slice(1).every(isAtMargin) && isAtMargin(run)
  return isFull && drop > 0 && drop <= run.size * WRAPPED_PITCH && isWrapped === true && !beginsRow(run, page.next)
}

function beginsRow(run: Run, next: Run | undefined): boolean {
  return next !== undefined && next.left >= run.right && next.baseline >= run.baseline - run.size * LEVEL
}

/**
 * The first cell of a row may have several lines: those beside the second cell, and as far above its middle as below.
 */
function reachBack(rows: OpenRow[], row: OpenRow, run: Run): void {
  const below = run.baseline - (row.cells[0]?.at(-1)?.baseline ?? run.baseline)
  const first = row.cells[0] ?? []
  while (rows.length > 1) {
    const above = rows[rows.length - 2]
    const line = above?.cells[0]?.[0]
    const next = first[0]
    if (above === undefined || line === undefined || next === undefined || above.cells.length > 1) return
    const isNear = line.baseline - next.baseline <= next.size * MAX_PITCH && line.baseline > next.baseline
    const isBeside = line.baseline - run.baseline <= below + run.size * LEVEL
    if (!isNear || !isBeside || line.right > run.left || isTagged(above)) return
    first.unshift(...(above.cells[0] ?? []))
    rows.splice(rows.length - 2, 1)
  }
}
