import { displayWidth, isTerminated } from '../../lines-shape.ts'
import type { SourceLine } from '../source-document.ts'
import { findHeadings } from './headings.ts'
import type { PageRows } from './page-rows.ts'
import { type Columns, columnsOf, toCells } from './page-tables.ts'
import type { PdfLine } from './pdf-line.ts'
import { isTagged, type Row } from './rows.ts'
import { withoutRunning } from './running-rows.ts'
import type { Run } from './runs.ts'
import { findRightEdge, firstWidth, isWrapped } from './wrapped-lines.ts'

/** Pitch of lines, in shares of the usual one, above which a blank line is set between them. */
const BLANK_PITCH = 1.15
/** Distance of the lines of one heading, in shares of their size; LibreOffice sets them wide. */
const MAX_TITLE_PITCH = 2.6
/** Most columns that a line is set in: deeper ones say nothing more. */
const MAX_INDENT = 12
/** White that a full line of a heading may leave, in shares of its size. */
const MIN_ROOM = 2.5
/** A line that begins a heading of its own. */
const NUMBERED = /^[\d０-９]{1,2}(?:[.．][\d０-９]{1,2})*[.．]?(?:\s|[^\d０-９.．\s（()）])/u
/** An address that a line ends in, and what goes on with one. */
const ADDRESS = /https?:\/\/[\w\-./?%&=~#:+,;@!$'()*]*$/u
const ADDRESS_REST = /^(?:[\w\-.?%&=~#]+$|[\w\-.]*[/?=&#_])/u
const LABEL =
  /^(?:[・●○◎◆◇■□▪▫▶►➢✓✔☑★☆※→⇒‣◦•＊*\-–]|[(（]?[\d０-９a-zA-Zａ-ｚＡ-Ｚア-ン]{1,2}[)）.．]|(?:[\d０-９]{1,2}[.．])*[\d０-９]{1,2}|[①-⑳]|第[\d０-９一二三四五六七八九十]+[章条節項])$/u

/** The lines of a PDF in reading order: rows of tables with tabs, blank lines where the page leaves room. */
export function toPdfLines(pages: readonly PageRows[]): readonly SourceLine[] {
  const lines = joinTablesOverPages(toLinesOfPages(withoutRunning(pages)).flatMap(splitAtHeads)).flat()
  const depths = findHeadings(lines)
  const pitch = usualPitch(lines)
  const margins = findMargins(lines)
  const right = widestEnd(lines)
  const edge = findRightEdge(lines)
  const gap = pitch * BLANK_PITCH
  const recognized = new Set(pages.flatMap((page) => (page.isRecognized ? [page.number] : [])))
  const result: SourceLine[] = []
  for (const [i, line] of lines.entries()) {
    const above = lines[i - 1]
    const heading = depths.get(i) ?? null
    const flag = recognized.has(line.page) ? { isRecognized: true } : {}
    if (above !== undefined && heading !== null && goesOn(above, line, depths.get(i - 1) ?? null, heading, right)) {
      const title = result.pop()
      if (title !== undefined) result.push({ ...title, text: glue(title.text, textOfLine(line)), ...flag })
      continue
    }
    const isText = heading === null && (depths.get(i - 1) ?? null) === null
    if (isText && above?.kind === 'text' && line.kind === 'text' && isWrapped(above.run, line.run, edge, gap)) {
      const start = result.pop()
      if (start !== undefined) result.push({ ...start, text: glue(start.text, line.run.text), ...flag })
      continue
    }
    if (above !== undefined && isApart(above, line, pitch)) result.push({ text: '', page: line.page, heading: null })
    const indent = line.kind === 'row' || heading !== null ? 0 : indentOf(line, margins)
    const text = `${' '.repeat(indent)}${textOfLine(line)}`.trimEnd()
    result.push({ text, page: line.page, heading, ...flag })
  }
  return result
}

/** The second line of a heading: by the tags, else where the first one of its size leaves it no room. */
function goesOn(above: PdfLine, line: PdfLine, depth: number | null, heading: number, right: number): boolean {
  if (above.kind === 'row' || line.kind === 'row' || above.page !== line.page || depth !== heading) return false
  const [tag, own] = [above.run.tag.heading, line.run.tag.heading]
  if (tag !== null || own !== null) return tag?.element === own?.element
  const drop = above.run.baseline - line.run.baseline
  const isFull = right - above.run.right < Math.max(MIN_ROOM * above.run.size, firstWidth(line.run))
  return isFull && drop > 0 && drop <= line.run.size * MAX_TITLE_PITCH && !NUMBERED.test(line.run.text)
}

function textOfLine(line: PdfLine): string {
  return line.kind === 'row' ? line.cells.join('\t') : line.run.text
}

function glue(above: string, below: string): string {
  const isApart = /[A-Za-z0-9,;:)]$/u.test(above) && /^[A-Za-z0-9(]/u.test(below)
  return isApart && !(ADDRESS.test(above) && ADDRESS_REST.test(below)) ? `${above} ${below}` : above + below
}

/** The lines of each page. A table that opens a page may be the one that the page before ended in. */
function toLinesOfPages(pages: readonly PageRows[]): readonly (readonly PdfLine[])[] {
  let columns: Columns = []
  return pages.map(({ number, rows }) => {
    const lines: PdfLine[] = []
    for (let i = 0; i < rows.length; ) {
      const size = tableSize(rows, i)
      const isTable = size > 0
      const own = rows.slice(i, i + Math.max(1, size))
      columns = isTable ? columnsOf(own, i === 0 ? columns : []) : []
      lines.push(...own.flatMap((row) => (isTable ? [toRowLine(row, columns, number)] : toTextLines(row, number))))
      i += own.length
    }
    return lines
  })
}

function toRowLine(row: Row, columns: Columns, page: number): PdfLine {
  return { kind: 'row', page, cells: toCells(row, columns), baseline: row.cells.at(-1)?.at(-1)?.baseline ?? 0 }
}

function toTextLines(row: Row, page: number): readonly PdfLine[] {
  return unlabelled(row).map((run) => ({ kind: 'text', page, run }))
}

/** Rows from here on that make a table: cells by their tags, or more than a label and its text. */
function tableSize(rows: readonly Row[], start: number): number {
  let size = 0
  while (isTableRow(rows[start + size]) || isRestOfRow(rows, start, size)) size++
  const own = rows.slice(start, start + size)
  const isList = own.every((row) => !isTagged(row) && row.cells.length === 2 && isLabel(row.cells[0]))
  return isList ? 0 : size
}

function isTableRow(row: Row | undefined): boolean {
  return row !== undefined && (row.cells.length > 1 || isTagged(row))
}

/** What a page end has cut off a row: alone in a column that is not the first, under the head that the page repeats. */
function isRestOfRow(rows: readonly Row[], start: number, size: number): boolean {
  const [head, rest] = [rows[start], rows[start + size]?.cells[0]?.[0]]
  const second = head?.cells[1]?.[0]
  if (start > 0 || size !== 1 || rest === undefined || second === undefined) return false
  return isTableRow(rows[2]) && rest.left >= second.left - rest.size
}

function isLabel(cell: readonly Run[] | undefined): boolean {
  return cell?.length === 1 && LABEL.test(cell[0]?.text.trim() ?? '')
}

/** The lines of what is no table row; a bullet or number that stands apart is set before its text. */
function unlabelled({ cells }: Row): readonly Run[] {
  const [label, text] = [cells[0]?.[0], cells[1]?.[0]]
  if (label === undefined || text === undefined) return cells.flat()
  const first = { ...text, text: `${label.text} ${text.text}`, left: label.left }
  return [first, ...(cells[1]?.slice(1) ?? [])]
}

/** The lines of a page, parted where a table goes on in the next column under its repeated head. */
function splitAtHeads(lines: readonly PdfLine[]): readonly (readonly PdfLine[])[] {
  const parts: PdfLine[][] = [[]]
  let head: readonly string[] | null = null
  for (const line of lines) {
    if (line.kind === 'row' && head !== null && head.join('\t') === line.cells.join('\t')) parts.push([])
    if (line.kind !== 'row') head = null
    else head ??= line.cells
    parts.at(-1)?.push(line)
  }
  return parts
}

/** A table that goes on on the next page: its repeated head is dropped, a row that was broken is put together. */
function joinTablesOverPages(pages: readonly (readonly PdfLine[])[]): readonly (readonly PdfLine[])[] {
  const result: PdfLine[][] = []
  let head: readonly string[] | null = null
  for (const page of pages) {
    const lines = [...page]
    const before = result.findLast((own) => own.length > 0)
    const last = before?.at(-1)
    const first = lines[0]
    if (before !== undefined && last?.kind === 'row' && first?.kind === 'row') {
      if (head !== null && head.join('\t') === first.cells.join('\t')) lines.shift()
      const next = lines[0]
      if (next?.kind === 'row' && next.cells[0] === '' && next.cells.length === last.cells.length) {
        before.splice(-1, 1, { ...last, cells: last.cells.map((cell, i) => glue(cell, next.cells[i] ?? '')) })
        lines.shift()
      }
    }
    const start = lines.findLastIndex((line) => line.kind !== 'row') + 1
    const opens = lines[start]
    if (start > 0) head = opens?.kind === 'row' ? opens.cells : null
    else if (head === null && opens?.kind === 'row') head = opens.cells
    result.push(lines)
  }
  return result
}

/** Distance of two lines of a paragraph, in shares of the font size: paragraphs of one line stand further apart. */
function usualPitch(lines: readonly PdfLine[]): number {
  const pitches: number[] = []
  for (const [i, line] of lines.entries()) {
    const above = lines[i - 1]
    if (above?.kind !== 'text' || line.kind !== 'text' || above.page !== line.page) continue
    const pitch = (above.run.baseline - line.run.baseline) / line.run.size
    if (Math.abs(above.run.size - line.run.size) < 0.5 && pitch > 0.9 && pitch < 3) pitches.push(pitch)
  }
  pitches.sort((a, b) => a - b)
  return pitches[Math.floor(pitches.length / 4)] ?? 1.7
}

function isApart(above: PdfLine, line: PdfLine, pitch: number): boolean {
  if (above.page !== line.page) return line.kind === 'text' && above.kind === 'text' && endsParagraph(above)
  if (above.kind === 'row' && line.kind === 'row') return false
  const size = Math.max(...[above, line].map((one) => (one.kind === 'text' ? one.run.size : 0)))
  const [from, to] = [above, line].map((one) => (one.kind === 'text' ? one.run.baseline : one.baseline))
  const drop = (from ?? 0) - (to ?? 0)
  // The way up leads to the next column.
  if (drop < 0 && above.kind === 'text' && line.kind === 'text') return endsParagraph(above)
  return above.kind !== line.kind || drop < 0 || drop > size * pitch * BLANK_PITCH
}

function endsParagraph({ run }: PdfLine & { kind: 'text' }): boolean {
  return isTerminated(run.text) && displayWidth(run.text) < 60
}

/** Where the text ends on the right: nearly where the line does that reaches farthest. */
function widestEnd(lines: readonly PdfLine[]): number {
  const ends = lines.flatMap((line) => (line.kind === 'text' ? [line.run.right] : []))
  ends.sort((a, b) => a - b)
  return ends[Math.floor(ends.length * 0.98)] ?? 0
}

/** Where the text begins on each page: left and right pages may differ. */
function findMargins(lines: readonly PdfLine[]): ReadonlyMap<number, number> {
  const margins = new Map<number, number>()
  for (const line of lines) {
    if (line.kind === 'text') margins.set(line.page, Math.min(margins.get(line.page) ?? 1e6, line.run.left))
  }
  return margins
}

function indentOf({ run, page }: PdfLine & { kind: 'text' }, margins: ReadonlyMap<number, number>): number {
  const columns = Math.round((run.left - (margins.get(page) ?? run.left)) / (run.size / 2))
  return Math.min(MAX_INDENT, Math.max(0, columns))
}
