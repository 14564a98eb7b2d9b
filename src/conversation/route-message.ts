import type { ConversationLog } from '../store/conversation-log.ts'
import { type IncomingMessage, isAddressed } from './incoming-message.ts'
import { isQuestion, isStatement, namesSomebody } from './is-question.ts'

/** Why a message is left alone. */
export type Silence =
  | 'not_a_person'
  | 'not_new'
  | 'not_addressed'
  | 'talks_to_others'
  | 'not_a_question'
  | 'seen_before'

/** What routing asks of others. */
export interface RouteParts {
  readonly log: Pick<ConversationLog, 'claim' | 'hasThread'>
  /** Whether a text names a product or an attribute that is known. */
  readonly concerns: (text: string) => Promise<boolean>
  readonly now: () => number
}

/**
 * Whether a message is for the bot: in a direct message, with a mention, or as a question in a thread that it has
 * answered in. `undefined` where it is to be answered; it is claimed then, and the same message is not answered twice.
 */
export async function routeMessage(message: IncomingMessage, parts: RouteParts): Promise<Silence | undefined> {
  const { log, concerns, now } = parts
  if (message.author !== 'person') return 'not_a_person'
  if (message.kind !== 'new') return 'not_new'
  if (!isAddressed(message)) {
    const { text } = message
    if (!message.isReply || !(await log.hasThread(message.thread))) return 'not_addressed'
    if (message.mentions.others || namesSomebody(text)) return 'talks_to_others'
    if (!isQuestion(text) && (isStatement(text) || !(await concerns(text)))) return 'not_a_question'
  }
  return (await log.claim(message.key, now())) ? undefined : 'seen_before'
}
