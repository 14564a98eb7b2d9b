import { setTimeout as sleep } from 'node:timers/promises'
import { App, type AuthorizeResult, ExpressReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { Express } from 'express'
import type { SlackConfig } from '../../src/config.ts'
import type { Channel, ChannelParts } from '../../src/conversation/channel.ts'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import type { Logger } from '../../src/logger.ts'
import { acknowledgeLate } from './acknowledge-late.ts'
import { answerMessage, type SlackContext, takeUpMessage } from './answer-question.ts'
import { toBoltLogger } from './bolt-logger.ts'
import { findIdentity, type Identity, keepConnected, retry, SLACK_WAITS, type SlackWaits } from './connect.ts'
import { createDeliverer } from './deliver-answer.ts'
import { SLACK_LIMITS } from './limits.ts'
import { registerActions } from './on-action.ts'
import { registerCommand } from './on-command.ts'
import { registerFeedback } from './on-feedback.ts'
import { createSlackFetch } from './slack-fetch.ts'
import { messageEventSchema } from './to-question.ts'

/** A second is left for the way. */
const ACKNOWLEDGE_WITHIN_MS = 2000

/** Where Slack sends events, commands and presses of buttons over HTTP. */
export const SLACK_PATH = '/slack/events'

/**
 * The bot in one Slack workspace, by Socket Mode or by requests to {@link SLACK_PATH} of `server`. An event is
 * acknowledged once it is claimed, before its answer is made. `waits` is for tests.
 */
export function createSlackChannel(
  config: SlackConfig,
  server: Express,
  parts: ChannelParts,
  waits: SlackWaits = SLACK_WAITS,
): Channel {
  const { logger } = parts
  const clientOptions = toClientOptions(config, waits, logger)
  const web = new WebClient(config.botToken, clientOptions)
  const stop = new AbortController()
  let identity: Identity | undefined
  let isSocketOpen = false
  const isReady = () =>
    !stop.signal.aborted && identity !== undefined && (config.transport.kind === 'http' || isSocketOpen)

  const context: SlackContext = {
    ...parts,
    web,
    deliverer: createDeliverer(web, logger),
    identity: () => identity ?? { botUserId: '', teamId: '' },
  }
  const { receiver, socket } = createReceiver(config, server, clientOptions, logger, isReady)
  const app = new App({
    receiver,
    clientOptions,
    logger: toBoltLogger(logger),
    ignoreSelf: false,
    authorize: async () => toAuthorization(config.botToken, identity),
  })
  acknowledgeLate(app)
  app.error(async (error) => logger.error('a listener of Slack failed', { error: `${error}` }))
  registerEvents(app, context)
  registerCommand(app, context)
  registerActions(app, context)
  registerFeedback(app, context)
  socket?.on('connected', () => {
    isSocketOpen = true
  })
  socket?.on('disconnected', () => {
    isSocketOpen = false
  })

  return {
    name: 'slack',
    isReady,
    async connect() {
      const options = { waitsMs: waits.connectMs, logger, signal: stop.signal }
      identity = await retry(() => findIdentity(web), 'SLACK_BOT_TOKEN', options)
      if (socket) await keepConnected(socket, options)
    },
    takeUp: (task) => takeUpMessage(task, context),
    async disconnect() {
      stop.abort()
      if (isSocketOpen) await socket?.disconnect()
    },
  }
}

function toAuthorization(botToken: string, identity: Identity | undefined): AuthorizeResult {
  if (!identity) return { botToken }
  const { botUserId, botId, teamId } = identity
  return { botToken, botUserId, teamId, ...(botId === undefined ? {} : { botId }) }
}

/** Bounds every call: by default the client waits for ever, and tries again for half an hour; see createSlackFetch. */
function toClientOptions({ apiUrl }: SlackConfig, waits: SlackWaits, logger: Logger): WebClientOptions {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: createSlackFetch(waits, apiUrl),
    logger: toBoltLogger(logger),
  }
}

function createReceiver(
  { transport }: SlackConfig,
  server: Express,
  clientOptions: WebClientOptions,
  logger: Logger,
  isReady: () => boolean,
): { receiver: Receiver; socket?: SocketModeReceiver['client'] } {
  const boltLogger = toBoltLogger(logger)
  if (transport.kind === 'socket') {
    const receiver = new SocketModeReceiver({
      appToken: transport.appToken,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions },
      logger: boltLogger,
      // An event that could not be acknowledged comes again; a second acknowledgement would fail like the first.
      processEventErrorHandler: async ({ error }) => {
        logger.error('an event of Slack was not taken', { error: `${error}` })
        return false
      },
    })
    return { receiver, socket: receiver.client }
  }
  // Before the bot knows who it is, it could not tell what is for it, and a bot that stops takes nothing new: Slack sends
  // the event again.
  server.post(SLACK_PATH, (_, response, next) => {
    if (isReady()) next()
    else response.status(503).end()
  })
  const { signingSecret } = transport
  return { receiver: new ExpressReceiver({ signingSecret, app: server, endpoints: SLACK_PATH, logger: boltLogger }) }
}

function registerEvents(app: App, context: SlackContext): void {
  const onMessage = async ({ event }: { event: unknown }) => {
    const { data } = messageEventSchema.safeParse(event)
    if (data) await isAccepted(context, (onAccepted) => answerMessage(data, context, onAccepted))
  }
  app.event('app_mention', onMessage)
  app.event('message', onMessage)
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'messages') context.work.run(() => suggestPrompts(event.channel, context))
  })
}

/** Runs a task; resolves once it has taken or left what it is about, and in time for Slack, which waits three seconds. */
async function isAccepted({ work }: SlackContext, task: (onAccepted: () => void) => Promise<void>): Promise<void> {
  const accepted = new Promise<void>((resolve) => work.run(() => task(resolve).finally(resolve)))
  await Promise.race([accepted, sleep(ACKNOWLEDGE_WITHIN_MS, undefined, { ref: false })])
}

/** Questions to begin with, in the agent's tab. */
async function suggestPrompts(channel: string, { web, conversations, logger }: SlackContext): Promise<void> {
  const questions = (await conversations.suggestStart('ja')).slice(0, SLACK_LIMITS.suggestedPrompts)
  if (questions.length === 0) return
  const prompts = questions.map((question) => ({ title: question, message: question }))
  const { title } = textsOf('ja').welcome
  await web.assistant.threads
    .setSuggestedPrompts({ channel_id: channel, title, prompts })
    .catch((error) => logger.info('suggested prompts could not be shown', { error: `${error}` }))
}
