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
