import { setTimeout as sleep } from 'node:timers/promises'
import type { ModelError, ModelReason } from '../errors.ts'
import type { Logger } from '../logger.ts'
import type { ChatModel, ChatReply, ChatRequest } from './chat-model.ts'
import { modelError, toModelError } from './model-errors.ts'

/** What a guard goes by. */
export interface GuardOptions {
  /** Tokens a day, both ways; `undefined`: no limit. */
  readonly dailyTokens: number | undefined
  /** Prompts and replies go to the log. */
  readonly logsPrompts: boolean
  readonly logger: Logger
  /** Milliseconds that only grow. */
  readonly now: () => number
  /** The day as `YYYY-MM-DD`. */
  readonly today: () => string
}

/** Failures in a row after which the provider is left alone. */
export const MAX_FAILURES = 3
/** How long a provider that failed so often is left alone; the next question tries it. */
export const PAUSE_MS = 60_000
/** How long after a failure that a person has to mend. */
export const LONG_PAUSE_MS = 600_000
/** Longest wait before the one more try; who is to wait longer gets the answer without the model. */
export const MAX_WAIT_MS = 3000
const DEFAULT_WAIT_MS = 300

/** Failures that another try may not have. */
const PASSING: ReadonlySet<ModelReason> = new Set(['rate_limited', 'unavailable'])
/** Failures of the provider; the others are of one reply. */
const OF_PROVIDER: ReadonlySet<ModelReason> = new Set(['timeout', 'rate_limited', 'unavailable', 'wrong_address'])
/** Failures that stay until somebody does something. */
const LASTING: ReadonlySet<ModelReason> = new Set(['unauthorized', 'no_such_model', 'quota_spent', 'redirected'])

/**
 * A chat model that is asked once more where that may help, is left alone for a while when it keeps failing, and is
 * asked no more on a day whose tokens are spent. One line of the log a failure; a pause is told once.
 */
export function createGuardedChat(model: ChatModel, options: GuardOptions): ChatModel {
  const breaker = createBreaker(options)
  const budget = createBudget(model.name, options)
  return {
    name: model.name,
    async complete<T>(request: ChatRequest<T>) {
      budget.check()
      if (breaker.isOpen()) throw modelError(model.name, 'paused')
      try {
        const reply = await completeOrRetry(model, request)
        breaker.onSuccess()
        budget.spend(reply.tokens ?? request.system.length + request.user.length)
        logPrompt(request, reply, options)
        return reply
      } catch (error) {
        const failure = toModelError(model.name, error)
        budget.spend(tokensOf(failure, request))
        const pausedMs = breaker.onFailure(failure)
        options.logger.warn('the model gave no answer', {
          model: model.name,
          reason: failure.reason,
          problem: failure.message,
          ...(pausedMs > 0 ? { pausedMs } : {}),
        })
        throw failure
      }
    },
  }
}

/** What a failure took; where a reply came and nobody counted, about what was asked. */
function tokensOf(
  { tokens, reason }: ModelError,
  { system, user }: Pick<ChatRequest<unknown>, 'system' | 'user'>,
): number {
  return tokens ?? (reason === 'bad_reply' || reason === 'refused' ? system.length + user.length : 0)
}

async function completeOrRetry<T>(model: ChatModel, request: ChatRequest<T>): Promise<ChatReply<T>> {
  try {
    return await model.complete(request)
  } catch (error) {
    const { reason, retryAfterMs = DEFAULT_WAIT_MS } = toModelError(model.name, error)
    if (!PASSING.has(reason) || retryAfterMs > MAX_WAIT_MS) throw error
    await sleep(retryAfterMs, undefined, { signal: request.signal })
    return model.complete(request)
  }
}

/** Whether a provider is worth asking. */
function createBreaker({ now }: GuardOptions) {
  let failures = 0
  let until = 0
  return {
    isOpen: () => now() < until,
    onSuccess() {
      failures = 0
      until = 0
    },
    /** For how long the provider is left alone from now on, in milliseconds; 0: not at all. */
    onFailure({ reason, retryAfterMs = 0 }: ModelError): number {
      if (OF_PROVIDER.has(reason)) failures++
      const isDown = OF_PROVIDER.has(reason) && failures >= MAX_FAILURES
      const pause = LASTING.has(reason) ? LONG_PAUSE_MS : isDown ? PAUSE_MS : 0
      const asked = reason === 'rate_limited' && retryAfterMs > MAX_WAIT_MS ? Math.min(retryAfterMs, LONG_PAUSE_MS) : 0
      const ms = Math.max(pause, asked)
      if (ms > 0) until = now() + ms
      return ms
    },
  }
}

/** What a day may cost; begins anew with each day and each start of the program. */
function createBudget(model: string, { dailyTokens, today, logger }: GuardOptions) {
  let day = ''
  let spent = 0
  let isTold = false
  const begin = () => {
    if (day === today()) return
    day = today()
    spent = 0
    isTold = false
  }
  return {
    spend(tokens: number) {
      begin()
      spent += tokens
    },
    check() {
      begin()
      if (dailyTokens === undefined || spent < dailyTokens) return
      const error = modelError(model, 'budget_spent')
      if (!isTold) logger.warn('the tokens of the day are spent', { model, spent, dailyTokens })
      isTold = true
      throw error
    },
  }
}

function logPrompt<T>({ system, user }: ChatRequest<T>, { value, tokens }: ChatReply<T>, options: GuardOptions): void {
  if (options.logsPrompts) options.logger.info('the model was asked', { system, user, reply: value, tokens })
}
