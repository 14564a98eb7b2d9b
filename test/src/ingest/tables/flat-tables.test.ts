import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SourceLine } from '../../../../src/ingest/readers/source-document.ts'
import { joinFlatTables } from '../../../../src/ingest/tables/flat-tables.ts'
import { joinTables } from '../../../../src/ingest/tables/join-tables.ts'

const toLine = (text: string, changes: Partial<SourceLine> = {}): SourceLine => ({
  text,
  page: null,
  heading: null,
  ...changes,
})

/** The texts of the lines after joining; cells are separated by `|` on both sides. */
const join = (...lines: string[]): string[] =>
  joinFlatTables(lines.map((text) => toLine(text))).map(({ text }) => text.replaceAll('\t', '|'))
const flat = (cells: string): string[] => join(...cells.split('|'))

describe('cells that stand one on a line', () => {
  it.each<[what: string, cells: string, rows: string[]]>([
    [
      'with plans over the columns',
      '項目|エントリー|ビジネス|バックアップの保管期間|7日|30日|操作ログの保管期間|90日|1年',
      ['項目|エントリー|ビジネス', 'バックアップの保管期間|7日|30日', '操作ログの保管期間|90日|1年'],
    ],
    [
      'with words over the columns that only heads are, and values in words',
      '評価項目|規定内容|回答|備考|稼働率|月間の稼働率|99.9%以上|計画停止を除く|復旧時間|障害から復旧まで|4時間|なし',
      [
        '評価項目|規定内容|回答|備考',
        '稼働率|月間の稼働率|99.9%以上|計画停止を除く',
        '復旧時間|障害から復旧まで|4時間|なし',
      ],
    ],
    [
      'with marks for values',
      '機能|ライト|スタンダード|プロ|多要素認証|×|○|○|シングルサインオン|－|オプション|○',
      ['機能|ライト|スタンダード|プロ', '多要素認証|×|○|○', 'シングルサインオン|－|オプション|○'],
    ],
    ['with two columns', '項目|設定値|データ|7日|記録|30日', ['項目|設定値', 'データ|7日', '記録|30日']],
    [
      'in English and full-width letters',
      'ＩＴＥＭＳ|Basic|Premium|Backup retention|7 days|30 days|Log retention|90 days|1 year',
      ['ＩＴＥＭＳ|Basic|Premium', 'Backup retention|7 days|30 days', 'Log retention|90 days|1 year'],
    ],
    [
      'with one row below the heads, where its values tell the width',
      '項目|エントリー|ビジネス|保管期間|7日|30日',
      ['項目|エントリー|ビジネス', '保管期間|7日|30日'],
    ],
  ])('become rows: %s', (_, cells, rows) => {
    expect(flat(cells)).toEqual(rows)
  })

  it('are joined up to the last row that fits, and the text around them stays', () => {
    expect(
      flat(
        '次の表のとおりです。|項目|エントリー|ビジネス|保管期間|7日|30日|記録|90日|1年|※1 税別|第2章 体制|以上です。',
      ),
    ).toEqual([
      '次の表のとおりです。',
      '項目|エントリー|ビジネス',
      '保管期間|7日|30日',
      '記録|90日|1年',
      '※1 税別',
      '第2章 体制',
      '以上です。',
    ])
  })

  it('are joined up to a sentence, even where it stands in the place of a label', () => {
    expect(flat('項目|エントリー|ビジネス|保管期間|7日|30日|記録は残します。|90日|1年')).toEqual([
      '項目|エントリー|ビジネス',
      '保管期間|7日|30日',
      '記録は残します。',
      '90日',
      '1年',
    ])
  })

  it('keep the page of their first cell, row by row', () => {
    const cells = ['項目', 'エントリー', 'ビジネス', '保管期間', '7日', '30日']
    const rows = joinFlatTables(cells.map((text, i) => toLine(text, { page: i < 3 ? 4 : 5 })))
    expect(rows.map(({ page }) => page)).toEqual([4, 5])
  })

  it('are read as rows of two tables that follow each other', () => {
    const one = '項目|エントリー|ビジネス|保管期間|7日|30日'
    expect(flat(`${one}|二つ目の表です。|${one}`)).toEqual([
      '項目|エントリー|ビジネス',
      '保管期間|7日|30日',
      '二つ目の表です。',
      '項目|エントリー|ビジネス',
      '保管期間|7日|30日',
    ])
  })
})

describe('what is no table stays as it is', () => {
  it.each<[what: string, cells: string]>([
    ['a list without values', '分類|公開|社外秘|極秘|要配慮'],
    ['a word of heads before a sentence', 'サービス|当社は保存データを暗号化しています。|7日|30日'],
    ['two heads of the same name', '項目|エントリー|エントリー|保管期間|7日|30日|記録|1日|2日'],
    ['a value among the heads', '項目|30日|ビジネス|保管期間|7日|30日'],
    ['nothing over the first column that heads a table', '暗号化|エントリー|ビジネス|保管期間|7日|30日'],
    ['a note between head and rows', '項目|エントリー|ビジネス|※1 税別|保管期間|7日|30日'],
    ['an empty line between head and rows', '項目|エントリー|ビジネス||保管期間|7日|30日'],
    ['heads alone', '項目|エントリー|ビジネス'],
    ['nothing at all', ''],
  ])('%s', (_, cells) => {
    expect(flat(cells)).toEqual(cells.split('|'))
  })

  it('a heading of the format itself', () => {
    const lines = [toLine('項目', { heading: 2 }), ...['A', 'B', '保管期間', '7日', '30日'].map((text) => toLine(text))]
    expect(joinFlatTables(lines)).toEqual(lines)
  })

  it('a line that has tabs already', () => {
    expect(joinFlatTables(['項目', 'A\tB', '7日', '30日'].map((text) => toLine(text)))).toHaveLength(4)
  })

  it('a cell wider than a column', () => {
    const wide = '保'.repeat(23)
    expect(flat(`項目|エントリー|ビジネス|${wide}|7日|30日`)).toHaveLength(6)
    expect(flat(`項目|エントリー|ビジネス|${wide.slice(1)}|7日|30日`)).toHaveLength(2)
  })
})

describe('a first column that reads like a head or a number', () => {
  it('is told from the heads: 保管期間 as the label of the first row', () => {
    expect(flat('項目|設定値|備考|保管期間|30日|夜間に取得|記録|90日|なし')).toEqual([
      '項目|設定値|備考',
      '保管期間|30日|夜間に取得',
      '記録|90日|なし',
    ])
  })

  it('may be a number under 番号', () => {
    expect(flat('番号|項目|回答|1|データの保管|30日|2|記録の保管|1年')).toEqual([
      '番号|項目|回答',
      '1|データの保管|30日',
      '2|記録の保管|1年',
    ])
  })

  it('is told from several heads that may be labels', () => {
    expect(flat('項目|設定値|保管期間|30日|応答時間|2秒|記録|90日')).toEqual([
      '項目|設定値',
      '保管期間|30日',
      '応答時間|2秒',
      '記録|90日',
    ])
  })

  it('may be no number under another head', () => {
    expect(flat('項目|内容|回答|1|データの保管|30日|2|記録の保管|1年')).toHaveLength(9)
  })

  it('may be a code under 番号', () => {
    expect(flat('番号|項目|回答|A-1|データの保管|30日|A-2|記録の保管|1年')).toEqual([
      '番号|項目|回答',
      'A-1|データの保管|30日',
      'A-2|記録の保管|1年',
    ])
  })
})

/** Every character but blanks, in an order of its own: wrapped cells change the order of lines. */
const charactersOf = (texts: readonly string[]): string =>
  [...texts.join('').replace(/\s/gu, '')].sort((a, b) => (a < b ? -1 : 1)).join('')

const CELLS = fc.constantFrom('項目', '機能', '設定値', '備考', 'エントリー', 'プロ', '7日', '30日', '○', '－', '記録')
const ROWS = fc.constantFrom(
  '項目    値    備考',
  '記録    7日    なし',
  '        続き',
  '保管\t30日',
  '',
  '本文です。',
)

describe('no character is lost or invented', () => {
  it('where cells stand one on a line', () => {
    fc.assert(
      fc.property(fc.array(CELLS, { maxLength: 40 }), (cells) => {
        const joined = joinFlatTables(cells.map((text) => toLine(text))).map(({ text }) => text)
        expect(joined.join('\t').split('\t')).toEqual(cells.length === 0 ? [''] : cells)
      }),
    )
  })

  it('by all readers of tables together', () => {
    const words = fc.string({ unit: fc.constantFrom(...'項目エ7日○ab  　\t、。(※'), maxLength: 30 })
    fc.assert(
      fc.property(fc.array(fc.oneof(CELLS, ROWS, words), { maxLength: 40 }), (texts) => {
        const joined = joinTables(texts.map((text) => toLine(text)))
        expect(charactersOf(joined.map(({ text }) => text))).toBe(charactersOf(texts))
      }),
      { numRuns: 500 },
    )
  })
})

describe('hostile lines', () => {
  it.each<[what: string, line: string]>([
    ['one word of 100,000 letters', 'a'.repeat(100_000)],
    ['only blanks', ' '.repeat(100_000)],
    ['only full-width blanks', '　'.repeat(100_000)],
    ['only tabs', '\t'.repeat(100_000)],
    ['opened brackets', '（'.repeat(100_000)],
    ['figures', '1,'.repeat(50_000)],
  ])('come through: %s', (_, line) => {
    expect(join('項目', 'エントリー', 'ビジネス', line, '7日', '30日')).toHaveLength(6)
  })

  it.each(['項目', '項目|A', '項目|値', '項目|値|A', '番号|1', '項目|A|7日'])(
    'come through: 20,000 lines of %s',
    (cells) => {
      const lines = Array.from({ length: 20_000 }, (_, i) => cells.split('|')[i % cells.split('|').length] as string)
      const joined = join(...lines)
      expect(joined.join('|').split('|')).toEqual(lines)
    },
  )

  it('come through: a thousand words that may each begin a table', () => {
    expect(join(...Array.from({ length: 1000 }, () => '項目'))).toHaveLength(1000)
  })
})
