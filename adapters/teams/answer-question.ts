import type { TurnContext } from 'botbuilder'
import type { ChannelParts } from '../../src/conversation/channel.ts'
import { isAddressed } from '../../src/conversation/incoming-message.ts'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import { toPresentation } from '../../src/conversation/presentation.ts'
import { languageOf } from '../../src/text/language.ts'
import { openDelivery, type SendParts, type SendTimes, sendReplies } from './deliver-answer.ts'
import { dropRetries } from './drop-retries.ts'
import { renderAnswer, renderText, type TeamsReply } from './render-answer.ts'
import { type TeamsActivity, type TeamsMessage, toQuestion, toReplyKey } from './to-question.ts'

/** What activities are dealt with. */
export interface TeamsContext extends ChannelParts {
  readonly sendTimes: SendTimes
}

/**
 * An activity that was checked: a question that is for the bot is answered, an installation greeted. `onAccepted`: the
 * claim is kept where other processes find it; resolves once the activity is acknowledged.
 */
export async function handleActivity(
  activity: TeamsActivity,
  turn: TurnContext,
  context: TeamsContext,
  onAccepted: () => Promise<void>,
): Promise<void> {
  const { conversations, claims, logger } = context
  const send = toSendParts(turn, context)
  if (activity.type === 'installationUpdate') {
    await onAccepted()
    return welcome(activity, send, context)
  }
  const message = toQuestion(activity)
  if (!message) return
  const silence = await conversations.route(message, activity)
  if (silence !== undefined) return logger.info('message left alone', { reason: silence })
  await onAccepted()
  await claims.deal(message.key, () =>
    answerMessage(message, activity, { isTakenUp: false, shown: null }, send, context),
  )
}

/** An activity that another process had accepted, and could not answer: what it has shown is gone on with. */
export async function takeUpActivity(
  activity: TeamsActivity,
  shown: string | null,
  turn: TurnContext,
  context: TeamsContext,
): Promise<void> {
  const message = toQuestion(activity)
  if (message) await answerMessage(message, activity, { isTakenUp: true, shown }, toSendParts(turn, context), context)
}

function toSendParts(turn: TurnContext, { logger, sendTimes: times }: TeamsContext): SendParts {
  dropRetries(turn)
  return { context: turn, logger, times }
}

async function answerMessage(
  message: TeamsMessage,
  activity: TeamsActivity,
  { isTakenUp, shown }: { readonly isTakenUp: boolean; readonly shown: string | null },
  send: SendParts,
  { conversations, claims, logger }: TeamsContext,
): Promise<void> {
  const { key } = message
  const texts = textsOf(languageOf(message.text))
  const open = () => openDelivery(send, texts, { shown, note: (id) => claims.noteShown(key, id) })
  const delivery = isAddressed(message) ? open() : undefined
  const outcome = await conversations.ask(message, { key, isTakenUp })
  if (outcome.kind === 'silence') return logger.info('message left alone', { reason: 'nothing to say' })
  if (!(await claims.isHeld(key))) return logger.warn('a question was taken up by another process')
  const header = message.isPress ? { header: texts.asked(message.text) } : {}
  const replies: readonly TeamsReply[] =
    outcome.kind === 'failed'
      ? [renderText(outcome.text)]
      : renderAnswer(toPresentation(outcome.answer), { ...header, exchangeId: outcome.exchangeId })
  const id = await (delivery ?? open()).finish(replies)
  if (outcome.kind === 'answer' && id !== undefined) {
    await conversations.attachReply(outcome.exchangeId, toReplyKey(activity.conversation.id, id))
  }
}

/** Says once, to the person who added the bot, what it does and how to begin. */
async function welcome(
  activity: TeamsActivity,
  send: SendParts,
  { conversations, claims }: TeamsContext,
): Promise<void> {
  const { conversationType, id } = activity.conversation
  const key = `teams:welcome:${id}`
  if (activity.action !== 'add' || conversationType !== 'personal' || !(await claims.claim(key))) return
  const { title, text } = textsOf('ja').welcome
  await sendReplies(send, [renderText(`${text}\n\n${title}：`, await conversations.suggestStart('ja'))])
  await claims.finish(key)
}
