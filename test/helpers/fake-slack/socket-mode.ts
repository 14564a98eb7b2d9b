import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type WebSocket, WebSocketServer } from 'ws'
import { takeAck } from './ack-body.ts'
import { ids } from './ids.ts'
import { isObject, type JsonObject } from './json.ts'
import type { World } from './world.ts'

/** What an envelope holds. */
export interface SocketOptions {
  readonly type: 'events_api' | 'slash_commands' | 'interactive'
}

/** How a delivery over a socket went. */
export interface SocketResult {
  readonly isAcked: boolean
  /** From the first envelope to the acknowledgement; `undefined` when none came. */
  readonly ackedAfterMs: number | undefined
  /** The `payload` of the acknowledgement; `{}` from the SDK for an `ack()` without arguments. */
  readonly ackPayload: unknown
  /** Envelopes that were sent, the first included; 0 when no socket was open. */
  readonly attempts: number
}

/** Why sockets are closed; `abrupt` cuts the connection without a word. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'abrupt'

/** The Socket Mode side of the fake. */
export interface SocketMode {
  readonly openSockets: () => number
  readonly send: (payload: JsonObject, options: SocketOptions) => Promise<SocketResult>
  readonly disconnect: (reason: DisconnectReason) => void
  readonly close: () => void
}

/** Answers WebSocket upgrades to `/link/` that carry a ticket of `apps.connections.open`. */
export function createSocketMode(server: Server, world: World): SocketMode {
  const sockets = new WebSocketServer({ noServer: true })
  const waiting = new Map<string, (payload: unknown) => void>()
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', world.origin)
    if (url.pathname !== '/link/' || !world.tickets.delete(url.searchParams.get('ticket') ?? '')) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (opened) => welcome(opened, waiting))
  })
  const pings = setInterval(() => {
    for (const socket of sockets.clients) socket.ping()
  }, world.settings.pingIntervalMs)
  const listOpen = () => [...sockets.clients].filter((socket) => socket.readyState === socket.OPEN)
  return {
    openSockets: () => listOpen().length,
    send: (payload, options) => deliver(world, waiting, listOpen, payload, options),
    disconnect: (reason) => {
      for (const socket of listOpen()) sayGoodbye(socket, reason)
    },
    close: () => {
      clearInterval(pings)
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

function welcome(socket: WebSocket, waiting: Map<string, (payload: unknown) => void>): void {
  socket.on('error', () => socket.terminate())
  socket.on('message', (data) => {
    const message: unknown = JSON.parse(String(data))
    if (isObject(message)) waiting.get(String(message.envelope_id))?.(message.payload)
  })
  const debug_info = { host: 'fake-slack', build_number: 1, approximate_connection_time: 18_060 }
  send(socket, { type: 'hello', num_connections: 1, debug_info, connection_info: { app_id: ids.app } })
}

function sayGoodbye(socket: WebSocket, reason: DisconnectReason): void {
  if (reason === 'abrupt') {
    socket.terminate()
    return
  }
  send(socket, { type: 'disconnect', reason, debug_info: { host: 'fake-slack' } })
}

/** Sends an envelope until it is acknowledged; only events are sent again, over another socket where there is one. */
async function deliver(
  world: World,
  waiting: Map<string, (payload: unknown) => void>,
  listOpen: () => WebSocket[],
  payload: JsonObject,
  { type }: SocketOptions,
): Promise<SocketResult> {
  const delays = type === 'events_api' ? world.settings.retryDelaysMs : []
  const start = performance.now()
  let attempts = 0
  for (const [retry, delayMs] of [0, ...delays].entries()) {
    await sleep(delayMs)
    const socket = await waitForSocket(world, listOpen, retry)
    if (socket === undefined) continue
    attempts += 1
    const envelope_id = world.nextId('envelope-')
    const acked = waitForAck(world, waiting, envelope_id)
    send(socket, toEnvelope(envelope_id, type, payload, retry))
    const { isAcked, ackPayload } = await acked
    if (isAcked) takeAck(world, payload, ackPayload)
    if (isAcked) return { isAcked, ackedAfterMs: performance.now() - start, ackPayload, attempts }
  }
  return { isAcked: false, ackedAfterMs: undefined, ackPayload: undefined, attempts }
}

function toEnvelope(envelope_id: string, type: SocketOptions['type'], payload: JsonObject, retry: number): JsonObject {
  const accepts_response_payload = type === 'slash_commands' || payload.type === 'view_submission'
  const retries = { retry_attempt: retry, retry_reason: retry === 0 ? '' : 'timeout' }
  return { envelope_id, type, accepts_response_payload, payload, ...(type === 'events_api' ? retries : {}) }
}

function waitForAck(
  world: World,
  waiting: Map<string, (payload: unknown) => void>,
  envelopeId: string,
): Promise<{ isAcked: boolean; ackPayload: unknown }> {
  return new Promise((resolve) => {
    const finish = (isAcked: boolean, ackPayload: unknown) => {
      clearTimeout(timer)
      waiting.delete(envelopeId)
      resolve({ isAcked, ackPayload })
    }
    const timer = setTimeout(finish, world.settings.ackWithinMs, false, undefined)
    waiting.set(envelopeId, (payload) => finish(true, payload))
  })
}

async function waitForSocket(world: World, listOpen: () => WebSocket[], retry: number): Promise<WebSocket | undefined> {
  const end = Date.now() + world.settings.ackWithinMs
  while (listOpen().length === 0 && Date.now() < end) await sleep(5)
  const open = listOpen()
  return open[retry % Math.max(1, open.length)]
}

function send(socket: WebSocket, message: JsonObject): void {
  socket.send(JSON.stringify(message))
}
