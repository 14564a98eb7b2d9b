import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { createEngine, type Engine } from './engine.ts'
import { type IngestReport, ingestFiles, type OnProgress } from './ingest/ingest-files.ts'
import type { MetadataFields } from './ingest/metadata.ts'
import { type Catalog, loadCatalog } from './knowledge/catalog.ts'
import type { Logger } from './logger.ts'
import { LocalEmbeddings } from './models/local-embeddings.ts'
import { createRetriever } from './retrieval/retrieve.ts'
import type { KnowledgeStore } from './store/knowledge-store.ts'
import { replaceIndex } from './store/replace-index.ts'
import { databasePath } from './store/sqlite-connection.ts'
import { openSqliteStore } from './store/sqlite-store.ts'

/** What opening the engine needs to know. */
export interface OpenOptions {
  /** Folder of the reviewed data: concepts, attributes, values. */
  readonly knowledgeDir: string
  readonly indexDir: string
  readonly logger: Logger
}

/** An engine with the parts that have to be closed. */
export interface OpenedEngine extends Engine {
  readonly store: KnowledgeStore
  close(): Promise<void>
}

/** Opens the embedded index for answering. Throws IndexError where it is missing, broken or made by another version. */
export async function openEngine({ knowledgeDir, indexDir, logger }: OpenOptions): Promise<OpenedEngine> {
  const { catalog, embeddings } = openModels(knowledgeDir)
  const store = await openSqliteStore({ dir: indexDir, identity: embeddings.identity, vocabulary: catalog.vocabulary, mode: 'read' })
  const retrieve = createRetriever({ store, embeddings, vocabulary: catalog.vocabulary })
  const engine = createEngine({ store, catalog, retrieve, logger, now: () => performance.now() })
  return { ...engine, store, close: () => store.close() }
}

/** `true` where an index was built before. */
export function hasIndex(indexDir: string): boolean {
  return existsSync(databasePath(indexDir))
}

/** Takes papers into the index. With `rebuild` a new one is made beside the old, which answers until then. */
export async function buildIndex(
  options: OpenOptions & { readonly rebuild: boolean },
  paths: readonly string[],
  overrides: Partial<MetadataFields>,
  onProgress?: OnProgress,
): Promise<IngestReport> {
  const { catalog, embeddings } = openModels(options.knowledgeDir)
  const absolute = paths.map((path) => resolve(path))
  const ingestInto = async (dir: string) => {
    const store = await openSqliteStore({ dir, identity: embeddings.identity, vocabulary: catalog.vocabulary, mode: 'write' })
    try {
      return await ingestFiles(absolute, overrides, { store, catalog, embeddings }, onProgress)
    } finally {
      await store.close()
    }
  }
  if (!options.rebuild) return ingestInto(options.indexDir)
  const built = await mkdtemp(join(dirname(resolve(options.indexDir)), '.index-'))
  try {
    const report = await ingestInto(built)
    await replaceIndex(built, options.indexDir)
    return report
  } finally {
    await rm(built, { recursive: true, force: true })
  }
}

function openModels(knowledgeDir: string): { catalog: Catalog; embeddings: LocalEmbeddings } {
  const catalog = loadCatalog(knowledgeDir)
  return { catalog, embeddings: new LocalEmbeddings(catalog.vocabulary) }
}
