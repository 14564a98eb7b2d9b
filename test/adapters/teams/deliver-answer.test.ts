import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SendTimes } from '../../../adapters/teams/deliver-answer.ts'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import type { WireActivity } from '../../helpers/check-teams-activity.ts'
import { type FakeConnector, startFakeConnector } from '../../helpers/fake-connector.ts'
import { makeSources } from '../../helpers/presentations.ts'
import { type BotOptions, startTeamsBot, type TeamsBot } from '../../helpers/teams-bot.ts'

let engine: AnswerEngine
let connector: FakeConnector
const open: TeamsBot[] = []

beforeAll(async () => {
  engine = await openAnswerEngine()
  connector = await startFakeConnector()
})
afterAll(async () => {
  await connector.close()
  await engine.close()
})
beforeEach(() => connector.reset())
afterEach(async () => {
  for (const bot of open.splice(0)) await bot.close()
})

/** Nothing is waited for; typing does not come. */
const TIMES: SendTimes = { timeoutMs: 2000, waitsMs: [0, 0], maxWaitMs: 20_000, typingAfterMs: 60_000 }

async function start(options: BotOptions = {}): Promise<TeamsBot> {
  const bot = await startTeamsBot(engine, connector, {
    settings: { sendTimes: TIMES },
    ...options,
  })
  open.push(bot)
  return bot
}

const Q = 'Hoshiguma Vaultのバックアップの取得間隔は？'
const A = 'Hoshiguma Vaultのバックアップの取得頻度は 6時間ごと[1] です。'
const PLAIN = `${A}  
[1] Hoshiguma Vault セキュリティホワイトペーパー 2.1版(2024-05-20)  
§2.1 情報のバックアップ  
「取得間隔：6時間ごと」`

const streamType = ({ entities }: WireActivity) => entities?.find(({ type }) => type === 'streaminfo')?.streamType
const hasCard = ({ attachments = [] }: WireActivity) => attachments.length > 0
const isMessage = ({ type }: WireActivity) => type === 'message'
/** Kind and status of every request, in order. */
const story = () =>
  connector.calls.map(({ activity, status }) =>
    [streamType(activity) ?? activity.type, hasCard(activity) ? 'with card' : '', status].filter(Boolean).join(' '),
  )
const errors = (bot: TeamsBot) => bot.parts.reports.filter((report) => report.startsWith('error'))
const last = () => connector.messages().at(-1)?.activity ?? {}

describe('in a personal chat', () => {
  it('progress is the first line of a stream that the whole answer ends', async () => {
    const bot = await start()
    await bot.say(Q)
    expect(story()).toEqual(['informative 201', 'final with card 202'])
    expect(connector.calls[0]?.activity).toMatchObject({ type: 'typing', text: textsOf('ja').working })
    expect(last()).toMatchObject({ text: A, channelData: { feedbackLoop: { type: 'default' } } })
    expect(last().entities).toHaveLength(2)
    expect(bot.parts.reports).toEqual([])
  })

  it('progress is in the language of the question', async () => {
    const bot = await start()
    await bot.say('How long does Brindle Notes keep backups?')
    expect(connector.calls[0]?.activity.text).toBe(textsOf('en').working)
  })

  it.each([
    { status: 403, code: 'ContentStreamNotAllowed' },
    { status: 405, code: 'BadArgument' },
  ])('an answer comes as a message where a stream cannot begin: %o', async (how) => {
    const bot = await start()
    connector.fail({ how, when: (activity) => streamType(activity) === 'informative' })
    await bot.say(Q)
    expect(story()).toEqual([`informative ${how.status}`, 'message with card 201'])
    expect(last().entities).toHaveLength(1)
    expect(errors(bot)).toEqual([])
  })

  it('an answer comes as a message where the stream was ended by the reader or is too old', async () => {
    const bot = await start()
    const how = { status: 403, code: 'ContentStreamNotAllowed' }
    connector.fail({ how, when: (activity) => streamType(activity) === 'final' })
    await bot.say(Q)
    expect(story()).toEqual(['informative 201', 'final with card 403', 'message with card 201'])
    expect(last()).toMatchObject({ text: A, channelData: { feedbackLoop: { type: 'default' } } })
    expect(last().entities).toHaveLength(1)
  })

  it('thumbs find the answer by the id of its stream', async () => {
    const bot = await start()
    await bot.say(Q)
    const replyKey = `teams:a:1kuroda:${connector.calls[0]?.id}`
    expect((await bot.parts.log.findExchange({ replyKey }))?.question).toBe(Q)
  })
})

/** An engine that takes until something was sent to the chat, and the wait for typing over. */
const SLOW: BotOptions = {
  settings: { sendTimes: { ...TIMES, typingAfterMs: 0 } },
  changes: {
    engine: {
      concerns: (text) => engine.concerns(text),
      suggestStart: (language) => engine.suggestStart(language),
      explain: async (question) => {
        while (connector.calls.length === 0) await sleep(5)
        return engine.explain(question)
      },
    },
  },
}

describe('elsewhere', () => {
  it.each(['group', 'thread'] as const)('typing is shown while an answer takes its time: %s', async (chat) => {
    const bot = await start(SLOW)
    await bot.say(Q, { chat, mentions: ['bot'] })
    expect(story()).toEqual(['typing 202', 'message with card 201'])
    const replyKey = `teams:${chat === 'group' ? '19:hyoka@thread.v2' : '19:joho@thread.tacv2'}:${connector.calls[1]?.id}`
    expect((await bot.parts.log.findExchange({ replyKey }))?.question).toBe(Q)
  })

  it('an answer that is there at once comes alone', async () => {
    const bot = await start()
    await bot.say(Q, { chat: 'group', mentions: ['bot'] })
    expect(story()).toEqual(['message with card 201'])
  })

  it('typing is not shown any more once the answer is on its way', async () => {
    const bot = await start({ settings: { sendTimes: { ...TIMES, waitsMs: [400], typingAfterMs: 200 } } })
    connector.fail({ how: { status: 429 }, when: isMessage, times: 1 })
    await bot.say(Q, { chat: 'group', mentions: ['bot'] })
    const requests = story()
    expect(requests.slice(requests.findIndex((request) => request.startsWith('message')))).toEqual([
      'message with card 429',
      'message with card 201',
    ])
  })

  it('an answer that Teams names no id for is delivered all the same', async () => {
    const bot = await start()
    connector.namesNoCards = true
    await bot.say(Q, { chat: 'group', mentions: ['bot'] })
    expect(story()).toEqual(['message with card 202'])
    expect(errors(bot)).toEqual([])
  })

  it('an answer comes where typing is refused', async () => {
    const bot = await start(SLOW)
    connector.fail({ how: { status: 403 }, when: ({ type }) => type === 'typing' })
    await bot.say(Q, { chat: 'group', mentions: ['bot'] })
    expect(story()).toEqual(['typing 403', 'message with card 201'])
  })
})

describe('a card that Teams refuses', () => {
  it.each([400, 413])('(%i) is replaced by text that has the sources, the label and the thumbs', async (status) => {
    const bot = await start()
    connector.fail({ how: { status }, when: hasCard })
    await bot.say(Q)
    expect(story()).toEqual([
      'informative 201',
      `final with card ${status}`,
      `message with card ${status}`,
      'message 201',
    ])
    expect(last()).toMatchObject({ text: PLAIN, channelData: { feedbackLoop: { type: 'default' } } })
    expect(JSON.stringify(last().entities)).toContain('AIGeneratedContent')
    expect(JSON.stringify(last().entities)).not.toContain('citation')
    expect(errors(bot)).toEqual([])
  })
})

describe('a busy Teams', () => {
  it.each([429, 412, 408, 500, 502, 503, 504])('(%i) gets the same message a little later', async (status) => {
    const bot = await start()
    connector.fail({ how: { status }, when: isMessage, times: 2 })
    await bot.say(Q, { chat: 'group', mentions: ['bot'] })
    expect(story()).toEqual([`message with card ${status}`, `message with card ${status}`, 'message with card 201'])
  })

  it('is asked again when it says, rather than when we would', async () => {
    const bot = await start({ settings: { sendTimes: { ...TIMES, waitsMs: [60_000] } } })
    connector.fail({ how: { status: 429, retryAfter: 0 }, when: isMessage, times: 1 })
    await bot.say(Q, { chat: 'group', mentions: ['bot'] })
    expect(story()).toEqual(['message with card 429', 'message with card 201'])
  })

  it.each([
    [1000, 'message with card 201'],
    [999, 'message 201'],
  ])(
    'has refused what it wants a second for where %i ms are the longest wait, and gets: %s',
    async (maxWaitMs, then) => {
      const bot = await start({ settings: { sendTimes: { ...TIMES, maxWaitMs } } })
      connector.fail({ how: { status: 429, retryAfter: 1 }, when: isMessage, times: 1 })
      await bot.say(Q, { chat: 'group', mentions: ['bot'] })
      expect(story()).toEqual(['message with card 429', then])
    },
  )

  it('keeps an answer waiting no longer where progress is refused', async () => {
    const bot = await start()
    connector.fail({ how: { status: 429, retryAfter: 3600 }, when: ({ type }) => type === 'typing' })
    await bot.say(Q)
    expect(story()).toEqual(['informative 429', 'message with card 201'])
  })

  it('that is busy for everything is left alone, and that is logged', async () => {
    const bot = await start()
    connector.fail({ how: { status: 429, retryAfter: 3600 } })
    await bot.say(Q, { chat: 'group', mentions: ['bot'] })
    expect(story()).toEqual(['message with card 429', 'message 429'])
    expect(bot.parts.reports.join('\n')).toContain(
      'Teams asks for too long a wait {"waitMs":3600000,"maxWaitMs":20000}',
    )
    expect(errors(bot)).toEqual([expect.stringContaining('Teams took the answer in no form')])
  })

  it('gets a message again that a closed connection lost', async () => {
    const bot = await start()
    connector.fail({ how: 'reset', when: isMessage, times: 1 })
    await bot.say(Q, { chat: 'group', mentions: ['bot'] })
    expect(story()).toEqual(['message with card', 'message with card 201'])
  })
})

describe('when nothing works', () => {
  it('it is logged once, and the next question is answered', async () => {
    const bot = await start()
    connector.fail({ how: { status: 403 }, times: 4 })
    await bot.say(Q)
    expect(story()).toEqual(['informative 403', 'message with card 403', 'message 403'])
    expect(errors(bot)).toEqual([
      expect.stringMatching(/an activity could not be dealt with.*Teams took the answer in no form/u),
    ])
    connector.reset()
    await bot.say(Q)
    expect(last().text).toBe(A)
  })

  it('a connector that never answers is given up, and nothing is sent twice', async () => {
    const bot = await start({ settings: { sendTimes: { ...TIMES, timeoutMs: 60, waitsMs: [] } } })
    connector.fail({ how: 'stall' })
    await bot.say(Q)
    expect(connector.calls.map(({ activity }) => activity.type)).toEqual(['typing', 'message'])
    expect(errors(bot)).toEqual([expect.stringContaining('Teams did not answer within 60 ms.')])
  })

  it('an answer that may have been taken is not sent again in a plainer way', async () => {
    const bot = await start({ settings: { sendTimes: { ...TIMES, timeoutMs: 100, waitsMs: [] } } })
    connector.fail({ how: 'stall', when: isMessage })
    await bot.say(Q, { chat: 'group', mentions: ['bot'] })
    expect(connector.calls.map(({ activity }) => activity.type)).toEqual(['message'])
  })
})

describe('an answer that is too long for one message', () => {
  /** The real answer with as many sources as no paper has. */
  const explain: AnswerEngine['explain'] = async (question) => {
    const explained = await engine.explain(question)
    const quote = 'バックアップは遠隔地に保管します。'.repeat(20)
    const citations = makeSources(60, {}).map(({ citation }) => ({ ...citation, quote }))
    return { ...explained, answer: { ...explained.answer, citations } }
  }

  it('comes as several: the first ends the stream and has the thumbs, the last the further questions', async () => {
    const bot = await start({ changes: { engine: { ...engine, explain } } })
    await bot.say(Q)
    const [, first, ...rest] = story()
    expect(first).toBe('final with card 202')
    expect(rest.length).toBeGreaterThan(1)
    expect(new Set(rest)).toEqual(new Set(['message with card 201']))
    const sent = connector.messages().map(({ activity }) => activity)
    expect(sent.map(({ channelData }) => 'feedbackLoop' in (channelData ?? {}))).toEqual([
      true,
      ...rest.map(() => false),
    ])
    expect(sent.map((activity) => JSON.stringify(activity).includes('"action":"ask"')).indexOf(true)).toBe(rest.length)
    expect(
      (await bot.parts.log.findExchange({ replyKey: `teams:a:1kuroda:${connector.calls[0]?.id}` }))?.question,
    ).toBe(Q)
  })

  it('is known by its first message where the rest is refused, and that is logged', async () => {
    const bot = await start({ changes: { engine: { ...engine, explain } } })
    connector.fail({ how: { status: 403 }, when: ({ text = '' }) => text === '' || /^\[\d/u.test(text) })
    await bot.say(Q)
    expect(errors(bot)).toEqual([expect.stringContaining('the rest of an answer was not delivered')])
    const replyKey = `teams:a:1kuroda:${connector.calls[0]?.id}`
    expect((await bot.parts.log.findExchange({ replyKey }))?.question).toBe(Q)
  })
})
