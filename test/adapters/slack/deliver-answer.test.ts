import { afterAll, beforeAll, expect, it } from 'vitest'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import type { Answer, Citation } from '../../../src/domain.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import type { FakeMessage } from '../../helpers/fake-slack/records.ts'
import { expectClean, listReplies, openFakeSlack, type SlackBot, startSlackBot } from '../../helpers/slack-bot.ts'

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

it('answers in a new message where Slack ended the stream in between', async () => {
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
  expect(shown).toMatchObject([{ state: 'finished', text: '' }, { state: 'posted' }])
  expect(shown[1]?.blocks[0]).toMatchObject(markdown(`**${ANSWER}**`))
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

it.each([{ status: 500 }, { reset: true } as const])('sends again after %j', async (fault) => {
  const bot = await startSlackBot(await openFakeSlack(), engine, 'http')
  for (const method of ['chat.startStream', 'chat.stopStream']) bot.slack.failNext(method, fault, 2)
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
  expect(bot.parts.log.claim(key, Date.now())).toBe(false)
  expect(bot.parts.log.claim(key, Date.now() + 600_000)).toBe(true)
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

it('goes on in further messages of the thread where one is not enough; thumbs stand below the last', async () => {
  const slack = await openFakeSlack()
  const { answer, explanation } = await engine.explain({ text: LOG, turns: [] })
  const long: Answer = { ...answer, citations: Array.from({ length: 60 }, (_, i) => toLongCitation(answer, i + 1)) }
  const changes = { engine: { ...engine, explain: async () => ({ answer: long, explanation }) } }
  const bot = await startSlackBot(slack, engine, 'http', { changes })
  const { shown } = await ask(bot)
  expect(shown.map(({ state }) => state)).toEqual(['finished', 'posted'])
  const feedback = shown.map(({ blocks }) => blocks.some(({ type }) => type === 'context_actions'))
  expect(feedback).toEqual([false, true])
  // Thumbs and follow-ups are tied to the first.
  expect(bot.parts.log.findExchange({ replyKey: `slack:${CHANNEL}:${shown[0]?.ts}` })?.question).toBe(LOG)
})

function toLongCitation({ citations: [first] }: Answer, marker: number): Citation {
  if (!first) throw new Error('no citation')
  return { ...first, marker, quote: `${first.quote}${'操作ログは400日間保管します。'.repeat(20)}` }
}
