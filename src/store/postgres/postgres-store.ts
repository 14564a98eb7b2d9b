import { IndexError } from '../../errors.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import type { ModelIdentity } from '../../models/identity.ts'
import { checkContent, checkDimensions } from '../check-vectors.ts'
import type { FactFilter, KnowledgeStore, SearchScope, StoredPaper } from '../knowledge-store.ts'
import { type FactRow, type PaperRow, type SectionRow, toFact, toPaper, toSection, withOlderEditions } from '../rows.ts'
import type { Session } from './database.ts'
import { checkVersion } from './migrate.ts'
import { createSearch, type Reach, type SearchOptions } from './postgres-search.ts'
import { removePaper, savePaper } from './postgres-writer.ts'
import { readContent } from './read-content.ts'

/** What a store on Postgres is made with. */
export interface PostgresStoreOptions extends Partial<Omit<SearchOptions, 'vocabulary'>> {
  readonly session: Session
  /** `host:port/name`, for messages. */
  readonly name: string
  readonly identity: ModelIdentity
  readonly vocabulary: Vocabulary
  /** Called when the store is closed; where the connections belong to somebody else, nothing has to be done. */
  readonly onClose?: () => Promise<void>
}

const EXACT_LIMIT = 5000
const MATCH_LIMIT = 5000
const REBUILD = '`npm run ingest -- --rebuild PATH ...` with all of your papers'

const SELECT_META = `SELECT sequence, model, dimensions, fingerprint,
  (SELECT coalesce(max(version), 0) FROM schema_migrations) AS version FROM meta`
const SELECT_PAPERS = `SELECT m.sequence, p.*, p.key IS NOT NULL AS is_paper FROM meta m LEFT JOIN papers p ON true
  ORDER BY p.document_id COLLATE "C", p.edition DESC`
const SELECT_SECTION = `SELECT s.id, p.id AS paper_id, s.number, s.heading, s.controls, s.level, s.path, s.body, s.page,
  s.is_recognized FROM sections s JOIN papers p ON p.key = s.paper_key`
const SELECT_FACTS = `SELECT f.id, p.id AS paper_id, f.section_id, f.attribute, f.variant, f.qualifier, f.value, f.normalized,
  f.polarity, f.quote FROM papers p JOIN facts f ON f.paper_key = p.key`
const FACT_ORDER = 'ORDER BY p.document_id COLLATE "C", p.edition DESC, f.id'

interface Meta extends ModelIdentity {
  readonly sequence: number
  readonly version: number
}

/** The papers of one state. */
interface Snapshot {
  readonly sequence: number
  readonly list: readonly StoredPaper[]
  /** Passages of each edition by its id, and of all current ones. */
  readonly passages: ReadonlyMap<string, number>
  readonly current: number
}

/**
 * The knowledge of a database that any number of processes share. Every call is one statement or one transaction, so that
 * it sees a whole state. Throws IndexError where the database cannot be reached or does not fit.
 */
export function openPostgresStore(options: PostgresStoreOptions): KnowledgeStore {
  const { session, identity, vocabulary, exactLimit = EXACT_LIMIT, matchLimit = MATCH_LIMIT } = options
  const search = createSearch(session, identity.dimensions, { vocabulary, exactLimit, matchLimit })
  const snapshot = createSnapshots(options)
  const toReach = async ({ paperIds, limit }: SearchScope): Promise<Reach> => {
    const { list, passages, current } = await snapshot()
    const ids = [...new Set(paperIds)]
    // All that there is, named one by one: asking about each row whether it is one of them takes longer than the rest.
    const isAll = paperIds === undefined || (ids.length === list.length && isEach(list, new Set(ids)))
    if (isAll) return { paperIds: null, passages: current, total: current, limit }
    return { paperIds: ids, limit, total: current, passages: ids.reduce((sum, id) => sum + (passages.get(id) ?? 0), 0) }
  }
  return {
    listPapers: async () => (await snapshot()).list,
    async listSections(paperId) {
      return (await session.read<SectionRow>(`${SELECT_SECTION} WHERE p.id = $1 ORDER BY s.id`, [paperId])).map(
        toSection,
      )
    },
    async findSection(id) {
      const [row] = await session.read<SectionRow>(`${SELECT_SECTION} WHERE s.id = $1`, [id])
      return row && toSection(row)
    },
    findFacts: (filter) => findFacts(session, filter),
    searchText: async (query, scope) => search.byWords(query, await toReach(scope)),
    async searchVectors(vector, scope) {
      checkDimensions([vector], identity)
      return search.byVector(vector, await toReach(scope))
    },
    readPaper: (id) => readContent(session, id),
    async savePaper(content, place) {
      checkContent(content, identity)
      await session.transaction((inner) => savePaper(inner, content, place, vocabulary))
    },
    removePaper: (id) => session.transaction((inner) => removePaper(inner, id)),
    close: async () => options.onClose?.(),
  }
}

function isEach(papers: readonly StoredPaper[], ids: ReadonlySet<string>): boolean {
  return papers.every(({ id }) => ids.has(id))
}

async function findFacts(session: Session, { paperIds, attributes }: FactFilter) {
  const rows = await session.read<FactRow>(
    `${SELECT_FACTS} WHERE ${paperIds ? 'p.id = ANY($1)' : '$1::text[] IS NULL AND p.is_current'}
     AND ($2::text[] IS NULL OR f.attribute = ANY($2)) ${FACT_ORDER}`,
    [paperIds ?? null, attributes ?? null],
  )
  return rows.map(toFact)
}

/** Reads the papers where they have changed since the last call, and checks that they fit this program. */
function createSnapshots({ session, name, identity }: PostgresStoreOptions): () => Promise<Snapshot> {
  let latest: Snapshot | undefined
  return async () => {
    const [meta] = await session.read<Meta>(SELECT_META)
    checkMeta(meta, identity, name)
    checkVersion(name, meta?.version ?? 0)
    if (latest?.sequence === meta?.sequence && latest) return latest
    const rows = await session.read<PaperRow & PaperState>(SELECT_PAPERS)
    const editions = rows
      .filter(({ is_paper }) => is_paper)
      .map((row) => ({ paper: toPaper(row), isCurrent: row.is_current, passages: row.passage_count }))
    const papers = withOlderEditions(editions)
    latest = {
      sequence: rows[0]?.sequence ?? 0,
      list: papers.map(({ paper }) => paper),
      passages: new Map(editions.map(({ paper, passages }) => [paper.id, passages])),
      current: papers.reduce((sum, { passages }) => sum + passages, 0),
    }
    return latest
  }
}

interface PaperState {
  readonly sequence: number
  readonly is_paper: boolean
  readonly is_current: boolean
  readonly passage_count: number
}

/** Throws IndexError INDEX_FOREIGN where the knowledge was made with something else than `identity`. */
function checkMeta(meta: Meta | undefined, identity: ModelIdentity, name: string): void {
  if (!meta) throw new IndexError('INDEX_FOREIGN', `The database ${name} was never prepared: run \`npm run migrate\`.`)
  const differences = (['model', 'dimensions', 'fingerprint'] as const)
    .filter((key) => meta[key] !== identity[key])
    .map((key) => `${key} ${meta[key]} instead of ${identity[key]}`)
  if (differences.length === 0) return
  const migrate = meta.dimensions === identity.dimensions ? '' : '`npm run migrate`, then '
  throw new IndexError(
    'INDEX_FOREIGN',
    `The knowledge in the database ${name} was built with another ${differences.join(', ')}: run ${migrate}${REBUILD}.`,
  )
}
