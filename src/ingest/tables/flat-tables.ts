import { fold } from '../../text/fold.ts'
import { displayWidth, startsItem } from '../lines-shape.ts'
import type { SourceLine } from '../readers/source-document.ts'

/** Widest line that is taken for a cell, in columns. */
const MAX_CELL_WIDTH = 44
/** Most columns that are looked for where a head may be a name, and where all of them are words of heads. */
const MAX_COLUMNS = 8
const MAX_KNOWN_COLUMNS = 20

/** What stands over the first column. */
const FIRST_HEAD =
  /^(?:(?:評価|確認|設問|対象|管理|規定|サービス(?:レベル)?|チェック)?項目|区分|種別|種類|分類|機能(?:名)?|対象|プラン|製品|サービス|no\.?|番号|items?|features?|metrics?|plans?|category|controls?|requirements?)$/u
/** What stands over a first column of numbers. */
const NUMBER_HEAD = /^(?:no\.?|番号)$/u
/** What stands over other columns, apart from names of plans and products. */
const HEAD =
  /^(?:項目|内容|回答|規定(?:内容)?|設定値|値|水準|目標(?:値)?|仕様|説明|対応(?:状況)?|備考|補足|単位|測定単位|結果|実績|状況|期間|details?|values?|answers?|descriptions?|remarks?|notes?|targets?|units?)$/u
/** The same with a word before it, which may as well be the label of a row: 保管期間. */
const LONGER_HEAD = new RegExp(`^.{1,6}${HEAD.source.slice(1)}`, 'u')
const MARK =
  /^(?:[○◯〇●×✕✗△▲◎✓✔]|[-－–—−]|標準|有償|有料|無償|無料|オプション|別途|あり|なし|有|無|可|不可|対応|未対応|非対応|提供|対象外|定めない|定めなし|非公開|yes|no|n\/a|none|included|optional|add-on|standard)(?:\s*[(（].*[)）])?$/u

/**
 * Puts tables together whose cells extraction has written one on a line (`項目`, `A`, `B`, `保管期間`, `7日`, `30日`): each row
 * becomes one line with tabs. Where the number of columns cannot be told the lines stay as they are.
 */
export function joinFlatTables(lines: readonly SourceLine[]): readonly SourceLine[] {
  const result: SourceLine[] = []
  let end = 0
  for (let i = 0; i < lines.length; ) {
    while (end <= i || (end < lines.length && isCell(lines[end - 1]) && isCell(lines[end]))) end++
    const rows = readTable(lines, i, end)
    const first = lines[i] as SourceLine
    if (rows.length === 0) {
      result.push(first)
      i++
      continue
    }
    for (const row of rows) {
      result.push({ ...(lines[i] as SourceLine), text: row.join('\t') })
      i += row.length
    }
  }
  return result
}

/** The rows of the table that begins at a line, among cells up to an end; none where none does. */
function readTable(lines: readonly SourceLine[], start: number, end: number): readonly (readonly string[])[] {
  if (!isCell(lines[start]) || !FIRST_HEAD.test(textOf(lines[start]))) return []
  const cells = { at: (i: number) => lines[start + i]?.text.trim() ?? '', length: end - start }
  const known = countHeads(cells)
  // The last of the heads may be the label of the first row: 備考, 保管期間, 30日.
  for (let width = known; width >= 2 && (width === known || !HEAD.test(fold(cells.at(width)))); width--) {
    const rows = rowsOf(cells, width, width === known ? isLabelled : hasValue)
    if (rows.length > 2) return rows
  }
  if (known > 0) return []
  const widths = Array.from({ length: MAX_COLUMNS - 2 }, (_, i) => i + 3)
  const tables = widths.map((width) => rowsOf(cells, width, isRow)).filter((rows) => rows.length > 1)
  return tables.reduce((best, table) => (sizeOf(table) > sizeOf(best) ? table : best), [])
}

/** Cells from the first head on. */
interface Cells {
  at(index: number): string
  readonly length: number
}

function sizeOf(table: readonly (readonly string[])[]): number {
  return table.reduce((sum, row) => sum + row.length, 0)
}

/** Number of columns where every head is a word that only heads are; 0 where one may be a name. */
function countHeads(cells: Cells): number {
  let count = 1
  while (count < cells.length && count <= MAX_KNOWN_COLUMNS && isHeadWord(cells.at(count))) count++
  return count >= 2 && count < cells.length && count <= MAX_KNOWN_COLUMNS ? count : 0
}

function isHeadWord(cell: string): boolean {
  const folded = fold(cell)
  return HEAD.test(folded) || LONGER_HEAD.test(folded)
}

type IsRow = (row: readonly string[], isNumbered: boolean) => boolean

/** The head and as many rows as fit below it. */
function rowsOf(cells: Cells, width: number, fits: IsRow): readonly (readonly string[])[] {
  const isNumbered = NUMBER_HEAD.test(fold(cells.at(0)))
  const rows: (readonly string[])[] = []
  for (let at = 0; at + width <= cells.length; at += width) {
    const row = Array.from({ length: width }, (_, i) => cells.at(at + i))
    if (at === 0 ? !isHead(row) : !fits(row, isNumbered)) break
    rows.push(row)
  }
  return rows
}

function isHead(row: readonly string[]): boolean {
  return new Set(row).size === row.length && row.every((cell) => !isValue(cell) && displayWidth(cell) <= 30)
}

/** A name, and beside it values of which most look like ones. */
const isRow: IsRow = (row, isNumbered) => {
  const values = row.slice(1).filter(isValue)
  return isLabelled(row, isNumbered) && values.length * 2 > row.length - 1
}

const hasValue: IsRow = (row, isNumbered) => isLabelled(row, isNumbered) && row.slice(1).some(isValue)

const isLabelled: IsRow = ([label = ''], isNumbered) =>
  (isNumbered && /^\d{1,3}(?:[.-]\d{1,3})*$/u.test(fold(label))) || isLabel(label)

function isLabel(cell: string): boolean {
  return !/^[\d.,%\s]*\d[\d.,%\s]*(?:[^\d\s]{1,4})?$/u.test(fold(cell)) && !MARK.test(fold(cell))
}

function isValue(cell: string): boolean {
  const folded = fold(cell)
  return MARK.test(folded) || /\d/u.test(folded.replace(/[(（]※\d+[)）]/gu, ''))
}

function isCell(line: SourceLine | undefined): boolean {
  if (line === undefined || line.heading !== null) return false
  const text = line.text.trim()
  if (text === '' || text.includes('\t') || /[。]$/u.test(text) || displayWidth(text) > MAX_CELL_WIDTH) return false
  return MARK.test(fold(text)) || !(startsItem(text) || /^(?:※|\*|注)/u.test(text))
}

function textOf(line: SourceLine | undefined): string {
  return line === undefined || line.heading !== null ? '' : fold(line.text).trim()
}
