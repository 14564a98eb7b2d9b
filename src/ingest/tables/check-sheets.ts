import { fold } from '../../text/fold.ts'
import { ANSWER } from '../../text/rows.ts'
import type { SourceLine } from '../readers/source-document.ts'

const NUMBER_HEAD = /^(?:no\.?|番号|項番|項目番号|#|id)$/u
const GROUP_HEAD = /^(?:種別|分類|区分|カテゴリー?|大項目|領域|category|domain|group)$/u
const ITEM_HEAD =
  /^(?:(?:サービスレベル|評価|確認|設問|管理|チェック|点検)?項目|質問|設問|問い|(?:確認|質問|チェック|設問)(?:事項|内容)|要求事項|要件|questions?|items?|requirements?|controls?)$/u

interface Columns {
  readonly number: number
  readonly group: number
  readonly item: number
  readonly answer: number
  readonly heads: readonly string[]
}

/**
 * Makes every row of an answered check sheet a section of its own: its number and item are the heading, the answer and
 * the columns behind it the body. A column of groups becomes headings above. Other tables stay as they are.
 */
export function splitCheckSheets(lines: readonly SourceLine[]): readonly SourceLine[] {
  const result: SourceLine[] = []
  let columns: Columns | undefined
  let depth = 0
  let group = ''
  for (const line of lines) {
    if (line.heading !== null) {
      depth = line.heading
      group = ''
    }
    const cells = line.text.split('\t').map((cell) => cell.trim())
    const head = cells.length >= 3 ? readHead(cells) : undefined
    if (head) {
      columns = head
      continue
    }
    if (!line.text.includes('\t') && line.text.trim() !== '') columns = undefined
    const row = columns && cells.length > 2 ? toSection(cells, columns) : undefined
    if (!columns || !row) {
      result.push(line)
      continue
    }
    const own = cells[columns.group] ?? ''
    const hasGroups = columns.group >= 0
    if (hasGroups && own !== '' && own !== group) result.push({ ...line, text: own, heading: depth + 1, item: '' })
    group = own === '' ? group : own
    result.push({ ...line, text: row.heading, heading: depth + (hasGroups ? 2 : 1), item: row.number })
    for (const text of row.body) result.push({ ...line, text })
  }
  return result
}

function readHead(cells: readonly string[]): Columns | undefined {
  const heads = cells.map((cell) => fold(cell).replace(/\s/gu, ''))
  const at = (pattern: RegExp) => heads.findIndex((head) => pattern.test(head))
  const columns = { number: at(NUMBER_HEAD), group: at(GROUP_HEAD), item: at(ITEM_HEAD), answer: at(ANSWER) }
  const isSheet = columns.number === 0 && columns.item > 0 && columns.answer > columns.item
  return isSheet ? { ...columns, heads: cells } : undefined
}

interface Row {
  readonly number: string
  readonly heading: string
  readonly body: readonly string[]
}

/** `undefined` for what is no row of the sheet. */
function toSection(cells: readonly string[], columns: Columns): Row | undefined {
  const [number, heading, answer] = [cells[columns.number], cells[columns.item], cells[columns.answer]]
  if (!number || !heading || !/^[A-Z]{0,3}[-.]?\d[\d.-]*$/iu.test(fold(number))) return undefined
  const others = [...cells.keys()].filter(
    (i) => ![columns.number, columns.group, columns.item, columns.answer].includes(i) && cells[i] !== '',
  )
  const asked = others.filter((i) => i < columns.answer).map((i) => `${columns.heads[i]}\t${cells[i]}`)
  const remarks = others.filter((i) => i > columns.answer).map((i) => cells[i])
  return { number, heading, body: [...asked, [columns.heads[columns.answer], answer, ...remarks].join('\t')] }
}
