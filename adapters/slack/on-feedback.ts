import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { z } from 'zod'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import type { StoredExchange } from '../../src/store/conversation-log.ts'
import type { SlackContext } from './answer-question.ts'
import { SLACK_LIMITS } from './limits.ts'
import { ACTIONS } from './render-answer.ts'

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
  const { work, web, conversations } = context
  app.action(ACTIONS.feedback, async ({ ack, body, action }) => {
    await ack()
    const { data } = voteSchema.safeParse('value' in action ? action.value : undefined)
    if (data) work.run(() => saveVote(body as BlockAction, data, context))
  })
  app.action<BlockAction<ButtonAction>>(ACTIONS.feedbackReason, async ({ ack, body, action }) => {
    await ack()
    const { data } = voteSchema.safeParse(action.value)
    const exchange = data && conversations.findExchange({ id: data.exchangeId })
    if (!exchange) return
    work.run(async () => {
      await web.views.open({ trigger_id: body.trigger_id, view: renderForm(exchange, action.value ?? '') })
    })
  })
  app.view(ACTIONS.feedbackReason, async ({ ack, body, view }) => {
    await ack()
    const { data } = voteSchema.safeParse(view.private_metadata)
    const reason = view.state.values[REASON.block]?.[REASON.action]?.value?.trim()
    if (data && reason) conversations.vote({ ...data, person: body.user.id, reason })
  })
}

async function saveVote(
  body: BlockAction,
  { vote, exchangeId }: z.infer<typeof voteSchema>,
  { web, conversations }: SlackContext,
): Promise<void> {
  const exchange = conversations.findExchange({ id: exchangeId })
  const texts = textsOf(exchange?.answer?.language ?? 'ja').feedback
  const isSaved = exchange !== undefined && conversations.vote({ exchangeId, person: body.user.id, vote, reason: null })
  const channel = body.channel?.id
  if (channel === undefined) return
  const text = isSaved ? texts.thanks : exchange === undefined ? texts.gone : texts.notSaved
  const message = body.message as { ts: string; thread_ts?: string } | undefined
  const thread = message?.thread_ts
  await web.chat.postEphemeral({
    channel,
    user: body.user.id,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    text,
    blocks: [
      { type: 'section', text: { type: 'plain_text', text, emoji: false } },
      ...(isSaved ? [renderReasonButton(texts.addReason, `${vote}:${exchangeId}`)] : []),
    ],
  })
}

function renderReasonButton(text: string, value: string) {
  const label = { type: 'plain_text' as const, text, emoji: false }
  return {
    type: 'actions' as const,
    elements: [{ type: 'button' as const, action_id: ACTIONS.feedbackReason, text: label, value }],
  }
}

function renderForm(exchange: StoredExchange, metadata: string) {
  const all = textsOf(exchange.answer?.language ?? 'ja')
  const plain = (text: string) => ({ type: 'plain_text' as const, text: text.slice(0, SLACK_LIMITS.modalTitle) })
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
