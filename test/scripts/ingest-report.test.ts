import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { formatReport } from '../../scripts/ingest/report-table.ts'
import { buildIndex } from '../../src/build-index.ts'
import { KNOWLEDGE_DIR } from '../helpers/answer-engine.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { runScript } from '../helpers/run-script.ts'
import { samplePaper } from '../helpers/sample-paper.ts'

const logger = { info: () => {}, warn: () => {}, error: () => {} }
const NEWER = samplePaper('Tsubomi Note', '35日間').replace('1.2版', '2.0版').replace('2024年', '2025年')

/** A folder with papers of which one is changed, one removed, one twice there and one no paper. */
async function makeDesk() {
  const cwd = makeFolder()
  const papers = join(cwd, 'papers')
  mkdirSync(papers)
  const write = (name: string, text: string) => writeFileSync(join(papers, name), text)
  write('a.txt', samplePaper())
  write('b.txt', samplePaper('ひだまり箱'))
  write('c.txt', samplePaper('Kumonoue Desk'))
  const indexDir = join(cwd, 'index')
  await buildIndex({ knowledgeDir: KNOWLEDGE_DIR, indexDir, logger, rebuild: false }, [papers], {})
  write('a.txt', NEWER)
  rmSync(join(papers, 'c.txt'))
  write('d.txt', samplePaper('ひだまり箱'))
  write('e.pdf', 'no PDF')
  return { cwd, papers, indexDir }
}

it('shows a row a file, aligned by what letters take on a terminal, with notes below', async () => {
  const { papers, indexDir } = await makeDesk()
  const report = await buildIndex({ knowledgeDir: KNOWLEDGE_DIR, indexDir, logger, rebuild: false }, [papers], {})
  const at = (name: string) => relative(process.cwd(), join(papers, name))
  const lines = formatReport(report).split('\n')
  expect(lines.filter((line) => !line.startsWith('  '))).toEqual([
    'status     product        edition          sections  facts  file',
    `replaced   Tsubomi Note   2.0, 2025-04-01         7     13  ${at('a.txt')}`,
    `unchanged  ひだまり箱     1.2, 2024-04-01         7     13  ${at('b.txt')}`,
    `duplicate  ひだまり箱     1.2, 2024-04-01                   ${at('d.txt')}`,
    `FAILED                                                      ${at('e.pdf')}`,
    `removed    Kumonoue Desk  1.2, 2024-04-01                   ${at('c.txt')}`,
  ])
  const below = (i: number) => lines[lines.findIndex((line) => line.startsWith(['replaced', 'FAILED'][i] ?? '')) + 1]
  expect(below(0)).toBe('  was 1.2, 2024-04-01')
  expect(below(1)).toMatch(/^ {2}\S*e\.pdf is not what its extension says/u)
  expect(lines).toContain('  backup.retention: 21日間 → 35日間')
  expect(lines.at(-1)).toBe('  its file is gone')
})

it('is one JSON document and nothing else with --json, and 1 where a file failed', async () => {
  const { cwd, papers, indexDir } = await makeDesk()
  const { code, stdout, stderr } = await runScript('ingest', ['--json', 'papers'], { cwd, indexDir })
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  const report = JSON.parse(stdout)
  expect(report).toMatchObject({ index: indexDir, isInPlace: true, failed: 1 })
  expect(report.files).toMatchObject([
    {
      status: 'replaced',
      file: join(papers, 'a.txt'),
      product: 'Tsubomi Note',
      vendor: '架空ノート株式会社',
      ...{ version: '2.0', date: '2025-04-01', sections: 7, facts: 13, error: null },
      changes: {
        facts: expect.arrayContaining([
          {
            ...{ attribute: 'backup.retention', variant: null, qualifier: null },
            ...{ before: ['21日間'], after: ['35日間'] },
          },
        ]),
        sections: expect.arrayContaining([{ kind: 'changed', number: '2.1', heading: '情報のバックアップ' }]),
      },
    },
    { status: 'unchanged', product: 'ひだまり箱', sections: 7, facts: 13 },
    { status: 'duplicate', product: 'ひだまり箱', by: expect.stringContaining('@1.2-2024-04-01') },
    { status: 'failed', product: null, sections: null, error: { reason: 'unsupported' } },
  ])
  expect(report.files[0].before).toMatch(/@1\.2-2024-04-01$/u)
  expect(report.removed).toMatchObject([{ product: 'Kumonoue Desk', file: join(papers, 'c.txt'), answersAgain: null }])
  const keys = Object.keys(report.files[0])
  expect(report.files.map((file: object) => Object.keys(file))).toEqual(report.files.map(() => keys))
})
