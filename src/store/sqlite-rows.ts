import type { StoredFact, StoredSection } from '../domain.ts'
import type { FactFilter, StoredPaper } from './knowledge-store.ts'
import { type FactRow, type PaperRow, type SectionRow, toFact, toPaper, toSection, withOlderEditions } from './rows.ts'
import type { Connection } from './sqlite-driver.ts'

/** A paper with what the store itself needs to know about it. */
export interface PaperEntry {
  readonly paper: StoredPaper
  readonly isCurrent: boolean
  /** Given to one content only: a paper that is saved again gets another key. */
  readonly key: number
  /** Ids of its passages, without a gap; `last` is `first - 1` where it has none. */
  readonly first: number
  readonly last: number
}

/** One state of the database. */
export interface Snapshot {
  readonly sequence: number
  /** The current editions. */
  readonly papers: readonly PaperEntry[]
  /** Those and the superseded ones. */
  readonly editions: readonly PaperEntry[]
  /** The current papers, one list as long as nothing changes: what is prepared from it can be kept. */
  readonly list: readonly StoredPaper[]
}

/** The state of the database with these editions. */
export function toSnapshot(sequence: number, editions: readonly PaperEntry[]): Snapshot {
  const papers = withOlderEditions(editions)
  return { sequence, papers, editions, list: papers.map(({ paper }) => paper) }
}

/** How many passages the papers have in all. */
export function countPassages(papers: readonly PaperEntry[]): number {
  return papers.reduce((count, { first, last }) => count + last - first + 1, 0)
}

/** Reads papers, sections and facts. */
export interface RowReader {
  /** All editions, by document; those of a document newest first. */
  listEditions(): PaperEntry[]
  listSections(paperId: string): StoredSection[]
  findSection(id: number): StoredSection | undefined
  findFacts(filter: FactFilter): StoredFact[]
}

interface PaperEntryRow extends PaperRow {
  readonly key: number
  readonly is_current: number
  readonly first_passage: number
  readonly last_passage: number
}

const SELECT_SECTION = `SELECT s.id, p.id AS paper_id, s.number, s.heading, s.controls, s.level, s.path, s.body, s.page,
  s.is_recognized
  FROM sections s JOIN papers p ON p.key = s.paper_key`
const FACT_COLUMNS = `f.id, p.id AS paper_id, f.section_id, f.attribute, f.variant, f.qualifier, f.value, f.normalized,
    f.polarity, f.quote`
const FACT_ORDER = 'ORDER BY p.document_id, p.edition DESC, f.id'
const OF_ATTRIBUTES = 'f.attribute IN (SELECT value FROM json_each(@attributes))'
// The lists come as JSON, so that one statement serves any number of ids. CROSS JOIN keeps the papers outermost: without
// it SQLite reads the facts of all papers with these attributes to keep those of one.
const FACTS_OF_PAPERS = `SELECT ${FACT_COLUMNS} FROM json_each(@papers) wanted CROSS JOIN papers p ON p.id = wanted.value
  CROSS JOIN facts f ON f.paper_key = p.key`
const FACTS = `SELECT ${FACT_COLUMNS} FROM facts f JOIN papers p ON p.key = f.paper_key WHERE p.is_current`

/** Prepares the statements that read rows. */
export function createRowReader(connection: Connection): RowReader {
  const order = connection.prepare<[], Pick<PaperEntryRow, 'key' | 'is_current'>>(
    'SELECT key, is_current FROM papers ORDER BY document_id, edition DESC',
  )
  const paper = connection.prepare<[number], PaperEntryRow>('SELECT * FROM papers WHERE key = ?')
  const sections = connection.prepare<[string], SectionRow>(`${SELECT_SECTION} WHERE p.id = ? ORDER BY s.id`)
  const section = connection.prepare<[number], SectionRow>(`${SELECT_SECTION} WHERE s.id = ?`)
  const findFacts = createFactReader(connection)
  let known: ReadonlyMap<number, PaperEntry> = new Map()
  return {
    listEditions() {
      // What a key stands for never changes, so that a new paper does not make all others be read again.
      const editions = order.all().flatMap(({ key, is_current }) => {
        const entry = known.get(key) ?? toPaperEntry(paper.get(key))
        return entry ? [{ ...entry, isCurrent: is_current === 1 }] : []
      })
      known = new Map(editions.map((entry) => [entry.key, entry]))
      return editions
    },
    listSections: (paperId) => sections.all(paperId).map(toSection),
    findSection(id) {
      const row = section.get(id)
      return row && toSection(row)
    },
    findFacts: (filter) => findFacts(filter).map(toFact),
  }
}

function createFactReader(connection: Connection): (filter: FactFilter) => FactRow[] {
  const prepare = (sql: string) => connection.prepare<[object], FactRow>(`${sql} ${FACT_ORDER}`)
  const ofPapers = prepare(FACTS_OF_PAPERS)
  const ofBoth = prepare(`${FACTS_OF_PAPERS} AND ${OF_ATTRIBUTES}`)
  const ofAttributes = prepare(`${FACTS} AND ${OF_ATTRIBUTES}`)
  const all = prepare(FACTS)
  return ({ paperIds, attributes }) => {
    const lists = {
      ...(paperIds ? { papers: JSON.stringify([...new Set(paperIds)]) } : {}),
      ...(attributes ? { attributes: JSON.stringify(attributes) } : {}),
    }
    if (paperIds) return (attributes ? ofBoth : ofPapers).all(lists)
    return (attributes ? ofAttributes : all).all(lists)
  }
}

function toPaperEntry(row: PaperEntryRow | undefined): PaperEntry | undefined {
  if (!row) return undefined
  const { key, is_current, first_passage: first, last_passage: last } = row
  return { paper: toPaper(row), isCurrent: is_current === 1, key, first, last }
}
