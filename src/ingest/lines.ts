import { fold, squash } from '../text/fold.ts'
import { isTerminated, startsItem } from './lines-shape.ts'
import type { SourceLine } from './readers/source-document.ts'

/** Filled lines at the top and at the bottom of a page among which headers and footers are looked for. */
const PAGE_EDGE = 3

/** Share of the pages that a header or footer stands on. */
const PAGE_SHARE = 0.6

/** Fewest filled lines between two page ends of a text that does not say where its pages end. */
const MIN_PAGE_LINES = 12

const RULE = /^(?:[─━―—_=＝\-－*＊~～…・.]{3,}|(?:[-*_=]\s?){3,}|[─━―—]+)$/
const PAGE_MARK =
  /^(?:[-–—―]\s*\d{1,4}\s*[-–—―]|p(?:age|\.)\s*\d{1,4}(?:\s*(?:\/|of)\s*\d{1,4})?|\d{1,4}\s*(?:\/\s*\d{1,4})?\s*(?:ページ|頁)|\d{1,4}\s*\/\s*\d{1,4}\s*pages?)$/
const PAGE_OF = /^(\d{1,4})\s*\/\s*(\d{1,4})$/

/**
 * Empties the lines that belong to the page and not to the text: rules, page numbers, running headers and footers, and
 * the line at the very end that claims rights.
 * The result has as many lines as came in, so that positions stay. Of a running header that also stands at the very
 * beginning, the first one is kept: it is the title.
 */
export function cleanLines(lines: readonly SourceLine[]): readonly SourceLine[] {
  const dropped = new Set([...findRules(lines), ...findPageNumbers(lines)])
  for (const index of findRunningLines(lines, dropped)) dropped.add(index)
  for (const index of findImprintLines(lines, dropped)) dropped.add(index)
  return lines.map((line, index) => (dropped.has(index) ? { ...line, text: '', heading: null } : line))
}

/** What the text ends with beside its content: `© 2026 Example, Inc.`; `''` where there is no such line. */
export function readImprint(lines: readonly SourceLine[]): string {
  const dropped = new Set([...findRules(lines), ...findPageNumbers(lines)])
  return findImprintLines(lines, dropped)
    .map((index) => lines[index]?.text ?? '')
    .join('\n')
}

/** Lines below the one that claims rights: links of a web page. */
const MAX_IMPRINT_LINES = 3
const RIGHTS = /^(?:©|\(c\)\s?\d|copyright\s?(?:©|\(c\)|\d))/u

/** The footer of a web page, once at the end; on a short page or a cover it may be all that names the publisher. */
function findImprintLines(lines: readonly SourceLine[], dropped: ReadonlySet<number>): readonly number[] {
  const filled = indexesWhere(lines, () => true).filter((index) => !dropped.has(index))
  const end = filled.slice(Math.max(MIN_PAGE_LINES, filled.length - MAX_IMPRINT_LINES))
  const first = end.findIndex((index) => RIGHTS.test(fold(lines[index]?.text ?? '').trim()))
  const imprint = first < 0 ? [] : end.slice(first)
  // `(C) 2026` looks like an item of a list.
  const isPartOfIt = (line: SourceLine | undefined, i: number) => line && (i === 0 ? isShort(line) : couldRun(line))
  return imprint.every((index, i) => isPartOfIt(lines[index], i)) ? imprint : []
}

function findRules(lines: readonly SourceLine[]): readonly number[] {
  return indexesWhere(lines, (line) => RULE.test(line.text.trim()))
}

function findPageNumbers(lines: readonly SourceLine[]): readonly number[] {
  const marks = indexesWhere(lines, (line) => line.heading === null && PAGE_MARK.test(fold(line.text).trim()))
  const fractions = indexesWhere(lines, (line) => {
    const match = PAGE_OF.exec(fold(line.text).trim())
    return match !== null && Number(match[1]) <= Number(match[2])
  })
  return [...marks, ...(fractions.length >= 2 ? rising(lines, fractions) : []), ...findLoneNumbers(lines)]
}

/** Lone digits are page numbers only where they rise at the distance of pages: a table may hold lone digits too. */
function findLoneNumbers(lines: readonly SourceLine[]): readonly number[] {
  const lone = indexesWhere(lines, (line) => line.heading === null && /^\d{1,4}$/.test(fold(line.text).trim()))
  if (lines.some((line) => line.page !== null)) {
    // The outermost line first: a table at the end of a page may hold digits right above the page number.
    const candidates = [1, PAGE_EDGE].map((depth) => {
      const edges = pageEdges(lines, depth)
      return rising(
        lines,
        lone.filter((index) => edges.has(index)),
      )
    })
    return candidates.find((found) => found.length >= 2) ?? []
  }
  const found = rising(lines, spaced(lines, lone))
  return found.length >= 3 ? found : []
}

function spaced(lines: readonly SourceLine[], indexes: readonly number[]): readonly number[] {
  const kept: number[] = []
  for (const index of indexes) {
    const previous = kept.at(-1)
    if (previous === undefined || filledBetween(lines, previous, index) >= MIN_PAGE_LINES) kept.push(index)
  }
  return kept
}

function rising(lines: readonly SourceLine[], indexes: readonly number[]): readonly number[] {
  const kept: number[] = []
  let last = -1
  for (const index of indexes) {
    const value = Number.parseInt(/\d+/.exec(fold(lines[index]?.text ?? ''))?.[0] ?? '', 10)
    if (Number.isNaN(value) || (last >= 0 && (value <= last || value > last + 3))) continue
    kept.push(index)
    last = value
  }
  return kept
}

function findRunningLines(lines: readonly SourceLine[], dropped: ReadonlySet<number>): readonly number[] {
  const groups = new Map<string, number[]>()
  for (const [index, line] of lines.entries()) {
    if (dropped.has(index) || !couldRun(line)) continue
    const key = fold(line.text).replace(/\d+/g, '#').replace(/\s+/g, '')
    groups.set(key, [...(groups.get(key) ?? []), index])
  }
  const edges = pageEdges(lines)
  const all = [...groups.values()]
  const running =
    edges.size > 0
      ? all.map((group) => group.filter((index) => edges.has(index))).filter((group) => onMostPages(lines, group))
      : withPageEvidence(
          lines,
          all.filter((group) => atPageDistance(lines, group)),
          dropped,
        )
  return running.flatMap((group) => (filledBetween(lines, -1, group[0] ?? 0) < MIN_PAGE_LINES ? group.slice(1) : group))
}

/**
 * Without page breaks repetition alone proves nothing: a sub-heading may stand in every chapter. A running line counts
 * pages itself, stands beside a line that does, claims rights, or repeats what the first lines say.
 */
function withPageEvidence(
  lines: readonly SourceLine[],
  groups: readonly (readonly number[])[],
  dropped: ReadonlySet<number>,
): readonly (readonly number[])[] {
  const counting = groups.filter((group) => countsPages(lines, group) || claimsRights(lines, group))
  const marks = new Set([...dropped].filter((index) => /\d/.test(fold(lines[index]?.text ?? ''))))
  for (const index of counting.flat()) marks.add(index)
  return groups.filter((group) => {
    const beside = group.filter((index) => besideAny(lines, index, marks)).length
    return counting.includes(group) || beside * 2 > group.length || repeatsTitle(lines, group)
  })
}

/** Digits that rise are page numbers only where the line says so: `別紙 1`, `別紙 2` rise as well. */
function countsPages(lines: readonly SourceLine[], group: readonly number[]): boolean {
  const text = fold(lines[group[0] ?? 0]?.text ?? '').trim()
  const says = /page|p\.|頁|ページ|\d\s*\/\s*\d+$|[-|]\s*\d+(?:\s*-)?$| {3,}\d+$/.test(text)
  return says && rising(lines, group).length === group.length
}

function repeatsTitle(lines: readonly SourceLine[], group: readonly number[]): boolean {
  const text = squash(lines[group[0] ?? 0]?.text ?? '')
  // A row of a table is in no title, and tables repeat their rows.
  if (group.some((index) => lines[index]?.text.includes('\t') === true)) return false
  if (group.some((index) => squash(lines[index]?.text ?? '') !== text)) return false
  const first = indexesWhere(lines, () => true).slice(0, MIN_PAGE_LINES)
  if (text.length >= 8 && first.slice(0, 3).some((index) => group.includes(index))) return true
  const others = first.filter((index) => !group.includes(index)).map((index) => squash(lines[index]?.text ?? ''))
  return text.length >= 6 && others.some((other) => other.includes(text))
}

function claimsRights(lines: readonly SourceLine[], group: readonly number[]): boolean {
  return /©|\(c\)|copyright|all rights reserved|confidential|社外秘|無断転載/i.test(
    fold(lines[group[0] ?? 0]?.text ?? ''),
  )
}

function besideAny(lines: readonly SourceLine[], index: number, marks: ReadonlySet<number>): boolean {
  return [-1, 1].some((step) => {
    for (let i = index + step; i >= 0 && i < lines.length; i += step) {
      if (marks.has(i)) return true
      if ((lines[i]?.text ?? '').trim() !== '') return false
    }
    return false
  })
}

/** Sentences and list items repeat because the author repeats them. */
function couldRun(line: SourceLine): boolean {
  return isShort(line) && !startsItem(line.text)
}

function isShort(line: SourceLine): boolean {
  const text = line.text.trim().replace(/\s+/g, ' ')
  return text.length >= 2 && text.length <= 80 && !/。$/.test(text) && line.heading === null
}

function onMostPages(lines: readonly SourceLine[], group: readonly number[]): boolean {
  const pages = new Set(lines.map((line) => line.page)).size
  const own = new Set(group.map((index) => lines[index]?.page)).size
  return own >= 3 && own >= pages * PAGE_SHARE && areSteady(group.flatMap((index) => lines[index] ?? []))
}

/** Every number in lines that are otherwise alike is the same on all pages or rises with them: rows of a long table do not. */
export function areSteady(group: readonly SourceLine[]): boolean {
  const numbers = group.map(({ text }) => (fold(text).match(/\d+/g) ?? []).map(Number))
  const isSteady = (at: number, step: number) =>
    new Set(numbers.map((own, i) => (own[at] ?? 0) - step * (group[i]?.page ?? 0))).size === 1
  return (numbers[0] ?? []).every((_, at) => isSteady(at, 0) || isSteady(at, 1))
}

/** Without page breaks: often enough, far enough apart, and at about the same distance each time. */
function atPageDistance(lines: readonly SourceLine[], group: readonly number[]): boolean {
  if (group.length < 3 || group.some((index) => isTerminated(lines[index]?.text ?? ''))) return false
  const gaps = group.slice(1).map((index, i) => filledBetween(lines, group[i] ?? 0, index))
  const middle = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
  return middle >= MIN_PAGE_LINES && gaps.every((gap) => gap >= middle * 0.5 && gap <= middle * 2.2)
}

function pageEdges(lines: readonly SourceLine[], depth = PAGE_EDGE): ReadonlySet<number> {
  const pages = new Map<number, number[]>()
  for (const [index, line] of lines.entries()) {
    if (line.page === null || line.text.trim() === '') continue
    pages.set(line.page, [...(pages.get(line.page) ?? []), index])
  }
  return new Set([...pages.values()].flatMap((page) => [...page.slice(0, depth), ...page.slice(-depth)]))
}

function filledBetween(lines: readonly SourceLine[], from: number, to: number): number {
  let filled = 0
  for (let i = from + 1; i < to; i++) if ((lines[i]?.text ?? '').trim() !== '') filled++
  return filled
}

function indexesWhere(lines: readonly SourceLine[], test: (line: SourceLine) => boolean): readonly number[] {
  return lines.flatMap((line, index) => (line.text.trim() !== '' && test(line) ? [index] : []))
}
