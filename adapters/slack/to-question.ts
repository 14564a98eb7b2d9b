import { z } from 'zod'
import type { IncomingMessage } from '../../src/conversation/incoming-message.ts'
import { toPlainText } from './to-plain-text.ts'

/** The fields of `message` and `app_mention` events that are read; the rest may be anything. */
const messageEventSchema = z.object({
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

/** A message as it came in, with what Slack needs for the answer. */
export interface SlackMessage extends IncomingMessage {
  readonly channelId: string
  readonly threadTs: string
  /** `undefined` where the event does not say; the bot's own team then. */
  readonly teamId: string | undefined
}

/** Kinds of messages that are a person's words all the same. */
const WORDS = [undefined, 'thread_broadcast', 'file_share']

/** Reads a `message` or `app_mention` event; `undefined` for anything that has not the shape of one. */
export function toQuestion(event: unknown, botUserId: string): SlackMessage | undefined {
  const parsed = messageEventSchema.safeParse(event)
  if (!parsed.success) return undefined
  const { channel, ts, thread_ts: threadTs = ts, user, bot_id: botId, text, subtype, team } = parsed.data
  const isPerson = user !== undefined && user !== botUserId && user !== 'USLACKBOT' && !botId
  const isChange = !WORDS.includes(subtype) || parsed.data.hidden === true || parsed.data.edited !== undefined
  const mentioned = [...text.matchAll(/<(@[A-Z0-9]+|![a-z]+(?:\^[A-Z0-9]+)?)(?:\|[^<>]*)?>/gu)].map((match) => match[1])
  return {
    platform: 'slack',
    key: `slack:${channel}:${ts}`,
    chat: toChatKey(channel),
    thread: toThreadKey(channel, threadTs),
    place: parsed.data.channel_type === 'im' || channel.startsWith('D') ? 'direct' : 'shared',
    isReply: threadTs !== ts,
    author: isPerson ? 'person' : 'other',
    asker: user ?? '',
    kind: isChange ? 'change' : 'new',
    mentions: {
      bot: parsed.data.type === 'app_mention' || mentioned.includes(`@${botUserId}`),
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
