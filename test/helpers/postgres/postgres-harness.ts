import { createLogger } from '../../../src/logger.ts'
import { type Database, openDatabase } from '../../../src/store/postgres/database.ts'
import { migrate } from '../../../src/store/postgres/migrate.ts'
import { openPostgresConversationLog } from '../../../src/store/postgres/postgres-conversation-log.ts'
import { openPostgresStore, type PostgresStoreOptions } from '../../../src/store/postgres/postgres-store.ts'
import type { LogHarness } from '../../src/store/conversation-log.contract.ts'
import type { StoreHarness } from '../../src/store/knowledge-store.contract.ts'
import { smallEmbeddings } from '../paper-content.ts'
import { smallVocabulary } from '../small-vocabulary.ts'

/** A logger that keeps what it is told to itself. */
export const silentLogger = createLogger({ level: 'silent', write: () => undefined, now: () => new Date(0) })

/** Opens a database of a test. */
export function openTestDatabase(url: string): Database {
  return openDatabase({ url, logger: silentLogger })
}

/** Takes all tables of ours out of a database and makes them anew for the small model. */
export async function resetDatabase(database: Database): Promise<void> {
  await database.write('DROP SCHEMA public CASCADE')
  await database.write('CREATE SCHEMA public')
  await migrate(database, smallEmbeddings.identity)
}

/** An empty database with the tables of ours; every store that is opened on it sees the same papers. */
export async function createPostgresHarness(
  url: string,
  changes: Partial<PostgresStoreOptions> = {},
): Promise<StoreHarness> {
  const database = openTestDatabase(url)
  await resetDatabase(database)
  return {
    async open() {
      const own = openTestDatabase(url)
      const base = { session: own, name: own.name, identity: smallEmbeddings.identity, vocabulary: smallVocabulary }
      return openPostgresStore({ ...base, onClose: () => own.close(), ...changes })
    },
    dispose: () => database.close(),
  }
}

/** The same for logs of conversations; the tables are made once. */
export async function createPostgresLogHarness(url: string): Promise<LogHarness> {
  const database = openTestDatabase(url)
  await migrate(database, smallEmbeddings.identity)
  await database.write('TRUNCATE claims, exchanges, feedback')
  return {
    open: (options) => openPostgresConversationLog({ url, logger: silentLogger, ...options }),
    dispose: () => database.close(),
  }
}
