import { setTimeout } from 'node:timers/promises'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import type { Logger } from '../../logger.ts'
import type { ModelIdentity } from '../../models/identity.ts'
import type { KnowledgeBase } from '../knowledge-base.ts'
import { type Database, openDatabase, type Session } from './database.ts'
import { checkSchema, LOCKS } from './migrate.ts'
import { openPostgresStore } from './postgres-store.ts'

/** Which database, and what its knowledge has to be made with. */
export interface PostgresBaseOptions {
  readonly url: string
  readonly identity: ModelIdentity
  /** Must be the one that `identity` names. */
  readonly vocabulary: Vocabulary
  readonly logger: Logger
}

const RETRY_MS = 200

/** The knowledge in a database, for any number of processes. */
export function createPostgresBase({ url, identity, vocabulary, logger }: PostgresBaseOptions): KnowledgeBase {
  const database = openDatabase({ url, logger })
  const openOn = (session: Session) => openPostgresStore({ session, name: database.name, identity, vocabulary })
  return {
    name: database.name,
    async exists() {
      await checkSchema(database)
      return (await database.read('SELECT 1 FROM papers LIMIT 1')).length > 0
    },
    async open() {
      await checkSchema(database)
      const store = openOn(database)
      // What does not fit is told at once.
      await store.listPapers()
      return store
    },
    withWriteLock: (wait, work) => withAdvisoryLock(database, wait, work),
    async rebuild(build) {
      await checkSchema(database)
      const undone = new Error('The new state is not wanted.')
      try {
        await database.transaction(async (session) => {
          await session.write('SET LOCAL statement_timeout = 0')
          await session.write('DELETE FROM papers')
          await session.write('UPDATE meta SET model = $1, fingerprint = $2, sequence = sequence + 1', [
            identity.model,
            identity.fingerprint,
          ])
          if (!(await build(openOn(session)))) throw undone
        })
      } catch (error) {
        if (error !== undone) throw error
      }
    },
    close: () => database.close(),
  }
}

/** The server drops the lock with the connection that holds it, however its process ends. */
function withAdvisoryLock<T>(
  database: Database,
  { onWait, signal }: Parameters<KnowledgeBase['withWriteLock']>[0],
  work: () => Promise<T>,
): Promise<T> {
  return database.withConnection(async (session) => {
    const tryLock = async () => {
      const [row] = await session.read<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [LOCKS.ingest])
      return row?.locked === true
    }
    for (let attempt = 0; !(await tryLock()); attempt++) {
      if (attempt === 0) onWait?.()
      await setTimeout(RETRY_MS, undefined, signal ? { signal } : {})
    }
    try {
      return await work()
    } finally {
      await session.read('SELECT pg_advisory_unlock($1)', [LOCKS.ingest]).catch(() => undefined)
    }
  })
}
