import type { BlockAction, RespondArguments, RespondFn, types } from '@slack/bolt'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import type { Language } from '../../src/domain.ts'
import type { SlackContext } from './answer-question.ts'
import { QUIET, type SlackContent, sendWithFallback } from './deliver-answer.ts'
import { plain, type RenderedMessage } from './render-answer.ts'
import { isRefused } from './slack-errors.ts'

/** A press of something in a message, and the address that it may be answered by. */
export interface Press {
  readonly body: BlockAction
  readonly respond: RespondFn
}

/** Tells the one who pressed something, where they did; by the response address where the bot may not post there. */
export async function replyPrivately(
  { body, respond }: Press,
  { web, logger }: Pick<SlackContext, 'web' | 'logger'>,
  text: string,
  more: readonly types.KnownBlock[] = [],
): Promise<void> {
  const blocks: types.KnownBlock[] = [{ type: 'section', text: plain(text) }, ...more]
  const thread = threadOf(body)
  const content = { text, blocks, ...(thread === undefined ? {} : { thread_ts: thread }) }
  try {
    await web.chat.postEphemeral({ channel: body.channel?.id ?? '', user: body.user.id, ...content })
  } catch (error) {
    if (!isRefused(error)) throw error
    logger.info('told by the response address', { error: `${error}` })
    await respond({ response_type: 'ephemeral', replace_original: false, ...content })
  }
}

/** Opens a window for whoever pressed a button; says so where it is too late for one: Slack gives three seconds. */
export async function openWindow(
  press: Press,
  context: SlackContext,
  view: types.ModalView,
  language: Language,
): Promise<void> {
  try {
    await context.web.views.open({ trigger_id: press.body.trigger_id, view })
  } catch (error) {
    context.logger.warn('a window could not be opened', { error: `${error}` })
    await replyPrivately(press, context, textsOf(language).notOpened)
  }
}

/** The thread that a pressed message stands in; `undefined` for one that stands in the channel. */
export function threadOf({ message }: BlockAction): string | undefined {
  const thread: unknown = message?.thread_ts
  return typeof thread === 'string' ? thread : undefined
}

/** Sends messages by a response address. @throws DeliveryError where one is taken in no form */
export async function respondWith(
  respond: RespondFn,
  messages: readonly RenderedMessage[],
  kind: 'ephemeral' | 'in_channel',
  { logger }: Pick<SlackContext, 'logger'>,
): Promise<void> {
  const common = { response_type: kind, replace_original: false, ...QUIET } as const
  const send = (content: SlackContent) => respond({ ...common, ...content } satisfies RespondArguments)
  for (const message of messages) await sendWithFallback(send, message, logger)
}
