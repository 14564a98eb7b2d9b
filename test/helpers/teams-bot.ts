import { setTimeout as sleep } from 'node:timers/promises'
import { createTeamsChannel, TEAMS_PATH, type TeamsSettings } from '../../adapters/teams/app.ts'
import { openWebServer } from '../../scripts/serve/web-server.ts'
import type { ServeConfig, TeamsConfig } from '../../src/config.ts'
import type { Channel } from '../../src/conversation/channel.ts'
import type { AnswerEngine } from './answer-engine.ts'
import { createTestParts, type PartChanges, type TestParts } from './channel-parts.ts'
import type { FakeConnector } from './fake-connector.ts'
import { APP_ID, startTokenServer, type TokenServer } from './token-server.ts'

/** The tenant that the bot serves. */
export const TENANT = '3f6c1f0e-0000-4000-8000-000000000001'
const BOT = { id: `28:${APP_ID}`, name: 'posture-bot' }

/** Where something is said, with ids of the form that they have in Teams. */
export const CHATS = {
  personal: { conversationType: 'personal', id: 'a:1kuroda' },
  group: { conversationType: 'groupChat', isGroup: true, id: '19:hyoka@thread.v2' },
  /** A new post in a channel, which is the thread below it, too. */
  thread: { conversationType: 'channel', isGroup: true, id: '19:joho@thread.tacv2;messageid=1716190000123' },
  otherThread: { conversationType: 'channel', isGroup: true, id: '19:joho@thread.tacv2;messageid=1716190999999' },
} as const

/** Who speaks. */
export const PEOPLE = {
  kuroda: { id: '29:1kuroda', name: '黒田 葵', aadObjectId: '3f6c1f0e-0000-4000-8000-000000000010' },
  matsui: { id: '29:1matsui', name: '松井 蓮', aadObjectId: '3f6c1f0e-0000-4000-8000-000000000011' },
} as const

/** How something is said. */
export interface Manner {
  readonly chat?: keyof typeof CHATS
  readonly from?: keyof typeof PEOPLE
  readonly mentions?: readonly ('bot' | keyof typeof PEOPLE)[]
  /** Fields of the activity that are different. */
  readonly changes?: Readonly<Record<string, unknown>>
}

/** The bot in a Teams that only has a connector and keys. */
export interface TeamsBot {
  readonly channel: Channel
  readonly parts: TestParts
  readonly tokens: TokenServer
  /** Where Teams posts activities. */
  readonly url: string
  /** Posts an activity, with a good token unless another header is given (`null`: none). */
  post(activity: unknown, header?: string | null): Promise<Response>
  /** Posts a message as Teams does, and waits until the bot has nothing left to do. */
  say(text: string, manner?: Manner): Promise<Response>
  /** Presses or votes: the answer is in the response. */
  invoke(name: string, value: unknown, manner?: Manner): Promise<{ status: number; body: Record<string, unknown> }>
  /** Waits until everything that was accepted is done. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** What a test may start the bot with. */
export interface BotOptions {
  readonly config?: TeamsConfig
  readonly settings?: Partial<TeamsSettings>
  readonly changes?: PartChanges
}

const REGISTERED: TeamsConfig = {
  kind: 'registered',
  appId: APP_ID,
  tenantId: TENANT,
  credentials: { type: 'SingleTenant', password: 'not-used' },
  allowedTenants: [TENANT],
}

/** Starts the real channel on the real web server, with keys and credentials of the test's own. */
export async function startTeamsBot(
  engine: AnswerEngine,
  connector: FakeConnector,
  { config = REGISTERED, settings, changes }: BotOptions = {},
): Promise<TeamsBot> {
  const parts = await createTestParts(engine, changes)
  const tokens = await startTokenServer()
  const channels: Channel[] = []
  const serving = { host: '127.0.0.1', port: 0 } as ServeConfig
  const server = await openWebServer(serving, { ...parts, findProblems: async () => [], channels })
  const authentication = config.kind === 'registered' ? { authentication: tokens.authentication } : {}
  const channel = createTeamsChannel(config, server.app, parts, { ...authentication, ...settings })
  channels.push(channel)
  server.completeRoutes()
  await channel.connect()
  const url = `${server.url}${TEAMS_PATH}`
  const post = (activity: unknown, header: string | null = tokens.sign(connector.url)) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(header === null ? {} : { authorization: header }) },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    })
  const settle = async () => {
    while (parts.work.size > 0) await sleep(5)
  }
  return {
    channel,
    parts,
    tokens,
    url,
    post,
    settle,
    async say(text, manner) {
      const response = await post(toActivity(connector.url, text, manner))
      await settle()
      return response
    },
    async invoke(name, value, manner = {}) {
      const { text: _, ...activity } = toActivity(connector.url, '', manner)
      const response = await post({ ...activity, type: 'invoke', name, value, ...manner.changes })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
    async close() {
      await channel.disconnect()
      await parts.close()
      await server.close()
      await tokens.close()
    },
  }
}

let lastId = 1_716_190_000_000

/** A message as Teams posts it. */
export function toActivity(serviceUrl: string, text: string, manner: Manner = {}): Record<string, unknown> {
  const { chat = 'personal', from = 'kuroda', mentions = [], changes } = manner
  const mentioned = mentions.map((who) => (who === 'bot' ? BOT : PEOPLE[who]))
  const tags = mentioned.map(({ name }) => `<at>${name}</at> `).join('')
  lastId += 1
  return {
    type: 'message',
    id: String(lastId),
    timestamp: '2024-05-20T09:00:00.000Z',
    serviceUrl,
    channelId: 'msteams',
    from: PEOPLE[from],
    recipient: BOT,
    conversation: { ...CHATS[chat], tenantId: TENANT },
    textFormat: 'plain',
    locale: 'ja-JP',
    text: `${tags}${text}`,
    entities: [
      ...mentioned.map(({ id, name }) => ({ type: 'mention', mentioned: { id, name }, text: `<at>${name}</at>` })),
      { type: 'clientInfo', locale: 'ja-JP', country: 'JP', platform: 'Windows', timezone: 'Asia/Tokyo' },
    ],
    channelData: { tenant: { id: TENANT } },
    ...changes,
  }
}
