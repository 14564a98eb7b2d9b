import type { Element, ParentNode } from 'domhandler'
import { childrenOf, findChild } from '../markup.ts'
import { settingOf } from './styles.ts'

/** Most columns that one cell is taken to span. */
const MAX_SPAN = 100

/** The texts of a table's cells. One that spans rows or columns stands in each; one as wide as the table once. */
export function toTableRows(table: Element, textOf: (cell: Element) => string): readonly (readonly string[])[] {
  const above: string[] = []
  const isFrame = rowsOf(table).every((row) => cellsOf(row).length <= 1)
  if (isFrame) return []
  return rowsOf(table).map((row) => {
    const cells = cellsOf(row)
    const texts: string[] = []
    for (const cell of cells) {
      const properties = findChild(cell, 'w:tcPr')
      const merge = properties && findChild(properties, 'w:vMerge')
      const goesOn = merge !== undefined && merge.attribs['w:val'] !== 'restart'
      const text = goesOn ? (above[texts.length] ?? '') : textOf(cell)
      const span = Math.min(MAX_SPAN, Math.max(1, Number(settingOf(properties, 'w:gridSpan') ?? 1) || 1))
      for (let i = 0; i < (cells.length === 1 ? 1 : span); i++) {
        above[texts.length] = text
        texts.push(text)
      }
    }
    return texts
  })
}

function rowsOf(parent: ParentNode): readonly Element[] {
  return childrenOf(parent).flatMap((child) => {
    if (child.name === 'w:tr') return isDeleted(child) ? [] : [child]
    return child.name === 'w:sdt' || child.name === 'w:sdtContent' ? rowsOf(child) : []
  })
}

function cellsOf(parent: ParentNode): readonly Element[] {
  return childrenOf(parent).flatMap((child) => {
    if (child.name === 'w:tc') return [child]
    return child.name === 'w:sdt' || child.name === 'w:sdtContent' ? cellsOf(child) : []
  })
}

function isDeleted(row: Element): boolean {
  const properties = findChild(row, 'w:trPr')
  return properties !== undefined && findChild(properties, 'w:del') !== undefined
}
