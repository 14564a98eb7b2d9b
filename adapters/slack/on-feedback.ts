import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { z } from 'zod'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import type { Language } from '../../src/domain.ts'
import type { SlackContext } from './answer-question.ts'
import { ACTIONS, plain } from './render-answer.ts'
import { openWindow, type Press, replyPrivately } from './reply-privately.ts'

/** Buttons of earlier versions of the program have no language. */
const voteSchema = z
  .string()
  .regex(/^(?:up|down):\d{1,15}(?::(?:ja|en))?$/u)
  .transform((value) => {
    const [vote, id, language] = value.split(':')
    return {
      vote: vote === 'up' ? ('up' as const) : ('down' as const),
      exchangeId: Number(id),
      language: language === 'en' ? ('en' as const) : ('ja' as const),
    }
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
    if (!data || !reason) return ack()
    const { vote, exchangeId, language } = data
    const result = await conversations.vote({ exchangeId, vote, person: body.user.id, reason })
    if (result === 'saved') return ack()
    await ack({ response_action: 'errors', errors: { [REASON.block]: toWords(result, language) } })
  })
}

type Vote = z.infer<typeof voteSchema>

async function saveVote(press: Press, given: Vote, context: SlackContext): Promise<void> {
  const { vote, exchangeId, language } = given
  const result = await context.conversations.vote({ exchangeId, person: press.body.user.id, vote, reason: null })
  if (result !== 'saved') return replyPrivately(press, context, toWords(result, language))
  const { thanks, addReason } = textsOf(language).feedback
  await replyPrivately(press, context, thanks, [renderReasonButton(addReason, toValue(given))])
}

async function askReason(press: Press, given: Vote, context: SlackContext): Promise<void> {
  const { exchangeId, language } = given
  const exchange = await context.conversations.findExchange({ id: exchangeId })
  if (exchange === undefined) return replyPrivately(press, context, textsOf(language).feedback.gone)
  await openWindow(press, context, renderForm(language, toValue(given)), language)
}

function toWords(result: 'gone' | 'not_saved', language: Language): string {
  const { gone, notSaved } = textsOf(language).feedback
  return result === 'gone' ? gone : notSaved
}

function toValue({ vote, exchangeId, language }: Vote): string {
  return `${vote}:${exchangeId}:${language}`
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
