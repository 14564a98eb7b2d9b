import { setTimeout as sleep } from 'node:timers/promises'
import { AppCredentials, type BotFrameworkAuthentication, ClaimsIdentity } from 'botframework-connector'
import { withinTime } from '../../src/conversation/within-time.ts'
import { DeliveryError } from '../../src/errors.ts'
import type { Logger } from '../../src/logger.ts'

/** How long a token is waited for, and the waits between tries; the last one is repeated. */
export interface ConnectTimes {
  readonly timeoutMs: number
  readonly waitsMs: readonly number[]
}

const TIMES: ConnectTimes = { timeoutMs: 10_000, waitsMs: [1000, 2000, 5000, 10_000, 30_000] }
/** Nothing is sent there: the SDK makes credentials only together with an address. */
const ANY_SERVICE_URL = 'https://smba.trafficmanager.net/'

/** Gets the token that answers are sent with, from where the SDK itself gets it. */
export async function fetchToken(authentication: BotFrameworkAuthentication, appId: string): Promise<string> {
  const identity = new ClaimsIdentity([{ type: 'aud', value: appId }], true)
  const { credentials } = await authentication.createConnectorFactory(identity).create(ANY_SERVICE_URL)
  return credentials instanceof AppCredentials ? credentials.getToken() : ''
}

/**
 * Whether answers can be sent: tries for a token until there is one (`true`) or `signal` is aborted (`false`). A refusal
 * is tried again, too: a new secret takes minutes to be known everywhere, and other channels go on meanwhile.
 */
export async function waitForToken(
  fetch: () => Promise<string>,
  logger: Logger,
  signal: AbortSignal,
  { timeoutMs, waitsMs }: ConnectTimes = TIMES,
): Promise<boolean> {
  for (let i = 0; !signal.aborted; i++) {
    try {
      const token = await withinTime(fetch(), timeoutMs, () => new DeliveryError(`no token within ${timeoutMs} ms`))
      if (token !== '') return true
      logger.warn('Microsoft gives no token to answer with; trying again', { reason: 'empty' })
    } catch (error) {
      logger.warn('Microsoft gives no token to answer with; trying again', { reason: toReason(error) })
    }
    await sleep(waitsMs[Math.min(i, waitsMs.length - 1)], undefined, { signal }).catch(() => {})
  }
  return false
}

/** Name and codes only: messages of the token library may quote the request. */
function toReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error instanceof DeliveryError) return error.message
  const { errorCode, code } = error as { errorCode?: unknown; code?: unknown }
  const codes = [errorCode, code, ...(error.message.match(/\bAADSTS\d+|\bE[A-Z]{5,}\b/gu) ?? [])]
  return [error.name, ...new Set(codes.filter((part) => typeof part === 'string'))].join(' ')
}
