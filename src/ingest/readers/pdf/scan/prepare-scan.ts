import { type CellSheet, toCellSheet } from './cell-sheet.ts'
import { type Bullet, takeBullets } from './find-bullets.ts'
import { hasColumns } from './find-columns.ts'
import { fillBox, findInkLimit, type GrayImage, PAPER, whitenPaper } from './gray-image.ts'
import { levelImage } from './level-image.ts'
import type { PageImage } from './render-page.ts'
import { findRuledTables, type RuledTable } from './ruled-tables.ts'

/** A page as it is given to text recognition. */
export interface ScanImages {
  /** Pixels a point. */
  readonly scale: number
  /** Shades up to this one are ink. */
  readonly inkLimit: number
  /** The page without its tables. */
  readonly text: GrayImage
  /** Its text stands in columns. */
  readonly hasColumns: boolean
  /** Dots and squares before lines, which were taken off the page. */
  readonly bullets: readonly Bullet[]
  /** The cells of its tables; without any where there is none. */
  readonly sheet: CellSheet
}

const POINTS = 72
/** Inches around a line that are taken off with it. */
const BESIDE_RULE = 0.01

/** Whitens and levels a page and parts its tables from its text. */
export function prepareScan({ image, scale }: PageImage): ScanImages {
  whitenPaper(image)
  const inkLimit = findInkLimit(image)
  const dpi = scale * POINTS
  const text = levelImage(image, inkLimit)
  const found = findRuledTables(text, inkLimit, dpi)
  for (const { rules } of found) takeOff(text, rules, BESIDE_RULE * dpi)
  const tables = found.filter(({ cells }) => cells.length > 1).sort((a, b) => a.box.top - b.box.top)
  const sheet = toCellSheet(text, withoutInner(tables), inkLimit, dpi)
  for (const { box } of tables) fillBox(text, box, PAPER)
  const bullets = takeBullets(text, inkLimit, dpi)
  return { scale, inkLimit, text, bullets, hasColumns: hasColumns(text, inkLimit, dpi), sheet }
}

function takeOff(image: GrayImage, rules: RuledTable['rules'], beside: number): void {
  for (const { left, top, right, bottom } of rules) {
    fillBox(image, { left: left - beside, top: top - beside, right: right + beside, bottom: bottom + beside }, PAPER)
  }
}

/** A table in the cell of another one is read with that cell. */
function withoutInner(tables: readonly RuledTable[]): readonly RuledTable[] {
  const holds = (outer: RuledTable, inner: RuledTable) =>
    outer !== inner &&
    outer.box.top <= inner.box.top &&
    outer.box.bottom >= inner.box.bottom &&
    outer.box.left <= inner.box.left &&
    outer.box.right >= inner.box.right
  return tables.filter((table) => !tables.some((other) => holds(other, table)))
}
