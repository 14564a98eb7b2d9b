import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import { sectionRefSchema } from '../../src/conversation/section-view.ts'
import { shorten } from '../../src/text/cut.ts'
import { answerInThread, type SlackContext } from './answer-question.ts'
import { SLACK_LIMITS } from './limits.ts'
import { answerPrivately, type Respond } from './on-command.ts'
import { shareAnswer } from './on-share.ts'
import { ACTIONS } from './render-answer.ts'
import { renderSection, sectionStateSchema } from './render-section.ts'
import { type SlackMessage, toChatKey, toThreadKey } from './to-question.ts'

/** Buttons: open a cited section and turn its pages, ask a suggested question, share a private answer. */
export function registerActions(app: App, context: SlackContext): void {
  const { conversations, work, web } = context
  app.action<BlockAction<ButtonAction>>(ACTIONS.openSection, async ({ ack, action, body }) => {
    await ack()
    const ref = parseJson(sectionRefSchema, action.value)
    if (!ref) return
    work.run(async () => {
      const view = renderSection(await conversations.openSection(ref), ref)
      await web.views.open({ trigger_id: body.trigger_id, view })
    })
  })
  app.action<BlockAction<ButtonAction>>(new RegExp(`^${ACTIONS.page}:\\d+$`, 'u'), async ({ ack, action, body }) => {
    await ack()
    const state = parseJson(sectionStateSchema, body.view?.private_metadata)
    const { view } = body
    if (!state || !view) return
    work.run(async () => {
      const next = renderSection(await conversations.openSection(state.ref), state.ref, Number(action.value))
      await web.views.update({ view_id: view.id, hash: view.hash, view: next })
    })
  })
  app.action<BlockAction<ButtonAction>>(
    new RegExp(`^${ACTIONS.ask}:\\d+$`, 'u'),
    async ({ ack, action, body, respond }) => {
      await ack()
      work.run(() => askSuggested(body, action, context, respond as Respond))
    },
  )
  app.action<BlockAction<ButtonAction>>(ACTIONS.share, async ({ ack, action, body, respond }) => {
    await ack()
    work.run(() => shareAnswer(body, action, context, respond as Respond))
  })
}

/** A suggested question, asked by whoever pressed it, where the answer with the button stands. */
async function askSuggested(
  body: BlockAction<ButtonAction>,
  action: ButtonAction,
  context: SlackContext,
  respond: Respond,
): Promise<void> {
  const channelId = body.channel?.id
  const text = action.value ?? ''
  if (channelId === undefined || text === '') return
  const pressId = `press:${channelId}:${action.action_ts}:${body.user.id}`
  if (body.container.is_ephemeral === true) {
    await answerPrivately({ text, channelId, userId: body.user.id, pressId }, context, respond)
    return
  }
  const key = `slack:${pressId}`
  if (!context.conversations.claim(key)) return
  const message = body.message as { ts: string; thread_ts?: string } | undefined
  const threadTs = message?.thread_ts ?? message?.ts ?? action.action_ts
  const asked: SlackMessage = {
    platform: 'slack',
    key,
    chat: toChatKey(channelId),
    thread: toThreadKey(channelId, threadTs),
    place: channelId.startsWith('D') ? 'direct' : 'shared',
    isReply: true,
    author: 'person',
    asker: body.user.id,
    kind: 'new',
    mentions: { bot: true, others: false },
    text,
    channelId,
    threadTs,
    teamId: body.team?.id,
  }
  const language = /[ぁ-ゖァ-ヶ\p{Script=Han}]/u.test(text) ? 'ja' : 'en'
  await answerInThread(asked, context, textsOf(language).asked(shorten(text, SLACK_LIMITS.headerText)))
  context.conversations.finish(key)
}

/** A value that a button or a view carried; `undefined` where it is not what we put there. */
function parseJson<T>(schema: { safeParse(value: unknown): { data?: T } }, text: string | undefined): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text ?? '')).data
  } catch {
    return undefined
  }
}
