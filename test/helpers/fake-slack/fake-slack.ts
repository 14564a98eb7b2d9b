import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SlashCommand } from '@slack/bolt'
import * as events from './event-payloads.ts'
import { type Fault, type HeldCall, holdNext } from './faults.ts'
import * as interactions from './interaction-payloads.ts'
import type { JsonObject } from './json.ts'
import type { Call, Records } from './records.ts'
import { deliverHttp, type HttpAttempt, type HttpResult, type SendOptions, sendHttp } from './send-http.ts'
import {
  createSocketMode,
  type DisconnectReason,
  type SocketMode,
  type SocketOptions,
  type SocketResult,
} from './socket-mode.ts'
import { createRequestHandler } from './web-api.ts'
import {
  createWorld,
  type FakeSlackOptions,
  findMessage,
  issueTrigger,
  replaceMessage,
  toStatusKey,
  type World,
} from './world.ts'

type ReadonlyLists<T> = { readonly [K in keyof T]: T[K] extends (infer Item)[] ? readonly Item[] : T[K] }
type Build<Function> = Function extends (world: World, ...rest: infer Rest) => infer Payload
  ? (...rest: Rest) => Payload
  : never

/** Payloads as Slack would send them; each call has ids of its own, so send the same object to send it twice. */
export interface PayloadBuilders {
  readonly appMention: Build<typeof events.appMention>
  readonly channelMessage: Build<typeof events.channelMessage>
  readonly directMessage: Build<typeof events.directMessage>
  readonly messageChanged: Build<typeof events.messageChanged>
  readonly channelJoin: Build<typeof events.channelJoin>
  readonly botMessage: Build<typeof events.botMessage>
  readonly appHomeOpened: Build<typeof events.appHomeOpened>
  readonly slashCommand: (given: Parameters<typeof interactions.slashCommand>[1]) => SlashCommand
  readonly buttonClick: Build<typeof interactions.buttonClick>
  readonly feedbackClick: Build<typeof interactions.feedbackClick>
  readonly viewSubmission: Build<typeof interactions.viewSubmission>
}

/** A workspace of Slack on a loopback port that refuses what Slack refuses and remembers everything. */
export interface FakeSlack extends PayloadBuilders, ReadonlyLists<Records> {
  /** For `clientOptions.slackApiUrl`; ends in a slash. */
  readonly apiUrl: string
  readonly botToken: string
  readonly appToken: string
  readonly signingSecret: string
  readonly openSockets: number
  readonly callsOf: (method: string) => readonly Call[]
  /** The status line that a thread shows now; it goes when the bot posts there. */
  readonly shownStatusOf: (channel: string, threadTs: string) => string | undefined
  /** The next `times` calls (default 1) of a method, or of any with `*`, meet a fault. */
  readonly failNext: (method: string, fault: Fault, times?: number) => void
  /** Holds the next call of a method: `arrived` resolves when Slack has it, and it goes on after `release`. */
  readonly holdNext: (method: string) => HeldCall
  readonly refuseStreamingIn: (isIn: (channel: string) => boolean, error?: string) => void
  /** Slack ends a stream by itself after some minutes; what comes later meets `message_not_in_streaming_state`. */
  readonly endStream: (channel: string, ts: string) => void
  /** `false` drops all connections, open and new. */
  readonly setReachable: (isReachable: boolean) => void
  readonly issueTrigger: () => string
  readonly sendHttp: (url: string, payload: JsonObject, options: SendOptions) => Promise<HttpResult>
  readonly deliverHttp: (
    url: string,
    payload: JsonObject,
    options: Omit<SendOptions, 'retryNum' | 'retryReason' | 'timeoutMs'>,
  ) => Promise<readonly HttpAttempt[]>
  readonly sendSocket: (payload: JsonObject, options: SocketOptions) => Promise<SocketResult>
  readonly disconnectSockets: (reason: DisconnectReason) => void
  /** Polls until the predicate holds and returns what it gave; throws with all calls so far after `timeoutMs`. */
  readonly waitFor: <T>(
    predicate: (slack: FakeSlack) => T,
    timeoutMs?: number,
  ) => Promise<Exclude<NonNullable<T>, false>>
  readonly close: () => Promise<void>
}

/** Starts a fake Slack on a free loopback port. */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const world = createWorld(options)
  const server = createServer(createRequestHandler(world))
  const connections = new Set<Socket>()
  server.on('connection', (socket) => {
    if (!world.faults.isReachable) {
      socket.destroy()
      return
    }
    connections.add(socket)
    socket.on('close', () => connections.delete(socket))
  })
  const sockets = createSocketMode(server, world)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const drop = () => {
    for (const socket of connections) socket.destroy()
  }
  const close = async () => {
    sockets.close()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    drop()
    await closed
  }
  return assemble(world, sockets, drop, close)
}

function assemble(world: World, sockets: SocketMode, drop: () => void, close: () => Promise<void>): FakeSlack {
  const { settings, records } = world
  const slack: FakeSlack = {
    ...records,
    ...bindPayloads(world),
    ...bindFaults(world, drop),
    apiUrl: `${world.origin}/api/`,
    botToken: settings.botToken,
    appToken: settings.appToken,
    signingSecret: settings.signingSecret,
    get openSockets() {
      return sockets.openSockets()
    },
    callsOf: (method) => records.calls.filter((call) => call.method === method),
    shownStatusOf: (channel, threadTs) => world.shownStatus.get(toStatusKey(channel, threadTs)),
    issueTrigger: () => issueTrigger(world),
    sendHttp: (url, payload, options) => sendHttp(world, url, payload, options),
    deliverHttp: (url, payload, options) => deliverHttp(world, url, payload, options),
    sendSocket: sockets.send,
    disconnectSockets: sockets.disconnect,
    waitFor: (predicate, timeoutMs = 30_000) => waitFor(slack, predicate, timeoutMs),
    close,
  }
  return slack
}

function bindFaults(world: World, drop: () => void) {
  const { faults } = world
  return {
    failNext: (method: string, fault: Fault, times = 1) => {
      faults.queue.push({ method, fault, left: times })
    },
    holdNext: (method: string) => holdNext(faults, method),
    refuseStreamingIn: (isIn: (channel: string) => boolean, error = 'channel_type_not_supported') => {
      faults.noStreaming.push({ in: isIn, error })
    },
    endStream: (channel: string, ts: string) => {
      const message = findMessage(world, channel, ts)
      if (message?.state !== 'streaming') throw new Error(`no stream ${ts} is open in ${channel}`)
      replaceMessage(world, message, { state: 'finished' })
    },
    setReachable: (isReachable: boolean) => {
      faults.isReachable = isReachable
      if (!isReachable) drop()
    },
  }
}

function bindPayloads(world: World): PayloadBuilders {
  return {
    appMention: (written) => events.appMention(world, written),
    channelMessage: (written) => events.channelMessage(world, written),
    directMessage: (written) => events.directMessage(world, written),
    messageChanged: (changed) => events.messageChanged(world, changed),
    channelJoin: (joined) => events.channelJoin(world, joined),
    botMessage: (message) => events.botMessage(world, message),
    appHomeOpened: (opened) => events.appHomeOpened(world, opened),
    slashCommand: (given) => interactions.slashCommand(world, given),
    buttonClick: (click) => interactions.buttonClick(world, click),
    feedbackClick: (click) => interactions.feedbackClick(world, click),
    viewSubmission: (given) => interactions.viewSubmission(world, given),
  }
}

async function waitFor<T>(
  slack: FakeSlack,
  predicate: (slack: FakeSlack) => T,
  timeoutMs: number,
): Promise<Exclude<NonNullable<T>, false>> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const found = predicate(slack)
    if (found !== undefined && found !== null && found !== false) return found as Exclude<NonNullable<T>, false>
    if (Date.now() >= end) throw new Error(`not within ${timeoutMs} ms: ${predicate}\n${describeCalls(slack.calls)}`)
    await sleep(5)
  }
}

function describeCalls(calls: readonly Call[]): string {
  if (calls.length === 0) return 'no calls so far'
  const lines = calls.map(({ method, args, ok, error, messages }) => {
    const outcome = ok ? 'ok' : [error, ...messages].join('; ')
    return `  ${method} ${JSON.stringify(args).slice(0, 200)} -> ${outcome}`
  })
  return ['calls so far:', ...lines].join('\n')
}
