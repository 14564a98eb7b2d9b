import { z } from 'zod'
import { accept, type Method, refuse, refuseMissing } from './answers.ts'
import { toMessages } from './check-blocks.ts'
import { isChannelId, isTimestamp } from './check-content.ts'
import { checkView } from './check-view.ts'
import { ids } from './ids.ts'
import { type JsonObject, toText } from './json.ts'
import { limits } from './limits.ts'
import type { FakeView } from './records.ts'
import { toSlackMessage, toStatusKey, toStoredBlocks, useTrigger, type World } from './world.ts'

const authTest: Method = (world) =>
  accept({
    url: `${world.origin}/`,
    team: ids.teamDomain,
    user: ids.botName,
    team_id: ids.team,
    user_id: ids.botUser,
    bot_id: ids.bot,
    is_enterprise_install: false,
  })

const openConnection: Method = (world) => {
  const ticket = world.nextId('ticket')
  world.tickets.add(ticket)
  return accept({ url: `${world.origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${ids.app}` })
}

const status = z.looseObject({
  channel_id: z.string().refine(isChannelId, { error: 'invalid_channel' }),
  thread_ts: z.string().refine(isTimestamp, { error: 'invalid_thread_ts' }),
  status: z.string(),
  loading_messages: z.array(z.string().min(1)).max(limits.loadingMessages).default([]),
})

const setStatus: Method = (world, args) => {
  const { data, error } = status.safeParse(args)
  if (error !== undefined) return refuse({ error: 'invalid_arguments', messages: toMessages(error, '') })
  const { channel_id: channel, thread_ts, status: text, loading_messages } = data
  world.records.statuses.push({ channel, thread_ts, status: text, loading_messages })
  const key = toStatusKey(channel, thread_ts)
  if (text === '') world.shownStatus.delete(key)
  else world.shownStatus.set(key, text)
  return accept()
}

const prompts = z.looseObject({
  channel_id: z.string().refine((channel) => /^D[A-Z0-9]+$/u.test(channel), { error: 'invalid_channel' }),
  thread_ts: z.string().refine(isTimestamp, { error: 'invalid_thread_ts' }).optional(),
  title: z.string().min(1).optional(),
  prompts: z
    .array(z.strictObject({ title: z.string().min(1), message: z.string().min(1) }))
    .min(1)
    .max(limits.prompts),
})

const setSuggestedPrompts: Method = (world, args) => {
  const { error } = prompts.safeParse(args)
  if (error !== undefined) return refuse({ error: 'invalid_arguments', messages: toMessages(error, '') })
  world.records.prompts.push(args)
  return accept()
}

const openView: Method = (world, args) => {
  const refusal = checkView(args.view)
  // Slack checks the trigger first: a view that is wrong has used it up.
  if (!useTrigger(world, args.trigger_id)) return refuse('expired_trigger_id')
  if (refusal !== undefined) return refuse(refusal)
  return accept({ view: toSlackView(addView(world, args.view as JsonObject, undefined)) })
}

const pushView: Method = (world, args) => {
  if (!useTrigger(world, args.trigger_id)) return refuse('expired_trigger_id')
  const refusal = checkView(args.view)
  if (refusal !== undefined) return refuse(refusal)
  const top = world.records.views.at(-1)
  if (top === undefined) return refuse('not_found')
  const stack = world.records.views.filter((view) => view.root_view_id === top.root_view_id)
  if (stack.length >= limits.viewStack) return refuse('push_limit_reached')
  return accept({ view: toSlackView(addView(world, args.view as JsonObject, top)) })
}

const updateView: Method = (world, args) => {
  const { views } = world.records
  const old = views.find((view) => view.id === args.view_id || isSameExternalId(view, args.external_id))
  if (old === undefined) return refuse('not_found')
  if (args.hash !== undefined && args.hash !== old.hash) return refuse('hash_conflict')
  const refusal = checkView(args.view)
  if (refusal !== undefined) return refuse(refusal)
  const view = { ...old, hash: world.nextId('hash'), view: toStoredView(world, args.view as JsonObject) }
  views[views.indexOf(old)] = view
  return accept({ view: toSlackView(view) })
}

const replies: Method = (world, args) => {
  const { channel, ts } = args
  if (!isChannelId(channel)) return refuse('channel_not_found')
  if (!isTimestamp(ts)) return refuseMissing('ts')
  const isInThread = (message: { channel: string; ts: string; thread_ts: string | undefined }) =>
    message.channel === channel && (message.ts === ts || message.thread_ts === ts)
  const { messages, userMessages } = world.records
  const all = [
    ...messages
      .filter((message) => message.ephemeral_user === undefined && !message.isDeleted && isInThread(message))
      .map(toSlackMessage),
    ...userMessages
      .filter(isInThread)
      .map(({ channel: _, ...message }) => ({ type: 'message', team: ids.team, ...message })),
  ].sort((a, b) => String(a.ts).localeCompare(String(b.ts)))
  if (all.length === 0) return refuse('thread_not_found')
  const start = Number(args.cursor ?? 0)
  const end = start + Number(args.limit ?? 1_000)
  return accept({
    messages: all.slice(start, end),
    has_more: end < all.length,
    ...(end < all.length ? { response_metadata: { next_cursor: String(end) } } : {}),
  })
}

/** All methods outside the family `chat`. */
export const otherMethods: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'apps.connections.open': openConnection,
  'assistant.threads.setStatus': setStatus,
  'assistant.threads.setSuggestedPrompts': setSuggestedPrompts,
  'views.open': openView,
  'views.push': pushView,
  'views.update': updateView,
  'conversations.replies': replies,
}

/** A view as the Web API and payloads show it. */
export function toSlackView({ id, hash, root_view_id, previous_view_id, view }: FakeView): JsonObject {
  return {
    id,
    team_id: ids.team,
    state: { values: {} },
    hash,
    root_view_id,
    previous_view_id: previous_view_id ?? null,
    app_id: ids.app,
    bot_id: ids.bot,
    app_installed_team_id: ids.team,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    submit: null,
    close: null,
    clear_on_close: false,
    notify_on_close: false,
    ...view,
  }
}

function addView(world: World, view: JsonObject, previous: FakeView | undefined): FakeView {
  const id = world.nextId('V')
  const added = {
    id,
    hash: world.nextId('hash'),
    root_view_id: previous?.root_view_id ?? id,
    previous_view_id: previous?.id,
    view: toStoredView(world, view),
  }
  world.records.views.push(added)
  return added
}

function toStoredView(world: World, view: JsonObject): FakeView['view'] {
  return { ...view, blocks: toStoredBlocks(world, view.blocks) }
}

function isSameExternalId(view: FakeView, externalId: unknown): boolean {
  return toText(externalId) !== undefined && view.view.external_id === externalId
}
