import { type Box, clip, copyBox, createImage, type GrayImage } from './gray-image.ts'
import type { RuledCell, RuledTable } from './ruled-tables.ts'

/** A cell with what is drawn in it. */
export interface SheetCell extends RuledCell {
  /** Counted from 0 over the page. */
  readonly table: number
  /** Where its ink stands on the page, and how far below that it stands on the sheet; `null` for an empty cell. */
  readonly ink: Box | null
  readonly drop: number
  /** How far right of its place on the page it stands on the sheet. */
  readonly shift: number
}

/** The cells of all tables of a page, one below the other, so that no line goes over from one to the next. */
export interface CellSheet {
  readonly image: GrayImage
  readonly cells: readonly SheetCell[]
}

/** White around each cell, in inches. */
const MARGIN = 0.2
/** Pixels of ink below which a cell is empty. */
const MIN_INK = 12

/** Cuts the cells out of a page whose lines were taken off. */
export function toCellSheet(page: GrayImage, tables: readonly RuledTable[], inkLimit: number, dpi: number): CellSheet {
  const margin = Math.round(MARGIN * dpi)
  let top = margin
  const cells = tables.flatMap((table, i) =>
    table.cells.map((cell): SheetCell => {
      const ink = findInk(page, cell.box, inkLimit)
      if (ink === null) return { ...cell, table: i, ink, drop: 0, shift: 0 }
      const placed = { ...cell, table: i, ink, drop: top - ink.top, shift: margin - ink.left }
      top += ink.bottom - ink.top + margin
      return placed
    }),
  )
  const inks = cells.flatMap(({ ink }) => ink ?? [])
  const width = inks.reduce((widest, ink) => Math.max(widest, ink.right - ink.left), 0)
  const image = createImage(width + 2 * margin, top)
  for (const { ink, drop } of cells) if (ink !== null) copyBox(page, ink, image, margin, ink.top + drop)
  return { image, cells }
}

/** The smallest rectangle that holds the ink within another one; `null` where there is none. */
function findInk(image: GrayImage, within: Box, inkLimit: number): Box | null {
  const { left, top, right, bottom } = clip(image, within)
  const ink = { left: right, top: bottom, right: left, bottom: top }
  let count = 0
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if ((image.pixels[y * image.width + x] as number) > inkLimit) continue
      count++
      if (x < ink.left) ink.left = x
      if (x >= ink.right) ink.right = x + 1
      if (y < ink.top) ink.top = y
      if (y >= ink.bottom) ink.bottom = y + 1
    }
  }
  return count < MIN_INK ? null : ink
}
