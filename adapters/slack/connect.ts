import { setTimeout as sleep } from 'node:timers/promises'
import type { SocketModeReceiver } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { ConfigError } from '../../src/errors.ts'
import type { Logger } from '../../src/logger.ts'
import { codeOf } from './slack-errors.ts'

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
  'team_disabled',
  'user_removed_from_team',
])

/** How long Slack is waited for. */
export interface SlackWaits {
  /** For one request. */
  readonly requestMs: number
  /** Before a request that failed is sent again; twice as long before the time after that. */
  readonly retryMs: number
  /** In all for one call where Slack is busy (`Retry-After`); where it wants more, the call is given up. */
  readonly busyMs: number
  /** Between tries to connect; the last one is repeated. */
  readonly connectMs: readonly number[]
}

/** What the bot waits in earnest. */
export const SLACK_WAITS: SlackWaits = {
  requestMs: 10_000,
  retryMs: 1000,
  busyMs: 30_000,
  connectMs: [1000, 2000, 5000, 10_000, 30_000],
}

/** What connecting needs: when to try again, whom to tell, and when to give up. */
export interface ConnectOptions {
  readonly waitsMs: readonly number[]
  readonly logger: Logger
  readonly signal: AbortSignal
}

/** Runs `work` until it succeeds or `signal` is aborted; `undefined` then. @throws ConfigError where Slack refuses */
export async function retry<T>(
  work: () => Promise<T>,
  variable: string,
  { waitsMs, logger, signal }: ConnectOptions,
): Promise<T | undefined> {
  for (let i = 0; !signal.aborted; i++) {
    try {
      return await work()
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal !== undefined) throw new ConfigError(`Slack refuses ${variable} (${refusal}).`, { cause: error })
      const waitMs = waitsMs[Math.min(i, waitsMs.length - 1)] ?? 0
      logger.warn('Slack cannot be reached; trying again', { waitMs, error: `${error}` })
      // Aborted, the loop ends.
      await sleep(waitMs, undefined, { signal }).catch(() => {})
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
  client: Pick<SocketModeReceiver['client'], 'on' | 'start' | 'disconnect'>,
  options: ConnectOptions,
): Promise<void> {
  const { logger, signal } = options
  const connect = () => retry(() => client.start(), 'SLACK_APP_TOKEN', options)
  let isConnecting = true
  // A connection that was on its way when the bot was stopped.
  client.on('connected', () => {
    if (signal.aborted) void client.disconnect()
  })
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
  const code = codeOf(error)
  return code !== undefined && REFUSALS.has(code) ? code : undefined
}
