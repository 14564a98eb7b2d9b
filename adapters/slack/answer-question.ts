import type { WebClient } from '@slack/web-api'
import { languageOf } from '../../src/answer/understand/shape.ts'
import type { ChannelParts } from '../../src/conversation/channel.ts'
import type { Reply } from '../../src/conversation/conversations.ts'
import { isAddressed } from '../../src/conversation/incoming-message.ts'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import { toPresentation } from '../../src/conversation/presentation.ts'
import type { Deliverer } from './deliver-answer.ts'
import { type AnswerFrame, type RenderedMessage, renderAnswer, renderText } from './render-answer.ts'
import { type SlackMessage, toThreadKey } from './to-question.ts'

/** What the listeners of Slack work with. */
export interface SlackContext extends ChannelParts {
  readonly web: WebClient
  readonly deliverer: Deliverer
  /** Who the bot is; known once it is connected. */
  identity(): { readonly botUserId: string; readonly teamId: string }
}

/** A message of a person: answered in its thread where it is for the bot, else left alone. Its claim is finished. */
export async function answerMessage(message: SlackMessage, context: SlackContext): Promise<void> {
  const { conversations, logger } = context
  const silence = await conversations.route(message)
  if (silence !== undefined) return logger.info('message left alone', { reason: silence })
  await answerInThread(message, context)
  await conversations.finish(message.key)
}

/** Answers in the thread of a question; `header` is shown above the answer. */
export async function answerInThread(asked: SlackMessage, context: SlackContext, header?: string): Promise<void> {
  const { conversations, deliverer, logger } = context
  const destination = { ...asked, teamId: asked.teamId ?? context.identity().teamId }
  const open = () => deliverer.open(destination, textsOf(languageOf(asked.text)))
  const delivery = isAddressed(asked) ? open() : undefined
  const outcome = await conversations.ask(asked)
  if (outcome.kind === 'silence') return logger.info('message left alone', { reason: 'nothing to say' })
  const ts = await (delivery ?? open()).finish(renderReply(outcome, header === undefined ? {} : { header }))
  if (outcome.kind === 'answer') await conversations.attachReply(outcome.exchangeId, toThreadKey(asked.channelId, ts))
}

/** The messages for what is said to a question. */
export function renderReply(outcome: Reply, frame: Omit<AnswerFrame, 'exchangeId'>): readonly RenderedMessage[] {
  if (outcome.kind === 'failed') return [renderText(outcome.text)]
  return renderAnswer(toPresentation(outcome.answer), { ...frame, exchangeId: outcome.exchangeId })
}
