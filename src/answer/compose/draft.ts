import type { AnswerFact, AnswerStatus, AnswerTable, StoredFact, StoredSection } from '../../domain.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import type { Retrieve } from '../../retrieval/retrieve.ts'
import type { KnowledgeStore, StoredPaper } from '../../store/knowledge-store.ts'
import type { Understanding } from '../understand/understand.ts'
import type { Wording } from '../wording.ts'
import type { CitationCollector } from './citations.ts'

/** An answer before it is verified. */
export interface Draft {
  readonly status: AnswerStatus
  readonly basis: 'facts' | 'passages' | null
  /** Lines of the text with their markers. */
  readonly lines: readonly string[]
  readonly table: AnswerTable | null
  readonly facts: readonly AnswerFact[]
  readonly suggestions: readonly string[]
}

/** What composing one answer works with. */
export interface Composition {
  readonly understanding: Understanding
  readonly papers: readonly StoredPaper[]
  readonly store: KnowledgeStore
  readonly catalog: Catalog
  readonly retrieve: Retrieve
  readonly wording: Wording
  readonly citations: CitationCollector
}

/** A draft that claims nothing about a vendor. */
export function plainDraft(status: AnswerStatus, text: string, suggestions: readonly string[] = []): Draft {
  return { status, basis: null, lines: [text], table: null, facts: [], suggestions }
}

/** Cites the section of a fact. */
export async function citeFact(composition: Composition, paper: StoredPaper, fact: StoredFact): Promise<number | null> {
  const section = await composition.store.findSection(fact.sectionId)
  return section ? composition.citations.cite(paper, section, fact.quote) : null
}

/** Cites a section by its first words. */
export function citeSection(composition: Composition, paper: StoredPaper, section: StoredSection): number {
  const first = section.body.split('\n').find((line) => line.trim() !== '') ?? section.heading
  return composition.citations.cite(paper, section, first)
}

/** A line that shows words of a section of a paper, with `above` before them, and cites `quote`. */
export function sayQuoted(
  { citations, wording }: Composition,
  paper: StoredPaper,
  section: StoredSection,
  { words, quote, above }: { readonly words: string; readonly quote: string; readonly above: string },
): string {
  const marker = mark(citations.cite(paper, section, quote))
  const label = above === '' ? '' : `${above}：`
  return wording.says(paper.product, `${label}「${words}」`).replace(/([。.])$/u, `${marker}$1`)
}

/** `[3]`, or nothing where there is no source. */
export function mark(marker: number | null): string {
  return marker === null ? '' : `[${marker}]`
}
