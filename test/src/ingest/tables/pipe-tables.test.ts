import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SourceLine } from '../../../../src/ingest/readers/source-document.ts'
import { joinPipeTables } from '../../../../src/ingest/tables/pipe-tables.ts'

const toLine = (text: string, changes: Partial<SourceLine> = {}): SourceLine => ({
  text,
  page: null,
  heading: null,
  ...changes,
})
const join = (...lines: string[]): string[] => joinPipeTables(lines.map((text) => toLine(text))).map(({ text }) => text)

describe('rows written with bars', () => {
  it.each<[what: string, lines: string[], rows: string[]]>([
    [
      'become rows with tabs, without the rule below the heads',
      ['| 項目 | 標準 |', '|------|:----:|', '| 保管期間 | 30日 |'],
      ['項目\t標準', '保管期間\t30日'],
    ],
    ['need no rule', ['|項目|標準|', '|保管期間|30日|'], ['項目\t標準', '保管期間\t30日']],
    ['may be indented', ['  | 項目 | 標準 |  ', '\t| 保管 | 30日 |'], ['項目\t標準', '保管\t30日']],
    [
      'keep empty cells between others, and lose those at the end',
      ['| 項目 | 標準 | 応用 |', '| 保管 |  | 30日 |', '| 記録 | 1年 |  |'],
      ['項目\t標準\t応用', '保管\t\t30日', '記録\t1年'],
    ],
    ['keep a dash for a value', ['| 項目 | 標準 |', '| 監査 | - |'], ['項目\t標準', '監査\t-']],
    [
      'end where the text goes on',
      ['次の表です。', '| 項目 | 標準 |', '| 保管 | 30日 |', '以上です。'],
      ['次の表です。', '項目\t標準', '保管\t30日', '以上です。'],
    ],
  ])('%s', (_, lines, rows) => {
    expect(join(...lines)).toEqual(rows)
  })

  it('keep the page of their line', () => {
    const rows = joinPipeTables([toLine('| 項目 | 標準 |', { page: 3 }), toLine('| 保管 | 30日 |', { page: 4 })])
    expect(rows.map(({ page }) => page)).toEqual([3, 4])
  })
})

it('rows without bars at their ends, with as many cells', () => {
  expect(join('Name | Purpose', 'Acorn Ltd | Hosting')).toEqual(['Name\tPurpose', 'Acorn Ltd\tHosting'])
})

describe('what is no table stays', () => {
  it.each<[what: string, lines: string[]]>([
    ['one row alone', ['| 項目 | 標準 |']],
    ['two rows with a line between them', ['| 項目 | 標準 |', '', '| 保管 | 30日 |']],
    ['bars inside one line', ['A | B', 'C']],
    ['bars inside lines with other counts', ['A | B', 'C | D | E']],
    ['bars without blanks', ['A|B', 'C|D']],
    ['a bar on one side', ['| 項目', '| 保管']],
    ['a bar alone', ['|', '|']],
    ['nothing', ['']],
  ])('%s', (_, lines) => {
    expect(join(...lines)).toEqual(lines)
  })

  it('headings of the format itself', () => {
    const lines = ['| 項目 |', '| 標準 |'].map((text) => toLine(text, { heading: 1 }))
    expect(joinPipeTables(lines)).toEqual(lines)
  })
})

describe('whatever is written', () => {
  it('no word is lost or invented', () => {
    const line = fc.string({ unit: fc.constantFrom(...'項7ab |-: '), maxLength: 20 })
    const words = (texts: readonly string[]) => texts.join('').replace(/[^\p{L}\p{N}]/gu, '')
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        expect(words(join(...lines))).toBe(words(lines))
      }),
    )
  })

  it.each<[what: string, line: string, row: string]>([
    ['a rule that is none at its end', `|${'-'.repeat(20_000)}x|`, `${'-'.repeat(20_000)}x`],
    ['blanks', `|${' '.repeat(100_000)}x|`, 'x'],
    ['bars', `|${'|'.repeat(100_000)}x|`, `${'\t'.repeat(100_000)}x`],
  ])('hostile rows come through: %s', (_, line, row) => {
    expect(join(line, line)).toEqual([row, row])
  })

  it('hostile lines come through', () => {
    const lines = [`|${'-'.repeat(100_000)}|x`, `|${'| '.repeat(50_000)}x`, ' '.repeat(100_000)]
    expect(join(...lines)).toEqual(lines)
  })

  it('100,000 dashes are a rule', () => {
    expect(join('| 項目 | 標準 |', `|${'-'.repeat(100_000)}|`)).toEqual(['項目\t標準'])
  })
})
