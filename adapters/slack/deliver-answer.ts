import { setTimeout } from 'node:timers/promises'
import type { types } from '@slack/bolt'
import type { AnyChunk, WebClient } from '@slack/web-api'
import type { InterfaceTexts } from '../../src/conversation/interface-texts.ts'
import { escapeEntities } from '../../src/conversation/to-markdown.ts'
import { DeliveryError } from '../../src/errors.ts'
import type { Logger } from '../../src/logger.ts'
import { cutIntoPages, shorten } from '../../src/text/cut.ts'
import { SLACK_LIMITS } from './limits.ts'
import type { RenderedMessage } from './render-answer.ts'
import type { SlackMessage } from './to-question.ts'

/** Where an answer goes, and whom a stream is for. */
export type Destination = Pick<SlackMessage, 'channelId' | 'threadTs' | 'asker' | 'place'> & { readonly teamId: string }

/** An answer on its way: progress is shown from the moment that this exists. */
export interface OpenDelivery {
  /** Sends all of it; resolves to the ts of its first message. @throws DeliveryError where Slack took it in no form */
  finish(messages: readonly RenderedMessage[]): Promise<string>
}

/** Opens deliveries; remembers where Slack refuses streams. */
export interface Deliverer {
  open(destination: Destination, texts: InterfaceTexts): OpenDelivery
}

/** What a message of ours says, however it is sent. */
export type SlackContent = ReturnType<typeof toPost> | { readonly text: string }

/** Nothing in an answer is unfurled, and no name in it is turned into a mention. */
export const QUIET = { unfurl_links: false, unfurl_media: false, parse: 'none', link_names: false } as const

const TASK = 'answer'
/** A status is a courtesy: the answer does not wait longer for it. */
const STATUS_TIMEOUT_MS = 2000
/** Channels to remember; the oldest are forgotten, and asked again. */
const MAX_REMEMBERED = 1000

/**
 * Shows a status and opens a stream with one task at once. The answer, verified and whole, comes when the stream is
 * stopped; where there is no stream, as a message. What Slack refuses is sent again in a plainer way.
 */
export function createDeliverer(web: WebClient, logger: Logger): Deliverer {
  const withoutStreams = new Set<string>()
  return {
    open(destination, texts) {
      const { channelId } = destination
      // One after the other: a status that comes after what it announces would stay.
      const stream = showStatus(web, destination, texts, logger).then(() => {
        if (withoutStreams.has(channelId)) return undefined
        return openStream(web, destination, texts).catch((error) => {
          logger.info('no stream here; the answer comes as a message', { error: `${error}` })
          // A connection that failed says nothing about the next time.
          if (codeOf(error) !== undefined) remember(withoutStreams, channelId)
          return undefined
        })
      })
      return { finish: async (messages) => sendAnswer(web, logger, destination, texts, messages, await stream) }
    },
  }
}

async function showStatus(
  web: WebClient,
  { channelId, threadTs }: Destination,
  { working }: InterfaceTexts,
  logger: Logger,
): Promise<void> {
  const shown = web.assistant.threads
    .setStatus({ channel_id: channelId, thread_ts: threadTs, status: working })
    .catch((error) => logger.info('the status could not be shown', { error: `${error}` }))
  await Promise.race([shown, setTimeout(STATUS_TIMEOUT_MS, undefined, { ref: false })])
}

async function openStream(
  web: WebClient,
  { channelId, threadTs, asker, teamId, place }: Destination,
  texts: InterfaceTexts,
): Promise<string | undefined> {
  const { ts } = await web.chat.startStream({
    channel: channelId,
    thread_ts: threadTs,
    ...(place === 'direct' ? {} : { recipient_user_id: asker, recipient_team_id: teamId }),
    chunks: [toTask(texts.working, 'in_progress')],
  })
  return ts
}

function toTask(title: string, status: 'in_progress' | 'complete' | 'error'): AnyChunk {
  return { type: 'task_update', id: TASK, title, status }
}

async function sendAnswer(
  web: WebClient,
  logger: Logger,
  { channelId: channel, threadTs }: Destination,
  texts: InterfaceTexts,
  messages: readonly RenderedMessage[],
  stream: string | undefined,
): Promise<string> {
  const post = (some: readonly RenderedMessage[]) => postMessages(web, logger, { channel, threadTs }, some)
  const [first, ...others] = messages
  if (stream === undefined || first === undefined) return post(messages)
  const stop = (chunks: AnyChunk[], blocks: readonly types.KnownBlock[]) =>
    web.chat.stopStream({ channel, ts: stream, chunks, blocks: [...blocks] })
  try {
    const words: AnyChunk[] = first.body === '' ? [] : [{ type: 'markdown_text', text: first.body }]
    await stop([toTask(texts.worked, 'complete'), ...words], first.blocks)
  } catch (error) {
    logger.warn('the answer could not be put into its stream', { error: `${error}` })
    // The stream is at its end: Slack ended it, or took the answer and its reply was lost. Either way the message is
    // there, and saying the same again in its place makes no second one.
    if (codeOf(error) === 'message_not_in_streaming_state' && (await isUpdated(web, channel, stream, first))) {
      await post(others)
      return stream
    }
    // Nothing may look as if it were still on its way, whatever becomes of the answer.
    let end = toTask(texts.failed, 'error')
    try {
      const ts = await post(messages)
      end = toTask(texts.worked, 'complete')
      return ts
    } finally {
      await stop([end], []).catch((cause) => logger.info('a stream could not be ended', { error: `${cause}` }))
    }
  }
  await post(others)
  return stream
}

async function isUpdated(web: WebClient, channel: string, ts: string, message: RenderedMessage): Promise<boolean> {
  try {
    await web.chat.update({ channel, ts, ...toPost(message) })
    return true
  } catch {
    return false
  }
}

/** Slack's word for what went wrong; `undefined` where it was not Slack that said no. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('data' in error)) return undefined
  const { error: code } = error.data as { error?: unknown }
  return typeof code === 'string' ? code : undefined
}

/**
 * Posts messages into a thread; without one, the first into the channel and the others below it. What Slack refuses is
 * sent again as text. Resolves to the ts of the first, `''` where there is none.
 * @throws DeliveryError where Slack took one in no form
 */
export async function postMessages(
  web: WebClient,
  logger: Logger,
  { channel, threadTs }: { readonly channel: string; readonly threadTs?: string },
  messages: readonly RenderedMessage[],
): Promise<string> {
  let first: string | undefined
  for (const message of messages) {
    const send = async (content: SlackContent) => {
      const thread = threadTs ?? first
      const place = thread === undefined ? { channel } : { channel, thread_ts: thread }
      const { ts } = await web.chat.postMessage({ ...place, ...QUIET, ...content })
      first ??= ts
    }
    await sendWithFallback(send, message, logger)
  }
  return first ?? ''
}

/** Sends a message, and what it says as plain text where it is refused. @throws DeliveryError where that is, too */
export async function sendWithFallback(
  send: (content: SlackContent) => Promise<unknown>,
  message: RenderedMessage,
  logger: Logger,
): Promise<void> {
  try {
    await send(toPost(message))
  } catch (error) {
    logger.warn('Slack refused a message; it is sent as text', { error: `${error}` })
    try {
      for (const text of cutIntoPages(message.text, SLACK_LIMITS.text)) await send({ text: escapeEntities(text) })
    } catch (cause) {
      throw new DeliveryError('Slack took the answer in no form.', { cause })
    }
  }
}

/** A message with its body as a block. */
export function toPost({ body, blocks, text }: RenderedMessage) {
  const words = body === '' ? [] : [{ type: 'markdown' as const, text: body }]
  return { text: escapeEntities(shorten(text, SLACK_LIMITS.sectionText)), blocks: [...words, ...blocks] }
}

function remember(channels: Set<string>, channel: string): void {
  channels.add(channel)
  const [oldest] = channels
  if (channels.size > MAX_REMEMBERED && oldest !== undefined) channels.delete(oldest)
}
