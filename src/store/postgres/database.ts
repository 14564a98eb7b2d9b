import pg from 'pg'
import { ConfigError } from '../../errors.ts'
import type { Logger } from '../../logger.ts'
import { createPatience } from '../patience.ts'
import { isUnreachable, toDatabaseError } from './database-errors.ts'
import { describeDatabase } from './describe-database.ts'

/** Runs statements on one state of a database; values go beside the text, never into it. Throws IndexError for every fault of the database. */
export interface Session {
  /** Rows of a statement that only reads; asked again for a few seconds while nobody is there, unless that was in vain. */
  read<T extends object>(text: string, values?: readonly unknown[]): Promise<readonly T[]>
  /** Runs a statement that changes something, once, and returns its rows. */
  write<T extends object>(text: string, values?: readonly unknown[]): Promise<readonly T[]>
  /** All of it or nothing, on one connection. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>
}

/** A database with a pool of connections. */
export interface Database extends Session {
  /** `host:port/name`, without user and password. */
  readonly name: string
  /** Runs `work` on a connection that it has for itself, for locks that last as long as a connection. */
  withConnection<T>(work: (session: Session) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** How a database is reached. */
export interface DatabaseOptions {
  /** `postgres://user:password@host:port/name?sslmode=…` */
  readonly url: string
  readonly logger: Logger
  /** Most connections of this process. Default 10. */
  readonly poolSize?: number
  /** A statement that takes longer is given up; 0: none is. Default 15,000. */
  readonly statementTimeoutMs?: number
}

const POOL_SIZE = 10
/** Shorter than an answer may take. */
const STATEMENT_TIMEOUT_MS = 15_000
/** So much longer than the server has the client waits for it. */
const SILENCE_MS = 2000
const CONNECT_TIMEOUT_MS = 5000
const IDLE_MS = 30_000
/** So long is a statement that only reads asked again: a restart of the server takes a second or two. */
const READ_FOR_MS = 4000
const LOCAL_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|)$/iu
/**
 * How far pgvector looks (its manual, "HNSW"): the widest that it allows, since local embeddings lie close together, and
 * on until a filtered search has its rows.
 */
const SETTINGS = "SET hnsw.ef_search = 1000; SET hnsw.iterative_scan = 'strict_order'"

/** Opens a pool; the first connection is made when it is needed. Connections to other hosts are encrypted unless the address says otherwise. */
export function openDatabase(options: DatabaseOptions): Database {
  const name = describeDatabase(options.url)
  checkAddress(options.url, name)
  const pool = createPool(options)
  // An idle connection that breaks is no fault of anybody's question.
  let isClosed = false
  pool.on('error', ({ message }) => {
    if (!isClosed) options.logger.warn('a connection to the database broke', { database: name, problem: message })
  })
  const withClient = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    let fault: unknown
    try {
      const client = await pool.connect()
      const onError = (error: Error) => {
        fault = error
      }
      // While it is in hand the pool does not listen.
      client.on('error', onError)
      try {
        return await work(client)
      } catch (error) {
        fault = error
        throw error
      } finally {
        client.off('error', onError)
        client.release(isUnreachable(fault))
      }
    } catch (error) {
      throw toDatabaseError(name, error)
    }
  }
  const patience = createPatience(READ_FOR_MS)
  const { statementTimeoutMs = STATEMENT_TIMEOUT_MS } = options
  // The server gives up first; one that has fallen silent does not.
  const bound = statementTimeoutMs === 0 ? {} : { query_timeout: statementTimeoutMs + SILENCE_MS }
  const run = <T extends object>(text: string, values: readonly unknown[] = []) =>
    withClient(async (client) => (await client.query<T>({ text, values: withoutNul(values), ...bound })).rows)
  return {
    name,
    read: (text, values) => patience.retry(() => run(text, values)),
    write: run,
    transaction: (work) => withClient((client) => inTransaction(client, work)),
    withConnection: (work) => withClient((client) => work(onClient(client))),
    close() {
      isClosed = true
      return pool.end()
    },
  }
}

function createPool({ url, poolSize, statementTimeoutMs = STATEMENT_TIMEOUT_MS }: DatabaseOptions): pg.Pool {
  const { hostname, searchParams } = new URL(url)
  // A folder is one of sockets.
  const host = searchParams.get('host') || hostname
  const isLocal = LOCAL_HOST.test(host) || host.startsWith('/')
  return new pg.Pool({
    connectionString: url,
    ...(searchParams.get('sslmode') ? {} : { ssl: !isLocal }),
    max: poolSize ?? POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_MS,
    application_name: 'posture-bot',
    keepAlive: true,
    allowExitOnIdle: true,
    // Not as parameters of the start, which poolers refuse.
    async onConnect(client: pg.ClientBase) {
      await client.query(`SET statement_timeout = ${Math.trunc(statementTimeoutMs)}`)
      await client.query(SETTINGS)
    },
  })
}

/** PostgreSQL keeps every character but NUL. */
function withoutNul(values: readonly unknown[]): unknown[] {
  return values.map((value) => {
    if (Array.isArray(value)) return withoutNul(value)
    return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value
  })
}

/** What is wrong with an address itself is told at once, not when somebody asks. Throws ConfigError. */
function checkAddress(url: string, name: string): void {
  try {
    new pg.Client({ connectionString: url })
  } catch (error) {
    // No cause: what reads addresses keeps them in its errors.
    const problem =
      error instanceof URIError ? 'a % in it begins no character (a plain % is written %25)' : (error as Error).message
    throw new ConfigError(`DATABASE_URL cannot be used for ${name}: ${problem}.`)
  }
}

/** A session on one connection: what it reads is not asked again, since the state that it saw may be gone. */
function onClient(client: pg.ClientBase): Session {
  const run = async <T extends object>(text: string, values: readonly unknown[] = []) =>
    (await client.query<T>(text, withoutNul(values))).rows
  return { read: run, write: run, transaction: (work) => inTransaction(client, work) }
}

async function inTransaction<T>(client: pg.ClientBase, work: (session: Session) => Promise<T>): Promise<T> {
  await client.query('BEGIN')
  try {
    const result = await work(inSavepoints(client))
    await client.query('COMMIT')
    return result
  } catch (error) {
    // Where the connection is gone the server rolls back by itself.
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/** Inside a transaction, a part of it that may fail by itself. */
function inSavepoints(client: pg.ClientBase): Session {
  const session = onClient(client)
  return {
    ...session,
    async transaction(work) {
      await client.query('SAVEPOINT part')
      try {
        const result = await work(inSavepoints(client))
        await client.query('RELEASE SAVEPOINT part')
        return result
      } catch (error) {
        await client.query('ROLLBACK TO SAVEPOINT part').catch(() => undefined)
        throw error
      }
    },
  }
}
