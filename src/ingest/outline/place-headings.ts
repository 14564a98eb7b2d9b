import type { OutlineText, UnnumberedHeading } from './candidates.ts'
import type { ChainedHeading } from './chain.ts'
import { type CompleteTitle, completeTitle, type TitleLine } from './complete-title.ts'
import type { NumberStyle } from './heading-number.ts'

/** A heading with its place in the tree. */
export interface Heading extends CompleteTitle {
  readonly line: number
  /** `null` where it has no number. */
  readonly style: NumberStyle | null
  /** As it is cited, with the chapter in front where the number begins again in every chapter; `''` for none. */
  readonly number: string
  readonly level: number
  readonly path: readonly string[]
}

interface Placed {
  readonly heading: Heading
  readonly depth: number | null
}

interface Found extends TitleLine {
  readonly numbered: ChainedHeading | null
  readonly kind: UnnumberedHeading['kind'] | null
}

/** Merges numbered and unnumbered headings in reading order and gives each its words, number, level and path. */
export function placeHeadings(
  chain: readonly ChainedHeading[],
  unnumbered: readonly UnnumberedHeading[],
  text: OutlineText,
): readonly Heading[] {
  const all = merge(chain, unnumbered)
  const lastNumbered = chain.at(-1)?.candidate.line ?? -1
  const levels = toLevels(chain)
  const relative = findRelativeStyles(chain)
  const stack: Placed[] = []
  const result: Heading[] = []
  for (const [index, found] of all.entries()) {
    const { line, style, numbered } = found
    const { heading: depth = null, item } = text.lines[line] ?? {}
    const level =
      (numbered && levels.get(numbered)) ??
      freeLevel(found, stack, depth, { afterNumbered: line > lastNumbered, isItem: item !== undefined })
    while ((stack.at(-1)?.heading.level ?? -1) >= level) stack.pop()
    const title = completeTitle(text, found, all[index + 1]?.line ?? text.lines.length)
    const label = item ?? numbered?.candidate.label ?? ''
    const parent = stack.findLast((placed) => placed.heading.style !== null && placed.heading.style !== style)
    const number = style !== null && relative.has(style) && parent ? `${parent.heading.number} ${label}` : label
    const own = numbered !== null && isControlNumber(numbered, chain) ? [label] : []
    const path = stack.map((placed) => `${placed.heading.number} ${placed.heading.heading}`.trim())
    const heading = { ...title, controls: [...own, ...title.controls], line, style, number, level, path }
    stack.push({ heading, depth })
    result.push(heading)
  }
  return result
}

/** The number is itself a control's: `A.12.3.1`, or `12.3.1` in a paper whose numbers have no chapters above them. */
export function isControlNumber(heading: ChainedHeading, chain: readonly ChainedHeading[]): boolean {
  if (heading.candidate.style === 'control') return true
  const isBare = ({ candidate: { style, vector } }: ChainedHeading): boolean =>
    style === 'number' && vector.length >= 2 && (vector[0] ?? 0) >= 5 && (vector[0] ?? 0) <= 18
  return isBare(heading) && chain.every(isBare)
}

function merge(chain: readonly ChainedHeading[], unnumbered: readonly UnnumberedHeading[]): readonly Found[] {
  const numbered = chain.map((heading): Found => {
    const { line, span, style, title } = heading.candidate
    return { line, span, style, title, numbered: heading, kind: null }
  })
  const free = unnumbered.map(({ line, title, kind }): Found => {
    return { line, span: 1, style: null, title, numbered: null, kind }
  })
  return [...numbered, ...free].sort((a, b) => a.line - b.line)
}

/** Depth below the outermost numbering, counted from the shallowest number that each numbering uses. */
function toLevels(chain: readonly ChainedHeading[]): ReadonlyMap<ChainedHeading, number> {
  const shallowest = new Map<NumberStyle, number>()
  for (const { candidate } of chain) {
    const known = shallowest.get(candidate.style) ?? Number.POSITIVE_INFINITY
    shallowest.set(candidate.style, Math.min(known, depthOf(candidate.style, candidate.vector)))
  }
  return new Map(
    chain.map((heading) => [
      heading,
      heading.groups.reduce(
        (sum, { style, vector }) => sum + depthOf(style, vector) - (shallowest.get(style) ?? 1) + 1,
        0,
      ),
    ]),
  )
}

/** Controls and articles are siblings however long their number is: `第10条の2` follows `第10条`. */
function depthOf(style: NumberStyle, vector: readonly number[]): number {
  return style === 'number' || style === 'dash' || style === 'letter' ? vector.length : 1
}

/** Numberings that say nothing without the heading above: those that begin again in every chapter, and `(1)`. */
function findRelativeStyles(chain: readonly ChainedHeading[]): ReadonlySet<NumberStyle> {
  const seen = new Set<string>()
  const relative = new Set<NumberStyle>(['paren'])
  for (const { candidate } of chain) {
    const key = `${candidate.style} ${candidate.label}`
    if (seen.has(key)) relative.add(candidate.style)
    seen.add(key)
  }
  return relative
}

function freeLevel(
  found: Found,
  stack: readonly Placed[],
  depth: number | null,
  { afterNumbered, isItem }: { readonly afterNumbered: boolean; readonly isItem: boolean },
): number {
  if (found.kind === 'format' && depth !== null) {
    // Items stand below any heading; those that the format marks below a heading of less depth.
    const parent = stack.findLast((placed) => (placed.depth === null ? isItem : placed.depth < depth))
    return parent === undefined ? 1 : parent.heading.level + 1
  }
  if ((found.kind !== 'mark' && found.kind !== 'question') || afterNumbered) return 1
  const parent = stack.findLast((placed) => placed.heading.style !== null)
  return parent === undefined ? 1 : parent.heading.level + 1
}
