import { existsSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildIndex } from '../../src/build-index.ts'
import { openEngine } from '../../src/open-engine.ts'
import { KNOWLEDGE_DIR } from '../helpers/answer-engine.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { samplePaper } from '../helpers/sample-paper.ts'

const logger = { info: () => {}, warn: () => {}, error: () => {} }
const QUESTION = { text: 'Tsubomi Noteのバックアップの保管期間は？', turns: [] }

/** A folder with papers and an index beside it that is not there yet. */
function makeDesk() {
  const root = makeFolder()
  const papers = join(root, 'papers')
  mkdirSync(papers)
  const options = { knowledgeDir: KNOWLEDGE_DIR, indexDir: join(root, 'index'), logger }
  return {
    options,
    papers,
    write: (name: string, text: string) => writeFileSync(join(papers, name), text),
    build: (rebuild = false) => buildIndex({ ...options, rebuild }, [papers], {}),
    answer: async () => {
      const engine = await openEngine(options)
      try {
        return (await engine.ask(QUESTION)).text
      } finally {
        await engine.close()
      }
    },
  }
}

it('opens what was built, and answers from it', async () => {
  const desk = makeDesk()
  desk.write('a.txt', samplePaper())
  expect(existsSync(join(desk.options.indexDir, 'posture.db'))).toBe(false)
  const seen: string[] = []
  const report = await buildIndex(
    { ...desk.options, rebuild: false },
    [desk.papers],
    {},
    {
      onProgress: (done, total, path) => void seen.push(`${done}/${total} ${path.split('/').at(-1)}`),
      onResult: ({ status }) => void seen.push(status),
    },
  )
  expect(report).toMatchObject({ isInPlace: true, removed: [], results: [{ status: 'added' }] })
  expect(seen).toEqual(['0/1 a.txt', 'added'])
  expect(existsSync(join(desk.options.indexDir, 'posture.db'))).toBe(true)
  expect(await desk.answer()).toContain('21日間')
})

it('refuses to open where nothing was built, and says what to do', async () => {
  await expect(openEngine(makeDesk().options)).rejects.toMatchObject({
    code: 'INDEX_MISSING',
    message: expect.stringContaining('ingest'),
  })
})

it('refuses to open a broken index', async () => {
  const desk = makeDesk()
  desk.write('a.txt', samplePaper())
  await desk.build()
  truncateSync(join(desk.options.indexDir, 'posture.db'), 5000)
  await expect(openEngine(desk.options)).rejects.toMatchObject({ code: 'INDEX_BROKEN' })
})

it('answers from the new version after the file changed', async () => {
  const desk = makeDesk()
  desk.write('a.txt', samplePaper())
  await desk.build()
  desk.write('a.txt', samplePaper('Tsubomi Note', '45日間'))
  await desk.build()
  expect(await desk.answer()).toContain('45日間')
  expect(await desk.answer()).not.toContain('21日間')
})

it('puts a rebuilt index in the place of the old one', async () => {
  const desk = makeDesk()
  desk.write('a.txt', samplePaper())
  await desk.build()
  desk.write('a.txt', samplePaper('Tsubomi Note', '45日間'))
  expect(await desk.build(true)).toMatchObject({ isInPlace: true })
  expect(await desk.answer()).toContain('45日間')
})

it('keeps the old index where the rebuilt one would lack a paper of it', async () => {
  const desk = makeDesk()
  desk.write('a.txt', samplePaper())
  desk.write('b.txt', samplePaper('Hatsuyuki Plan', '3日間'))
  await desk.build()
  desk.write('a.txt', '')
  expect(await desk.build(true)).toMatchObject({ isInPlace: false })
  expect(await desk.answer()).toContain('21日間')
})

it('keeps the old index where every file of a rebuild failed', async () => {
  const desk = makeDesk()
  desk.write('a.txt', samplePaper())
  await desk.build()
  rmSync(join(desk.papers, 'a.txt'))
  desk.write('b.txt', '')
  expect(await desk.build(true)).toMatchObject({ isInPlace: false })
  expect(await desk.answer()).toContain('21日間')
})

it('goes on answering from an open engine while papers are taken in', async () => {
  const desk = makeDesk()
  desk.write('a.txt', samplePaper())
  await desk.build()
  const engine = await openEngine(desk.options)
  desk.write('b.txt', samplePaper('Hatsuyuki Plan', '3日間'))
  await desk.build()
  const answer = await engine.ask({ text: 'Hatsuyuki Planのバックアップの保管期間は？', turns: [] })
  expect(answer.text).toContain('3日間')
  expect((await engine.ask(QUESTION)).text).toContain('21日間')
  await engine.close()
})

it('says that there are no papers where the index has none', async () => {
  const desk = makeDesk()
  desk.write('a.txt', samplePaper())
  await desk.build()
  rmSync(join(desk.papers, 'a.txt'))
  desk.write('b.txt', '')
  await desk.build()
  const engine = await openEngine(desk.options)
  expect(await engine.ask(QUESTION)).toMatchObject({ status: 'clarify', citations: [] })
  await engine.close()
})
