import { existsSync } from 'node:fs'
import { createWriteAnswer, type WriteAnswer } from './answer/model/write-answer.ts'
import { createEngine, type Engine, type EngineParts } from './engine.ts'
import { today as todayByClock } from './knowledge/age.ts'
import { type Catalog, loadCatalog } from './knowledge/catalog.ts'
import type { Logger } from './logger.ts'
import type { ModelConfig } from './model-config.ts'
import { createGuardedChat } from './models/guarded-chat.ts'
import { LocalEmbeddings } from './models/local-embeddings.ts'
import { type OnEmbedded, OpenAiEmbeddings } from './models/openai-embeddings.ts'
import { createRetriever } from './retrieval/retrieve.ts'
import type { KnowledgeStore } from './store/knowledge-store.ts'
import { databasePath } from './store/sqlite-connection.ts'
import { openSqliteStore } from './store/sqlite-store.ts'

/** What opening the engine needs to know. */
export interface OpenOptions {
  /** Folder of the reviewed data: concepts, attributes, values. */
  readonly knowledgeDir: string
  readonly indexDir: string
  readonly logger: Logger
  /** `undefined`: no model of a provider is asked. */
  readonly models?: ModelConfig | undefined
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
  models: config,
  today = todayByClock,
}: OpenOptions): Promise<OpenedEngine> {
  const models = openModels({ knowledgeDir, indexDir, models: config })
  const { catalog, embeddings } = models
  const store = await openStore(indexDir, models, 'read')
  const retrieve = createRetriever({ store, embeddings, vocabulary: catalog.vocabulary })
  const now = () => performance.now()
  const writeAnswer = await createWriter(config, { catalog, logger, now, today })
  const engine = createEngine({ store, catalog, retrieve, writeAnswer, logger, now, today })
  return { ...engine, store, close: () => store.close() }
}

/** The client of providers is loaded only where one is configured: it takes a quarter of a second. */
async function createWriter(
  config: ModelConfig | undefined,
  parts: Pick<EngineParts, 'catalog' | 'logger' | 'now' | 'today'>,
): Promise<WriteAnswer | undefined> {
  if (config?.chatModel === undefined) return undefined
  const { createOpenAiChat } = await import('./models/openai-chat.ts')
  const chat = createGuardedChat(createOpenAiChat(config, config.chatModel), { ...config, ...parts })
  return createWriteAnswer({ chat, timeoutMs: config.timeoutMs, ...parts })
}

/** `true` where an index was built before. */
export function hasIndex(indexDir: string): boolean {
  return existsSync(databasePath(indexDir))
}

/** What questions and papers are both read with. */
export interface Models {
  readonly catalog: Catalog
  readonly embeddings: LocalEmbeddings | OpenAiEmbeddings
}

/** What models are opened with. */
export interface ModelOptions extends Pick<OpenOptions, 'knowledgeDir' | 'indexDir' | 'models'> {
  /** Told how far a provider's embeddings have got. */
  readonly onEmbedded?: OnEmbedded | undefined
}

/** Loads the catalogue, and the embeddings that follow from its words or come from a provider. @throws KnowledgeError */
export function openModels({ knowledgeDir, indexDir, models, onEmbedded }: ModelOptions): Models {
  const catalog = loadCatalog(knowledgeDir)
  const { vocabulary } = catalog
  if (models?.embedding === undefined) return { catalog, embeddings: new LocalEmbeddings(vocabulary) }
  const { provider, embedding } = models
  const now = () => performance.now()
  return { catalog, embeddings: new OpenAiEmbeddings({ provider, embedding, vocabulary, indexDir, onEmbedded, now }) }
}

/** Opens the embedded index in `dir`. @throws IndexError */
export function openStore(
  dir: string,
  { catalog, embeddings }: Models,
  mode: 'read' | 'write',
): Promise<KnowledgeStore> {
  return openSqliteStore({ dir, identity: embeddings.identity, vocabulary: catalog.vocabulary, mode })
}
