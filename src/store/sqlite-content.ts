import type { PaperContent } from './knowledge-store.ts'
import { toPaperContent } from './paper-content.ts'
import type { FactRow, PaperRow, SectionRow } from './rows.ts'
import type { Connection } from './sqlite-driver.ts'

interface PassageRow {
  readonly section_id: number
  readonly text: string
  readonly data: Buffer
}

/** Prepares the statements that read everything that was saved of a paper, to the last bit. */
export function createContentReader(connection: Connection): (id: string) => PaperContent | undefined {
  const selectPaper = connection.prepare<[string], PaperRow & { key: number }>('SELECT * FROM papers WHERE id = ?')
  const ofPaper = <T>(columns: string, tables: string, id: string) =>
    connection.prepare<[number], T>(`SELECT ${columns} FROM ${tables} WHERE paper_key = ? ORDER BY ${id}`)
  const selectSections = ofPaper<SectionRow>(
    "id, '' AS paper_id, number, heading, controls, level, path, body, page, is_recognized",
    'sections',
    'id',
  )
  const selectFacts = ofPaper<FactRow>(
    "id, '' AS paper_id, section_id, attribute, variant, qualifier, value, normalized, polarity, quote",
    'facts',
    'id',
  )
  const selectPassages = ofPaper<PassageRow>(
    'section_id, text, data',
    'passages JOIN vectors ON passage_id = passages.id',
    'passages.id',
  )
  return (id) => {
    const paper = selectPaper.get(id)
    if (!paper) return undefined
    const passages = selectPassages.all(paper.key)
    return toPaperContent({
      paper,
      sections: selectSections.all(paper.key),
      facts: selectFacts.all(paper.key),
      passages,
      vectors: passages.map(({ data }) => toVector(data)),
    })
  }
}

/** A copy, since the buffer's place in memory may not be one that numbers can begin at. */
function toVector(data: Buffer): Float32Array {
  return new Float32Array(Uint8Array.from(data).buffer)
}
