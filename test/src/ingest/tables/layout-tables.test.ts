import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayWidth } from '../../../../src/ingest/lines-shape.ts'
import type { SourceLine } from '../../../../src/ingest/readers/source-document.ts'
import { joinLayoutTables } from '../../../../src/ingest/tables/layout-tables.ts'

const toLines = (texts: readonly string[]): SourceLine[] => texts.map((text) => ({ text, page: null, heading: null }))
const join = (...lines: string[]): string[] =>
  joinLayoutTables(toLines(lines)).map(({ text }) => text.replaceAll('\t', '|'))

/** Cells set out in columns of this width. */
const row = (width: number, ...cells: string[]): string =>
  cells
    .map((cell) => cell + ' '.repeat(Math.max(2, width - displayWidth(cell))))
    .join('')
    .trimEnd()

describe('cells that stand under each other', () => {
  it('become rows with tabs', () => {
    expect(
      join(
        '項目          エントリー    ビジネス',
        '保管期間      7日           30日',
        '記録          90日          1年',
      ),
    ).toEqual(['項目|エントリー|ビジネス', '保管期間|7日|30日', '記録|90日|1年'])
  })

  it('go on below where they are too long for their column', () => {
    expect(
      join(
        '項目          規定内容              回答',
        '保管期間      バックアップを        30日間',
        '              保管する期間',
        '記録          記録の期間            1年',
      ),
    ).toEqual(['項目|規定内容|回答', '保管期間|バックアップを保管する期間|30日間', '記録|記録の期間|1年'])
  })

  it('go on below in several columns at once, English with a blank between the words', () => {
    expect(
      join(
        'Item        Basic     Premium',
        'Backup      7 days    30 days kept',
        '            in one    in two regions',
        'Log         90 days   1 year',
      ),
    ).toEqual(['Item|Basic|Premium', 'Backup|7 days in one|30 days kept in two regions', 'Log|90 days|1 year'])
  })

  it('leave an empty cell empty', () => {
    expect(
      join(
        '項目          エントリー    ビジネス',
        '保管期間                    30日',
        '記録          90日          1年',
      ),
    ).toEqual(['項目|エントリー|ビジネス', '保管期間||30日', '記録|90日|1年'])
  })

  it('may begin one column beside their head', () => {
    const heads = '項目      標準      応用'
    expect(join(heads, '保管       7日       30日', '記録     90日      1年')).toEqual([
      '項目|標準|応用',
      '保管|7日|30日',
      '記録|90日|1年',
    ])
    expect(join(heads, '保管        7日        30日', '記録      90日      1年')[0]).toBe(heads)
  })

  it('are counted in columns: full-width letters are two, half-width kana one', () => {
    expect(join(row(14, 'ＩＤ', '標準', 'ﾌﾟﾛ'), row(14, 'Ａ－１', '７日', '30日'), row(14, 'B-2', 'ｱﾘ', '○'))).toEqual([
      'ＩＤ|標準|ﾌﾟﾛ',
      'Ａ－１|７日|30日',
      'B-2|ｱﾘ|○',
    ])
  })

  it('may have no head over the first column', () => {
    expect(
      join(
        '              エントリー    ビジネス      応用',
        row(14, '保管', '7日', '30日', '60日'),
        row(14, '記録', '1年', '2年', '3年'),
      ),
    ).toEqual(['|エントリー|ビジネス|応用', '保管|7日|30日|60日', '記録|1年|2年|3年'])
  })

  it('end where the text goes on', () => {
    const rows = [row(14, '項目', '標準', '応用'), row(14, '保管', '7日', '30日'), row(14, '記録', '1年', '3年')]
    const text = 'このほかの値は、契約の際にお知らせする書面のとおりです。'
    expect(join('前の文です。', ...rows, text)).toEqual([
      '前の文です。',
      '項目|標準|応用',
      '保管|7日|30日',
      '記録|1年|3年',
      text,
    ])
  })
})

describe('heads that are printed again after a page break', () => {
  const page = [row(14, '項目', '標準', '応用'), row(14, '保管', '7日', '30日'), row(14, '記録', '1年', '3年')]
  const joined = ['項目|標準|応用', '保管|7日|30日', '記録|1年|3年']

  it('are a row of the same columns', () => {
    expect(join(...page, ...page)).toEqual([...joined, ...joined])
  })

  it('begin a table of their own behind an empty line', () => {
    expect(join(...page, '', ...page)).toEqual([...joined, '', ...joined])
  })

  it('do not change the page of the rows on either side', () => {
    const lines = [...page, ...page].map((text, i) => ({ text, page: i < page.length ? 6 : 7, heading: null }))
    expect(joinLayoutTables(lines).map((line) => line.page)).toEqual([6, 6, 6, 7, 7, 7])
  })
})

describe('what is no table stays', () => {
  it.each<[what: string, lines: string[]]>([
    ['two columns', ['項目      値', '保管      30日', '記録      1年']],
    ['one row below the heads', ['項目      標準      応用', '保管      7日       30日']],
    [
      'a head that ends a sentence',
      ['項目      標準      応用です。', '保管      7日       30日', '記録      1年       3年'],
    ],
    [
      'a head longer than heads are',
      [
        row(60, '項目', '標', 'お客様が契約の際に選んだ地域にあるデータセンターの名称'),
        row(60, '保管', '7日', '30日'),
        row(60, '記録', '1年', '3年'),
      ],
    ],
    ['cells that stand under no head', ['項目      標準      応用', '保管   7日   30日', '記録   1年   3年']],
    [
      'rows set apart with full-width blanks',
      ['項目　　　標準　　　応用', '保管　　　７日　　　30日', '記録　　　１年　　　３年'],
    ],
    ['a paragraph', ['当社はデータを暗号化して', '国内に保管します。', '記録は1年残します。']],
    ['lines with tabs', ['項目\t標準\t応用', '保管\t7日\t30日', '記録\t1年\t3年']],
    ['empty lines', ['', '   ', '']],
  ])('%s', (_, lines) => {
    expect(joinLayoutTables(toLines(lines)).map(({ text }) => text)).toEqual(lines)
  })

  it('a head that the format itself calls a heading', () => {
    const lines = toLines(['項目      標準      応用', '保管      7日       30日', '記録      1年       3年']).map(
      (line, i) => (i === 0 ? { ...line, heading: 2 } : line),
    )
    expect(joinLayoutTables(lines)).toEqual(lines)
  })
})

describe('cells of one mark', () => {
  it('are cells where three blanks part them', () => {
    expect(join('機能     標準     応用', '検索     ○       ×', '共有     ×       ○')).toEqual([
      '機能|標準|応用',
      '検索|○|×',
      '共有|×|○',
    ])
  })
})

describe('whatever stands in a table', () => {
  const word = fc.constantFrom('7日', '30日間', '○', 'なし', 'TLS 1.3', '（税別）', 'ｱﾘ', '標準', 'A-1')

  it('its cells are there once, in their rows', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word, word), { minLength: 2, maxLength: 8 }), (rows) => {
        const lines = [['項目', '標準', '応用'], ...rows].map((cells) => row(16, ...cells))
        expect(join(...lines)).toEqual(['項目|標準|応用', ...rows.map((cells) => cells.join('|'))])
      }),
    )
  })

  it('no character is lost or invented where lines are anything', () => {
    const text = fc.string({ unit: fc.constantFrom(...'項目標7日○ab   　。'), maxLength: 40 })
    const line = fc.oneof(text, fc.constantFrom('項目    標準    応用', '保管    7日     30日', '        続き'))
    const sorted = (lines: readonly string[]) => [...lines.join('').replace(/\s/gu, '')].sort().join('')
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        expect(sorted(joinLayoutTables(toLines(lines)).map((one) => one.text))).toBe(sorted(lines))
      }),
      { numRuns: 500 },
    )
  })
})

describe('hostile lines', () => {
  it.each<[what: string, line: string]>([
    ['one word of 100,000 letters', 'a'.repeat(100_000)],
    ['words with one blank between them', 'a '.repeat(50_000)],
    ['only blanks', ' '.repeat(100_000)],
    ['only full-width blanks', '　'.repeat(100_000)],
    ['only tabs', '\t'.repeat(100_000)],
  ])('come through: %s', (_, line) => {
    expect(join('項目    標準    応用', '保管    7日     30日', line, line)).toHaveLength(4)
    expect(join(line, line, line).join('').replaceAll('|', '')).toBe(line.repeat(3).replaceAll('\t', ''))
  })

  it('have no more than a hundred cells in a table', () => {
    const lines = (count: number) => Array.from({ length: 3 }, () => 'ab  '.repeat(count))
    expect(join(...lines(100))[0]?.split('|')).toHaveLength(100)
    expect(join(...lines(101))).toEqual(lines(101))
  })

  it('have two rows within a hundred lines below the heads', () => {
    const table = (count: number) => [
      '項目     標準     応用',
      ...Array.from({ length: count }, () => '         続き'),
      ...Array.from({ length: 2 }, () => '保管     7日      30日'),
    ]
    expect(join(...table(98))).toHaveLength(3)
    expect(join(...table(99))).toEqual(table(99))
  })

  it.each<[what: string, line: string, count: number]>([
    ['one line of 33,000 cells', 'a  ', 1],
    ['three lines of 33,000 cells', 'a  ', 3],
  ])('come through: %s', (_, cell, count) => {
    const lines = Array.from({ length: count }, () => cell.repeat(33_000))
    expect(join(...lines)).toEqual(lines)
  })

  it('come through: 20,000 lines of which each may be a head', () => {
    const lines = Array.from({ length: 20_000 }, () => '項目  A  B')
    expect(join(...lines)).toEqual(lines)
  })

  it('come through: a cell that goes on for 20,000 lines', () => {
    const rows = Array.from({ length: 2 }, () => '保管     7日      30日')
    const lines = Array.from({ length: 20_000 }, () => '         続き')
    expect(join('項目     標準     応用', ...rows, ...lines).map((row) => row.length)).toEqual([8, 9, 40_009])
  })

  it('come through: a thousand lines of which each may be a head', () => {
    expect(join(...Array.from({ length: 1000 }, () => '項目  A  B'))).toHaveLength(1000)
  })
})
