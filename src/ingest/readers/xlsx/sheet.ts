import type { Element, ParentNode } from 'domhandler'
import { childrenOf, findAll, findChild, textOf } from '../markup.ts'
import { type NumberKind, spellValue } from './cell-values.ts'

/** What the cells of all sheets share. */
export interface SheetContext {
  readonly strings: readonly string[]
  readonly kinds: readonly NumberKind[]
  readonly countsFrom1904: boolean
}

/** Merged cells that are filled: forms have hundreds. */
const MAX_MERGES = 5000

/** Cells by row and column, both counted from 1. */
type Grid = ReadonlyMap<number, Map<number, string>>

interface Range {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** Rows of a sheet that hold something, with a cell for each column that is used. */
export function readSheet(sheet: ParentNode, context: SheetContext): readonly (readonly string[])[] {
  const grid = readGrid(sheet, context)
  const used = new Set(
    [...grid.values()].flatMap((cells) => [...cells].flatMap(([column, text]) => (text === '' ? [] : [column]))),
  )
  const hidden = findAll(sheet, 'col').filter(({ attribs }) => isTrue(attribs.hidden))
  const columns = [...used].filter((column) => !isAmong(hidden, column)).sort((a, b) => a - b)
  fillMerged(grid, sheet, columns)
  return [...grid]
    .sort(([a], [b]) => a - b)
    .map(([, cells]) => withoutRepeats(columns.map((column) => cells.get(column) ?? '')))
    .filter((cells) => cells.some((text) => text !== ''))
}

function readGrid(sheet: ParentNode, context: SheetContext): Grid {
  const grid = new Map<number, Map<number, string>>()
  let row = 0
  for (const element of findAll(sheet, 'row')) {
    row = Number(element.attribs.r ?? row + 1)
    if (isTrue(element.attribs.hidden)) continue
    const cells = new Map<number, string>()
    let column = 0
    for (const cell of childrenOf(element, 'c')) {
      column = columnOf(cell.attribs.r) ?? column + 1
      cells.set(column, spellCell(cell, context))
    }
    grid.set(row, cells)
  }
  return grid
}

function spellCell(cell: Element, { strings, kinds, countsFrom1904 }: SheetContext): string {
  const value = findChild(cell, 'v')
  const raw = value === undefined ? '' : textOf(value)
  const type = cell.attribs.t ?? 'n'
  return spell().replace(/\s+/g, ' ').trim()

  function spell(): string {
    if (type === 's') return strings[Number(raw)] ?? ''
    if (type === 'inlineStr') return findAll(cell, 't').map(textOf).join('')
    if (type === 'e') return ''
    if (type === 'b') return raw === '1' ? 'TRUE' : 'FALSE'
    return type === 'n' ? spellValue(raw, kinds[Number(cell.attribs.s ?? 0)] ?? 'number', countsFrom1904) : raw
  }
}

/** A merged cell holds what it says in each row; across, only where the columns have other heads. */
function fillMerged(grid: Grid, sheet: ParentNode, columns: readonly number[]): void {
  for (const merge of findAll(sheet, 'mergeCell').slice(0, MAX_MERGES)) {
    const range = toRange(merge.attribs.ref ?? '')
    const text = range && grid.get(range.top)?.get(range.left)
    if (range === undefined || text === undefined || text === '') continue
    for (const [row, cells] of grid) {
      if (row < range.top || row > range.bottom) continue
      for (const column of columns) if (column >= range.left && column <= range.right) cells.set(column, text)
    }
  }
}

/** A title that is merged over the whole sheet stands once. */
function withoutRepeats(cells: readonly string[]): readonly string[] {
  const filled = cells.filter((text) => text !== '')
  return filled.length > 1 && new Set(filled).size === 1 && cells.length > 2 ? filled.slice(0, 1) : cells
}

function isAmong(hidden: readonly Element[], column: number): boolean {
  return hidden.some(({ attribs }) => column >= Number(attribs.min) && column <= Number(attribs.max))
}

function isTrue(flag: string | undefined): boolean {
  return flag === '1' || flag === 'true'
}

/** `B2:D5` */
function toRange(ref: string): Range | undefined {
  const [from = '', to = from] = ref.split(':')
  const [left, right] = [columnOf(from), columnOf(to)]
  const [top, bottom] = [from, to].map((place) => Number(/\d+$/.exec(place)?.[0]))
  if (left === undefined || right === undefined || !top || !bottom) return undefined
  return { top, left, bottom, right }
}

/** The column of a place such as `AB12`: 28. */
function columnOf(place: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(place ?? '')?.[0]
  return letters === undefined
    ? undefined
    : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}
