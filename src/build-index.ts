import { resolve } from 'node:path'
import { IndexError, UsageError } from './errors.ts'
import { type IngestListener, type IngestReport, ingestFiles } from './ingest/ingest-files.ts'
import type { Given, IngestResult } from './ingest/ingest-paper.ts'
import type { WatchListener } from './ingest/watch/tell-once.ts'
import { type WithIngest, watchFolders } from './ingest/watch-folder.ts'
import { type ModelOptions, type Models, type OpenOptions, openBase, openModels, openProposer } from './open-engine.ts'
import type { KnowledgeBase, WaitOptions } from './store/knowledge-base.ts'
import { type KnowledgeStore, type StoredPaper, withOlder } from './store/knowledge-store.ts'

/** What changing an index needs to know. */
export interface BuildOptions extends OpenOptions, Pick<WaitOptions, 'onWait'>, Pick<ModelOptions, 'onEmbedded'> {}

/** What a build did. */
export interface BuildReport extends IngestReport {
  /** Where the index is. */
  readonly index: string
  /** `false` where a rebuild was thrown away because it lacks papers that the old index has, or has none at all. */
  readonly isInPlace: boolean
}

/**
 * Takes papers into the index; waits while another process changes it. With `rebuild` a new one is made beside the old,
 * which answers until then.
 */
export async function buildIndex(
  options: BuildOptions & { readonly rebuild: boolean },
  paths: readonly string[],
  given: Given,
  listener?: IngestListener,
): Promise<BuildReport> {
  const absolute = paths.map((path) => resolve(path))
  return withBase(options, (base, models) => {
    const ingest = (store: KnowledgeStore) => ingestFiles(absolute, given, { store, ...models }, listener)
    return base.withWriteLock(options, async () =>
      options.rebuild
        ? rebuild(base, ingest)
        : { ...(await withStore(base, ingest)), index: base.name, isInPlace: true },
    )
  })
}

/**
 * Builds the index where there is none yet, also after the wait for another process. As a rebuild: one that
 * is killed half-way leaves no index that holds only some of the papers. `undefined` where there is one.
 */
export async function buildMissingIndex(
  options: BuildOptions,
  paths: readonly string[],
  listener?: IngestListener,
): Promise<IngestReport | undefined> {
  const absolute = paths.map((path) => resolve(path))
  return withBase(options, (base, models) =>
    base.withWriteLock(options, async () => {
      if (await base.exists()) return undefined
      return rebuild(base, (store) => ingestFiles(absolute, {}, { store, ...models }, listener))
    }),
  )
}

/** Keeps the index in step with folders until `signal` is aborted; the file in hand is done first. */
export async function watchIndex(
  options: BuildOptions,
  folders: readonly string[],
  listener: WatchListener,
  signal: AbortSignal,
): Promise<void> {
  await withBase(options, (base, models) => {
    const withIngest: WithIngest = (work) =>
      base.withWriteLock({ ...options, signal }, () => withStore(base, (store) => work({ store, ...models })))
    return watchFolders(
      folders.map((folder) => resolve(folder)),
      withIngest,
      listener,
      signal,
    )
  })
}

/** What was taken out. */
export interface RemovedEditions {
  readonly removed: readonly StoredPaper[]
  /** The older edition that answers in the place of the current one. */
  readonly now: StoredPaper | undefined
}

/**
 * Removes the edition with this id, or, where `isWhole`, all editions of the document with it. Returns those that are
 * gone, none where there is no such paper.
 * @throws UsageError where the id is that of a document with several editions, and not all are meant
 */
export async function removePapers(options: BuildOptions, id: string, isWhole: boolean): Promise<RemovedEditions> {
  return withBase(options, async (base) => {
    if (!(await base.exists())) return { removed: [], now: undefined }
    return base.withWriteLock(options, () =>
      withStore(base, async (store) => {
        const meant = findMeant(withOlder(await store.listPapers()), id, isWhole)
        const current = meant.find((paper) => paper.older.length > 0)
        for (const paper of meant) await store.removePaper(paper.id)
        const now = (await store.listPapers()).find(({ documentId }) => documentId === current?.documentId)
        return { removed: meant, now }
      }),
    )
  })
}

/** An edition that prints neither version nor date has the id of its document. */
function findMeant(editions: readonly StoredPaper[], id: string, isWhole: boolean): readonly StoredPaper[] {
  const ofDocument = editions.filter(({ documentId }) => documentId === id)
  if (isWhole) return ofDocument
  const named = editions.filter((paper) => paper.id === id)
  if (named.length > 0 || ofDocument.length <= 1) return named.length > 0 ? named : ofDocument
  const ids = ofDocument.map((paper) => paper.id).join(', ')
  throw new UsageError(`${id} is a document of ${ofDocument.length} editions: name one of ${ids}, or say --all.`)
}

async function rebuild(
  base: KnowledgeBase,
  ingest: (store: KnowledgeStore) => Promise<IngestReport>,
): Promise<BuildReport> {
  let report: BuildReport | undefined
  await base.rebuild(async (store) => {
    const done = await ingest(store)
    const isInPlace = await isWorthReplacing(done, base)
    report = { ...done, index: base.name, isInPlace }
    return isInPlace
  })
  if (!report) throw new TypeError('Nothing was built.')
  return report
}

/** A file that fails or is skipped must not cost the edition of it that is indexed; an index that cannot be read has none to lose. */
async function isWorthReplacing({ results }: IngestReport, base: KnowledgeBase): Promise<boolean> {
  const isLeftOut = ({ status }: IngestResult) => status === 'failed' || status === 'skipped'
  const failed = new Set(results.filter(isLeftOut).map(({ path }) => path))
  if (failed.size === results.length) return false
  if (failed.size === 0) return true
  try {
    if (!(await base.exists())) return true
    return !(await listPapers(base)).some((paper) => failed.has(paper.source.path))
  } catch (error) {
    if (error instanceof IndexError && error.code !== 'INDEX_BUSY' && error.code !== 'INDEX_UNREACHABLE') return true
    throw error
  }
}

async function listPapers(base: KnowledgeBase): Promise<readonly StoredPaper[]> {
  const store = await base.open('read')
  return store.listPapers().finally(() => store.close())
}

async function withBase<T>(
  options: BuildOptions,
  work: (base: KnowledgeBase, models: IngestModels) => Promise<T>,
): Promise<T> {
  const models = openModels(options)
  const proposer = await openProposer(options, models.catalog)
  const base = await openBase(options, models)
  return work(base, { ...models, proposer }).finally(() => base.close())
}

/** What papers are read with, and who looks for what the rules do not find. */
interface IngestModels extends Models {
  readonly proposer: Awaited<ReturnType<typeof openProposer>>
}

async function withStore<T>(base: KnowledgeBase, work: (store: KnowledgeStore) => Promise<T>): Promise<T> {
  const store = await base.open('write')
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
