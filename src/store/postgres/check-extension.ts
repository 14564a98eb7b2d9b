import { IndexError } from '../../errors.ts'
import type { Session } from './database.ts'
import { lacksExtension, MIN_PGVECTOR } from './database-errors.ts'

/** Throws IndexError INDEX_FOREIGN where the database has no pgvector, or one that would leave out rows of a search. */
export async function checkExtension(session: Session, name: string): Promise<void> {
  const [row] = await session.read<{ extversion: string }>(
    "SELECT extversion FROM pg_extension WHERE extname = 'vector'",
  )
  if (!row) throw lacksExtension(name)
  if (row.extversion.localeCompare(MIN_PGVECTOR, 'en', { numeric: true }) >= 0) return
  throw new IndexError(
    'INDEX_FOREIGN',
    `The database ${name} has pgvector ${row.extversion} instead of ${MIN_PGVECTOR} or newer: bring it up to date on the server, then run ALTER EXTENSION vector UPDATE in the database.`,
  )
}
