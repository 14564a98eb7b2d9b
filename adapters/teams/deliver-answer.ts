import { setTimeout as sleep } from 'node:timers/promises'
import type { TurnContext } from 'botbuilder'
import { z } from 'zod'
import type { InterfaceTexts } from '../../src/conversation/interface-texts.ts'
import { withinTime } from '../../src/conversation/within-time.ts'
import { DeliveryError } from '../../src/errors.ts'
import type { Logger } from '../../src/logger.ts'
import { TEAMS_LIMITS } from './limits.ts'
import { type TeamsReply, toPlainReplies } from './render-answer.ts'

/** An answer on its way: progress is shown from the moment that this exists. */
export interface OpenDelivery {
  /**
   * Sends all of it; resolves to the id of its first message, `undefined` where Teams names none.
   * @throws DeliveryError where Teams took the first message in no form
   */
  finish(replies: readonly TeamsReply[]): Promise<string | undefined>
}

/** What is shown before the answer, for whoever has to go on with it. */
export interface Progress {
  /** The stream that another process has opened. */
  readonly shown: string | null
  note(stream: string): Promise<void>
}

/** How long things take. */
export interface SendTimes {
  /** A request may take so long. */
  readonly timeoutMs: number
  /** Waits before a message is sent again that came at a bad time; where Teams says how long, that long. */
  readonly waitsMs: readonly number[]
  /** Where Teams asks for a longer wait, the message counts as refused. */
  readonly maxWaitMs: number
  /** Typing is shown where the answer takes longer than this; most are there before. */
  readonly typingAfterMs: number
}

/** What sending needs. */
export interface SendParts {
  readonly context: TurnContext
  readonly logger: Logger
  readonly times: SendTimes
}

/** The SDK's client waits for an answer for ever. */
export const SEND_TIMES: SendTimes = {
  timeoutMs: 20_000,
  waitsMs: [1000, 3000],
  maxWaitMs: 20_000,
  typingAfterMs: 500,
}
/** Two messages at a time, too many, or a fault of Teams: another try a little later goes through. */
const BUSY = new Set([408, 412, 429, 500, 502, 503, 504])
/** The connection was not made, or was one that had been closed meanwhile. */
const UNCONNECTED = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT'])

/**
 * Shows progress: one to one at once, as the first line of a stream, which the answer, verified and whole, ends;
 * elsewhere, where Teams refuses streams, as typing. What Teams refuses is sent again in a plainer way.
 */
export function openDelivery(parts: SendParts, texts: InterfaceTexts, progress: Progress): OpenDelivery {
  const isDirect = parts.context.activity.conversation.conversationType === 'personal'
  if (isDirect) {
    const stream = progress.shown === null ? openStream(parts, texts, progress) : Promise.resolve(progress.shown)
    return { finish: async (replies) => sendReplies(parts, replies, await stream) }
  }
  let typing: Promise<unknown> | undefined
  const timer = setTimeout(() => {
    typing = showProgress(parts, { type: 'typing' })
  }, parts.times.typingAfterMs)
  return {
    async finish(replies) {
      clearTimeout(timer)
      await typing
      return sendReplies(parts, replies)
    },
  }
}

async function openStream(
  parts: SendParts,
  { working }: InterfaceTexts,
  { note }: Progress,
): Promise<string | undefined> {
  const stream = await showProgress(parts, toInformative(working))
  if (stream !== undefined) await note(stream)
  return stream
}

/** Id of what was sent; `undefined` where it could not be. */
async function showProgress(parts: SendParts, activity: object): Promise<string | undefined> {
  try {
    return await send(parts, activity, [])
  } catch (error) {
    parts.logger.info('progress could not be shown', { error: `${error}` })
    return undefined
  }
}

function toInformative(text: string): object {
  const entity = { type: 'streaminfo', streamType: 'informative', streamSequence: 1 }
  return { type: 'typing', text: text.slice(0, TEAMS_LIMITS.informative), entities: [entity] }
}

/** Sends messages, the first one as the end of the stream where there is one; see {@link OpenDelivery.finish}. */
export async function sendReplies(
  parts: SendParts,
  replies: readonly TeamsReply[],
  streamId?: string,
): Promise<string | undefined> {
  let first: string | undefined
  for (const [i, reply] of replies.entries()) {
    const ways = [
      ...(i === 0 && streamId !== undefined ? [() => endStream(parts, reply, streamId)] : []),
      () => send(parts, toActivity(reply)),
      () => sendPlain(parts, reply),
    ]
    try {
      const id = await firstThatWorks(ways, parts.logger)
      if (i === 0) first = id
    } catch (error) {
      if (i === 0) throw error
      parts.logger.error('the rest of an answer was not delivered', { error: `${error}`, left: replies.length - i })
      break
    }
  }
  return first
}

async function endStream(parts: SendParts, reply: TeamsReply, streamId: string): Promise<string> {
  const entity = { type: 'streaminfo', streamType: 'final', streamId }
  await send(parts, { ...toActivity(reply), entities: [...reply.entities, entity] })
  return streamId
}

/** The text and the sources without cards and citations. */
async function sendPlain(parts: SendParts, reply: TeamsReply): Promise<string | undefined> {
  const sent: (string | undefined)[] = []
  for (const plain of toPlainReplies(reply)) sent.push(await send(parts, toActivity(plain)))
  return sent[0]
}

function toActivity({ plain: _, ...activity }: TeamsReply): object {
  return activity
}

async function send(
  parts: SendParts,
  activity: object,
  waitsMs: readonly number[] = parts.times.waitsMs,
): Promise<string | undefined> {
  const { context, logger, times } = parts
  try {
    const toLate = () => new DeliveryError(`Teams did not answer within ${times.timeoutMs} ms.`)
    const sent = await withinTime(context.sendActivity(activity), times.timeoutMs, toLate)
    return sent?.id === undefined || sent.id === '' ? undefined : sent.id
  } catch (error) {
    const [ownWaitMs, ...later] = waitsMs
    if (ownWaitMs === undefined || !mayPass(error)) throw error
    const waitMs = toRetryAfterMs(error) ?? ownWaitMs
    if (waitMs > times.maxWaitMs) {
      logger.warn('Teams asks for too long a wait', { waitMs, maxWaitMs: times.maxWaitMs })
      throw error
    }
    await sleep(waitMs)
    return send(parts, activity, later)
  }
}

/**
 * Tries one way after the other, for as long as Teams answers. Where it does not, a plainer message would not arrive
 * either, and the one that it did not answer may still be taken: sent again, it would be there twice.
 */
async function firstThatWorks(
  ways: readonly (() => Promise<string | undefined>)[],
  logger: Logger,
): Promise<string | undefined> {
  let cause: unknown
  for (const way of ways) {
    try {
      return await way()
    } catch (error) {
      cause = error
      const status = statusOf(error)
      if (status === undefined) break
      logger.warn('Teams refused a message', { status, error: `${error}` })
    }
  }
  throw new DeliveryError(`Teams took the answer in no form (${cause}).`, { cause })
}

/** Whether another try may go through. */
function mayPass(error: unknown): boolean {
  const status = statusOf(error)
  if (status !== undefined) return BUSY.has(status)
  return error instanceof Error && 'code' in error && UNCONNECTED.has(`${error.code}`)
}

const answeredSchema = z.object({ response: z.object({ headers: z.custom<{ get(name: string): unknown }>() }) })

/** How long Teams asks to be left alone; `undefined` where it does not say. */
function toRetryAfterMs(error: unknown): number | undefined {
  const headers = answeredSchema.safeParse(error).data?.response.headers
  const seconds = z.coerce
    .number()
    .min(0)
    .safeParse(headers?.get('retry-after') ?? undefined).data
  return seconds === undefined ? undefined : seconds * 1000
}

/** Status of the answer of Teams; `undefined` where there was none. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined
  return typeof error.statusCode === 'number' ? error.statusCode : undefined
}
