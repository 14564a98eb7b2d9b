import type { App, RespondFn } from '@slack/bolt'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import { escapeEntities } from '../../src/conversation/to-markdown.ts'
import { shorten } from '../../src/text/cut.ts'
import { languageOf } from '../../src/text/language.ts'
import { renderReply, type SlackContext } from './answer-question.ts'
import { SLACK_LIMITS } from './limits.ts'
import { respondWith } from './reply-privately.ts'
import { toPlainText } from './to-plain-text.ts'
import { toChatKey } from './to-question.ts'

/** The command of the manifest. */
export const COMMAND = '/posture'

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
    context.work.run(() => answerPrivately(asked, context, respond))
  })
}

/** A question whose answer only the asker sees. */
export interface PrivateQuestion {
  readonly text: string
  readonly channelId: string
  readonly userId: string
  /** Names this very command or press. */
  readonly pressId: string
}

/**
 * Answers to the asker alone; the answer can be shared, and is no part of any thread. What is pressed twice in a row is
 * answered once: its claim is left to run out, so that who presses again later is answered again.
 */
export async function answerPrivately(
  { text, channelId, userId, pressId }: PrivateQuestion,
  context: SlackContext,
  respond: RespondFn,
): Promise<void> {
  const { conversations, claims } = context
  const key = `slack:${pressId}`
  if (!(await claims.claim(key))) return
  const chat = toChatKey(channelId)
  const outcome = await conversations.ask({
    platform: 'slack',
    chat,
    thread: `${chat}:private:${pressId}`,
    place: 'shared',
    isReply: false,
    mentions: { bot: true, others: false },
    asker: userId,
    text,
  })
  const header = textsOf(languageOf(text)).asked(shorten(text, SLACK_LIMITS.headerText))
  if (outcome.kind === 'silence') return
  await respondWith(respond, renderReply(outcome, { header, canShare: true }), 'ephemeral', context)
}
