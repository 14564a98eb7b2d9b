import { randomBytes } from 'node:crypto'
import type { Logger } from '../../src/logger.ts'
import type { ModelIdentity } from '../../src/models/identity.ts'
import { openDatabase } from '../../src/store/postgres/database.ts'
import { migrate } from '../../src/store/postgres/migrate.ts'

/** Makes an empty database on the server of `url`, whose role may do that, works with it and drops it. */
export async function withTemporaryDatabase<T>(
  url: string,
  identity: ModelIdentity,
  logger: Logger,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const server = openDatabase({ url, logger })
  // Letters and digits only: names of databases cannot be given as values.
  const name = `posture_${randomBytes(6).toString('hex')}`
  try {
    await server.write(`CREATE DATABASE ${name}`)
    try {
      const own = new URL(url)
      own.pathname = `/${name}`
      const database = openDatabase({ url: own.href, logger })
      await migrate(database, identity).finally(() => database.close())
      return await work(own.href)
    } finally {
      await server.write(`DROP DATABASE ${name} WITH (FORCE)`)
    }
  } finally {
    await server.close()
  }
}
