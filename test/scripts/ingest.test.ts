import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeFolder } from '../helpers/index-folder.ts'
import { runScript } from '../helpers/run-script.ts'
import { samplePaper } from '../helpers/sample-paper.ts'

it('skips what is unchanged, reports what changed fact by fact, and forgets what is gone', async () => {
  const cwd = makeFolder()
  const options = { cwd, indexDir: join(cwd, 'deep', 'index') }
  const papers = join(cwd, 'papers')
  mkdirSync(papers)
  writeFileSync(join(papers, 'tsubomi.txt'), samplePaper())
  writeFileSync(join(papers, 'hidamari.txt'), samplePaper('Hidamari Box', '50日間'))
  const ingest = (...args: string[]) => runScript('ingest', args, options)
  const ask = async (question: string) => JSON.parse((await runScript('ask', ['--json', question], options)).stdout)

  // Twice at the same time: neither may spoil what the other makes.
  const both = await Promise.all([ingest('papers'), ingest('papers')])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  for (const { stderr } of both) expect(stderr).toMatch(/^(?:Another process is changing the index .*\n)?$/u)
  const again = await ingest('papers')
  expect(again.stdout).toMatch(/^unchanged +Hidamari Box.*\nunchanged +Tsubomi Note.*\n2 of 2 files/u)

  writeFileSync(join(papers, 'tsubomi.txt'), samplePaper('Tsubomi Note', '35日間'))
  rmSync(join(papers, 'hidamari.txt'))
  const changed = await ingest('papers')
  expect(changed.code).toBe(0)
  expect(changed.stdout).toMatch(/^replaced +Tsubomi Note/mu)
  expect(changed.stdout).toMatch(/^ {2}backup\.retention.*: 21日間 → 35日間$/mu)
  expect(changed.stdout).toMatch(/^removed +Hidamari Box/mu)
  expect(changed.stdout).not.toMatch(/^ {2}log\./mu)

  const answer = await ask('Tsubomi Noteのバックアップの保管期間は？')
  expect(answer).toMatchObject({ status: 'answered', citations: [{ section: '2.1' }] })
  expect(answer.text).toContain('35日間')
  expect(answer.text).not.toContain('21日間')
  expect(await ask('Hidamari Boxのバックアップの保管期間は？')).toMatchObject({
    status: 'unknown_product',
    citations: [],
  })
  expect(readdirSync(options.indexDir).filter((name) => name.startsWith('.build'))).toEqual([])
})

it('keeps the newest edition whatever the files are called, until its file is gone', async () => {
  const cwd = makeFolder()
  const options = { cwd, indexDir: join(cwd, 'index') }
  const newer = samplePaper('Tsubomi Note', '35日間')
    .replace('第1.2版', '第2.0版')
    .replace('2024年4月1日', '2025年4月1日')
  writeFileSync(join(cwd, 'a-new.txt'), newer)
  writeFileSync(join(cwd, 'b-old.txt'), samplePaper())
  const first = await runScript('ingest', ['.'], options)
  expect(first.code).toBe(0)
  expect(first.stdout).toMatch(
    /^superseded +Tsubomi Note \(1\.2, 2024-04-01\); older than Tsubomi Note \(2\.0, 2025-04-01\)/mu,
  )
  expect(first.stdout).toMatch(/^2 of 2 files/mu)
  expect((await runScript('ingest', ['.'], options)).stdout).toMatch(/^unchanged .*\nunchanged /u)
  const changes = await runScript('changes', ['Tsubomi Note'], options)
  expect(changes.stdout).toMatch(/^ {2}backup\.retention.*: 21日間 → 35日間$/mu)
  expect(JSON.parse((await runScript('changes', ['--json'], options)).stdout)).toMatchObject([
    { product: 'Tsubomi Note', edition: '2.0, 2025-04-01', before: '1.2, 2024-04-01' },
  ])
  expect(await runScript('changes', ['Kurage Board'], options)).toMatchObject({ code: 1 })
  rmSync(join(cwd, 'a-new.txt'))
  expect((await runScript('ingest', ['.'], options)).stdout).toMatch(
    /^removed +Tsubomi Note \(2\.0, 2025-04-01\): its file is gone; 1\.2, 2024-04-01 answers again$/mu,
  )
})
