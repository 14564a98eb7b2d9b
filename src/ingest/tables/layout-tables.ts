import { isTableRow } from '../lines-shape.ts'
import type { SourceLine } from '../readers/source-document.ts'

/** Columns that cells may begin beside the head that they stand under. */
const TOLERANCE = 1
const MIN_COLUMNS = 3

interface Cell {
  readonly text: string
  /** Display column of its first character. */
  readonly start: number
}

/**
 * Puts tables together that extraction has set out with blanks: cells that stand under each other, and go on below where
 * they are too long for their column. Each row becomes one line with tabs.
 */
export function joinLayoutTables(lines: readonly SourceLine[]): readonly SourceLine[] {
  const result: SourceLine[] = []
  for (let i = 0; i < lines.length; ) {
    const first = lines[i] as SourceLine
    const size = tableSize(lines, i)
    if (size === 0) result.push(first)
    else for (const row of toRows(lines.slice(i, i + size))) result.push({ ...first, text: row.join('\t').trimEnd() })
    i += Math.max(1, size)
  }
  return result
}

/** Number of lines of the table whose head stands at an index; 0 where none does. */
function tableSize(lines: readonly SourceLine[], start: number): number {
  const head = lines[start]
  if (head === undefined || head.heading !== null || head.text.includes('\t')) return 0
  const cells = toCells(head.text)
  if (cells.length < MIN_COLUMNS || cells.some(({ text }) => text.length > 24 || /[。．]$/u.test(text))) return 0
  const starts = startsOf(lines, start)
  let size = 1
  let rows = 0
  for (; start + size < lines.length; size++) {
    const line = lines[start + size] as SourceLine
    if (line.text.trim() === '' || line.heading !== null || !fits(line.text, starts)) break
    if (isTableRow(line.text)) rows++
  }
  return rows >= 2 ? size : 0
}

/** Where the columns begin: under the heads, and at the margin where the first column has none. */
function startsOf(lines: readonly SourceLine[], head: number): readonly number[] {
  const starts = toCells(lines[head]?.text ?? '').map((cell) => cell.start)
  const [margin] = toCells(lines[head + 1]?.text ?? '').map((cell) => cell.start)
  return margin !== undefined && margin < (starts[0] ?? 0) - TOLERANCE ? [margin, ...starts] : starts
}

/** Whether every part of a line begins under a head. */
function fits(text: string, starts: readonly number[]): boolean {
  return toCells(text).every((cell) => starts.some((start) => Math.abs(cell.start - start) <= TOLERANCE))
}

function toRows(lines: readonly SourceLine[]): readonly (readonly string[])[] {
  const starts = startsOf(lines, 0)
  const rows: string[][] = []
  for (const line of lines) {
    const cells: string[] = starts.map(() => '')
    for (const cell of toCells(line.text)) {
      const column = starts.findLastIndex((start) => start <= cell.start + TOLERANCE)
      cells[column] = glue(cells[column] ?? '', cell.text)
    }
    const last = rows.at(-1)
    // What has no first cell goes on with the row above.
    if (cells[0] !== '' || last === undefined) rows.push(cells)
    else for (const [i, text] of cells.entries()) last[i] = glue(last[i] ?? '', text)
  }
  return rows
}

/** The parts of a line that two or more blanks set apart. */
function toCells(text: string): readonly Cell[] {
  return [...text.matchAll(/[^ ]+(?: [^ ]+)*/gu)].map((match) => ({
    text: match[0],
    start: columnsOf(text.slice(0, match.index)),
  }))
}

/** Width with the blanks at both ends. */
function columnsOf(text: string): number {
  let width = 0
  for (const character of text) width += /[\u2010-\uff60\uffe0-\uffee]/u.test(character) ? 2 : 1
  return width
}

function glue(above: string, below: string): string {
  if (above === '' || below === '') return above + below
  return /[A-Za-z0-9,;.)]$/u.test(above) && /^[A-Za-z0-9(]/u.test(below) ? `${above} ${below}` : above + below
}
