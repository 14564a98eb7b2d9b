import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { makeFolder } from '../helpers/index-folder.ts'
import { runScript } from '../helpers/run-script.ts'
import { samplePaper } from '../helpers/sample-paper.ts'

async function makeIndex() {
  const cwd = makeFolder()
  const options = { cwd, indexDir: join(cwd, 'index') }
  writeFileSync(join(cwd, 'a.txt'), samplePaper())
  writeFileSync(join(cwd, 'b.txt'), samplePaper('Hidamari Box', '50日間'))
  expect(await runScript('ingest', ['a.txt', 'b.txt'], options)).toMatchObject({ code: 0 })
  return options
}

it('answers a pipe line by line, with follow-ups, until /quit', async () => {
  const options = await makeIndex()
  const lines = [
    'Tsubomi Noteのバックアップの保管期間は？',
    '',
    'じゃあHidamari Boxは？',
    '/list',
    '/help',
    '/quit',
    'ログは？',
  ]
  const { code, stdout, stderr } = await runScript('serve', [], { ...options, input: `${lines.join('\n')}\n` })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const order = ['21日間', '50日間', '・Tsubomi Note：', '/new'].map((words) => stdout.indexOf(words))
  expect(order).not.toContain(-1)
  expect([...order].sort((a, b) => a - b)).toEqual(order)
  expect(stdout).not.toContain('180日')
})

it('answers what it holds and ends well when it is told to stop', async () => {
  const { cwd, indexDir } = await makeIndex()
  const serve = fileURLToPath(new URL('../../scripts/serve.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', fileURLToPath(import.meta.resolve('tsx')), serve], {
    cwd,
    env: { PATH: process.env.PATH, INDEX_DIR: indexDir },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.write('Tsubomi Noteのバックアップの保管期間は？\n')
  let written = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    if (written === '') child.kill('SIGTERM')
    written += chunk
  }
  const [code, signal] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode, child.signalCode]
  expect({ code, signal }).toEqual({ code: 0, signal: null })
  expect(written).toContain('21日間')
})
