import { describe, expect, it } from 'vitest'
import type { SourceLine } from '../../../../src/ingest/readers/source-document.ts'
import { joinSpacedTables } from '../../../../src/ingest/tables/spaced-tables.ts'

const join = (...texts: string[]): string[] =>
  joinSpacedTables(texts.map((text): SourceLine => ({ text, page: null, heading: null }))).map(({ text }) =>
    text.replaceAll('\t', '|'),
  )

describe('Japanese words with single blanks between them', () => {
  it('become rows below heads without a figure', () => {
    expect(
      join('次のとおりです。', '製品 保管期間 閲覧', 'ハコ便 30日 できる', 'ハコ箱 60日 できない', '以上です。'),
    ).toEqual(['次のとおりです。', '製品|保管期間|閲覧', 'ハコ便|30日|できる', 'ハコ箱|60日|できない', '以上です。'])
  })

  it('also with full-width blanks and marks', () => {
    expect(join('機能　標準　上位', '電話　×　○', 'チャット　○　○')).toEqual([
      '機能|標準|上位',
      '電話|×|○',
      'チャット|○|○',
    ])
  })

  it.each([
    ['one row', ['製品 保管期間 閲覧', 'ハコ便 30日 できる']],
    ['two columns', ['製品 保管期間', 'ハコ便 30日', 'ハコ箱 60日']],
    ['heads with a figure', ['版 1 日付', '2 改訂 4月', '3 改訂 5月']],
    ['rows of words alone', ['部門 担当 連絡', '総務 管理 人事', '営業 受付 経理']],
    ['sentences', ['これは 文です。 そして 次', 'これは 文です。 30日 次', 'これは 文です。 60日 次']],
    ['English prose', ['we keep data', 'for 30 days', 'and 60 days']],
    ['other counts', ['製品 保管期間 閲覧', 'ハコ便 30日', 'ハコ箱 60日 できない 可']],
  ])('stay as they are: %s', (_, lines) => {
    expect(join(...lines)).toEqual(lines)
  })

  it('leave headings of the format alone', () => {
    const lines = ['製品 保管期間 閲覧', 'ハコ便 30日 できる', 'ハコ箱 60日 できない'].map(
      (text): SourceLine => ({ text, page: null, heading: 2 }),
    )
    expect(joinSpacedTables(lines)).toEqual(lines)
  })
})

describe('lines that give a task and the company that it is left to', () => {
  it.each<[string, string[], string[]]>([
    [
      'the company behind',
      ['委託する仕事は次のとおりです。', '印刷 株式会社ハマユウ（国内）', '監視 合同会社ソヨギ', '以上です。'],
      ['委託する仕事は次のとおりです。', '印刷|株式会社ハマユウ（国内）', '監視|合同会社ソヨギ', '以上です。'],
    ],
    [
      'the company before',
      ['タデノ運輸株式会社 発送', '有限会社ハマユウ 印刷'],
      ['タデノ運輸株式会社|発送', '有限会社ハマユウ|印刷'],
    ],
    ['a short form', ['印刷　（株）ハマユウ', '発送　(有)タデノ'], ['印刷|（株）ハマユウ', '発送|(有)タデノ']],
    [
      'heads above',
      ['仕事 委託先', '印刷 株式会社ハマユウ', '発送 株式会社タデノ', '監視 株式会社ソヨギ'],
      ['仕事 委託先', '印刷|株式会社ハマユウ', '発送|株式会社タデノ', '監視|株式会社ソヨギ'],
    ],
  ])('become rows: %s', (_, lines, rows) => {
    expect(join(...lines)).toEqual(rows)
  })

  it.each([
    ['one alone', ['発行', '印刷 株式会社ハマユウ（国内）', '以上です。']],
    ['two with a line between', ['印刷 株式会社ハマユウ', '次の仕事も任せます。', '発送 株式会社タデノ']],
    ['the company now before, now behind', ['株式会社ハマユウ 印刷', '発送 株式会社タデノ']],
    ['sentences', ['印刷は 株式会社ハマユウに任せます。', '発送は 株式会社タデノに任せます。']],
    ['labels', ['印刷：株式会社ハマユウ 国内', '発送：株式会社タデノ 国内']],
    ['no company', ['印刷 ハマユウ（国内）', '発送 タデノ（国内）']],
  ])('stay as they are: %s', (_, lines) => {
    expect(join(...lines)).toEqual(lines)
  })
})
