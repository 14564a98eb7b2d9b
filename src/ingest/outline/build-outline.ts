import type { Section } from '../../domain.ts'
import { cleanLines } from '../lines.ts'
import { joinLines } from '../lines-join.ts'
import { estimateWrapWidth } from '../lines-shape.ts'
import type { SourceDocument, SourceLine } from '../readers/source-document.ts'
import { joinTables } from '../tables/join-tables.ts'
import { findCandidates, findUnnumbered, nextFilled, type OutlineText } from './candidates.ts'
import { type ChainedHeading, findChain } from './chain.ts'
import { findContents } from './contents.ts'
import { parseNumberedLine } from './heading-number.ts'
import { type Heading, isControlNumber, placeHeadings } from './place-headings.ts'

/** Heading of the section that holds what stands before the first heading. */
const COVER_HEADING = '表紙'

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
  const lines = cleanLines(joinTables(document.lines))
  const texts = lines.map((line) => line.text)
  const contents = findContents(texts)
  const wrapWidth = estimateWrapWidth(texts.filter((_, index) => !contents.has(index)))
  const titled = withoutTitleMark(lines, contents)
  const marks = titled.filter((line, index) => line.heading !== null && line.item === undefined && !contents.has(index))
  const marked = marks.length
  const markedNumbers = marks.filter((line) => parseNumberedLine(line.text) !== null).length
  const isPunctuated = endsSentences(texts)
  const text: OutlineText = { lines: titled, contents, wrapWidth, isPunctuated, marked, markedNumbers }
  const chain = findChain(findCandidates(text))
  const numbered = new Set(chain.map((heading) => heading.candidate.line))
  const unnumbered = findUnnumbered(text, numbered, chain.length < MIN_NUMBERED && marked < 2)
  const headings = placeHeadings(chain, unnumbered, text)
  return { sections: cut(text, headings), warnings: toWarnings(document, chain, headings) }
}

/** Nearly all lines that sound like the end of a sentence have its full stop. */
function endsSentences(texts: readonly string[]): boolean {
  const ended = texts.filter((text) => /(?:ます|です|ません|ました)。\s*$/u.test(text)).length
  const open = texts.filter((text) => /(?:ます|です|ません|ました)\s*$/u.test(text)).length
  return ended >= 10 && ended >= open * 3
}

/** The `# Title` of a Markdown document belongs to the cover: the mark is taken off it. */
function withoutTitleMark(lines: readonly SourceLine[], contents: ReadonlySet<number>): readonly SourceLine[] {
  const marked = lines.flatMap((line, index) => (line.heading !== null && !contents.has(index) ? [index] : []))
  const first = marked[0]
  const title = first === undefined ? undefined : lines[first]
  if (first === undefined || title?.heading !== 1 || parseNumberedLine(title.text) !== null) return lines
  const others = marked.slice(1).filter((index) => lines[index]?.heading === 1)
  const unnumbered = others.some((index) => parseNumberedLine(lines[index]?.text ?? '') === null)
  if (unnumbered && !opensDocument(lines, first, marked[1])) return lines
  return lines.map((line, index) => (index === first ? { ...line, heading: null } : line))
}

/** Nothing stands above it, and nothing but a date or a company below it before the next heading of its depth. */
function opensDocument(lines: readonly SourceLine[], first: number, second: number | undefined): boolean {
  if (second === undefined || lines[second]?.heading !== 1) return false
  const isFilled = (line: SourceLine): boolean => line.text.trim() !== ''
  const below = lines.slice(first + 1, second).filter(isFilled)
  return !lines.slice(0, first).some(isFilled) && below.length <= 6 && !below.some((line) => /[。]|\.$/.test(line.text))
}

function cut(text: OutlineText, headings: readonly Heading[]): readonly Section[] {
  const first = headings[0]?.line ?? text.lines.length
  const cover = toBody(text, 0, first)
  const sections: Section[] = []
  if (cover !== '') {
    const page = text.lines[nextFilled(text, -1, 1)]?.page ?? null
    const isRecognized = hasRecognized(text, 0, first)
    sections.push({
      number: '',
      heading: COVER_HEADING,
      controls: [],
      level: 0,
      path: [],
      body: cover,
      page,
      isRecognized,
    })
  }
  for (const [index, heading] of headings.entries()) {
    sections.push(toSection(text, heading, headings[index + 1]?.line ?? text.lines.length))
  }
  return sections
}

function toSection(text: OutlineText, heading: Heading, end: number): Section {
  const body = [...(heading.rest === '' ? [] : [heading.rest]), ...bodyLines(text, heading.next, end)]
  return {
    number: heading.number,
    heading: heading.heading,
    controls: heading.controls,
    level: heading.level,
    path: heading.path,
    body: joinLines(body, text.wrapWidth),
    page: text.lines[heading.line]?.page ?? null,
    isRecognized: hasRecognized(text, heading.line, end),
  }
}

function hasRecognized(text: OutlineText, from: number, to: number): boolean {
  return text.lines.slice(from, to).some((line) => line.isRecognized === true && line.text !== '')
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
    if (heading.gap === 0 || before === undefined || isControlNumber(heading, chain)) continue
    warnings.push(`Between ${before.candidate.label} and ${heading.candidate.label} a heading seems to be missing.`)
  }
  return warnings
}
