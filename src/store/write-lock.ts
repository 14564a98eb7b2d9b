import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { WaitOptions } from './knowledge-base.ts'
import { withIndexErrors } from './sqlite-connection.ts'
import { type Connection, openDatabase } from './sqlite-driver.ts'

/** Which index is locked. */
export interface LockOptions extends WaitOptions {
  readonly indexDir: string
}

const LOCK_FILE = 'ingest.lock'
const RETRY_MS = 100
/** A rebuild in the making, and a database that was not yet given its name. */
const LEFTOVER = /^(?:\.build-|posture\.db\.[\da-f]{8}-)/u

/**
 * Runs `work` while no other process changes the index, however long that takes. The lock is one that SQLite holds on an
 * empty database: the system drops it with the process that holds it, however that ends. What a killed process left half
 * made is removed first.
 * @throws IndexError INDEX_BROKEN where the folder cannot be written to; an `AbortError` where `signal` ended the wait
 */
export async function withWriteLock<T>({ indexDir, onWait, signal }: LockOptions, work: () => Promise<T>): Promise<T> {
  const lock = withIndexErrors(indexDir, () => {
    mkdirSync(indexDir, { recursive: true })
    return openDatabase(join(indexDir, LOCK_FILE), { timeout: 0 })
  })
  try {
    for (let attempt = 0; !withIndexErrors(indexDir, () => tryLock(lock)); attempt++) {
      if (attempt === 0) onWait?.()
      await setTimeout(RETRY_MS, undefined, signal ? { signal } : {})
    }
    withIndexErrors(indexDir, () => removeLeftovers(indexDir))
    return await work()
  } finally {
    lock.close()
  }
}

function tryLock(lock: Connection): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return false
    throw error
  }
}

function removeLeftovers(indexDir: string): void {
  for (const name of readdirSync(indexDir)) {
    if (LEFTOVER.test(name)) rmSync(join(indexDir, name), { recursive: true, force: true })
  }
}
