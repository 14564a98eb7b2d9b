import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createSlackFetch } from '../../../adapters/slack/slack-fetch.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import type { JsonObject } from '../../helpers/fake-slack/json.ts'
import { type BotOptions, listReplies, openFakeSlack, type SlackBot, startSlackBot } from '../../helpers/slack-bot.ts'

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine()
})
afterAll(() => engine.close())

const CHANNEL = 'C0GENERAL'
const LOG = 'Hoshiguma Vaultの操作ログの保管期間は？'
const ANSWER = 'Hoshiguma Vaultの操作ログの保存期間は 400日間[1] です。'

async function start(options: BotOptions = {}): Promise<SlackBot> {
  return startSlackBot(await openFakeSlack(), engine, 'http', options)
}

async function ask(bot: SlackBot) {
  const payload = bot.slack.appMention({ text: LOG })
  await bot.send(payload)
  await bot.settle()
  return listReplies(bot.slack, CHANNEL, payload.event.ts)
}

describe('a reply of Slack that is lost', () => {
  it('to the end of a stream leaves one message', async () => {
    const bot = await start()
    bot.slack.failNext('chat.stopStream', { lostAnswer: true })
    const shown = await ask(bot)
    expect(shown).toMatchObject([{ state: 'finished', text: expect.stringContaining(ANSWER) }])
    expect(bot.slack.callsOf('chat.update')).toMatchObject([{ ok: true, args: { ts: shown[0]?.ts } }])
    expect(bot.slack.callsOf('chat.postMessage')).toEqual([])
  })

  it('to the end of a stream, again and again, leaves one message and is reported', async () => {
    const bot = await start()
    bot.slack.failNext('chat.stopStream', { lostAnswer: true }, 3)
    expect(await ask(bot)).toMatchObject([{ state: 'finished', text: `**${ANSWER}**` }])
    expect(bot.slack.callsOf('chat.postMessage')).toEqual([])
    expect(bot.parts.reports.filter((report) => report.startsWith('error'))).toHaveLength(1)
  })

  it('to a post leaves one message', async () => {
    const bot = await start()
    bot.slack.refuseStreamingIn(() => true)
    bot.slack.failNext('chat.postMessage', { lostAnswer: true }, 4)
    expect(await ask(bot)).toMatchObject([{ state: 'posted' }])
    expect(bot.slack.callsOf('chat.postMessage')).toHaveLength(1)
    expect(bot.parts.reports.filter((report) => report.startsWith('error'))).toHaveLength(1)
  })

  it('to the beginning of a stream leaves that to Slack; the answer is there once, as a message', async () => {
    const bot = await start()
    bot.slack.failNext('chat.startStream', { lostAnswer: true })
    expect(await ask(bot)).toMatchObject([{ state: 'streaming', text: '' }, { state: 'posted' }])
    expect(bot.slack.callsOf('chat.startStream')).toHaveLength(1)
  })
})

describe('a busy Slack', () => {
  it('is not waited for with a courtesy, and nothing else waits for one', async () => {
    const bot = await start()
    bot.slack.failNext('assistant.threads.setStatus', { rateLimited: 600 })
    bot.slack.failNext('assistant.threads.setSuggestedPrompts', { rateLimited: 600 })
    await bot.send(bot.slack.appHomeOpened({ tab: 'messages' }))
    expect(await ask(bot)).toMatchObject([{ state: 'finished' }])
    expect(bot.slack.callsOf('assistant.threads.setStatus')).toHaveLength(1)
    expect(bot.slack.callsOf('assistant.threads.setSuggestedPrompts')).toHaveLength(1)
  })

  it('in one channel does not hold up the others', async () => {
    const bot = await start()
    bot.slack.refuseStreamingIn((channel) => channel === CHANNEL)
    bot.slack.failNext('chat.postMessage', { rateLimited: 1 })
    await bot.send(bot.slack.appMention({ text: LOG }))
    await bot.slack.waitFor(({ callsOf }) => callsOf('chat.postMessage').length === 1)
    await bot.send(bot.slack.appMention({ text: LOG, channel: 'C0OTHER' }))
    await bot.settle()
    expect(bot.slack.messages.map(({ channel }) => channel)).toEqual(['C0OTHER', CHANNEL])
  })

  it('that wants to be waited for longer than the bound is not waited for', async () => {
    const bot = await start()
    bot.slack.failNext('chat.stopStream', { rateLimited: 31 })
    expect(await ask(bot)).toMatchObject([{ state: 'finished' }, { state: 'posted' }])
  })
})

describe('a request', () => {
  /** A server that answers with these statuses, one after the other, and the number of requests that it has seen. */
  async function serve(...statuses: readonly number[]) {
    let count = 0
    const server = createServer((_, response) => {
      response.writeHead(statuses[count++] ?? 200, { 'retry-after': '0' }).end('{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`, count: () => count }
  }
  const waits = { requestMs: 3000, retryMs: 1, busyMs: 30_000, connectMs: [] }

  it.each([
    ['chat.stopStream', [503, 503, 200], 3, 200],
    ['chat.stopStream', [503, 503, 503, 200], 3, 503],
    ['chat.stopStream', [504], 2, 200],
    ['chat.postMessage', [503], 2, 200],
    ['chat.postMessage', [429, 429], 3, 200],
    ['chat.postMessage', [504], 1, 504],
    ['chat.postMessage', [400], 1, 400],
    ['assistant.threads.setStatus', [429], 1, 429],
  ])('to %s that meets %j is sent %i times', async (method, statuses, times, status) => {
    const server = await serve(...statuses)
    const response = await createSlackFetch(waits, server.url)(`${server.url}${method}`, { method: 'POST' })
    expect({ times: server.count(), status: response.status }).toEqual({ times, status })
  })

  it('to a response address is sent once', async () => {
    const server = await serve(503)
    const response = await createSlackFetch(waits)(server.url, { method: 'POST' })
    expect({ times: server.count(), status: response.status }).toEqual({ times: 1, status: 503 })
  })

  it('that nobody takes is sent again, whatever it is', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    const url = `http://127.0.0.1:${port}/api/`
    let seen: JsonObject | undefined
    const later = createServer((request, response) => {
      seen = { url: request.url }
      response.end('{}')
    })
    onTestFinished(() => void later.close())
    const sent = createSlackFetch({ ...waits, retryMs: 300 }, url)(`${url}chat.postMessage`, { method: 'POST' })
    await new Promise((resolve) => setTimeout(resolve, 50))
    later.listen(port, '127.0.0.1')
    expect((await sent).status).toBe(200)
    expect(seen).toEqual({ url: '/api/chat.postMessage' })
  })
})
