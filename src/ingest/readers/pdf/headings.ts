import { displayWidth, isTerminated } from '../../lines-shape.ts'
import type { PdfLine } from './pdf-line.ts'

/** Share of the size of most of the text from which on a line may be a heading. */
const LARGER = 1.12
/** Sizes that differ by less are one: those of scans are measured. */
const SAME = 1.05
/** Widest heading, in columns. */
const MAX_WIDTH = 84
/** Share of the lines above which size says nothing. */
const MAX_SHARE = 0.4

/**
 * Depths, counted from 1, of the lines that are headings by the tags of the PDF or, where it has none, by their size;
 * a hint for the outline, which decides.
 */
export function findHeadings(lines: readonly PdfLine[]): ReadonlyMap<number, number> {
  const tagged = new Map<number, number>()
  for (const [i, line] of lines.entries()) {
    if (line.kind === 'text' && line.run.tag.heading !== null) tagged.set(i, line.run.tag.heading.depth)
  }
  return tagged.size > 0 ? tagged : findBySize(lines)
}

function findBySize(lines: readonly PdfLine[]): ReadonlyMap<number, number> {
  const body = bodySize(lines)
  const found = lines.flatMap((line, i) => {
    if (line.kind !== 'text') return []
    const { text, size } = line.run
    // The control reference of a heading may be alone in its second line.
    const isTitle = /\p{L}|^[(（].*\d/u.test(text) && displayWidth(text) <= MAX_WIDTH && !isSentence(text)
    return isTitle && size >= body * LARGER ? [{ i, size: toHalf(size) }] : []
  })
  if (found.length > lines.length * MAX_SHARE) return new Map()
  const sizes = [...new Set(found.map(({ size }) => size))].sort((a, b) => b - a)
  const steps = sizes.filter((size, i) => i === 0 || size * SAME < (sizes[i - 1] ?? 0))
  return new Map(found.map(({ i, size }) => [i, steps.filter((step) => step >= size).length]))
}

/** A heading may be broken behind a colon. */
function isSentence(text: string): boolean {
  return isTerminated(text) && !/[:：]$/u.test(text)
}

/** Size of most characters. */
function bodySize(lines: readonly PdfLine[]): number {
  const counts = new Map<number, number>()
  for (const line of lines) {
    if (line.kind !== 'text') continue
    const size = toHalf(line.run.size)
    counts.set(size, (counts.get(size) ?? 0) + line.run.text.length)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

function toHalf(size: number): number {
  return Math.round(size * 2) / 2
}
