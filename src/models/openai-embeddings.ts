import { Embeddings } from '@langchain/core/embeddings'
import type { ModelReason } from '../errors.ts'
import type { EmbeddingConfig, Provider } from '../model-config.ts'
import { openEmbeddingCache } from '../store/embedding-cache.ts'
import { withoutPeople } from '../text/without-people.ts'
import { type ModelIdentity, toIdentity } from './identity.ts'
import { modelError, toModelError } from './model-errors.ts'
import { type AskedModel, toFullName } from './provider-address.ts'
import { createProviderFetch } from './provider-fetch.ts'
import { readEmbeddings } from './read-embeddings.ts'

/** Passages in one request: at most 600 characters each, so far fewer tokens than a request may have. */
export const BATCH_SIZE = 256
const DOCUMENTS_TIMEOUT_MS = 60_000
const DOCUMENTS_RETRIES = 4
/** Longest time between two tries that a provider may ask for. */
const MAX_WAIT_MS = 60_000
/** Failures that another try at ingest may not have. */
const PASSING: ReadonlySet<ModelReason> = new Set(['timeout', 'rate_limited', 'unavailable'])
/** A question is searched by its words alone where this is too slow. */
const QUERY_TIMEOUT_MS = 4000
/** For so long after a failure questions are searched by their words alone. */
export const QUERY_PAUSE_MS = 30_000
/** The vectors of a batch as text, many times over. */
const MAX_REPLY_BYTES = 64_000_000
/** Questions whose vectors are kept: one answer searches several times for the same. */
const KEPT_QUERIES = 64

/** What has been embedded for one paper. */
export interface Embedded {
  readonly model: string
  /** Passages that have a vector by now, and of how many. */
  readonly done: number
  readonly total: number
  /** Characters that were sent in this step; tokens are about as many in Japanese, a quarter in English. */
  readonly characters: number
}

/** Told after each batch, and once for what was there already. */
export type OnEmbedded = (embedded: Embedded) => void

/** What the embeddings of a provider are made from. */
export interface OpenAiEmbeddingParts {
  readonly provider: Provider
  readonly embedding: EmbeddingConfig
  readonly vocabulary: { readonly fingerprint: string }
  /** Folder of the index, beside which vectors are kept. */
  readonly indexDir: string
  readonly onEmbedded?: OnEmbedded | undefined
  /** Milliseconds that only grow. */
  readonly now: () => number
}

/**
 * Embeddings of OpenAI, Azure OpenAI or a server that speaks like them. Texts that were embedded before are not sent
 * again, also where the run that sent them failed later. The client is loaded with the first text.
 */
export class OpenAiEmbeddings extends Embeddings {
  readonly identity: ModelIdentity
  readonly #parts: OpenAiEmbeddingParts
  readonly #asked: AskedModel
  readonly #queries = new Map<string, number[]>()
  #pausedUntil = 0

  constructor(parts: OpenAiEmbeddingParts) {
    super({})
    this.#parts = parts
    this.#asked = { model: parts.embedding.model, provider: parts.provider }
    this.identity = toIdentity(toFullName(this.#asked), parts.embedding.dimensions, parts.vocabulary)
  }

  /** One vector a text, in their order. @throws ModelError also where a vector is missing, empty or of another length */
  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const { model, dimensions } = this.#parts.embedding
    const cache = openEmbeddingCache(this.#parts.indexDir, this.identity.model, dimensions)
    try {
      const vectors = new Map<string, readonly number[]>()
      for (const text of texts) {
        const known = cache.find(text)
        if (known) vectors.set(text, known)
      }
      const missing = [...new Set(texts)].filter((text) => !vectors.has(text))
      const tell = (characters: number) =>
        this.#parts.onEmbedded?.({ model, done: vectors.size, total: vectors.size + missing.length, characters })
      if (missing.length === 0) tell(0)
      while (missing.length > 0) {
        const batch = missing.slice(0, BATCH_SIZE)
        const embedded = await this.#ask(batch, DOCUMENTS_TIMEOUT_MS, DOCUMENTS_RETRIES)
        cache.save(batch, embedded)
        for (const [i, text] of batch.entries()) vectors.set(text, embedded[i] ?? [])
        missing.splice(0, batch.length)
        tell(batch.reduce((sum, text) => sum + text.length, 0))
      }
      return texts.map((text) => [...(vectors.get(text) ?? [])])
    } finally {
      cache.close()
    }
  }

  /** @throws ModelError at once for a while after it failed */
  override async embedQuery(query: string): Promise<number[]> {
    const text = withoutPeople(query)
    const known = this.#queries.get(text)
    if (known) return known
    if (this.#parts.now() < this.#pausedUntil) throw modelError(this.#asked.model, 'paused')
    try {
      const [vector = []] = await this.#ask([text], QUERY_TIMEOUT_MS, 0)
      const [oldest] = this.#queries.keys()
      if (this.#queries.size >= KEPT_QUERIES && oldest !== undefined) this.#queries.delete(oldest)
      this.#queries.set(text, vector)
      return vector
    } catch (error) {
      this.#pausedUntil = this.#parts.now() + QUERY_PAUSE_MS
      throw error
    }
  }

  async #ask(texts: readonly string[], timeout: number, maxRetries: number): Promise<number[][]> {
    try {
      const client = await this.#createClient(texts.length, timeout, maxRetries)
      return await client.embedDocuments([...texts])
    } catch (error) {
      throw toModelError(this.#asked.model, error)
    }
  }

  async #createClient(count: number, timeout: number, maxRetries: number): Promise<Embeddings> {
    const { AzureOpenAIEmbeddings, OpenAIEmbeddings } = await import('@langchain/openai')
    const { toAzureFields, toOpenAiFields } = await import('./openai-fields.ts')
    const { provider, embedding } = this.#parts
    const { dimensions } = embedding
    const readReply = (body: string) => readEmbeddings(this.#asked, body, { count, dimensions })
    const ask = createProviderFetch(this.#asked, { maxBytes: MAX_REPLY_BYTES, readReply })
    const common = {
      ...(embedding.isShortened ? { dimensions } : {}),
      // A server that answers with numbers where base64 was asked for gives vectors of no dimension at all.
      encodingFormat: 'float',
      batchSize: BATCH_SIZE,
      stripNewLines: false,
      timeout,
      maxRetries,
      onFailedAttempt: (error: unknown) => stopOrWait(embedding.model, error),
    } as const
    if (provider.kind === 'openai')
      return new OpenAIEmbeddings({ ...common, model: embedding.model, ...toOpenAiFields(provider, ask) })
    const azureOpenAIApiEmbeddingsDeploymentName = embedding.model
    return new AzureOpenAIEmbeddings({
      ...common,
      model: embedding.model,
      ...toAzureFields(provider, ask),
      azureOpenAIApiEmbeddingsDeploymentName,
    })
  }
}

/** Throws `error` where another try is of no use; else leaves in it how long LangChain has to wait at the least. */
function stopOrWait(model: string, error: unknown): void {
  const { reason, retryAfterMs = 0 } = toModelError(model, error)
  if (!PASSING.has(reason) || retryAfterMs > MAX_WAIT_MS) throw error
  if (error instanceof Error) Object.assign(error, { retryAfterMs })
}
