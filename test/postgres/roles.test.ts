import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../helpers/postgres/create-database.ts'

const READER = `reader_${randomBytes(8).toString('hex')}`

let database: TestDatabase
let owner: Client
let reader: Client

beforeAll(async () => {
  database = await createDatabase(inject('postgresUrl'))
  owner = new Client({ connectionString: database.url })
  await owner.connect()
  await owner.query(`create role ${READER} login password 'secret'`)
  await owner.query('create table paper (title text)')
  await owner.query(`grant select on paper to ${READER}`)
  const url = new URL(database.url)
  url.username = READER
  url.password = 'secret'
  reader = new Client({ connectionString: url.href })
  await reader.connect()
})

afterAll(async () => {
  await reader?.end()
  await owner?.query(`drop owned by ${READER}`)
  await owner?.query(`drop role ${READER}`)
  await owner?.end()
  await database?.drop()
})

it.each([
  ['create a table', 'create table own (id int)'],
  ['create a schema', 'create schema own'],
  ['create the extension', 'create extension vector'],
  ['write what it may only read', "insert into paper values ('セキュリティホワイトペーパー')"],
])('does not let a role without the right %s', async (_, statement) => {
  await expect(reader.query(statement)).rejects.toMatchObject({ code: '42501' })
})

it('lets it read what it was granted', async () => {
  expect((await reader.query('select title from paper')).rows).toEqual([])
})
