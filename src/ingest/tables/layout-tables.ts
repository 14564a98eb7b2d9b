import { isTableRow } from '../lines-shape.ts'
import type { SourceLine } from '../readers/source-document.ts'

/** Columns that cells may begin beside the head that they stand under. */
const TOLERANCE = 1
const MIN_COLUMNS = 3
/** More than any page has room for. */
const MAX_COLUMNS = 100
/** Lines below a head of which two have to be rows, whatever goes on between them. */
const MAX_LINES_TO_ROWS = 100

interface Cell {
  readonly text: string
  /** Display column of its first character. */
  readonly start: number
}

/** A line with its parts that two or more blanks set apart. */
interface Line {
  readonly source: SourceLine
  readonly cells: readonly Cell[]
}

/**
 * Puts tables together that extraction has set out with blanks: cells that stand under each other, and go on below where
 * they are too long for their column. Each row becomes one line with tabs, in the place of its first one.
 */
export function joinLayoutTables(lines: readonly SourceLine[]): readonly SourceLine[] {
  const read = lines.map((source): Line => ({ source, cells: toCells(source.text) }))
  const result: SourceLine[] = []
  for (let i = 0; i < lines.length; ) {
    const size = tableSize(read, i)
    if (size === 0) result.push(lines[i] as SourceLine)
    else result.push(...toRows(read.slice(i, i + size)))
    i += Math.max(1, size)
  }
  return result
}

/** Number of lines of the table whose head stands at an index; 0 where none does. */
function tableSize(lines: readonly Line[], start: number): number {
  const head = lines[start]
  if (head === undefined || head.source.heading !== null || head.source.text.includes('\t')) return 0
  const { cells } = head
  if (cells.length < MIN_COLUMNS || cells.length > MAX_COLUMNS) return 0
  if (cells.some(({ text }) => text.length > 24 || /[。．]$/u.test(text))) return 0
  const starts = new Set(startsOf(head, lines[start + 1]))
  let size = 1
  let rows = 0
  for (; start + size < lines.length && (rows >= 2 || size <= MAX_LINES_TO_ROWS); size++) {
    const line = lines[start + size] as Line
    if (line.cells.length === 0 || line.source.heading !== null || !fits(line, starts)) break
    if (isTableRow(line.source.text)) rows++
  }
  return rows >= 2 ? size : 0
}

/** Where the columns begin: under the heads, and at the margin where the first column has none. */
function startsOf(head: Line, below: Line | undefined): readonly number[] {
  const starts = head.cells.map((cell) => cell.start)
  const margin = below?.cells[0]?.start
  return margin !== undefined && margin < (starts[0] ?? 0) - TOLERANCE ? [margin, ...starts] : starts
}

/** Whether every part of a line begins under a head. */
function fits({ cells }: Line, starts: ReadonlySet<number>): boolean {
  return cells.every(({ start }) => {
    for (let beside = -TOLERANCE; beside <= TOLERANCE; beside++) if (starts.has(start + beside)) return true
    return false
  })
}

interface Row {
  readonly source: SourceLine
  /** The lines of each cell. */
  readonly cells: readonly string[][]
}

function toRows(lines: readonly Line[]): readonly SourceLine[] {
  const starts = startsOf(lines[0] as Line, lines[1])
  const rows: Row[] = []
  for (const { source, cells } of lines) {
    const own = cells.map(({ text, start }) => ({
      text,
      column: starts.findLastIndex((other) => other <= start + TOLERANCE),
    }))
    // What has no first cell goes on with the row above.
    if (own.some(({ column }) => column === 0) || rows.length === 0) rows.push({ source, cells: starts.map(() => []) })
    for (const { text, column } of own) rows.at(-1)?.cells[column]?.push(text)
  }
  return rows.map(({ source, cells }) => ({ ...source, text: cells.map(glue).join('\t').trimEnd() }))
}

function toCells(text: string): readonly Cell[] {
  let at = 0
  let column = 0
  return [...text.matchAll(/[^ ]+(?: [^ ]+)*/gu)].map((match) => {
    column += columnsOf(text.slice(at, match.index))
    at = match.index
    return { text: match[0], start: column }
  })
}

/** Width with the blanks at both ends. */
function columnsOf(text: string): number {
  let width = 0
  for (const character of text) width += /[\u2010-\uff60\uffe0-\uffee]/u.test(character) ? 2 : 1
  return width
}

/** The lines of a cell as one, English with a blank between the words. */
function glue(lines: readonly string[]): string {
  return lines
    .map((line, i) => {
      const above = lines[i - 1]
      const isApart = above !== undefined && /[A-Za-z0-9,;.)]/u.test(above.slice(-1)) && /^[A-Za-z0-9(]/u.test(line)
      return isApart ? ` ${line}` : line
    })
    .join('')
}
