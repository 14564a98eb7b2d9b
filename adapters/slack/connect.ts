import type { SocketModeReceiver } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { ConfigError } from '../../src/errors.ts'
import type { Logger } from '../../src/logger.ts'

/** Who the bot is in its workspace. */
export interface Identity {
  readonly botUserId: string
  readonly botId: string | undefined
  readonly teamId: string
}

/** Errors that another try does not mend (Web API reference, auth.test and apps.connections.open). */
const REFUSALS = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'no_permission',
  'missing_scope',
  'not_allowed_token_type',
  'org_login_required',
])

/** Waits between tries; the last one is repeated. */
const WAITS_MS = [1000, 2000, 5000, 10_000, 30_000]

/** Runs `work` until it succeeds or `signal` is aborted; `undefined` then. @throws ConfigError where Slack refuses */
export async function retry<T>(
  work: () => Promise<T>,
  variable: string,
  logger: Logger,
  signal: AbortSignal,
): Promise<T | undefined> {
  for (let i = 0; !signal.aborted; i++) {
    try {
      return await work()
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal !== undefined) throw new ConfigError(`Slack refuses ${variable} (${refusal}).`, { cause: error })
      const waitMs = WAITS_MS[Math.min(i, WAITS_MS.length - 1)] ?? 0
      logger.warn('Slack cannot be reached; trying again', { waitMs, error: `${error}` })
      await sleep(waitMs, signal)
    }
  }
  return undefined
}

/** Asks Slack who the bot is. */
export async function findIdentity(web: WebClient): Promise<Identity> {
  const { user_id: botUserId, bot_id: botId, team_id: teamId } = await web.auth.test()
  if (!botUserId || !teamId) throw new ConfigError('Slack gives no user for SLACK_BOT_TOKEN: it is no bot token.')
  return { botUserId, botId, teamId }
}

/**
 * Keeps a socket open until `signal` is aborted. The client's own reconnection is off: it waits five seconds each time,
 * and a try that fails in it is an unhandled rejection. Resolves once the first connection stands.
 */
export async function keepConnected(
  client: SocketModeReceiver['client'],
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  const connect = () => retry(() => client.start(), 'SLACK_APP_TOKEN', logger, signal)
  let isConnecting = true
  client.on('disconnected', () => {
    if (signal.aborted || isConnecting) return
    isConnecting = true
    connect()
      .catch((error) => logger.error('the connection to Slack is lost for good', { error: `${error}` }))
      .finally(() => {
        isConnecting = false
      })
  })
  await connect()
  isConnecting = false
}

function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('data' in error)) return undefined
  const { error: reason } = error.data as { error?: unknown }
  return typeof reason === 'string' && REFUSALS.has(reason) ? reason : undefined
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
