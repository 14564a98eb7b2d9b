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
  readonly hasThread: (thread: string) => Promise<boolean>
  /** Whether a text names a product or an attribute that is known. */
  readonly concerns: (text: string) => Promise<boolean>
  /** See ClaimsInHand.claim. */
  readonly claim: (key: string) => Promise<boolean>
}

/**
 * Whether a message is for the bot: in a direct message, with a mention, or as a question in a thread that it has
 * answered in. `undefined` where it is to be answered; it is claimed then, and the same message is not answered twice.
 */
export async function routeMessage(message: IncomingMessage, parts: RouteParts): Promise<Silence | undefined> {
  const { hasThread, concerns, claim } = parts
  if (message.author !== 'person') return 'not_a_person'
  if (message.kind !== 'new') return 'not_new'
  if (!isAddressed(message)) {
    const { text } = message
    if (!message.isReply || !(await hasThread(message.thread))) return 'not_addressed'
    if (message.mentions.others || namesSomebody(text)) return 'talks_to_others'
    if (!isQuestion(text) && (isStatement(text) || !(await concerns(text)))) return 'not_a_question'
  }
  return (await claim(message.key)) ? undefined : 'seen_before'
}
