import type { PaperContent } from './knowledge-store.ts'
import { type FactRow, type PaperRow, type SectionRow, toFact, toPaper, toSection } from './rows.ts'

/** The rows of one paper, in reading order. */
export interface PaperRows {
  readonly paper: PaperRow
  readonly sections: readonly SectionRow[]
  readonly facts: readonly FactRow[]
  readonly passages: readonly { readonly section_id: number; readonly text: string }[]
  /** One a passage. */
  readonly vectors: readonly Float32Array[]
}

/** What was saved, put together again: sections by their index, as ingest counts them. */
export function toPaperContent({ paper: row, sections, facts, passages, vectors }: PaperRows): PaperContent {
  const { source, sectionCount: _sections, factCount: _facts, older: _older, ...paper } = toPaper(row)
  const indexes = new Map(sections.map(({ id }, index) => [id, index]))
  const indexOf = (id: number) => indexes.get(id) ?? -1
  return {
    paper,
    source,
    sections: sections.map((section) => {
      const { id: _id, paperId: _paper, ...rest } = toSection(section)
      return rest
    }),
    facts: facts.map((fact) => {
      const { id: _id, paperId: _paper, sectionId, ...rest } = toFact(fact)
      return { ...rest, section: indexOf(sectionId) }
    }),
    passages: passages.map(({ section_id, text }) => ({ section: indexOf(section_id), text })),
    vectors,
  }
}
