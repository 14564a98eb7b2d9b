import { existsSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { KnowledgeBase } from './knowledge-base.ts'
import { replaceIndex } from './replace-index.ts'
import { databasePath, withIndexErrors } from './sqlite-connection.ts'
import { openSqliteStore, type SqliteStoreOptions } from './sqlite-store.ts'
import { withWriteLock } from './write-lock.ts'

/** The embedded index in a folder. */
export function createSqliteBase(options: Omit<SqliteStoreOptions, 'mode'>): KnowledgeBase {
  const { dir } = options
  return {
    name: dir,
    exists: async () => existsSync(databasePath(dir)),
    open: (mode) => openSqliteStore({ ...options, mode }),
    withWriteLock: (wait, work) => withWriteLock({ indexDir: dir, ...wait }, work),
    async rebuild(build) {
      // Inside the index folder: the same disk, and the next run finds what a killed one leaves.
      const built = withIndexErrors(dir, () => mkdtempSync(join(dir, '.build-')))
      try {
        const store = await openSqliteStore({ ...options, dir: built, mode: 'write' })
        const isDone = await build(store).finally(() => store.close())
        if (isDone) await replaceIndex(built, dir)
      } finally {
        await rm(built, { recursive: true, force: true })
      }
    },
    close: async () => undefined,
  }
}
