import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Logger } from '../../../src/logger.ts'
import type { ConversationLog } from '../../../src/store/conversation-log.ts'
import { openSqliteConversationLog, openSqliteConversationReader } from '../../../src/store/sqlite-conversation-log.ts'
import { openDatabase } from '../../../src/store/sqlite-driver.ts'
import { makeFolder } from '../../helpers/index-folder.ts'
import { describeConversationLog, makeExchange } from './conversation-log.contract.ts'

const NOW = Date.UTC(2024, 4, 20, 9)
const DAY_MS = 86_400_000
const CLAIM = { key: 'C1/1', by: 'one', now: NOW, leaseMs: 30_000 }
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

it('comes back as it was after the file was closed', async () => {
  const { log, dir } = await open()
  const id = await log.record(makeExchange())
  await log.claim(CLAIM)
  await log.finish(CLAIM.key)
  await log.close()
  const { log: reopened, warnings } = await open(dir)
  expect(await reopened.findExchange({ id })).toEqual({ ...makeExchange(), id })
  expect(await reopened.claim({ ...CLAIM, by: 'two', now: NOW + CLAIM.leaseMs })).toBe(false)
  expect(warnings).toEqual([])
})

describe('Reading for a report', () => {
  it('lists what was asked, once where it was shared', async () => {
    const { log, dir } = await open()
    const id = await log.record(makeExchange())
    await log.record(makeExchange({ thread: 'elsewhere' }), { sharedFrom: id })
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

it('goes on with the file of an earlier version of the program', async () => {
  const dir = makeFolder()
  const old = openDatabase(join(dir, 'conversations.db'))
  old.exec(`CREATE TABLE events (key TEXT PRIMARY KEY, claimed_at INTEGER NOT NULL, is_done INTEGER NOT NULL) STRICT;
    CREATE TABLE exchanges (
      id INTEGER PRIMARY KEY AUTOINCREMENT, platform TEXT NOT NULL, chat TEXT NOT NULL, thread TEXT NOT NULL,
      asker TEXT NOT NULL, question TEXT NOT NULL, asked_at INTEGER NOT NULL, status TEXT NOT NULL,
      products TEXT NOT NULL, attributes TEXT NOT NULL, answer TEXT, reply_key TEXT, shared_from INTEGER
    ) STRICT;
    INSERT INTO exchanges (platform, chat, thread, asker, question, asked_at, status, products, attributes)
    VALUES ('slack', 'C1', 'C1/1', 'U1', '稼働率は？', ${NOW}, 'failed', '[]', '[]')`)
  old.close()
  const { log, warnings } = await open(dir)
  expect(warnings).toEqual([])
  expect((await log.listExchanges(0)).map(({ question }) => question)).toEqual(['稼働率は？'])
  await expectToWork(log)
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
  expect([await log.claim(CLAIM), await log.claim({ ...CLAIM, by: 'two' })]).toEqual([true, false])
  const id = await log.record(makeExchange())
  expect(await log.findExchange({ id })).toEqual({ ...makeExchange(), id })
  expect(await log.listTurns({ thread: makeExchange().thread })).toHaveLength(1)
}
