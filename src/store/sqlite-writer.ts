import type { Vocabulary } from '../knowledge/vocabulary.ts'
import { toIndexText } from '../retrieval/index-text.ts'
import { fold } from '../text/fold.ts'
import { toTokens } from '../text/tokens.ts'
import { toConceptTokens } from './concept-tokens.ts'
import type { EditionPlace, PaperContent } from './knowledge-store.ts'
import { toNormalizedJson } from './normalized-json.ts'
import type { Connection } from './sqlite-driver.ts'

/** Writes papers; each call is one transaction that nobody sees half of. */
export interface PaperWriter {
  save(content: PaperContent, place: EditionPlace | undefined): void
  remove(id: string): boolean
}

type Value = string | number | Buffer | null

/** Prepares the statements that write papers. */
export function createPaperWriter(connection: Connection, vocabulary: Vocabulary): PaperWriter {
  const bumpSequence = connection.prepare('UPDATE meta SET sequence = sequence + 1')
  const removePaper = createPaperRemover(connection)
  const insertPaper = createPaperInserter(connection, vocabulary)
  const editions = createEditionKeeper(connection)
  const remove = (id: string): boolean => {
    const documentId = editions.documentOf(id)
    if (documentId === undefined) return false
    removePaper(id)
    editions.markCurrent(documentId)
    return true
  }
  const save = connection.transaction((content: PaperContent, place: EditionPlace | undefined) => {
    const { id, documentId } = content.paper
    for (const gone of [id, ...(place?.dropped ?? [])]) remove(gone)
    insertPaper(content, editions.next(documentId))
    if (place) editions.arrange(documentId, place.order)
    editions.markCurrent(documentId)
    bumpSequence.run()
  })
  const removeOne = connection.transaction((id: string) => {
    const wasThere = remove(id)
    if (wasThere) bumpSequence.run()
    return wasThere
  })
  // A write lock taken at once waits its turn; one asked for after a read fails when another write came between.
  return { save: save.immediate, remove: removeOne.immediate }
}

/** Keeps the editions of a document in their order, and one of them current. */
function createEditionKeeper(connection: Connection) {
  const ofDocument = 'document_id = @documentId'
  const selectDocument = connection.prepare<[string], string>('SELECT document_id FROM papers WHERE id = ?').pluck()
  const selectNext = connection
    .prepare<[{ documentId: string }], number>(`SELECT coalesce(max(edition), 0) + 1 FROM papers WHERE ${ofDocument}`)
    .pluck()
  const setEdition = connection.prepare('UPDATE papers SET edition = ? WHERE id = ? AND document_id = ?')
  const setCurrent = connection.prepare(
    `UPDATE papers SET is_current = (edition = (SELECT max(edition) FROM papers WHERE ${ofDocument})) WHERE ${ofDocument}`,
  )
  return {
    documentOf: (id: string) => selectDocument.get(id),
    next: (documentId: string) => selectNext.get({ documentId }) ?? 1,
    arrange(documentId: string, order: readonly string[]) {
      for (const [i, id] of order.entries()) setEdition.run(i + 1, id, documentId)
    },
    markCurrent: (documentId: string) => setCurrent.run({ documentId }),
  }
}

function createPaperRemover(connection: Connection): (id: string) => void {
  const forgetWords = connection.prepare(
    'DELETE FROM lexicon WHERE rowid IN (SELECT i.id FROM passages i JOIN papers p ON p.key = i.paper_key WHERE p.id = ?)',
  )
  const deletePaper = connection.prepare('DELETE FROM papers WHERE id = ?')
  return (id) => {
    forgetWords.run(id)
    deletePaper.run(id)
  }
}

function createPaperInserter(
  connection: Connection,
  vocabulary: Vocabulary,
): (content: PaperContent, edition: number) => void {
  const insert = (table: string, columns: readonly string[]) =>
    connection.prepare<Value[]>(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
  const insertPaper = insert('papers', PAPER_COLUMNS)
  const insertSection = insert('sections', SECTION_COLUMNS)
  const insertFact = insert('facts', FACT_COLUMNS)
  const insertPassage = insert('passages', ['paper_key', 'section_id', 'text'])
  const insertVector = insert('vectors', ['passage_id', 'data'])
  const insertWords = insert('lexicon', ['rowid', 'tokens', 'concepts'])
  const setRange = connection.prepare<[number, number, number]>(
    'UPDATE papers SET first_passage = ?, last_passage = ? WHERE key = ?',
  )
  return ({ paper, source, sections, facts, passages, vectors }, edition) => {
    const json = [JSON.stringify(paper.variants), JSON.stringify(paper.aliases)] as const
    const printed = [paper.vendor, paper.title, paper.version, paper.date, paper.notice] as const
    const file = [source.path, source.fingerprint, JSON.stringify(source.given), source.sha256] as const
    const counts = [sections.length, facts.length, 0, -1] as const
    const which = [paper.id, paper.documentId, paper.kind, edition, 0] as const
    const paperRow = [...which, paper.product, ...json, ...printed, ...file, ...counts]
    const key = toId(insertPaper.run(...paperRow))
    const sectionIds = sections.map((s) => {
      const lists = [JSON.stringify(s.controls), s.level, JSON.stringify(s.path)] as const
      return toId(insertSection.run(key, s.number, s.heading, ...lists, s.body, s.page, Number(s.isRecognized)))
    })
    for (const f of facts) {
      const what = [f.attribute, f.variant, f.qualifier, f.value, toNormalizedJson(f), f.polarity, f.quote] as const
      insertFact.run(key, at(sectionIds, f.section), ...what)
    }
    const passageIds = passages.map((passage, i) => {
      const id = toId(insertPassage.run(key, at(sectionIds, passage.section), passage.text))
      insertVector.run(id, toBlob(at(vectors, i)))
      const text = fold(toIndexText(paper, at(sections, passage.section), passage))
      const concepts = vocabulary.find(text).map((hit) => hit.concept)
      insertWords.run(id, toTokens(text).join(' '), toConceptTokens(vocabulary, concepts).join(' '))
      return id
    })
    setRange.run(passageIds.at(0) ?? 0, passageIds.at(-1) ?? -1, key)
  }
}

const PAPER_COLUMNS = [
  ...['id', 'document_id', 'kind', 'edition', 'is_current'],
  ...['product', 'variants', 'aliases', 'vendor', 'title', 'version', 'date', 'notice'],
  ...['source_path', 'source_fingerprint', 'source_given', 'source_sha256'],
  ...['section_count', 'fact_count', 'first_passage', 'last_passage'],
]
const SECTION_COLUMNS = ['paper_key', 'number', 'heading', 'controls', 'level', 'path', 'body', 'page', 'is_recognized']
const FACT_COLUMNS = [
  ...['paper_key', 'section_id', 'attribute', 'variant', 'qualifier', 'value', 'normalized', 'polarity', 'quote'],
]

function toId({ lastInsertRowid }: { lastInsertRowid: number | bigint }): number {
  return Number(lastInsertRowid)
}

function toBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
}

function at<T>(list: readonly T[], index: number): T {
  const entry = list[index]
  if (entry === undefined) throw new RangeError(`The paper's content points at entry ${index} of ${list.length}.`)
  return entry
}
