import type { Citation, StoredSection } from '../../domain.ts'
import { isOutdated } from '../../knowledge/age.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { squash } from '../../text/fold.ts'

/** Longest quote that is shown; longer ones end at a sentence. */
const MAX_QUOTE = 400

/** Collects the sources of one answer and gives out their markers. */
export interface CitationCollector {
  /** Marker of the source; the same section and quote give the same one. */
  cite(paper: StoredPaper, section: StoredSection, quote: string): number
  readonly citations: readonly Citation[]
  /** The cited sections, by marker. */
  readonly sections: ReadonlyMap<number, StoredSection>
}

/** An empty collector, for one answer that is given on the day `today` (`YYYY-MM-DD`). */
export function createCitationCollector(today: string): CitationCollector {
  const citations: Citation[] = []
  const sections = new Map<number, StoredSection>()
  return {
    citations,
    sections,
    cite(paper, section, words) {
      const quote = shorten(words)
      const known = citations.find(
        (citation) => sections.get(citation.marker)?.id === section.id && squash(citation.quote) === squash(quote),
      )
      if (known) return known.marker
      const marker = citations.length + 1
      sections.set(marker, section)
      citations.push({
        marker,
        paperId: paper.id,
        product: paper.product,
        vendor: paper.vendor,
        document: paper.title,
        version: paper.version,
        date: paper.date,
        section: section.number === '' ? section.heading : section.number,
        heading: section.heading,
        page: section.page,
        quote,
        notice: paper.notice,
        isOutdated: isOutdated(paper.date, today),
        isRecognized: section.isRecognized,
      })
      return marker
    },
  }
}

/** `§4.2.5 情報のバックアップ`, or the heading alone. */
export function labelOf(section: { readonly number: string; readonly heading: string }): string {
  return section.number === '' ? section.heading : `§${section.number} ${section.heading}`
}

function shorten(words: string): string {
  const text = words.trim()
  if (text.length <= MAX_QUOTE) return text
  const cut = text.slice(0, MAX_QUOTE)
  const end = Math.max(cut.lastIndexOf('。'), cut.lastIndexOf('\n'), cut.lastIndexOf('. '))
  return end > 80 ? cut.slice(0, end + 1).trim() : cut
}
