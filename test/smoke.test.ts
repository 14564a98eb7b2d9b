import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { makeFolder } from './helpers/index-folder.ts'
import { runNode } from './helpers/run-script.ts'
import { samplePaper } from './helpers/sample-paper.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

it('answers under plain node from what the compiler makes', async () => {
  // Beside the sources' own data, as `npm run build` leaves it, but in a folder of the test.
  const root = makeFolder()
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc')
  const built = spawnSync(
    process.execPath,
    [compiler, '-p', join(ROOT, 'tsconfig.build.json'), '--outDir', join(root, 'dist')],
    { encoding: 'utf8' },
  )
  expect(built.stdout + built.stderr).toBe('')
  cpSync(join(ROOT, 'package.json'), join(root, 'package.json'))
  symlinkSync(join(ROOT, 'knowledge'), join(root, 'knowledge'))
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  mkdirSync(join(root, 'papers'))
  writeFileSync(join(root, 'papers', 'a.txt'), samplePaper())
  const options = { cwd: root, indexDir: join(root, 'index') }
  const ingested = await runNode(['dist/scripts/ingest.js', 'papers'], options)
  expect(ingested).toMatchObject({ code: 0, stderr: '' })

  const asked = await runNode(['dist/scripts/ask.js', '--json', 'Tsubomi Noteのバックアップの保管期間は？'], options)
  expect(asked).toMatchObject({ code: 0, stderr: '' })
  const answer = JSON.parse(asked.stdout)
  expect(answer).toMatchObject({ status: 'answered', basis: 'facts', language: 'ja', citations: [{ section: '2.1' }] })
  expect(answer.text).toContain('21日間')

  const lines =
    '{"id": 1, "question": "Tsubomi Noteの通信の暗号化は？"}\nthis is not JSON\n{"id": 3, "question": "！？"}\n'
  const batch = await runNode(['dist/scripts/ask.js', '--jsonl'], { ...options, input: lines })
  expect(batch.code).toBe(1)
  expect(batch.stderr).toMatch(/^line 2: not JSON[^\n]*\n$/u)
  expect(batch.stdout.match(/^\{"id":\d/gmu)).toEqual(['{"id":1', '{"id":3'])
})
