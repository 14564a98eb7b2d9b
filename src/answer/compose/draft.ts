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

/** `[3]`, or nothing where there is no source. */
export function mark(marker: number | null): string {
  return marker === null ? '' : `[${marker}]`
}
