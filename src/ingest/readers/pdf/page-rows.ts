import { unfoldColumns } from './columns.ts'
import type { Glyph, PdfPage } from './pdf-file.ts'
import { type Row, toRows } from './rows.ts'
import { toRuns } from './runs.ts'

/** Share of a page that pictures cover, and fewest drawings, with which it may be one picture of text. */
const COVERED = 0.3
const DRAWINGS = 40
/** Characters of a page that has no more than a header and a number. */
const FEW_CHARACTERS = 100
/** Share of characters that are not known, above which a page cannot be relied on. */
export const MAX_UNMAPPED = 0.2

/** A page as rows; what the thread that reads a PDF sends for each of its pages. */
export interface PageRows {
  /** Counted from 1. */
  readonly number: number
  readonly height: number
  readonly rows: readonly Row[]
  readonly images: number
  readonly characters: number
  readonly unmapped: number
  /** What stands on it can only be told by text recognition. */
  readonly isPicture: boolean
  /** Its text comes from text recognition. */
  readonly isRecognized: boolean
}

/** Puts a page's characters together into rows. */
export function toPageRows(page: PdfPage, index: number): PageRows {
  return {
    number: index + 1,
    height: page.height,
    rows: toRows(unfoldColumns(toRuns(page.glyphs, page.tags)), page.height),
    images: page.images,
    characters: countLetters(page.glyphs),
    unmapped: page.unmapped,
    isPicture: isPicture(page),
    isRecognized: hasTextLayer(page),
  }
}

/** Its text is a picture, is drawn as outlines, or is set in fonts that do not say what they print. */
function isPicture({ glyphs, covered, drawings, unmapped }: PdfPage): boolean {
  const characters = countLetters(glyphs)
  if (unmapped > (characters + unmapped) * MAX_UNMAPPED) return true
  return covered >= COVERED ? characters < FEW_CHARACTERS : characters === 0 && drawings >= DRAWINGS
}

/** Recognized text lies unseen over the picture that it was taken from. */
function hasTextLayer({ glyphs, covered }: PdfPage): boolean {
  const hidden = glyphs.filter(({ isHidden }) => isHidden).length
  return covered >= COVERED && hidden > glyphs.length / 2
}

function countLetters(glyphs: readonly Glyph[]): number {
  return glyphs.filter(({ text }) => text.trim() !== '').length
}
