import type { Express } from 'express'
import type { ServeConfig } from '../../src/config.ts'
import type { Channel, ChannelParts } from '../../src/conversation/channel.ts'
import { createConversations } from '../../src/conversation/conversations.ts'
import { createWork } from '../../src/conversation/work.ts'
import type { OpenedEngine } from '../../src/open-engine.ts'
import { openSqliteConversationLog } from '../../src/store/sqlite-conversation-log.ts'
import type { CommandContext } from '../run-command.ts'
import { openWebServer } from './web-server.ts'

/** What is in hand when the process is told to stop gets so long; orchestrators kill after 30 seconds. */
const DRAIN_MS = 25_000
const DAY_MS = 86_400_000

/**
 * Serves every configured channel on one port until `signal` is aborted; then takes nothing new, finishes what is in
 * hand and returns the exit code. @throws ConfigError where a platform refuses the credentials
 */
export async function serveChannels(
  engine: OpenedEngine,
  { config, logger }: CommandContext<ServeConfig>,
  signal: AbortSignal,
): Promise<number> {
  // Libraries that open sockets leave promises behind; one that fails must not end everybody's conversations.
  process.on('unhandledRejection', (error) => logger.error('a promise was left behind', { error: `${error}` }))
  const now = () => Date.now()
  const log = await openSqliteConversationLog({
    dir: config.indexDir,
    historyDays: config.historyDays,
    now: now(),
    logger,
  })
  const forget = () =>
    log
      .forget(now())
      .catch((error) => logger.error('old conversations could not be forgotten', { error: describe(error) }))
  const forgetting = setInterval(forget, DAY_MS).unref()
  const work = createWork((error) => logger.error('work in hand failed', { error: describe(error) }))
  const conversations = createConversations({ engine, store: engine.store, log, logger, now })
  const channels: Channel[] = []
  const server = await openWebServer(config, {
    isIndexOpen: async () => (await engine.store.listPapers()).length > 0,
    channels,
    work,
    logger,
  })
  try {
    channels.push(...(await createChannels(config, server.app, { conversations, work, logger })))
    server.completeRoutes()
    const stopped = new Promise<void>((resolve) => {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve())
    })
    process.stdout.write(`listening on ${server.url}\n`)
    if (!signal.aborted) await Promise.race([Promise.all(channels.map(connect)).then(() => stopped), stopped])
    return 0
  } finally {
    clearInterval(forgetting)
    await Promise.allSettled(channels.map((channel) => channel.disconnect()))
    const isDone = await work.drain(DRAIN_MS)
    await server.close()
    if (!isDone) {
      logger.error('some answers were not finished in time', { left: work.size })
      // They hold connections open that nothing else ends.
      process.exit(1)
    }
    await log.close()
  }
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
