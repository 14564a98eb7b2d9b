import type { Tag } from '../page-tags.ts'
import type { Run } from '../runs.ts'
import type { SheetCell } from './cell-sheet.ts'
import type { ScanImages } from './prepare-scan.ts'
import type { RecognizedLine } from './recognizer.ts'
import { PLAIN, toRuns } from './to-runs.ts'

/** More rows than any table of a page has: rows are counted over all of its tables. */
const MAX_ROWS = 10_000

/** The parts of each table from the lines of the sheet of its cells; places in points on the page. */
export function toTableRuns(
  lines: readonly RecognizedLine[],
  scan: ScanImages,
  height: number,
): readonly (readonly Run[])[] {
  const tables: Run[][] = []
  const frame = { image: scan.sheet.image, inkLimit: scan.inkLimit, scale: scan.scale, height, bullets: [] }
  let count = 0
  for (const { cell, row } of scan.sheet.cells.flatMap(toFields).sort(byPlace)) {
    const isAcross =
      cell.column === 0 && cell.columnEnd === widthOf(scan.sheet.cells, cell) && cell.rowEnd === cell.row + 1
    const tag: Tag = isAcross ? PLAIN : { heading: null, cell: { row: cell.table * MAX_ROWS + row + 1, cell: ++count } }
    const own = lines.filter((line) => isIn(line, cell))
    const runs = toRuns(own, frame, tag).map((run) => toPage(run, cell, scan.scale))
    const table = tables[cell.table] ?? []
    tables[cell.table] = table
    if (runs.length > 0) table.push(...runs)
    else if (!isAcross) table.push(emptyRun(cell, tag, scan.scale, height))
  }
  return tables.filter((table) => table.length > 0)
}

/** Sets each table between the lines above and below it. */
export function placeTables(text: readonly Run[], tables: readonly (readonly Run[])[]): readonly Run[] {
  const runs = [...text]
  for (const table of tables) {
    const top = Math.max(...table.map(({ baseline }) => baseline))
    const left = Math.min(...table.map((run) => run.left))
    const right = Math.max(...table.map((run) => run.right))
    const isBeside = (run: Run) => run.left < right && run.right > left
    const above = runs.findLastIndex((run) => isBeside(run) && run.baseline >= top)
    const below = runs.findIndex((run) => isBeside(run) && run.baseline < top)
    runs.splice(above >= 0 ? above + 1 : below >= 0 ? below : runs.length, 0, ...table)
  }
  return runs
}

interface Field {
  readonly cell: SheetCell
  readonly row: number
  readonly column: number
}

/** What takes several rows or columns stands in each of them, as in other formats; a row of one cell is a line. */
function toFields(cell: SheetCell, _: number, cells: readonly SheetCell[]): readonly Field[] {
  if (cell.column === 0 && cell.columnEnd === widthOf(cells, cell) && cell.rowEnd === cell.row + 1)
    return [{ cell, row: cell.row, column: 0 }]
  const fields: Field[] = []
  for (let row = cell.row; row < cell.rowEnd; row++) {
    for (let column = cell.column; column < cell.columnEnd; column++) fields.push({ cell, row, column })
  }
  return fields
}

function byPlace(a: Field, b: Field): number {
  return a.cell.table - b.cell.table || a.row - b.row || a.column - b.column
}

/** Columns of the table that a cell is in. */
function widthOf(cells: readonly SheetCell[], { table }: SheetCell): number {
  return cells.reduce((most, cell) => (cell.table === table ? Math.max(most, cell.columnEnd) : most), 0)
}

function isIn({ top, bottom }: RecognizedLine, { ink, drop }: SheetCell): boolean {
  const middle = (top + bottom) / 2
  return ink !== null && middle >= ink.top + drop && middle <= ink.bottom + drop
}

function toPage(run: Run, { shift, drop }: SheetCell, scale: number): Run {
  return {
    ...run,
    left: run.left - shift / scale,
    right: run.right - shift / scale,
    baseline: run.baseline + drop / scale,
  }
}

function emptyRun({ box }: SheetCell, tag: Tag, scale: number, height: number): Run {
  const middle = (box.left + box.right) / 2 / scale
  const baseline = height - box.bottom / scale
  return { text: '', left: middle, right: middle, baseline, size: 0, isBold: false, tag }
}
