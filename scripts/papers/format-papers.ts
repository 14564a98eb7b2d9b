import { relative } from 'node:path'
import { formatTable } from '../format-table.ts'
import type { PaperListing } from './paper-entry.ts'

const HEADER = ['product', 'edition', 'date', 'state', 'sections', 'facts', 'age', 'id']
const LEFT = [0, 1, 2, 3, 6, 7]
const SHOWN_HASH = 12

/** A row an edition; below it vendor and document, then file and hash. Files are shown as seen from `cwd`. */
export function formatPapers(papers: readonly PaperListing[], cwd: string): string {
  const rows = papers.map(({ product, version, date, isCurrent, sections, facts, id, ...paper }) => {
    const state = isCurrent ? 'current' : 'older'
    return [product, version ?? '-', date ?? '-', state, sections, facts, toAge(paper), id]
  })
  const [header = '', ...lines] = formatTable(HEADER, rows, LEFT).split('\n')
  const notes = papers.map(({ vendor, document, kind, file, sha256 }) => [
    `  ${[vendor ?? [], document, kind].flat().join('  ')}`,
    `  ${relative(cwd, file)}  sha256 ${sha256.slice(0, SHOWN_HASH)}`,
  ])
  return [header, ...lines.flatMap((line, i) => [line, ...(notes[i] ?? [])])].join('\n')
}

function toAge({ ageMonths, isOutdated }: Pick<PaperListing, 'ageMonths' | 'isOutdated'>): string {
  if (ageMonths === null) return 'unknown'
  const [years, months] = [Math.floor(ageMonths / 12), ageMonths % 12]
  const parts = [years > 0 ? `${years} y` : [], months > 0 || years === 0 ? `${months} m` : []].flat()
  return `${parts.join(' ')}${isOutdated ? ' OUTDATED' : ''}`
}
