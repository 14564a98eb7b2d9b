import { widthOf } from '../../../../text/width.ts'

/** Shares of the font size. */
const FULL = 1
const LETTER = 0.55
const NARROW = 0.28
/** White at both sides of a full-width character. */
const SIDE = 0.08
/** Full-width characters from which on the width of a line tells its size. */
const MIN_FULL = 4
/** Share of the width that they have to take. */
const FULL_SHARE = 0.6
const KANJI_TOP = 0.86
const CAPITAL_TOP = 0.73
const SMALL_TOP = 0.54
const KANJI_BELOW = 0.07
const TAIL_BELOW = 0.21

/** Font size of a line in the unit of its width and height; by its width where that is known, else by its height. */
export function estimateSize(text: string, width: number, height: number): number {
  return isMeasured(text) ? width / (unitsOf(text) - SIDE) : height / (topOf(text) + belowOf(text))
}

/** The width of a line tells its size: full-width characters are as wide as they are high. */
export function isMeasured(text: string): boolean {
  const full = [...text].filter(isFull).length
  return full >= MIN_FULL && full > unitsOf(text) * FULL_SHARE
}

function unitsOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + widthIn(letter), 0)
}

/** How far a line reaches below its baseline, in shares of its size. */
export function belowOf(text: string): number {
  if (/[gjpqy(),;|@[\]{}（）「」、，]/u.test(text)) return TAIL_BELOW
  return [...text].some(isFull) ? KANJI_BELOW : 0
}

function topOf(text: string): number {
  if ([...text].some(isFull)) return KANJI_TOP
  return /[A-Z\dbdfhijklt()[\]/|]/u.test(text) ? CAPITAL_TOP : SMALL_TOP
}

function widthIn(letter: string): number {
  if (isFull(letter)) return FULL
  return /[.,:;'|!ijlI()[\]\s]/u.test(letter) ? NARROW : LETTER
}

function isFull(letter: string): boolean {
  return widthOf(letter) === 2
}
