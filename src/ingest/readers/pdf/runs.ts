import type { PageTags, Tag } from './page-tags.ts'
import type { Glyph } from './pdf-file.ts'

/** Characters that stand side by side on one line. */
export interface Run {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly baseline: number
  /** Of most of its characters, in points. */
  readonly size: number
  readonly isBold: boolean
  readonly tag: Tag
}

/** Shares of the font size. Superscripts stand up to a third higher; a line is at least one size below the other. */
const MAX_RISE = 0.5
const MAX_BACK = 0.6
/** A gap without a blank in it, wider than any between two characters of a sentence: the next cell begins. */
const CELL_GAP = 0.45
/** A gap made of blanks is one only where it is wide. */
const BLANK_GAP = 2.5
const WORD_GAP = 0.12
const PLAIN: Tag = { heading: null, cell: null }

/** Puts the characters of a page together, in the order in which they are drawn. */
export function toRuns(glyphs: readonly Glyph[], tags: PageTags): readonly Run[] {
  const runs: Run[] = []
  let own: Glyph[] = []
  let tag = PLAIN
  for (const glyph of glyphs) {
    const next = tags.get(glyph.content) ?? PLAIN
    const last = own.at(-1)
    if (last !== undefined && !goesOn(own, last, glyph, tag, next)) {
      push(runs, own, tag)
      own = []
    }
    if (own.length === 0) {
      if (isBlank(glyph)) continue
      tag = next
    }
    own.push(glyph)
  }
  push(runs, own, tag)
  return runs
}

function goesOn(own: readonly Glyph[], last: Glyph, glyph: Glyph, tag: Tag, next: Tag): boolean {
  if (tag.cell?.cell !== next.cell?.cell || tag.heading?.element !== next.heading?.element) return false
  const size = Math.max(last.size, glyph.size)
  if (Math.abs(glyph.baseline - last.baseline) > size * MAX_RISE) return false
  if (glyph.left < last.right - size * MAX_BACK) return false
  if (isBlank(glyph)) return true
  const before = own.findLast((other) => !isBlank(other)) ?? last
  const gap = glyph.left - before.right
  if (tag.cell !== null) return true
  return gap <= size * (isBlank(last) ? BLANK_GAP : CELL_GAP)
}

function push(runs: Run[], glyphs: readonly Glyph[], tag: Tag): void {
  const end = glyphs.findLastIndex((glyph) => !isBlank(glyph))
  const kept = glyphs.slice(0, end + 1)
  const [first, last] = [kept[0], kept.at(-1)]
  if (first === undefined || last === undefined) return
  const sizes = kept.map((glyph) => glyph.size).sort((a, b) => a - b)
  const size = sizes[Math.floor(sizes.length / 2)] ?? first.size
  const { baseline } = kept.find((glyph) => glyph.size >= size * 0.9) ?? first
  const isBold = kept.every((glyph) => glyph.isBold || isBlank(glyph))
  runs.push({ text: spell(kept), left: first.left, right: last.right, baseline, size, isBold, tag })
}

/** The characters, with a blank where words of Latin letters stand apart and none is printed. */
function spell(glyphs: readonly Glyph[]): string {
  let text = ''
  for (const [i, glyph] of glyphs.entries()) {
    const last = glyphs[i - 1]
    const isApart =
      last !== undefined &&
      !isBlank(last) &&
      !isBlank(glyph) &&
      glyph.left - last.right > glyph.size * WORD_GAP &&
      isLatin(last) &&
      isLatin(glyph)
    text += isApart ? ` ${glyph.text}` : glyph.text
  }
  return text
}

function isBlank(glyph: Glyph): boolean {
  return glyph.text.trim() === ''
}

function isLatin(glyph: Glyph): boolean {
  return /[\u0021-\u024f]/u.test(glyph.text)
}
