import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { dumpIndex } from '../helpers/dump-index.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { runScript } from '../helpers/run-script.ts'
import { samplePaper } from '../helpers/sample-paper.ts'

/** Longer than SQLite itself waits for another process. */
const LONG_MS = 6000

const INGEST = fileURLToPath(new URL('../../scripts/ingest.ts', import.meta.url))

function makeDesk() {
  const cwd = makeFolder()
  mkdirSync(join(cwd, 'papers'))
  for (const name of ['Tsubomi', 'Hidamari', 'Kumonoue']) {
    writeFileSync(join(cwd, 'papers', `${name}.txt`), samplePaper(`${name} Note`))
  }
  return { cwd, indexDir: join(cwd, 'index') }
}

/** Starts an ingest and stops it while it holds the index. */
async function startAndFreeze({ cwd, indexDir }: { readonly cwd: string; readonly indexDir: string }) {
  const args = ['--import', fileURLToPath(import.meta.resolve('tsx')), INGEST, 'papers']
  const child = spawn(process.execPath, args, { cwd, env: { INDEX_DIR: indexDir }, stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  while (child.exitCode === null && !existsSync(join(indexDir, 'posture.db'))) await setTimeout(1)
  child.kill('SIGSTOP')
  expect(child.exitCode).toBeNull()
  return child
}

it.each([
  ['goes on when it is done', 'SIGCONT', []],
  ['goes on when it was killed', 'SIGKILL', []],
  ['makes the index anew when it is done', 'SIGCONT', ['--rebuild']],
] as const)('waits for another ingest, however long that takes, says so, and %s', async (_, signal, flags) => {
  const desk = makeDesk()
  const first = await startAndFreeze(desk)
  let isOver = false
  const second = runScript('ingest', [...flags, 'papers'], desk).finally(() => {
    isOver = true
  })
  await setTimeout(LONG_MS)
  expect(isOver).toBe(false)
  first.kill(signal)
  const { code, stdout, stderr } = await second
  expect(stderr).toMatch(/^Another process is changing the index \S+: waiting until it is done …\n$/u)
  expect({ code, lines: stdout.trim().split('\n').length }).toEqual({ code: 0, lines: 4 })
  expect(Object.keys(dumpIndex(desk.indexDir))).toHaveLength(3)
})

it('builds no index in the place of one that another process has made meanwhile', async () => {
  const desk = makeDesk()
  const first = await startAndFreeze(desk)
  const asked = runScript('ask', ['Tsubomi Noteのバックアップの保管期間は？'], desk)
  await setTimeout(LONG_MS)
  first.kill('SIGCONT')
  const { code, stdout, stderr } = await asked
  expect(stderr).toMatch(/^Another process is changing the index/u)
  expect(code).toBe(0)
  expect(stdout).toContain('21日間')
  expect(Object.keys(dumpIndex(desk.indexDir))).toHaveLength(3)
})
