import { randomUUID } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { IndexError } from '../errors.ts'
import type { ModelIdentity } from '../models/identity.ts'
import { type Connection, openDatabase } from './sqlite-driver.ts'
import { SCHEMA, SCHEMA_VERSION } from './sqlite-schema.ts'

/** Where the index is and what it has to be made with. */
export interface ConnectionOptions {
  readonly dir: string
  readonly identity: ModelIdentity
  /** `read` needs an index that exists and never changes it; `write` creates a missing one. */
  readonly mode: 'read' | 'write'
  /** How long a write waits for another process's write. Default 5,000. */
  readonly busyTimeoutMs?: number
}

/** The database's own row about itself. */
export interface Meta {
  readonly schema_version: number
  readonly database_id: string
  readonly model: string
  readonly dimensions: number
  readonly fingerprint: string
  /** Goes up with every saved or removed paper. */
  readonly sequence: number
}

const BUSY_TIMEOUT_MS = 5000
/** Checking every page of a larger file would take longer than starting may. */
const MAX_CHECKED_BYTES = 32 * 1024 * 1024
const CREATE = '`npm run ingest`'
/** What is not named on that command line is not in the new index. */
const REBUILD = '`npm run ingest -- --rebuild PATH ...` with all of your papers'

/** The database file of an index folder. */
export function databasePath(dir: string): string {
  return join(dir, 'posture.db')
}

/**
 * Opens the database and checks that it is whole.
 * @throws IndexError INDEX_MISSING, INDEX_BROKEN or INDEX_BUSY
 */
export function openConnection(options: ConnectionOptions): Connection {
  const file = databasePath(options.dir)
  return withIndexErrors(options.dir, () => {
    if (!existsSync(file)) {
      if (options.mode === 'read') throw new IndexError('INDEX_MISSING', `No index in ${options.dir}: run ${CREATE}.`)
      createDatabase(options)
    }
    return options.mode === 'read' ? openForReading(file, options) : openForWriting(file, options)
  })
}

/** Runs what touches the database and turns SQLite's errors into ones that say what to do. */
export function withIndexErrors<T>(dir: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw toIndexError(dir, error)
  }
}

/**
 * The meta row of the state that the connection sees now.
 * @throws IndexError INDEX_FOREIGN where the index was made with something else than `identity`
 */
export function checkMeta(meta: Meta | undefined, { dir, identity }: ConnectionOptions): Meta {
  if (!meta) throw new IndexError('INDEX_BROKEN', `${databasePath(dir)} is no index of ours: run ${REBUILD}.`)
  const differences: string[] = []
  if (meta.schema_version !== SCHEMA_VERSION) {
    differences.push(`format ${meta.schema_version} instead of ${SCHEMA_VERSION}`)
  }
  for (const key of ['model', 'dimensions', 'fingerprint'] as const) {
    if (meta[key] !== identity[key]) differences.push(`${key} ${meta[key]} instead of ${identity[key]}`)
  }
  if (differences.length === 0) return meta
  throw new IndexError(
    'INDEX_FOREIGN',
    `The index in ${dir} was built with another ${differences.join(', ')}: run ${REBUILD}.`,
  )
}

/** The first statement on every connection; its SQL must stay valid for every schema version there was. */
export const SELECT_META = 'SELECT schema_version, database_id, model, dimensions, fingerprint, sequence FROM meta'

/**
 * Puts the database in `from`, which nobody has open, in the place of the one in `to`: as a copy in one transaction of
 * SQLite's own, so that who reads sees the old one or the new one and a kill leaves the old one. Where there is none, or
 * no database, the file is moved there.
 */
export async function replaceDatabase(from: string, to: string): Promise<void> {
  const [built, old] = [databasePath(from), databasePath(to)]
  try {
    if (isDatabase(old)) await copyDatabase(built, old)
    else {
      mkdirSync(to, { recursive: true })
      removeDatabase(old)
      renameSync(built, old)
    }
  } catch (error) {
    throw toIndexError(to, error)
  }
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const source = openDatabase(from, { readonly: true, fileMustExist: true })
  try {
    await source.backup(to)
  } finally {
    source.close()
  }
}

function isDatabase(file: string): boolean {
  try {
    const connection = openDatabase(file, { fileMustExist: true })
    try {
      connection.pragma('schema_version')
      return connection.pragma('quick_check(1)', { simple: true }) === 'ok'
    } finally {
      connection.close()
    }
  } catch {
    return false
  }
}

function removeDatabase(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true })
}

function openForReading(file: string, { busyTimeoutMs }: ConnectionOptions): Connection {
  try {
    return checked(openDatabase(file, { readonly: true, timeout: busyTimeoutMs ?? BUSY_TIMEOUT_MS }), file)
  } catch (error) {
    if (!isUnwritableFolder(error) || hasUnmergedLog(file)) throw error
    return checked(openCopyInMemory(file), file)
  }
}

function openForWriting(file: string, { busyTimeoutMs }: ConnectionOptions): Connection {
  const timeout = busyTimeoutMs ?? BUSY_TIMEOUT_MS
  const connection = checked(openDatabase(file, { fileMustExist: true, timeout }), file)
  connection.pragma('foreign_keys = ON')
  return connection
}

/** Made under another name and then linked, so that the database is never seen half made. */
function createDatabase({ dir, identity }: ConnectionOptions): void {
  mkdirSync(dir, { recursive: true })
  const temporary = `${databasePath(dir)}.${randomUUID()}`
  const connection = openDatabase(temporary)
  try {
    connection.pragma('journal_mode = WAL')
    connection.exec(SCHEMA)
    connection
      .prepare('INSERT INTO meta VALUES (1, ?, ?, ?, ?, ?, 0)')
      .run(SCHEMA_VERSION, randomUUID(), identity.model, identity.dimensions, identity.fingerprint)
    connection.close()
    linkSync(temporary, databasePath(dir))
  } catch (error) {
    // Another process made it at the same time: theirs is as good.
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    connection.close()
    removeDatabase(temporary)
  }
}

function checked(connection: Connection, file: string): Connection {
  try {
    // The first read: this is where SQLite sees whether it is a database at all, and whether it is cut off.
    const hasMeta = connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get()
    const isSmall = statSync(file).size <= MAX_CHECKED_BYTES
    const verdict = hasMeta && isSmall ? connection.pragma('quick_check(1)', { simple: true }) : 'ok'
    if (hasMeta && verdict === 'ok') return connection
    throw new IndexError('INDEX_BROKEN', `${file} is damaged or no index of ours: run ${REBUILD}.`)
  } catch (error) {
    connection.close()
    throw error
  }
}

/**
 * SQLite cannot read a WAL database without writing its lock file beside it. Where the folder refuses that, the file is
 * read into memory instead, marked as having no log (file format, bytes 18 and 19).
 */
function openCopyInMemory(file: string): Connection {
  const bytes = readFileSync(file)
  bytes.fill(1, 18, 20)
  return openDatabase(bytes, { readonly: true })
}

function hasUnmergedLog(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

function isUnwritableFolder(error: unknown): boolean {
  return ['SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_IOERR'].some((code) => hasCodePrefix(error, code))
}

function toIndexError(dir: string, error: unknown): unknown {
  if (hasCodePrefix(error, 'SQLITE_BUSY') || hasCodePrefix(error, 'SQLITE_LOCKED')) {
    const message = `Another process is writing to the index in ${dir}: try again when it is done.`
    return new IndexError('INDEX_BUSY', message, { cause: error })
  }
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  if (BROKEN_CODES.some((prefix) => code.startsWith(prefix)) || error instanceof SyntaxError) {
    const message = `${databasePath(dir)} cannot be read (${error.message}): run ${REBUILD}.`
    return new IndexError('INDEX_BROKEN', message, { cause: error })
  }
  if (FULL_CODES.some((prefix) => code.startsWith(prefix))) {
    const message = `There is no room for the index in ${dir} (${error.message}): make room there and run it again.`
    return new IndexError('INDEX_BROKEN', `${message} What was in the index stays.`, { cause: error })
  }
  if (!FOLDER_CODES.some((prefix) => code.startsWith(prefix))) return error
  const message = `The index folder ${dir} cannot be used (${error.message}): give this user access to it, or set INDEX_DIR to another one.`
  return new IndexError('INDEX_BROKEN', `${message} A damaged index is made anew by ${REBUILD}.`, { cause: error })
}

/** `SQLITE_ERROR` is a missing table or column: the schema is not ours. A `SyntaxError` comes from a JSON column. */
const BROKEN_CODES = ['SQLITE_NOTADB', 'SQLITE_CORRUPT', 'SQLITE_ERROR']
const FULL_CODES = ['SQLITE_FULL', 'ENOSPC', 'EDQUOT', 'EFBIG']
/** No permission, or something else in its place; `ENOENT` comes from a folder made in one that is read-only. */
const FOLDER_CODES = [
  ...['SQLITE_CANTOPEN', 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_PERM'],
  ...['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR', 'EEXIST', 'ENOENT'],
]

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function hasCodePrefix(error: unknown, prefix: string): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith(prefix)
}
