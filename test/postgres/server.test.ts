import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../helpers/postgres/create-database.ts'

let database: TestDatabase
let client: Client

beforeAll(async () => {
  database = await createDatabase(inject('postgresUrl'))
  client = new Client({ connectionString: database.url })
  await client.connect()
  await client.query('create extension vector')
})

afterAll(async () => {
  await client?.end()
  await database?.drop()
})

it('is PostgreSQL 17 in UTF-8, its superuser known by a password', async () => {
  const { rows } = await client.query(
    `select current_setting('server_version_num')::int / 10000 as major, current_setting('server_encoding') as encoding,
      left(rolpassword, 14) as password from pg_authid where rolname = current_user`,
  )
  expect(rows).toEqual([{ major: 17, encoding: 'UTF8', password: 'SCRAM-SHA-256$' }])
  const url = new URL(database.url)
  url.password = 'wrong'
  await expect(new Client({ connectionString: url.href }).connect()).rejects.toMatchObject({ code: '28P01' })
})

it('gives back a vector as it was stored', async () => {
  const { rows } = await client.query('select $1::vector(3)::text as embedding', ['[0.25,-1,3]'])
  expect(rows).toEqual([{ embedding: '[0.25,-1,3]' }])
})

it('goes on through the HNSW index until a filter is satisfied, where iterative scans are on', async () => {
  await client.query('create table passage (product text not null, embedding vector(3) not null)')
  await client.query(
    "insert into passage select 'near', array[1, n / 5000.0, 0]::vector from generate_series(1, 2000) as n",
  )
  await client.query("insert into passage select 'far', array[0, 1, n]::vector from generate_series(1, 20) as n")
  await client.query('create index passage_embedding on passage using hnsw (embedding vector_cosine_ops)')
  await client.query('set enable_seqscan = off')
  const search = "select product from passage where product = 'far' order by embedding <=> '[1,0,0]' limit 10"
  const { rows: plan } = await client.query(`explain ${search}`)
  expect(JSON.stringify(plan)).toContain('Index Scan using passage_embedding')

  await client.query('set hnsw.iterative_scan = off')
  expect((await client.query(search)).rows).toHaveLength(0)
  await client.query('set hnsw.iterative_scan = strict_order')
  expect((await client.query(search)).rows).toHaveLength(10)
})

it('gives every test file a database of its own', async () => {
  const other = await createDatabase(inject('postgresUrl'))
  const visitor = new Client({ connectionString: other.url })
  await visitor.connect()
  visitor.on('error', () => {})
  expect((await visitor.query("select 1 from pg_extension where extname = 'vector'")).rows).toEqual([])
  await other.drop()
  await expect(new Client({ connectionString: other.url }).connect()).rejects.toMatchObject({ code: '3D000' })
})
