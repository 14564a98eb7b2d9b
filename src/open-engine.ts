import { existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createEngine, type Engine } from './engine.ts'
import { IndexError } from './errors.ts'
import { type IngestReport, ingestFiles, type OnProgress } from './ingest/ingest-files.ts'
import type { Given } from './ingest/ingest-paper.ts'
import { type Catalog, loadCatalog } from './knowledge/catalog.ts'
import type { Logger } from './logger.ts'
import { LocalEmbeddings } from './models/local-embeddings.ts'
import { createRetriever } from './retrieval/retrieve.ts'
import type { KnowledgeStore } from './store/knowledge-store.ts'
import { replaceIndex } from './store/replace-index.ts'
import { databasePath, withIndexErrors } from './store/sqlite-connection.ts'
import { openSqliteStore } from './store/sqlite-store.ts'

/** What opening the engine needs to know. */
export interface OpenOptions {
  /** Folder of the reviewed data: concepts, attributes, values. */
  readonly knowledgeDir: string
  readonly indexDir: string
  readonly logger: Logger
  /** The day as `YYYY-MM-DD`; default is what the clock says. */
  readonly today?: () => string
}

/** An engine with the parts that have to be closed. */
export interface OpenedEngine extends Engine {
  readonly store: KnowledgeStore
  close(): Promise<void>
}

/** Opens the embedded index for answering. Throws IndexError where it is missing, broken or made by another version. */
export async function openEngine({
  knowledgeDir,
  indexDir,
  logger,
  today = () => new Date().toISOString().slice(0, 10),
}: OpenOptions): Promise<OpenedEngine> {
  const models = openModels(knowledgeDir)
  const { catalog, embeddings } = models
  const store = await openStore(indexDir, models, 'read')
  const retrieve = createRetriever({ store, embeddings, vocabulary: catalog.vocabulary })
  const engine = createEngine({ store, catalog, retrieve, logger, now: () => performance.now(), today })
  return { ...engine, store, close: () => store.close() }
}

/** `true` where an index was built before. */
export function hasIndex(indexDir: string): boolean {
  return existsSync(databasePath(indexDir))
}

/** What a build did. */
export interface BuildReport extends IngestReport {
  /** `false` where a rebuild was thrown away because it lacks papers that the old index has, or has none at all. */
  readonly isInPlace: boolean
}

/** Takes papers into the index. With `rebuild` a new one is made beside the old, which answers until then. */
export async function buildIndex(
  options: OpenOptions & { readonly rebuild: boolean },
  paths: readonly string[],
  given: Given,
  onProgress?: OnProgress,
): Promise<BuildReport> {
  const models = openModels(options.knowledgeDir)
  const absolute = paths.map((path) => resolve(path))
  const ingestInto = async (dir: string) => {
    const store = await openStore(dir, models, 'write')
    try {
      return await ingestFiles(absolute, given, { store, ...models }, onProgress)
    } finally {
      await store.close()
    }
  }
  if (!options.rebuild) return { ...(await ingestInto(options.indexDir)), isInPlace: true }
  const built = makeBuildFolder(options.indexDir)
  try {
    const report = await ingestInto(built)
    const isInPlace = await isWorthReplacing(report, options.indexDir, models)
    if (isInPlace) await replaceIndex(built, options.indexDir)
    return { ...report, isInPlace }
  } finally {
    await rm(built, { recursive: true, force: true })
  }
}

/** Inside the index folder: the same disk, and what a killed run leaves is ignored with the rest of it. */
function makeBuildFolder(indexDir: string): string {
  return withIndexErrors(indexDir, () => {
    mkdirSync(indexDir, { recursive: true })
    return mkdtempSync(join(indexDir, '.build-'))
  })
}

/** A file that fails must not cost the edition of it that is indexed; an index that cannot be read has none to lose. */
async function isWorthReplacing({ results }: IngestReport, indexDir: string, models: Models): Promise<boolean> {
  const failed = new Set(results.filter(({ status }) => status === 'failed').map(({ path }) => path))
  if (failed.size === results.length) return false
  if (failed.size === 0 || !hasIndex(indexDir)) return true
  try {
    const store = await openStore(indexDir, models, 'read')
    const papers = await store.listPapers().finally(() => store.close())
    return !papers.some((paper) => failed.has(paper.source.path))
  } catch (error) {
    if (error instanceof IndexError && error.code !== 'INDEX_BUSY') return true
    throw error
  }
}

interface Models {
  readonly catalog: Catalog
  readonly embeddings: LocalEmbeddings
}

function openModels(knowledgeDir: string): Models {
  const catalog = loadCatalog(knowledgeDir)
  return { catalog, embeddings: new LocalEmbeddings(catalog.vocabulary) }
}

function openStore(dir: string, { catalog, embeddings }: Models, mode: 'read' | 'write'): Promise<KnowledgeStore> {
  return openSqliteStore({ dir, identity: embeddings.identity, vocabulary: catalog.vocabulary, mode })
}
