import { displayWidth, isTerminated, startsItem } from '../../lines-shape.ts'
import type { PdfLine } from './pdf-line.ts'
import type { Run } from './runs.ts'

/** Fewest lines by which the right edge of the text is known. */
const MIN_LINES = 10
/** Share of the lines that end left of the edge of the text, or at it. */
const EDGE_SHARE = 0.97
/** Width of a Latin letter, and how far the next line may begin to the left or right, in shares of the font size. */
const LETTER = 0.55
const MAX_SHIFT = 3

/** Where the text of a document ends on the right; `null` where too few lines tell. */
export function findRightEdge(lines: readonly PdfLine[]): number | null {
  // LibreOffice and Word let marks hang over the edge.
  const ends = lines.flatMap((line) =>
    line.kind === 'text' && !/[、。，．]$/u.test(line.run.text) ? [line.run.right] : [],
  )
  ends.sort((a, b) => a - b)
  return ends.length < MIN_LINES ? null : (ends[Math.floor(ends.length * EDGE_SHARE)] ?? null)
}

/**
 * Tells whether the line above was broken only because it was full: what the next one begins with would not have found
 * room. Whole sentences keep their line, items and larger text begin one.
 */
export function isWrapped(above: Run, line: Run, edge: number | null, pitch: number): boolean {
  if (edge === null || isTerminated(above.text) || startsItem(line.text)) return false
  const drop = above.baseline - line.baseline
  // From one page to the next the way leads up.
  if (drop > line.size * pitch || Math.abs(above.size - line.size) > 0.5 || above.isBold !== line.isBold) return false
  const isBelow = Math.abs(above.left - line.left) <= line.size * MAX_SHIFT
  return isBelow && edge - above.right < firstWidth(line)
}

/**
 * Width of what may not be broken, in points: a word of Latin letters, a Japanese character with the closing ones behind
 * it, and either with the opening brackets before it.
 */
export function firstWidth({ text, size }: Run): number {
  const opening = /^[（「『【〈《]*/u.exec(text)?.[0] ?? ''
  return opening.length * size + unitWidth(text.slice(opening.length), size)
}

function unitWidth(text: string, size: number): number {
  const word = /^[\u0021-\u024f]+(?:[（）][\u0021-\u024f]*)*/u.exec(text)?.[0]
  if (word !== undefined) return displayWidth(word) * size * LETTER
  return (/^.[、。，．）」』】〉》ーっゃゅょッャュョぁ-ぉァ-ォ々]*/u.exec(text)?.[0].length ?? 1) * size
}
