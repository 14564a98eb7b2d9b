import type { TurnContext } from 'botbuilder'
import { languageOf } from '../../src/answer/understand/shape.ts'
import type { ChannelParts } from '../../src/conversation/channel.ts'
import { isAddressed } from '../../src/conversation/incoming-message.ts'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import { toPresentation } from '../../src/conversation/presentation.ts'
import { openDelivery, type SendParts, type SendTimes, sendReplies } from './deliver-answer.ts'
import { dropRetries } from './drop-retries.ts'
import { renderAnswer, renderText, type TeamsReply } from './render-answer.ts'
import { type TeamsActivity, type TeamsMessage, toQuestion, toReplyKey } from './to-question.ts'

/** What activities are dealt with. */
export interface TeamsContext extends ChannelParts {
  readonly sendTimes: SendTimes
}

/** An activity that was checked and acknowledged: a question that is for the bot is answered, an installation greeted. */
export async function handleActivity(activity: TeamsActivity, turn: TurnContext, context: TeamsContext): Promise<void> {
  const { conversations, logger } = context
  dropRetries(turn)
  const send: SendParts = { context: turn, logger, times: context.sendTimes }
  if (activity.type === 'installationUpdate') return welcome(activity, send, context)
  const message = toQuestion(activity)
  if (!message) return
  const silence = await conversations.route(message)
  if (silence !== undefined) return logger.info('message left alone', { reason: silence })
  await answerMessage(message, activity, send, context)
  await conversations.finish(message.key)
}

async function answerMessage(
  message: TeamsMessage,
  activity: TeamsActivity,
  send: SendParts,
  { conversations }: TeamsContext,
): Promise<void> {
  const texts = textsOf(languageOf(message.text))
  const delivery = isAddressed(message) ? openDelivery(send, texts) : undefined
  const outcome = await conversations.ask(message)
  if (outcome.kind === 'silence') return send.logger.info('message left alone', { reason: 'nothing to say' })
  const header = message.isPress ? { header: texts.asked(message.text) } : {}
  const replies: readonly TeamsReply[] =
    outcome.kind === 'failed'
      ? [renderText(outcome.text)]
      : renderAnswer(toPresentation(outcome.answer), { ...header, exchangeId: outcome.exchangeId })
  const id = await (delivery ?? openDelivery(send, texts)).finish(replies)
  if (outcome.kind === 'answer' && id !== undefined) {
    await conversations.attachReply(outcome.exchangeId, toReplyKey(activity.conversation.id, id))
  }
}

/** Says once, to the person who added the bot, what it does and how to begin. */
async function welcome(activity: TeamsActivity, send: SendParts, { conversations }: TeamsContext): Promise<void> {
  const { conversationType, id } = activity.conversation
  const key = `teams:welcome:${id}`
  if (activity.action !== 'add' || conversationType !== 'personal' || !(await conversations.claim(key))) return
  const { title, text } = textsOf('ja').welcome
  await sendReplies(send, [renderText(`${text}\n\n${title}：`, await conversations.suggestStart('ja'))])
  await conversations.finish(key)
}
