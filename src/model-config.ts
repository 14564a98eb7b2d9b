/** Whom models are asked of. */
export type Provider =
  /** OpenAI, or a server that speaks like it at `baseUrl`. */
  | { readonly kind: 'openai'; readonly apiKey: string; readonly baseUrl: string }
  | { readonly kind: 'azure'; readonly apiKey: string; readonly endpoint: string; readonly apiVersion: string }

/** Which embedding model papers and questions are read with. */
export interface EmbeddingConfig {
  readonly model: string
  /** Length of its vectors. */
  readonly dimensions: number
  /** The model has to be told to make vectors of this length; many refuse to be told. */
  readonly isShortened: boolean
}

/** Which models are used, and how much. */
export interface ModelConfig {
  readonly provider: Provider
  /** Name of the model, on Azure of the deployment; `undefined`: answers without a chat model. */
  readonly chatModel: string | undefined
  /** `undefined`: the embedded model. */
  readonly embedding: EmbeddingConfig | undefined
  /** In all for one answer. */
  readonly timeoutMs: number
  /** Tokens a day for answers, both ways; `undefined`: no limit. */
  readonly dailyTokens: number | undefined
  /** Prompts and replies go to the log. */
  readonly logsPrompts: boolean
  /** The chat model looks for facts in papers that the rules do not find. */
  readonly findsFacts?: boolean
}

/** What the environment says about models, each value checked by itself. */
export interface ModelVariables {
  readonly OPENAI_API_KEY?: string | undefined
  readonly OPENAI_BASE_URL?: string | undefined
  readonly OPENAI_CHAT_MODEL?: string | undefined
  readonly OPENAI_EMBEDDING_MODEL?: string | undefined
  readonly OPENAI_EMBEDDING_DIMENSIONS?: number | undefined
  readonly AZURE_OPENAI_API_KEY?: string | undefined
  readonly AZURE_OPENAI_ENDPOINT?: string | undefined
  readonly AZURE_OPENAI_API_VERSION?: string | undefined
  readonly MODEL_TIMEOUT_MS?: number | undefined
  readonly MODEL_DAILY_TOKENS?: number | undefined
  readonly MODEL_LOG_PROMPTS?: 'true' | 'false' | undefined
  readonly MODEL_FACTS?: 'true' | 'false' | undefined
}

/**
 * Answers at once, without the thinking that costs seconds, takes a temperature of 0 and keeps to a schema; what it
 * says is verified, so that a larger one would make answers more expensive, not truer.
 */
const DEFAULT_CHAT_MODEL = 'gpt-4.1-mini'
/** Where OpenAI itself is asked. */
export const OPENAI_URL = 'https://api.openai.com/v1'
/** The first stable version of Azure's interface that replies in a given schema. */
const DEFAULT_API_VERSION = '2024-10-21'
const DEFAULT_TIMEOUT_MS = 20_000

/** Lengths of the vectors that OpenAI's models make unless told otherwise (platform.openai.com, Embeddings). */
const OWN_DIMENSIONS: Readonly<Record<string, number>> = {
  'text-embedding-3-small': 1536,
  'text-embedding-3-large': 3072,
  'text-embedding-ada-002': 1536,
}

/** Settings of models, `undefined` without a key. Adds to `problems` what is missing for what is set. */
export function toModelConfig(values: ModelVariables, problems: string[]): ModelConfig | undefined {
  const provider = toProvider(values, problems)
  const findsFacts = values.MODEL_FACTS === 'true'
  if (!provider && findsFacts) problems.push('OPENAI_API_KEY: needed, because MODEL_FACTS is true')
  if (!provider) return undefined
  const chatModel = toChatModel(values, provider, problems)
  if (findsFacts && values.OPENAI_CHAT_MODEL === 'off')
    problems.push('OPENAI_CHAT_MODEL: cannot be "off", because MODEL_FACTS is true')
  return {
    provider,
    chatModel,
    embedding: toEmbedding(values, provider, problems),
    timeoutMs: values.MODEL_TIMEOUT_MS ?? DEFAULT_TIMEOUT_MS,
    dailyTokens: values.MODEL_DAILY_TOKENS,
    logsPrompts: values.MODEL_LOG_PROMPTS === 'true',
    ...(findsFacts ? { findsFacts } : {}),
  }
}

function toProvider(values: ModelVariables, problems: string[]): Provider | undefined {
  const { OPENAI_API_KEY: openAiKey, AZURE_OPENAI_API_KEY: azureKey, AZURE_OPENAI_ENDPOINT: endpoint } = values
  if (azureKey || endpoint) {
    if (!azureKey) problems.push('AZURE_OPENAI_API_KEY: needed, because AZURE_OPENAI_ENDPOINT is set')
    if (!endpoint) problems.push('AZURE_OPENAI_ENDPOINT: needed, because AZURE_OPENAI_API_KEY is set')
    for (const name of ['OPENAI_API_KEY', 'OPENAI_BASE_URL'] as const)
      if (values[name]) problems.push(`${name}: cannot be combined with the AZURE_OPENAI_ variables`)
    const apiVersion = values.AZURE_OPENAI_API_VERSION ?? DEFAULT_API_VERSION
    return { kind: 'azure', apiKey: azureKey ?? '', endpoint: endpoint ?? '', apiVersion }
  }
  if (openAiKey) return { kind: 'openai', apiKey: openAiKey, baseUrl: values.OPENAI_BASE_URL ?? OPENAI_URL }
  // Whoever sets these means a model to be asked; nothing else is of any use without a key.
  for (const name of ['OPENAI_BASE_URL', 'OPENAI_EMBEDDING_MODEL'] as const)
    if (values[name]) problems.push(`OPENAI_API_KEY: needed, because ${name} is set (any word, where no key is asked)`)
  return undefined
}

function toChatModel({ OPENAI_CHAT_MODEL: name }: ModelVariables, provider: Provider, problems: string[]) {
  if (name === 'off') return undefined
  if (name !== undefined) return name
  if (provider.kind === 'openai' && provider.baseUrl === OPENAI_URL) return DEFAULT_CHAT_MODEL
  const why = provider.kind === 'azure' ? 'the name of your deployment' : 'the name of a model of your server'
  problems.push(`OPENAI_CHAT_MODEL: needed, ${why} (or "off" for answers without one)`)
  return undefined
}

function toEmbedding(
  { OPENAI_EMBEDDING_MODEL: model, OPENAI_EMBEDDING_DIMENSIONS: asked }: ModelVariables,
  provider: Provider,
  problems: string[],
): EmbeddingConfig | undefined {
  if (model === undefined) {
    if (asked !== undefined) problems.push('OPENAI_EMBEDDING_MODEL: needed, because OPENAI_EMBEDDING_DIMENSIONS is set')
    return undefined
  }
  const own = OWN_DIMENSIONS[model]
  const dimensions = asked ?? own
  if (dimensions === undefined) {
    problems.push(`OPENAI_EMBEDDING_DIMENSIONS: needed, because the length of this model's vectors is not known`)
    return undefined
  }
  return { model, dimensions, isShortened: own === undefined ? provider.kind === 'azure' : own !== dimensions }
}
