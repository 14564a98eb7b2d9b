import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ServedBot, serveBot } from './serve-bot.ts'

const PICTURES = fileURLToPath(new URL('../../node_modules/.e2e/', import.meta.url))
const TOKEN = 'xoxb-emulated'
const SECRET = 'emulated-signing-secret'

/** The emulated workspace refuses calls whose scope is not in the manifest. */
const SEED = `slack:
  strict_scopes: true
  team: { name: 審査室, domain: review }
  users:
    - { name: hanako, real_name: 花子, email: hanako@example.com }
    - { name: posture-bot, real_name: posture-bot, email: bot@example.com }
  channels:
    - { name: security, topic: 審査 }
  tokens:
    - token: ${TOKEN}
      user: posture-bot
      scopes: [app_mentions:read, assistant:write, channels:history, chat:write, commands, groups:history, im:history]
    - token: xoxb-reader
      user: hanako
      scopes: [channels:read, channels:history, users:read, channels:join]
`

let emulator: ChildProcess
let api: string
let folder: string
let bot: ServedBot
let channel: string
let user: string

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  folder = mkdtempSync(join(tmpdir(), 'e2e-slack-'))
  const port = await freePort()
  api = `http://127.0.0.1:${port}/api/`
  const seed = join(folder, 'seed.yaml')
  writeFileSync(seed, SEED)
  const program = fileURLToPath(new URL('../../node_modules/emulate/dist/index.js', import.meta.url))
  emulator = spawn(process.execPath, [program, 'start', '-s', 'slack', '-p', String(port), '--seed', seed], {
    cwd: folder,
    stdio: 'ignore',
  })
  await waitUntil(async () => (await call('auth.test', {}, TOKEN)).ok === true)
  const channels = (await call('conversations.list', {}, 'xoxb-reader')).channels as { id: string; name: string }[]
  channel = channels.find(({ name }) => name === 'security')?.id ?? ''
  user = String((await call('auth.test', {}, 'xoxb-reader')).user_id)
  bot = await serveBot({ SLACK_BOT_TOKEN: TOKEN, SLACK_SIGNING_SECRET: SECRET, SLACK_API_URL: api })
})

afterAll(async () => {
  await bot?.stop()
  emulator?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

async function call(method: string, args: Record<string, string>, token: string): Promise<Record<string, unknown>> {
  try {
    const response = await fetch(`${api}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(args).toString(),
    })
    return (await response.json()) as Record<string, unknown>
  } catch (error) {
    return { ok: false, error: `${error}` }
  }
}

async function waitUntil<T>(look: () => Promise<T | false | undefined>, timeoutMs = 30_000): Promise<T> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const found = await look()
    if (found !== false && found !== undefined) return found
    if (Date.now() > end) throw new Error(`not within ${timeoutMs} ms; the bot wrote:\n${bot?.output()}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Posts an event to the bot, signed as Slack signs it; the emulated workspace sends none itself. */
async function sendEvent(event: Record<string, unknown>): Promise<number> {
  const body = JSON.stringify({
    type: 'event_callback',
    team_id: 'T1',
    api_app_id: 'A1',
    event_id: `Ev${event.ts}`,
    event_time: 1,
    event,
  })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`
  const response = await fetch(`${bot.url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-signature': signature,
      'x-slack-request-timestamp': timestamp,
    },
    body,
  })
  return response.status
}

interface ShownMessage {
  readonly ts: string
  readonly text: string
  readonly blocks?: readonly Record<string, unknown>[]
}

/** What a person writes in the channel, and the message that the bot answers with in its thread. */
async function ask(text: string, threadTs?: string): Promise<{ ts: string; reply: ShownMessage }> {
  const posted = await call('chat.postMessage', { channel, text, ...(threadTs ? { thread_ts: threadTs } : {}) }, TOKEN)
  const ts = String(posted.ts)
  const root = threadTs ?? ts
  const replies = async () => {
    const { messages } = await call('conversations.replies', { channel, ts: root }, 'xoxb-reader')
    return (messages ?? []) as ShownMessage[]
  }
  const before = (await replies()).length
  const type = threadTs ? 'message' : 'app_mention'
  const event = { type, channel, channel_type: 'channel', user, ts, text, ...(threadTs ? { thread_ts: threadTs } : {}) }
  expect(await sendEvent(event)).toBe(200)
  const reply = await waitUntil(async () => {
    const all = await replies()
    return all.length > before ? all.at(-1) : undefined
  })
  return { ts, reply }
}

it('answers a mention in its thread by a message where there are no streams', async () => {
  const { ts, reply } = await ask('<@UBOT> KUMIKIのバックアップ保管期間は？')
  expect(reply.text).toContain('7日間')
  expect(JSON.stringify(reply.blocks)).toContain('§4.2.5 情報のバックアップ')
  const followUp = await ask('じゃあKozutumiは？', ts)
  expect(followUp.reply.text).toContain('記載はありません')
})

it('compares all products in a table', async () => {
  const { reply } = await ask('<@UBOT> バックアップ保管期間を比較して')
  const table = reply.blocks?.find(({ type }) => type === 'table') as { rows: unknown[] } | undefined
  expect(table?.rows).toHaveLength(6)
})

it('shows in the emulated workspace', async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, locale: 'ja-JP' })
  await page.goto(new URL('/', api).href)
  await page
    .getByRole('link', { name: /security/u })
    .first()
    .click()
  await page.getByText('Messages In # security').waitFor()
  await page.screenshot({ path: `${PICTURES}slack-workspace.png`, fullPage: true })
  expect(await page.textContent('body')).toContain('7日間')
  await browser.close()
})

it('refuses what is not signed', async () => {
  const response = await fetch(`${bot.url}/slack/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"type":"event_callback"}',
  })
  expect(response.status).toBe(401)
})

it('is ready, and ends with 0 when it is told to stop', async () => {
  expect(await (await fetch(`${bot.url}/readyz`)).json()).toEqual({ status: 'ready', missing: [] })
  expect(await bot.stop()).toBe(0)
})
