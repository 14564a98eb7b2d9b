import type { Tag } from '../page-tags.ts'
import type { Run } from '../runs.ts'
import type { Bullet } from './find-bullets.ts'
import type { Box, GrayImage } from './gray-image.ts'
import { findInkParts } from './ink-gaps.ts'
import { belowOf, estimateSize } from './letter-size.ts'
import { mendText, withoutBlanks } from './mend-text.ts'
import type { RecognizedLine, RecognizedWord } from './recognizer.ts'

/** What a picture of text is to the page. */
export interface ScanFrame {
  readonly image: GrayImage
  readonly inkLimit: number
  /** Pixels a point. */
  readonly scale: number
  /** Of the page, in points. */
  readonly height: number
  /** Dots and squares that were taken off the picture. */
  readonly bullets: readonly Bullet[]
}

/** Confidence, 0 to 100, that some word of a line has where it is text and no logo, stamp or stain. */
const MIN_CONFIDENCE = 25
/** Shares of the font size: gaps between cells, between words, and behind bullets; sides of a large dot. */
const CELL_GAP = 1.6
const WORD_GAP = 0.33
/** Behind the number of a heading. */
const NUMBER_GAP = 0.2
const BULLET_GAP = 3
const LARGE = 0.5

/** What stands in no heading and no cell. */
export const PLAIN: Tag = { heading: null, cell: null }

/** The parts of the lines of a picture that stand apart, places in points on the page. */
export function toRuns(lines: readonly RecognizedLine[], frame: ScanFrame, tag: Tag = PLAIN): readonly Run[] {
  return lines.filter(isClear).flatMap((line) => {
    const text = line.words.map((word) => word.text).join('')
    const size = estimateSize(text, line.right - line.left, line.bottom - line.top)
    const own = frame.bullets.filter((bullet) => isOn(bullet, line, size))
    const ink = [...own, ...findInkParts(frame.image, line, frame.inkLimit)].sort((a, b) => a.left - b.left)
    const words = own.reduce((all, bullet) => insertBullet(all, bullet, size), line.words)
    return splitAtGaps(words, ink, size).map((part) => toRun(part, frame, tag))
  })
}

function isOn(bullet: Bullet, { left, right, top, bottom }: RecognizedLine, size: number): boolean {
  const middle = (bullet.top + bullet.bottom) / 2
  return middle > top && middle < bottom && bullet.right > left - size * BULLET_GAP && bullet.left < right
}

function insertBullet(words: readonly RecognizedWord[], bullet: Bullet, size: number): readonly RecognizedWord[] {
  const at = words.findIndex((word) => middleOf(word) > bullet.right)
  const isLarge = bullet.right - bullet.left > size * LARGE
  const text = bullet.isSquare ? '■' : isLarge ? '●' : '・'
  const { left, right } = bullet
  return at < 0 ? words : [...words.slice(0, at), { text, left, right, confidence: 100 }, ...words.slice(at)]
}

function isClear({ words }: RecognizedLine): boolean {
  return words.some(({ confidence }) => confidence >= MIN_CONFIDENCE)
}

interface Part {
  readonly words: readonly RecognizedWord[]
  readonly ink: readonly Box[]
  readonly box: Box
}

/** Cells without lines around them, or what stands at both ends of a header. */
function splitAtGaps(line: readonly RecognizedWord[], ink: readonly Box[], size: number): readonly Part[] {
  const parts: Part[] = []
  let start = 0
  for (let i = 1; i <= ink.length; i++) {
    const [last, next] = [ink[i - 1] as Box, ink[i]]
    if (next !== undefined && next.left - last.right < size * CELL_GAP) continue
    const own = ink.slice(start, i)
    const left = own[0]?.left ?? 0
    const from = start === 0 ? Number.NEGATIVE_INFINITY : (left + (ink[start - 1]?.right ?? left)) / 2
    const to = next === undefined ? Number.POSITIVE_INFINITY : (last.right + next.left) / 2
    const words = line.filter((word) => middleOf(word) >= from && middleOf(word) < to)
    const box = {
      left,
      right: last.right,
      top: Math.min(...own.map(({ top }) => top)),
      bottom: Math.max(...own.map(({ bottom }) => bottom)),
    }
    if (words.length > 0) parts.push({ words, ink: own, box })
    start = i
  }
  return parts
}

function toRun({ words, ink, box }: Part, { scale, height }: ScanFrame, tag: Tag): Run {
  const bare = words.map(({ text }) => text).join('')
  const size = estimateSize(bare, box.right - box.left, box.bottom - box.top)
  const text = spell(words, ink, size, tag.cell === null)
  const points = size / scale
  return {
    text,
    left: box.left / scale,
    right: box.right / scale,
    baseline: height - box.bottom / scale + belowOf(text) * points,
    size: points,
    isBold: false,
    tag,
  }
}

/** The words with blanks where Latin letters stand apart. */
function spell(words: readonly RecognizedWord[], ink: readonly Box[], size: number, mayHead: boolean): string {
  const gaps = ink.slice(1).flatMap((part, i) => {
    const before = ink[i]?.right ?? part.left
    const gap = part.left - before
    return gap >= size * NUMBER_GAP ? [{ middle: (before + part.left) / 2, isWide: gap >= size * WORD_GAP }] : []
  })
  let text = ''
  for (const [i, word] of words.entries()) {
    const last = words[i - 1]
    const isNumber = mayHead && /^\d{1,2}(?:\.\d{1,2})*\.?$/u.test(text)
    const isApart =
      last !== undefined &&
      gaps.some(({ middle, isWide }) => middle > middleOf(last) && middle < middleOf(word) && (isWide || isNumber))
    const isLatin = /[\u0021-\u024f]$/u.test(text) && /^[\u0021-\u024f]/u.test(word.text)
    text += (last !== undefined && (isLatin || isApart) ? ' ' : '') + word.text
  }
  return mendText(withoutBlanks(text))
}

function middleOf({ left, right }: RecognizedWord): number {
  return (left + right) / 2
}
