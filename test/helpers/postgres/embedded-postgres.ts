import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

const MAX_CONNECTIONS = 50

/** PostgreSQL with pgvector inside this process, behind a real socket. */
export interface EmbeddedPostgres {
  /** For `pg` and everything else that speaks the protocol of PostgreSQL; any name and password are accepted. */
  readonly url: string
  /** Cuts every connection and forgets the database, which lived in memory. */
  stop(): Promise<void>
}

/**
 * Starts an empty PGlite on a free port of 127.0.0.1. It needs nothing installed, so `npm test` can use it; what it
 * cannot show is tested with the Debian server (`startDebianPostgres`).
 *
 * PGlite is **one session** whatever the number of clients. The socket server takes up to `maxConnections` of them
 * (its own default is 1: the second is refused) and puts their messages into one queue:
 *
 * - While one client has a transaction open, what the others send waits until it ends. Two transactions that wait for
 *   each other inside one test (a second client asked between BEGIN and COMMIT of the first) never end.
 * - SET, temporary tables, advisory locks, LISTEN and named prepared statements are everybody's: no client is ever
 *   kept out by another's lock, and two that prepare a statement of one name get "already exists".
 * - There is one superuser and one database; the names in the URL are not looked at, so roles and grants are not
 *   tested here.
 */
export async function startEmbeddedPostgres(): Promise<EmbeddedPostgres> {
  const db = await PGlite.create({ extensions: { vector } })
  const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: MAX_CONNECTIONS })
  await server.start()
  return {
    url: `postgres://postgres:postgres@${server.getServerConn()}/postgres`,
    async stop() {
      await server.stop()
      await db.close()
    },
  }
}
