import { expect, it } from 'vitest'
import { formatSummary } from '../../scripts/report/print-summary.ts'
import { summarize } from '../../scripts/report/summarize.ts'
import type { Feedback, StoredExchange } from '../../src/store/conversation-log.ts'
import { openSqliteConversationLog } from '../../src/store/sqlite-conversation-log.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { catalog } from '../helpers/knowledge.ts'
import { runScript } from '../helpers/run-script.ts'

let lastId = 0
function makeExchange(question: string, changes: Partial<StoredExchange> = {}): StoredExchange {
  lastId++
  return {
    id: lastId,
    platform: 'slack',
    chat: 'slack:C1',
    thread: `slack:C1:${lastId}`,
    asker: 'U1',
    question,
    askedAt: lastId,
    status: 'answered',
    products: ['Tsubomi Note'],
    attributes: ['backup.retention'],
    answer: null,
    ...changes,
  }
}

function makeVote(
  exchange: StoredExchange,
  person: string,
  vote: 'up' | 'down',
  reason: string | null = null,
): Feedback {
  return { exchangeId: exchange.id, person, vote, reason, givenAt: 1 }
}

const unstated = { status: 'not_stated', attributes: ['mfa'] } as const
const EXCHANGES = [
  makeExchange('Tsubomi Noteのバックアップ保管期間は？'),
  makeExchange('Ｔｓｕｂｏｍｉ Ｎｏｔｅ のバックアップ保管期間は?', { asker: 'U2' }),
  makeExchange('Tsubomi Noteの多要素認証は？', unstated),
  makeExchange('Tsubomi NoteでMFAは使える？', { ...unstated, asker: 'U2' }),
  makeExchange('Kazaoto Driveの稼働率は？', { status: 'unknown_product', products: ['Kazaoto Drive'], attributes: [] }),
  makeExchange('天気は？', { status: 'out_of_scope', products: [], attributes: [], platform: 'teams' }),
]
const [first, , third] = EXCHANGES as [StoredExchange, StoredExchange, StoredExchange]
const VOTES = [
  makeVote(first, 'U1', 'up'),
  makeVote(first, 'U9', 'down', '古い版では？'),
  makeVote(third, 'U1', 'down', '書いてあるはず'),
]

it('counts what was not answered by product and attribute, most frequent first', () => {
  const { unanswered, outcomes, asked, people } = summarize(EXCHANGES, VOTES)
  expect({ asked, people }).toEqual({ asked: 6, people: 3 })
  expect(outcomes).toEqual([
    ['answered', 2],
    ['not_stated', 2],
    ['unknown_product', 1],
    ['out_of_scope', 1],
  ])
  expect(unanswered.map(({ product, attribute, status, count }) => [product, attribute, status, count])).toEqual([
    ['Tsubomi Note', 'mfa', 'not_stated', 2],
    ['Kazaoto Drive', '', 'unknown_product', 1],
    ['', '', 'out_of_scope', 1],
  ])
})

it('takes a question for the same in another width, and with or without its mark', () => {
  expect(summarize(EXCHANGES, VOTES).mostAsked[0]).toEqual({ question: first.question, count: 2 })
})

it('keeps the vote of the asker apart from those of others, with the reasons', () => {
  const { votes, thumbs } = summarize(EXCHANGES, VOTES)
  expect(thumbs).toEqual({ up: 1, down: 2 })
  expect(votes).toHaveLength(2)
  expect(votes.find(({ question }) => question === first.question)).toMatchObject({
    byAsker: 'up',
    others: { up: 0, down: 1 },
    reasons: ['古い版では？'],
  })
  expect(votes.find(({ question }) => question === third.question)).toMatchObject({
    byAsker: 'down',
    reasons: ['書いてあるはず'],
  })
})

it('prints tables with the names of attributes, and no more rows than asked for', () => {
  const printed = formatSummary(summarize(EXCHANGES, VOTES), catalog, 30, 1)
  expect(printed).toContain('6 questions of 3 people in the last 30 days; thumbs up 1, down 2')
  expect(printed).toMatch(/Tsubomi Note +多要素認証 \(mfa\) +not_stated/u)
  expect(printed).toContain('… and 2 more')
  expect(printed).not.toContain('Kazaoto')
})

it('lets nothing of a question reach the terminal that it would obey', () => {
  const printed = formatSummary(summarize([makeExchange('a\u001b[2Jb\nc')], []), catalog, 30, 20)
  expect(printed).not.toMatch(/(?!\n)\p{Cc}/u)
})

it('reads the log beside the index', async () => {
  const cwd = makeFolder()
  const options = { cwd, indexDir: cwd }
  const missing = await runScript('report', [], options)
  expect(missing).toMatchObject({ code: 1, stdout: '' })
  expect(missing.stderr).toMatch(/^Nothing was asked yet: there is no .*conversations\.db \(INDEX_DIR\)\.\n$/u)
  const logger = { info: () => {}, warn: () => {}, error: () => {} }
  const log = await openSqliteConversationLog({ dir: cwd, historyDays: 365, now: Date.now(), logger })
  const { id: _, ...exchange } = makeExchange('Tsubomi Noteの多要素認証は？', { ...unstated, askedAt: Date.now() })
  const exchangeId = await log.record(exchange)
  await log.vote({ exchangeId, person: 'U1', vote: 'down', reason: '書いてあるはず', givenAt: Date.now() })
  await log.record({ ...exchange, thread: 'slack:C2:9' }, { sharedFrom: exchangeId })
  await log.close()
  const { stdout } = await runScript('report', ['--days', '7'], options)
  for (const words of ['1 questions of 1 people', '多要素認証', '書いてあるはず']) expect(stdout).toContain(words)
  const json = await runScript('report', ['--json'], options)
  expect(JSON.parse(json.stdout)).toMatchObject({ asked: 1, thumbs: { up: 0, down: 1 } })
})

it.each([['--days', '0'], ['--days', 'x'], ['--top', '-1'], ['--bogus']])('refuses %s %s', async (...args) => {
  const cwd = makeFolder()
  expect(await runScript('report', args, { cwd, indexDir: cwd })).toMatchObject({ code: 2, stdout: '' })
})
