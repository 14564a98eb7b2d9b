import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { IndexError } from './errors.ts'
import { type IngestListener, type IngestReport, ingestFiles } from './ingest/ingest-files.ts'
import type { Given } from './ingest/ingest-paper.ts'
import type { WatchListener } from './ingest/watch/tell-once.ts'
import { type WithIngest, watchFolders } from './ingest/watch-folder.ts'
import { hasIndex, type ModelOptions, type Models, type OpenOptions, openModels, openStore } from './open-engine.ts'
import { type KnowledgeStore, type StoredPaper, withOlder } from './store/knowledge-store.ts'
import { replaceIndex } from './store/replace-index.ts'
import { withIndexErrors } from './store/sqlite-connection.ts'
import { type WaitOptions, withWriteLock } from './store/write-lock.ts'

/** What changing an index needs to know. */
export interface BuildOptions extends OpenOptions, Pick<WaitOptions, 'onWait'>, Pick<ModelOptions, 'onEmbedded'> {}

/** What a build did. */
export interface BuildReport extends IngestReport {
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
  const models = openModels(options)
  const absolute = paths.map((path) => resolve(path))
  const ingest = (store: KnowledgeStore) => ingestFiles(absolute, given, { store, ...models }, listener)
  return withWriteLock(options, async () =>
    options.rebuild
      ? rebuild(options.indexDir, models, ingest)
      : { ...(await withStore(options.indexDir, models, ingest)), isInPlace: true },
  )
}

/**
 * Builds the index where there is none yet or nothing in it, after the wait for another process, too. As a rebuild: one
 * that is killed half-way leaves no index that holds only some of the papers. `undefined` where there is one.
 */
export async function buildMissingIndex(
  options: BuildOptions,
  paths: readonly string[],
  listener?: IngestListener,
): Promise<IngestReport | undefined> {
  const models = openModels(options)
  return withWriteLock(options, async () => {
    if (hasIndex(options.indexDir) && (await listPapers(options.indexDir, models)).length > 0) return undefined
    return rebuild(options.indexDir, models, (store) =>
      ingestFiles(
        paths.map((path) => resolve(path)),
        {},
        { store, ...models },
        listener,
      ),
    )
  })
}

/** Keeps the index in step with folders until `signal` is aborted; the file in hand is done first. */
export async function watchIndex(
  options: BuildOptions,
  folders: readonly string[],
  listener: WatchListener,
  signal: AbortSignal,
): Promise<void> {
  const models = openModels(options)
  const withIngest: WithIngest = (work) =>
    withWriteLock({ ...options, signal }, () =>
      withStore(options.indexDir, models, (store) => work({ store, ...models })),
    )
  await watchFolders(
    folders.map((folder) => resolve(folder)),
    withIngest,
    listener,
    signal,
  )
}

/** What was taken out. */
export interface RemovedEditions {
  readonly removed: readonly StoredPaper[]
  /** The older edition that answers in the place of the current one. */
  readonly now: StoredPaper | undefined
}

/**
 * Removes the papers with this id: one edition, or all of a document. Returns those that are gone, none where there is no
 * such paper.
 */
export async function removePapers(options: BuildOptions, id: string): Promise<RemovedEditions> {
  const models = openModels(options)
  if (!hasIndex(options.indexDir)) return { removed: [], now: undefined }
  return withWriteLock(options, () =>
    withStore(options.indexDir, models, async (store) => {
      const meant = withOlder(await store.listPapers()).filter((paper) => paper.id === id || paper.documentId === id)
      const current = meant.find((paper) => paper.older.length > 0)
      for (const paper of meant) await store.removePaper(paper.id)
      const now = (await store.listPapers()).find(({ documentId }) => documentId === current?.documentId)
      return { removed: meant, now }
    }),
  )
}

async function rebuild(
  indexDir: string,
  models: Models,
  ingest: (store: KnowledgeStore) => Promise<IngestReport>,
): Promise<BuildReport> {
  // Inside the index folder: the same disk, and the next run finds what a killed one leaves.
  const built = withIndexErrors(indexDir, () => mkdtempSync(join(indexDir, '.build-')))
  try {
    const report = await withStore(built, models, ingest)
    const isInPlace = await isWorthReplacing(report, indexDir, models)
    if (isInPlace) await replaceIndex(built, indexDir)
    return { ...report, isInPlace }
  } finally {
    await rm(built, { recursive: true, force: true })
  }
}

/** A file that fails must not cost the edition of it that is indexed; an index that cannot be read has none to lose. */
async function isWorthReplacing({ results }: IngestReport, indexDir: string, models: Models): Promise<boolean> {
  const failed = new Set(results.filter(({ status }) => status === 'failed').map(({ path }) => path))
  if (failed.size === results.length) return false
  if (failed.size === 0 || !hasIndex(indexDir)) return true
  try {
    return !(await listPapers(indexDir, models)).some((paper) => failed.has(paper.source.path))
  } catch (error) {
    if (error instanceof IndexError && error.code !== 'INDEX_BUSY') return true
    throw error
  }
}

async function listPapers(indexDir: string, models: Models) {
  const store = await openStore(indexDir, models, 'read')
  return store.listPapers().finally(() => store.close())
}

async function withStore<T>(dir: string, models: Models, work: (store: KnowledgeStore) => Promise<T>): Promise<T> {
  const store = await openStore(dir, models, 'write')
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
