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

/** Nothing in an answer is unfurled, and no name in it is turned into a mention. */
export const QUIET = { unfurl_links: false, unfurl_media: false, parse: 'none', link_names: false } as const

const TASK = 'answer'
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
      const { channelId, threadTs } = destination
      void web.assistant.threads
        .setStatus({ channel_id: channelId, thread_ts: threadTs, status: texts.working })
        .catch((error) => logger.info('the status could not be shown', { error: `${error}` }))
      const stream = withoutStreams.has(channelId)
        ? Promise.resolve(undefined)
        : openStream(web, destination, texts).catch((error) => {
            logger.info('no stream here; the answer comes as a message', { error: `${error}` })
            if (isAnswerOfSlack(error)) remember(withoutStreams, channelId)
            return undefined
          })
      return { finish: async (messages) => sendAnswer(web, logger, destination, texts, messages, await stream) }
    },
  }
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

function toTask(title: string, status: 'in_progress' | 'complete'): AnyChunk {
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
  const send: Send = (content) => web.chat.postMessage({ channel, thread_ts: threadTs, ...QUIET, ...content })
  const sent: string[] = []
  for (const [i, message] of messages.entries()) {
    const isStreamed = i === 0 && stream !== undefined
    const ways = [
      ...(isStreamed ? [() => stopStream(web, channel, stream, message, texts)] : []),
      () => postBlocks(send, message),
      () => postText(send, message),
    ]
    sent.push(await firstThatWorks(ways, logger))
    // The answer came another way: nothing may look as if it were still on its way.
    if (isStreamed && sent[0] !== stream) await web.chat.stopStream({ channel, ts: stream }).catch(() => undefined)
  }
  return sent[0] ?? ''
}

type Send = (content: ReturnType<typeof toPost> | { text: string }) => Promise<{ ts?: string }>

async function stopStream(
  web: WebClient,
  channel: string,
  ts: string,
  { body, blocks }: RenderedMessage,
  texts: InterfaceTexts,
): Promise<string> {
  const words: AnyChunk[] = body === '' ? [] : [{ type: 'markdown_text', text: body }]
  await web.chat.stopStream({ channel, ts, chunks: [toTask(texts.worked, 'complete'), ...words], blocks: [...blocks] })
  return ts
}

async function postBlocks(send: Send, message: RenderedMessage): Promise<string> {
  return (await send(toPost(message))).ts ?? ''
}

async function postText(send: Send, { text }: RenderedMessage): Promise<string> {
  const sent: string[] = []
  for (const piece of cutIntoPages(text, SLACK_LIMITS.sectionText)) {
    sent.push((await send({ text: escapeEntities(piece) })).ts ?? '')
  }
  return sent[0] ?? ''
}

async function firstThatWorks(ways: readonly (() => Promise<string>)[], logger: Logger): Promise<string> {
  let cause: unknown
  for (const way of ways) {
    try {
      return await way()
    } catch (error) {
      cause = error
      logger.warn('Slack refused a message', { error: `${error}` })
    }
  }
  throw new DeliveryError('Slack took the answer in no form.', { cause })
}

/** A message with its body as a block. */
export function toPost({ body, blocks, text }: RenderedMessage) {
  const words = body === '' ? [] : [{ type: 'markdown' as const, text: body }]
  return { text: escapeEntities(shorten(text, SLACK_LIMITS.sectionText)), blocks: [...words, ...blocks] }
}

/** Slack itself said no; a connection that failed says nothing about the next time. */
function isAnswerOfSlack(error: unknown): boolean {
  return error instanceof Error && 'data' in error
}

function remember(channels: Set<string>, channel: string): void {
  channels.add(channel)
  const [oldest] = channels
  if (channels.size > MAX_REMEMBERED && oldest !== undefined) channels.delete(oldest)
}
