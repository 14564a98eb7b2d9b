import type { BlockAction, ButtonAction } from '@slack/bolt'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import { toPresentation } from '../../src/conversation/presentation.ts'
import type { SlackContext } from './answer-question.ts'
import { QUIET, toPost } from './deliver-answer.ts'
import { type Respond, respondWith } from './on-command.ts'
import { renderAnswer } from './render-answer.ts'
import { toChatKey, toThreadKey } from './to-question.ts'

/** Puts an answer that only its asker saw into the channel; a thread below it can be followed up. */
export async function shareAnswer(
  body: BlockAction<ButtonAction>,
  action: ButtonAction,
  context: SlackContext,
  respond: Respond,
): Promise<void> {
  const { conversations, web, logger } = context
  const channel = body.channel?.id
  const key = `slack:share:${action.value}`
  const exchange = conversations.findExchange({ id: Number(action.value) })
  const isOwn = exchange?.asker === body.user.id && exchange.chat === toChatKey(channel ?? '')
  if (channel === undefined || !exchange?.answer || !isOwn) {
    await respondPrivately(respond, textsOf('ja').feedback.gone)
    return
  }
  // Pressed twice, it is shared once.
  if (!conversations.claim(key)) return
  const { language } = exchange.answer
  const header = `${textsOf(language).share.shared(body.user.name ?? body.user.id)}\n${textsOf(language).asked(exchange.question)}`
  const presentation = toPresentation(exchange.answer)
  try {
    const [first, ...others] = renderAnswer(presentation, { header, exchangeId: exchange.id })
    if (!first) return
    const ts = (await web.chat.postMessage({ channel, ...QUIET, ...toPost(first) })).ts ?? ''
    for (const message of others) {
      await web.chat.postMessage({ channel, thread_ts: ts, ...QUIET, ...toPost(message) })
    }
    conversations.repeat(exchange, { chat: toChatKey(channel), thread: toThreadKey(channel, ts) })
  } catch (error) {
    // Where the bot is no member, the address of the private answer still leads into the channel.
    logger.info('shared by the response address', { error: `${error}` })
    await respondWith(
      respond,
      renderAnswer(presentation, { header, exchangeId: exchange.id }),
      'in_channel',
      context,
    ).catch(() => respondPrivately(respond, textsOf(language).share.notPossible))
  }
  conversations.finish(key)
}

async function respondPrivately(respond: Respond, text: string): Promise<void> {
  await respond({ response_type: 'ephemeral', replace_original: false, text })
}
