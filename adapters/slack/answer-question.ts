import type { WebClient } from '@slack/web-api'
import type { ChannelParts } from '../../src/conversation/channel.ts'
import type { Reply } from '../../src/conversation/conversations.ts'
import { isAddressed } from '../../src/conversation/incoming-message.ts'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import { toPresentation } from '../../src/conversation/presentation.ts'
import type { AbandonedTask } from '../../src/store/event-claims.ts'
import { languageOf } from '../../src/text/language.ts'
import type { Deliverer } from './deliver-answer.ts'
import { type AnswerFrame, type RenderedMessage, renderAnswer, renderText } from './render-answer.ts'
import { type MessageEvent, messageEventSchema, type SlackMessage, toQuestion, toThreadKey } from './to-question.ts'

/** What the listeners of Slack work with. */
export interface SlackContext extends ChannelParts {
  readonly web: WebClient
  readonly deliverer: Deliverer
  /** Who the bot is; known once it is connected. */
  identity(): { readonly botUserId: string; readonly teamId: string }
}

/**
 * A message of a person: answered in its thread where it is for the bot, else left alone. Its claim is finished.
 * `onAccepted`: the claim is kept where other processes find it.
 */
export async function answerMessage(event: MessageEvent, context: SlackContext, onAccepted: () => void): Promise<void> {
  const { conversations, claims, logger } = context
  const message = toQuestion(event, context.identity().botUserId)
  const silence = await conversations.route(message, event)
  if (silence !== undefined) return logger.info('message left alone', { reason: silence })
  onAccepted()
  await claims.deal(message.key, () => answerInThread(message, context, { event: { isTakenUp: false, shown: null } }))
}

/** A message that another process had accepted, and could not answer: what it has shown is gone on with. */
export async function takeUpMessage({ key, data, shown }: AbandonedTask, context: SlackContext): Promise<void> {
  await context.claims.deal(key, async () => {
    const message = toQuestion(messageEventSchema.parse(data), context.identity().botUserId)
    await answerInThread(message, context, { event: { isTakenUp: true, shown } })
  })
}

/** How a question came. */
export interface AskedBy {
  /** Shown above the answer. */
  readonly header?: string
  /** An event that is held by its key; not a press, which is answered again when it is pressed later. */
  readonly event?: { readonly isTakenUp: boolean; readonly shown: string | null }
}

/** Answers in the thread of a question. */
export async function answerInThread(
  asked: SlackMessage,
  context: SlackContext,
  { header, event }: AskedBy,
): Promise<void> {
  const { conversations, claims, deliverer, logger } = context
  const { key } = asked
  const destination = { ...asked, teamId: asked.teamId ?? context.identity().teamId }
  const progress = event && { shown: event.shown, note: (ts: string) => claims.noteShown(key, ts) }
  const open = () => deliverer.open(destination, textsOf(languageOf(asked.text)), progress)
  const delivery = isAddressed(asked) ? open() : undefined
  const outcome = await conversations.ask(asked, event && { key, isTakenUp: event.isTakenUp })
  if (outcome.kind === 'silence') return logger.info('message left alone', { reason: 'nothing to say' })
  if (!(await claims.isHeld(key))) return logger.warn('a question was taken up by another process')
  const ts = await (delivery ?? open()).finish(renderReply(outcome, header === undefined ? {} : { header }))
  if (outcome.kind === 'answer') await conversations.attachReply(outcome.exchangeId, toThreadKey(asked.channelId, ts))
}

/** The messages for what is said to a question. */
export function renderReply(outcome: Reply, frame: Omit<AnswerFrame, 'exchangeId'>): readonly RenderedMessage[] {
  if (outcome.kind === 'failed') return [renderText(outcome.text)]
  return renderAnswer(toPresentation(outcome.answer), { ...frame, exchangeId: outcome.exchangeId })
}
