import type { Element } from 'domhandler'
import { childrenOf, findAll } from '../markup.ts'
import { spell } from './inline-text.ts'
import { isDropped } from './main-content.ts'

/** Most rows or columns that one cell is taken to span. */
const MAX_SPAN = 100

/** A table that only puts things side by side: with headings or tables in it, or with one column. */
export function isLayoutTable(table: Element): boolean {
  if (table.attribs.role === 'presentation') return true
  if (findAll(table, 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6').length > 0) return true
  return rowsOf(table).every((row) => cellsOf(row).length <= 1)
}

/** The texts of a table's cells. One that spans rows or columns stands in each; one as wide as the table once. */
export function toTableRows(table: Element): readonly (readonly string[])[] {
  const spanned: { text: string; rows: number }[] = []
  return rowsOf(table).map((row) => {
    const cells = cellsOf(row)
    const only = cells[0]
    const isAcross = cells.length === 1 && !spanned.some(({ rows }) => rows > 0)
    if (isAcross && only !== undefined) return [textOfCell(only)]
    const texts: string[] = []
    const fill = () => {
      for (let above = spanned[texts.length]; above !== undefined && above.rows > 0; above = spanned[texts.length]) {
        above.rows--
        texts.push(above.text)
      }
    }
    for (const cell of cells) {
      fill()
      const text = textOfCell(cell)
      for (let i = 0; i < spanOf(cell, 'colspan'); i++) {
        spanned[texts.length] = { text, rows: spanOf(cell, 'rowspan') - 1 }
        texts.push(text)
      }
    }
    fill()
    return texts
  })
}

function rowsOf(table: Element): readonly Element[] {
  return childrenOf(table).flatMap((child) => {
    if (child.name === 'tr') return isDropped(child) ? [] : [child]
    return /^t(?:head|body|foot)$/.test(child.name) ? rowsOf(child) : []
  })
}

function cellsOf(row: Element): readonly Element[] {
  return childrenOf(row).filter((cell) => (cell.name === 'td' || cell.name === 'th') && !isDropped(cell))
}

function spanOf(cell: Element, name: 'colspan' | 'rowspan'): number {
  return Math.min(MAX_SPAN, Math.max(1, Math.trunc(Number(cell.attribs[name] ?? 1)) || 1))
}

/** Its blocks and lines apart by a blank. */
function textOfCell(cell: Element): string {
  const parts = cell.children.map((child) => {
    const isBlock = 'name' in child && /^(?:p|div|ul|ol|dl|br)$/.test(child.name)
    if (isBlock && 'children' in child && /^[uo]l$/.test(child.name))
      return ` ${childrenOf(child).map(textOfCell).join(' ')} `
    return isBlock ? ` ${spell(child)} ` : spell(child)
  })
  return parts.join('').replace(/\s+/g, ' ').trim()
}
