import type { TurnContext } from 'botbuilder'
import type { InterfaceTexts } from '../../src/conversation/interface-texts.ts'
import { toMarkdown } from '../../src/conversation/to-markdown.ts'
import { DeliveryError } from '../../src/errors.ts'
import type { Logger } from '../../src/logger.ts'
import { cutIntoPages } from '../../src/text/cut.ts'
import { TEAMS_LIMITS } from './limits.ts'
import type { TeamsReply } from './render-answer.ts'

/** An answer on its way: progress is shown from the moment that this exists. */
export interface OpenDelivery {
  /**
   * Sends all of it; resolves to the id of its first message, `undefined` where Teams names none.
   * @throws DeliveryError where Teams took it in no form
   */
  finish(replies: readonly TeamsReply[]): Promise<string | undefined>
}

/** The SDK's client waits for ever: whatever it sends gets so long. */
const SEND_TIMEOUT_MS = 20_000
const MAX_PLAIN = 8000

/**
 * Shows progress at once: one to one as the first line of a stream, which the answer, verified and whole, ends;
 * elsewhere, where Teams refuses streams, as typing. What Teams refuses is sent again in a plainer way.
 */
export function openDelivery(context: TurnContext, texts: InterfaceTexts, logger: Logger): OpenDelivery {
  const isDirect = context.activity.conversation.conversationType === 'personal'
  const progress = isDirect ? toInformative(texts.working) : { type: 'typing' }
  const started = send(context, progress)
    .then((id) => (isDirect ? id : undefined))
    .catch((error) => {
      logger.info('progress could not be shown', { error: `${error}` })
      return undefined
    })
  return { finish: async (replies) => sendAnswer(context, logger, replies, await started) }
}

function toInformative(text: string): object {
  const entity = { type: 'streaminfo', streamType: 'informative', streamSequence: 1 }
  return { type: 'typing', text: text.slice(0, TEAMS_LIMITS.informative), entities: [entity] }
}

async function sendAnswer(
  context: TurnContext,
  logger: Logger,
  replies: readonly TeamsReply[],
  streamId: string | undefined,
): Promise<string | undefined> {
  const sent: (string | undefined)[] = []
  for (const [i, reply] of replies.entries()) {
    const isStreamed = i === 0 && streamId !== undefined
    const ways = [
      ...(isStreamed ? [() => endStream(context, reply, streamId)] : []),
      () => send(context, toActivity(reply)),
      () => sendPlain(context, reply),
    ]
    sent.push(await firstThatWorks(ways, logger))
  }
  return sent[0]
}

async function endStream(context: TurnContext, reply: TeamsReply, streamId: string): Promise<string> {
  const entity = { type: 'streaminfo', streamType: 'final', streamId }
  await send(context, { ...toActivity(reply), entities: [...reply.entities, entity] })
  return streamId
}

/** The text and the sources without cards and citations. */
async function sendPlain(context: TurnContext, reply: TeamsReply): Promise<string | undefined> {
  const sent: (string | undefined)[] = []
  for (const piece of cutIntoPages(reply.plain, MAX_PLAIN)) {
    sent.push(await send(context, { type: 'message', textFormat: 'markdown', text: toMarkdown(piece) }))
  }
  return sent[0]
}

function toActivity({ plain: _, ...activity }: TeamsReply): object {
  return activity
}

async function send(context: TurnContext, activity: object): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DeliveryError(`Teams did not answer within ${SEND_TIMEOUT_MS} ms.`)),
      SEND_TIMEOUT_MS,
    )
  })
  const sent = await Promise.race([context.sendActivity(activity), late]).finally(() => clearTimeout(timer))
  return sent?.id === undefined || sent.id === '' ? undefined : sent.id
}

async function firstThatWorks(
  ways: readonly (() => Promise<string | undefined>)[],
  logger: Logger,
): Promise<string | undefined> {
  let cause: unknown
  for (const way of ways) {
    try {
      return await way()
    } catch (error) {
      cause = error
      logger.warn('Teams refused a message', { error: `${error}` })
    }
  }
  throw new DeliveryError('Teams took the answer in no form.', { cause })
}
