import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildProgram } from './helpers/built-program.ts'
import { makeFolder } from './helpers/index-folder.ts'
import { runNode } from './helpers/run-script.ts'
import { samplePaper } from './helpers/sample-paper.ts'

it('answers under plain node from what the compiler makes', async () => {
  const root = makeFolder()
  expect(buildProgram(root)).toBe('')
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
