import { describe, expect, it } from 'vitest'
import { columnsOf, toCells } from '../../../../../src/ingest/readers/pdf/page-tables.ts'
import { toRows } from '../../../../../src/ingest/readers/pdf/rows.ts'
import type { Run } from '../../../../../src/ingest/readers/pdf/runs.ts'

/** Text of ten points with its left edge and baseline; each character is ten points wide. */
function run(text: string, left: number, baseline: number, cell: Run['tag']['cell'] = null): Run {
  const right = left + text.length * 10
  return { text, left, right, baseline, size: 10, isBold: false, tag: { heading: null, cell } }
}

/** The rows with `|` between cells and `/` between the lines of one. */
function rowsOf(...runs: readonly Run[]): readonly string[] {
  return toRows(runs, 800).map(({ cells }) => cells.map((cell) => cell.map(({ text }) => text).join('/')).join('|'))
}

describe('rows of what is drawn', () => {
  it('are the lines of a text', () => {
    expect(rowsOf(run('一行目です', 50, 700), run('二行目です', 50, 685))).toEqual(['一行目です', '二行目です'])
  })

  it('have the cells that stand beside each other, however many lines one has', () => {
    const rows = rowsOf(
      run('項目', 50, 700),
      run('期間', 200, 700),
      run('ログ', 50, 670),
      run('九十日', 200, 670),
      run('以上', 200, 655),
      run('控え', 50, 640),
      run('七日間', 200, 640),
    )
    expect(rows).toEqual(['項目|期間', 'ログ|九十日/以上', '控え|七日間'])
  })

  it('have all lines of a first cell that stands in the middle of its row or fills it', () => {
    const rows = rowsOf(
      run('操作のログと', 50, 700),
      run('管理者のログ', 50, 685),
      run('九十日', 200, 692),
      run('控え', 50, 655),
      run('七日間', 200, 662),
      run('以上', 200, 647),
    )
    expect(rows).toEqual(['操作のログと/管理者のログ|九十日', '控え|七日間/以上'])
  })

  it('leave a heading above a table alone', () => {
    expect(rowsOf(run('保管期間', 50, 700), run('ログ', 50, 680), run('九十日', 200, 680))).toEqual([
      '保管期間',
      'ログ|九十日',
    ])
  })

  it('follow the tags where there are any', () => {
    const cell = (row: number, own: number) => ({ row, cell: own })
    const rows = rowsOf(run('甲', 50, 700, cell(1, 1)), run('乙', 50, 680, cell(1, 2)), run('丙', 50, 660, cell(2, 3)))
    expect(rows).toEqual(['甲|乙', '丙'])
  })

  it('are no cells where the way up leads to the next column of the page', () => {
    const left = Array.from({ length: 30 }, (_, i) => run('左の段の文章', 50, 700 - i * 15))
    expect(rowsOf(...left, run('右の段の文章', 300, 700))).toHaveLength(31)
  })

  it('go on below a term and its text that fills the line', () => {
    const long = '説明の文章が行の終わりまで続いていて次の行'
    expect(rowsOf(run('用語', 50, 700), run(long, 120, 700), run('に続く。', 50, 685))).toEqual([
      `用語|${long}/に続く。`,
    ])
  })
})

describe('cells of a row', () => {
  const head = [run('項目', 50, 700), run('標準', 200, 700), run('上位', 300, 700), run('備考', 400, 700)]
  const columns = columnsOf(toRows(head, 800), [])

  it('stand in their columns where others are empty', () => {
    const [row] = toRows([run('ログ', 50, 680), run('九十日', 200, 680), run('延長可', 400, 680)], 800)
    expect(row && toCells(row, columns)).toEqual(['ログ', '九十日', '', '延長可'])
  })

  it('keep the columns of the page before, where a table goes on with fewer', () => {
    const rows = toRows([run('ログ', 50, 680), run('延長可', 400, 680)], 800)
    expect(rows.map((row) => toCells(row, columnsOf(rows, columns)))).toEqual([['ログ', '', '', '延長可']])
  })

  it('have their lines joined, English with a blank', () => {
    const [row] = toRows(
      [run('甲', 50, 680), run('Amazon', 200, 680), run('Aurora', 200, 665), run('を利用', 200, 650)],
      800,
    )
    expect(row && toCells(row, [55, 230])).toEqual(['甲', 'Amazon Auroraを利用'])
  })
})
