import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildIndex, removePapers } from '../../src/build-index.ts'
import type { Given } from '../../src/ingest/ingest-paper.ts'
import { openEngine } from '../../src/open-engine.ts'
import { KNOWLEDGE_DIR } from '../helpers/answer-engine.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { samplePaper } from '../helpers/sample-paper.ts'

/** An index of one document, whose editions are told as `id` or `id, older ids`. */
function makeDesk() {
  const root = makeFolder()
  const logger = { info: () => {}, warn: () => {}, error: () => {} }
  const options = { knowledgeDir: KNOWLEDGE_DIR, indexDir: join(root, 'index'), logger }
  return {
    options,
    async take(name: string, text: string, given: Given = {}): Promise<void> {
      writeFileSync(join(root, name), text)
      await buildIndex({ ...options, rebuild: false }, [join(root, name)], given)
    },
    async ids(): Promise<readonly string[]> {
      const { store, close } = await openEngine(options)
      const papers = await store.listPapers().finally(close)
      return papers.flatMap(({ id, older }) => [id, ...older.map((edition) => edition.id)])
    },
  }
}

it('removes one edition also where its id is that of the document, and all of them only where that is said', async () => {
  const { options, take, ids } = makeDesk()
  await take('a.txt', samplePaper())
  const [oldest = ''] = await ids()
  const [documentId = ''] = oldest.split('@')
  await take('b.txt', samplePaper('Tsubomi Note', '35日間').replace('第1.2版\n2024年4月1日\n', ''), {
    replaces: oldest,
  })
  expect(await ids()).toEqual([documentId, oldest])
  const removed = await removePapers(options, documentId, false)
  expect(removed).toMatchObject({ removed: [{ id: documentId }], now: { id: oldest } })
  expect(await ids()).toEqual([oldest])

  await take('c.txt', samplePaper('Tsubomi Note', '60日間').replace('1.2版', '2.0版').replace('2024', '2025'))
  const newest = `${documentId}@2.0-2025-04-01`
  await expect(removePapers(options, documentId, false)).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining(`name one of ${newest}, ${oldest}, or say --all`),
  })
  expect(await removePapers(options, documentId, true)).toMatchObject({ removed: [{}, {}], now: undefined })
  expect(await ids()).toEqual([])
})
