import { rmSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { copyKnowledge } from '../../src/copy-knowledge.ts'
import type { ModelIdentity } from '../../src/models/identity.ts'
import type { KnowledgeBase } from '../../src/store/knowledge-base.ts'
import { openDatabase } from '../../src/store/postgres/database.ts'
import { LOCKS, migrate } from '../../src/store/postgres/migrate.ts'
import { createPostgresBase } from '../../src/store/postgres/postgres-base.ts'
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts'
import { createSqliteBase } from '../../src/store/sqlite-base.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { makeContent, makePaper, makeSection, smallEmbeddings } from '../helpers/paper-content.ts'
import { createDatabase, type TestDatabase } from '../helpers/postgres/create-database.ts'
import { openTestDatabase, resetDatabase, silentLogger } from '../helpers/postgres/postgres-harness.ts'
import { smallVocabulary } from '../helpers/small-vocabulary.ts'

const { identity } = smallEmbeddings
let server: TestDatabase
let bases: KnowledgeBase[]

beforeAll(async () => {
  server = await createDatabase(inject('postgresUrl'))
})
afterAll(() => server.drop())

beforeEach(async () => {
  const database = openTestDatabase(server.url)
  await resetDatabase(database)
  await database.close()
  bases = []
  return async () => {
    await Promise.all(bases.map((base) => base.close()))
  }
})

/** What a process of its own would open. */
function openBase(changes: Partial<ModelIdentity> = {}, url = server.url): KnowledgeBase {
  const base = createPostgresBase({
    url,
    identity: { ...identity, ...changes },
    vocabulary: smallVocabulary,
    logger: silentLogger,
  })
  bases.push(base)
  return base
}

const content = (id: string, retention = '14日間', changes = {}) =>
  makeContent(makePaper(id, changes), [makeSection('2', 'バックアップ', `バックアップは${retention}保管します。\n`)])

async function titlesIn(base: KnowledgeBase): Promise<readonly string[]> {
  const store = await base.open('read')
  const papers = await store.listPapers()
  const sections = await Promise.all(papers.map(({ id }) => store.listSections(id)))
  return sections.flat().map(({ body }) => body)
}

describe('Two processes', () => {
  it('change the knowledge one after the other, and the second says that it waits', async () => {
    const [first, second] = [openBase(), openBase()]
    const seen: string[] = []
    const long = first.withWriteLock({}, async () => {
      seen.push('first')
      await expect.poll(() => seen).toContain('waits')
      seen.push('first is done')
    })
    await expect.poll(() => seen).toContain('first')
    const short = second.withWriteLock({ onWait: () => seen.push('waits') }, async () => void seen.push('second'))
    await Promise.all([long, short])
    expect(seen).toEqual(['first', 'waits', 'first is done', 'second'])
  })

  it('give up the wait when they are told to', async () => {
    const [first, second] = [openBase(), openBase()]
    await first.withWriteLock({}, async () => {
      const stop = new AbortController()
      const waiting = second.withWriteLock({ onWait: () => stop.abort(), signal: stop.signal }, async () => 'never')
      await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    })
  })

  it('that save the same paper at once leave one of them whole', async () => {
    const stores = await Promise.all([openBase(), openBase(), openBase()].map((base) => base.open('write')))
    const saved = await Promise.all(['1日間', '2日間', '3日間'].map((days) => content('hibari', days)))
    for (let round = 0; round < 5; round++)
      await Promise.all(stores.map((store, i) => store.savePaper(saved[i] ?? (saved[0] as (typeof saved)[0]))))
    const left = await stores[0]?.readPaper('hibari')
    expect(saved).toContainEqual(left)
    expect(await stores[1]?.listPapers()).toHaveLength(1)
  })

  it('wait for each other longer than a statement of an answer may take', async () => {
    const database = openDatabase({ url: server.url, logger: silentLogger, statementTimeoutMs: 100 })
    const store = openPostgresStore({ session: database, name: 'test', identity, vocabulary: smallVocabulary })
    const saved = await content('hibari')
    const holder = openTestDatabase(server.url)
    let saving: Promise<void> | undefined
    await holder.transaction(async (other) => {
      await other.read('SELECT pg_advisory_xact_lock($1)', [LOCKS.write])
      saving = store.savePaper(saved)
      await other.read('SELECT pg_sleep(0.3)')
    })
    await saving
    expect(await store.listPapers()).toHaveLength(1)
    await Promise.all([database.close(), holder.close()])
  })

  it('see what the other one saved with their next call', async () => {
    const [writer, reader] = [await openBase().open('write'), await openBase().open('read')]
    const before = await reader.listPapers()
    expect(await reader.listPapers()).toBe(before)
    await writer.savePaper(await content('hibari'))
    expect(await reader.listPapers()).toHaveLength(1)
  })
})

describe('A rebuild', () => {
  it('leaves the old state to everybody until it is done, then shows the new one at once', async () => {
    const [builder, other] = [openBase(), openBase()]
    await (await builder.open('write')).savePaper(await content('hibari'))
    await builder.rebuild(async (store) => {
      await store.savePaper(await content('uguisu', '30日間'))
      expect((await store.listPapers()).map(({ id }) => id)).toEqual(['uguisu'])
      expect(await titlesIn(other)).toEqual(['バックアップは14日間保管します。\n'])
      return true
    })
    expect(await titlesIn(other)).toEqual(['バックアップは30日間保管します。\n'])
  })

  it.each([
    ['is not wanted', async () => false],
    ['fails', () => Promise.reject(new Error('no room'))],
  ])('that %s leaves the old state', async (_, end) => {
    const base = openBase()
    await (await base.open('write')).savePaper(await content('hibari'))
    const rebuilt = base.rebuild(async (store) => {
      await store.savePaper(await content('uguisu'))
      return end()
    })
    await rebuilt.catch((error) => expect(error).toMatchObject({ message: 'no room' }))
    expect(await titlesIn(base)).toEqual(['バックアップは14日間保管します。\n'])
  })

  it('of one paper that fails keeps what came before it in the same state', async () => {
    const base = openBase()
    await base.rebuild(async (store) => {
      await store.savePaper(await content('hibari'))
      const broken = { ...(await content('uguisu')), passages: [{ section: 7, text: 'x' }] }
      await expect(store.savePaper({ ...broken, vectors: broken.vectors.slice(0, 1) })).rejects.toThrow(RangeError)
      return true
    })
    expect(await titlesIn(base)).toHaveLength(1)
  })

  it('brings the knowledge to another vocabulary, which others then refuse to read', async () => {
    const [newer, older] = [openBase({ fingerprint: 'another' }), openBase()]
    const open = await older.open('read')
    await expect(newer.open('read')).rejects.toMatchObject({
      code: 'INDEX_FOREIGN',
      message: expect.stringContaining('--rebuild'),
    })
    await newer.rebuild(async (store) => {
      await store.savePaper(await content('hibari'))
      return true
    })
    expect(await titlesIn(newer)).toHaveLength(1)
    await expect(open.listPapers()).rejects.toMatchObject({ code: 'INDEX_FOREIGN' })
  })
})

describe('Knowledge that is copied', () => {
  it('arrives to the last bit with its editions, there and back', async () => {
    const dir = makeFolder()
    const folder = createSqliteBase({ dir, identity, vocabulary: smallVocabulary })
    const source = await folder.open('write')
    const [old, current] = [await content('h1', '7日間'), await content('h2', '14日間', { version: '2.0' })]
    const editions = [old, current].map((one) => ({ ...one, paper: { ...one.paper, documentId: 'hibari' } }))
    for (const [i, one] of editions.entries())
      await source.savePaper(one, { order: ['h1', 'h2'].slice(0, i + 1), dropped: [] })
    await source.savePaper(await content('uguisu'))
    const base = openBase()
    const target = await base.open('write')
    await target.savePaper(await content('somebody else'))
    await base.rebuild(async (store) => (await copyKnowledge(source, store)).length === 3)
    for (const { id } of [...editions.map(({ paper }) => paper), { id: 'uguisu' }])
      expect(await target.readPaper(id)).toEqual(await source.readPaper(id))
    expect(await target.listPapers()).toEqual(await source.listPapers())
    await source.close()
    rmSync(dir, { recursive: true })
    const again = await folder.open('write')
    await copyKnowledge(target, again)
    expect(await again.listPapers()).toEqual(await target.listPapers())
    expect(await again.readPaper('h1')).toEqual(editions[0])
    await again.close()
  })
})

describe('What does not fit is named with what mends it', () => {
  const refusal = (base: KnowledgeBase) => base.open('read').catch((error: Error) => error.message)

  it('vectors of another length', async () => {
    const message = await refusal(openBase({ dimensions: 8 }))
    expect(message).toContain(`dimensions ${identity.dimensions} instead of 8`)
    expect(message).toContain('npm run migrate')
  })

  it.each([
    ['DROP SCHEMA public CASCADE; CREATE SCHEMA public', 'npm run migrate'],
    ['DELETE FROM schema_migrations WHERE version > 1', 'version 1 instead of'],
    ["INSERT INTO schema_migrations (version, name) VALUES (99, 'later')", 'update the program'],
    ['DELETE FROM meta', 'npm run migrate'],
    ['DROP EXTENSION vector CASCADE', 'has no pgvector'],
    ["UPDATE pg_extension SET extversion = '0.7.4' WHERE extname = 'vector'", 'pgvector 0.7.4 instead of 0.8'],
  ])('a schema after %s', async (statement, words) => {
    const database = openTestDatabase(server.url)
    await database.write(statement)
    await database.close()
    expect(await refusal(openBase())).toContain(words)
  })

  it('a server with an older pgvector, before anything is made', async () => {
    const database = openTestDatabase(server.url)
    await database.write("UPDATE pg_extension SET extversion = '0.7.4' WHERE extname = 'vector'")
    await expect(migrate(database, identity)).rejects.toMatchObject({
      code: 'INDEX_FOREIGN',
      message: expect.stringContaining('pgvector 0.7.4 instead of 0.8'),
    })
    await database.close()
  })

  it.each([
    ['a password that is written wrongly', 'postgres://user:%ff@127.0.0.1/posture'],
    ['a certificate that is not there', 'postgres://user:%ff@127.0.0.1/posture?sslrootcert=/nothing.pem'],
  ])('an address with %s, and never its password', (_, url) => {
    const problem = (() => {
      try {
        return openBase({}, url)
      } catch (error) {
        return error as Error
      }
    })()
    expect(problem).toMatchObject({ code: 'CONFIG', message: expect.stringContaining('DATABASE_URL') })
    expect(`${(problem as Error).stack}`).not.toContain('%ff')
  })

  it.each([
    ['wrong password', { password: 'guess' }, 'refuses the user or the password'],
    ['no such database', { pathname: '/nothing' }, 'There is no database'],
    ['nobody there', { port: '1' }, 'cannot be reached'],
  ])('an address with %s, and never its password', async (_, change, words) => {
    const url = Object.assign(new URL(server.url), change)
    const message = await refusal(openBase({}, url.href))
    expect(message).toContain(words)
    expect(message).not.toContain(url.password)
  })
})

it('is not migrated for vectors of another length while it has papers, unless that is said', async () => {
  await (await openBase().open('write')).savePaper(await content('hibari'))
  const database = openTestDatabase(server.url)
  const longer = { ...identity, dimensions: identity.dimensions + 8 }
  await expect(migrate(database, longer)).rejects.toMatchObject({
    message: expect.stringMatching(/holds 1 editions .* --discard/u),
  })
  expect(await titlesIn(openBase())).toHaveLength(1)
  expect(await migrate(database, longer, { discards: true })).toMatchObject({ vectors: longer.dimensions })
  expect(await titlesIn(openBase(longer))).toEqual([])
  await database.close()
})

it('is refused by those who read it while a newer program changes its schema', async () => {
  const store = await openBase().open('read')
  const database = openTestDatabase(server.url)
  await database.write("INSERT INTO schema_migrations (version, name) VALUES (99, 'later')")
  await database.close()
  await expect(store.listPapers()).rejects.toMatchObject({ message: expect.stringContaining('update the program') })
})

it('is migrated by several at once, and again, without a change', async () => {
  const databases = [1, 2, 3].map(() => openTestDatabase(server.url))
  await databases[0]?.write('DROP SCHEMA public CASCADE')
  await databases[0]?.write('CREATE SCHEMA public')
  const reports = await Promise.all(databases.map((database) => migrate(database, identity)))
  expect(reports.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 2])
  await (await openBase().open('write')).savePaper(await content('hibari'))
  expect(await migrate(databases[0] as (typeof databases)[0], identity)).toEqual({ applied: [], vectors: undefined })
  expect(await titlesIn(openBase())).toHaveLength(1)
  await Promise.all(databases.map((database) => database.close()))
})
