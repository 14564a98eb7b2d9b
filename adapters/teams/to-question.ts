import { z } from 'zod'
import type { IncomingMessage } from '../../src/conversation/incoming-message.ts'

const account = z.looseObject({
  id: z.string().min(1),
  aadObjectId: z.string().min(1).nullish(),
  role: z.string().nullish(),
})

/** The fields of an activity that are read; the rest may be anything. */
export const activitySchema = z.looseObject({
  type: z.string().min(1),
  id: z.string().min(1).optional(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  channelId: z.string().min(1),
  serviceUrl: z.url({ protocol: /^https?$/u }),
  replyToId: z.string().nullish(),
  text: z.string().max(100_000).nullish(),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id: z.string().min(1),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string().nullish() }).nullish() }).nullish(),
  entities: z.array(z.unknown()).nullish(),
  value: z.unknown().optional(),
})

/** An activity as it came in, checked. */
export type TeamsActivity = z.infer<typeof activitySchema>

const mentionSchema = z.looseObject({ type: z.literal('mention'), mentioned: account })

/** What a button of ours sends in place of words. */
const askValueSchema = z.object({ action: z.literal('ask'), question: z.string().min(1).max(2000) })

/** A message as it came in, and whether a button asked it. */
export interface TeamsMessage extends IncomingMessage {
  /** The question was asked by a button: nobody sees it but in the answer. */
  readonly isPress: boolean
}

/** Reads a `message` activity; `undefined` for any other kind (edits come as `messageUpdate`). */
export function toQuestion(activity: TeamsActivity): TeamsMessage | undefined {
  if (activity.type !== 'message') return undefined
  const { from, recipient, conversation } = activity
  const asked = askValueSchema.safeParse(activity.value).data
  const mentions = (activity.entities ?? []).flatMap((entity) => mentionSchema.safeParse(entity).data ?? [])
  const ofBot = mentions.filter(({ mentioned }) => mentioned.id === recipient.id)
  const isBot = from.id === recipient.id || from.role === 'bot' || from.id.startsWith('28:')
  return {
    platform: 'teams',
    key: `teams:${conversation.id}:${activity.id ?? ''}`,
    chat: toChatKey(conversation.id),
    thread: toThreadKey(conversation.id),
    place: conversation.conversationType === 'personal' ? 'direct' : 'shared',
    // Only channels have threads; there, every message names the post that it is below.
    isReply: conversation.id.includes(';messageid='),
    author: isBot ? 'other' : 'person',
    asker: from.aadObjectId ?? from.id,
    kind: activity.id === undefined ? 'change' : 'new',
    mentions: { bot: ofBot.length > 0 || asked !== undefined, others: mentions.length > ofBot.length },
    text: asked?.question ?? toPlainText(activity.text ?? ''),
    isPress: asked !== undefined,
  }
}

/** Name of a channel or chat in the log. */
export function toChatKey(conversationId: string): string {
  return `teams:${conversationId.replace(/;messageid=.*$/u, '')}`
}

/** Name of a thread in the log; chats without threads are one. */
export function toThreadKey(conversationId: string): string {
  return `teams:${conversationId}`
}

/** Name of a message in the log. */
export function toReplyKey(conversationId: string, activityId: string): string {
  return `${toChatKey(conversationId)}:${activityId}`
}

/** What a person wrote, without mentions, tags and escapes. No pattern reads beyond the next `<`: anybody can send text. */
function toPlainText(text: string): string {
  return text
    .replace(/<at\b[^<>]*>[^<]*<\/at>/giu, ' ')
    .replace(/<br\s*\/?>|<\/p>/giu, '\n')
    .replace(/<\/?[a-z][^<>]*>/giu, ' ')
    .replace(/&nbsp;/gu, ' ')
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&quot;/gu, '"')
    .replace(/&amp;/gu, '&')
    .trim()
}
