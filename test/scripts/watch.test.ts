import { spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import type { Answer } from '../../src/domain.ts'
import { openEngine } from '../../src/open-engine.ts'
import { KNOWLEDGE_DIR } from '../helpers/answer-engine.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { runScript } from '../helpers/run-script.ts'
import { samplePaper } from '../helpers/sample-paper.ts'

const INGEST = fileURLToPath(new URL('../../scripts/ingest.ts', import.meta.url))
const logger = { info: () => {}, warn: () => {}, error: () => {} }

/** A folder of papers and `npm run ingest -- --watch` over it. */
function startWatch() {
  const cwd = makeFolder()
  const indexDir = join(cwd, 'index')
  const papers = join(cwd, 'papers')
  mkdirSync(papers)
  writeFileSync(join(papers, 'a.txt'), samplePaper())
  const args = ['--import', fileURLToPath(import.meta.resolve('tsx')), INGEST, '--watch', 'papers']
  const env = { PATH: process.env.PATH, INDEX_DIR: indexDir }
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk
    })
  }
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal))
  })
  return {
    indexDir,
    written,
    write: (name: string, text: string) => writeFileSync(join(papers, name), text),
    append: (name: string, text: string) => appendFileSync(join(papers, name), text),
    remove: (name: string) => rmSync(join(papers, name)),
    async until(line: RegExp) {
      while (!line.test(written.stdout)) {
        expect(child.exitCode, written.stderr).toBeNull()
        await setTimeout(10)
      }
    },
    stop(signal: NodeJS.Signals) {
      child.kill(signal)
      return ended
    },
  }
}

/** An engine that is asked again and again, as a running bot is. */
async function startAsking(indexDir: string) {
  const engine = await openEngine({ knowledgeDir: KNOWLEDGE_DIR, indexDir, logger })
  const ask = (product: string) => engine.ask({ text: `${product}のバックアップの保管期間は？`, turns: [] })
  const answers: Answer[] = []
  let isOver = false
  const asking = (async () => {
    while (!isOver) {
      answers.push(await ask('Tsubomi Note'))
      await setTimeout(1)
    }
  })()
  onTestFinished(async () => {
    isOver = true
    await asking
    await engine.close()
  })
  return { ask, answers }
}

it('answers from a file that lands while questions are asked, and none of them fails', async () => {
  const { indexDir, write, append, remove, until, stop, written } = startWatch()
  await until(/^added +Tsubomi Note/mu)
  const { ask, answers } = await startAsking(indexDir)

  const [first = '', ...rest] = samplePaper('Hidamari Box', '50日間').split(/(?<=\n\n)/u)
  write('b.txt', first)
  for (const part of rest) {
    await setTimeout(300)
    append('b.txt', part)
  }
  await until(/^added +Hidamari Box/mu)
  expect((await ask('Hidamari Box')).text).toContain('50日間')

  write('a.txt', samplePaper('Tsubomi Note', '35日間').replace('1.2版', '2.0版').replace('2024年', '2025年'))
  await until(/^replaced +Tsubomi Note \(2\.0, 2025-04-01\)/mu)
  expect((await ask('Tsubomi Note')).text).toContain('35日間')

  write('c.txt', '')
  write('d.docx', 'no Word file')
  remove('b.txt')
  await until(/^removed +Hidamari Box/mu)
  expect(await ask('Hidamari Box')).toMatchObject({ status: 'unknown_product' })

  expect(answers.length).toBeGreaterThan(50)
  const failed = answers.filter(({ status, text }) => status !== 'answered' || !/21日間|35日間/u.test(text))
  expect(failed).toEqual([])
  expect(written.stdout).not.toMatch(/FAILED.*b\.txt/u)
  expect(await stop('SIGTERM')).toBe(0)
  expect(written.stderr).toMatch(/^Watching papers for the index \S+; Ctrl\+C ends it\.\n$/u)
})

it('ends with 0 on Ctrl+C, also before anything came', async () => {
  const { stop, until } = startWatch()
  await until(/^added/mu)
  expect(await stop('SIGINT')).toBe(0)
})

it.each([
  [['--watch', 'missing'], /--watch needs folders: missing is none/u],
  [['--watch', '--rebuild', '.'], /--watch goes without --rebuild/u],
  [['--watch', '--product', 'Tsubomi Note', '.'], /--watch goes without --product/u],
])('refuses %j', async (args, message) => {
  const cwd = makeFolder()
  const { code, stderr } = await runScript('ingest', args, { cwd, indexDir: join(cwd, 'index') })
  expect(code).toBe(2)
  expect(stderr).toMatch(message)
})
