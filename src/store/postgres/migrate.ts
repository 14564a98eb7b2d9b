import { IndexError } from '../../errors.ts'
import type { ModelIdentity } from '../../models/identity.ts'
import { checkExtension } from './check-extension.ts'
import type { Database, Session } from './database.ts'
import { MIGRATE } from './database-errors.ts'
import { MIGRATIONS, type Migration, vectorTable } from './migrations.ts'

/** What a run did. */
export interface MigrationReport {
  readonly applied: readonly Migration[]
  /** The table of vectors was made anew for vectors of this length; what was in it is gone. */
  readonly vectors: number | undefined
}

/** Of all advisory locks of the database, ours; any fixed numbers do. */
export const LOCKS = { migrate: 7_305_411, ingest: 7_305_412, write: 7_305_413 } as const

const VERSION = MIGRATIONS.at(-1)?.version ?? 0

/**
 * Brings the schema up to this version, one at a time however many run it, and all of it or nothing. The knowledge that an
 * older one held stays. Where vectors have another length now it cannot: then nothing is done unless `discards` says so.
 */
export async function migrate(
  database: Database,
  identity: ModelIdentity,
  { discards = false }: { readonly discards?: boolean } = {},
): Promise<MigrationReport> {
  return database.transaction(async (session) => {
    await session.write('SET LOCAL statement_timeout = 0')
    await session.read('SELECT pg_advisory_xact_lock($1)', [LOCKS.migrate])
    await session.write(
      'CREATE TABLE IF NOT EXISTS schema_migrations (version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    )
    const current = await readVersion(session)
    if (current > VERSION) throw tooNew(database.name, current)
    const applied = MIGRATIONS.filter(({ version }) => version > current)
    for (const { version, name, sql } of applied) {
      await session.write(sql)
      await session.write('INSERT INTO schema_migrations (version, name) VALUES ($1, $2)', [version, name])
    }
    await checkExtension(session, database.name)
    const [meta] = await session.read<{ dimensions: number }>('SELECT dimensions FROM meta')
    if (meta?.dimensions === identity.dimensions) return { applied, vectors: undefined }
    const [held] = await session.read<{ papers: number }>('SELECT count(*)::integer AS papers FROM papers')
    if (meta && held && held.papers > 0 && !discards) throw otherVectors(database.name, held.papers, meta, identity)
    await session.write('DELETE FROM papers')
    await session.write(vectorTable(identity.dimensions))
    await session.write(
      `INSERT INTO meta (id, model, dimensions, fingerprint) VALUES (1, $1, $2, $3)
       ON CONFLICT (id) DO UPDATE SET model = $1, dimensions = $2, fingerprint = $3, sequence = meta.sequence + 1`,
      [identity.model, identity.dimensions, identity.fingerprint],
    )
    return { applied, vectors: identity.dimensions }
  })
}

function otherVectors(
  name: string,
  papers: number,
  { dimensions }: { readonly dimensions: number },
  identity: ModelIdentity,
): IndexError {
  return new IndexError(
    'INDEX_FOREIGN',
    `The database ${name} holds ${papers} editions with vectors of ${dimensions} numbers; the model of these settings (${identity.model}) makes ${identity.dimensions}. Set the same OPENAI_EMBEDDING_ variables and address of the provider as for the bots; or, to begin anew with this model, run \`npm run migrate -- --discard\`, which takes all papers out, then \`npm run ingest\`.`,
  )
}

/** Throws IndexError where schema or extension are not what this version needs; says what mends it. */
export async function checkSchema(database: Database): Promise<void> {
  const version = await readVersion(database)
  if (version === VERSION) return checkExtension(database, database.name)
  if (version > VERSION) throw tooNew(database.name, version)
  throw new IndexError(
    'INDEX_FOREIGN',
    `The schema of the database ${database.name} is version ${version} instead of ${VERSION}: run ${MIGRATE}.`,
  )
}

async function readVersion(session: Session): Promise<number> {
  const [row] = await session.read<{ version: number }>(
    'SELECT coalesce(max(version), 0) AS version FROM schema_migrations',
  )
  return row?.version ?? 0
}

/** Throws IndexError where a newer program has changed the schema since. */
export function checkVersion(name: string, version: number): void {
  if (version > VERSION) throw tooNew(name, version)
}

function tooNew(name: string, version: number): IndexError {
  return new IndexError(
    'INDEX_FOREIGN',
    `The schema of the database ${name} is version ${version}, this program knows ${VERSION}: update the program.`,
  )
}
