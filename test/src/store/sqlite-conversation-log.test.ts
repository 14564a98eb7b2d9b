import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Logger } from '../../../src/logger.ts'
import { CLAIM_LEASE_MS, type ConversationLog } from '../../../src/store/conversation-log.ts'
import { openSqliteConversationLog, openSqliteConversationReader } from '../../../src/store/sqlite-conversation-log.ts'
import { makeFolder } from '../../helpers/index-folder.ts'
import { describeConversationLog, makeExchange } from './conversation-log.contract.ts'

const NOW = Date.UTC(2024, 4, 20, 9)
const DAY_MS = 86_400_000
const silent: Logger = { info: () => {}, warn: () => {}, error: () => {} }

describeConversationLog('The embedded log of conversations', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'log-'))
  return {
    open: (options) => openSqliteConversationLog({ dir, logger: silent, ...options }),
    dispose: async () => rmSync(dir, { recursive: true, force: true }),
  }
})

/** Opens the log of a folder; the test closes it. `warnings` are what it said. */
async function open(dir = makeFolder()) {
  const warnings: string[] = []
  const keep = (message: string) => void warnings.push(message)
  const logger: Logger = { info: keep, warn: keep, error: keep }
  const log = await openSqliteConversationLog({ dir, historyDays: 365, now: NOW, logger })
  onTestFinished(() => log.close())
  return { log, dir, warnings }
}

it('leases a claim for longer than an answer takes, and shorter than until the last try of a platform', () => {
  expect(CLAIM_LEASE_MS).toBeGreaterThan(133_000)
  expect(CLAIM_LEASE_MS).toBeLessThan(300_000)
})

it('comes back as it was after the file was closed', async () => {
  const { log, dir } = await open()
  const id = await log.record(makeExchange())
  await log.claim('finished', NOW)
  await log.finish('finished')
  await log.close()
  const { log: reopened, warnings } = await open(dir)
  expect(await reopened.findExchange({ id })).toEqual({ ...makeExchange(), id })
  expect(await reopened.claim('finished', NOW + CLAIM_LEASE_MS)).toBe(false)
  expect(warnings).toEqual([])
})

describe('Reading for a report', () => {
  it('lists what was asked, once where it was shared', async () => {
    const { log, dir } = await open()
    const id = await log.record(makeExchange())
    await log.record(makeExchange({ thread: 'elsewhere' }), id)
    await log.vote({ exchangeId: id, person: 'U1', vote: 'up', reason: null, givenAt: NOW })
    const reader = openSqliteConversationReader(dir)
    expect((await reader.listExchanges(0)).map((exchange) => exchange.id)).toEqual([id])
    expect(await reader.listFeedback(0)).toHaveLength(1)
    await reader.close()
  })

  it('says where nothing was asked yet, and where the file cannot be read; it makes none', () => {
    const dir = makeFolder()
    expect(() => openSqliteConversationReader(dir)).toThrow(/Nothing was asked yet/u)
    expect(existsSync(join(dir, 'conversations.db'))).toBe(false)
    writeFileSync(join(dir, 'conversations.db'), 'no database')
    expect(() => openSqliteConversationReader(dir)).toThrow(/cannot be read/u)
  })
})

describe('Opening the log', () => {
  it('makes the folder, and a file of its own in it', async () => {
    const { dir, warnings } = await open(join(makeFolder(), 'knowledge', 'index'))
    expect(existsSync(join(dir, 'conversations.db'))).toBe(true)
    expect(warnings).toEqual([])
  })

  it('makes a file that others cannot read', async () => {
    const { dir } = await open()
    expect(statSync(join(dir, 'conversations.db')).mode & 0o077).toBe(0)
  })

  it('works in memory where the folder cannot be written to, and says so', async () => {
    const file = join(makeFolder(), 'index')
    writeFileSync(file, 'これはフォルダではありません')
    const { log, warnings } = await open(join(file, 'below'))
    expect(warnings).toEqual([expect.stringContaining('kept in memory')])
    await expectToWork(log)
    expect(readFileSync(file, 'utf8')).toBe('これはフォルダではありません')
  })

  it('works in memory where the file is none of its own, and leaves it as it is', async () => {
    const file = join(makeFolder(), 'conversations.db')
    writeFileSync(file, 'これはデータベースではありません。'.repeat(400))
    const before = readFileSync(file)
    const { log, warnings } = await open(join(file, '..'))
    expect(warnings).toHaveLength(1)
    await expectToWork(log)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('works in memory where the file is damaged behind its first page', async () => {
    const { log, dir } = await open()
    for (let i = 0; i < 200; i++) await log.record(makeExchange({ askedAt: NOW - 400 * DAY_MS }))
    await log.close()
    const file = join(dir, 'conversations.db')
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0xff, 4096))
    const { log: reopened, warnings } = await open(dir)
    expect(warnings).toHaveLength(1)
    await expectToWork(reopened)
  })
})

async function expectToWork(log: ConversationLog): Promise<void> {
  expect([await log.claim('C1/1', NOW), await log.claim('C1/1', NOW)]).toEqual([true, false])
  const id = await log.record(makeExchange())
  expect(await log.findExchange({ id })).toEqual({ ...makeExchange(), id })
  expect(await log.listTurns({ thread: makeExchange().thread })).toHaveLength(1)
}
