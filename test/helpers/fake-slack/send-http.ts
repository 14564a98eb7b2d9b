import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { takeAck } from './ack-body.ts'
import type { JsonObject } from './json.ts'
import type { World } from './world.ts'

/** How a payload goes to a request URL. */
export interface SendOptions {
  /** Events are JSON, commands a form, actions and view submissions a form with one field `payload`. */
  readonly kind: 'event' | 'command' | 'action'
  /** Default: the fake's own. */
  readonly signingSecret?: string
  /** Seconds since 1970; default: now. */
  readonly timestamp?: number
  readonly retryNum?: number
  readonly retryReason?: string
  /** Leaves out the two headers of the signature. */
  readonly isUnsigned?: boolean
  /** Gives up after so long; default 60,000. */
  readonly timeoutMs?: number
}

/** What the request URL answered. */
export interface HttpResult {
  readonly status: number
  readonly body: string
  readonly headers: Headers
  readonly ms: number
}

/** One try of a delivery; `status` is `undefined` when no answer came in time or at all. */
export interface HttpAttempt {
  readonly status: number | undefined
  readonly body: string | undefined
  readonly retryNum: number
  readonly retryReason: string | undefined
}

/** Signs a raw body as Slack does: `v0=` and the HMAC-SHA256 of `v0:timestamp:body`. */
function sign(body: string, timestamp: number, signingSecret: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`
}

/** Posts a payload once. Throws when there is no answer. */
export async function sendHttp(
  world: World,
  url: string,
  payload: JsonObject,
  options: SendOptions,
): Promise<HttpResult> {
  const { body, contentType } = encode(payload, options.kind)
  const timestamp = options.timestamp ?? Math.floor(Date.now() / 1000)
  const signature = sign(body, timestamp, options.signingSecret ?? world.settings.signingSecret)
  const start = performance.now()
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...(options.isUnsigned ? {} : { 'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': signature }),
      ...(options.retryNum === undefined ? {} : { 'x-slack-retry-num': String(options.retryNum) }),
      ...(options.retryReason === undefined ? {} : { 'x-slack-retry-reason': options.retryReason }),
    },
    body,
    signal: AbortSignal.timeout(options.timeoutMs ?? 60_000),
  })
  const text = await response.text()
  if (response.status === 200) takeAck(world, payload, text)
  return { status: response.status, body: text, headers: response.headers, ms: performance.now() - start }
}

/**
 * Delivers a payload as Slack does: waits `ackWithinMs` for a 2xx; an event that got none is sent again, the same
 * `event_id` in it, up to three times with `X-Slack-Retry-Num` and `-Reason`, unless the answer said
 * `X-Slack-No-Retry: 1`. Commands and actions are tried once: there Slack shows the user an error.
 */
export async function deliverHttp(
  world: World,
  url: string,
  payload: JsonObject,
  options: Omit<SendOptions, 'retryNum' | 'retryReason' | 'timeoutMs'>,
): Promise<readonly HttpAttempt[]> {
  const delays = options.kind === 'event' ? world.settings.retryDelaysMs : []
  const attempts: HttpAttempt[] = []
  let reason: string | undefined
  for (const [retryNum, delayMs] of [0, ...delays].entries()) {
    await sleep(delayMs)
    const retry = reason === undefined ? {} : { retryNum, retryReason: reason }
    const { result, failure } = await tryOnce(world, url, payload, { ...options, ...retry })
    attempts.push({ status: result?.status, body: result?.body, retryNum, retryReason: reason })
    if (failure === undefined || result?.headers.get('x-slack-no-retry') === '1') break
    reason = failure
  }
  return attempts
}

async function tryOnce(
  world: World,
  url: string,
  payload: JsonObject,
  options: SendOptions,
): Promise<{ result?: HttpResult; failure?: string }> {
  try {
    const result = await sendHttp(world, url, payload, { ...options, timeoutMs: world.settings.ackWithinMs })
    return result.status >= 200 && result.status < 300 ? { result } : { result, failure: 'http_error' }
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError'
    return { failure: isTimeout ? 'http_timeout' : 'connection_failed' }
  }
}

function encode(payload: JsonObject, kind: SendOptions['kind']): { body: string; contentType: string } {
  if (kind === 'event') return { body: JSON.stringify(payload), contentType: 'application/json' }
  const fields =
    kind === 'action'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]))
  return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' }
}
