import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Answer } from '../../../src/domain.ts'
import type { Logger } from '../../../src/logger.ts'
import {
  CLAIM_LEASE_MS,
  type ConversationLog,
  type Exchange,
  MAX_TURNS,
  openConversationLog,
  openConversationReader,
} from '../../../src/store/conversation-log.ts'
import { makeFolder } from '../../helpers/index-folder.ts'

const NOW = Date.UTC(2024, 4, 20, 9)
const DAY_MS = 86_400_000

const ANSWER: Answer = {
  status: 'answered',
  basis: 'facts',
  language: 'ja',
  text: 'Tsubomi Noteの保管期間は 21日間 です。[1]',
  table: { columns: ['製品', '保管期間'], rows: [['Tsubomi Note', '21日間[1]']] },
  facts: [],
  citations: [],
  suggestions: ['保管期間を比較して'],
  ms: 1.25,
}

function makeExchange(changes: Partial<Exchange> = {}): Exchange {
  return {
    platform: 'slack',
    chat: 'C024BE91L',
    thread: 'C024BE91L/1716190000.000100',
    asker: 'U2147483697',
    question: 'Tsubomi Noteのバックアップの保管期間は？',
    askedAt: NOW,
    status: 'answered',
    products: ['Tsubomi Note'],
    attributes: ['backup.retention'],
    answer: ANSWER,
    ...changes,
  }
}

/** Opens the log of a folder; the test closes it. `warnings` are what it said. */
function open(dir = makeFolder(), { now = NOW, historyDays = 365 } = {}) {
  const warnings: string[] = []
  const keep = (message: string) => void warnings.push(message)
  const logger: Logger = { info: keep, warn: keep, error: keep }
  const log = openConversationLog({ dir, historyDays, now, logger })
  onTestFinished(() => log.close())
  return { log, dir, warnings }
}

describe('Claiming an event', () => {
  it('is for the first only', () => {
    const { log } = open()
    expect(log.claim('C1/1', NOW)).toBe(true)
    expect(log.claim('C1/1', NOW)).toBe(false)
    expect(log.claim('C1/1', NOW + CLAIM_LEASE_MS - 1)).toBe(false)
    expect(log.claim('C1/2', NOW)).toBe(true)
  })

  it('is possible again, once, where it was not finished within the lease', () => {
    const { log } = open()
    log.claim('C1/1', NOW)
    expect(log.claim('C1/1', NOW + CLAIM_LEASE_MS)).toBe(true)
    expect(log.claim('C1/1', NOW + CLAIM_LEASE_MS + 1)).toBe(false)
  })

  it('is never possible again where it was finished', () => {
    const { log } = open()
    log.claim('C1/1', NOW)
    log.finish('C1/1')
    expect(log.claim('C1/1', NOW)).toBe(false)
    expect(log.claim('C1/1', NOW + 10 * CLAIM_LEASE_MS)).toBe(false)
  })

  it('outlives the process: what was finished stays so, what was not is taken again after the lease', () => {
    const { log, dir } = open()
    log.claim('finished', NOW)
    log.finish('finished')
    log.claim('killed', NOW)
    log.close()
    const { log: reopened } = open(dir, { now: NOW + 1000 })
    expect(reopened.claim('finished', NOW + CLAIM_LEASE_MS)).toBe(false)
    expect(reopened.claim('killed', NOW + CLAIM_LEASE_MS - 1)).toBe(false)
    expect(reopened.claim('killed', NOW + CLAIM_LEASE_MS)).toBe(true)
  })

  it('is for one of two processes that have the file open at once', () => {
    const { log, dir } = open()
    const { log: other, warnings } = open(dir)
    expect([log.claim('C1/1', NOW), other.claim('C1/1', NOW)]).toEqual([true, false])
    expect([other.claim('C1/2', NOW), log.claim('C1/2', NOW)]).toEqual([true, false])
    other.finish('C1/1')
    expect(log.claim('C1/1', NOW + CLAIM_LEASE_MS)).toBe(false)
    expect(warnings).toEqual([])
  })
})

describe('Turns', () => {
  const ask = (log: ConversationLog, question: string, changes: Partial<Exchange> = {}) =>
    log.record(makeExchange({ question, ...changes }))

  it('are the questions of a thread, oldest first', () => {
    const { log } = open()
    ask(log, '稼働率は？')
    ask(log, '準拠法は？', { thread: 'C024BE91L/another' })
    ask(log, '操作ログは？')
    expect(log.listTurns({ thread: makeExchange().thread })).toEqual(['稼働率は？', '操作ログは？'])
    expect(log.listTurns({ thread: 'C024BE91L/unknown' })).toEqual([])
  })

  it('are the last ones where there are many', () => {
    const { log } = open()
    const questions = Array.from({ length: MAX_TURNS + 3 }, (_, i) => `第${i + 1}章には何が書いてありますか？`)
    for (const question of questions) ask(log, question)
    expect(log.listTurns({ thread: makeExchange().thread })).toEqual(questions.slice(-MAX_TURNS))
  })

  it('are those of a chat from a time on, in all its threads', () => {
    const { log } = open()
    ask(log, '稼働率は？', { askedAt: NOW - 1 })
    ask(log, '操作ログは？', { thread: 'C024BE91L/b' })
    ask(log, '準拠法は？', { chat: 'C9', thread: 'C9/a' })
    ask(log, 'パスワードは？', { askedAt: NOW + 1 })
    expect(log.listTurns({ chat: 'C024BE91L', since: NOW })).toEqual(['操作ログは？', 'パスワードは？'])
  })

  it('leave out what failed, which takes no room either', () => {
    const { log } = open()
    ask(log, '稼働率は？')
    for (let i = 0; i < MAX_TURNS; i++) ask(log, '操作ログは？', { status: 'failed', answer: null })
    expect(log.listTurns({ thread: makeExchange().thread })).toEqual(['稼働率は？'])
    expect(log.listTurns({ chat: 'C024BE91L', since: 0 })).toEqual(['稼働率は？'])
  })

  it('are seen by another process at once', () => {
    const { log, dir } = open()
    const { log: other } = open(dir)
    ask(log, '稼働率は？')
    expect(other.listTurns({ thread: makeExchange().thread })).toEqual(['稼働率は？'])
    expect(other.hasThread(makeExchange().thread)).toBe(true)
  })
})

describe('Turns of a thread in a direct chat', () => {
  it('begin with what its chat went on with before it, within the window', () => {
    const { log } = open()
    const ask = (question: string, thread: string, askedAt: number) =>
      log.record(makeExchange({ chat: 'D1', question, thread, askedAt }))
    ask('昨日の質問', 'D1/1', NOW - DAY_MS)
    ask('KUMOのログは？', 'D1/2', NOW)
    ask('じゃあNoteは？', 'D1/3', NOW + 1000)
    ask('別の話', 'D1/4', NOW + 2000)
    ask('何か月？', 'D1/3', NOW + 3000)
    expect(log.listTurns({ thread: 'D1/3', chat: 'D1', windowMs: 3_600_000 })).toEqual([
      'KUMOのログは？',
      'じゃあNoteは？',
      '何か月？',
    ])
    expect(log.listTurns({ thread: 'D1/9', chat: 'D1', windowMs: 3_600_000 })).toEqual([])
  })
})

it('leases a claim for longer than an answer takes, and shorter than until the last try of a platform', () => {
  expect(CLAIM_LEASE_MS).toBeGreaterThan(133_000)
  expect(CLAIM_LEASE_MS).toBeLessThan(300_000)
})

describe('Reading for a report', () => {
  it('lists what was asked, once where it was shared', () => {
    const { log, dir } = open()
    const id = log.record(makeExchange())
    log.record(makeExchange({ thread: 'elsewhere' }), id)
    log.vote({ exchangeId: id, person: 'U1', vote: 'up', reason: null, givenAt: NOW })
    const reader = openConversationReader(dir)
    expect(reader.listExchanges(0).map((exchange) => exchange.id)).toEqual([id])
    expect(reader.listFeedback(0)).toHaveLength(1)
    reader.close()
    expect(log.hasThread('elsewhere')).toBe(true)
  })

  it('says where nothing was asked yet, and where the file cannot be read; it makes none', () => {
    const dir = makeFolder()
    expect(() => openConversationReader(dir)).toThrow(/Nothing was asked yet/u)
    expect(existsSync(join(dir, 'conversations.db'))).toBe(false)
    writeFileSync(join(dir, 'conversations.db'), 'no database')
    expect(() => openConversationReader(dir)).toThrow(/cannot be read/u)
  })
})

describe('An exchange', () => {
  it('comes back as it was recorded, also after the file was opened anew', () => {
    const { log, dir } = open()
    const failed = makeExchange({ status: 'failed', answer: null, products: [], attributes: [] })
    const ids = [log.record(makeExchange()), log.record(failed)]
    log.close()
    const { log: reopened } = open(dir)
    expect(ids.map((id) => reopened.findExchange({ id }))).toEqual([
      { ...makeExchange(), id: ids[0] },
      { ...failed, id: ids[1] },
    ])
    expect(reopened.findExchange({ id: 999 })).toBeUndefined()
  })

  it('holds any words that people write', () => {
    const { log } = open()
    const question = `'); DROP TABLE exchanges; --\n"😀"\u0000𠮟`
    const id = log.record(makeExchange({ question, asker: '' }))
    expect(log.findExchange({ id })?.question).toBe(question)
    expect(log.listTurns({ thread: makeExchange().thread })).toEqual([question])
  })

  it('makes its thread one of the bot', () => {
    const { log } = open()
    expect(log.hasThread(makeExchange().thread)).toBe(false)
    log.record(makeExchange())
    expect(log.hasThread(makeExchange().thread)).toBe(true)
    expect(log.hasThread('C024BE91L')).toBe(false)
  })

  it('is found by the message that shows it; the later one where two claim to', () => {
    const { log } = open()
    const [first, second] = [log.record(makeExchange()), log.record(makeExchange({ question: '操作ログは？' }))]
    expect(log.findExchange({ replyKey: 'C1/9' })).toBeUndefined()
    log.attachReply(first, 'C1/9')
    expect(log.findExchange({ replyKey: 'C1/9' })).toEqual({ ...makeExchange(), id: first })
    log.attachReply(second, 'C1/9')
    expect(log.findExchange({ replyKey: 'C1/9' })?.id).toBe(second)
  })

  it('is listed from a time on, oldest first', () => {
    const { log } = open()
    for (const askedAt of [NOW - 1, NOW, NOW + 1]) log.record(makeExchange({ askedAt }))
    expect(log.listExchanges(NOW).map(({ askedAt }) => askedAt)).toEqual([NOW, NOW + 1])
  })
})

describe('Feedback', () => {
  it('is one vote a person and answer: the later replaces the one before', () => {
    const { log } = open()
    const exchangeId = log.record(makeExchange())
    const vote = { exchangeId, person: 'U1', vote: 'up', reason: null, givenAt: NOW } as const
    log.vote(vote)
    log.vote({ ...vote, person: 'U2', givenAt: NOW + 1 })
    log.vote({ ...vote, vote: 'down', givenAt: NOW + 2 })
    expect(log.listFeedback(0)).toEqual([
      { ...vote, person: 'U2', givenAt: NOW + 1 },
      { ...vote, vote: 'down', givenAt: NOW + 2 },
    ])
    expect(log.listFeedback(NOW + 2)).toHaveLength(1)
  })

  it('keeps its reason where a later vote gives none, and takes a new one', () => {
    const { log } = open()
    const exchangeId = log.record(makeExchange())
    const vote = { exchangeId, person: 'U1', vote: 'down', reason: '古い版の値です', givenAt: NOW } as const
    const reasons = [vote, { ...vote, reason: null }, { ...vote, reason: '節が違います' }].map((given) => {
      log.vote(given)
      return log.listFeedback(0)[0]?.reason
    })
    expect(reasons).toEqual(['古い版の値です', '古い版の値です', '節が違います'])
  })

  it('is on answers that there are', () => {
    const { log } = open()
    const vote = { exchangeId: 404, person: 'U1', vote: 'up', reason: null, givenAt: NOW } as const
    expect(() => log.vote(vote)).toThrow()
    expect(log.listFeedback(0)).toEqual([])
  })
})

describe('Forgetting', () => {
  it('deletes exchanges that are older than they may be, with their feedback, and no younger ones', () => {
    const { log } = open(makeFolder(), { historyDays: 30 })
    const [old, young] = [NOW - 30 * DAY_MS - 1, NOW - 30 * DAY_MS].map((askedAt) => {
      const exchangeId = log.record(makeExchange({ askedAt, thread: `${askedAt}` }))
      log.vote({ exchangeId, person: 'U1', vote: 'up', reason: null, givenAt: NOW })
      return { exchangeId, thread: `${askedAt}` }
    }) as [{ exchangeId: number; thread: string }, { exchangeId: number; thread: string }]
    log.forget(NOW)
    expect(log.listExchanges(0).map(({ id }) => id)).toEqual([young.exchangeId])
    expect(log.listFeedback(0).map(({ exchangeId }) => exchangeId)).toEqual([young.exchangeId])
    expect([old, young].map(({ thread }) => log.hasThread(thread))).toEqual([false, true])
  })

  it('gives no number of a forgotten exchange to another, so that old buttons vote for nothing', () => {
    const { log } = open(makeFolder(), { historyDays: 1 })
    const old = log.record(makeExchange({ askedAt: NOW - 2 * DAY_MS }))
    log.forget(NOW)
    expect(log.record(makeExchange())).not.toBe(old)
  })

  it('keeps events for a day, longer than platforms try again', () => {
    const { log } = open()
    for (const [key, at] of [
      ['old', NOW - DAY_MS - 1],
      ['young', NOW - DAY_MS],
    ] as const) {
      log.claim(key, at)
      log.finish(key)
    }
    log.forget(NOW)
    expect([log.claim('old', NOW), log.claim('young', NOW)]).toEqual([true, false])
  })

  it('happens when the log is opened', () => {
    const { log, dir } = open()
    log.record(makeExchange({ askedAt: NOW - 8 * DAY_MS }))
    log.record(makeExchange({ askedAt: NOW - 6 * DAY_MS }))
    log.close()
    expect(open(dir, { historyDays: 7 }).log.listExchanges(0)).toHaveLength(1)
  })
})

describe('Opening the log', () => {
  it('makes the folder, and a file of its own in it', () => {
    const { dir, warnings } = open(join(makeFolder(), 'knowledge', 'index'))
    expect(existsSync(join(dir, 'conversations.db'))).toBe(true)
    expect(warnings).toEqual([])
  })

  it('makes a file that others cannot read', () => {
    const { dir } = open()
    expect(statSync(join(dir, 'conversations.db')).mode & 0o077).toBe(0)
  })

  it('works in memory where the folder cannot be written to, and says so', () => {
    const file = join(makeFolder(), 'index')
    writeFileSync(file, 'これはフォルダではありません')
    const { log, warnings } = open(join(file, 'below'))
    expect(warnings).toEqual([expect.stringContaining('kept in memory')])
    expectToWork(log)
    expect(readFileSync(file, 'utf8')).toBe('これはフォルダではありません')
  })

  it('works in memory where the file is none of its own, and leaves it as it is', () => {
    const file = join(makeFolder(), 'conversations.db')
    writeFileSync(file, 'これはデータベースではありません。'.repeat(400))
    const before = readFileSync(file)
    const { log, warnings } = open(join(file, '..'))
    expect(warnings).toHaveLength(1)
    expectToWork(log)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('works in memory where the file is damaged behind its first page', () => {
    const { log, dir } = open()
    for (let i = 0; i < 200; i++) log.record(makeExchange({ askedAt: NOW - 400 * DAY_MS }))
    log.close()
    const file = join(dir, 'conversations.db')
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0xff, 4096))
    const { log: reopened, warnings } = open(dir)
    expect(warnings).toHaveLength(1)
    expectToWork(reopened)
  })
})

function expectToWork(log: ConversationLog): void {
  expect([log.claim('C1/1', NOW), log.claim('C1/1', NOW)]).toEqual([true, false])
  const id = log.record(makeExchange())
  expect(log.findExchange({ id })).toEqual({ ...makeExchange(), id })
  expect(log.listTurns({ thread: makeExchange().thread })).toHaveLength(1)
}
