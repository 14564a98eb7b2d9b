import type { ButtonAction } from '@slack/bolt'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import { toPresentation } from '../../src/conversation/presentation.ts'
import { shorten } from '../../src/text/cut.ts'
import type { SlackContext } from './answer-question.ts'
import { postMessages } from './deliver-answer.ts'
import { SLACK_LIMITS } from './limits.ts'
import { renderAnswer } from './render-answer.ts'
import { type Press, replyPrivately, respondWith } from './reply-privately.ts'
import { isRefused } from './slack-errors.ts'
import { toChatKey, toThreadKey } from './to-question.ts'

/** Puts an answer that only its asker saw into the channel; a thread below it can be followed up. */
export async function shareAnswer(press: Press, action: ButtonAction, context: SlackContext): Promise<void> {
  const { conversations, claims, web, logger } = context
  const { body, respond } = press
  const channel = body.channel?.id ?? ''
  const exchange = await conversations.findExchange({ id: Number(action.value) })
  const texts = textsOf(exchange?.answer?.language ?? 'ja')
  if (exchange === null) return replyPrivately(press, context, texts.unavailable)
  const isOwn = exchange?.asker === body.user.id && exchange.chat === toChatKey(channel)
  if (!exchange?.answer || !isOwn) return replyPrivately(press, context, texts.feedback.gone)
  // Pressed twice, it is shared once.
  const key = `slack:share:${exchange.id}`
  if (!(await claims.claim(key))) return
  const person = texts.share.shared(body.user.name ?? body.user.id)
  const header = `${person}\n${texts.asked(shorten(exchange.question, SLACK_LIMITS.headerText))}`
  const messages = renderAnswer(toPresentation(exchange.answer), { header, exchangeId: exchange.id })
  try {
    const ts = await postMessages(web, logger, { channel }, messages)
    await conversations.repeat(exchange, { chat: toChatKey(channel), thread: toThreadKey(channel, ts) })
    await claims.finish(key)
  } catch (error) {
    // Slack may have it, and the same by another way would be a second one.
    if (!isRefused(error)) throw error
    // Where the bot is no member, the address of the private answer still leads into the channel.
    logger.info('shared by the response address', { error: `${error}` })
    try {
      await respondWith(respond, messages, 'in_channel', context)
      await claims.finish(key)
    } catch {
      await claims.release(key)
      await replyPrivately(press, context, texts.share.notPossible)
    }
  }
}
