import type { PdfPage } from './pdf-file.ts'
import { type Row, toRows } from './rows.ts'
import { toRuns } from './runs.ts'

/** A page as rows; what the thread that reads a PDF sends for each of its pages. */
export interface PageRows {
  /** Counted from 1. */
  readonly number: number
  readonly height: number
  readonly rows: readonly Row[]
  readonly images: number
  readonly characters: number
  readonly unmapped: number
}

/** Puts a page's characters together into rows. */
export function toPageRows(page: PdfPage, index: number): PageRows {
  return {
    number: index + 1,
    height: page.height,
    rows: toRows(toRuns(page.glyphs, page.tags), page.height),
    images: page.images,
    characters: page.glyphs.filter(({ text }) => text.trim() !== '').length,
    unmapped: page.unmapped,
  }
}
