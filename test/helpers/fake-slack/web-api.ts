import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, type Method, refuse } from './answers.ts'
import { type Fault, takeFault } from './faults.ts'
import { type JsonObject, toList, toText } from './json.ts'
import { chatMethods } from './methods-chat.ts'
import { otherMethods } from './methods-other.ts'
import { streamMethods } from './methods-stream.ts'
import { parseArgs } from './parse-args.ts'
import { recordCall } from './record-call.ts'
import type { Call } from './records.ts'
import { answerResponseUrl } from './response-url.ts'
import type { World } from './world.ts'

/** An answer on its way: HTTP status 0 stands for a dropped connection. */
interface Reply {
  readonly status: number
  readonly answer: Answer
  readonly retryAfter?: number
}

const methods: Readonly<Record<string, Method>> = { ...chatMethods, ...streamMethods, ...otherMethods }
const LIMITED = new Set(['chat.postMessage', 'chat.postEphemeral', 'chat.startStream'])
const RESPONSE_URL = 'response_url'

/** Serves `/api/<method>` and `/response/<id>`; everything else is 404. */
export function createRequestHandler(world: World): (request: IncomingMessage, response: ServerResponse) => void {
  const posts = new Map<string, number[]>()
  return (request, response) => {
    handle(world, posts, request, response).catch((error: unknown) => {
      response.writeHead(500).end(`the fake Slack failed: ${String(error)}`)
    })
  }
}

async function handle(
  world: World,
  posts: Map<string, number[]>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, folder, name = ''] = new URL(request.url ?? '/', world.origin).pathname.split('/')
  if (request.method !== 'POST' || (folder !== 'api' && folder !== 'response')) {
    response.writeHead(404).end('not found')
    return
  }
  const { args, token: bodyToken } = parseArgs(await readBody(request), request.headers['content-type'] ?? '')
  const at = Date.now()
  const token = request.headers.authorization?.replace(/^Bearer /u, '') ?? bodyToken
  const method = folder === 'api' ? name : RESPONSE_URL
  const fault = takeFault(world.faults, method)
  if (fault !== undefined && 'delayMs' in fault) await sleep(fault.delayMs, undefined, { ref: false })
  if (fault !== undefined && 'after' in fault) await fault.after()
  const work = () =>
    folder === 'api' ? callMethod(world, posts, name, args, token) : answerResponseUrl(world, name, args)
  const reply = meetFault(fault, work)
  const call = { method, args, at, ...toOutcome(reply) }
  if (folder === 'response') world.records.responses.push(call)
  recordCall(world, call)
  send(request, response, reply)
}

function meetFault(fault: Fault | undefined, work: () => Reply): Reply {
  if (fault === undefined || 'delayMs' in fault || 'after' in fault) return work()
  if ('lostAnswer' in fault) return { ...work(), status: 0 }
  if ('reset' in fault) return { status: 0, answer: refuse('connection_reset') }
  if ('error' in fault) return { status: 200, answer: refuse(fault.error) }
  if ('status' in fault) return { status: fault.status, answer: refuse(`http_${fault.status}`) }
  return { status: 429, answer: refuse('ratelimited'), retryAfter: fault.rateLimited }
}

function callMethod(
  world: World,
  posts: Map<string, number[]>,
  name: string,
  args: JsonObject,
  token: string | undefined,
): Reply {
  const method = methods[name]
  if (method === undefined) return { status: 200, answer: refuse('unknown_method') }
  const denial = checkToken(world, name, token)
  if (denial !== undefined) return { status: 200, answer: refuse(denial) }
  if (LIMITED.has(name) && isOverRate(world, posts, toText(args.channel) ?? '')) {
    return { status: 429, answer: refuse('ratelimited'), retryAfter: 1 }
  }
  return { status: 200, answer: method(world, args) }
}

function checkToken(world: World, name: string, token: string | undefined): string | undefined {
  const { appToken, botToken } = world.settings
  if (token === undefined || token === '') return 'not_authed'
  if (token !== appToken && token !== botToken) return 'invalid_auth'
  const needed = name === 'apps.connections.open' ? appToken : botToken
  return token === needed ? undefined : 'not_allowed_token_type'
}

function isOverRate(world: World, posts: Map<string, number[]>, channel: string): boolean {
  const most = world.settings.rateLimit?.perChannelPerSecond
  if (most === undefined) return false
  const now = Date.now()
  const recent = (posts.get(channel) ?? []).filter((at) => now - at < 1_000)
  const isOver = recent.length >= most
  posts.set(channel, isOver ? recent : [...recent, now])
  return isOver
}

function toOutcome({ status, answer }: Reply): Pick<Call, 'status' | 'ok' | 'error' | 'messages'> {
  const metadata = answer.response_metadata as { messages?: unknown } | undefined
  const messages = toList(metadata?.messages).map(String)
  return { status, ok: answer.ok, error: toText(answer.error), messages }
}

function send(request: IncomingMessage, response: ServerResponse, { status, answer, retryAfter }: Reply): void {
  if (status === 0) {
    request.socket.destroy()
    return
  }
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  })
  response.end(JSON.stringify(answer))
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}
