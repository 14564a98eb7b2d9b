import { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDeliverer } from '../../../adapters/slack/deliver-answer.ts'
import { renderText } from '../../../adapters/slack/render-answer.ts'
import { LEASE_MS } from '../../../src/conversation/claims-in-hand.ts'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import type { Answer, Citation } from '../../../src/domain.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import type { FakeMessage } from '../../helpers/fake-slack/records.ts'
import {
  expectClean,
  listReplies,
  openFakeSlack,
  readMessage,
  type SlackBot,
  startSlackBot,
} from '../../helpers/slack-bot.ts'

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine()
})
afterAll(() => engine.close())

const CHANNEL = 'C0GENERAL'
const LOG = 'Hoshiguma Vaultの操作ログの保管期間は？'
const ANSWER = 'Hoshiguma Vaultの操作ログの保存期間は 400日間[1] です。'
const SOURCE =
  '[1] Hoshiguma Vault セキュリティホワイトペーパー 2.1版(2024-05-20)\n§2.2 ログの取得\n「操作ログは400日間保管します。」'
const texts = textsOf('ja')

/** Asks in the channel and gives what stands in the thread once nothing is in hand. */
async function ask(
  bot: SlackBot,
  text = LOG,
): Promise<{ readonly ts: string; readonly shown: readonly FakeMessage[] }> {
  const payload = bot.slack.appMention({ text })
  await bot.send(payload)
  await bot.settle()
  expectClean(bot.slack)
  return { ts: payload.event.ts, shown: listReplies(bot.slack, CHANNEL, payload.event.ts) }
}

function countCalls(bot: SlackBot): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { method } of bot.slack.calls) counts[method] = (counts[method] ?? 0) + 1
  return counts
}

const markdown = (text: string) => ({ type: 'markdown', text })

it('posts where streams are refused, and does not try them there again', async () => {
  const bot = await startSlackBot(await openFakeSlack(), engine, 'http')
  bot.slack.refuseStreamingIn((channel) => channel === CHANNEL)
  for (let i = 0; i < 2; i++) {
    const { ts, shown } = await ask(bot)
    expect(shown).toMatchObject([{ state: 'posted', text: `${ANSWER}\n${SOURCE}` }])
    expect(shown[0]?.blocks[0]).toMatchObject(markdown(`**${ANSWER}**`))
    expect(shown[0]?.blocks.map(({ type }) => type)).toEqual(['markdown', 'section', 'actions', 'context_actions'])
    expect(bot.slack.shownStatusOf(CHANNEL, ts)).toBeUndefined()
  }
  expect(countCalls(bot)).toMatchObject({ 'chat.startStream': 1, 'chat.postMessage': 2 })
  await bot.send(bot.slack.directMessage({ text: LOG }))
  await bot.settle()
  expect(countCalls(bot)).toMatchObject({ 'chat.startStream': 2, 'chat.stopStream': 1 })
})

it('tries streams again where only the connection had failed', async () => {
  const bot = await startSlackBot(await openFakeSlack(), engine, 'http')
  bot.slack.failNext('chat.startStream', { status: 503 }, 3)
  expect((await ask(bot)).shown).toMatchObject([{ state: 'posted' }])
  expect((await ask(bot)).shown).toMatchObject([{ state: 'finished' }])
})

it('puts the answer into the message whose stream Slack ended in between', async () => {
  const slack = await openFakeSlack()
  const ending = {
    ...engine,
    explain: async (...asked: Parameters<AnswerEngine['explain']>) => {
      const { channel, ts } = await slack.waitFor(({ messages }) => messages[0])
      slack.endStream(channel, ts)
      return engine.explain(...asked)
    },
  }
  const bot = await startSlackBot(slack, engine, 'http', { changes: { engine: ending } })
  const { shown } = await ask(bot)
  expect(shown).toMatchObject([{ state: 'finished', isEdited: true }])
  expect(shown[0]?.blocks[0]).toMatchObject(markdown(`**${ANSWER}**`))
  expect(slack.callsOf('chat.update')[0]?.args).toMatchObject({ parse: 'none', link_names: false })
})

it('answers in a new message where that one cannot be changed', async () => {
  const slack = await openFakeSlack()
  const bot = await startSlackBot(slack, engine, 'http')
  slack.failNext('chat.stopStream', { error: 'message_not_in_streaming_state' })
  slack.failNext('chat.update', { error: 'cant_update_message' })
  expect((await ask(bot)).shown).toMatchObject([{ state: 'finished' }, { state: 'posted' }])
})

it('sends the text with its sources where blocks are refused', async () => {
  const bot = await startSlackBot(await openFakeSlack(), engine, 'http')
  bot.slack.failNext('chat.stopStream', { error: 'invalid_blocks' })
  bot.slack.failNext('chat.postMessage', { error: 'msg_blocks_too_long' })
  const { shown } = await ask(bot)
  expect(shown).toMatchObject([
    { state: 'finished', tasks: [{ title: texts.worked, status: 'complete' }] },
    { state: 'posted', blocks: [], text: `${ANSWER}\n${SOURCE}` },
  ])
})

it('waits for as long as Slack asks, then goes on', async () => {
  const bot = await startSlackBot(await openFakeSlack(), engine, 'http')
  for (const method of ['chat.startStream', 'chat.stopStream']) bot.slack.failNext(method, { rateLimited: 0 })
  expect((await ask(bot)).shown).toMatchObject([{ state: 'finished', text: `**${ANSWER}**` }])
  expect(countCalls(bot)).toMatchObject({ 'chat.startStream': 2, 'chat.stopStream': 2 })
  expect(countCalls(bot)).not.toHaveProperty('chat.postMessage')
})

it('leaves no status behind, however late Slack took it', async () => {
  const bot = await startSlackBot(await openFakeSlack(), engine, 'http')
  bot.slack.failNext('assistant.threads.setStatus', { delayMs: 50 })
  const { ts } = await ask(bot)
  await bot.slack.waitFor(({ statuses }) => statuses.length === 1)
  expect(bot.slack.shownStatusOf(CHANNEL, ts)).toBeUndefined()
})

it.each([
  ['chat.startStream', { status: 500 }],
  ['chat.stopStream', { status: 500 }],
  ['chat.stopStream', { reset: true } as const],
])('sends %s again after %j', async (method, fault) => {
  const bot = await startSlackBot(await openFakeSlack(), engine, 'http')
  bot.slack.failNext(method, fault, 2)
  expect((await ask(bot)).shown).toMatchObject([{ state: 'finished', text: `**${ANSWER}**` }])
})

it('gives up on a call that Slack does not answer', async () => {
  const bot = await startSlackBot(await openFakeSlack(), engine, 'http', { waits: { requestMs: 200 } })
  bot.slack.failNext('assistant.threads.setStatus', { delayMs: 3000 }, 3)
  expect((await ask(bot)).shown).toMatchObject([{ state: 'finished', text: `**${ANSWER}**` }])
})

it('reports once where nothing goes through, says in the stream that it failed, and goes on living', async () => {
  const bot = await startSlackBot(await openFakeSlack(), engine, 'http')
  bot.slack.failNext('chat.stopStream', { error: 'invalid_blocks' })
  bot.slack.failNext('chat.postMessage', { error: 'restricted_action' }, 2)
  const { ts, shown } = await ask(bot)
  expect(shown).toMatchObject([{ state: 'finished', tasks: [{ title: texts.failed, status: 'error' }] }])
  expect(bot.parts.reports.filter((report) => report.startsWith('error'))).toHaveLength(1)
  const key = `slack:${CHANNEL}:${ts}`
  expect(await bot.parts.log.claim({ key, by: 'one', now: Date.now(), leaseMs: 1 })).toBe(false)
  expect(await bot.parts.log.claim({ key, by: 'two', now: Date.now() + LEASE_MS, leaseMs: 1 })).toBe(true)
  expect((await ask(bot)).shown).toMatchObject([{ text: `**${ANSWER}**` }])
})

it('survives that Slack takes no call at all', async () => {
  const bot = await startSlackBot(await openFakeSlack(), engine, 'http')
  bot.slack.setReachable(false)
  await bot.send(bot.slack.appMention({ text: LOG }))
  await bot.settle()
  expect(bot.parts.reports.filter((report) => report.startsWith('error'))).toHaveLength(1)
  bot.slack.setReachable(true)
  expect((await ask(bot)).shown).toMatchObject([{ text: `**${ANSWER}**` }])
})

describe('an answer of several messages', () => {
  /** An engine whose answer is so many characters longer, and cites so often. */
  async function makeLong({ characters = 0, citations = 1 }): Promise<AnswerEngine> {
    const { answer, explanation } = await engine.explain({ text: LOG, turns: [] })
    const text = `${answer.text}\n${'長い説明です。'.repeat(characters / 7)}`
    const cited = Array.from({ length: citations }, (_, i) => toLongCitation(answer, i + 1))
    return { ...engine, explain: async () => ({ answer: { ...answer, text, citations: cited }, explanation }) }
  }

  const hasThumbs = ({ blocks }: FakeMessage) => blocks.some(({ type }) => type === 'context_actions')
  const wordsOf = (shown: readonly FakeMessage[]) => shown.map((message) => readMessage(message).replace(/\*\*/gu, ''))

  it('goes on in the thread; thumbs stand below the last, and it is known by the first', async () => {
    const changes = { engine: await makeLong({ citations: 60 }) }
    const bot = await startSlackBot(await openFakeSlack(), engine, 'http', { changes })
    const { shown } = await ask(bot)
    expect(shown.map(({ state }) => state)).toEqual(['finished', 'posted'])
    expect(shown.map(hasThumbs)).toEqual([false, true])
    expect((await bot.parts.log.findExchange({ replyKey: `slack:${CHANNEL}:${shown[0]?.ts}` }))?.question).toBe(LOG)
  })

  it.each([
    ['without a stream', 3, 21_000, ['posted', 'posted', 'posted']],
    ['with a stream', 4, 30_800, ['finished', 'posted', 'posted', 'posted']],
  ])('is there as a whole and in order %s (%i)', async (_, count, characters, states) => {
    const changes = { engine: await makeLong({ characters }) }
    const bot = await startSlackBot(await openFakeSlack(), engine, 'http', { changes })
    if (states[0] === 'posted') bot.slack.refuseStreamingIn(() => true)
    const { shown } = await ask(bot)
    expect(shown.map(({ state }) => state)).toEqual(states)
    expect(shown.map(hasThumbs)).toEqual(Array.from({ length: count }, (_each, i) => i === count - 1))
    const words = wordsOf(shown)
    expect(words[0]).toContain(ANSWER)
    expect(words.join('').split('長い説明です。')).toHaveLength(characters / 7 + 1)
    expect(words.at(-1)).toContain('[1] Hoshiguma Vault')
    expect((await bot.parts.log.findExchange({ replyKey: `slack:${CHANNEL}:${shown[0]?.ts}` }))?.question).toBe(LOG)
  })

  it('comes as pieces of text, in order, where the blocks of one are refused', async () => {
    const changes = { engine: await makeLong({ characters: 8400 }) }
    const bot = await startSlackBot(await openFakeSlack(), engine, 'http', { changes })
    bot.slack.refuseStreamingIn(() => true)
    bot.slack.failNext('chat.postMessage', { error: 'invalid_blocks' })
    const { shown } = await ask(bot)
    expect(shown.map(({ blocks }) => blocks)).toEqual([[], []])
    const text = shown.map((message) => message.text).join('')
    expect(text.startsWith(ANSWER)).toBe(true)
    expect(text.split('長い説明です。')).toHaveLength(1201)
    expect(shown[1]?.text).toContain('[1] Hoshiguma Vault')
  })

  it('is known by its first message where Slack takes no other; what is missing is reported', async () => {
    const changes = { engine: await makeLong({ characters: 21_000 }) }
    const bot = await startSlackBot(await openFakeSlack(), engine, 'http', { changes })
    bot.slack.failNext('chat.postMessage', { error: 'restricted_action' }, 2)
    const { shown } = await ask(bot)
    expect(shown).toMatchObject([{ state: 'finished' }])
    expect((await bot.parts.log.findExchange({ replyKey: `slack:${CHANNEL}:${shown[0]?.ts}` }))?.question).toBe(LOG)
    expect(bot.parts.reports.filter((report) => report.startsWith('error'))).toMatchObject([
      expect.stringContaining('"left":2'),
    ])
  })
})

describe('the text that is sent where blocks are refused', () => {
  it('shows what it says and nothing else: no mention, no formatting, no emoji', async () => {
    const { answer, explanation } = await engine.explain({ text: LOG, turns: [] })
    const text = `${answer.text}\n<!channel> *至急* :tada: <https://a.example|b>`
    const explain = async () => ({ answer: { ...answer, text }, explanation })
    const bot = await startSlackBot(await openFakeSlack(), engine, 'http', {
      changes: { engine: { ...engine, explain } },
    })
    bot.slack.refuseStreamingIn(() => true)
    bot.slack.failNext('chat.postMessage', { error: 'invalid_blocks' })
    const { shown } = await ask(bot)
    expect(shown[0]?.text).toContain('\n&lt;!channel&gt; *至急* :\u2060tada: &lt;https://a.example|b&gt;\n')
    expect(bot.slack.callsOf('chat.postMessage')[1]?.args).toMatchObject({ mrkdwn: false, parse: 'none' })
  })
})

describe('where Slack streams', () => {
  it('is asked again after an error that says nothing about the next time', async () => {
    const bot = await startSlackBot(await openFakeSlack(), engine, 'http')
    bot.slack.failNext('chat.startStream', { error: 'internal_error' })
    expect((await ask(bot)).shown).toMatchObject([{ state: 'posted' }])
    expect((await ask(bot)).shown).toMatchObject([{ state: 'finished' }])
  })

  it.each(['method_not_supported_for_channel_type', 'missing_scope', 'unknown_method', 'feature_not_enabled'])(
    'is not asked again after %s',
    async (error) => {
      const bot = await startSlackBot(await openFakeSlack(), engine, 'http')
      bot.slack.failNext('chat.startStream', { error })
      for (let i = 0; i < 2; i++) expect((await ask(bot)).shown).toMatchObject([{ state: 'posted' }])
      expect(countCalls(bot)).toMatchObject({ 'chat.startStream': 1 })
    },
  )

  it('is remembered for the last channels only', async () => {
    const slack = await openFakeSlack()
    slack.refuseStreamingIn(() => true)
    const logger = { info: () => {}, warn: () => {}, error: () => {} }
    const deliverer = createDeliverer(new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl }), logger, 2)
    for (const channelId of ['C1', 'C2', 'C3', 'C2', 'C3', 'C1']) {
      const place = { threadTs: '1790000001.000100', asker: 'U0ASKER', place: 'shared', teamId: 'T0TEAM' } as const
      await deliverer.open({ channelId, ...place }, texts).finish([renderText(texts.failed)])
    }
    expect(slack.callsOf('chat.startStream').map(({ args }) => args.channel)).toEqual(['C1', 'C2', 'C3', 'C1'])
  })

  it('is told the team of the bot where an event names none', async () => {
    const bot = await startSlackBot(await openFakeSlack(), engine, 'http')
    const payload = bot.slack.appMention({ text: LOG })
    const { team: _, ...event } = payload.event
    await bot.send({ ...payload, event })
    await bot.settle()
    expect(bot.slack.callsOf('chat.startStream')).toMatchObject([{ ok: true, args: { recipient_team_id: 'T0TEAM' } }])
  })
})

function toLongCitation({ citations: [first] }: Answer, marker: number): Citation {
  if (!first) throw new Error('no citation')
  return { ...first, marker, quote: `${first.quote}${marker === 1 ? '' : '操作ログは400日間保管します。'.repeat(20)}` }
}
