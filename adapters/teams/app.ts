import { type Activity, CloudAdapter, type TurnContext } from 'botbuilder'
import type { BotFrameworkAuthentication } from 'botframework-connector'
import express, { type Express, type Request, type Response } from 'express'
import { languageOf } from '../../src/answer/understand/shape.ts'
import type { TeamsConfig } from '../../src/config.ts'
import type { Channel, ChannelParts } from '../../src/conversation/channel.ts'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import { toPresentation } from '../../src/conversation/presentation.ts'
import { checkActivity, createAuthentication } from './authenticate.ts'
import { openDelivery } from './deliver-answer.ts'
import { keepEntityFields } from './keep-entity-fields.ts'
import { answerInvoke } from './on-invoke.ts'
import { renderAnswer, renderText } from './render-answer.ts'
import { activitySchema, type TeamsActivity, type TeamsMessage, toQuestion, toReplyKey } from './to-question.ts'

/** Where Teams sends activities. */
export const TEAMS_PATH = '/api/messages'

/** Larger than any message of Teams. */
const MAX_BODY = '256kb'

/**
 * The bot in Teams, by requests to {@link TEAMS_PATH} of `server`. An activity is checked, acknowledged, and answered
 * after that; invokes are answered in the response itself. `authentication` is for tests.
 */
export function createTeamsChannel(
  config: TeamsConfig,
  server: Express,
  parts: ChannelParts,
  authentication: BotFrameworkAuthentication = createAuthentication(config),
): Channel {
  const { work, logger } = parts
  keepEntityFields()
  const adapter = new CloudAdapter(authentication)
  // Keeps the SDK from wrapping what a turn throws; the turn itself reports it.
  adapter.onTurnError = async (_, error) => {
    throw error
  }
  let isStopped = false

  server.post(TEAMS_PATH, express.json({ limit: MAX_BODY }), async (request: Request, response: Response) => {
    const activity = activitySchema.safeParse(request.body).data
    if (!activity) return void response.status(400).end()
    const verdict = await checkActivity(activity, request.headers.authorization, config, authentication)
    if (!verdict.isAllowed) {
      logger.warn('an activity was refused', { status: verdict.status, reason: verdict.reason })
      return void response.status(verdict.status).end()
    }
    if (activity.type === 'invoke') {
      const { status, body } = await answerInvoke(activity, parts)
      return void response.status(status).json(body)
    }
    response.status(200).end()
    const turn = (context: TurnContext) => handleActivity(activity, context, parts)
    work.run(() => adapter.processActivityDirect(verdict.identity, request.body as Activity, turn))
  })

  return {
    name: 'teams',
    // Teams comes to the bot: there is no connection that could be down.
    isReady: () => !isStopped,
    connect: async () => {},
    disconnect: async () => {
      isStopped = true
    },
  }
}

async function handleActivity(activity: TeamsActivity, context: TurnContext, parts: ChannelParts): Promise<void> {
  if (activity.type === 'installationUpdate') return welcome(activity, context, parts)
  const message = toQuestion(activity)
  if (!message) return
  const { conversations, logger } = parts
  const silence = await conversations.route(message)
  if (silence !== undefined) return logger.info('message left alone', { reason: silence })
  await answerMessage(message, activity, context, parts)
  conversations.finish(message.key)
}

async function answerMessage(
  message: TeamsMessage,
  activity: TeamsActivity,
  context: TurnContext,
  { conversations, logger }: ChannelParts,
): Promise<void> {
  const texts = textsOf(languageOf(message.text))
  const delivery = openDelivery(context, texts, logger)
  const outcome = await conversations.ask(message)
  if (outcome.kind === 'failed') {
    await delivery.finish([renderText(outcome.text)])
    return
  }
  const header = message.isPress ? { header: texts.asked(message.text) } : {}
  const frame = { ...header, exchangeId: outcome.exchangeId }
  const id = await delivery.finish(renderAnswer(toPresentation(outcome.answer), frame))
  if (id !== undefined) conversations.attachReply(outcome.exchangeId, toReplyKey(activity.conversation.id, id))
}

/** Says once, to the person who added the bot, what it does and how to begin. */
async function welcome(activity: TeamsActivity, context: TurnContext, { conversations }: ChannelParts): Promise<void> {
  const { conversationType, id } = activity.conversation
  const key = `teams:welcome:${id}`
  if (activity.action !== 'add' || conversationType !== 'personal' || !conversations.claim(key)) return
  const { title, text } = textsOf('ja').welcome
  const reply = renderText(`${text}\n${title}：`, await conversations.suggestStart('ja'))
  await openDelivery(context, textsOf('ja'), { info: () => {}, warn: () => {}, error: () => {} }).finish([reply])
  conversations.finish(key)
}
