import { setTimeout as sleep } from 'node:timers/promises'
import type { WebClientOptions } from '@slack/web-api'
import type { SlackWaits } from './connect.ts'

type SlackFetch = NonNullable<WebClientOptions['fetch']>
type Attempt = { readonly response: Response } | { readonly error: unknown }

const API_URL = 'https://slack.com/api/'
/** How often a call is sent again. */
const RETRIES = 2

/**
 * Sent again after a lost answer, these could be there twice. `stopStream` is not among them: a stream ends once, and
 * Slack says so when it is told again. For the others there is no key that would make them so.
 */
const ONCE = new Set(['chat.postMessage', 'chat.postEphemeral', 'chat.startStream', 'views.open'])
/** Nobody misses them: they do not wait where Slack is busy. */
const COURTESIES = new Set(['assistant.threads.setStatus', 'assistant.threads.setSuggestedPrompts'])
/** The request never left this machine. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

/**
 * `fetch` with bounds on time, repetition and waiting. The client's own repetition would send everything again after a
 * lost answer, and its own waiting (`Retry-After`) stops the calls for all channels; both are to be off.
 */
export function createSlackFetch(waits: SlackWaits, apiUrl = API_URL): SlackFetch {
  return async (url, init) => {
    const address = String(url)
    let leftMs = waits.busyMs
    for (let i = 0; ; i++) {
      const attempt = await fetchOnce(url, init, waits.requestMs)
      // Response addresses may be used five times.
      const canRepeat = i < RETRIES && address.startsWith(apiUrl)
      const waitMs = canRepeat ? findWait(address.slice(apiUrl.length), attempt, waits.retryMs * 2 ** i) : undefined
      if (waitMs === undefined || waitMs > leftMs) return unwrap(attempt)
      if ('response' in attempt) await attempt.response.body?.cancel()
      leftMs -= waitMs
      await sleep(waitMs)
    }
  }
}

async function fetchOnce(
  url: Parameters<SlackFetch>[0],
  init: Parameters<SlackFetch>[1],
  timeoutMs: number,
): Promise<Attempt> {
  try {
    return { response: await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) }) }
  } catch (error) {
    return { error }
  }
}

/** How long to wait before a call is sent again; `undefined` where it may not be, or need not. */
function findWait(method: string, attempt: Attempt, retryMs: number): number | undefined {
  if ('error' in attempt) return ONCE.has(method) && !isNotSent(attempt.error) ? undefined : retryMs
  const { status, headers } = attempt.response
  if (status === 429) {
    const seconds = Number(headers.get('retry-after') ?? Number.NaN)
    return COURTESIES.has(method) || Number.isNaN(seconds) ? undefined : seconds * 1000
  }
  // At 504 it was a gateway that did not wait for the answer.
  if (status === 504 && ONCE.has(method)) return undefined
  return status >= 500 ? retryMs : undefined
}

function isNotSent(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && NOT_SENT.has(String(cause.code))
}

function unwrap(attempt: Attempt): Response {
  if ('error' in attempt) throw attempt.error
  return attempt.response
}
