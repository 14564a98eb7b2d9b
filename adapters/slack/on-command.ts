import type { App } from '@slack/bolt'
import { languageOf } from '../../src/answer/understand/shape.ts'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import { escapeEntities } from '../../src/conversation/to-markdown.ts'
import { cutIntoPages, shorten } from '../../src/text/cut.ts'
import { renderOutcome, type SlackContext } from './answer-question.ts'
import { QUIET, toPost } from './deliver-answer.ts'
import { SLACK_LIMITS } from './limits.ts'
import type { RenderedMessage } from './render-answer.ts'
import { toPlainText } from './to-plain-text.ts'
import { toChatKey } from './to-question.ts'

/** The command of the manifest. */
export const COMMAND = '/posture'

/** Sends a message by the address that Slack gave for it. */
export type Respond = (message: {
  readonly response_type: 'ephemeral' | 'in_channel'
  readonly replace_original: false
  readonly text: string
  readonly blocks?: ReturnType<typeof toPost>['blocks']
}) => Promise<unknown>

/** `/posture QUESTION` is answered to the one who asked, with a button that shares the answer. */
export function registerCommand(app: App, context: SlackContext): void {
  app.command(COMMAND, async ({ command, ack, respond }) => {
    const text = toPlainText(command.text ?? '')
    if (text === '') {
      await ack({ response_type: 'ephemeral', text: escapeEntities(textsOf('ja').usage(command.command)) })
      return
    }
    await ack()
    const asked = { text, channelId: command.channel_id, userId: command.user_id, pressId: command.trigger_id }
    context.work.run(() => answerPrivately(asked, context, respond as Respond))
  })
}

/** A question whose answer only the asker sees. */
export interface PrivateQuestion {
  readonly text: string
  readonly channelId: string
  readonly userId: string
  /** Slack's id of this very command or press. */
  readonly pressId: string
}

/** Answers to the asker alone; the answer can be shared, and is no part of any thread. */
export async function answerPrivately(
  { text, channelId, userId, pressId }: PrivateQuestion,
  context: SlackContext,
  respond: Respond,
): Promise<void> {
  const { conversations } = context
  const key = `slack:${pressId}`
  if (!conversations.claim(key)) return
  const chat = toChatKey(channelId)
  const outcome = await conversations.ask({
    platform: 'slack',
    chat,
    thread: `${chat}:private:${pressId}`,
    place: 'shared',
    isReply: false,
    asker: userId,
    text,
  })
  const header = textsOf(languageOf(text)).asked(shorten(text, SLACK_LIMITS.headerText))
  await respondWith(respond, renderOutcome(outcome, { header, canShare: true }), 'ephemeral', context)
  conversations.finish(key)
}

/** Sends messages by a response address; what is refused comes as text. */
export async function respondWith(
  respond: Respond,
  messages: readonly RenderedMessage[],
  kind: 'ephemeral' | 'in_channel',
  { logger }: Pick<SlackContext, 'logger'>,
): Promise<void> {
  const common = { response_type: kind, replace_original: false, ...QUIET } as const
  for (const message of messages) {
    try {
      await respond({ ...common, ...toPost(message) })
    } catch (error) {
      logger.warn('Slack refused a private answer; it is sent as text', { error: `${error}` })
      for (const piece of cutIntoPages(message.text, SLACK_LIMITS.sectionText)) {
        await respond({ ...common, text: escapeEntities(piece) })
      }
    }
  }
}
