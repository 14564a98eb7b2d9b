import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { z } from 'zod'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import { type SectionRef, type SectionView, sectionRefSchema } from '../../src/conversation/section-view.ts'
import { isDatabaseDown } from '../../src/errors.ts'
import { shorten } from '../../src/text/cut.ts'
import { languageOf } from '../../src/text/language.ts'
import { answerInThread, type SlackContext } from './answer-question.ts'
import { SLACK_LIMITS } from './limits.ts'
import { answerPrivately } from './on-command.ts'
import { shareAnswer } from './on-share.ts'
import { ACTIONS } from './render-answer.ts'
import { renderSection, sectionStateSchema } from './render-section.ts'
import { openWindow, type Press, replyPrivately, threadOf } from './reply-privately.ts'
import { type SlackMessage, toChatKey, toThreadKey } from './to-question.ts'

/** Buttons: open a cited section and turn its pages, ask a suggested question, share a private answer. */
export function registerActions(app: App, context: SlackContext): void {
  const { conversations, work, web, logger } = context
  app.action<BlockAction<ButtonAction>>(ACTIONS.openSection, async ({ ack, action, body, respond }) => {
    await ack()
    const ref = parseJson(sectionRefSchema, action.value)
    if (!ref) return
    work.run(() => openSection({ body, respond }, ref, context))
  })
  app.action<BlockAction<ButtonAction>>(new RegExp(`^${ACTIONS.page}:\\d+$`, 'u'), async ({ ack, action, body }) => {
    await ack()
    const state = parseJson(sectionStateSchema, body.view?.private_metadata)
    const page = parseJson(pageSchema, action.value)
    const { view } = body
    if (!state || page === undefined || !view) return
    work.run(async () => {
      const next = renderSection(await conversations.openSection(state.ref), state.ref, page)
      // The window may have been closed meanwhile.
      await web.views
        .update({ view_id: view.id, view: next })
        .catch((error) => logger.info('a page was not turned', { error: `${error}` }))
    })
  })
  app.action<BlockAction<ButtonAction>>(
    new RegExp(`^${ACTIONS.ask}:\\d+$`, 'u'),
    async ({ ack, action, body, respond }) => {
      await ack()
      work.run(() => askSuggested({ body, respond }, action, context))
    },
  )
  app.action<BlockAction<ButtonAction>>(ACTIONS.share, async ({ ack, action, body, respond }) => {
    await ack()
    work.run(() => shareAnswer({ body, respond }, action, context))
  })
}

async function openSection(press: Press, ref: SectionRef, context: SlackContext): Promise<void> {
  let section: SectionView | undefined
  try {
    section = await context.conversations.openSection(ref)
  } catch (error) {
    context.logger.error('a section could not be read', { error: `${error}` })
    const { unavailable, failed } = textsOf(ref.language)
    return replyPrivately(press, context, isDatabaseDown(error) ? unavailable : failed)
  }
  await openWindow(press, context, renderSection(section, ref), ref.language)
}

/** A suggested question, asked by whoever pressed it, where the answer with the button stands. */
async function askSuggested({ body, respond }: Press, action: ButtonAction, context: SlackContext): Promise<void> {
  const channelId = body.channel?.id
  const text = action.value ?? ''
  if (channelId === undefined || text === '') return
  const messageTs = body.container.message_ts
  const pressId = `press:${channelId}:${messageTs}:${action.action_id}:${body.user.id}`
  if (body.container.is_ephemeral === true) {
    await answerPrivately({ text, channelId, userId: body.user.id, pressId }, context, respond)
    return
  }
  const key = `slack:${pressId}`
  // Never finished, as in answerPrivately.
  if (!(await context.claims.claim(key))) return
  const threadTs = threadOf(body) ?? messageTs
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
    teamId: body.user.team_id,
  }
  const header = textsOf(languageOf(text)).asked(shorten(text, SLACK_LIMITS.headerText))
  await answerInThread(asked, context, { header })
}

const pageSchema = z.number().int().min(0)

/** A value that a button or a view carried; `undefined` where it is not what we put there. */
function parseJson<T>(schema: { safeParse(value: unknown): { data?: T } }, text: string | undefined): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text ?? '')).data
  } catch {
    return undefined
  }
}
