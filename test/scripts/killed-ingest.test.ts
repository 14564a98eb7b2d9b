import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { buildIndex } from '../../src/build-index.ts'
import { createEngine } from '../../src/engine.ts'
import { openBase, openModels } from '../../src/open-engine.ts'
import { createRetriever } from '../../src/retrieval/retrieve.ts'
import { KNOWLEDGE_DIR } from '../helpers/answer-engine.ts'
import { buildProgram } from '../helpers/built-program.ts'
import { dumpIndex } from '../helpers/dump-index.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { createRandom } from '../helpers/random.ts'
import { runNode } from '../helpers/run-script.ts'
import { samplePaper } from '../helpers/sample-paper.ts'

const KILLS = 50
/** So many are done at once, each on an index of its own. */
const LANES = 2
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
  const write = (version: string, retention: string) => {
    for (const [i, product] of PRODUCTS.entries()) {
      writeFileSync(join(papers, `${i}.txt`), samplePaper(product, retention).replace('1.2版', `${version}版`))
    }
  }
  const build = (indexDir: string, rebuild = false) =>
    buildIndex({ knowledgeDir: KNOWLEDGE_DIR, indexDir, logger, rebuild }, [papers], {})
  const [old, both, fresh] = [join(cwd, 'old'), join(cwd, 'both'), join(cwd, 'fresh')]
  write('1.2', '21日間')
  await build(old)
  write('2.0', '35日間')
  cpSync(old, both, { recursive: true })
  await build(both)
  await build(fresh)
  return { cwd, old, build, dumps: { old: dumpIndex(old), both: dumpIndex(both), fresh: dumpIndex(fresh) } }
}

/** How long `npm run ingest` ran before it began to write, and then. */
interface Span {
  readonly beforeMs: number
  readonly writingMs: number
}

/** A kill so many milliseconds after the start, after the index is locked, or after its database began to change. */
interface Kill {
  readonly after: 'start' | 'lock' | 'write'
  readonly ms: number
}

/** Runs `npm run ingest` to its end or until it is killed. */
async function runIngest(cwd: string, indexDir: string, args: readonly string[], stop?: Kill): Promise<Span> {
  const env = { PATH: process.env.PATH, INDEX_DIR: indexDir }
  const started = performance.now()
  const child = spawn(process.execPath, ['dist/scripts/ingest.js', ...args], { cwd, env, stdio: 'ignore' })
  const exited = once(child, 'exit')
  const waitUntil = async (isTrue: () => boolean) => {
    while (child.exitCode === null && !isTrue()) await setTimeout(3)
  }
  if (stop?.after !== 'start') await waitUntil(() => existsSync(join(indexDir, 'ingest.lock')))
  const locked = performance.now()
  if (stop?.after === 'write') {
    await waitUntil(() => (statSync(join(indexDir, 'posture.db-wal'), { throwIfNoEntry: false })?.size ?? 0) > 0)
  }
  if (stop) {
    await Promise.race([setTimeout(stop.ms), exited])
    child.kill('SIGKILL')
  }
  await exited
  return { beforeMs: locked - started, writingMs: performance.now() - locked }
}

function pick<T>(record: Readonly<Record<string, T>>, keys: readonly string[]): Partial<Record<string, T>> {
  return Object.fromEntries(keys.map((key) => [key, record[key]]))
}

/** Most of them while something is written: that is a small part of the time. */
function chooseKill(kill: number, part: number, { beforeMs, writingMs }: Span): Kill {
  switch (kill % 3) {
    case 0:
      return { after: 'start', ms: part * (beforeMs + writingMs) }
    case 1:
      return { after: 'lock', ms: part * writingMs }
    default:
      return { after: 'write', ms: (part * writingMs) / 4 }
  }
}

const models = openModels({ knowledgeDir: KNOWLEDGE_DIR, indexDir: '' })

async function askRetention(indexDir: string): Promise<string> {
  const { catalog, embeddings } = models
  const base = await openBase({ knowledgeDir: KNOWLEDGE_DIR, indexDir, logger }, models)
  const store = await base.open('read')
  const retrieve = createRetriever({ store, embeddings, vocabulary: catalog.vocabulary })
  const engine = createEngine({ store, catalog, retrieve, logger, now: () => 0, today: () => '2025-04-01' })
  const answer = await engine.ask({ text: 'Hatsuyuki Noteのバックアップの保管期間は？', turns: [] })
  await store.close()
  return answer.text
}

/** Kills one run, looks at what is left, and now and then lets the next run complete it. */
async function checkKill(desk: Awaited<ReturnType<typeof makeDesk>>, indexDir: string, kill: number, stop: Kill) {
  const isFirst = kill % 4 >= 2
  const isRebuild = kill % 2 === 1
  rmSync(indexDir, { recursive: true, force: true })
  if (!isFirst) cpSync(desk.old, indexDir, { recursive: true })
  rmSync(join(indexDir, 'ingest.lock'), { force: true })
  await runIngest(desk.cwd, indexDir, isRebuild ? ['--rebuild', 'papers'] : ['papers'], stop)

  const about = `kill ${kill}, ${stop.ms.toFixed(0)} ms after its ${stop.after}`
  const before = isFirst ? {} : desk.dumps.old
  const after = isFirst || isRebuild ? desk.dumps.fresh : desk.dumps.both
  const left = dumpIndex(indexDir)
  const done = Object.keys(after).filter((id) => left[id] === after[id])
  expect(left, about).toEqual({ ...before, ...pick(after, done) })
  if (isRebuild) expect([0, PRODUCTS.length], about).toContain(done.length)
  if (Object.keys(left).length === PRODUCTS.length)
    expect(await askRetention(indexDir), about).toMatch(/21日間|35日間/u)

  if (kill % 10 === 0 || kill >= KILLS - 4) {
    await desk.build(indexDir, isRebuild)
    expect(dumpIndex(indexDir), about).toEqual(after)
    expect(readdirSync(indexDir).filter((name) => !/^(?:posture\.db|vectors\.|ingest\.lock)/u.test(name))).toEqual([])
  }
}

it('loses nothing and holds no half of a paper, whenever it is killed, and the next run completes it', async () => {
  const desk = await makeDesk()
  const indexDirs = Array.from({ length: LANES }, (_, lane) => join(desk.cwd, `index-${lane}`))
  const [span] = await Promise.all(indexDirs.map((indexDir) => runIngest(desk.cwd, indexDir, ['papers'])))
  const random = createRandom(20_250_401)
  const parts = Array.from({ length: KILLS }, random)
  await Promise.all(
    indexDirs.map(async (indexDir, lane) => {
      for (let kill = lane; kill < KILLS; kill += LANES) {
        await checkKill(desk, indexDir, kill, chooseKill(kill, parts[kill] ?? 0, span ?? { beforeMs: 0, writingMs: 0 }))
      }
    }),
  )
  for (const indexDir of indexDirs) {
    const last = await runNode(['dist/scripts/ingest.js', '--rebuild', 'papers'], { cwd: desk.cwd, indexDir })
    expect(last).toMatchObject({ code: 0, stderr: '' })
    expect(dumpIndex(indexDir)).toEqual(desk.dumps.fresh)
  }
}, 240_000)
