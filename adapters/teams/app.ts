import { setTimeout as sleep } from 'node:timers/promises'
import { type Activity, CloudAdapter, TurnContext } from 'botbuilder'
import type { BotFrameworkAuthentication } from 'botframework-connector'
import express, { type Express, type Request, type Response } from 'express'
import type { TeamsConfig } from '../../src/config.ts'
import type { Channel, ChannelParts } from '../../src/conversation/channel.ts'
import type { Work } from '../../src/conversation/work.ts'
import type { AbandonedTask } from '../../src/store/event-claims.ts'
import { handleActivity, type TeamsContext, takeUpActivity } from './answer-question.ts'
import { checkActivity, createAuthentication, KEYS_TIMEOUT_MS } from './authenticate.ts'
import { fetchToken, waitForToken } from './connect.ts'
import { SEND_TIMES, type SendTimes } from './deliver-answer.ts'
import { keepEntityFields } from './keep-entity-fields.ts'
import { answerInvoke } from './on-invoke.ts'
import { activitySchema } from './to-question.ts'

/** Where Teams sends activities. */
export const TEAMS_PATH = '/api/messages'

/** Larger than any message of Teams. */
const MAX_BODY = '256kb'

/** Teams waits for 15 seconds; the keys may have taken eight of them. */
const ACKNOWLEDGE_WITHIN_MS = 5000

/** What tests change. */
export interface TeamsSettings {
  readonly authentication: BotFrameworkAuthentication
  readonly sendTimes: SendTimes
  readonly keysTimeoutMs: number
}

/**
 * The bot in Teams, by requests to {@link TEAMS_PATH} of `server`. An activity is checked, claimed, acknowledged, and
 * answered after that; invokes are answered in the response itself. It is ready once it has a token to answer with.
 */
export function createTeamsChannel(
  config: TeamsConfig,
  server: Express,
  parts: ChannelParts,
  settings: Partial<TeamsSettings> = {},
): Channel {
  const { logger } = parts
  const authentication = settings.authentication ?? createAuthentication(config)
  const context: TeamsContext = { ...parts, sendTimes: settings.sendTimes ?? SEND_TIMES }
  keepEntityFields()
  const adapter = new CloudAdapter(authentication)
  // Whatever a turn throws ends here; the SDK would throw its stack as the message of another error.
  adapter.onTurnError = async (_, error) => logger.error('an activity could not be dealt with', { error: `${error}` })
  const stop = new AbortController()
  let hasToken = config.kind === 'insecure_local'

  server.post(TEAMS_PATH, express.json({ limit: MAX_BODY }), async (request: Request, response: Response) => {
    if (stop.signal.aborted) return void response.status(503).end()
    const activity = activitySchema.safeParse(request.body).data
    if (!activity) return void response.status(400).end()
    const { authorization } = request.headers
    const keysTimeoutMs = settings.keysTimeoutMs ?? KEYS_TIMEOUT_MS
    const verdict = await checkActivity(activity, authorization, config, authentication, keysTimeoutMs)
    if (!verdict.isAllowed) {
      logger.warn('an activity was refused', { status: verdict.status, reason: verdict.reason })
      return void response.status(verdict.status).end()
    }
    // The check takes seconds at worst; the channel may have been stopped meanwhile.
    if (stop.signal.aborted) return void response.status(503).end()
    if (activity.type === 'invoke') {
      const { status, body } = await answerInvoke(activity, parts)
      return void response.status(status).json(body)
    }
    await acknowledge(response, parts.work, (onAccepted) => {
      const turn = (sdk: TurnContext) => handleActivity(activity, sdk, context, onAccepted)
      return adapter.processActivityDirect(verdict.identity, request.body as Activity, turn)
    })
  })

  return {
    name: 'teams',
    isReady: () => hasToken && !stop.signal.aborted,
    async connect() {
      if (config.kind === 'insecure_local') return
      hasToken = await waitForToken(() => fetchToken(authentication, config.appId), logger, stop.signal)
    },
    takeUp: (task) => takeUp(task, config, adapter, context),
    disconnect: async () => stop.abort(),
  }
}

/**
 * Runs a task, and answers the request once it calls `onAccepted`, or in time for Teams. The task goes on after that: what
 * is said before the message is acknowledged, a client may get before it knows the message.
 */
async function acknowledge(
  response: Response,
  work: Work,
  task: (onAccepted: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const late = sleep(ACKNOWLEDGE_WITHIN_MS, undefined, { ref: false })
  const isOver = new Promise<void>((resolve) => (response.closed ? resolve() : response.once('close', resolve)))
  const accepted = new Promise<void>((resolve) => {
    const onAccepted = () => {
      resolve()
      return Promise.race([isOver, late])
    }
    work.run(() => task(onAccepted).finally(resolve))
  })
  await Promise.race([accepted, late])
  response.status(200).end()
}

/** Answers with an address and an identity of the bot's own: whoever sent the activity is not there any more. */
async function takeUp(
  { key, data, shown }: AbandonedTask,
  config: TeamsConfig,
  adapter: CloudAdapter,
  context: TeamsContext,
): Promise<void> {
  await context.claims.deal(key, async () => {
    const activity = activitySchema.parse(data)
    const reference = TurnContext.getConversationReference(data as Activity)
    const appId = config.kind === 'insecure_local' ? '' : config.appId
    await adapter.continueConversationAsync(appId, reference, async (turn) => {
      // Else the answer would be to an activity that the SDK has made up.
      if (activity.id !== undefined) turn.activity.id = activity.id
      await takeUpActivity(activity, shown, turn, context)
    })
  })
}
