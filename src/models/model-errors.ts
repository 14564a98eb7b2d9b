import { ModelError, type ModelReason } from '../errors.ts'
import type { Provider } from '../model-config.ts'
import { sayWhatToCheck } from './provider-address.ts'

/** What each failure is, in words for the log; never with what the provider replied, which may hold a key. */
const MESSAGES: Readonly<Record<ModelReason, string>> = {
  timeout: 'gave no answer in time',
  rate_limited: 'takes no more requests just now',
  unauthorized: 'refuses the key: check OPENAI_API_KEY or AZURE_OPENAI_API_KEY',
  quota_spent: 'has no quota left: check the billing of the account',
  no_such_model: 'has no model of this name: check the names of models or deployments',
  unavailable: 'cannot be reached or failed',
  redirected: 'cannot be asked, because its address sends requests on to another one',
  wrong_address: 'cannot be asked, because nothing at its address replies like a model',
  not_accepted:
    'does not take the request: the server may not know all that is asked for, such as structured outputs, or the request is too long',
  refused: 'refused to answer, or replied with nothing',
  bad_reply: 'replied with something else than was asked for',
  paused: 'is not asked for a while, because it failed several times in a row',
  budget_spent: 'is not asked any more today: its tokens are spent',
}

/** What is known of a failure. */
interface Known {
  readonly cause?: unknown
  readonly retryAfterMs?: number | undefined
  readonly tokens?: number | undefined
  /** Whose address a person has to check, where that is what is wrong. */
  readonly provider?: Provider
  /** What happened, where more can be told than the reason tells; goes on from the name of the model. */
  readonly words?: string | undefined
}

/** A failure of a model, in words. */
export function modelError(model: string, reason: ModelReason, { words, provider, ...known }: Known = {}): ModelError {
  const isMisplaced = reason === 'redirected' || reason === 'wrong_address'
  const check = isMisplaced && provider ? `: ${sayWhatToCheck(provider)}` : ''
  return new ModelError(`The model ${model} ${words ?? MESSAGES[reason]}${check}.`, { reason, ...known })
}

/** A failure of a provider's client as an error of ours; what is one already, or was thrown for one, stays. */
export function toModelError(model: string, error: unknown): ModelError {
  const known = findModelError(error)
  if (known) return known
  return modelError(model, reasonOf(error), { cause: error, retryAfterMs: retryAfterOf(error) })
}

/** The client wraps what is thrown while a reply is read. */
function findModelError(error: unknown): ModelError | undefined {
  if (error instanceof ModelError) return error
  return error instanceof Error ? findModelError(error.cause) : undefined
}

/** Statuses below 500 that are no fault of the request: it took too long, met another one or came too early. */
const NOT_OF_REQUEST: ReadonlySet<number> = new Set([408, 409, 425])

function reasonOf(error: unknown): ModelReason {
  if (!(error instanceof Error)) return 'unavailable'
  const code = 'code' in error ? String(error.code) : ''
  const status = 'status' in error ? Number(error.status) : undefined
  if (/^(?:AbortError|TimeoutError)$/u.test(error.name)) return 'timeout'
  if (code === 'insufficient_quota' || status === 402) return 'quota_spent'
  if (code === 'content_filter') return 'refused'
  if (status === 429) return 'rate_limited'
  if (status === 401 || status === 403) return 'unauthorized'
  if (status === 404 || code === 'model_not_found') return 'no_such_model'
  if (status === undefined || Number.isNaN(status)) return causeOf(error)
  return status >= 400 && status < 500 && !NOT_OF_REQUEST.has(status) ? 'not_accepted' : 'unavailable'
}

function causeOf({ cause }: Error): ModelReason {
  return cause instanceof Error ? reasonOf(cause) : 'unavailable'
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), or the finer header that OpenAI sends. */
function retryAfterOf(error: unknown): number | undefined {
  const headers = error instanceof Error && 'headers' in error ? error.headers : undefined
  if (!(headers instanceof Headers)) return undefined
  const exact = Number(headers.get('retry-after-ms') ?? Number.NaN)
  if (exact >= 0) return exact
  const said = headers.get('retry-after')
  if (said === null) return undefined
  const ms = /^\d+(?:\.\d+)?$/u.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}
