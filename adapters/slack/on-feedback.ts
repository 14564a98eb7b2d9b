import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { z } from 'zod'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import type { Language } from '../../src/domain.ts'
import type { StoredExchange } from '../../src/store/conversation-log.ts'
import type { SlackContext } from './answer-question.ts'
import { ACTIONS, plain } from './render-answer.ts'
import { openWindow, type Press, replyPrivately } from './reply-privately.ts'

const voteSchema = z
  .string()
  .regex(/^(?:up|down):\d{1,15}$/u)
  .transform((value) => {
    const [vote, id] = value.split(':')
    return { vote: vote === 'up' ? ('up' as const) : ('down' as const), exchangeId: Number(id) }
  })

const REASON = { block: 'reason', action: 'text' } as const

/** Thumbs are kept with who pressed them; thanks, and the form for a reason, are seen by that person only. */
export function registerFeedback(app: App, context: SlackContext): void {
  const { work, conversations } = context
  app.action(ACTIONS.feedback, async ({ ack, body, action, respond }) => {
    await ack()
    const { data } = voteSchema.safeParse('value' in action ? action.value : undefined)
    if (data) work.run(() => saveVote({ body: body as BlockAction, respond }, data, context))
  })
  app.action<BlockAction<ButtonAction>>(ACTIONS.feedbackReason, async ({ ack, body, action, respond }) => {
    await ack()
    const { data } = voteSchema.safeParse(action.value)
    if (data) work.run(() => askReason({ body, respond }, data, context))
  })
  app.view(ACTIONS.feedbackReason, async ({ ack, body, view }) => {
    const { data } = voteSchema.safeParse(view.private_metadata)
    const reason = view.state.values[REASON.block]?.[REASON.action]?.value?.trim()
    if (!data || !reason || (await conversations.vote({ ...data, person: body.user.id, reason }))) return ack()
    const { notSaved } = textsOf(languageIn(await conversations.findExchange({ id: data.exchangeId }))).feedback
    await ack({ response_action: 'errors', errors: { [REASON.block]: notSaved } })
  })
}

type Vote = z.infer<typeof voteSchema>

async function saveVote(press: Press, { vote, exchangeId }: Vote, context: SlackContext): Promise<void> {
  const { conversations } = context
  const exchange = await conversations.findExchange({ id: exchangeId })
  const texts = textsOf(languageIn(exchange)).feedback
  if (!exchange) return replyPrivately(press, context, texts.gone)
  const isSaved = await conversations.vote({ exchangeId, person: press.body.user.id, vote, reason: null })
  if (!isSaved) return replyPrivately(press, context, texts.notSaved)
  await replyPrivately(press, context, texts.thanks, [renderReasonButton(texts.addReason, `${vote}:${exchangeId}`)])
}

async function askReason(press: Press, { vote, exchangeId }: Vote, context: SlackContext): Promise<void> {
  const exchange = await context.conversations.findExchange({ id: exchangeId })
  const language = languageIn(exchange)
  if (!exchange) return replyPrivately(press, context, textsOf(language).feedback.gone)
  await openWindow(press, context, renderForm(language, `${vote}:${exchangeId}`), language)
}

function languageIn(exchange: StoredExchange | undefined): Language {
  return exchange?.answer?.language ?? 'ja'
}

function renderReasonButton(text: string, value: string) {
  return {
    type: 'actions' as const,
    elements: [{ type: 'button' as const, action_id: ACTIONS.feedbackReason, text: plain(text), value }],
  }
}

function renderForm(language: Language, metadata: string) {
  const all = textsOf(language)
  return {
    type: 'modal' as const,
    callback_id: ACTIONS.feedbackReason,
    private_metadata: metadata,
    title: plain(all.feedback.title),
    submit: plain(all.feedback.submit),
    close: plain(all.close),
    blocks: [
      {
        type: 'input' as const,
        block_id: REASON.block,
        optional: true,
        label: plain(all.feedback.reason),
        element: {
          type: 'plain_text_input' as const,
          action_id: REASON.action,
          multiline: true,
          max_length: 1000,
        },
      },
    ],
  }
}
