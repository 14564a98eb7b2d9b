import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/domain.ts'
import { type ConversationLog, type Exchange, MAX_TURNS } from '../../../src/store/conversation-log.ts'
import { describeClaiming, describeTakingUp } from './event-claims.contract.ts'

/** One empty log; whoever opens it sees the same. */
export interface LogHarness {
  open(options: { readonly historyDays: number; readonly now: number }): Promise<ConversationLog>
  dispose(): Promise<void>
}

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

/** A question that was answered. */
export function makeExchange(changes: Partial<Exchange> = {}): Exchange {
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

/** What every log of conversations does, whatever it is kept in. */
export function describeConversationLog(name: string, prepare: () => Promise<LogHarness>): void {
  describe(name, () => {
    let harness: LogHarness
    let opened: ConversationLog[]
    let log: ConversationLog
    const open = async ({ historyDays = 365, now = NOW } = {}) => {
      const another = await harness.open({ historyDays, now })
      opened.push(another)
      return another
    }
    beforeEach(async () => {
      harness = await prepare()
      opened = []
      log = await open()
    })
    afterEach(async () => {
      for (const each of opened) await each.close()
      await harness.dispose()
    })
    const parts: LogParts = { open, log: () => log }
    describe('claiming an event', () => describeClaiming(parts))
    describe('taking up what is left', () => describeTakingUp(parts))
    describe('turns', () => describeTurns(parts))
    describe('an exchange', () => describeExchanges(parts))
    describe('feedback', () => describeFeedback(parts))
    describe('forgetting', () => describeForgetting(parts))
  })
}

interface LogParts {
  readonly log: () => ConversationLog
  readonly open: (options?: { historyDays?: number; now?: number }) => Promise<ConversationLog>
}

function describeTurns({ log, open }: LogParts): void {
  const ask = (question: string, changes: Partial<Exchange> = {}) =>
    log().record(makeExchange({ question, ...changes }))
  const { thread } = makeExchange()

  it('are the questions of a thread, oldest first', async () => {
    await ask('稼働率は？')
    await ask('準拠法は？', { thread: 'C024BE91L/another' })
    await ask('操作ログは？')
    expect(await log().listTurns({ thread })).toEqual(['稼働率は？', '操作ログは？'])
    expect(await log().listTurns({ thread: 'C024BE91L/unknown' })).toEqual([])
  })

  it('are the last ones where there are many', async () => {
    const questions = Array.from({ length: MAX_TURNS + 3 }, (_, i) => `第${i + 1}章には何が書いてありますか？`)
    for (const question of questions) await ask(question)
    expect(await log().listTurns({ thread })).toEqual(questions.slice(-MAX_TURNS))
  })

  it('are those of a chat from a time on, in all its threads', async () => {
    await ask('稼働率は？', { askedAt: NOW - 1 })
    await ask('操作ログは？', { thread: 'C024BE91L/b' })
    await ask('準拠法は？', { chat: 'C9', thread: 'C9/a' })
    await ask('パスワードは？', { askedAt: NOW + 1 })
    expect(await log().listTurns({ chat: 'C024BE91L', since: NOW })).toEqual(['操作ログは？', 'パスワードは？'])
  })

  it('leave out what failed, which takes no room either', async () => {
    await ask('稼働率は？')
    for (let i = 0; i < MAX_TURNS; i++) await ask('操作ログは？', { status: 'failed', answer: null })
    expect(await log().listTurns({ thread })).toEqual(['稼働率は？'])
    expect(await log().listTurns({ chat: 'C024BE91L', since: 0 })).toEqual(['稼働率は？'])
  })

  it('are seen by whoever else has the log open at once', async () => {
    const other = await open()
    await ask('稼働率は？')
    expect(await other.listTurns({ thread })).toEqual(['稼働率は？'])
    expect(await other.hasThread(thread)).toBe(true)
  })

  it('of a thread in a direct chat begin with what its chat went on with before it, within the window', async () => {
    const say = (question: string, at: string, askedAt: number) => ask(question, { chat: 'D1', thread: at, askedAt })
    await say('昨日の質問', 'D1/1', NOW - DAY_MS)
    await say('KUMOのログは？', 'D1/2', NOW)
    await say('じゃあNoteは？', 'D1/3', NOW + 1000)
    await say('別の話', 'D1/4', NOW + 2000)
    await say('何か月？', 'D1/3', NOW + 3000)
    expect(await log().listTurns({ thread: 'D1/3', chat: 'D1', windowMs: 3_600_000 })).toEqual([
      'KUMOのログは？',
      'じゃあNoteは？',
      '何か月？',
    ])
    expect(await log().listTurns({ thread: 'D1/9', chat: 'D1', windowMs: 3_600_000 })).toEqual([])
  })
}

function describeExchanges({ log, open }: LogParts): void {
  it('comes back as it was recorded, also to whoever opens the log later', async () => {
    const failed = makeExchange({ status: 'failed', answer: null, products: [], attributes: [] })
    const ids = [await log().record(makeExchange()), await log().record(failed)]
    const later = await open()
    expect(await Promise.all(ids.map((id) => later.findExchange({ id })))).toEqual([
      { ...makeExchange(), id: ids[0] },
      { ...failed, id: ids[1] },
    ])
    expect(await later.findExchange({ id: 999 })).toBeUndefined()
  })

  it('holds any words that people write; a character that is none may come back as one that says so', async () => {
    const question = `'); DROP TABLE exchanges; --\n"😀"\u0000𠮟\\u0000`
    const shown = (text: string | undefined) => text?.replaceAll('\u0000', '\uFFFD')
    const answer: Answer = { ...ANSWER, text: question }
    const id = await log().record(makeExchange({ question, asker: '', answer, products: [question] }))
    const found = await log().findExchange({ id })
    const words = [found?.question, found?.answer?.text, found?.products[0]]
    expect(words.map(shown)).toEqual([question, question, question].map(shown))
    expect((await log().listTurns({ thread: makeExchange().thread })).map(shown)).toEqual([shown(question)])
  })

  it('makes its thread one of the bot', async () => {
    const { thread } = makeExchange()
    expect(await log().hasThread(thread)).toBe(false)
    await log().record(makeExchange())
    expect(await log().hasThread(thread)).toBe(true)
    expect(await log().hasThread('C024BE91L')).toBe(false)
  })

  it('is found by the message that shows it; the later one where two claim to', async () => {
    const first = await log().record(makeExchange())
    const second = await log().record(makeExchange({ question: '操作ログは？' }))
    expect(await log().findExchange({ replyKey: 'C1/9' })).toBeUndefined()
    await log().attachReply(first, 'C1/9')
    expect(await log().findExchange({ replyKey: 'C1/9' })).toEqual({ ...makeExchange(), id: first })
    await log().attachReply(second, 'C1/9')
    expect((await log().findExchange({ replyKey: 'C1/9' }))?.id).toBe(second)
  })

  it('of an event is there once, with what was recorded last, and is found by it', async () => {
    const { thread } = makeExchange()
    const first = await log().record(makeExchange({ status: 'failed', answer: null, products: [] }), { event: 'C1/1' })
    expect(await log().record(makeExchange(), { event: 'C1/1' })).toBe(first)
    expect(await log().findExchange({ event: 'C1/1' })).toEqual({ ...makeExchange(), id: first })
    await log().record(makeExchange({ question: '操作ログは？' }), { event: 'C1/2' })
    expect(await log().listTurns({ thread })).toEqual([makeExchange().question, '操作ログは？'])
    expect(await log().findExchange({ event: 'C1/3' })).toBeUndefined()
  })

  it('is found by who asked it last in a chat, where it was answered', async () => {
    const first = await log().record(makeExchange())
    await log().record(makeExchange({ asker: 'U2' }))
    await log().record(makeExchange({ status: 'failed', answer: null }))
    const { chat, asker } = makeExchange()
    expect((await log().findExchange({ chat, asker }))?.id).toBe(first)
    expect(await log().findExchange({ chat: 'C9', asker })).toBeUndefined()
  })

  it('is listed from a time on, oldest first', async () => {
    for (const askedAt of [NOW - 1, NOW, NOW + 1]) await log().record(makeExchange({ askedAt }))
    expect((await log().listExchanges(NOW)).map(({ askedAt }) => askedAt)).toEqual([NOW, NOW + 1])
  })

  it('that only shows another again is not listed, but makes its thread one of the bot', async () => {
    const id = await log().record(makeExchange())
    await log().record(makeExchange({ thread: 'elsewhere' }), { sharedFrom: id })
    expect((await log().listExchanges(0)).map((exchange) => exchange.id)).toEqual([id])
    expect(await log().hasThread('elsewhere')).toBe(true)
  })
}

function describeFeedback({ log }: LogParts): void {
  it('is one vote a person and answer: the later replaces the one before', async () => {
    const exchangeId = await log().record(makeExchange())
    const vote = { exchangeId, person: 'U1', vote: 'up', reason: null, givenAt: NOW } as const
    await log().vote(vote)
    await log().vote({ ...vote, person: 'U2', givenAt: NOW + 1 })
    await log().vote({ ...vote, vote: 'down', givenAt: NOW + 2 })
    expect(await log().listFeedback(0)).toEqual([
      { ...vote, person: 'U2', givenAt: NOW + 1 },
      { ...vote, vote: 'down', givenAt: NOW + 2 },
    ])
    expect(await log().listFeedback(NOW + 2)).toHaveLength(1)
  })

  it('keeps its reason where a later vote gives none, and takes a new one', async () => {
    const exchangeId = await log().record(makeExchange())
    const vote = { exchangeId, person: 'U1', vote: 'down', reason: '古い版の値です', givenAt: NOW } as const
    const reasons: (string | null | undefined)[] = []
    for (const given of [vote, { ...vote, reason: null }, { ...vote, reason: '節が違います' }]) {
      await log().vote(given)
      reasons.push((await log().listFeedback(0))[0]?.reason)
    }
    expect(reasons).toEqual(['古い版の値です', '古い版の値です', '節が違います'])
  })

  it('is on answers that there are', async () => {
    const vote = { exchangeId: 404, person: 'U1', vote: 'up', reason: null, givenAt: NOW } as const
    await expect(log().vote(vote)).rejects.toThrow()
    expect(await log().listFeedback(0)).toEqual([])
  })
}

function describeForgetting({ log, open }: LogParts): void {
  it('deletes exchanges that are older than they may be, with their feedback, and no younger ones', async () => {
    const short = await open({ historyDays: 30 })
    const record = async (askedAt: number) => {
      const exchangeId = await log().record(makeExchange({ askedAt, thread: `${askedAt}` }))
      await log().vote({ exchangeId, person: 'U1', vote: 'up', reason: null, givenAt: NOW })
      return { exchangeId, thread: `${askedAt}` }
    }
    const old = await record(NOW - 30 * DAY_MS - 1)
    const young = await record(NOW - 30 * DAY_MS)
    await short.forget(NOW)
    expect((await log().listExchanges(0)).map(({ id }) => id)).toEqual([young.exchangeId])
    expect((await log().listFeedback(0)).map(({ exchangeId }) => exchangeId)).toEqual([young.exchangeId])
    expect([await log().hasThread(old.thread), await log().hasThread(young.thread)]).toEqual([false, true])
  })

  it('gives no number of a forgotten exchange to another, so that old buttons vote for nothing', async () => {
    const short = await open({ historyDays: 1 })
    const old = await short.record(makeExchange({ askedAt: NOW - 2 * DAY_MS }))
    await short.forget(NOW)
    expect(await short.record(makeExchange())).not.toBe(old)
  })

  it('happens when the log is opened', async () => {
    await log().record(makeExchange({ askedAt: NOW - 8 * DAY_MS }))
    await log().record(makeExchange({ askedAt: NOW - 6 * DAY_MS }))
    const short = await open({ historyDays: 7 })
    expect(await short.listExchanges(0)).toHaveLength(1)
  })
}
