import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openSqliteStore, type SqliteStoreOptions } from '../../src/store/sqlite-store.ts'
import { smallEmbeddings } from './paper-content.ts'
import { smallVocabulary } from './small-vocabulary.ts'

/** A folder that is gone when the test is over. */
export function makeFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'index-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** A store over the small vocabulary; the test closes it. */
export function openSmallStore(dir: string, mode: 'read' | 'write', changes: Partial<SqliteStoreOptions> = {}) {
  return openSqliteStore({ dir, mode, identity: smallEmbeddings.identity, vocabulary: smallVocabulary, ...changes })
}
