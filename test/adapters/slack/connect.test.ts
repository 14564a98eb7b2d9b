import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { keepConnected, retry } from '../../../adapters/slack/connect.ts'
import { ConfigError } from '../../../src/errors.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import { type BotOptions, makeSlackBot, openFakeSlack, type SlackBot, type Transport } from '../../helpers/slack-bot.ts'

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine()
})
afterAll(() => engine.close())

/** Promises that nobody looked after: in production they would be reported, elsewhere they end the process. */
const leftBehind: unknown[] = []
const keep = (reason: unknown) => void leftBehind.push(reason)
beforeEach(() => {
  leftBehind.length = 0
  process.on('unhandledRejection', keep)
})
afterEach(() => {
  process.off('unhandledRejection', keep)
  expect(leftBehind).toEqual([])
})

async function make(transport: Transport, options: BotOptions = {}): Promise<SlackBot> {
  return makeSlackBot(await openFakeSlack(), engine, transport, options)
}

async function expectAnswer(bot: SlackBot): Promise<void> {
  const before = bot.slack.messages.length
  await bot.send(bot.slack.appMention({ text: 'Hoshiguma Vaultの操作ログの保管期間は？' }))
  await bot.settle()
  expect(bot.slack.messages.slice(before)).toMatchObject([{ state: 'finished' }])
}

const triesOf = (bot: SlackBot) => bot.parts.reports.filter((report) => report.includes('trying again')).length

describe.each<Transport>(['http', 'socket'])('at the start over %s', (transport) => {
  it('tries until Slack can be reached, then answers', async () => {
    const bot = await make(transport)
    bot.slack.setReachable(false)
    const connected = bot.channel.connect()
    await bot.slack.waitFor(() => triesOf(bot) >= 2)
    expect(bot.channel.isReady()).toBe(false)
    bot.slack.setReachable(true)
    await connected
    expect(bot.channel.isReady()).toBe(true)
    await expectAnswer(bot)
  })

  it('tries again where Slack has a fault of its own', async () => {
    const bot = await make(transport)
    bot.slack.failNext('auth.test', { error: 'internal_error' })
    bot.slack.failNext('auth.test', { status: 503 }, 3)
    await bot.channel.connect()
    expect(triesOf(bot)).toBe(2)
    await expectAnswer(bot)
  })

  it('ends with the name of the token that is refused, and without its value', async () => {
    const botToken = 'xoxb-not-this-one'
    const bot = await make(transport, { botToken })
    const error = await bot.channel.connect().catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(ConfigError)
    expect(String(error)).toContain('SLACK_BOT_TOKEN (invalid_auth)')
    expect(`${error} ${bot.parts.reports}`).not.toContain(botToken)
  })

  it('stops trying when it is told to stop', async () => {
    const bot = await make(transport, { waits: { connectMs: [60_000] } })
    bot.slack.setReachable(false)
    const connected = bot.channel.connect()
    await bot.slack.waitFor(() => triesOf(bot) === 1)
    await bot.channel.disconnect()
    await connected
    expect(bot.channel.isReady()).toBe(false)
  })
})

it('lets Slack send again what comes before it knows who it is', async () => {
  const bot = await make('http')
  const payload = bot.slack.appMention({ text: '操作ログの保管期間は？' })
  expect((await bot.slack.sendHttp(bot.url, payload, { kind: 'event' })).status).toBe(503)
  await bot.channel.connect()
  await bot.send(payload)
  await bot.settle()
  expect(bot.slack.messages).toHaveLength(1)
})

describe('a socket', () => {
  it('is not opened with an app token that is refused; its name is told, not its value', async () => {
    const appToken = 'xapp-not-this-one'
    const bot = await make('socket', { appToken })
    const error = await bot.channel.connect().catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(ConfigError)
    expect(String(error)).toContain('SLACK_APP_TOKEN (invalid_auth)')
    expect(`${error} ${bot.parts.reports}`).not.toContain(appToken)
  })

  it.each(['abrupt', 'refresh_requested', 'warning'] as const)(
    'that is dropped (%s) is opened again',
    async (reason) => {
      const bot = await make('socket')
      await bot.channel.connect()
      for (let i = 2; i < 4; i++) {
        bot.slack.disconnectSockets(reason)
        await bot.slack.waitFor(({ callsOf }) => callsOf('apps.connections.open').length === i && bot.channel.isReady())
        await expectAnswer(bot)
      }
      expect(bot.slack.openSockets).toBe(1)
    },
  )

  it('is opened again once Slack, which could not be reached, can be', async () => {
    const bot = await make('socket')
    await bot.channel.connect()
    bot.slack.setReachable(false)
    await bot.slack.waitFor(() => triesOf(bot) >= 2)
    expect(bot.channel.isReady()).toBe(false)
    bot.slack.setReachable(true)
    await bot.slack.waitFor(() => bot.channel.isReady())
    await expectAnswer(bot)
  })

  it('whose token is taken back is reported lost', async () => {
    const bot = await make('socket')
    await bot.channel.connect()
    bot.slack.failNext('apps.connections.open', { error: 'token_revoked' })
    bot.slack.disconnectSockets('abrupt')
    await bot.slack.waitFor(() => bot.parts.reports.some((report) => report.includes('lost for good')))
    expect(bot.channel.isReady()).toBe(false)
  })

  it('that is on its way when the bot is told to stop does not stay open', async () => {
    const bot = await make('socket')
    const { arrived, release } = bot.slack.holdNext('apps.connections.open')
    const connected = bot.channel.connect()
    await arrived
    await bot.channel.disconnect()
    release()
    await connected
    await bot.slack.waitFor(({ callsOf }) => callsOf('apps.connections.open').length === 1)
    await bot.slack.waitFor(({ openSockets }) => openSockets === 0)
    expect(bot.channel.isReady()).toBe(false)
  })

  it('is closed for good when the bot is told to stop', async () => {
    const bot = await make('socket')
    await bot.channel.connect()
    await bot.channel.disconnect()
    await bot.slack.waitFor(({ openSockets }) => openSockets === 0)
    expect(bot.slack.callsOf('apps.connections.open')).toHaveLength(1)
  })
})

it('connects once at a time, however often a connection that is on its way is lost', async () => {
  const listeners: (() => void)[] = []
  const starts: (() => void)[] = []
  const client = {
    on: (event: string, listener: () => void) => event === 'disconnected' && listeners.push(listener),
    start: () => new Promise<void>((resolve) => starts.push(resolve)),
    disconnect: async () => {},
  } as unknown as Parameters<typeof keepConnected>[0]
  const lose = () => {
    for (const listener of listeners) listener()
  }
  const finish = async () => {
    starts.at(-1)?.()
    await new Promise((resolve) => setTimeout(resolve))
  }
  const logger = { info: () => {}, error: () => {}, warn: () => {} }
  const connected = keepConnected(client, { waitsMs: [1], logger, signal: new AbortController().signal })
  lose()
  expect(starts).toHaveLength(1)
  await finish()
  await connected
  for (const count of [2, 3]) {
    lose()
    lose()
    expect(starts).toHaveLength(count)
    await finish()
  }
})

it('waits a little longer each time, and the longest again and again', async () => {
  const waits: unknown[] = []
  const logger = { info: () => {}, error: () => {}, warn: (_: string, details?: object) => void waits.push(details) }
  let tries = 0
  const work = async () => {
    tries++
    if (tries < 5) throw new Error('nobody there')
    return 'here'
  }
  const signal = new AbortController().signal
  expect(await retry(work, 'SLACK_BOT_TOKEN', { waitsMs: [1, 2, 3], logger, signal })).toBe('here')
  expect(waits.map((details) => (details as { waitMs: number }).waitMs)).toEqual([1, 2, 3, 3])
})
