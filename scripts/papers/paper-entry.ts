import { isOutdated } from '../../src/knowledge/age.ts'
import type { StoredPaper } from '../../src/store/knowledge-store.ts'

/** One edition as `npm run papers` lists it; the README describes it. */
export interface PaperListing {
  readonly id: string
  readonly documentId: string
  /** `false`: superseded, kept for questions about it. */
  readonly isCurrent: boolean
  readonly product: string
  readonly variants: readonly string[]
  readonly vendor: string | null
  readonly document: string
  readonly kind: StoredPaper['kind']
  readonly version: string | null
  readonly date: string | null
  readonly sections: number
  readonly facts: number
  /** Whole months since its date, `null` where none is printed. */
  readonly ageMonths: number | null
  /** Older than two years. */
  readonly isOutdated: boolean
  readonly file: string
  /** Of the file, hexadecimal. */
  readonly sha256: string
}

/** Every edition, a document's newest first. `today` is `YYYY-MM-DD`. */
export function toListings(papers: readonly StoredPaper[], today: string): readonly PaperListing[] {
  return papers.flatMap((paper) =>
    [paper, ...paper.older].map((edition) => toListing(edition, edition === paper, today)),
  )
}

function toListing(paper: StoredPaper, isCurrent: boolean, today: string): PaperListing {
  const { id, documentId, product, variants, vendor, title, kind, version, date, source } = paper
  return {
    ...{ id, documentId, isCurrent, product, variants, vendor, document: title, kind, version, date },
    ...{ sections: paper.sectionCount, facts: paper.factCount },
    ...{ ageMonths: toAgeMonths(date, today), isOutdated: isOutdated(date, today) },
    ...{ file: source.path, sha256: source.sha256 },
  }
}

function toAgeMonths(date: string | null, today: string): number | null {
  if (date === null) return null
  const [[year = 0, month = 0, day = 1], [thisYear = 0, thisMonth = 0, thisDay = 0]] = [
    toNumbers(date),
    toNumbers(today),
  ]
  return Math.max(0, (thisYear - year) * 12 + thisMonth - month - (thisDay < day ? 1 : 0))
}

function toNumbers(date: string): number[] {
  return date.split('-').map(Number)
}
