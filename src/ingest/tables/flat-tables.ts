import { fold } from '../../text/fold.ts'
import { displayWidth, startsItem } from '../lines-shape.ts'
import type { SourceLine } from '../readers/source-document.ts'

/** Widest line that is taken for a cell, in columns. */
const MAX_CELL_WIDTH = 44
const MAX_COLUMNS = 8

/** What stands over the first column. */
const FIRST_HEAD =
  /^(?:(?:評価|確認|設問|対象|管理|規定|サービス(?:レベル)?|チェック)?項目|区分|種別|種類|分類|機能(?:名)?|対象|プラン|製品|サービス|no\.?|番号|items?|features?|metrics?|plans?|category|controls?|requirements?)$/u
/** What stands over other columns, apart from names of plans and products. */
const OTHER_HEAD =
  /^(?:(?:.{0,6})?(?:項目|内容|回答|規定(?:内容)?|設定値|値|水準|目標(?:値)?|仕様|説明|対応(?:状況)?|備考|補足|単位|測定単位|結果|実績|状況|期間|details?|values?|answers?|descriptions?|remarks?|notes?|targets?|units?))$/u
const MARK =
  /^(?:[○◯〇●×✕✗△▲◎✓✔]|[-－–—−]|標準|有償|有料|無償|無料|オプション|別途|あり|なし|有|無|可|不可|対応|未対応|非対応|提供|対象外|定めない|定めなし|非公開|yes|no|n\/a|none|included|optional|add-on|standard)(?:\s*[(（].*[)）])?$/u

/**
 * Puts tables together whose cells extraction has written one on a line (`項目`, `A`, `B`, `保管期間`, `7日`, `30日`): each row
 * becomes one line with tabs. Where the number of columns cannot be told the lines stay as they are.
 */
export function joinFlatTables(lines: readonly SourceLine[]): readonly SourceLine[] {
  const result: SourceLine[] = []
  for (let i = 0; i < lines.length; ) {
    const rows = readTable(lines, i)
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

/** The rows of the table that begins at a line; none where none does. */
function readTable(lines: readonly SourceLine[], start: number): readonly (readonly string[])[] {
  if (!FIRST_HEAD.test(textOf(lines[start]))) return []
  let end = start
  while (end < lines.length && isCell(lines[end])) end++
  const cells = lines.slice(start, end).map((line) => line.text.trim())
  const count = countHeads(cells)
  const widths = count > 0 ? [count] : Array.from({ length: MAX_COLUMNS - 2 }, (_, i) => i + 3)
  const tables = widths.map((width) => rowsOf(cells, width, count > 0))
  return tables.reduce((best, table) => (sizeOf(table) > sizeOf(best) ? table : best), [])
}

function sizeOf(table: readonly (readonly string[])[]): number {
  return table.reduce((sum, row) => sum + row.length, 0)
}

/** Number of columns where every head is a word that only heads are; 0 where one may be a name. */
function countHeads(cells: readonly string[]): number {
  const other = cells.findIndex((cell, i) => i > 0 && !OTHER_HEAD.test(fold(cell)))
  return other >= 2 ? other : 0
}

/** The head and as many rows as fit below it; none with fewer than two. */
function rowsOf(cells: readonly string[], width: number, isHeadKnown: boolean): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = []
  for (let at = 0; at + width <= cells.length; at += width) {
    const row = cells.slice(at, at + width)
    if (at === 0 ? !isHead(row) : !(isHeadKnown ? isLabel(row[0]) : isRow(row))) break
    rows.push(row)
  }
  return rows.length > (isHeadKnown ? 2 : 1) ? rows : []
}

function isHead(row: readonly string[]): boolean {
  return new Set(row).size === row.length && row.every((cell) => !isValue(cell) && displayWidth(cell) <= 30)
}

/** A name, and beside it values of which most look like ones. */
function isRow(row: readonly string[]): boolean {
  const values = row.slice(1).filter(isValue)
  return isLabel(row[0]) && values.length * 2 > row.length - 1
}

function isLabel(cell: string | undefined): boolean {
  return cell !== undefined && !/^[\d.,%\s]*\d[\d.,%\s]*(?:[^\d\s]{1,4})?$/u.test(fold(cell)) && !MARK.test(fold(cell))
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
