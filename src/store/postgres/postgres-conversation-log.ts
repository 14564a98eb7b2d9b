import type { Answer } from '../../domain.ts'
import type { Logger } from '../../logger.ts'
import {
  type ConversationLog,
  type ConversationReader,
  type ExchangeKey,
  type Feedback,
  MAX_TURNS,
  type StoredExchange,
  type TurnScope,
} from '../conversation-log.ts'
import { EVENT_DAYS } from '../event-claims.ts'
import { type Database, openDatabase, type Session } from './database.ts'
import { checkSchema } from './migrate.ts'
import { createPostgresClaims } from './postgres-event-claims.ts'

const DAY_MS = 86_400_000

/** Which database. */
export interface PostgresReaderOptions {
  readonly url: string
  readonly logger: Logger
}

/** A log that replicas share. `now`: what is older than it may be is forgotten at once. */
export interface PostgresLogOptions extends PostgresReaderOptions {
  readonly historyDays: number
  readonly now: number
}

/** Few: a statement takes a millisecond or two, and many bots share what a server allows. */
const CONNECTIONS = 4

/**
 * Opens the log with connections of its own, so that no search keeps a claim waiting.
 * @throws IndexError where the database cannot be reached, or its tables are not those of this version
 */
export async function openPostgresConversationLog(options: PostgresLogOptions): Promise<ConversationLog> {
  const { historyDays, now } = options
  const database = await openLogDatabase(options, CONNECTIONS)
  const log = createLog(database, historyDays)
  await log.forget(now)
  return log
}

/** Opens the log for reports. @throws IndexError as {@link openPostgresConversationLog} */
export async function openPostgresConversationReader(options: PostgresReaderOptions): Promise<ConversationReader> {
  return createReader(await openLogDatabase(options, 1))
}

async function openLogDatabase({ url, logger }: PostgresReaderOptions, poolSize: number): Promise<Database> {
  const database = openDatabase({ url, logger, poolSize })
  await checkSchema(database).catch(async (error: unknown) => {
    await database.close()
    throw error
  })
  return database
}

function createReader(database: Database): ConversationReader {
  return {
    async listExchanges(since) {
      const where = 'WHERE asked_at >= $1 AND shared_from IS NULL ORDER BY id'
      return (await database.read<Row>(`${SELECT} ${where}`, [since])).map(toExchange)
    },
    listFeedback: (since) =>
      database.read<Feedback>(
        `SELECT exchange_id::float8 AS "exchangeId", person, vote, reason, given_at::float8 AS "givenAt" FROM feedback
         WHERE given_at >= $1 ORDER BY given_at`,
        [since],
      ),
    close: () => database.close(),
  }
}

function createLog(database: Database, historyDays: number): ConversationLog {
  return {
    ...createPostgresClaims(database),
    ...createReader(database),
    listTurns: (scope) => listTurns(database, scope),
    async hasThread(thread) {
      const rows = await database.read('SELECT 1 FROM exchanges WHERE thread = $1 LIMIT 1', [thread])
      return rows.length > 0
    },
    async record({ products, attributes, answer, ...exchange }, { event = null, sharedFrom = null } = {}) {
      const { platform, chat, thread, asker, question, askedAt, status } = exchange
      const lists = [JSON.stringify(products), JSON.stringify(attributes), answer && JSON.stringify(answer)]
      const [row] = await database.write<{ id: number }>(RECORD, [
        ...[platform, chat, thread, asker, question],
        askedAt,
        status,
        ...lists,
        sharedFrom,
        event,
      ])
      return row?.id ?? 0
    },
    async attachReply(id, replyKey) {
      await database.write('UPDATE exchanges SET reply_key = $2 WHERE id = $1', [id, replyKey])
    },
    async findExchange(by) {
      const [where, values] = toCondition(by)
      const [row] = await database.read<Row>(`${SELECT} WHERE ${where} ORDER BY id DESC LIMIT 1`, values)
      return row && toExchange(row)
    },
    async vote({ exchangeId, person, vote, reason, givenAt }) {
      await database.write(VOTE, [exchangeId, person, vote, reason, givenAt])
    },
    async forget(now) {
      await database.write('DELETE FROM exchanges WHERE asked_at < $1', [now - historyDays * DAY_MS])
      await database.write('DELETE FROM claims WHERE claimed_at < $1', [now - EVENT_DAYS * DAY_MS])
    },
  }
}

/** What is recorded of an event is recorded once, also where two are at it. */
const RECORD = `
  INSERT INTO exchanges (platform, chat, thread, asker, question, asked_at, status, products, attributes, answer,
    shared_from, event)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  ON CONFLICT (event) DO UPDATE SET status = excluded.status, products = excluded.products,
    attributes = excluded.attributes, answer = excluded.answer
  RETURNING id::float8 AS id`

const VOTE = `
  INSERT INTO feedback (exchange_id, person, vote, reason, given_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (exchange_id, person) DO UPDATE SET vote = excluded.vote,
    reason = coalesce(excluded.reason, feedback.reason), given_at = excluded.given_at`

/** The driver gives whole numbers of 64 bits as text. */
const SELECT = `
  SELECT id::float8 AS id, platform, chat, thread, asker, question, asked_at::float8 AS "askedAt", status, products,
    attributes, answer FROM exchanges`

interface Row extends Omit<StoredExchange, 'products' | 'attributes' | 'answer'> {
  readonly products: string
  readonly attributes: string
  readonly answer: string | null
}

function toExchange({ products, attributes, answer, ...rest }: Row): StoredExchange {
  return {
    ...rest,
    products: JSON.parse(products) as string[],
    attributes: JSON.parse(attributes) as string[],
    answer: answer === null ? null : (JSON.parse(answer) as Answer),
  }
}

function toCondition(by: ExchangeKey): readonly [where: string, values: readonly unknown[]] {
  if ('id' in by) return ['id = $1::bigint', [by.id]]
  if ('event' in by) return ['event = $1', [by.event]]
  if ('replyKey' in by) return ['reply_key = $1', [by.replyKey]]
  return ['chat = $1 AND asker = $2 AND answer IS NOT NULL', [by.chat, by.asker]]
}

async function listTurns(session: Session, scope: TurnScope): Promise<readonly string[]> {
  const list = async (condition: string, values: readonly unknown[]) => {
    const rows = await session.read<{ question: string }>(
      `SELECT question FROM exchanges WHERE ${condition} AND status <> 'failed' ORDER BY id DESC LIMIT ${MAX_TURNS}`,
      values,
    )
    return rows.map(({ question }) => question).reverse()
  }
  if (!('thread' in scope)) return list('chat = $1 AND asked_at >= $2', [scope.chat, scope.since])
  const own = await list('thread = $1', [scope.thread])
  if (!('chat' in scope)) return own
  const earlier = await list(BEFORE_THREAD, [scope.chat, scope.thread, scope.windowMs])
  return [...earlier, ...own].slice(-MAX_TURNS)
}

/** What its chat went on with before the first exchange of a thread, within so many milliseconds; of no thread, nothing. */
const BEFORE_THREAD = `
  chat = $1
  AND id < (SELECT min(id) FROM exchanges WHERE thread = $2)
  AND asked_at >= (SELECT asked_at FROM exchanges WHERE thread = $2 ORDER BY id LIMIT 1) - $3::bigint`
