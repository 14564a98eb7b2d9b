import type { Answer, Evidence } from '../../domain.ts'
import type { Composition } from '../compose/draft.ts'
import type { NumberedSection } from './claim.ts'

/** Passages beside what the answer without a model cites. */
const MAX_RETRIEVED = 8
/** Sections in all: what is shown to a model costs time and money. */
const MAX_SECTIONS = 12

/** A section with the words of it that made it evidence. */
export interface GatheredSection extends NumberedSection {
  readonly quote: string
  /** The answer without the model cites these words. */
  readonly isCited: boolean
}

/** What a model may cite: what the answer without it cites, then what is found in the same products' papers. */
export async function gatherEvidence(answer: Answer, composition: Composition): Promise<readonly GatheredSection[]> {
  const { understanding, papers, citations, retrieve, store } = composition
  const sections = new Map<number, Omit<GatheredSection, 'number'>>()
  for (const { marker, quote, paperId } of answer.citations) {
    const section = citations.sections.get(marker)
    const paper = papers.find(({ id }) => id === paperId)
    if (section && paper && !sections.has(section.id))
      sections.set(section.id, { paper, section, quote, isCited: true })
  }
  const asked = understanding.products.map(({ paperId }) => paperId)
  const cited = answer.citations.map(({ paperId }) => paperId)
  const paperIds = [...new Set(asked.length > 0 ? asked : cited)]
  const query = [understanding.text, ...understanding.context.words].join(' ')
  const found: readonly Evidence[] =
    paperIds.length === 0 ? [] : await retrieve(query, { paperIds, limit: MAX_RETRIEVED })
  for (const { sectionId, paperId, text } of found) {
    const paper = papers.find(({ id }) => id === paperId)
    const section = sections.has(sectionId) ? undefined : await store.findSection(sectionId)
    if (paper && section) sections.set(sectionId, { paper, section, quote: text, isCited: false })
  }
  return [...sections.values()].slice(0, MAX_SECTIONS).map((one, i) => ({ ...one, number: i + 1 }))
}
