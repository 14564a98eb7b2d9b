import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { toUnitVector } from '../../../src/retrieval/unit-vector.ts'
import { replaceIndex } from '../../../src/store/replace-index.ts'
import { makeFolder, openSmallStore } from '../../helpers/index-folder.ts'
import { makeContent, makePaper, makeSection, smallEmbeddings } from '../../helpers/paper-content.ts'

async function build(dir: string, ids: readonly string[]): Promise<void> {
  const store = await openSmallStore(dir, 'write')
  for (const id of ids) {
    await store.savePaper(await makeContent(makePaper(id), [makeSection('1', '目的', `${id}の目的を述べます。\n`)]))
  }
  await store.close()
}

it('puts a rebuilt index under stores that are open on the old one', async () => {
  const dir = makeFolder()
  await build(dir, ['mukudori', 'ahiru'])
  const reader = await openSmallStore(dir, 'read', { exactLimit: 0 })
  const vector = toUnitVector(await smallEmbeddings.embedQuery('目的'))
  expect(await reader.searchVectors(vector, { limit: 5 })).toHaveLength(2)
  await build(join(dir, 'rebuild'), ['kamome', 'ahiru'])
  expect((await reader.listPapers()).map(({ id }) => id)).toEqual(['ahiru', 'mukudori'])
  await replaceIndex(join(dir, 'rebuild'), dir)
  expect((await reader.listPapers()).map(({ id }) => id)).toEqual(['ahiru', 'kamome'])
  const near = await reader.searchVectors(vector, { limit: 5 })
  expect(near.map(({ text }) => text).sort()).toEqual(['ahiruの目的を述べます。\n', 'kamomeの目的を述べます。\n'])
  await reader.close()
  expect(existsSync(join(dir, 'rebuild'))).toBe(false)
})

it.each<[string, (dir: string) => void]>([
  ['there was none', () => undefined],
  ['the old one was no database', (dir) => writeFileSync(join(dir, 'posture.db'), 'rubbish'.repeat(2000))],
  [
    'the old one was of another format',
    (dir) => new Database(join(dir, 'posture.db')).exec('CREATE TABLE x (y)').close(),
  ],
])('puts a rebuilt index in its place where %s', async (_, prepare) => {
  const dir = makeFolder()
  prepare(dir)
  await build(join(dir, 'rebuild'), ['kamome'])
  await replaceIndex(join(dir, 'rebuild'), dir)
  const reader = await openSmallStore(dir, 'read')
  expect((await reader.listPapers()).map(({ id }) => id)).toEqual(['kamome'])
  await reader.close()
})
