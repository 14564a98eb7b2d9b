import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { IndexError } from '../../../src/errors.ts'
import type { IngestParts, IngestResult } from '../../../src/ingest/ingest-paper.ts'
import { watchFolders } from '../../../src/ingest/watch-folder.ts'
import { makeFolder, openSmallStore } from '../../helpers/index-folder.ts'
import { catalog } from '../../helpers/knowledge.ts'
import { smallEmbeddings } from '../../helpers/paper-content.ts'
import { samplePaper } from '../../helpers/sample-paper.ts'

const TIMES = { lookEveryMs: 5, settleMs: 60, unfinishedMs: 300, retryMs: 20 }

/** A watched folder, and what was told of it. */
async function watchSome(
  files: Readonly<Record<string, string>>,
  changes: Partial<IngestParts['store']> = {},
  times = TIMES,
) {
  const root = makeFolder()
  const papers = join(root, 'papers')
  mkdirSync(papers)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(papers, name), text)
  const store = await openSmallStore(join(root, 'index'), 'write')
  const told: string[] = []
  const stop = new AbortController()
  const parts = { store: { ...store, ...changes }, catalog, embeddings: smallEmbeddings }
  const nameOf = (result: IngestResult) => `${result.status} ${result.path.slice(papers.length + 1)}`
  const listener = {
    onResult: (result: IngestResult) => void told.push(nameOf(result)),
    onRemoved: ({ paper }: { paper: { product: string } }) => void told.push(`removed ${paper.product}`),
    onProblem: (message: string) => void told.push(message),
  }
  const watching = watchFolders([papers], (work) => work(parts), listener, stop.signal, times)
  const end = async () => {
    stop.abort()
    await watching
  }
  onTestFinished(async () => {
    await end()
    await store.close()
  })
  return {
    told,
    papers,
    store,
    stop,
    end,
    write: (name: string, text: string) => writeFileSync(join(papers, name), text),
    /** Waits until this was told so often. */
    async until(line: string | RegExp, times = 1) {
      const isTold = (other: string) => (typeof line === 'string' ? other === line : line.test(other))
      while (told.filter(isTold).length < times) await setTimeout(2)
    },
    /** Waits until everything that there is has been looked at for longer than anything is waited for. */
    rest: () => setTimeout(3 * TIMES.unfinishedMs),
  }
}

it('takes in what is there, then what comes, changes, moves and goes', async () => {
  const { until, write, papers, told, store } = await watchSome({ 'a.txt': samplePaper() })
  await until('added a.txt')
  write('b.txt', samplePaper('Hidamari Box'))
  await until('added b.txt')
  write('a.txt', samplePaper('Tsubomi Note', '35日間').replace('1.2版', '2.0版'))
  await until('replaced a.txt')
  renameSync(join(papers, 'b.txt'), join(papers, 'c.txt'))
  await until('replaced c.txt')
  rmSync(join(papers, 'c.txt'))
  await until('removed Hidamari Box')
  expect(told).toHaveLength(5)
  expect((await store.listPapers()).map(({ product }) => product)).toEqual(['Tsubomi Note'])
})

it('takes in nothing that is still being written, loaded or open elsewhere', async () => {
  // Long enough for a busy machine: a file rests only when nobody writes to it.
  const patient = { ...TIMES, settleMs: 1000 }
  const { until, write, papers, told } = await watchSome({ 'z.txt': samplePaper() }, {}, patient)
  await until('added z.txt')
  for (const name of ['a.txt.crdownload', '.b.txt.x7Gh2', '~$c.docx', 'd.pdf.part']) write(name, samplePaper())
  mkdirSync(join(papers, 'e.txt.download'))
  write('e.txt.download/e.txt', samplePaper('Kumonoue Desk'))
  write('slow.txt', '')
  for (const line of samplePaper('Hidamari Box').split(/(?<=\n)/u)) {
    appendFileSync(join(papers, 'slow.txt'), line)
    await setTimeout(60)
  }
  expect(told).toEqual(['added z.txt'])
  await until('added slow.txt')
  renameSync(join(papers, 'e.txt.download', 'e.txt'), join(papers, 'e.txt'))
  await until('added e.txt')
  expect(told).toHaveLength(3)
})

it('names a file that stays unfinished, and takes it in when it is finished', async () => {
  const { until, write, told } = await watchSome({ 'a.txt': samplePaper(), 'b.pdf': '%PDF-1.4\n' })
  await until('failed b.pdf')
  expect(told[0]).toBe('added a.txt')
  write('b.pdf', samplePaper('Hidamari Box'))
  write('empty.txt', '')
  await until('failed empty.txt')
  write('empty.txt', samplePaper('Kumonoue Desk'))
  await until('added empty.txt')
})

it('keeps nothing of a file that rested when half of it was there', async () => {
  const text = samplePaper()
  const { until, write, store } = await watchSome({ 'a.txt': text.slice(0, text.indexOf('2.2. ')) })
  await until('added a.txt')
  write('a.txt', text)
  await until('replaced a.txt')
  expect(await store.listPapers()).toMatchObject([{ sectionCount: 7, older: [] }])
})

it('says once which link it does not follow', async () => {
  const outside = join(makeFolder(), 'secret.txt')
  writeFileSync(outside, samplePaper('Hidamari Box'))
  const { until, write, papers, told, rest } = await watchSome({ 'a.txt': samplePaper() })
  symlinkSync(outside, join(papers, 'b.txt'))
  await until('skipped b.txt')
  write('c.txt', samplePaper('Kumonoue Desk'))
  await until('added c.txt')
  await rest()
  expect(told).toHaveLength(3)
})

it('counts metadata that comes later', async () => {
  const nameless = '1. 運用\n1.1. バックアップ\nバックアップの保管期間は5日間です。\n'
  const { until, write, store } = await watchSome({ 'a.txt': nameless })
  await until('failed a.txt')
  write('a.txt.meta.yaml', 'product: Kumonoue Desk\n')
  await until('added a.txt')
  expect((await store.listPapers()).map(({ product }) => product)).toEqual(['Kumonoue Desk'])
})

it('keeps the papers of a folder that is empty or gone, says so once, and goes on when it is back', async () => {
  const { until, write, papers, store, told, rest } = await watchSome({ 'a.txt': samplePaper() })
  await until('added a.txt')
  rmSync(join(papers, 'a.txt'))
  await until(/holds no paper/u)
  rmSync(papers, { recursive: true })
  await until(/no such file or folder/u)
  await rest()
  expect((await store.listPapers()).map(({ product }) => product)).toEqual(['Tsubomi Note'])
  expect(told).toHaveLength(3)
  mkdirSync(papers)
  write('a.txt', samplePaper())
  write('b.txt', samplePaper('Hidamari Box'))
  await until('added b.txt')
  expect((await store.listPapers()).map(({ product }) => product)).toEqual(['Hidamari Box', 'Tsubomi Note'])
})

it('forgets what went while nobody looked', async () => {
  const { until, papers, store, end } = await watchSome({
    'a.txt': samplePaper(),
    'b.txt': samplePaper('Hidamari Box'),
  })
  await until(/^added/u, 2)
  await end()
  rmSync(join(papers, 'b.txt'))
  const removed: string[] = []
  const stop = new AbortController()
  const onRemoved = ({ paper }: { paper: { product: string } }) => {
    removed.push(paper.product)
    stop.abort()
  }
  const listener = { onResult: () => {}, onProblem: () => {}, onRemoved }
  const parts = { store, catalog, embeddings: smallEmbeddings }
  await watchFolders([papers], (work) => work(parts), listener, stop.signal, TIMES)
  expect(removed).toEqual(['Hidamari Box'])
})

it('takes in a second copy when the first one goes', async () => {
  const { until, papers, store } = await watchSome({ 'a.txt': samplePaper(), 'b.txt': samplePaper() })
  await until('duplicate b.txt')
  rmSync(join(papers, 'a.txt'))
  await until('replaced b.txt')
  expect((await store.listPapers()).map(({ source }) => source.path)).toEqual([join(papers, 'b.txt')])
})

it('tries again when the index cannot be written to, and says so once', async () => {
  let isFull = true
  const { until, told, store, rest } = await watchSome(
    { 'a.txt': samplePaper() },
    {
      savePaper: (content, place) =>
        isFull ? Promise.reject(new IndexError('INDEX_BROKEN', 'no room')) : store.savePaper(content, place),
    },
  )
  await until('no room')
  await rest()
  expect(told).toEqual(['no room'])
  isFull = false
  await until('added a.txt')
})

it('ends after the file in hand', async () => {
  const { told, store, stop, end } = await watchSome(
    Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}.txt`, samplePaper(`Tsubomi ${name.toUpperCase()}`)])),
    {
      async savePaper(content, place) {
        stop.abort()
        await store.savePaper(content, place)
      },
    },
  )
  while (!stop.signal.aborted) await setTimeout(2)
  await end()
  expect(told).toEqual(['added a.txt'])
  expect(await store.listPapers()).toHaveLength(1)
})
