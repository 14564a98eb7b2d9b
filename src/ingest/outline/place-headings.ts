import type { SourceLine } from '../readers/source-document.ts'
import { splitArticle, type UnnumberedHeading } from './candidates.ts'
import type { ChainedHeading } from './chain.ts'
import type { NumberStyle } from './heading-number.ts'
import { splitControls } from './heading-text.ts'

/** A heading with its place in the tree. */
export interface Heading {
  readonly line: number
  /** Lines that it takes. */
  readonly span: number
  /** `null` where it has no number. */
  readonly style: NumberStyle | null
  /** As it is cited, with the chapter in front where the number begins again in every chapter; `''` for none. */
  readonly number: string
  /** As printed, without the number; control references still on it. */
  readonly title: string
  /** Control references that are the number itself. */
  readonly controls: readonly string[]
  readonly level: number
  readonly path: readonly string[]
}

interface Placed {
  readonly level: number
  readonly heading: Heading
  readonly depth: number | null
}

/** Merges numbered and unnumbered headings in reading order and gives each its number, level and path. */
export function placeHeadings(
  chain: readonly ChainedHeading[],
  unnumbered: readonly UnnumberedHeading[],
  lines: readonly SourceLine[],
): readonly Heading[] {
  const lastNumbered = chain.at(-1)?.candidate.line ?? -1
  const all = [
    ...chain.map((heading) => ({ line: heading.candidate.line, numbered: heading, free: undefined })),
    ...unnumbered.map((heading) => ({ line: heading.line, numbered: undefined, free: heading })),
  ].sort((a, b) => a.line - b.line)
  const levels = toLevels(chain)
  const repeated = findRepeatedStyles(chain)
  const stack: Placed[] = []
  const result: Heading[] = []
  for (const { line, numbered, free } of all) {
    const depth = lines[line]?.heading ?? null
    const level =
      numbered === undefined ? freeLevel(free, stack, depth, line > lastNumbered) : (levels.get(numbered) ?? 1)
    while ((stack.at(-1)?.level ?? -1) >= level) stack.pop()
    const path = stack.map((placed) => toPathEntry(placed.heading))
    const place = { line, level, path }
    const heading =
      numbered === undefined
        ? { ...place, span: 1, style: null, number: '', title: free?.title ?? '', controls: [] }
        : { ...place, ...toNumbered(numbered, repeated, stack) }
    stack.push({ level, heading, depth })
    result.push(heading)
  }
  return result
}

function toNumbered(chained: ChainedHeading, repeated: ReadonlySet<NumberStyle>, stack: readonly Placed[]) {
  const { style, label, title, span } = chained.candidate
  const parent = stack.findLast((placed) => placed.heading.style !== null && placed.heading.style !== style)
  const number = repeated.has(style) && parent !== undefined ? `${parent.heading.number} ${label}` : label
  return { span, style, number, title, controls: style === 'control' ? [label] : [] }
}

function toPathEntry(heading: Heading): string {
  const title = heading.style === 'article' ? splitArticle(heading.title).heading : heading.title
  return `${heading.number} ${splitControls(title).heading}`.trim()
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

/** Numberings in which the same number occurs twice: they begin again in every chapter. */
function findRepeatedStyles(chain: readonly ChainedHeading[]): ReadonlySet<NumberStyle> {
  const seen = new Set<string>()
  const repeated = new Set<NumberStyle>()
  for (const { candidate } of chain) {
    const key = `${candidate.style} ${candidate.label}`
    if (seen.has(key)) repeated.add(candidate.style)
    seen.add(key)
  }
  return repeated
}

function freeLevel(
  heading: UnnumberedHeading | undefined,
  stack: readonly Placed[],
  depth: number | null,
  afterNumbered: boolean,
): number {
  if (heading?.kind === 'format' && depth !== null) {
    const parent = stack.findLast((placed) => placed.depth !== null && placed.depth < depth)
    return parent === undefined ? 1 : parent.level + 1
  }
  if ((heading?.kind !== 'mark' && heading?.kind !== 'question') || afterNumbered) return 1
  const parent = stack.findLast((placed) => placed.heading.style !== null)
  return parent === undefined ? 1 : parent.level + 1
}
