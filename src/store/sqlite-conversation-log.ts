import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer } from '../domain.ts'
import { IndexError } from '../errors.ts'
import type { Logger } from '../logger.ts'
import {
  type ConversationLog,
  type ConversationReader,
  type ExchangeKey,
  type Feedback,
  MAX_TURNS,
  type StoredExchange,
} from './conversation-log.ts'
import { EVENT_DAYS } from './event-claims.ts'
import { type Connection, openDatabase } from './sqlite-driver.ts'
import { createSqliteClaims } from './sqlite-event-claims.ts'

const DAY_MS = 86_400_000

const SCHEMA = `
CREATE TABLE IF NOT EXISTS exchanges (
  id INTEGER PRIMARY KEY AUTOINCREMENT, platform TEXT NOT NULL, chat TEXT NOT NULL, thread TEXT NOT NULL,
  asker TEXT NOT NULL, question TEXT NOT NULL, asked_at INTEGER NOT NULL, status TEXT NOT NULL,
  products TEXT NOT NULL, attributes TEXT NOT NULL, answer TEXT, reply_key TEXT, shared_from INTEGER, event TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS exchanges_thread ON exchanges (thread);
CREATE INDEX IF NOT EXISTS exchanges_chat ON exchanges (chat, asked_at);
CREATE INDEX IF NOT EXISTS exchanges_reply ON exchanges (reply_key);
CREATE INDEX IF NOT EXISTS exchanges_time ON exchanges (asked_at);
CREATE TABLE IF NOT EXISTS feedback (
  exchange_id INTEGER NOT NULL REFERENCES exchanges (id) ON DELETE CASCADE, person TEXT NOT NULL,
  vote TEXT NOT NULL, reason TEXT, given_at INTEGER NOT NULL, PRIMARY KEY (exchange_id, person)
) STRICT;
`

/** Where the log is, and for how long it keeps what people asked. */
export interface LogOptions {
  /** The index folder. */
  readonly dir: string
  readonly historyDays: number
  readonly now: number
  readonly logger: Logger
}

/**
 * Opens the log beside the embedded index, in a file of its own: the index is thrown away when it is rebuilt. Forgets
 * what is older than it may be. Where the folder cannot be written to, the log is kept in memory only, and the logger is
 * told: answers matter more than the log.
 */
export async function openSqliteConversationLog({
  dir,
  historyDays,
  now,
  logger,
}: LogOptions): Promise<ConversationLog> {
  try {
    mkdirSync(dir, { recursive: true })
    const log = createLog(logPath(dir), historyDays)
    // What people asked is for the eyes of who runs the bot.
    chmodSync(logPath(dir), 0o600)
    // The first thing that writes: a file that is damaged or may only be read is noticed here.
    await log.forget(now)
    return log
  } catch (error) {
    logger.warn('the log of conversations cannot be written; it is kept in memory until the end', { error: `${error}` })
    return createLog(':memory:', historyDays)
  }
}

function logPath(dir: string): string {
  return join(dir, 'conversations.db')
}

interface Row extends Omit<StoredExchange, 'askedAt' | 'products' | 'attributes' | 'answer'> {
  readonly asked_at: number
  readonly products: string
  readonly attributes: string
  readonly answer: string | null
  readonly reply_key: string | null
  readonly shared_from: number | null
  readonly event: string | null
}

function createLog(file: string, historyDays: number): ConversationLog {
  const db = openDatabase(file)
  db.pragma('journal_mode = WAL')
  db.pragma('foreign_keys = ON')
  db.exec(SCHEMA)
  addEventColumn(db)
  const hasThread = db.prepare<[string]>('SELECT 1 FROM exchanges WHERE thread = ? LIMIT 1')
  const attachReply = db.prepare<[string, number]>('UPDATE exchanges SET reply_key = ? WHERE id = ?')
  const insert = db.prepare<[object], { id: number }>(
    `INSERT INTO exchanges (platform, chat, thread, asker, question, asked_at, status, products, attributes, answer,
       shared_from, event)
     VALUES (@platform, @chat, @thread, @asker, @question, @askedAt, @status, @products, @attributes, @answer,
       @sharedFrom, @event)
     ON CONFLICT (event) DO UPDATE SET status = excluded.status, products = excluded.products,
       attributes = excluded.attributes, answer = excluded.answer
     RETURNING id`,
  )
  const vote = db.prepare(
    `INSERT INTO feedback VALUES (@exchangeId, @person, @vote, @reason, @givenAt) ON CONFLICT (exchange_id, person)
     DO UPDATE SET vote = excluded.vote, reason = coalesce(excluded.reason, reason), given_at = excluded.given_at`,
  )
  return {
    ...createSqliteClaims(db),
    listTurns: createTurnReader(db),
    hasThread: async (thread) => hasThread.get(thread) !== undefined,
    async record({ products, attributes, answer, ...exchange }, { event = null, sharedFrom = null } = {}) {
      const lists = { products: JSON.stringify(products), attributes: JSON.stringify(attributes) }
      const row = insert.get({ ...exchange, ...lists, answer: answer && JSON.stringify(answer), event, sharedFrom })
      return row?.id ?? 0
    },
    attachReply: async (id, replyKey) => void attachReply.run(replyKey, id),
    findExchange: createExchangeFinder(db),
    vote: async (feedback) => void vote.run(feedback),
    ...createReader(db),
    async forget(now) {
      db.prepare('DELETE FROM exchanges WHERE asked_at < ?').run(now - historyDays * DAY_MS)
      db.prepare('DELETE FROM claims WHERE claimed_at < ?').run(now - EVENT_DAYS * DAY_MS)
    },
    close: async () => void db.close(),
  }
}

/**
 * Opens the log of an index folder for reading only.
 * @throws IndexError INDEX_MISSING where nothing was asked there yet, INDEX_BROKEN where it cannot be read
 */
export function openSqliteConversationReader(dir: string): ConversationReader {
  const file = logPath(dir)
  if (!existsSync(file))
    throw new IndexError('INDEX_MISSING', `Nothing was asked yet: there is no ${file} (INDEX_DIR).`)
  try {
    const db = openDatabase(file, { readonly: true, fileMustExist: true })
    const reader = createReader(db)
    return { ...reader, close: async () => void db.close() }
  } catch (error) {
    throw new IndexError('INDEX_BROKEN', `${file} cannot be read (${(error as Error).message}).`, { cause: error })
  }
}

/** Logs of earlier versions of the program have no such column. */
function addEventColumn(db: Connection): void {
  const columns = db.prepare<[], { name: string }>("SELECT name FROM pragma_table_info('exchanges')").all()
  if (!columns.some(({ name }) => name === 'event')) db.exec('ALTER TABLE exchanges ADD COLUMN event TEXT')
  db.exec('CREATE UNIQUE INDEX IF NOT EXISTS exchanges_event ON exchanges (event)')
}

function createReader(db: Connection): Pick<ConversationLog, 'listExchanges' | 'listFeedback'> {
  const exchanges = db.prepare<[number], Row>(
    'SELECT * FROM exchanges WHERE asked_at >= ? AND shared_from IS NULL ORDER BY id',
  )
  const feedback = db.prepare<[number], Feedback>(
    `SELECT exchange_id AS exchangeId, person, vote, reason, given_at AS givenAt FROM feedback
     WHERE given_at >= ? ORDER BY given_at`,
  )
  return {
    listExchanges: async (since) => exchanges.all(since).map(toExchange),
    listFeedback: async (since) => feedback.all(since),
  }
}

function createTurnReader(db: Connection): ConversationLog['listTurns'] {
  const turnsOf = (condition: string) =>
    db.prepare<(string | number)[], { question: string }>(
      `SELECT question FROM exchanges WHERE ${condition} AND status <> 'failed' ORDER BY id DESC LIMIT ${MAX_TURNS}`,
    )
  const ofThread = turnsOf('thread = ?')
  const ofChat = turnsOf('chat = ? AND asked_at >= ?')
  const first = db.prepare<[string], { id: number; asked_at: number }>(
    'SELECT id, asked_at FROM exchanges WHERE thread = ? ORDER BY id LIMIT 1',
  )
  const beforeThread = turnsOf('chat = ? AND asked_at >= ? AND id < ?')
  const toQuestions = (latestFirst: readonly { question: string }[]) =>
    latestFirst.map(({ question }) => question).reverse()
  return async (scope) => {
    if (!('thread' in scope)) return toQuestions(ofChat.all(scope.chat, scope.since))
    const own = toQuestions(ofThread.all(scope.thread))
    const start = 'chat' in scope ? first.get(scope.thread) : undefined
    if (!start || !('chat' in scope)) return own
    const earlier = toQuestions(beforeThread.all(scope.chat, start.asked_at - scope.windowMs, start.id))
    return [...earlier, ...own].slice(-MAX_TURNS)
  }
}

function createExchangeFinder(db: Connection): ConversationLog['findExchange'] {
  const find = (condition: string) =>
    db.prepare<(string | number)[], Row>(`SELECT * FROM exchanges WHERE ${condition} ORDER BY id DESC LIMIT 1`)
  const byId = find('id = ?')
  const byEvent = find('event = ?')
  const byReply = find('reply_key = ?')
  const latest = find('chat = ? AND asker = ? AND answer IS NOT NULL')
  const get = (by: ExchangeKey) => {
    if ('id' in by) return byId.get(by.id)
    if ('event' in by) return byEvent.get(by.event)
    return 'replyKey' in by ? byReply.get(by.replyKey) : latest.get(by.chat, by.asker)
  }
  return async (by) => {
    const row = get(by)
    return row && toExchange(row)
  }
}

function toExchange({
  asked_at,
  products,
  attributes,
  answer,
  reply_key: _,
  shared_from: __,
  event: ___,
  ...rest
}: Row): StoredExchange {
  return {
    ...rest,
    askedAt: asked_at,
    products: JSON.parse(products) as string[],
    attributes: JSON.parse(attributes) as string[],
    answer: answer === null ? null : (JSON.parse(answer) as Answer),
  }
}
