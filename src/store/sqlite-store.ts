import { statSync } from 'node:fs'
import type { Vocabulary } from '../knowledge/vocabulary.ts'
import { checkContent, checkDimensions } from './check-vectors.ts'
import { createFactCache, type ReadFacts } from './fact-cache.ts'
import type { Hit, KnowledgeStore, SearchScope } from './knowledge-store.ts'
import {
  type ConnectionOptions,
  checkMeta,
  databasePath,
  type Meta,
  openConnection,
  SELECT_META,
  withIndexErrors,
} from './sqlite-connection.ts'
import { createContentReader } from './sqlite-content.ts'
import type { Connection } from './sqlite-driver.ts'
import { createRowReader, type PaperEntry, type RowReader, type Snapshot, toSnapshot } from './sqlite-rows.ts'
import { createTextSearch, type TextSearch } from './sqlite-text-search.ts'
import { createVectorSearch, type VectorSearch } from './sqlite-vector-search.ts'
import { createPaperWriter, type PaperWriter } from './sqlite-writer.ts'

/** Where the index is, what it has to be made with, and how it is used. */
export interface SqliteStoreOptions extends ConnectionOptions {
  /** Must be the one that `identity` names. */
  readonly vocabulary: Vocabulary
  /** Up to this many vectors are compared one by one; above, the graph is asked. Default 5,000. */
  readonly exactLimit?: number
  /** A search for words looks at about this many passages, those with its rarest words. Default 10,000. */
  readonly matchLimit?: number
}

const EXACT_LIMIT = 5000
const MATCH_LIMIT = 10_000

/**
 * Opens the embedded index: one SQLite file with everything, and a vector graph beside it that can always be made anew.
 * @throws IndexError INDEX_MISSING, INDEX_BROKEN, INDEX_FOREIGN or INDEX_BUSY; so does every call on the store
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<KnowledgeStore> {
  const { dir, mode } = options
  let session = openSession(options)

  /** Runs `work` on one state of the database, and on the new one where an index was put in the place of this. */
  const read = <T>(work: (session: Session, snapshot: Snapshot) => T): T =>
    withIndexErrors(dir, () => {
      if (session.isReplaced()) {
        const next = openSession(options)
        void session.close()
        session = next
      }
      return session.connection.transaction(() => work(session, session.snapshot())).deferred()
    })
  const write = <T>(work: (writer: PaperWriter) => T): T => {
    const writer = read(() => session.writer)
    if (!writer) throw new TypeError('The store was opened for reading.')
    return withIndexErrors(dir, () => work(writer))
  }
  const saveVectors = async (): Promise<void> => {
    if (mode === 'write') await session.vectors.save(read((_, snapshot) => snapshot))
  }
  return {
    listPapers: async () => read((_, { list }) => list),
    listSections: async (paperId) => read(({ rows }) => rows.listSections(paperId)),
    findSection: async (id) => read(({ rows }) => rows.findSection(id)),
    findFacts: async (filter) => read(({ rows, readFacts }, snapshot) => readFacts(rows, snapshot, filter)),
    searchText: async (query, scope) =>
      read(({ searchText, toHits }, snapshot) =>
        toHits(searchText(query, snapshot, resolveScope(snapshot, scope), scope.limit), snapshot),
      ),
    async searchVectors(vector, scope) {
      checkDimensions([vector], options.identity)
      const candidates = read((_, snapshot) => resolveScope(snapshot, scope) ?? snapshot.papers)
      await session.vectors.prepare(candidates)
      return read(({ vectors, toHits }, snapshot) => {
        const found = vectors.search(snapshot, vector, resolveScope(snapshot, scope), scope.limit)
        return toHits(
          found.map(({ label, score }) => ({ id: label, score })),
          snapshot,
        )
      })
    },
    readPaper: async (id) => read(({ readContent }) => readContent(id)),
    async savePaper(content, place) {
      checkContent(content, options.identity)
      write((writer) => writer.save(content, place))
    },
    removePaper: async (id) => write((writer) => writer.remove(id)),
    async close() {
      // The graph is a cache: a fault while it is saved must not make a finished ingest fail.
      await saveVectors().catch(() => undefined)
      await session.close()
    },
  }
}

/** One open connection with its prepared statements. */
interface Session {
  /** Whether there is another file or another database now; what is kept in memory is worth nothing then. */
  isReplaced(): boolean
  readonly writer: PaperWriter | undefined
  readonly connection: Connection
  readonly rows: RowReader
  readonly readFacts: ReadFacts
  readonly readContent: ReturnType<typeof createContentReader>
  readonly searchText: TextSearch
  readonly vectors: VectorSearch
  /** The papers of the state that the running transaction sees. */
  snapshot(): Snapshot
  toHits(found: readonly { id: number; score: number }[], snapshot: Snapshot): Hit[]
  close(): Promise<void>
}

function openSession(options: SqliteStoreOptions): Session {
  const connection = openConnection(options)
  try {
    return withIndexErrors(options.dir, () => prepareSession(connection, options))
  } catch (error) {
    connection.close()
    throw error
  }
}

function prepareSession(connection: Connection, options: SqliteStoreOptions): Session {
  const { dir, identity, vocabulary, exactLimit = EXACT_LIMIT, matchLimit = MATCH_LIMIT } = options
  const selectMeta = connection.prepare<[], Meta>(SELECT_META)
  const { database_id: databaseId } = checkMeta(selectMeta.get(), options)
  const rows = createRowReader(connection)
  const vectors = createVectorSearch(connection, { dir, identity, databaseId }, exactLimit)
  let latest: Snapshot | undefined
  const snapshot = (): Snapshot => {
    const { sequence } = checkMeta(selectMeta.get(), options)
    if (latest?.sequence !== sequence) {
      latest = toSnapshot(sequence, rows.listEditions())
    }
    return latest
  }
  const file = fileIdOf(dir, connection)
  return {
    isReplaced: () => fileIdOf(dir, connection) !== file || selectMeta.get()?.database_id !== databaseId,
    writer: options.mode === 'write' ? createPaperWriter(connection, vocabulary) : undefined,
    connection,
    rows,
    readFacts: createFactCache(),
    readContent: createContentReader(connection),
    searchText: createTextSearch(connection, vocabulary, matchLimit),
    vectors,
    snapshot,
    toHits: createHitReader(connection),
    async close() {
      await vectors.close()
      connection.close()
    },
  }
}

function createHitReader(connection: Connection): Session['toHits'] {
  const select = connection.prepare<[number], { section_id: number; paper_key: number; text: string }>(
    'SELECT section_id, paper_key, text FROM passages WHERE id = ?',
  )
  return (found, { editions }) => {
    const paperIds = new Map(editions.map(({ key, paper }) => [key, paper.id]))
    return found.flatMap(({ id, score }) => {
      const row = select.get(id)
      const paperId = row && paperIds.get(row.paper_key)
      if (!row || paperId === undefined) return []
      return [{ passageId: id, sectionId: row.section_id, paperId, text: row.text, score }]
    })
  }
}

/** `undefined`: everything that is indexed. */
function resolveScope(snapshot: Snapshot, { paperIds }: SearchScope): readonly PaperEntry[] | undefined {
  const { papers, editions } = snapshot
  if (!paperIds) return papers.length === editions.length ? undefined : papers
  const wanted = new Set(paperIds)
  // All that there is, named one by one: asking about each passage whether it is one of them takes longer than the rest.
  if (papers.length === editions.length && editions.every(({ paper }) => wanted.has(paper.id))) return undefined
  return editions.filter(({ paper }) => wanted.has(paper.id))
}

/** Tells files apart that had the same name one after the other, and states of the file that a copy was made of. */
function fileIdOf(dir: string, { memory: isCopy }: Connection): string {
  const stat = statSync(databasePath(dir), { throwIfNoEntry: false })
  if (!stat) return ''
  return isCopy ? `${stat.dev}:${stat.ino}:${stat.mtimeMs}:${stat.size}` : `${stat.dev}:${stat.ino}`
}
