import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import type { Answer, Citation } from '../../../src/domain.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import type { JsonObject } from '../../helpers/fake-slack/json.ts'
import type { FakeMessage } from '../../helpers/fake-slack/records.ts'
import {
  type BotOptions,
  expectClean,
  listReplies,
  openFakeSlack,
  readMessage,
  startSlackBot,
  type Transport,
} from '../../helpers/slack-bot.ts'

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine()
})
afterAll(() => engine.close())

const CHANNEL = 'C0GENERAL'
const LOG = 'Hoshiguma Vaultの操作ログの保管期間は？'
const ANSWER = '**Hoshiguma Vaultの操作ログの保存期間は 400日間[1] です。**'
const texts = textsOf('ja')

async function start(transport: Transport = 'http', options: BotOptions = {}) {
  const slack = await openFakeSlack()
  const bot = await startSlackBot(slack, engine, transport, options)
  const deliver = async (payload: JsonObject) => {
    await bot.send(payload)
    await bot.settle()
  }
  return {
    slack,
    bot,
    deliver,
    command: (text: string) => deliver(slack.slashCommand({ text })),
    press: (message: FakeMessage, action: string, user?: string) =>
      deliver(slack.buttonClick({ message, action, ...(user === undefined ? {} : { user }) })),
    shared: () => slack.messages.filter(({ ephemeral_user }) => ephemeral_user === undefined),
  }
}

/** A bot that has answered a command. */
async function startAnswered(options: BotOptions = {}, text = LOG) {
  const started = await start('http', options)
  await started.command(text)
  const [answer] = started.slack.messages
  if (!answer) throw new Error('no answer')
  return { ...started, answer }
}

describe.each<Transport>(['http', 'socket'])('the command over %s', (transport) => {
  it('is answered to the asker alone, with the question above and a button that shares', async () => {
    const { slack, command } = await start(transport)
    await command(LOG)
    expect(slack.messages).toMatchObject([{ channel: CHANNEL, ephemeral_user: 'U0ASKER' }])
    const [answer] = slack.messages as [FakeMessage]
    expect(readMessage(answer)).toContain(`> 質問：${LOG}  \n  \n${ANSWER}`)
    expect(JSON.stringify(answer.blocks)).toContain(texts.share.button)
    expectClean(slack)
  })

  it.each(['', '   ', '<@U0BOT>'])('without a question (%j) says how it is used', async (text) => {
    const { slack, bot, command } = await start(transport)
    await command(text)
    expect(slack.messages).toMatchObject([{ ephemeral_user: 'U0ASKER', text: texts.usage('/posture') }])
    expect(await bot.parts.log.listExchanges(0)).toEqual([])
  })
})

describe('a private answer', () => {
  it('comes as text where its blocks are refused', async () => {
    const { slack, command } = await start()
    slack.failNext('response_url', { status: 500 })
    await command(LOG)
    expect(slack.messages).toMatchObject([{ ephemeral_user: 'U0ASKER', blocks: [] }])
    expect(slack.messages[0]?.text).toContain('400日間[1]')
    expect(slack.messages[0]?.text).toContain('[1] Hoshiguma Vault セキュリティホワイトペーパー 2.1版(2024-05-20)')
  })

  it('is given up where Slack does not take it in time, and the bot goes on', async () => {
    const { slack, bot, command } = await start('http', { waits: { requestMs: 300 } })
    slack.failNext('response_url', { delayMs: 3000 })
    await command(LOG)
    expect(bot.parts.reports.filter((report) => report.startsWith('error'))).toHaveLength(1)
    await command(LOG)
    expect(slack.messages.at(-1)).toMatchObject({ ephemeral_user: 'U0ASKER' })
  })

  it('comes once where only the reply of Slack is lost', async () => {
    const { slack, command } = await start()
    slack.failNext('response_url', { lostAnswer: true })
    await command(LOG)
    expect(slack.messages).toMatchObject([{ ephemeral_user: 'U0ASKER' }])
  })

  it('never needs more messages than a response address takes, and ends with its buttons', async () => {
    const { answer, explanation } = await engine.explain({ text: LOG, turns: [] })
    const [first] = answer.citations as [Citation]
    const citations = Array.from({ length: 90 }, (_, i) => ({ ...first, marker: i + 1, quote: first.quote.repeat(30) }))
    const long: Answer = { ...answer, text: `${answer.text}\n${'長い説明です。'.repeat(9000)}`, citations }
    const changes = { engine: { ...engine, explain: async () => ({ answer: long, explanation }) } }
    const { slack } = await startAnswered({ changes })
    expect(slack.responses.map(({ ok }) => ok)).toEqual([true, true, true, true, true])
    expect(JSON.stringify(slack.messages.at(-1)?.blocks)).toContain(texts.share.button)
  })

  it('has words where there is no answer', async () => {
    const explain = () => Promise.reject(new Error('the index went away'))
    const { answer } = await startAnswered({ changes: { engine: { ...engine, explain } } })
    expect(readMessage(answer)).toBe(texts.failed)
  })

  it('answers its suggested questions in private, too, each once', async () => {
    const { slack, answer, press } = await startAnswered()
    await press(answer, 'ask:1')
    await press(answer, 'ask:1')
    expect(slack.messages).toMatchObject([{}, { ephemeral_user: 'U0ASKER' }])
    expect(readMessage(slack.messages[1] as FakeMessage)).toContain('> 質問：操作ログの保存期間を比較して')
  })

  it('is no part of any thread', async () => {
    const { bot, slack, deliver } = await startAnswered()
    await deliver(slack.channelMessage({ text: 'じゃあTokonatsu Deskは？' }))
    expect(slack.messages).toHaveLength(1)
    expect(await bot.parts.log.listExchanges(0)).toHaveLength(1)
  })
})

describe('a private answer that is shared', () => {
  it('comes into the channel with who shared it, and can be followed up in its thread', async () => {
    const { slack, answer, press, deliver, shared } = await startAnswered()
    await press(answer, 'share')
    const [message] = shared() as [FakeMessage]
    expect(shared()).toMatchObject([{ channel: CHANNEL, thread_ts: undefined }])
    const words = readMessage(message)
    expect(words).toContain(`> ${texts.share.shared('asker')}  \n> 質問：${LOG}  \n  \n${ANSWER}`)
    expect(words).not.toContain(texts.share.button)
    await deliver(slack.channelMessage({ text: 'じゃあTokonatsu Deskは？', thread_ts: message.ts }))
    expect(listReplies(slack, CHANNEL, message.ts)).toMatchObject([
      { text: '**Tokonatsu Deskの操作ログの保存期間は 1年間[1] です。**' },
    ])
    expectClean(slack)
  })

  it('twice is shared once', async () => {
    const { answer, press, shared } = await startAnswered()
    await Promise.all([press(answer, 'share'), press(answer, 'share')])
    await press(answer, 'share')
    expect(shared()).toHaveLength(1)
  })

  it('of several messages has the first in the channel and the others below it, with thumbs in the last', async () => {
    const { answer: short, explanation } = await engine.explain({ text: LOG, turns: [] })
    const long: Answer = { ...short, text: `${short.text}\n${'長い説明です。'.repeat(1500)}` }
    const changes = { engine: { ...engine, explain: async () => ({ answer: long, explanation }) } }
    const { slack, answer, press, shared } = await startAnswered({ changes })
    expect(answer.blocks.some(({ type }) => type === 'context_actions')).toBe(false)
    const last = slack.messages.at(-1) as FakeMessage
    await press(last, 'share')
    const [first, second] = shared() as [FakeMessage, FakeMessage]
    expect(shared()).toMatchObject([{ thread_ts: undefined }, { thread_ts: first.ts }])
    expect(readMessage(first)).toContain(short.text)
    expect(second.blocks.map(({ type }) => type).at(-1)).toBe('context_actions')
    expectClean(slack)
  })

  it('is in the channel once where only the reply of Slack is lost', async () => {
    const { slack, answer, press, shared } = await startAnswered()
    slack.failNext('chat.postMessage', { lostAnswer: true })
    await press(answer, 'share')
    expect(shared()).toHaveLength(1)
  })

  it('goes by the response address where the bot is no member of the channel', async () => {
    const { slack, answer, press, shared } = await startAnswered()
    slack.failNext('chat.postMessage', { error: 'not_in_channel' }, 2)
    await press(answer, 'share')
    expect(shared()).toHaveLength(1)
    expect(slack.responses.at(-1)?.args).toMatchObject({ response_type: 'in_channel', replace_original: false })
    expectClean(slack)
  })

  it('that no way is open for is told to the asker, who may try again at once', async () => {
    const { slack, answer, press, shared } = await startAnswered()
    slack.failNext('chat.postMessage', { error: 'not_in_channel' }, 2)
    slack.failNext('response_url', { status: 404 }, 2)
    await press(answer, 'share')
    expect(slack.messages.at(-1)).toMatchObject({ ephemeral_user: 'U0ASKER', text: texts.share.notPossible })
    await press(answer, 'share')
    expect(shared()).toHaveLength(1)
  })

  it('has a long question cut, so that Slack takes it', async () => {
    const question = `${LOG}${'よろしくお願いします。'.repeat(1500)}`
    const { slack, answer, press, shared } = await startAnswered({}, question)
    await press(answer, 'share')
    expect(shared()).toHaveLength(1)
    expect(slack.callsOf('chat.postMessage').map(({ ok }) => ok)).toEqual([true])
  })

  it.each([
    ['by somebody else', (id: string) => id, 'U0OTHER'],
    ['with the number of a record that is not there', () => '999', 'U0ASKER'],
    ['with a value that is no number', () => 'x', 'U0ASKER'],
  ])('is not shared %s', async (_, change, user) => {
    const { slack, answer, deliver, shared } = await startAnswered()
    const payload = slack.buttonClick({ message: answer, action: 'share', user })
    const [action] = payload.actions as { value: string }[]
    await deliver({ ...payload, actions: [{ ...action, value: change(action?.value ?? '') }] })
    expect(shared()).toEqual([])
    expect(slack.messages.at(-1)).toMatchObject({ ephemeral_user: user, text: texts.feedback.gone })
  })

  it('is not shared from another channel', async () => {
    const { slack, answer, deliver, shared } = await startAnswered()
    const payload = slack.buttonClick({ message: answer, action: 'share' })
    await deliver({ ...payload, channel: { id: 'C0OTHER', name: 'other' } })
    expect(shared()).toEqual([])
  })
})
