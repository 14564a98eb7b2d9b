import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openSqliteStore } from '../../../src/store/sqlite-store.ts'
import { makeFolder, openSmallStore } from '../../helpers/index-folder.ts'
import { makeContent, makePaper, makeSection, smallEmbeddings } from '../../helpers/paper-content.ts'
import { smallVocabulary } from '../../helpers/small-vocabulary.ts'

const LONG = '障害が起きたときは手順書に沿って復旧します。\n'.repeat(400)

async function buildIndex(): Promise<{ dir: string; database: string }> {
  const dir = makeFolder()
  const store = await openSmallStore(dir, 'write')
  await store.savePaper(await makeContent(makePaper('suzume'), [makeSection('1', '復旧', LONG)]))
  await store.close()
  return { dir, database: join(dir, 'posture.db') }
}

describe('Opening the embedded index', () => {
  it('creates the folder and an empty index for writing', async () => {
    const dir = join(makeFolder(), 'knowledge', 'index')
    await (await openSmallStore(dir, 'write')).close()
    const store = await openSmallStore(dir, 'read')
    expect(await store.listPapers()).toEqual([])
    await store.close()
  })

  it('creates one index when several are opened at once', async () => {
    const dir = makeFolder()
    const stores = await Promise.all([1, 2, 3].map(() => openSmallStore(dir, 'write')))
    for (const [i, store] of stores.entries()) {
      await store.savePaper(await makeContent(makePaper(`p${i}`), [makeSection('1', '目的', '目的を述べます。\n')]))
    }
    expect(await stores[0]?.listPapers()).toHaveLength(3)
    for (const store of stores) await store.close()
    expect(readdirSync(dir).filter((name) => !/^(posture\.db(-wal|-shm)?|vectors\.(hnsw|json))$/.test(name))).toEqual(
      [],
    )
  })

  it('does not write when it was opened for reading', async () => {
    const { dir } = await buildIndex()
    const store = await openSmallStore(dir, 'read')
    await expect(store.removePaper('suzume')).rejects.toThrow('opened for reading')
    expect(await store.listPapers()).toHaveLength(1)
    await store.close()
  })

  it('says that there is no index and how to build it', async () => {
    const dir = join(makeFolder(), 'nothing')
    const error = { code: 'INDEX_MISSING', message: expect.stringContaining('`npm run ingest`') }
    await expect(openSmallStore(dir, 'read')).rejects.toMatchObject(error)
    expect(existsSync(dir)).toBe(false)
  })

  it.each<[string, (database: string) => void]>([
    ['cut off in the middle', (database) => truncateSync(database, 6000)],
    ['cut off to nothing', (database) => truncateSync(database, 0)],
    ['cut off by one page', (database) => truncateSync(database, readFileSync(database).length - 4096)],
    ['no database at all', (database) => writeFileSync(database, 'これはデータベースではありません。'.repeat(500))],
    ['overwritten in its pages', (database) => writeFileSync(database, garble(readFileSync(database)))],
    ['a database of something else', (database) => makeOtherDatabase(database)],
    ['a folder', (database) => replaceByFolder(database)],
  ])('refuses a file that is %s, for reading and writing, and says how to rebuild', async (_, damage) => {
    const { dir, database } = await buildIndex()
    damage(database)
    const error = {
      code: 'INDEX_BROKEN',
      message: expect.stringContaining('`npm run ingest -- --rebuild PATH ...` with all of your papers'),
    }
    await expect(openSmallStore(dir, 'read')).rejects.toMatchObject(error)
    await expect(openSmallStore(dir, 'write')).rejects.toMatchObject(error)
  })

  it.each([
    ['model', { model: 'other-model' }, 'model local-concepts-1 instead of other-model'],
    ['dimensions', { dimensions: 64 }, 'dimensions 512 instead of 64'],
    ['fingerprint', { fingerprint: 'vocabulary=2' }, 'instead of vocabulary=2'],
  ])('refuses an index with another %s and names both', async (_, change, message) => {
    const { dir } = await buildIndex()
    const identity = { ...smallEmbeddings.identity, ...change }
    const open = openSqliteStore({ dir, identity, vocabulary: smallVocabulary, mode: 'write' })
    await expect(open).rejects.toMatchObject({ code: 'INDEX_FOREIGN', message: expect.stringContaining(message) })
    await expect(open).rejects.toThrow('`npm run ingest -- --rebuild PATH ...` with all of your papers')
  })

  it('refuses an index whose tables are of another version', async () => {
    const { dir, database } = await buildIndex()
    const connection = new Database(database)
    connection.exec('UPDATE meta SET schema_version = 99')
    connection.close()
    await expect(openSmallStore(dir, 'read')).rejects.toMatchObject({ code: 'INDEX_FOREIGN' })
  })

  it('reads an index in a folder where it may not write', async () => {
    const { dir, database } = await buildIndex()
    // Stands for a read-only folder, which does not stop the user that tests run as in a container.
    mkdirSync(`${database}-shm`)
    const store = await openSmallStore(dir, 'read')
    expect((await store.listPapers()).map(({ id }) => id)).toEqual(['suzume'])
    expect((await store.searchText({ terms: ['復旧'], concepts: [] }, { limit: 1 }))[0]?.text).toContain('手順書')
    const next = makeFolder()
    await (await openSmallStore(next, 'write')).close()
    writeFileSync(database, readFileSync(join(next, 'posture.db')))
    expect(await store.listPapers()).toEqual([])
    await store.close()
  })
})

describe('A search for words in a large index', () => {
  it('looks for the rarest words of the question only', async () => {
    const store = await openSmallStore(makeFolder(), 'write', { matchLimit: 3 })
    const bodies = ['鍵は四半期ごとに交換します。', '鍵は金庫に置きます。', '合鍵は作りません。', '鍵は貸しません。']
    const sections = bodies.map((body, i) => makeSection(`${i}`, '鍵', `${body}\n`))
    await store.savePaper(await makeContent(makePaper('tsugumi'), sections))
    await store.savePaper(await makeContent(makePaper('tobi'), [makeSection('1', '錠', '鍵は貸しません。\n')]))
    const search = async (terms: string[], ...paperIds: string[]) => {
      const hits = await store.searchText({ terms, concepts: [] }, { limit: 9, ...(paperIds[0] && { paperIds }) })
      return hits.map(({ text }) => text.trim()).sort()
    }
    expect(await search(['鍵', '四半期', '金庫'])).toEqual(bodies.slice(0, 2).sort())
    expect(await search(['鍵', '四半期'])).toEqual(bodies.slice(0, 1))
    expect(await search(['鍵'])).toHaveLength(5)
    expect(await search(['鍵', 'どこにもない'])).toHaveLength(5)
    expect(await search(['どこにもない'])).toEqual([])
    // In one paper the words that it does not have are no reason to drop those that it has.
    expect(await search(['鍵', '四半期', '金庫'], 'tobi')).toEqual(['鍵は貸しません。'])
    expect(await search(['四半期'], 'tobi')).toEqual([])
    await store.close()
  })
})

describe('Several processes on the embedded index', () => {
  it('says that another one is writing when the wait is over', async () => {
    const { dir, database } = await buildIndex()
    const store = await openSmallStore(dir, 'write', { busyTimeoutMs: 20 })
    const other = new Database(database)
    other.exec('BEGIN IMMEDIATE')
    await expect(store.removePaper('suzume')).rejects.toMatchObject({ code: 'INDEX_BUSY' })
    expect(await store.listPapers()).toHaveLength(1)
    other.exec('ROLLBACK')
    other.close()
    expect(await store.removePaper('suzume')).toBe(true)
    await store.close()
  })

  it('goes over to an index that was deleted and built again', async () => {
    const { dir } = await buildIndex()
    const reader = await openSmallStore(dir, 'read')
    expect(await reader.listPapers()).toHaveLength(1)
    for (const name of readdirSync(dir)) rmSync(join(dir, name))
    await expect(reader.listPapers()).rejects.toMatchObject({ code: 'INDEX_MISSING' })
    const writer = await openSmallStore(dir, 'write')
    await writer.savePaper(await makeContent(makePaper('tsubame'), [makeSection('1', '目的', '目的を述べます。\n')]))
    await writer.close()
    expect((await reader.listPapers()).map(({ id }) => id)).toEqual(['tsubame'])
    await reader.close()
  })

  it('refuses to go on when the index was rebuilt with another model', async () => {
    const { dir, database } = await buildIndex()
    const reader = await openSmallStore(dir, 'read')
    const other = new Database(database)
    other.exec("UPDATE meta SET model = 'other-model'")
    other.close()
    await expect(reader.listPapers()).rejects.toMatchObject({ code: 'INDEX_FOREIGN' })
    await reader.close()
  })
})

function garble(bytes: Buffer): Buffer {
  // The first page stays: the file is still a database, with rubbish in its trees.
  return bytes.fill(0xa5, 4096, bytes.length - 4096)
}

function makeOtherDatabase(database: string): void {
  rmSync(database)
  const connection = new Database(database)
  connection.exec('CREATE TABLE meta (name TEXT); INSERT INTO meta VALUES (1)')
  connection.close()
}

function replaceByFolder(database: string): void {
  rmSync(database)
  mkdirSync(database)
}
