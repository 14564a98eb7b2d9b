import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { buildIndex } from '../../src/build-index.ts'
import { createEngine } from '../../src/engine.ts'
import { openModels, openStore } from '../../src/open-engine.ts'
import { createRetriever } from '../../src/retrieval/retrieve.ts'
import { KNOWLEDGE_DIR } from '../helpers/answer-engine.ts'
import { buildProgram } from '../helpers/built-program.ts'
import { dumpIndex } from '../helpers/dump-index.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { createRandom } from '../helpers/random.ts'
import { runNode } from '../helpers/run-script.ts'
import { samplePaper } from '../helpers/sample-paper.ts'

const KILLS = 50
const PRODUCTS = ['Tsubomi', 'Hidamari', 'Kumonoue', 'Hatsuyuki'].flatMap((name) =>
  ['Note', 'Box'].map((kind) => `${name} ${kind}`),
)
const logger = { info: () => {}, warn: () => {}, error: () => {} }

/** Papers in two editions, and the index that a clean run makes of each. */
async function makeDesk() {
  // The built program: it starts in half the time, and there are many starts.
  const cwd = makeFolder()
  buildProgram(cwd, ['--noCheck'])
  const papers = join(cwd, 'papers')
  mkdirSync(papers)
  const write = (retention: string) => {
    for (const [i, product] of PRODUCTS.entries()) {
      writeFileSync(join(papers, `${i}.txt`), samplePaper(product, retention))
    }
  }
  const build = (indexDir: string) =>
    buildIndex({ knowledgeDir: KNOWLEDGE_DIR, indexDir, logger, rebuild: false }, [papers], {})
  const old = join(cwd, 'old')
  write('21日間')
  await build(old)
  write('35日間')
  await build(join(cwd, 'new'))
  return { cwd, old, build, dumps: { old: dumpIndex(old), new: dumpIndex(join(cwd, 'new')) } }
}

/** How long `npm run ingest` ran before it began to write, and then. */
interface Span {
  readonly beforeMs: number
  readonly writingMs: number
}

/**
 * Runs `npm run ingest`; with `stop`, kills it so many milliseconds after its start or, with `writing`, after it took
 * the lock.
 */
async function runIngest(
  cwd: string,
  indexDir: string,
  args: readonly string[],
  stop?: { readonly after: 'start' | 'lock'; readonly ms: number },
): Promise<Span> {
  const env = { PATH: process.env.PATH, INDEX_DIR: indexDir }
  const started = performance.now()
  const child = spawn(process.execPath, ['dist/scripts/ingest.js', ...args], { cwd, env, stdio: 'ignore' })
  const exited = once(child, 'exit')
  const isOver = () => child.exitCode !== null
  if (stop?.after !== 'start') {
    while (!isOver() && !existsSync(join(indexDir, 'ingest.lock'))) await setTimeout(2)
  }
  const locked = performance.now()
  if (stop) {
    await Promise.race([setTimeout(stop.ms), exited])
    child.kill('SIGKILL')
  }
  await exited
  return { beforeMs: locked - started, writingMs: performance.now() - locked }
}

const models = openModels(KNOWLEDGE_DIR)

async function askRetention(indexDir: string): Promise<string> {
  const { catalog, embeddings } = models
  const store = await openStore(indexDir, models, 'read')
  const retrieve = createRetriever({ store, embeddings, vocabulary: catalog.vocabulary })
  const engine = createEngine({ store, catalog, retrieve, logger, now: () => 0 })
  const answer = await engine.ask({ text: 'Hatsuyuki Noteのバックアップの保管期間は？', turns: [] })
  await store.close()
  return answer.text
}

it('loses nothing and holds no half of a paper, whenever it is killed, and the next run completes it', async () => {
  const desk = await makeDesk()
  const indexDir = join(desk.cwd, 'index')
  const { beforeMs, writingMs } = await runIngest(desk.cwd, indexDir, ['papers'])
  const random = createRandom(20_250_401)
  for (let kill = 0; kill < KILLS; kill++) {
    const isFirst = kill % 4 >= 2
    const isRebuild = kill % 2 === 1
    rmSync(indexDir, { recursive: true, force: true })
    if (!isFirst) cpSync(desk.old, indexDir, { recursive: true })
    rmSync(join(indexDir, 'ingest.lock'), { force: true })
    const stop =
      kill % 5 < 3
        ? ({ after: 'lock', ms: random() * 1.2 * writingMs } as const)
        : ({ after: 'start', ms: random() * (beforeMs + writingMs) } as const)
    await runIngest(desk.cwd, indexDir, isRebuild ? ['--rebuild', 'papers'] : ['papers'], stop)

    const about = `kill ${kill}, ${stop.ms.toFixed(0)} ms after its ${stop.after}`
    const left = dumpIndex(indexDir)
    for (const [id, paper] of Object.entries(left)) {
      expect([desk.dumps.old[id], desk.dumps.new[id]].includes(paper), `${about}: ${id}`).toBe(true)
    }
    const fresh = Object.entries(left).filter(([id, paper]) => paper === desk.dumps.new[id]).length
    if (!isFirst || fresh === PRODUCTS.length) {
      expect(Object.keys(left), about).toHaveLength(PRODUCTS.length)
      expect(await askRetention(indexDir), about).toMatch(/21日間|35日間/u)
    }
    if (isRebuild) expect([0, PRODUCTS.length], about).toContain(fresh)
    if (kill % 5 === 0 || kill >= KILLS - 4) {
      await desk.build(indexDir)
      expect(dumpIndex(indexDir), about).toEqual(desk.dumps.new)
      expect(readdirSync(indexDir).filter((name) => !/^(?:posture\.db|vectors\.|ingest\.lock)/u.test(name))).toEqual([])
    }
  }
  const last = await runNode(['dist/scripts/ingest.js', '--rebuild', 'papers'], { cwd: desk.cwd, indexDir })
  expect(last).toMatchObject({ code: 0, stderr: '' })
  expect(dumpIndex(indexDir)).toEqual(desk.dumps.new)
}, 240_000)
