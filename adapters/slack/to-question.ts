import { z } from 'zod'
import type { IncomingMessage } from '../../src/conversation/incoming-message.ts'
import { toPlainText } from './to-plain-text.ts'

/** The fields of `message` and `app_mention` events that are read; the rest may be anything, and is not kept. */
export const messageEventSchema = z.object({
  type: z.enum(['message', 'app_mention']),
  channel: z.string().min(1),
  ts: z.string().min(1),
  thread_ts: z.string().optional(),
  channel_type: z.string().optional(),
  user: z.string().optional(),
  team: z.string().optional(),
  text: z.string().default(''),
  subtype: z.string().optional(),
  bot_id: z.string().nullish(),
  hidden: z.boolean().optional(),
  edited: z.unknown().optional(),
})

/** A `message` or `app_mention` event, as far as it is read. */
export type MessageEvent = z.infer<typeof messageEventSchema>

/** A message as it came in, with what Slack needs for the answer. */
export interface SlackMessage extends IncomingMessage {
  readonly channelId: string
  readonly threadTs: string
  /** `undefined` where the event does not say; the bot's own team then. */
  readonly teamId: string | undefined
}

/** Kinds of messages that are a person's words all the same. */
const WORDS = [undefined, 'thread_broadcast', 'file_share']

/** Reads a `message` or `app_mention` event. */
export function toQuestion(event: MessageEvent, botUserId: string): SlackMessage {
  const { channel, ts, thread_ts: threadTs = ts, user, bot_id: botId, text, subtype, team } = event
  const isPerson = user !== undefined && user !== botUserId && user !== 'USLACKBOT' && !botId
  const isChange = !WORDS.includes(subtype) || event.hidden === true || event.edited !== undefined
  const mentioned = [...text.matchAll(/<(@[A-Z0-9]+|![a-z]+(?:\^[A-Z0-9]+)?)(?:\|[^<>]*)?>/gu)].map((match) => match[1])
  return {
    platform: 'slack',
    key: `slack:${channel}:${ts}`,
    chat: toChatKey(channel),
    thread: toThreadKey(channel, threadTs),
    place: event.channel_type === 'im' || channel.startsWith('D') ? 'direct' : 'shared',
    isReply: threadTs !== ts,
    author: isPerson ? 'person' : 'other',
    asker: user ?? '',
    kind: isChange ? 'change' : 'new',
    mentions: {
      bot: event.type === 'app_mention' || mentioned.includes(`@${botUserId}`),
      others: mentioned.some((name) => name !== `@${botUserId}`),
    },
    text: toPlainText(text),
    channelId: channel,
    threadTs,
    teamId: team,
  }
}

/** Name of a channel or direct message in the log; ids of channels are unique over all workspaces. */
export function toChatKey(channelId: string): string {
  return `slack:${channelId}`
}

/** Name of a thread in the log. */
export function toThreadKey(channelId: string, threadTs: string): string {
  return `slack:${channelId}:${threadTs}`
}
