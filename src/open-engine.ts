import { createImproveAnswer, type ImproveAnswer } from './answer/model/improve-answer.ts'
import { createEngine, type Engine, type EngineParts } from './engine.ts'
import { createFactProposer, type FactProposer } from './ingest/proposals/propose-facts.ts'
import { today as todayByClock } from './knowledge/age.ts'
import { type Catalog, loadCatalog } from './knowledge/catalog.ts'
import type { Logger } from './logger.ts'
import type { ModelConfig } from './model-config.ts'
import { createGuardedChat } from './models/guarded-chat.ts'
import { LocalEmbeddings } from './models/local-embeddings.ts'
import { type OnEmbedded, OpenAiEmbeddings } from './models/openai-embeddings.ts'
import { type KnowledgePlace, openKnowledgeBase } from './open-knowledge-base.ts'
import { createRetriever } from './retrieval/retrieve.ts'
import type { KnowledgeBase } from './store/knowledge-base.ts'
import type { KnowledgeStore } from './store/knowledge-store.ts'

/** What opening the engine needs to know. */
export interface OpenOptions extends KnowledgePlace {
  /** Folder of the reviewed data: concepts, attributes, values. */
  readonly knowledgeDir: string
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

/** Opens the knowledge for answering. Throws IndexError where it is missing, broken or made by another version. */
export async function openEngine(options: OpenOptions): Promise<OpenedEngine> {
  const { logger, models: config, today = todayByClock } = options
  const models = openModels(options)
  const { catalog, embeddings } = models
  const base = await openBase(options, models)
  const store = await base.open('read').catch(async (error: unknown) => {
    await base.close()
    throw error
  })
  const retrieve = createRetriever({ store, embeddings, vocabulary: catalog.vocabulary })
  const now = () => performance.now()
  const improveAnswer = await createImprover(config, { catalog, logger, now, today })
  const engine = createEngine({ store, catalog, retrieve, improveAnswer, logger, now, today })
  return { ...engine, store, close: () => store.close().finally(() => base.close()) }
}

/** The client of providers is loaded only where one is configured: it takes a quarter of a second. */
async function createImprover(
  config: ModelConfig | undefined,
  parts: Pick<EngineParts, 'catalog' | 'logger' | 'now' | 'today'>,
): Promise<ImproveAnswer | undefined> {
  if (config?.chatModel === undefined) return undefined
  const { createOpenAiChat } = await import('./models/openai-chat.ts')
  const chat = createGuardedChat(createOpenAiChat(config, config.chatModel), { ...config, ...parts })
  return createImproveAnswer({ chat, timeoutMs: config.timeoutMs, ...parts })
}

/** Tokens of a reply that lists what a few pages state. */
const MAX_FACT_TOKENS = 12_000

/** A model that looks for facts in papers, where one is to: guarded and within the tokens of the day like answers. */
export async function openProposer(
  { models: config, logger, today = todayByClock }: Pick<OpenOptions, 'models' | 'logger' | 'today'>,
  catalog: Catalog,
): Promise<FactProposer | undefined> {
  if (config?.chatModel === undefined || config.findsFacts !== true) return undefined
  const { createOpenAiChat } = await import('./models/openai-chat.ts')
  const chat = createOpenAiChat(config, config.chatModel, MAX_FACT_TOKENS)
  const now = () => performance.now()
  return createFactProposer({ chat: createGuardedChat(chat, { ...config, logger, now, today }), catalog })
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

/** The place of the knowledge, for what these models make. */
export function openBase(options: OpenOptions, { catalog, embeddings }: Models): Promise<KnowledgeBase> {
  const { vocabulary } = catalog
  return openKnowledgeBase(options, { vocabulary, identity: embeddings.identity, logger: options.logger })
}
