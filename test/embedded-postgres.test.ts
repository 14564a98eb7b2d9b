import { Client, Pool } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './helpers/postgres/embedded-postgres.ts'

let postgres: EmbeddedPostgres

beforeAll(async () => {
  postgres = await startEmbeddedPostgres()
})

afterAll(() => postgres?.stop())

it('keeps vectors and finds the nearest, for an ordinary client', async () => {
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  try {
    await client.query('create extension if not exists vector')
    await client.query('create table passage (id text primary key, embedding vector(3) not null)')
    await client.query('insert into passage values ($1, $2), ($3, $4)', ['保管期間', '[1,0,0]', '暗号化', '[0,0.5,1]'])
    await client.query('create index on passage using hnsw (embedding vector_cosine_ops)')
    await client.query("set hnsw.iterative_scan = 'strict_order'")
    const { rows } = await client.query(
      'select id, embedding::text, embedding <=> $1 as distance from passage order by embedding <=> $1 limit 1',
      ['[0,1,2]'],
    )
    expect(rows).toEqual([{ id: '暗号化', embedding: '[0,0.5,1]', distance: expect.closeTo(0) }])
  } finally {
    await client.end()
  }
})

it('serves a pool of clients, whose statements with parameters do not get mixed up', async () => {
  const pool = new Pool({ connectionString: postgres.url, max: 5 })
  try {
    const numbers = Array.from({ length: 50 }, (_, number) => number)
    const answers = await Promise.all(
      numbers.map((number) => pool.query('select $1::int as number', [number]).then(({ rows }) => rows[0]?.number)),
    )
    expect(answers).toEqual(numbers)
    expect(pool.totalCount).toBe(5)
  } finally {
    await pool.end()
  }
})

it('lets a transaction of one client finish before another client goes on', async () => {
  const pool = new Pool({ connectionString: postgres.url, max: 2 })
  try {
    await pool.query('create table turn (number int)')
    const [writer, reader] = [await pool.connect(), await pool.connect()]
    await writer.query('begin')
    await writer.query('insert into turn values (1)')
    const counted = reader.query('select count(*)::int as turns from turn')
    await writer.query('insert into turn values (2)')
    await writer.query('commit')
    expect((await counted).rows).toEqual([{ turns: 2 }])
    for (const client of [writer, reader]) client.release()
  } finally {
    await pool.end()
  }
})
