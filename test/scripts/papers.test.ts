import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatPapers } from '../../scripts/papers/format-papers.ts'
import { toListings } from '../../scripts/papers/paper-entry.ts'
import type { StoredPaper } from '../../src/store/knowledge-store.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { makePaper } from '../helpers/paper-content.ts'
import { runScript } from '../helpers/run-script.ts'
import { samplePaper } from '../helpers/sample-paper.ts'

const TODAY = '2026-06-15'

function storedPaper(id: string, changes: Partial<StoredPaper>): StoredPaper {
  const source = { path: `/work/papers/${id}.txt`, fingerprint: 'f', given: {}, sha256: '0123456789abcdef' }
  return { ...makePaper(id), source, sectionCount: 7, factCount: 13, older: [], ...changes }
}

describe('The list of papers', () => {
  it.each([
    ['2026-06-15', 0, false],
    ['2025-07-16', 10, false],
    ['2024-06-15', 24, false],
    ['2024-06-14', 24, true],
    ['2023-02', 40, true],
    [null, null, false],
  ])('tells the age of an edition of %s', (date, ageMonths, isOutdated) => {
    expect(toListings([storedPaper('a', { date })], TODAY)).toMatchObject([{ ageMonths, isOutdated }])
  })

  it('has every edition in a row, the newest of a document first, with its file below', () => {
    const older = storedPaper('a1', { product: 'ひだまり箱', version: '1.0', date: '2023-01-31' })
    const papers = [
      storedPaper('a2', {
        product: 'ひだまり箱',
        vendor: '架空社',
        title: '白書',
        version: '2.0',
        date: null,
        older: [older],
      }),
    ]
    expect(formatPapers(toListings(papers, TODAY), '/work').split('\n')).toEqual([
      'product     edition  date        state    sections  facts  age               id',
      'ひだまり箱  2.0      -           current         7     13  unknown           a2',
      '  架空社  白書  whitepaper',
      '  papers/a2.txt  sha256 0123456789ab',
      'ひだまり箱  1.0      2023-01-31  older           7     13  3 y 4 m OUTDATED  a1',
      expect.stringContaining(older.title),
      '  papers/a1.txt  sha256 0123456789ab',
    ])
  })
})

it('lists what is in the index, and takes an edition or the only one of a document out of it', async () => {
  const cwd = makeFolder()
  const options = { cwd, indexDir: join(cwd, 'index') }
  const newer = samplePaper('Tsubomi Note', '35日間').replace('1.2版', '2.0版').replace('2024年', '2025年')
  mkdirSync(join(cwd, 'papers'))
  for (const [name, text] of Object.entries({ a: samplePaper(), b: newer, c: samplePaper('Hidamari Box') })) {
    writeFileSync(join(cwd, 'papers', `${name}.txt`), text)
  }
  await runScript('ingest', ['papers'], options)
  const list = async () => JSON.parse((await runScript('papers', ['--json'], options)).stdout)
  const papers = await list()
  expect(papers).toMatchObject([
    { product: 'Hidamari Box', isCurrent: true, sections: 7, facts: 13, file: join(cwd, 'papers', 'c.txt') },
    { product: 'Tsubomi Note', version: '2.0', isCurrent: true },
    { product: 'Tsubomi Note', version: '1.2', isCurrent: false, date: '2024-04-01' },
  ])
  expect((await runScript('papers', [], options)).stdout).toMatch(
    /^product .*\nHidamari Box +1\.2 +2024-04-01 +current/u,
  )

  const removed = await runScript('papers', ['--remove', papers[1].id], options)
  expect(removed).toMatchObject({ code: 0, stderr: '' })
  expect(removed.stdout).toMatch(
    /^removed +Tsubomi Note \(2\.0, 2025-04-01\)\n {2}1\.2, 2024-04-01 answers again\n {2}papers\/b\.txt is still there/u,
  )
  expect(await list()).toMatchObject([{}, { version: '1.2', isCurrent: true }])
  await runScript('papers', ['--remove', papers[0].documentId], options)
  expect(await list()).toMatchObject([{ product: 'Tsubomi Note' }])

  const unknown = await runScript('papers', ['--remove', 'kumo'], options)
  expect(unknown).toMatchObject({ code: 1, stdout: '' })
  expect(unknown.stderr).toMatch(/^No paper of the index has the id kumo/u)
})

it('takes out all editions of a document where that is said, and fills nothing up', async () => {
  const cwd = makeFolder()
  const options = { cwd, indexDir: join(cwd, 'index') }
  writeFileSync(join(cwd, 'a.txt'), samplePaper())
  writeFileSync(
    join(cwd, 'b.txt'),
    samplePaper('Tsubomi Note', '35日間').replace('1.2版', '2.0版').replace('2024', '2025'),
  )
  await runScript('ingest', ['a.txt', 'b.txt'], options)
  const [{ documentId }] = JSON.parse((await runScript('papers', ['--json'], options)).stdout)
  expect(await runScript('papers', ['--remove', documentId], options)).toMatchObject({ code: 2, stdout: '' })
  expect((await runScript('papers', ['--remove', documentId, '--all'], options)).code).toBe(0)
  expect(await runScript('papers', [], options)).toMatchObject({ code: 0, stdout: 'No paper is in the index.\n' })
  const asked = await runScript('ask', ['バックアップの保管期間は？'], options)
  expect(asked.stderr).not.toContain('Building')
  expect(asked.stdout).not.toContain('KUMIKI')
})

it('lists nothing and builds nothing where there is no index yet', async () => {
  const cwd = makeFolder()
  const options = { cwd, indexDir: join(cwd, 'index') }
  expect(await runScript('papers', ['--json'], options)).toEqual({ code: 0, stdout: '[]\n', stderr: '' })
  expect(existsSync(options.indexDir)).toBe(false)
})
