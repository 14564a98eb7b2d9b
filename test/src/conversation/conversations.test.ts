import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createClaimsInHand, LEASE_MS } from '../../../src/conversation/claims-in-hand.ts'
import { ANSWER_TIMEOUT_MS, type Asked, createConversations } from '../../../src/conversation/conversations.ts'
import type { IncomingMessage } from '../../../src/conversation/incoming-message.ts'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import type { Question } from '../../../src/domain.ts'
import { IndexError } from '../../../src/errors.ts'
import type { Logger } from '../../../src/logger.ts'
import type { ConversationLog } from '../../../src/store/conversation-log.ts'
import { createPatience } from '../../../src/store/patience.ts'
import { openSqliteConversationLog } from '../../../src/store/sqlite-conversation-log.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import type { PartChanges } from '../../helpers/channel-parts.ts'
import { makeFolder } from '../../helpers/index-folder.ts'

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine()
})
afterAll(() => engine.close())

const HOUR_MS = 3_600_000
const START = Date.UTC(2024, 4, 20, 9)

const THREAD: Asked = {
  platform: 'slack',
  chat: 'C024BE91L',
  thread: 'C024BE91L/1716190000.000100',
  place: 'shared',
  isReply: true,
  mentions: { bot: true, others: false },
  asker: 'U2147483697',
  text: 'Tokonatsu Deskの操作ログの保管期間は？',
}
/** A message of its own in a one-to-one chat: its thread is new. */
const DIRECT: Asked = { ...THREAD, chat: 'D0123', thread: 'D0123/1716190000.000100', place: 'direct', isReply: false }
/** A chat that has no threads. */
const GROUP: Asked = { ...THREAD, platform: 'teams', chat: '19:group@thread.v2', thread: '19:group@thread.v2' }

let clock: number
let log: ConversationLog
let asked: Question[]
let errors: string[]
const logger: Logger = { info: () => {}, warn: () => {}, error: (message) => void errors.push(message) }

beforeEach(async () => {
  clock = START
  asked = []
  errors = []
  log = await openSqliteConversationLog({ dir: makeFolder(), historyDays: 365, now: START, logger })
  onTestFinished(() => log.close())
})

/** Conversations over the real engine that remember what the engine was asked. */
function makeConversations({ log: otherLog, patience = createPatience(0), ...changes }: PartChanges = {}) {
  const own = otherLog ?? log
  return createConversations({
    engine: {
      ...engine,
      explain: (question) => {
        asked.push(question)
        return engine.explain(question)
      },
    },
    store: engine.store,
    log: own,
    claims: createClaimsInHand({ log: own, patience, logger, now: () => clock }),
    logger,
    now: () => clock,
    patience,
    ...changes,
  })
}

const failing: PartChanges = {
  engine: {
    concerns: async () => false,
    suggestStart: async () => [],
    explain: () => Promise.reject(new Error('the index went away')),
  },
}
const timingOut: PartChanges = {
  engine: { concerns: async () => false, suggestStart: async () => [], explain: () => new Promise(() => {}) },
  answerTimeoutMs: 1,
}

/** A log that is broken in every way. */
const brokenLog = new Proxy({} as ConversationLog, {
  get: () => () => {
    throw new Error('SQLITE_FULL: database or disk is full')
  },
})

describe('Earlier questions of a conversation', () => {
  it('are those of its thread, whoever asked them and however long ago', async () => {
    const conversations = makeConversations()
    await conversations.ask(THREAD)
    clock += 200 * HOUR_MS
    await conversations.ask({ ...THREAD, asker: 'U0000000001', text: 'Hoshiguma Vaultは？' })
    await conversations.ask({ ...THREAD, text: 'じゃあ稼働率は？' })
    expect(asked.map(({ turns }) => turns)).toEqual([[], [THREAD.text], [THREAD.text, 'Hoshiguma Vaultは？']])
  })

  it('are not those of another thread of the same channel', async () => {
    const conversations = makeConversations()
    await conversations.ask(THREAD)
    await conversations.ask({ ...THREAD, thread: 'C024BE91L/1716195555.000300', isReply: false })
    expect(asked[1]?.turns).toEqual([])
  })

  it('give a follow-up its meaning', async () => {
    const conversations = makeConversations()
    await conversations.ask(THREAD)
    const outcome = await conversations.ask({ ...THREAD, text: 'Hoshiguma Vaultは？' })
    expect(outcome).toMatchObject({ kind: 'answer', answer: { status: 'answered' } })
    expect(outcome.kind === 'answer' && outcome.answer.text).toContain('400日')
  })

  it.each([
    ['a one-to-one chat', DIRECT],
    ['a chat without threads', GROUP],
    ['a chat without threads, one to one', { ...GROUP, place: 'direct' as const, isReply: false }],
  ])('are those of the last hour in %s, and no older ones', async (_, message) => {
    const conversations = makeConversations()
    const askInNewMessage = (text: string) => {
      const thread = message.chat === message.thread ? message.thread : `${message.chat}/${clock}`
      return conversations.ask({ ...message, thread, text })
    }
    await askInNewMessage('Tokonatsu Deskの稼働率は？')
    clock += HOUR_MS
    await askInNewMessage('操作ログは？')
    clock += 1
    await askInNewMessage('準拠法は？')
    expect(asked.map(({ turns }) => turns)).toEqual([[], ['Tokonatsu Deskの稼働率は？'], ['操作ログは？']])
  })

  it('are those of the thread in a reply within a one-to-one chat', async () => {
    const conversations = makeConversations()
    await conversations.ask(DIRECT)
    await conversations.ask({ ...DIRECT, thread: 'D0123/1716191111.000200', text: '準拠法は？' })
    clock += 5 * HOUR_MS
    await conversations.ask({ ...DIRECT, isReply: true, text: '稼働率は？' })
    expect(asked[2]?.turns).toEqual([DIRECT.text])
  })

  it('are not those of another chat', async () => {
    const conversations = makeConversations()
    await conversations.ask(DIRECT)
    await conversations.ask({ ...DIRECT, chat: 'D0999', thread: 'D0999/1716190000.000100' })
    await conversations.ask({ ...GROUP, text: '稼働率は？' })
    expect(asked.slice(1).map(({ turns }) => turns)).toEqual([[], []])
  })
})

describe('An answer', () => {
  it('is recorded with who asked what, where and when, and with what was understood', async () => {
    const conversations = makeConversations()
    const outcome = await conversations.ask(THREAD)
    if (outcome.kind !== 'answer') throw new Error('not answered')
    const { platform, chat, thread, asker } = THREAD
    expect(await log.listExchanges(0)).toMatchObject([
      {
        ...{ platform, chat, thread, asker },
        id: outcome.exchangeId,
        question: THREAD.text,
        askedAt: START,
        status: 'answered',
        products: ['Tokonatsu Desk'],
        attributes: ['log.operation.retention'],
        answer: outcome.answer,
      },
    ])
  })

  it.each([
    ['a product that is not known', 'Kazaoto Driveの稼働率は？', 'unknown_product', ['Kazaoto Drive']],
    ['the part of a product that was meant', 'コモレビ給与の操作ログの保管期間は？', 'answered', ['コモレビ給与']],
    ['no product, where none was named', '稼働率を比較して', 'answered', []],
  ])('is recorded with %s', async (_, text, status, products) => {
    await makeConversations().ask({ ...THREAD, text })
    expect(await log.listExchanges(0)).toMatchObject([{ status, products }])
  })

  it('is recorded under the time at which it was asked, not at which it was given', async () => {
    const slow = (question: Question) => {
      clock += 30_000
      return engine.explain(question)
    }
    await makeConversations({ engine: { ...engine, explain: slow } }).ask(THREAD)
    expect((await log.listExchanges(0))[0]?.askedAt).toBe(START)
  })

  it('is found by the message that shows it', async () => {
    const conversations = makeConversations()
    const outcome = await conversations.ask(THREAD)
    const id = outcome.kind === 'answer' ? outcome.exchangeId : undefined
    await conversations.attachReply(id, 'C024BE91L/1716192222.000400')
    expect((await conversations.findExchange({ replyKey: 'C024BE91L/1716192222.000400' }))?.id).toBe(id)
    expect(await conversations.findExchange({ replyKey: 'C024BE91L/1716193333.000500' })).toBeUndefined()
  })

  it('given in private and put into a thread is a turn there, under the time of putting', async () => {
    const conversations = makeConversations()
    await conversations.ask({ ...THREAD, thread: 'private', text: 'Tokonatsu Deskの稼働率は？' })
    const [exchange] = await log.listExchanges(0)
    if (!exchange) throw new Error('not recorded')
    clock += 60_000
    const place = { chat: 'C024BE91L', thread: 'C024BE91L/1716197777.000600' }
    const id = await conversations.repeat(exchange, place)
    expect(id).not.toBe(exchange.id)
    expect(await log.findExchange({ id: id ?? 0 })).toEqual({ ...exchange, ...place, id, askedAt: START + 60_000 })
    expect(await log.findExchange({ id: exchange.id })).toEqual(exchange)
    await conversations.ask({ ...THREAD, ...place, text: '操作ログは？' })
    expect(asked.at(-1)?.turns).toEqual(['Tokonatsu Deskの稼働率は？'])
  })
})

describe.each([
  ['fails', failing, 'failed'],
  ['fails before it gives a promise', throwing(), 'failed'],
  ['does not answer in time', timingOut, 'timedOut'],
] as const)('An engine that %s', (_, parts, reason) => {
  it('gets words in the language of the question', async () => {
    const conversations = makeConversations(parts)
    expect(await conversations.ask(THREAD)).toEqual({ kind: 'failed', language: 'ja', text: textsOf('ja')[reason] })
    expect(await conversations.ask({ ...THREAD, text: 'How long are audit logs kept?' })).toEqual({
      kind: 'failed',
      language: 'en',
      text: textsOf('en')[reason],
    })
  })

  it('is reported, without the words of the question', async () => {
    const logged: string[] = []
    const keep = (message: string, details?: object) => void logged.push(`${message} ${JSON.stringify(details)}`)
    await makeConversations({ ...parts, logger: { ...logger, error: keep } }).ask(THREAD)
    expect(logged).toHaveLength(1)
    expect(logged[0]).not.toContain('Tokonatsu')
  })

  it('is recorded as failed, and its question is no turn later', async () => {
    await makeConversations(parts).ask(THREAD)
    expect(await log.listExchanges(0)).toMatchObject([
      { question: THREAD.text, status: 'failed', answer: null, products: [], attributes: [] },
    ])
    const conversations = makeConversations()
    await conversations.ask({ ...THREAD, text: 'Hoshiguma Vaultの稼働率は？' })
    await conversations.ask({ ...THREAD, text: '操作ログは？' })
    expect(asked.map(({ turns }) => turns)).toEqual([[], ['Hoshiguma Vaultの稼働率は？']])
  })
})

it('has words for a question whose papers cannot be listed', async () => {
  const store = {
    ...engine.store,
    listSections: engine.store.listSections,
    listPapers: () => Promise.reject(new Error()),
  }
  expect(await makeConversations({ store }).ask(THREAD)).toMatchObject({ kind: 'failed', text: textsOf('ja').failed })
})

it('gives an engine less time than a platform shows that the bot works', () => {
  expect(ANSWER_TIMEOUT_MS).toBeLessThan(LEASE_MS)
})

describe('A log that fails in every way', () => {
  it('lets questions be answered, without turns, and is reported', async () => {
    const conversations = makeConversations({ log: brokenLog })
    const outcome = await conversations.ask(THREAD)
    expect(outcome).toMatchObject({ kind: 'answer', answer: { status: 'answered' }, exchangeId: undefined })
    expect(asked).toEqual([{ text: THREAD.text, turns: [] }])
    expect(errors).toEqual(['the log of conversations failed', 'the log of conversations failed'])
  })

  it('lets a failing engine have its words', async () => {
    const outcome = await makeConversations({ ...failing, log: brokenLog }).ask(THREAD)
    expect(outcome).toMatchObject({ kind: 'failed', text: textsOf('ja').failed })
  })

  it('lets messages that are addressed to the bot through, and no others', async () => {
    const conversations = makeConversations({ log: brokenLog })
    expect(await conversations.route(makeMessage({ mentions: { bot: true, others: false } }), null)).toBeUndefined()
    expect(await conversations.route(makeMessage({ text: '稼働率は？' }), null)).toBe('not_addressed')
    expect(errors).toHaveLength(2)
  })

  it('throws at nobody, and says that a vote was not saved', async () => {
    const conversations = makeConversations({ log: brokenLog })
    await conversations.attachReply(1, 'reply/1')
    expect(await conversations.findExchange({ id: 1 })).toBeNull()
    expect(await conversations.vote({ exchangeId: 1, person: 'U1', vote: 'up', reason: null })).toBe('not_saved')
    expect(errors).toHaveLength(3)
  })

  it('has nothing to repeat an answer in', async () => {
    await makeConversations().ask(THREAD)
    const [exchange] = await log.listExchanges(0)
    if (!exchange) throw new Error('not recorded')
    expect(await makeConversations({ log: brokenLog }).repeat(exchange, THREAD)).toBeUndefined()
  })

  it('is not asked to remember the message of an answer that was not recorded', async () => {
    await makeConversations({ log: brokenLog }).attachReply(undefined, 'reply/1')
    expect(errors).toEqual([])
  })
})

describe('A database that is down', () => {
  const down = () => Promise.reject(new IndexError('INDEX_UNREACHABLE', 'connect ECONNREFUSED 127.0.0.1:5432'))

  it.each(['ja', 'en'] as const)('gets words in the language of the question: %s', async (language) => {
    const conversations = makeConversations({ engine: { ...engine, explain: down } })
    const text = language === 'ja' ? THREAD.text : 'How long are audit logs kept?'
    const outcome = await conversations.ask({ ...THREAD, text })
    expect(outcome).toEqual({ kind: 'failed', language, text: textsOf(language).unavailable })
  })

  it('is waited for while it starts again, and the question answered as if nothing had been', async () => {
    let tries = 0
    const explain: typeof engine.explain = (question) => (++tries < 3 ? down() : engine.explain(question))
    const outcome = await makeConversations({ engine: { ...engine, explain }, patience: createPatience(5000) }).ask(
      THREAD,
    )
    expect(outcome).toMatchObject({ kind: 'answer', answer: { status: 'answered' } })
  })

  it('keeps no follow-up from its turns: it is not answered without them', async () => {
    await makeConversations().ask(THREAD)
    const conversations = makeConversations({ log: { ...log, listTurns: down } })
    const followUp = { ...THREAD, text: 'Hoshiguma Vaultは？' }
    expect(await conversations.ask(followUp)).toMatchObject({ kind: 'failed', text: textsOf('ja').unavailable })
    let tries = 0
    const listTurns: typeof log.listTurns = (scope) => (++tries < 2 ? down() : log.listTurns(scope))
    const patient = makeConversations({ log: { ...log, listTurns }, patience: createPatience(5000) })
    expect(await patient.ask(followUp)).toMatchObject({ kind: 'answer', answer: { status: 'answered' } })
    expect(asked.at(-1)?.turns).toEqual([THREAD.text])
  })

  it('saves no vote, and tells so what cannot be known', async () => {
    const conversations = makeConversations({ log: { ...log, findExchange: down, vote: down } })
    expect(await conversations.vote({ exchangeId: 1, person: 'U1', vote: 'up', reason: null })).toBe('not_saved')
    expect(await conversations.findExchange({ id: 1 })).toBeNull()
  })

  it('that takes its time keeps no form waiting: the vote is not saved, then or later', async () => {
    await makeConversations().ask(THREAD)
    let find: (found: Awaited<ReturnType<typeof log.findExchange>>) => void = () => {}
    const findExchange = () => new Promise<Awaited<ReturnType<typeof log.findExchange>>>((resolve) => (find = resolve))
    const conversations = makeConversations({ log: { ...log, findExchange } })
    expect(await conversations.vote({ exchangeId: 1, person: 'U1', vote: 'up', reason: null })).toBe('not_saved')
    find(await log.findExchange({ id: 1 }))
    await new Promise((resolve) => setImmediate(resolve))
    expect(await log.listFeedback(0)).toEqual([])
  })
})

describe('An event', () => {
  const event = { key: 'C024BE91L/1716192000.000200', isTakenUp: false }

  it('is recorded once, also where it is answered again', async () => {
    const conversations = makeConversations()
    const first = await conversations.ask(THREAD, event)
    expect(await conversations.ask(THREAD, event)).toMatchObject({ kind: 'answer', exchangeId: 1 })
    expect(first).toMatchObject({ exchangeId: 1 })
    expect(await log.listExchanges(0)).toHaveLength(1)
  })

  it('that is taken up has the answer that was found for it, and no other', async () => {
    const conversations = makeConversations()
    const first = await conversations.ask(THREAD, event)
    expect(await conversations.ask(THREAD, { ...event, isTakenUp: true })).toEqual(first)
    expect(asked).toHaveLength(1)
  })

  it('that is taken up is answered where there was no answer yet', async () => {
    await makeConversations(failing).ask(THREAD, event)
    const outcome = await makeConversations().ask(THREAD, { ...event, isTakenUp: true })
    expect(outcome).toMatchObject({ kind: 'answer', answer: { status: 'answered' } })
    expect(await log.listExchanges(0)).toMatchObject([{ status: 'answered' }])
  })

  it('in a thread is a follow-up from the first answer on, also for a process that was started anew', async () => {
    const followUp = makeMessage({ text: 'Hoshiguma Vaultの稼働率' })
    expect(await makeConversations().route(followUp, null)).toBe('not_addressed')
    await makeConversations().ask(THREAD)
    expect(await makeConversations().route(followUp, null)).toBeUndefined()
  })
})

describe('Feedback', () => {
  it('is saved with the time at which it is given', async () => {
    const conversations = makeConversations()
    const outcome = await conversations.ask(THREAD)
    const exchangeId = outcome.kind === 'answer' ? (outcome.exchangeId ?? 0) : 0
    clock += 5000
    expect(await conversations.vote({ exchangeId, person: 'U1', vote: 'down', reason: '版が古い' })).toBe('saved')
    expect(await log.listFeedback(0)).toEqual([
      { exchangeId, person: 'U1', vote: 'down', reason: '版が古い', givenAt: START + 5000 },
    ])
  })

  it('on an answer that is forgotten is not saved, and the caller is told so', async () => {
    expect(await makeConversations().vote({ exchangeId: 404, person: 'U1', vote: 'up', reason: null })).toBe('gone')
    expect(await log.listFeedback(0)).toEqual([])
  })
})

it('opens the section of a citation, and suggests questions to begin with', async () => {
  const conversations = makeConversations()
  const outcome = await conversations.ask(THREAD)
  const [citation] = outcome.kind === 'answer' ? outcome.answer.citations : []
  if (!citation) throw new Error('nothing cited')
  const view = await conversations.openSection({ ...citation, language: 'ja' })
  expect(view).toMatchObject({ place: '§2.4 ログ', remark: null })
  expect(view?.body).toContain('操作ログの保管期間は1年間です。')
  expect(await conversations.openSection({ ...citation, section: '9.9', language: 'ja' })).toBeUndefined()
  expect(await conversations.suggestStart('ja')).toEqual(await engine.suggestStart('ja'))
})

function makeMessage(changes: Partial<IncomingMessage> = {}): IncomingMessage {
  const mentions = { bot: false, others: false }
  return { ...THREAD, key: 'C024BE91L/1716192000.000200', author: 'person', kind: 'new', mentions, ...changes }
}

/** As a fault in the engine's own code would come. */
function throwing(): PartChanges {
  const explain = () => {
    throw new TypeError('undefined is not a function')
  }
  return { engine: { concerns: async () => false, suggestStart: async () => [], explain } }
}

describe('What is not addressed', () => {
  const unaddressed: Asked = { ...THREAD, mentions: { bot: false, others: false } }

  it.each(['今日の天気は？', '田中', 'お昼どうします？'])(
    'gets silence where there is nothing to say, and is not kept: %s',
    async (text) => {
      const conversations = makeConversations()
      await conversations.ask(THREAD)
      expect(await conversations.ask({ ...unaddressed, text })).toEqual({ kind: 'silence' })
      expect((await log.listExchanges(0)).map(({ question }) => question)).toEqual([THREAD.text])
    },
  )

  it.each([
    'Tokonatsu Deskの受付の椅子の色は？',
    '受付の花瓶の色は何色ですか？',
    'What colour is the vase of Tokonatsu Desk?',
  ])('gets silence where only the sentences of the papers were looked through, in vain: %s', async (text) => {
    const conversations = makeConversations()
    await conversations.ask(THREAD)
    expect(await conversations.ask({ ...unaddressed, text })).toEqual({ kind: 'silence' })
    expect((await log.listExchanges(0)).map(({ question }) => question)).toEqual([THREAD.text])
    expect(await conversations.ask({ ...THREAD, text })).toMatchObject({
      kind: 'answer',
      answer: { status: 'not_stated', basis: 'passages' },
    })
  })

  it('is told that the papers do not state what can be asked of them', async () => {
    const conversations = makeConversations()
    await conversations.ask(THREAD)
    expect(await conversations.ask({ ...unaddressed, text: 'Tokonatsu Deskの目標復旧時間は？' })).toMatchObject({
      kind: 'answer',
      answer: { status: 'not_stated', basis: 'facts' },
    })
  })

  it('is answered where it goes on', async () => {
    const conversations = makeConversations()
    await conversations.ask(THREAD)
    const outcome = await conversations.ask({ ...unaddressed, text: 'じゃあHoshiguma Vaultは？' })
    expect(outcome).toMatchObject({ kind: 'answer', answer: { status: 'answered' } })
    expect(await conversations.ask({ ...unaddressed, text: 'Kazaoto Driveのログは？' })).toMatchObject({
      answer: { status: 'unknown_product' },
    })
  })

  it('is told to the bot anyway: the same words with a mention get an answer', async () => {
    const conversations = makeConversations()
    await conversations.ask(THREAD)
    expect(await conversations.ask({ ...THREAD, text: '今日の天気は？' })).toMatchObject({
      kind: 'answer',
      answer: { status: 'out_of_scope' },
    })
  })
})
