import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseChat, parseEmbedding, type SeenChat, type SeenEmbedding } from './requests.ts'

/** What the server does instead of answering. */
export type Fault =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly code?: string
      readonly message?: string
      readonly headers?: Record<string, string>
    }
  /** No answer at all; the connection stays open. */
  | { readonly kind: 'hang' }
  /** Half of the reply, and the connection ends. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'refusal' }
  /** This as the model's words; ended as is said, or in parts as some servers send them. */
  | {
      readonly kind: 'says'
      readonly content: string
      readonly finish?: 'length' | 'content_filter'
      readonly isInParts?: true
    }
  /** This in place of a reply, as a success. */
  | { readonly kind: 'body'; readonly body: string }
  /** A body that never ends. */
  | { readonly kind: 'endless' }
  /** Embeddings with something wrong with them. */
  | { readonly kind: 'vectors'; readonly of: VectorFault }

/** None or some, each a second time, in another order, all said to be of the first text; or no vectors to compare. */
type VectorFault = 'none' | 'fewer' | 'more' | 'shuffled' | 'same_text' | 'empty' | 'zero' | 'short' | 'huge' | 'tiny'

/** What the model says to a request. */
export type Reply = (request: SeenChat) => unknown

/** A server that speaks like OpenAI and like Azure OpenAI, and takes nothing that they would not. */
export interface FakeOpenAi {
  /** With `/v1`, for OpenAI. */
  readonly url: string
  /** For Azure. */
  readonly origin: string
  readonly key: string
  readonly chats: readonly SeenChat[]
  readonly embeddings: readonly SeenEmbedding[]
  /** What came and was refused as it would be by the provider. */
  readonly refused: readonly string[]
  /** One a request, in this order; then it answers again. */
  readonly faults: Fault[]
  /** What the chat model says from now on. */
  reply: Reply
  close(): Promise<void>
}

const KEY = 'sk-test-5f3c'
const CHAT_MODELS = new Set(['gpt-4.1-mini', 'gpt-5-mini', 'deployed-chat'])
const DIMENSIONS: Readonly<Record<string, number>> = {
  'text-embedding-3-small': 1536,
  'local-small': 64,
  'deployed-embedding': 64,
}

/** Starts the server on a free port of this machine. */
export async function startFakeOpenAi(): Promise<FakeOpenAi> {
  const state = {
    key: KEY,
    chats: [] as SeenChat[],
    embeddings: [] as SeenEmbedding[],
    refused: [] as string[],
    faults: [] as Fault[],
    reply: (() => ({})) as Reply,
  }
  const server = createServer((request, response) => {
    void answer(request, response, state).catch((error) => fail(response, 500, `${error}`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return Object.assign(state, { url: `${origin}/v1`, origin, close })
}

type State = Omit<FakeOpenAi, 'url' | 'origin' | 'close' | 'chats' | 'embeddings' | 'refused'> & {
  readonly chats: SeenChat[]
  readonly embeddings: SeenEmbedding[]
  readonly refused: string[]
}

async function answer(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const azure = /^\/openai\/deployments\/([^/]+)\/(chat\/completions|embeddings)$/u.exec(pathname)
  const openAi = /^\/v1\/(chat\/completions|embeddings)$/u.exec(pathname)
  const task = azure?.[2] ?? openAi?.[1]
  const refuse = (status: number, message: string, code?: string) => {
    state.refused.push(message)
    fail(response, status, message, code)
  }
  if (request.method !== 'POST' || task === undefined) return refuse(404, `Unknown request URL: ${pathname}`)
  if (azure && !/^\d{4}-\d\d-\d\d(?:-preview)?$/u.test(searchParams.get('api-version') ?? ''))
    return refuse(404, 'Resource not found: no api-version')
  const key = azure ? request.headers['api-key'] : request.headers.authorization?.replace(/^Bearer /u, '')
  if (key !== state.key) return refuse(401, 'Incorrect API key provided', 'invalid_api_key')
  const body: unknown = JSON.parse(await readBody(request))
  const parsed = task === 'embeddings' ? parseEmbedding(body) : parseChat(body)
  if ('problem' in parsed) return refuse(400, parsed.problem)
  const fault = state.faults.shift()
  if (fault && (await misbehave(response, fault))) return
  const model = azure?.[1] ?? parsed.model
  if ('input' in parsed) {
    state.embeddings.push(parsed)
    const dimensions = DIMENSIONS[model]
    if (dimensions === undefined) return refuse(404, `The model ${model} does not exist`, 'model_not_found')
    return embed(response, parsed, parsed.dimensions ?? dimensions, fault)
  }
  state.chats.push(parsed)
  if (!CHAT_MODELS.has(model)) return refuse(404, `The model ${model} does not exist`, 'model_not_found')
  say(response, parsed, fault, fault?.kind === 'says' ? fault.content : JSON.stringify(state.reply(parsed)))
}

/** `true` where nothing is left to say. */
async function misbehave(response: ServerResponse, fault: Fault): Promise<boolean> {
  if (fault.kind === 'hang') return true
  if (fault.kind === 'status') {
    for (const [name, value] of Object.entries(fault.headers ?? {})) response.setHeader(name, value)
    fail(response, fault.status, fault.message ?? `as ordered: ${fault.status}`, fault.code)
    return true
  }
  if (fault.kind === 'body') {
    response.writeHead(200, { 'content-type': 'text/plain' })
    response.end(fault.body)
    return true
  }
  if (fault.kind !== 'endless') return false
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('{"choices":[{"message":{"role":"assistant","content":"')
  // Ends with an error when the client has had enough.
  await pipeline(Readable.from(endlessWords()), response).catch(() => {})
  return true
}

function* endlessWords(): Generator<string> {
  for (;;) yield 'a'.repeat(65_536)
}

function say(response: ServerResponse, { model, stream }: SeenChat, fault: Fault | undefined, content: string): void {
  const base = { id: 'chatcmpl-1', created: 1_790_000_000, model }
  const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 }
  const pieces = content.match(/.{1,8}/gsu) ?? []
  const says = fault?.kind === 'says' ? fault : undefined
  const words = says?.isInParts ? pieces.map((text) => ({ type: 'text', text })) : content
  const message =
    fault?.kind === 'refusal'
      ? { content: null, refusal: "I'm sorry, I can't do that." }
      : { content: words, refusal: null }
  if (stream) {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const shown = fault?.kind === 'cut' ? pieces.slice(0, Math.ceil(pieces.length / 2)) : pieces
    const write = (value: unknown) => response.write(`data: ${JSON.stringify(value)}\n\n`)
    const chunk = { ...base, object: 'chat.completion.chunk' }
    for (const piece of shown)
      write({ ...chunk, choices: [{ index: 0, delta: { role: 'assistant', content: piece }, finish_reason: null }] })
    if (fault?.kind === 'cut') return void response.destroy()
    write({ ...chunk, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
    write({ ...chunk, choices: [], usage })
    response.end('data: [DONE]\n\n')
    return
  }
  const finish_reason = says?.finish ?? 'stop'
  const choice = { index: 0, message: { role: 'assistant', ...message }, finish_reason, logprobs: null }
  send(response, { ...base, object: 'chat.completion', choices: [choice], usage }, fault)
}

function embed(
  response: ServerResponse,
  { model, input, encoding_format: encoding }: SeenEmbedding,
  dimensions: number,
  fault: Fault | undefined,
): void {
  const of = fault?.kind === 'vectors' ? fault.of : undefined
  const texts = typeof input === 'string' ? [input] : input
  const vectors = texts.map((text, index) => {
    const length = of === 'empty' ? 0 : of === 'short' ? dimensions - 1 : dimensions
    const filler = of === 'zero' ? 0 : of === 'huge' ? 1e39 : of === 'tiny' ? 1e-50 : undefined
    const vector = filler === undefined ? toVector(text, length) : new Array<number>(length).fill(filler)
    const embedding = encoding === 'base64' ? Buffer.from(new Float32Array(vector).buffer).toString('base64') : vector
    return { object: 'embedding', index: of === 'same_text' ? 0 : index, embedding }
  })
  const data = arrange(vectors, of)
  send(
    response,
    { object: 'list', model, data, usage: { prompt_tokens: texts.length, total_tokens: texts.length } },
    fault,
  )
}

function arrange<T>(vectors: readonly T[], of: VectorFault | undefined): readonly T[] {
  if (of === 'none') return []
  if (of === 'fewer') return vectors.slice(1)
  if (of === 'more') return [...vectors, ...vectors]
  return of === 'shuffled' ? vectors.toReversed() : vectors
}

/** Texts with the same letters are near each other. */
function toVector(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0)
  for (const letter of text)
    vector[(letter.codePointAt(0) ?? 0) % dimensions] = (vector[(letter.codePointAt(0) ?? 0) % dimensions] ?? 0) + 1
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}

function send(response: ServerResponse, value: unknown, fault: Fault | undefined): void {
  const body = JSON.stringify(value)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  if (fault?.kind !== 'cut') return void response.end(body)
  response.write(body.slice(0, body.length / 2), () => response.destroy())
}

function fail(response: ServerResponse, status: number, message: string, code: string | null = null): void {
  if (response.headersSent) return void response.destroy()
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ error: { message, type: 'error', param: null, code } }))
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
