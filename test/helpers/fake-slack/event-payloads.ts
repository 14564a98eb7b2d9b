import type { EnvelopedEvent, types } from '@slack/bolt'
import { ids } from './ids.ts'
import type { JsonObject } from './json.ts'
import type { FakeMessage } from './records.ts'
import { toSlackMessage, type World } from './world.ts'

/** The body of an event as it goes over the wire. */
export type EventPayload<Event extends object = JsonObject> = JsonObject &
  Pick<EnvelopedEvent, 'event_id' | 'team_id' | 'type'> & { readonly event: Event }

/** What somebody writes. `text` is what goes over the wire: Slack sends `&`, `<` and `>` as entities, URLs in `<>`. */
export interface Written {
  readonly text: string
  /** Default `C0GENERAL`, in direct messages `D0ASKER`. */
  readonly channel?: string
  readonly user?: string
  /** Default: the next one of the channel. */
  readonly ts?: string
  readonly thread_ts?: string
}

/** An event that starts with `app_mention`; `<@U0BOT>` is put in front of a text that does not hold it. */
export function appMention(world: World, written: Written): EventPayload<types.AppMentionEvent> {
  const mention = `<@${ids.botUser}>`
  const text = written.text.includes(mention) ? written.text : `${mention} ${written.text}`
  const message = write(world, { ...written, text }, 'C0GENERAL')
  return wrap(world, { type: 'app_mention', ...message } satisfies types.AppMentionEvent)
}

/** A message in a channel that the bot is in, mentioned or not. */
export function channelMessage(
  world: World,
  { channelType = 'channel', ...written }: Written & { readonly channelType?: 'channel' | 'group' | 'mpim' },
): EventPayload<types.GenericMessageEvent> {
  const message = write(world, written, 'C0GENERAL')
  return wrap(world, { type: 'message', subtype: undefined, ...message, channel_type: channelType })
}

/** A message in the direct conversation with the bot. */
export function directMessage(world: World, written: Written): EventPayload<types.GenericMessageEvent> {
  const message = write(world, written, 'D0ASKER')
  return wrap(world, { type: 'message', subtype: undefined, ...message, channel_type: 'im' })
}

/** Somebody edited a message: `ts` and `previousText` say which one; the event has a `ts` of its own. */
export function messageChanged(
  world: World,
  changed: Written & { readonly ts: string; readonly previousText: string },
): EventPayload<types.MessageChangedEvent> {
  const { channel = 'C0GENERAL', user = ids.user, ts, text, previousText } = changed
  const event_ts = world.nextTs(channel)
  const channel_type = toChannelType(channel)
  const toMessage = (words: string): types.GenericMessageEvent => ({
    type: 'message',
    subtype: undefined,
    ...toBody(world, { channel, user, ts, text: words, thread_ts: changed.thread_ts }),
    channel_type,
  })
  return wrap(world, {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    channel,
    channel_type,
    ts: event_ts,
    event_ts,
    message: { ...toMessage(text), edited: { user, ts: event_ts } },
    previous_message: toMessage(previousText),
  })
}

/** Somebody joined a channel. */
export function channelJoin(
  world: World,
  { channel = 'C0GENERAL', user = ids.user }: { readonly channel?: string; readonly user?: string } = {},
): EventPayload<types.ChannelJoinMessageEvent> {
  const ts = world.nextTs(channel)
  return wrap(world, {
    type: 'message',
    subtype: 'channel_join',
    team: ids.team,
    user,
    inviter: 'U0INVITER',
    channel,
    channel_type: toChannelType(channel),
    text: `<@${user}> has joined the channel`,
    ts,
    event_ts: ts,
  })
}

/**
 * A message of a bot: of another one (subtype `bot_message`), or with `own` one that this bot posted, which Slack sends
 * back as a plain message with `user` and `bot_id` of the bot.
 */
export function botMessage(
  world: World,
  message: (Written & { readonly botId?: string }) | { readonly own: FakeMessage },
): EventPayload {
  if ('own' in message) {
    const { own } = message
    const channel_type = toChannelType(own.channel)
    return wrap(world, { ...toSlackMessage(own), channel: own.channel, channel_type, event_ts: own.ts })
  }
  const { channel = 'C0GENERAL', text, thread_ts, botId = 'B0OTHER' } = message
  const ts = message.ts ?? world.nextTs(channel)
  return wrap(world, {
    type: 'message',
    subtype: 'bot_message',
    bot_id: botId,
    username: 'other-bot',
    text,
    channel,
    channel_type: toChannelType(channel),
    ts,
    event_ts: ts,
    ...(thread_ts === undefined ? {} : { thread_ts }),
  } satisfies types.BotMessageEvent)
}

/** Somebody opened a tab of the app; `messages` is where suggested prompts are shown. */
export function appHomeOpened(
  world: World,
  { tab, user = ids.user, channel = 'D0ASKER' }: { tab: 'home' | 'messages'; user?: string; channel?: string },
): EventPayload<types.AppHomeOpenedEvent> {
  return wrap(world, { type: 'app_home_opened', user, channel, tab, event_ts: world.nextTs(channel) })
}

function write(world: World, { text, user = ids.user, thread_ts, ...written }: Written, home: string) {
  const channel = written.channel ?? home
  const ts = written.ts ?? world.nextTs(channel)
  const { userMessages } = world.records
  if (!userMessages.some((message) => message.channel === channel && message.ts === ts)) {
    userMessages.push({ channel, ts, thread_ts, user, text })
  }
  return toBody(world, { channel, user, ts, text, thread_ts })
}

function toBody(
  world: World,
  { channel, user, ts, text, thread_ts }: Required<Omit<Written, 'thread_ts'>> & { thread_ts: string | undefined },
) {
  return {
    user,
    ts,
    client_msg_id: `${world.nextId('')}-fake`,
    text,
    team: ids.team,
    blocks: [toRichText(world, text)],
    channel,
    event_ts: ts,
    ...(thread_ts === undefined ? {} : { thread_ts, parent_user_id: ids.user }),
  }
}

/** What people write comes with a `rich_text` block: mentions as elements, entities undone. */
function toRichText(world: World, text: string): types.RichTextBlock {
  const elements = text
    .split(/(<@[UW][A-Z0-9]+>)/u)
    .filter((part) => part !== '')
    .map((part): types.RichTextElement => {
      const user = /^<@([UW][A-Z0-9]+)>$/u.exec(part)?.[1]
      return user === undefined ? { type: 'text', text: toPlain(part) } : { type: 'user', user_id: user }
    })
  const block_id = world.nextId('b')
  return { type: 'rich_text', block_id, elements: [{ type: 'rich_text_section', elements }] }
}

function toPlain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

function toChannelType(channel: string): 'im' | 'group' | 'channel' {
  if (channel.startsWith('D')) return 'im'
  return channel.startsWith('G') ? 'group' : 'channel'
}

function wrap<Event extends object>(world: World, event: Event): EventPayload<Event> {
  const is_enterprise_install = false
  return {
    token: 'legacy-verification-token',
    team_id: ids.team,
    context_team_id: ids.team,
    context_enterprise_id: null,
    api_app_id: ids.app,
    event,
    type: 'event_callback',
    event_id: world.nextId('Ev'),
    event_time: 1_790_000_000,
    authorizations: [
      { enterprise_id: null, team_id: ids.team, user_id: ids.botUser, is_bot: true, is_enterprise_install },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${world.nextId('')}`,
  }
}
