import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Express } from 'express'
import type { ServeConfig } from '../../src/config.ts'
import type { Channel, ChannelParts } from '../../src/conversation/channel.ts'
import { createClaimsInHand } from '../../src/conversation/claims-in-hand.ts'
import { createConversations } from '../../src/conversation/conversations.ts'
import { keepTakingUp } from '../../src/conversation/take-up-tasks.ts'
import { createWork, type Work } from '../../src/conversation/work.ts'
import type { Logger } from '../../src/logger.ts'
import type { OpenedEngine } from '../../src/open-engine.ts'
import type { ConversationLog } from '../../src/store/conversation-log.ts'
import { createPatience } from '../../src/store/patience.ts'
import type { CommandContext } from '../run-command.ts'
import { createIndexCheck } from './check-index.ts'
import { openWhenReachable } from './open-when-reachable.ts'
import { openWebServer, type Problem } from './web-server.ts'

/** What is in hand when the process is told to stop gets so long; orchestrators kill after 30 seconds. */
const DRAIN_MS = 25_000
const DAY_MS = 86_400_000

/** What is served from. */
export interface Served {
  readonly engine: OpenedEngine
  readonly log: ConversationLog
}

/**
 * Serves every configured channel on one port until `signal` is aborted; then takes nothing new, finishes what is in
 * hand and returns the exit code. It listens at once, and says on `/readyz` what is missing yet.
 * @throws ConfigError where a platform refuses the credentials
 */
export async function serveChannels(
  open: () => Promise<Served>,
  { config, logger }: CommandContext<ServeConfig>,
  signal: AbortSignal,
): Promise<number> {
  // Libraries that open sockets leave promises behind; one that fails must not end everybody's conversations.
  process.on('unhandledRejection', (error) => logger.error('a promise was left behind', { error: `${error}` }))
  const work = createWork((error) => logger.error('work in hand failed', { error: describe(error) }))
  const channels: Channel[] = []
  let problem: Problem | undefined = { missing: 'index' }
  let served: Served | undefined
  const checkIndex = createIndexCheck()
  const findProblems = async () => (served ? checkIndex(served.engine) : problem ? [problem] : [])
  const server = await openWebServer(config, { findProblems, channels, work, logger })
  process.stdout.write(`listening on ${server.url}\n`)
  const ending = new AbortController()
  try {
    served = await openWhenReachable(open, logger, signal, (error) => {
      problem = { missing: 'database', why: error.message }
    })
    if (!served) return 0
    const parts = createParts(served, work, logger)
    channels.push(...(await createChannels(config, server.app, parts)))
    server.completeRoutes()
    void keepForgetting(served.log, logger, ending.signal)
    void keepTakingUp({ ...parts, channels }, ending.signal)
    if (!signal.aborted)
      await Promise.race([Promise.all(channels.map(connect)).then(() => aborted(signal)), aborted(signal)])
    return 0
  } finally {
    await Promise.allSettled(channels.map((channel) => channel.disconnect()))
    const isDone = await work.drain(DRAIN_MS)
    ending.abort()
    await server.close()
    if (!isDone) {
      logger.error('some answers were not finished in time', { left: work.size })
      // They hold connections open that nothing else ends.
      process.exit(1)
    }
    await served?.log.close()
    await served?.engine.close()
  }
}

function createParts({ engine, log }: Served, work: Work, logger: Logger): ChannelParts {
  const now = () => Date.now()
  const patience = createPatience()
  const claims = createClaimsInHand({ log, patience, logger, now })
  const conversations = createConversations({ engine, store: engine.store, log, claims, patience, logger, now })
  return { conversations, claims, work, logger }
}

async function keepForgetting(log: ConversationLog, logger: Logger, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(DAY_MS, undefined, { signal, ref: false }).catch(() => {})
    if (signal.aborted) return
    await log
      .forget(Date.now())
      .catch((error) => logger.error('old conversations could not be forgotten', { error: describe(error) }))
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}

async function connect(channel: Channel): Promise<void> {
  await channel.connect()
  if (channel.isReady()) process.stdout.write(`${channel.name} is connected\n`)
}

/** SDKs are loaded only where their platform is configured: they take half a second each. */
async function createChannels(config: ServeConfig, app: Express, parts: ChannelParts): Promise<Channel[]> {
  const { slack, teams } = config
  const channels: Channel[] = []
  if (slack) channels.push((await import('../../adapters/slack/app.ts')).createSlackChannel(slack, app, parts))
  if (teams) channels.push((await import('../../adapters/teams/app.ts')).createTeamsChannel(teams, app, parts))
  return channels
}

function describe(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? ` (${error.cause})` : ''
  return `${error}${cause}`
}
