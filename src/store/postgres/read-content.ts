import type { PaperContent } from '../knowledge-store.ts'
import { toPaperContent } from '../paper-content.ts'
import type { FactRow, PaperRow, SectionRow } from '../rows.ts'
import type { Session } from './database.ts'
import { fromVectorText } from './vector-text.ts'

interface PassageRow {
  readonly section_id: number
  readonly text: string
  readonly embedding: string
}

/** Everything that was saved of a paper, to the last bit; `undefined` where there is none. */
export function readContent(session: Session, id: string): Promise<PaperContent | undefined> {
  return session.transaction(async (inner) => {
    await inner.write('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')
    const [paper] = await inner.read<PaperRow & { key: number }>('SELECT * FROM papers WHERE id = $1', [id])
    if (!paper) return undefined
    const of = [paper.key]
    const sections = await inner.read<SectionRow>(
      `SELECT id, '' AS paper_id, number, heading, controls, level, path, body, page, is_recognized FROM sections
       WHERE paper_key = $1 ORDER BY id`,
      of,
    )
    const facts = await inner.read<FactRow>(
      `SELECT id, '' AS paper_id, section_id, attribute, variant, qualifier, value, normalized, polarity, quote FROM facts
       WHERE paper_key = $1 ORDER BY id`,
      of,
    )
    const passages = await inner.read<PassageRow>(
      `SELECT x.section_id, x.text, v.embedding::text AS embedding FROM passages x JOIN vectors v ON v.passage_id = x.id
       WHERE x.paper_key = $1 ORDER BY x.id`,
      of,
    )
    const vectors = passages.map(({ embedding }) => fromVectorText(embedding))
    return toPaperContent({ paper, sections, facts, passages, vectors })
  })
}
