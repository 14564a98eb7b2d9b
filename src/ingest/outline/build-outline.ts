import type { Section } from '../../domain.ts'
import { cleanLines } from '../lines.ts'
import { joinLines } from '../lines-join.ts'
import { awaitedBracket, displayWidth, estimateWrapWidth, isTerminated, startsItem } from '../lines-shape.ts'
import type { SourceDocument, SourceLine } from '../readers/source-document.ts'
import { findCandidates, findUnnumbered, nextFilled, type OutlineText, splitArticle } from './candidates.ts'
import { type ChainedHeading, findChain } from './chain.ts'
import { findContents } from './contents.ts'
import { parseNumberedLine } from './heading-number.ts'
import { splitControls } from './heading-text.ts'
import { type Heading, placeHeadings } from './place-headings.ts'

/** Heading of the section that holds what stands before the first heading. */
export const COVER_HEADING = '表紙'

/** Numbered headings that it takes for a document to count as numbered. */
const MIN_NUMBERED = 3

/** A document as sections. */
export interface Outline {
  readonly sections: readonly Section[]
  /** What a person should look at, in words. */
  readonly warnings: readonly string[]
}

/**
 * Divides a document into its sections. Every line of the body ends in exactly one of them; tables of contents, rules,
 * page numbers and running headers and footers in none.
 */
export function buildOutline(document: SourceDocument): Outline {
  const lines = cleanLines(document.lines)
  const texts = lines.map((line) => line.text)
  const contents = findContents(texts)
  const wrapWidth = estimateWrapWidth(texts.filter((_, index) => !contents.has(index)))
  const titled = withoutTitleMark(lines, contents)
  const marks = titled.filter((line, index) => line.heading !== null && !contents.has(index))
  const marked = marks.length
  const markedNumbers = marks.filter((line) => parseNumberedLine(line.text) !== null).length
  const text: OutlineText = { lines: titled, contents, wrapWidth, marked, markedNumbers }
  const chain = findChain(findCandidates(text))
  const numbered = new Set(chain.map((heading) => heading.candidate.line))
  const unnumbered = findUnnumbered(text, numbered, chain.length < MIN_NUMBERED && marked < 2)
  const headings = placeHeadings(chain, unnumbered, titled)
  return { sections: cut(text, headings), warnings: toWarnings(document, chain, headings) }
}

/** The `# Title` of a Markdown document belongs to the cover: the mark is taken off it. */
function withoutTitleMark(lines: readonly SourceLine[], contents: ReadonlySet<number>): readonly SourceLine[] {
  const marked = lines.flatMap((line, index) => (line.heading !== null && !contents.has(index) ? [index] : []))
  const first = marked[0]
  const title = first === undefined ? undefined : lines[first]
  if (first === undefined || title?.heading !== 1 || parseNumberedLine(title.text) !== null) return lines
  const others = marked.slice(1).filter((index) => lines[index]?.heading === 1)
  if (others.some((index) => parseNumberedLine(lines[index]?.text ?? '') === null)) return lines
  return lines.map((line, index) => (index === first ? { ...line, heading: null } : line))
}

function cut(text: OutlineText, headings: readonly Heading[]): readonly Section[] {
  const first = headings[0]?.line ?? text.lines.length
  const cover = toBody(text, 0, first)
  const sections: Section[] = []
  if (cover !== '') {
    const page = text.lines[nextFilled(text, -1, 1)]?.page ?? null
    sections.push({ number: '', heading: COVER_HEADING, controls: [], level: 0, path: [], body: cover, page })
  }
  for (const [index, heading] of headings.entries()) {
    sections.push(toSection(text, heading, headings[index + 1]?.line ?? text.lines.length))
  }
  return sections
}

function toSection(text: OutlineText, heading: Heading, end: number): Section {
  const { title, rest, next } = completeTitle(text, heading, end)
  const split = splitControls(title)
  const body = [...(rest === '' ? [] : [rest]), ...bodyLines(text, next, end)]
  return {
    number: heading.number,
    heading: split.heading,
    controls: [...heading.controls, ...split.controls],
    level: heading.level,
    path: heading.path,
    body: joinLines(body, text.wrapWidth),
    page: text.lines[heading.line]?.page ?? null,
  }
}

/** The whole heading where extraction broke it or set its number on a line of its own. */
function completeTitle(
  text: OutlineText,
  heading: Heading,
  end: number,
): { title: string; rest: string; next: number } {
  const { heading: title, rest } =
    heading.style === 'article' ? splitArticle(heading.title) : { heading: heading.title, rest: '' }
  const line = heading.line + heading.span - 1
  const below = nextFilled(text, line, 1)
  const lower = text.lines[below]?.text.trim() ?? ''
  if (rest !== '' || heading.span > 1 || below < 0 || below >= end || /。/.test(lower) || startsItem(lower))
    return { title, rest, next: line + 1 }
  if (title === '') {
    const fits = displayWidth(lower) <= 60 && text.lines[below]?.heading === null
    return fits ? { title: lower, rest, next: below + 1 } : { title, rest, next: line + 1 }
  }
  const open = awaitedBracket(title) !== undefined && awaitedBracket(title + lower) === undefined
  if (below === line + 1 && (open || isBrokenHeading(text, line, lower))) {
    return { title: title + (/[a-z]$/i.test(title) && /^[a-z]/i.test(lower) ? ' ' : '') + lower, rest, next: below + 1 }
  }
  return { title, rest, next: line + 1 }
}

function isBrokenHeading(text: OutlineText, line: number, lower: string): boolean {
  if (text.wrapWidth === null || isTerminated(lower)) return false
  const width = displayWidth(text.lines[line]?.text ?? '')
  const standsAlone = (text.lines[line + 2]?.text ?? '').trim() === ''
  return standsAlone && width >= text.wrapWidth * 0.88 && displayWidth(lower) <= text.wrapWidth * 0.5
}

function toBody(text: OutlineText, from: number, to: number): string {
  return joinLines(bodyLines(text, from, to), text.wrapWidth)
}

function bodyLines(text: OutlineText, from: number, to: number): readonly string[] {
  return text.lines.slice(from, to).flatMap((line, i) => (text.contents.has(from + i) ? [] : [line.text]))
}

function toWarnings(
  document: SourceDocument,
  chain: readonly ChainedHeading[],
  headings: readonly Heading[],
): readonly string[] {
  const warnings: string[] = []
  if (headings.length === 0) warnings.push(`No headings were found in ${document.path}: it is one section.`)
  for (const [index, heading] of chain.entries()) {
    const before = chain[index - 1]
    if (heading.gap === 0 || heading.candidate.style === 'control' || before === undefined) continue
    warnings.push(`Between ${before.candidate.label} and ${heading.candidate.label} a heading seems to be missing.`)
  }
  return warnings
}
