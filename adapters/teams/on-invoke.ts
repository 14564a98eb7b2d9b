import { z } from 'zod'
import type { ChannelParts } from '../../src/conversation/channel.ts'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import { toPresentation } from '../../src/conversation/presentation.ts'
import { type SectionView, sectionRefSchema } from '../../src/conversation/section-view.ts'
import { isDatabaseDown } from '../../src/errors.ts'
import { ACTIONS, renderAnswerCard } from './render-answer.ts'
import { renderSection } from './render-section.ts'
import { type TeamsActivity, toChatKey, toReplyKey } from './to-question.ts'

/** What an invoke is answered with, in the body of its HTTP response. */
export interface InvokeAnswer {
  readonly status: number
  readonly body: object
}

const exchangeId = z.number().int().min(1).nullable()
const cardActionSchema = z.object({
  action: z.discriminatedUnion('verb', [
    z.object({
      verb: z.literal(ACTIONS.openSection),
      data: z.object({ ref: sectionRefSchema, exchangeId, page: z.number().int().min(0).default(0) }),
    }),
    z.object({ verb: z.literal(ACTIONS.back), data: z.object({ ref: sectionRefSchema, exchangeId }) }),
  ]),
})

/** Teams sends the words as JSON in a string, tools as plain text (Microsoft: "bot-messages-ai-generated-content"). */
const feedbackSchema = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({
    reaction: z.enum(['like', 'dislike']),
    feedback: z.string().max(10_000).nullish().transform(toReason),
  }),
})

/** Buttons of cards and thumbs; anything else is not implemented. */
export async function answerInvoke(activity: TeamsActivity, parts: ChannelParts): Promise<InvokeAnswer> {
  switch (activity.name) {
    case 'adaptiveCard/action':
      return openCard(activity, parts)
    case 'message/submitAction':
      return saveFeedback(activity, parts)
    default:
      return { status: 501, body: {} }
  }
}

async function openCard(activity: TeamsActivity, { conversations, logger }: ChannelParts): Promise<InvokeAnswer> {
  const { data } = cardActionSchema.safeParse(activity.value)
  if (!data) return { status: 400, body: {} }
  const { action } = data
  if (action.verb === ACTIONS.openSection) {
    const { ref, exchangeId: id, page } = action.data
    let section: SectionView | undefined
    try {
      section = await conversations.openSection(ref)
    } catch (error) {
      if (!isDatabaseDown(error)) throw error
      logger.error('a section could not be read', { error: `${error}` })
      return toErrorAnswer(503, textsOf(ref.language).unavailable)
    }
    return toCardAnswer(renderSection(section, ref, id, page))
  }
  const { ref, exchangeId: id } = action.data
  const exchange = id === null ? undefined : await conversations.findExchange({ id })
  if (exchange === null) return toErrorAnswer(503, textsOf(ref.language).unavailable)
  const isHere = exchange?.chat === toChatKey(activity.conversation.id)
  if (!isHere || !exchange.answer) return toErrorAnswer(404)
  const card = renderAnswerCard(toPresentation(exchange.answer), { exchangeId: exchange.id }, ref)
  return card ? toCardAnswer(card) : toErrorAnswer(404)
}

/** Teams shows the message, or words of its own where there is none. */
function toErrorAnswer(statusCode: 404 | 503, message = ''): InvokeAnswer {
  const code = statusCode === 404 ? 'NotFound' : 'ServiceUnavailable'
  return { status: 200, body: { statusCode, type: 'application/vnd.microsoft.error', value: { code, message } } }
}

/** Whoever pressed sees the card in the place of the answer's; the others see what they saw. */
function toCardAnswer(card: object): InvokeAnswer {
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card } }
}

/** Teams thanks by itself and shows it to that person only. */
async function saveFeedback(activity: TeamsActivity, { conversations, logger }: ChannelParts): Promise<InvokeAnswer> {
  const { data } = feedbackSchema.safeParse(activity.value)
  if (!data) return { status: 400, body: {} }
  const { id } = activity.conversation
  const person = activity.from.aadObjectId ?? activity.from.id
  const exchange = await conversations.findExchange(
    activity.replyToId
      ? { replyKey: toReplyKey(id, activity.replyToId) }
      : // Without the message's id, what this person was answered last in this chat.
        { chat: toChatKey(id), asker: person },
  )
  const vote = data.actionValue.reaction === 'like' ? ('up' as const) : ('down' as const)
  const result = exchange
    ? await conversations.vote({ exchangeId: exchange.id, person, vote, reason: data.actionValue.feedback })
    : 'not_saved'
  if (result !== 'saved') logger.warn('feedback could not be saved', { isKnown: exchange !== undefined })
  // Teams tells the person that it did not go through.
  return { status: result === 'saved' ? 200 : 500, body: {} }
}

function toReason(feedback: string | null | undefined): string | null {
  const text = (feedback ?? '').trim()
  try {
    const { data } = z.object({ feedbackText: z.string() }).safeParse(JSON.parse(text))
    return data ? data.feedbackText.trim() || null : text || null
  } catch {
    return text || null
  }
}
