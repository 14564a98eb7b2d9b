import { distance } from 'fastest-levenshtein'
import { fold } from '../../../text/fold.ts'
import { areSteady } from '../../lines.ts'
import type { SourceLine } from '../source-document.ts'
import type { PageRows } from './page-rows.ts'
import type { Row } from './rows.ts'

/** Share of a page's height, at the top and at the bottom, in which headers and footers stand. */
const EDGE = 0.12
/** Share of the pages on which a header or footer stands: a little less than half, as left and right pages may differ. */
const PAGE_SHARE = 0.4
/** Share of the characters by which recognized headers differ that are the same in print. */
const MISREAD = 0.25
/** Points by which the place of a header may differ between pages. */
const PLACE = 6

/**
 * Takes off what stands in the same place at the edge of most pages but for its digits. Of a header without digits the
 * first one stays, at the top: it may be the only place that has the title.
 */
export function withoutRunning(pages: readonly PageRows[]): readonly PageRows[] {
  const keyOf = createKeys()
  const running = findRunning(pages, keyOf)
  const kept = new Set<string>()
  return pages.map((page) => {
    const titles: Row[] = []
    const outermost = findOutermost(page, (row) => running.has(keyOf(row, page) ?? ''))
    const rows = page.rows.filter((row) => {
      const key = keyOf(row, page)
      if (key === null || !outermost.has(row)) return true
      if (key.startsWith('top') && !key.includes('#') && !kept.has(key)) titles.push(row)
      kept.add(key)
      return false
    })
    return { ...page, rows: [...titles, ...rows] }
  })
}

/** What runs with nothing else between it and the edge: under a table's head that each page repeats, nothing does. */
function findOutermost(page: PageRows, runs: (row: Row) => boolean): ReadonlySet<Row> {
  const downwards = [...page.rows].sort((a, b) => baselineOf(b) - baselineOf(a))
  const from = downwards.findIndex((row) => !runs(row))
  if (from < 0) return new Set(downwards)
  const to = downwards.findLastIndex((row) => !runs(row))
  return new Set([...downwards.slice(0, from), ...downwards.slice(to + 1)])
}

function baselineOf({ cells }: Row): number {
  return cells[0]?.[0]?.baseline ?? 0
}

function findRunning(pages: readonly PageRows[], keyOf: KeyOf): ReadonlySet<string> {
  const places = new Map<string, SourceLine[]>()
  for (const page of pages) {
    for (const row of page.rows) {
      const key = keyOf(row, page)
      const line = { text: wordsOf(row), page: page.number, heading: null, isRecognized: page.isRecognized }
      if (key !== null) places.set(key, [...(places.get(key) ?? []), line])
    }
  }
  const least = Math.max(pages.length > 4 ? 3 : 2, pages.length * PAGE_SHARE)
  const isRunning = (lines: readonly SourceLine[]) =>
    new Set(lines.map(({ page }) => page)).size >= least &&
    // Page numbers are among what is misread.
    (lines.some((line) => line.isRecognized) || areSteady(lines))
  return new Set([...places].flatMap(([key, lines]) => (isRunning(lines) ? [key] : [])))
}

/** Zone, place and words of a row at the edge of its page, `null` for all others. */
type KeyOf = (row: Row, page: PageRows) => string | null

/** Keys that are the same for the same row on each page, also where text recognition has read it differently. */
function createKeys(): KeyOf {
  const seen: { readonly zone: string; readonly baseline: number; readonly words: string; readonly key: string }[] = []
  return (row, page) => {
    const lines = row.cells.flat()
    const baseline = baselineOf(row)
    const zone = baseline > page.height * (1 - EDGE) ? 'top' : baseline < page.height * EDGE ? 'end' : null
    if (zone === null || lines.length > 4) return null
    const words = wordsOf(row).replace(/\d+/g, '#').replace(/\s/g, '')
    const key = `${zone} ${Math.round(baseline / PLACE)} ${words}`
    if (!page.isRecognized) return key
    const isSame = (other: (typeof seen)[number]) =>
      other.zone === zone &&
      Math.abs(other.baseline - baseline) < PLACE &&
      distance(other.words, words) <= Math.max(other.words.length, words.length) * MISREAD
    const known = seen.find(isSame)
    if (known === undefined) seen.push({ zone, baseline, words, key })
    return known?.key ?? key
  }
}

function wordsOf(row: Row): string {
  return fold(row.cells.flatMap((cell) => cell.map(({ text }) => text)).join(' '))
}
