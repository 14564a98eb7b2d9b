import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { toIndexText } from '../../retrieval/index-text.ts'
import { fold } from '../../text/fold.ts'
import { toTokens } from '../../text/tokens.ts'
import { toConceptTokens } from '../concept-tokens.ts'
import type { EditionPlace, PaperContent } from '../knowledge-store.ts'
import { toNormalizedJson } from '../normalized-json.ts'
import type { Session } from './database.ts'
import { toTsvector } from './lexemes.ts'
import { LOCKS } from './migrate.ts'
import { toVectorText } from './vector-text.ts'

/** Saves a paper in the place of the one with its id, inside the transaction of `session`. */
export async function savePaper(
  session: Session,
  content: PaperContent,
  place: EditionPlace | undefined,
  vocabulary: Vocabulary,
): Promise<void> {
  await lockForWriting(session)
  const { id, documentId } = content.paper
  await removeAll(session, [id, ...(place?.dropped ?? [])])
  const key = await insertPaper(session, content)
  if (place) {
    await session.write(
      `UPDATE papers SET edition = wanted.edition FROM unnest($1::text[]) WITH ORDINALITY AS wanted (id, edition)
       WHERE papers.id = wanted.id AND papers.document_id = $2`,
      [place.order, documentId],
    )
  }
  // Before its vectors come: changing a row of theirs means a place in the graph for each anew.
  await markCurrent(session, [documentId])
  const sectionIds = await insertSections(session, key, content)
  await insertFacts(session, key, sectionIds, content)
  await insertPassages(session, { key, sectionIds }, content, vocabulary)
  await bumpSequence(session)
}

/** Removes a paper inside the transaction of `session`; `false` where there is none. */
export async function removePaper(session: Session, id: string): Promise<boolean> {
  await lockForWriting(session)
  const wasThere = await removeAll(session, [id])
  if (wasThere) await bumpSequence(session)
  return wasThere
}

/** Each passage of a long paper gets its place in the graph by one statement; answers have less time. */
const WRITE_TIMEOUT_MS = 600_000

/** Changes come one after the other, so that editions are arranged by one of them at a time. */
async function lockForWriting(session: Session): Promise<void> {
  await session.write(`SET LOCAL statement_timeout = ${WRITE_TIMEOUT_MS}`)
  await session.read('SELECT pg_advisory_xact_lock($1)', [LOCKS.write])
}

async function bumpSequence(session: Session): Promise<void> {
  await session.write('UPDATE meta SET sequence = sequence + 1')
}

/** Whether any was there. The newest editions that are left become current. */
async function removeAll(session: Session, ids: readonly string[]): Promise<boolean> {
  const gone = await session.write<{ document_id: string }>(
    'DELETE FROM papers WHERE id = ANY($1) RETURNING document_id',
    [ids],
  )
  if (gone.length > 0) await markCurrent(session, [...new Set(gone.map(({ document_id }) => document_id))])
  return gone.length > 0
}

/** Passages and vectors repeat which papers are current. */
async function markCurrent(session: Session, documentIds: readonly string[]): Promise<void> {
  const changed = await session.write<{ key: number; is_current: boolean }>(
    `UPDATE papers SET is_current = NOT is_current
     WHERE document_id = ANY($1) AND is_current <> (edition = (
       SELECT max(other.edition) FROM papers other WHERE other.document_id = papers.document_id))
     RETURNING key, is_current`,
    [documentIds],
  )
  for (const { key, is_current } of changed) {
    for (const table of ['passages', 'vectors'] as const)
      await session.write(`UPDATE ${table} SET is_current = $2 WHERE paper_key = $1 AND is_current <> $2`, [
        key,
        is_current,
      ])
  }
}

async function insertPaper(
  session: Session,
  { paper, source, sections, facts, passages }: PaperContent,
): Promise<number> {
  const [row] = await session.write<{ key: number }>(
    `INSERT INTO papers (id, document_id, kind, edition, is_current, product, variants, aliases, vendor, title, version, date,
       notice, source_path, source_fingerprint, source_given, source_sha256, section_count, fact_count, passage_count)
     VALUES ($1, $2, $3, (SELECT coalesce(max(edition), 0) + 1 FROM papers WHERE document_id = $2), false,
       $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) RETURNING key`,
    [
      ...[paper.id, paper.documentId, paper.kind, paper.product],
      ...[JSON.stringify(paper.variants), JSON.stringify(paper.aliases)],
      ...[paper.vendor, paper.title, paper.version, paper.date, paper.notice],
      ...[source.path, source.fingerprint, JSON.stringify(source.given), source.sha256],
      ...[sections.length, facts.length, passages.length],
    ],
  )
  if (!row) throw new RangeError('The database gave no key for the paper.')
  return row.key
}

/** Ids that nobody else gets, in rising order. */
async function reserveIds(session: Session, sequence: string, count: number): Promise<readonly number[]> {
  const rows = await session.write<{ id: number }>(
    'SELECT nextval($1::regclass)::integer AS id FROM generate_series(1, $2)',
    [sequence, count],
  )
  return rows.map(({ id }) => id).sort((a, b) => a - b)
}

async function insertSections(session: Session, key: number, { sections }: PaperContent): Promise<readonly number[]> {
  const ids = await reserveIds(session, 'section_ids', sections.length)
  const column = <T>(pick: (section: PaperContent['sections'][number]) => T) => sections.map(pick)
  await session.write(
    `INSERT INTO sections (paper_key, id, number, heading, controls, level, path, body, page, is_recognized)
     SELECT $1::integer, * FROM unnest($2::integer[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::text[], $8::text[],
       $9::integer[], $10::boolean[])`,
    [
      ...[key, ids, column(({ number }) => number), column(({ heading }) => heading)],
      ...[column(({ controls }) => JSON.stringify(controls)), column(({ level }) => level)],
      ...[column(({ path }) => JSON.stringify(path)), column(({ body }) => body)],
      ...[column(({ page }) => page), column(({ isRecognized }) => isRecognized)],
    ],
  )
  return ids
}

async function insertFacts(
  session: Session,
  key: number,
  sectionIds: readonly number[],
  { facts }: PaperContent,
): Promise<void> {
  const ids = await reserveIds(session, 'fact_ids', facts.length)
  const column = <T>(pick: (fact: PaperContent['facts'][number]) => T) => facts.map(pick)
  await session.write(
    `INSERT INTO facts (paper_key, id, section_id, attribute, variant, qualifier, value, normalized, polarity, quote)
     SELECT $1::integer, * FROM unnest($2::integer[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::text[], $10::text[])`,
    [
      ...[key, ids, column(({ section }) => at(sectionIds, section)), column(({ attribute }) => attribute)],
      ...[column(({ variant }) => variant), column(({ qualifier }) => qualifier), column(({ value }) => value)],
      column(toNormalizedJson),
      ...[column(({ polarity }) => polarity), column(({ quote }) => quote)],
    ],
  )
}

async function insertPassages(
  session: Session,
  { key, sectionIds }: { readonly key: number; readonly sectionIds: readonly number[] },
  { paper, sections, passages, vectors }: PaperContent,
  vocabulary: Vocabulary,
): Promise<void> {
  const [row] = await session.read<{ is_current: boolean }>('SELECT is_current FROM papers WHERE key = $1', [key])
  const isCurrent = row?.is_current ?? false
  const ids = await reserveIds(session, 'passage_ids', passages.length)
  const words = passages.map((passage) => {
    const text = fold(toIndexText(paper, at(sections, passage.section), passage))
    const concepts = vocabulary.find(text).map((hit) => hit.concept)
    return toTsvector(toTokens(text), toConceptTokens(vocabulary, concepts))
  })
  await session.write(
    `INSERT INTO passages (paper_key, is_current, id, section_id, text, words)
     SELECT $1::integer, $2::boolean, id, section_id, text, words::tsvector
     FROM unnest($3::integer[], $4::integer[], $5::text[], $6::text[]) AS given (id, section_id, text, words)`,
    [
      key,
      isCurrent,
      ids,
      passages.map(({ section }) => at(sectionIds, section)),
      passages.map(({ text }) => text),
      words,
    ],
  )
  await session.write(
    `INSERT INTO vectors (paper_key, is_current, passage_id, embedding)
     SELECT $1::integer, $2::boolean, id, embedding::vector FROM unnest($3::integer[], $4::text[]) AS given (id, embedding)`,
    [key, isCurrent, ids, vectors.map(toVectorText)],
  )
}

function at<T>(list: readonly T[], index: number): T {
  const entry = list[index]
  if (entry === undefined) throw new RangeError(`The paper's content points at entry ${index} of ${list.length}.`)
  return entry
}
