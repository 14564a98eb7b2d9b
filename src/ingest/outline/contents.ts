import { fold, squash } from '../../text/fold.ts'
import { parseNumberedLine } from './heading-number.ts'
import { splitControls } from './heading-text.ts'

const TITLES = new Set(['目次', 'もくじ', '目録', 'contents', 'tableofcontents', 'index'])

/** Entries that a table of contents without a title must have before it is taken for one. */
const MIN_UNTITLED_ENTRIES = 4

/**
 * Lines of the document's tables of contents: the title (`目次`), and the entries below it, which end in a page number
 * or say what a later line says again. Without a title it takes several entries with leaders and rising page numbers.
 */
export function findContents(lines: readonly string[]): ReadonlySet<number> {
  const lastByKey = new Map<string, number>()
  for (const [index, line] of lines.entries()) lastByKey.set(toKey(line), index)
  const recursAfter = (index: number): boolean => (lastByKey.get(toKey(lines[index] ?? '')) ?? index) > index
  const found = new Set<number>()
  for (const [index, line] of lines.entries()) {
    if (found.has(index)) continue
    if (isContentsTitle(line)) for (const entry of entriesBelow(lines, index, recursAfter)) found.add(entry)
    else if (hasLeader(line)) for (const entry of untitledEntries(lines, index, recursAfter)) found.add(entry)
  }
  return found
}

/** The line is the title of a table of contents and nothing else. */
function isContentsTitle(line: string): boolean {
  return line.length <= 30 && TITLES.has(squash(line).replace(/^[■◆【[<]+|[】\]>:]+$/g, ''))
}

function entriesBelow(
  lines: readonly string[],
  title: number,
  recursAfter: (index: number) => boolean,
): readonly number[] {
  const entries = [title]
  let pending: number[] = []
  let firstKey: string | undefined
  for (let i = title + 1; i < lines.length; i++) {
    const line = lines[i] ?? ''
    if (line.trim() === '') continue
    const leader = hasLeader(line)
    const key = toKey(line)
    if (!leader && firstKey === key && entries.length > 2) break
    const numbered = endsInPageNumber(line) && pageNumberOf(line) >= pageNumberOf(lines[entries.at(-1) ?? 0] ?? '')
    if (leader || isContentsTitle(line) || numbered || (line.length <= 80 && recursAfter(i))) {
      entries.push(...pending, i)
      pending = []
      firstKey ??= key
    } else {
      pending.push(i)
      // One line in between is the first half of an entry that was broken; more is the text itself.
      if (pending.length > 1 || /。/.test(line) || line.length > 60) break
    }
  }
  return entries
}

function untitledEntries(
  lines: readonly string[],
  start: number,
  recursAfter: (index: number) => boolean,
): readonly number[] {
  const entries: number[] = []
  for (let i = start; i < lines.length; i++) {
    const line = lines[i] ?? ''
    if (line.trim() === '') continue
    if (!hasLeader(line) || (entries.length > 0 && pageNumberOf(line) < pageNumberOf(lines[entries.at(-1) ?? 0] ?? '')))
      break
    entries.push(i)
  }
  const again = entries.filter(recursAfter).length
  return entries.length >= MIN_UNTITLED_ENTRIES && again * 2 >= entries.length ? entries : []
}

const LEADER = /(?:\t|[.·・…‥⋯\-_。]{3,}|(?:[.·・…‥⋯]\s){3,}[.·・…‥⋯]?| {3,})\s*\(?p?\.?\s?([0-9]{1,3})\)?$/
const PAGE_NUMBER = /\s([0-9]{1,3})$/

/** The line ends in dots, a tab or wide blanks and a page number. */
export function hasLeader(line: string): boolean {
  return LEADER.test(fold(line).trim()) && toKey(line) !== ''
}

function endsInPageNumber(line: string): boolean {
  return PAGE_NUMBER.test(fold(line).trim())
}

function pageNumberOf(line: string): number {
  const text = fold(line).trim()
  return Number(LEADER.exec(text)?.[1] ?? PAGE_NUMBER.exec(text)?.[1] ?? 0)
}

/** What an entry and its heading have in common: the words, without bullet, number, control, leader and page. */
function toKey(line: string): string {
  const text = line.trim().replace(/^[-*・•]\s+/, '')
  const folded = fold(text)
  const leader = LEADER.exec(folded)
  const plain = leader === null ? folded : folded.slice(0, leader.index)
  const title = parseNumberedLine(plain)?.title ?? plain
  return squash(splitControls(title).heading).replace(/[.·・…‥⋯]+$/, '')
}
