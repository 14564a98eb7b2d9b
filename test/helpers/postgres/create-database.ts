import { randomBytes } from 'node:crypto'
import { Client } from 'pg'

/** An empty database of one test file. */
export interface TestDatabase {
  /** The URL that the server was given by, with this database in place of its own. */
  readonly url: string
  /** Cuts the connections that are left, and drops it. */
  drop(): Promise<void>
}

/**
 * Makes a database of a unique name on the server, so that test files do not disturb each other. Roles belong to the
 * whole server: name them uniquely, and drop them after the database.
 *
 * @param url of a role that may create databases
 */
export async function createDatabase(url: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await execute(url, `create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => execute(url, `drop database if exists ${name} with (force)`) }
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
