import { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type DebianPostgres, startDebianPostgres } from '../helpers/postgres/debian-postgres.ts'

let server: DebianPostgres
let pool: Pool
let lost: string[]

beforeAll(async () => {
  server = await startDebianPostgres()
  pool = new Pool({ connectionString: server.url, max: 3 })
  pool.on('error', (error) => lost.push(error.message))
  await pool.query('create table note (number int)')
})

afterAll(async () => {
  await pool?.end()
  await server?.stop()
})

beforeEach(async () => {
  lost = []
  await pool.query('truncate note')
})

const countNotes = async () => (await pool.query('select count(*)::int as notes from note')).rows[0]?.notes

it('lets a pool go on by itself after a restart on the same port, over the same data', async () => {
  await pool.query('insert into note values (1)')
  await server.restart()
  expect(await countNotes()).toBe(1)
  expect(lost.length).toBeGreaterThan(0)
})

it('keeps what was committed, and nothing else, when it is killed', async () => {
  await pool.query('insert into note values (1)')
  const writer = await pool.connect()
  const cut = new Promise<Error>((resolve) => writer.once('error', resolve))
  await writer.query('begin')
  await writer.query('insert into note values (2)')
  await server.kill()
  expect(await cut).toBeInstanceOf(Error)
  writer.release(true)
  await expect(pool.query('select 1')).rejects.toThrow()
  await server.restart()
  expect(await countNotes()).toBe(1)
})

it('ends a statement that runs while the server is killed', async () => {
  const sleeper = pool.query('select pg_sleep(600)')
  const failed = expect(sleeper).rejects.toThrow()
  await expect.poll(async () => (await pool.query(sleeping)).rows).toHaveLength(1)
  await server.kill()
  await failed
  await server.restart()
  expect(await countNotes()).toBe(0)
})

const sleeping = "select 1 from pg_stat_activity where wait_event = 'PgSleep'"
