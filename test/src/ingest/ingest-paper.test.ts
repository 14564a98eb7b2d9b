import { mkdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { UsageError } from '../../../src/errors.ts'
import { ingestFiles } from '../../../src/ingest/ingest-files.ts'
import { type IngestParts, ingestPaper } from '../../../src/ingest/ingest-paper.ts'
import type { KnowledgeStore } from '../../../src/store/knowledge-store.ts'
import { makeFolder, openSmallStore } from '../../helpers/index-folder.ts'
import { catalog } from '../../helpers/knowledge.ts'
import { smallEmbeddings } from '../../helpers/paper-content.ts'
import { samplePaper } from '../../helpers/sample-paper.ts'

let store: KnowledgeStore
let dir: string
let parts: IngestParts
let embedded: number

beforeEach(async () => {
  dir = makeFolder()
  embedded = 0
  store = await openSmallStore(join(dir, 'index'), 'write')
  onTestFinished(() => store.close())
  const embeddings = {
    embedDocuments: (texts: string[]) => {
      embedded += texts.length
      return smallEmbeddings.embedDocuments(texts)
    },
  }
  parts = { store, catalog, embeddings }
  mkdirSync(join(dir, 'papers'))
})

function write(name: string, text: string): string {
  const path = join(dir, 'papers', name)
  writeFileSync(path, text)
  return path
}

/** Everything that the store knows, as text. */
async function snapshot(): Promise<string> {
  const papers = await store.listPapers()
  const sections = await Promise.all(papers.map(({ id }) => store.listSections(id)))
  return JSON.stringify([papers, sections, await store.findFacts({})])
}

describe('ingestPaper', () => {
  it('keeps the first of very many values, and says so', async () => {
    const sections = Array.from({ length: 150 }, (_, i) => `${i + 1}. 退避\nバックアップの保管期間は${i + 1}日間です。`)
    const path = write('many.txt', `ヤマモリ台帳 セキュリティホワイトペーパー\n\n${sections.join('\n')}\n`)
    const result = await ingestPaper(path, {}, parts)
    expect(await store.findFacts({ attributes: ['backup.retention'] })).toHaveLength(100)
    expect(result).toMatchObject({
      status: 'added',
      warnings: expect.arrayContaining(['backup.retention has 100 values or more: the first 100 are kept']),
    })
  })

  it('adds a paper with its sections and facts', async () => {
    const path = write('tsubomi.txt', samplePaper())
    const result = await ingestPaper(path, {}, parts)
    expect(result).toMatchObject({
      status: 'added',
      path,
      changes: { facts: [], sections: [] },
      paper: { product: 'Tsubomi Note', version: '1.2' },
    })
    const [paper] = await store.listPapers()
    const facts = await store.findFacts({ attributes: ['backup.retention'] })
    expect(paper).toMatchObject({ product: 'Tsubomi Note', source: { path } })
    expect(facts.map(({ value }) => value)).toEqual(['21日間'])
  })

  it('refuses metadata with keys that nothing is done with, naming those that are known', async () => {
    const path = write('tsubomi.txt', samplePaper())
    write('tsubomi.txt.meta.yaml', 'product: Tsubomi Note\nversoin: "2.0"\nDate: 2025-04-01\n')
    const result = await ingestPaper(path, {}, parts)
    expect(result).toMatchObject({ status: 'failed', error: { reason: 'front_matter' } })
    if (result.status !== 'failed') return
    expect(result.error.message).toMatch(
      /meta\.yaml has unknown keys: versoin, Date\. Known are product, .*version, date/u,
    )
    const other = write('b.md', `---\nlayout: post\nproduct: Hidamari Box\n---\n${samplePaper('Hidamari Box')}`)
    expect(await ingestPaper(other, {}, parts)).toMatchObject({ status: 'added' })
  })

  it('reads the vendor off the footer that is no part of the text', async () => {
    const text = `${samplePaper().replaceAll('架空ノート株式会社', '当社')}\n© 2024 架空ノート株式会社\n`
    const result = await ingestPaper(write('tsubomi.txt', text), {}, parts)
    expect(result).toMatchObject({ status: 'added', paper: { vendor: '架空ノート株式会社' } })
    const sections = await store.listSections((await store.listPapers())[0]?.id ?? '')
    expect(sections.some(({ body }) => body.includes('©'))).toBe(false)
  })

  it('passes over a file that has not changed', async () => {
    const path = write('tsubomi.txt', samplePaper())
    await ingestPaper(path, {}, parts)
    const before = await snapshot()
    embedded = 0
    expect(await ingestPaper(path, {}, parts)).toMatchObject({
      status: 'unchanged',
      path,
      paper: { product: 'Tsubomi Note' },
    })
    expect(embedded).toBe(0)
    expect(await snapshot()).toBe(before)
  })

  it('reads a file again once the catalogue has changed, or what was said about it', async () => {
    const path = write('tsubomi.txt', samplePaper())
    await ingestPaper(path, {}, parts)
    const other = { ...parts, catalog: { ...catalog, fingerprint: 'another' } }
    expect(await ingestPaper(path, {}, other)).toMatchObject({
      status: 'replaced',
      changes: { facts: [], sections: [] },
    })
    expect(await ingestPaper(path, { vendor: '別名商会' }, other)).toMatchObject({ status: 'replaced' })
    expect((await store.listPapers()).map(({ vendor }) => vendor)).toEqual(['別名商会'])
  })

  it('replaces a changed paper and says what changed, fact by fact', async () => {
    const path = write('tsubomi.txt', samplePaper())
    await ingestPaper(path, {}, parts)
    write('tsubomi.txt', samplePaper('Tsubomi Note', '35日間'))
    const result = await ingestPaper(path, {}, parts)
    expect(result).toMatchObject({ status: 'replaced' })
    const { facts: changes } = result.status === 'replaced' ? result.changes : { facts: [] }
    expect(changes).toContainEqual({
      attribute: 'backup.retention',
      variant: null,
      qualifier: null,
      before: ['21日間'],
      after: ['35日間'],
    })
    expect(changes.map(({ attribute }) => attribute)).not.toContain('log.operation.retention')
    const facts = await store.findFacts({ attributes: ['backup.retention'] })
    expect(facts.map(({ value }) => value)).toEqual(['35日間'])
  })

  it('replaces a paper by its new edition in another file', async () => {
    await ingestPaper(write('tsubomi-1.2.txt', samplePaper()), {}, parts)
    const path = write('tsubomi-2.0.txt', samplePaper('Tsubomi Note', '60日間').replace('第1.2版', '第2.0版'))
    expect(await ingestPaper(path, {}, parts)).toMatchObject({ status: 'replaced', paper: { version: '2.0' } })
    expect((await store.listPapers()).map(({ source }) => source.path)).toEqual([path])
  })

  it.each([
    ['empty', 'empty.txt', ''],
    ['no_text', 'blank.txt', '\n \n　\n'],
    ['no_product', 'plain.txt', 'データは毎日退避しています。\n'],
    ['binary', 'image.txt', 'PNG\u0000\u0001\u0002\u0000'],
  ])('leaves the index as it is where a file cannot be taken in: %s', async (reason, name, text) => {
    await ingestPaper(write('tsubomi.txt', samplePaper()), {}, parts)
    const before = await snapshot()
    const result = await ingestPaper(write(name, text), {}, parts)
    expect(result).toMatchObject({ status: 'failed' })
    expect([reason, 'empty']).toContain(
      result.status === 'failed' && 'reason' in result.error ? result.error.reason : 'none',
    )
    expect(await snapshot()).toBe(before)
  })

  it('keeps the old edition where the new one cannot be read', async () => {
    const path = write('tsubomi.txt', samplePaper())
    await ingestPaper(path, {}, parts)
    const before = await snapshot()
    write('tsubomi.txt', '')
    expect(await ingestPaper(path, {}, parts)).toMatchObject({ status: 'failed', path })
    expect(await snapshot()).toBe(before)
  })

  it('says so where a file is not there', async () => {
    const result = await ingestPaper(join(dir, 'papers', 'missing.txt'), {}, parts)
    expect(result).toMatchObject({ status: 'failed', error: { reason: 'not_found' } })
  })

  it('leaves the index as it is and fails where the embeddings fail', async () => {
    const path = write('tsubomi.txt', samplePaper())
    await ingestPaper(path, {}, parts)
    const before = await snapshot()
    write('tsubomi.txt', samplePaper('Tsubomi Note', '35日間'))
    const broken = { embedDocuments: () => Promise.reject(new Error('model is down')) }
    await expect(ingestPaper(path, {}, { ...parts, embeddings: broken })).rejects.toThrow('model is down')
    expect(await snapshot()).toBe(before)
  })
})

describe('ingestFiles', () => {
  const folder = () => join(dir, 'papers')

  it('takes in a folder and tells how far it is', async () => {
    write('a.txt', samplePaper('Tsubomi Note'))
    write('b.txt', samplePaper('Hibari Board'))
    const progress: string[] = []
    const { results, removed } = await ingestFiles([folder()], {}, parts, {
      onProgress: (done, total) => void progress.push(`${done}/${total}`),
    })
    expect(results.map(({ status }) => status)).toEqual(['added', 'added'])
    expect(removed).toEqual([])
    expect(progress.slice(0, 2)).toEqual(['0/2', '1/2'])
  })

  it('removes the paper whose file left the folder', async () => {
    write('a.txt', samplePaper('Tsubomi Note'))
    const gone = write('b.txt', samplePaper('Hibari Board'))
    await ingestFiles([folder()], {}, parts)
    unlinkSync(gone)
    const { results, removed } = await ingestFiles([folder()], {}, parts)
    expect(removed).toMatchObject([{ paper: { product: 'Hibari Board' }, now: undefined }])
    expect(results.map(({ status }) => status)).toEqual(['unchanged'])
    expect((await store.listPapers()).map(({ product }) => product)).toEqual(['Tsubomi Note'])
    expect(await store.findFacts({ attributes: ['backup.retention'] })).toHaveLength(1)
  })

  it('keeps papers of a folder that is gone or empty, and those of other folders', async () => {
    const path = write('a.txt', samplePaper('Tsubomi Note'))
    await ingestFiles([folder()], {}, parts)
    unlinkSync(path)
    expect((await ingestFiles([folder()], {}, parts)).removed).toEqual([])
    rmSync(folder(), { recursive: true })
    expect((await ingestFiles([folder()], {}, parts)).removed).toEqual([])
    mkdirSync(`${folder()}-2`)
    writeFileSync(join(`${folder()}-2`, 'b.txt'), samplePaper('Hibari Board'))
    expect((await ingestFiles([`${folder()}-2`], {}, parts)).removed).toEqual([])
    expect((await store.listPapers()).map(({ product }) => product).sort()).toEqual(['Hibari Board', 'Tsubomi Note'])
  })

  it('keeps the paper that moved to another file of the folder', async () => {
    const old = write('a.txt', samplePaper('Tsubomi Note'))
    await ingestFiles([folder()], {}, parts)
    unlinkSync(old)
    write('z.txt', samplePaper('Tsubomi Note'))
    const { removed, results } = await ingestFiles([folder()], {}, parts)
    expect(removed).toEqual([])
    expect(results.map(({ status }) => status)).toEqual(['replaced'])
    expect((await store.listPapers()).map(({ product }) => product)).toEqual(['Tsubomi Note'])
  })

  it('goes on after a file that cannot be taken in', async () => {
    write('a.txt', '')
    write('b.txt', samplePaper('Hibari Board'))
    const { results } = await ingestFiles([folder()], {}, parts)
    expect(results.map(({ status }) => status)).toEqual(['failed', 'added'])
  })

  it('goes on after a file that vanishes between being listed and being read', async () => {
    write('a.txt', samplePaper('Tsubomi Note'))
    const gone = write('b.txt', samplePaper('Mizuiro Desk'))
    write('c.txt', samplePaper('Hibari Board'))
    const { results } = await ingestFiles([folder()], {}, parts, {
      onProgress: (done) => {
        if (done === 1) rmSync(gone, { force: true })
      },
    })
    expect(results.map(({ status }) => status)).toEqual(['added', 'failed', 'added'])
    expect(results[1]).toMatchObject({ path: gone, error: { reason: 'not_found' } })
  })

  it('keeps what was said about one file from being said about several', async () => {
    write('a.txt', samplePaper('Tsubomi Note'))
    write('b.txt', samplePaper('Hibari Board'))
    await expect(ingestFiles([folder()], { product: '同じ名前' }, parts)).rejects.toThrow(UsageError)
    expect(await store.listPapers()).toEqual([])
  })
})
