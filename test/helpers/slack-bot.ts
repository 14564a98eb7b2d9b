import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { onTestFinished } from 'vitest'
import { createSlackChannel } from '../../adapters/slack/app.ts'
import type { SlackWaits } from '../../adapters/slack/connect.ts'
import type { Channel } from '../../src/conversation/channel.ts'
import type { AnswerEngine } from './answer-engine.ts'
import { createTestParts, type PartChanges, type TestParts } from './channel-parts.ts'
import { type FakeSlack, startFakeSlack } from './fake-slack/fake-slack.ts'
import type { JsonObject } from './fake-slack/json.ts'
import type { FakeMessage } from './fake-slack/records.ts'
import type { FakeSlackOptions } from './fake-slack/world.ts'

/** The two ways in which Slack reaches a bot. */
export type Transport = 'http' | 'socket'

/** How a bot under test differs from the one that is served. */
export interface BotOptions {
  /** A `log` of one's own outlives the bot. */
  readonly changes?: PartChanges
  readonly waits?: Partial<SlackWaits>
  readonly botToken?: string
  readonly appToken?: string
}

/** The bot in the fake Slack. */
export interface SlackBot {
  readonly slack: FakeSlack
  readonly channel: Channel
  readonly parts: TestParts
  /** Where events are posted to over HTTP. */
  readonly url: string
  /** Delivers once by the bot's transport; resolves once it is acknowledged. */
  send(payload: JsonObject): Promise<void>
  /** Waits until nothing is in hand. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** Nobody waits in tests. */
const WAITS: SlackWaits = { requestMs: 3000, retryMs: 1, busyMs: 30_000, connectMs: [5] }

/** A fake Slack that is closed when the test ends. */
export async function openFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const slack = await startFakeSlack(options)
  onTestFinished(() => slack.close())
  return slack
}

/** The real Slack channel against a fake, made and connected. It is closed when the test ends. */
export async function startSlackBot(
  slack: FakeSlack,
  engine: AnswerEngine,
  transport: Transport,
  options: BotOptions = {},
): Promise<SlackBot> {
  const bot = await makeSlackBot(slack, engine, transport, options)
  await bot.channel.connect()
  return bot
}

/** The same, not connected yet. */
export async function makeSlackBot(
  slack: FakeSlack,
  engine: AnswerEngine,
  transport: Transport,
  options: BotOptions = {},
): Promise<SlackBot> {
  const bot = await createSlackBot(slack, engine, transport, options)
  onTestFinished(() => bot.close())
  return bot
}

/** The same, for who closes it. */
export async function createSlackBot(
  slack: FakeSlack,
  engine: AnswerEngine,
  transport: Transport,
  { changes = {}, waits = {}, botToken = slack.botToken, appToken = slack.appToken }: BotOptions = {},
): Promise<SlackBot> {
  const parts = await createTestParts(engine, changes)
  const app = express()
  const { signingSecret, apiUrl } = slack
  const kind = transport === 'http' ? { kind: transport, signingSecret } : { kind: transport, appToken }
  const channel = createSlackChannel({ botToken, apiUrl, transport: kind }, app, parts, { ...WAITS, ...waits })
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
  let isClosed = false
  const bot: SlackBot = {
    slack,
    channel,
    parts,
    url,
    send: (payload) => (transport === 'http' ? sendHttp(slack, url, payload) : sendSocket(slack, payload)),
    settle: () => slack.waitFor(() => parts.work.size === 0).then(() => undefined),
    async close() {
      if (isClosed) return
      isClosed = true
      await channel.disconnect()
      await parts.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return bot
}

async function sendHttp(slack: FakeSlack, url: string, payload: JsonObject): Promise<void> {
  const kind = payload.event !== undefined ? 'event' : payload.command !== undefined ? 'command' : 'action'
  const { status, body } = await slack.sendHttp(url, payload, { kind })
  if (status !== 200) throw new Error(`the bot answered ${status}: ${body}`)
}

async function sendSocket(slack: FakeSlack, payload: JsonObject): Promise<void> {
  const type =
    payload.event !== undefined ? 'events_api' : payload.command !== undefined ? 'slash_commands' : 'interactive'
  const { isAcked } = await slack.sendSocket(payload, { type })
  if (!isAcked) throw new Error('the bot did not acknowledge')
}

/** What a message shows: its text and everything in its blocks, line by line; with Markdown's escapes taken out. */
export function readMessage({ text, blocks }: Pick<FakeMessage, 'text' | 'blocks'>): string {
  const shown = [blocks.some(({ type }) => type === 'markdown') ? '' : text, ...blocks.flatMap(readTexts)]
  return shown
    .filter((line) => line !== '')
    .join('\n')
    .replace(/\\(?=[\\*_~`|#+\-=.)])/gu, '')
}

function readTexts(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => {
    if (key === 'text' && typeof part === 'string') return [part]
    return key === 'accessory' ? [] : readTexts(part)
  })
}

/** The messages of the bot that everybody sees in a thread. */
export function listReplies(slack: FakeSlack, channel: string, threadTs: string): readonly FakeMessage[] {
  return slack.messages.filter(
    (message) => message.channel === channel && message.thread_ts === threadTs && message.ephemeral_user === undefined,
  )
}

/** Throws where something is still streaming, or where Slack would mention, link, unfurl or draw an emoji. */
export function expectClean(slack: FakeSlack): void {
  const streaming = slack.messages.filter(({ state }) => state === 'streaming')
  const found = [...streaming, ...slack.mentions, ...slack.links, ...slack.unfurling, ...slack.emoji]
  if (found.length > 0) throw new Error(`not clean: ${JSON.stringify(found)}`)
}
