import { setTimeout } from 'node:timers/promises'
import type { types } from '@slack/bolt'
import type { AnyChunk, WebClient } from '@slack/web-api'
import type { InterfaceTexts } from '../../src/conversation/interface-texts.ts'
import { remember } from '../../src/conversation/remember.ts'
import { toLiteral } from '../../src/conversation/to-markdown.ts'
import { DeliveryError } from '../../src/errors.ts'
import type { Logger } from '../../src/logger.ts'
import { cutIntoPages, shorten } from '../../src/text/cut.ts'
import { SLACK_LIMITS } from './limits.ts'
import type { RenderedMessage } from './render-answer.ts'
import { codeOf, isRefused } from './slack-errors.ts'
import type { SlackMessage } from './to-question.ts'

/** Where an answer goes, and whom a stream is for. */
export type Destination = Pick<SlackMessage, 'channelId' | 'threadTs' | 'asker' | 'place'> & { readonly teamId: string }

/** An answer on its way: progress is shown from the moment that this exists. */
export interface OpenDelivery {
  /** Sends all of it; resolves to the ts of its first message. @throws DeliveryError where Slack took it in no form */
  finish(messages: readonly RenderedMessage[]): Promise<string>
}

/** What is shown before the answer, for whoever has to go on with it. */
export interface Progress {
  /** The stream that another process has opened. */
  readonly shown: string | null
  note(stream: string): Promise<void>
}

/** Opens deliveries; remembers where Slack refuses streams. */
export interface Deliverer {
  open(destination: Destination, texts: InterfaceTexts, progress?: Progress): OpenDelivery
}

/** What a message of ours says, however it is sent. */
export type SlackContent = ReturnType<typeof toPost> | { readonly text: string; readonly mrkdwn: false }

/** Nothing in an answer is unfurled, and no name in it is turned into a mention. */
export const QUIET = { unfurl_links: false, unfurl_media: false, parse: 'none', link_names: false } as const

const TASK = 'answer'
/** A status is a courtesy: the answer does not wait longer for it. */
const STATUS_TIMEOUT_MS = 2000
/** What Slack says where streaming is not possible, now and later; any other error says nothing about the next time. */
const NO_STREAMS = new Set([
  'channel_type_not_supported',
  'method_not_supported_for_channel_type',
  'feature_not_enabled',
  'not_allowed_token_type',
  'missing_scope',
  'unknown_method',
  'method_deprecated',
])

/**
 * Shows a status and opens a stream with one task at once. The answer, verified and whole, comes when the stream is
 * stopped; where there is no stream, as a message. What Slack refuses is sent again in a plainer way. Of the channels
 * without streams the last `maxRemembered` are remembered; the others are asked again.
 */
export function createDeliverer(web: WebClient, logger: Logger, maxRemembered = 1000): Deliverer {
  const withoutStreams = new Set<string>()
  return {
    open(destination, texts, progress) {
      const { channelId } = destination
      const finishIn = (stream: Promise<string | undefined>): OpenDelivery => ({
        finish: async (messages) => sendAnswer(web, logger, destination, texts, messages, await stream),
      })
      if (progress?.shown) return finishIn(Promise.resolve(progress.shown))
      // One after the other: a status that comes after what it announces would stay.
      const stream = showStatus(web, destination, texts, logger).then(async () => {
        if (withoutStreams.has(channelId)) return undefined
        try {
          const ts = await openStream(web, destination, texts)
          if (ts !== undefined) await progress?.note(ts)
          return ts
        } catch (error) {
          logger.info('no stream here; the answer comes as a message', { error: `${error}` })
          if (NO_STREAMS.has(codeOf(error) ?? '')) remember(withoutStreams, channelId, maxRemembered)
          return undefined
        }
      })
      return finishIn(stream)
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

/**
 * Where the reply is lost, a stream stays open that nobody can name: no method lists streams. Slack ends it by itself.
 */
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
  const [first, ...others] = messages
  const post = (some: readonly RenderedMessage[], after?: string) =>
    postMessages(web, logger, { channel, threadTs, after }, some)
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
      return post(others, stream)
    }
    // Nothing may look as if it were still on its way, whatever becomes of the answer.
    let end = toTask(texts.failed, 'error')
    try {
      if (!isRefused(error)) throw new DeliveryError('Slack did not say whether it took the answer.', { cause: error })
      const ts = await post(messages)
      end = toTask(texts.worked, 'complete')
      return ts
    } finally {
      await stop([end], []).catch((cause) => logger.info('a stream could not be ended', { error: `${cause}` }))
    }
  }
  return post(others, stream)
}

async function isUpdated(web: WebClient, channel: string, ts: string, message: RenderedMessage): Promise<boolean> {
  try {
    await web.chat.update({ channel, ts, parse: 'none', link_names: false, ...toPost(message) })
    return true
  } catch (error) {
    if (!isRefused(error)) throw error
    return false
  }
}

/** Where messages are posted. */
interface Place {
  readonly channel: string
  /** `undefined`: the first stands in the channel, the others in its thread. */
  readonly threadTs?: string
  /** What was sent before: these are the rest of it. */
  readonly after?: string | undefined
}

/**
 * Posts messages into a thread; without one, the first into the channel and the others below it. What Slack refuses is
 * sent again as text. Resolves to the ts of the first, `''` where there is none; what comes after one that Slack took in
 * no form is left out.
 * @throws DeliveryError where Slack took the first in no form
 */
export async function postMessages(
  web: WebClient,
  logger: Logger,
  { channel, threadTs, after }: Place,
  messages: readonly RenderedMessage[],
): Promise<string> {
  let first = after
  for (const [i, message] of messages.entries()) {
    const send = async (content: SlackContent) => {
      const thread = threadTs ?? first
      const place = thread === undefined ? { channel } : { channel, thread_ts: thread }
      const { ts } = await web.chat.postMessage({ ...place, ...QUIET, ...content })
      first ??= ts
    }
    try {
      await sendWithFallback(send, message, logger)
    } catch (error) {
      if (first === undefined) throw error
      logger.error('the rest of an answer was not delivered', { error: `${error}`, left: messages.length - i })
      break
    }
  }
  return first ?? ''
}

/**
 * Sends a message, and what it says as plain text where Slack refuses it.
 * @throws DeliveryError where that is refused, too, or where Slack did not answer
 */
export async function sendWithFallback(
  send: (content: SlackContent) => Promise<unknown>,
  message: RenderedMessage,
  logger: Logger,
): Promise<void> {
  try {
    await send(toPost(message))
  } catch (error) {
    if (!isRefused(error)) throw new DeliveryError('Slack did not say whether it took a message.', { cause: error })
    logger.warn('Slack refused a message; it is sent as text', { error: `${error}` })
    try {
      const pieces = cutIntoPages(message.text, SLACK_LIMITS.text)
      for (const text of pieces) await send({ text: toLiteral(text), mrkdwn: false })
    } catch (cause) {
      throw new DeliveryError('Slack took the answer in no form.', { cause })
    }
  }
}

/** A message with its body as a block. */
export function toPost({ body, blocks, text }: RenderedMessage) {
  const words = body === '' ? [] : [{ type: 'markdown' as const, text: body }]
  return { text: toLiteral(shorten(text, SLACK_LIMITS.sectionText)), blocks: [...words, ...blocks] }
}
