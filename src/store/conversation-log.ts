import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer, AnswerStatus } from '../domain.ts'
import { IndexError } from '../errors.ts'
import type { Logger } from '../logger.ts'
import { type Connection, openDatabase } from './sqlite-driver.ts'

/** A question that was asked on a platform, and what became of it. */
export interface Exchange {
  readonly platform: string
  /** Channel or one-to-one chat. */
  readonly chat: string
  /** Thread within it; the same as `chat` where a platform has none. */
  readonly thread: string
  /** The platform's id of the person who asked. */
  readonly asker: string
  readonly question: string
  /** Milliseconds since 1970. */
  readonly askedAt: number
  /** `failed`: there was no answer, for a reason of ours. */
  readonly status: AnswerStatus | 'failed'
  /** Products that the question named, unknown ones too. */
  readonly products: readonly string[]
  /** Ids of the attributes asked. */
  readonly attributes: readonly string[]
  /** What was answered; `null` where it failed. */
  readonly answer: Answer | null
}

/** An exchange as the log returns it. */
export interface StoredExchange extends Exchange {
  readonly id: number
}

/** What a person thought of an answer. */
export interface Feedback {
  readonly exchangeId: number
  readonly person: string
  readonly vote: 'up' | 'down'
  /** `null` where none was given. */
  readonly reason: string | null
  readonly givenAt: number
}

/** Which earlier exchanges belong to a conversation. */
export type TurnScope =
  | { readonly thread: string }
  | { readonly chat: string; readonly since: number }
  /** The thread, and before its beginning what was asked in its chat within so many milliseconds. */
  | { readonly thread: string; readonly chat: string; readonly windowMs: number }

/** An exchange by its id, by the message that shows it, or the latest that a person got an answer in. */
export type ExchangeKey =
  | { readonly id: number }
  | { readonly replyKey: string }
  | { readonly chat: string; readonly asker: string }

/** What was asked on chat platforms; kept beside the index, since the index is thrown away when it is rebuilt. */
export interface ConversationLog {
  /**
   * `true` for the first who claims an event; again once `leaseMs` have gone by without `finish`, so that an event that
   * a killed process had claimed is not lost.
   */
  claim(key: string, now: number): boolean
  /** The event was dealt with: nobody gets it again. */
  finish(key: string): void
  /** The event was not dealt with: whoever claims it next gets it. */
  release(key: string): void
  /** Earlier questions of a conversation, oldest first, at most {@link MAX_TURNS}. */
  listTurns(scope: TurnScope): readonly string[]
  /** Whether the bot has answered in this thread. */
  hasThread(thread: string): boolean
  /** `sharedFrom`: the exchange that this one only shows again, elsewhere; it is not listed as asked once more. */
  record(exchange: Exchange, sharedFrom?: number): number
  /** Remembers which message shows an answer, for feedback that names only the message. */
  attachReply(exchangeId: number, replyKey: string): void
  findExchange(by: ExchangeKey): StoredExchange | undefined
  /** Saves a vote; a person's later vote on the same answer replaces the one before, `null` keeps the reason. */
  vote(feedback: Feedback): void
  listExchanges(since: number): readonly StoredExchange[]
  listFeedback(since: number): readonly Feedback[]
  /** Deletes what is older than the log may keep it. */
  forget(now: number): void
  close(): void
}

/** A follow-up refers to what was asked just before; older questions only cost time. */
export const MAX_TURNS = 8
/** Longer than an answer takes with every wait and retry of a platform's client, shorter than Slack's last retry (5 minutes). */
export const CLAIM_LEASE_MS = 240_000
/** Platforms retry for minutes; a day is plenty. */
const EVENT_DAYS = 1
const DAY_MS = 86_400_000

const SCHEMA = `
CREATE TABLE IF NOT EXISTS events (
  key TEXT PRIMARY KEY, claimed_at INTEGER NOT NULL, is_done INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS exchanges (
  id INTEGER PRIMARY KEY AUTOINCREMENT, platform TEXT NOT NULL, chat TEXT NOT NULL, thread TEXT NOT NULL,
  asker TEXT NOT NULL, question TEXT NOT NULL, asked_at INTEGER NOT NULL, status TEXT NOT NULL,
  products TEXT NOT NULL, attributes TEXT NOT NULL, answer TEXT, reply_key TEXT, shared_from INTEGER
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
 * Opens the log, and forgets what is older than it may be. Where the folder cannot be written to, it is kept in memory
 * only, and the logger is told: answers matter more than the log.
 */
export function openConversationLog({ dir, historyDays, now, logger }: LogOptions): ConversationLog {
  try {
    mkdirSync(dir, { recursive: true })
    const log = createLog(logPath(dir), historyDays)
    // What people asked is for the eyes of who runs the bot.
    chmodSync(logPath(dir), 0o600)
    // The first thing that writes: a file that is damaged or may only be read is noticed here.
    log.forget(now)
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
}

function createLog(file: string, historyDays: number): ConversationLog {
  const db = openDatabase(file)
  db.pragma('journal_mode = WAL')
  db.pragma('foreign_keys = ON')
  db.exec(SCHEMA)
  const claim = db.prepare<[string, number, number]>(
    `INSERT INTO events (key, claimed_at) VALUES (?, ?)
     ON CONFLICT (key) DO UPDATE SET claimed_at = excluded.claimed_at WHERE is_done = 0 AND events.claimed_at <= ?`,
  )
  const finish = db.prepare<[string]>('UPDATE events SET is_done = 1 WHERE key = ?')
  const release = db.prepare<[string]>('DELETE FROM events WHERE key = ?')
  const hasThread = db.prepare<[string]>('SELECT 1 FROM exchanges WHERE thread = ? LIMIT 1')
  const attachReply = db.prepare<[string, number]>('UPDATE exchanges SET reply_key = ? WHERE id = ?')
  const insert = db.prepare(
    `INSERT INTO exchanges (platform, chat, thread, asker, question, asked_at, status, products, attributes, answer,
       shared_from)
     VALUES (@platform, @chat, @thread, @asker, @question, @askedAt, @status, @products, @attributes, @answer,
       @sharedFrom)`,
  )
  const vote = db.prepare(
    `INSERT INTO feedback VALUES (@exchangeId, @person, @vote, @reason, @givenAt) ON CONFLICT (exchange_id, person)
     DO UPDATE SET vote = excluded.vote, reason = coalesce(excluded.reason, reason), given_at = excluded.given_at`,
  )
  return {
    claim: (key, now) => claim.run(key, now, now - CLAIM_LEASE_MS).changes > 0,
    finish: (key) => void finish.run(key),
    release: (key) => void release.run(key),
    listTurns: createTurnReader(db),
    hasThread: (thread) => hasThread.get(thread) !== undefined,
    record: ({ products, attributes, answer, ...exchange }, sharedFrom) => {
      const lists = { products: JSON.stringify(products), attributes: JSON.stringify(attributes) }
      return Number(
        insert.run({ ...exchange, ...lists, answer: answer && JSON.stringify(answer), sharedFrom: sharedFrom ?? null })
          .lastInsertRowid,
      )
    },
    attachReply: (id, replyKey) => void attachReply.run(replyKey, id),
    findExchange: createExchangeFinder(db),
    vote: (feedback) => void vote.run(feedback),
    ...createReader(db),
    forget(now) {
      db.prepare('DELETE FROM exchanges WHERE asked_at < ?').run(now - historyDays * DAY_MS)
      db.prepare('DELETE FROM events WHERE claimed_at < ?').run(now - EVENT_DAYS * DAY_MS)
    },
    close: () => void db.close(),
  }
}

/** What was asked and thought, for reports. */
export type ConversationReader = Pick<ConversationLog, 'listExchanges' | 'listFeedback' | 'close'>

/**
 * Opens the log of an index folder for reading only.
 * @throws IndexError INDEX_MISSING where nothing was asked there yet, INDEX_BROKEN where it cannot be read
 */
export function openConversationReader(dir: string): ConversationReader {
  const file = logPath(dir)
  if (!existsSync(file))
    throw new IndexError('INDEX_MISSING', `Nothing was asked yet: there is no ${file} (INDEX_DIR).`)
  try {
    const db = openDatabase(file, { readonly: true, fileMustExist: true })
    const reader = createReader(db)
    return { ...reader, close: () => void db.close() }
  } catch (error) {
    throw new IndexError('INDEX_BROKEN', `${file} cannot be read (${(error as Error).message}).`, { cause: error })
  }
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
    listExchanges: (since) => exchanges.all(since).map(toExchange),
    listFeedback: (since) => feedback.all(since),
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
  return (scope) => {
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
  const byReply = find('reply_key = ?')
  const latest = find('chat = ? AND asker = ? AND answer IS NOT NULL')
  return (by) => {
    const row = 'chat' in by ? latest.get(by.chat, by.asker) : 'id' in by ? byId.get(by.id) : byReply.get(by.replyKey)
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
