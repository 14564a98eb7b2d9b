import { fold } from './fold.ts'
import type { BodyLine, Statement } from './statement.ts'

interface Cell {
  readonly text: string
  readonly start: number
  /** Column, from 0. */
  readonly column: number
}

/**
 * The statements of a table whose cells are separated by tabs. A table with a header and several value columns gives
 * one statement a cell, with the row's and the column's label; any other gives one a row. A row without a first cell
 * goes on with the label of the row above.
 */
export function toRows(rows: readonly BodyLine[], labels: readonly string[], lead: string | null): Statement[] {
  const table = rows.map(toCells)
  const header = findHeader(table) ?? (isHeadOfTwo(table) ? table[0] : undefined)
  const asked = header?.find((cell) => QUESTION.test(fold(cell.text)))
  if (header && asked) return toAnsweredRows(rows, table, asked, labels, lead)
  let key: string | null = null
  return rows.flatMap((row, index) => {
    const cells = table[index] ?? []
    const own = cells[0]?.column === 0 ? cells[0] : undefined
    if (own) key = own.text.replace(/[\s　]*[:：]$/u, '')
    const base = { quote: row.text.trim(), key, lead, listed: true }
    const values = own ? cells.slice(1) : cells
    if (header && index > 0) {
      return values.map((cell) => {
        const column = header.find((head) => head.column === cell.column)?.text
        return { ...base, text: cell.text, start: cell.start, labels: compact([...labels, key, column]) }
      })
    }
    // The answer of a check sheet is what stands behind the word.
    const [first] = values
    if (own && first && ANSWER.test(fold(own.text)))
      return [{ ...base, text: row.text.slice(first.start - row.start).trimEnd(), start: first.start, labels }]
    const start = row.start + row.text.length - row.text.trimStart().length
    const isHead = index === 0 && header !== undefined
    return [{ ...base, text: row.text.trim(), start, labels: own ? labels : compact([...labels, key]), isHead }]
  })
}

/** The head of the column that holds the answers of a check sheet. */
export const ANSWER = /^(?:回答(?:内容|欄)?|対応(?:状況)?|実施状況|状況|結果|answers?|responses?|status)$/u

/** What the form itself prints in a row of a check sheet: what is meant, and in which unit. */
export function isAskedFor({ listed, key, text }: Statement): boolean {
  return listed && text.includes('\t') && ASKED_FOR.test(key ?? '')
}

const ASKED_FOR = /^(?:規定内容|測定単位|単位|確認(?:の)?観点|設問の意図|unit|definition)$/iu

const QUESTION =
  /^(?:質問|設問|問い|確認事項|確認項目|確認内容|チェック項目|チェック内容|要求事項|要件|評価項目|設問内容|questions?|requirements?|controls?)(?:内容|文)?$/u

/** A check sheet: each row is one statement, the answer and its remark, under the question that they answer. */
function toAnsweredRows(
  rows: readonly BodyLine[],
  table: readonly (readonly Cell[])[],
  asked: Cell,
  labels: readonly string[],
  lead: string | null,
): Statement[] {
  return rows.slice(1).flatMap((row, i) => {
    const cells = table[i + 1] ?? []
    const question = cells.find((cell) => cell.column === asked.column)
    const first = cells.find((cell) => cell.column > asked.column)
    if (!question || !first) return []
    const text = row.text.slice(first.start - row.start).trimEnd()
    return [{ text, start: first.start, quote: row.text.trim(), labels, key: question.text, lead, listed: true }]
  })
}

function compact(labels: readonly (string | null | undefined)[]): string[] {
  return labels.filter((label): label is string => typeof label === 'string' && label !== '')
}

function toCells(row: BodyLine): Cell[] {
  const cells: Cell[] = []
  let start = row.start
  row.text.split('\t').forEach((raw, column) => {
    const text = raw.trim()
    if (text !== '' && text !== ':' && text !== '：') cells.push({ text, start: start + raw.indexOf(text), column })
    start += raw.length + 1
  })
  return cells
}

/** The header of a table with two or more value columns: at least three short cells, none of them a value. */
function findHeader(table: readonly (readonly Cell[])[]): readonly Cell[] | undefined {
  const first = table[0]
  if (!first || first.length < 3 || table.length < 2) return undefined
  return first.some((cell) => cell.text.length > 24 || VALUE.test(fold(cell.text))) ? undefined : first
}

/** `実績の稼働率 / 減額率` over rows of figures. */
function isHeadOfTwo(table: readonly (readonly Cell[])[]): boolean {
  const [first, ...rows] = table
  if (first?.length !== 2 || rows.length < 2) return false
  const hasFigure = (cells: readonly Cell[]) => /\d/u.test(fold(cells.at(-1)?.text ?? ''))
  return (
    !hasFigure(first) &&
    first.every((cell) => cell.text.length <= 16) &&
    rows.filter(hasFigure).length * 3 >= rows.length * 2
  )
}

const VALUE = /\d\s*(?:日|時間|分|%|世代|回|か月|ヶ月|年|days?|hours?|minutes?)/u
