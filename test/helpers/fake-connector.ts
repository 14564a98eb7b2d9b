import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { checkTeamsActivity, type Refusal, type WireActivity } from './check-teams-activity.ts'

/** A request of the bot as it came over the wire, and what it was answered with (`undefined`: nothing). */
export interface ConnectorCall {
  readonly method: string
  /** With `;messageid=…` in a channel's thread. */
  readonly conversation: string
  readonly replyToId: string | undefined
  readonly authorization: string | undefined
  readonly activity: WireActivity
  readonly status: number | undefined
  /** The id that the message got. */
  readonly id: string | undefined
}

/** What goes wrong with requests: those that `when` holds for, and not more often than `times`. */
export interface ConnectorFault {
  readonly how: 'stall' | 'reset' | { readonly status: number; readonly retryAfter?: number; readonly code?: string }
  readonly when?: (activity: WireActivity) => boolean
  readonly times?: number
}

/** Teams as a bot sees it: takes messages, and refuses what Teams refuses. */
export interface FakeConnector {
  readonly url: string
  readonly calls: readonly ConnectorCall[]
  /** Messages that were taken. */
  messages(): readonly ConnectorCall[]
  /** Applies to what comes from now on; the latest fault wins. */
  fail(fault: ConnectorFault): void
  /** Forgets calls, faults and streams. */
  reset(): void
  /** As the Playground does: a message with text and card gets no id. */
  namesNoCards: boolean
  close(): Promise<void>
}

interface World {
  readonly calls: ConnectorCall[]
  readonly faults: { readonly fault: ConnectorFault; left: number }[]
  /** Chat to its open stream. */
  readonly streams: Map<string, string>
  lastId: number
  namesNoCards: boolean
}

/** Starts the connector on a free port of this machine. */
export async function startFakeConnector(): Promise<FakeConnector> {
  const world: World = { calls: [], faults: [], streams: new Map(), lastId: 1_716_190_000_000, namesNoCards: false }
  const server = createServer(async (request, response) => {
    const [, conversation = '', replyToId] = PATH.exec(request.url ?? '') ?? []
    const activity = (await readJson(request)) as WireActivity
    const call = {
      method: request.method ?? '',
      conversation: decodeURIComponent(conversation),
      replyToId: replyToId === undefined ? undefined : decodeURIComponent(replyToId),
      authorization: request.headers.authorization,
      activity,
    }
    const how = takeFault(world, activity)
    if (how === 'stall' || how === 'reset') {
      world.calls.push({ ...call, status: undefined, id: undefined })
      return how === 'reset' ? void request.socket.destroy() : undefined
    }
    const refusal = how === undefined ? refuse(world, call) : { code: 'Fault', message: 'on demand', ...how }
    if (refusal) {
      world.calls.push({ ...call, status: refusal.status, id: undefined })
      const retryAfter = how?.retryAfter === undefined ? {} : { 'Retry-After': String(how.retryAfter) }
      response.writeHead(refusal.status, { 'content-type': 'application/json', ...retryAfter })
      return void response.end(JSON.stringify({ error: { code: refusal.code, message: refusal.message } }))
    }
    const id = take(world, call)
    const status = id === undefined ? 202 : 201
    world.calls.push({ ...call, status, id })
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(id === undefined ? {} : { id }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/amer`,
    calls: world.calls,
    messages: () => world.calls.filter(({ activity, status = 0 }) => activity.type === 'message' && status < 300),
    fail: (fault) => void world.faults.unshift({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    reset() {
      world.calls.length = 0
      world.faults.length = 0
      world.streams.clear()
      world.namesNoCards = false
    },
    get namesNoCards() {
      return world.namesNoCards
    },
    set namesNoCards(value) {
      world.namesNoCards = value
    },
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

const PATH = /^\/amer\/v3\/conversations\/([^/]+)\/activities(?:\/([^/?]+))?$/u

type Call = Pick<ConnectorCall, 'method' | 'conversation' | 'activity'>

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

function takeFault({ faults }: World, activity: WireActivity): ConnectorFault['how'] | undefined {
  const next = faults.find(({ fault, left }) => left > 0 && (fault.when?.(activity) ?? true))
  if (next === undefined) return undefined
  next.left -= 1
  return next.fault.how
}

function refuse(world: World, { method, conversation, activity }: Call): Refusal | undefined {
  if (conversation === '' || !['POST', 'PUT'].includes(method)) {
    return { status: 404, code: 'NotFound', message: 'no such address' }
  }
  return checkTeamsActivity(activity) ?? checkStream(world, conversation, activity)
}

/** One-to-one chats have ids of this form; those of groups and channels begin with `19:`. */
function isPersonal(conversation: string): boolean {
  return conversation.startsWith('a:')
}

function checkStream({ streams }: World, conversation: string, activity: WireActivity): Refusal | undefined {
  const info = streamInfoOf(activity)
  if (!info) return activity.type === 'typing' && activity.text ? bad('typing with text and no stream') : undefined
  if (!isPersonal(conversation)) {
    const message = ' Streaming API is not enabled for non personal scope or non copilot conversations.'
    return { status: 405, code: 'BadArgument', message }
  }
  const open = streams.get(conversation)
  if (info.streamType === 'final') {
    if (activity.type !== 'message' || 'streamSequence' in info) return bad('a final that is none')
    return info.streamId !== undefined && info.streamId === open ? undefined : bad('no such stream')
  }
  if (activity.type !== 'typing' || !Number.isInteger(info.streamSequence))
    return bad('a part of a stream that is none')
  if ((activity.text ?? '') === '' || (activity.text ?? '').length > 1000) return bad('no text or too much')
  if (activity.attachments?.length) return bad('attachments before the final')
  return open === undefined || open === info.streamId
    ? undefined
    : { status: 403, code: 'ContentStreamNotAllowed', message: 'one stream at a time' }
}

function bad(message: string): Refusal {
  return { status: 400, code: 'BadRequest', message }
}

/** The id of what was taken; `undefined` where Teams names none. */
function take(world: World, { conversation, activity }: Call): string | undefined {
  world.lastId += 1
  const id = String(world.lastId)
  const info = streamInfoOf(activity)
  if (info?.streamType === 'final') {
    world.streams.delete(conversation)
    return undefined
  }
  if (info) world.streams.set(conversation, info.streamId ?? id)
  else if (world.namesNoCards && activity.text && activity.attachments?.length) return undefined
  return activity.type === 'typing' && !info ? undefined : id
}

function streamInfoOf(
  activity: WireActivity,
): { streamType?: string; streamId?: string; streamSequence?: number } | undefined {
  return activity.entities?.find(({ type }) => type === 'streaminfo')
}
