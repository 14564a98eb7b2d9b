import { describe, expect, it } from 'vitest'
import { toPresentation } from '../../../src/conversation/presentation.ts'
import type { AnswerTable } from '../../../src/domain.ts'
import { makeAnswer, makeCitation } from '../../helpers/presentations.ts'

const TABLE: AnswerTable = {
  columns: ['製品', '保管期間'],
  rows: [
    ['Tsubomi Note', '21日間[1]'],
    ['雲の上デスク', '記載なし'],
  ],
}

describe('the lines of an answer', () => {
  it('are those of its text where there is no table', () => {
    const { lines, table } = toPresentation(
      makeAnswer({ text: 'Tsubomi Noteの保管期間：\n・21日間（データベース）[1]\n・7日間（ファイル）[2]' }),
    )
    expect(lines).toEqual(['Tsubomi Noteの保管期間：', '・21日間（データベース）[1]', '・7日間（ファイル）[2]'])
    expect(table).toBeNull()
  })

  it('are left out beside a table that holds them', () => {
    const text = '保管期間の比較：\n・Tsubomi Note：21日間[1]\n・雲の上デスク：記載なし'
    expect(toPresentation(makeAnswer({ text, table: TABLE })).lines).toEqual(['保管期間の比較：'])
  })

  it('stay beside a table that lacks a source of theirs, whose number may begin like one that it has', () => {
    const text = '保管期間の比較：\n・Tsubomi Note：21日間[1]\n・雲の上デスク：関連する記載[12]'
    expect(toPresentation(makeAnswer({ text, table: TABLE })).lines).toEqual([
      '保管期間の比較：',
      '・雲の上デスク：関連する記載[12]',
    ])
  })

  it('stay beside a table where they are sentences, and go where they only announce rows', () => {
    const text = '該当するのは Tsubomi Note です。\n・Tsubomi Note：21日間[1]\nその他の製品：\n・雲の上デスク：記載なし'
    expect(toPresentation(makeAnswer({ text, table: TABLE })).lines).toEqual(['該当するのは Tsubomi Note です。'])
    const english = 'These do: Tsubomi Note.\nOther products:\nThe paper gives different values; both are shown.'
    expect(toPresentation(makeAnswer({ text: english, table: TABLE })).lines).toEqual([
      'These do: Tsubomi Note.',
      'The paper gives different values; both are shown.',
    ])
  })
})

describe('the table of an answer', () => {
  it('has one line a cell', () => {
    const rows = [['Tsubomi\nNote', 'DB：21日間[1]\n　ファイル：7日間[2]']]
    expect(toPresentation(makeAnswer({ table: { columns: ['製品', '保管\n期間'], rows } })).table).toEqual({
      columns: ['製品', '保管 / 期間'],
      rows: [['Tsubomi / Note', 'DB：21日間[1] / ファイル：7日間[2]']],
    })
  })
})

describe('the sources of an answer', () => {
  it('come in its order, each with the citation that it was made from', () => {
    const citations = [makeCitation(1, { page: 4 }), makeCitation(2, { section: '目的', heading: '目的' })]
    const { sources } = toPresentation(makeAnswer({ citations }))
    expect(sources.map(({ marker, place }) => [marker, place])).toEqual([
      [1, '§2.1 情報のバックアップ p.4'],
      [2, '目的'],
    ])
    expect(sources.map(({ citation }) => citation)).toEqual(citations)
  })

  it('are named in the language of the answer', () => {
    const { sources, language } = toPresentation(makeAnswer({ language: 'en', citations: [makeCitation(1)] }))
    expect(language).toBe('en')
    expect(sources[0]?.document).toBe('Tsubomi Note セキュリティ説明書 v1.2(2024-04-01)')
  })
})

describe('notices of papers', () => {
  it('are shown once each, with all sources that they are about', () => {
    const citations = [
      makeCitation(1, { notice: '要約です' }),
      makeCitation(2),
      makeCitation(3, { notice: '旧版です' }),
      makeCitation(4, { notice: '要約です' }),
    ]
    expect(toPresentation(makeAnswer({ citations })).notices).toEqual(['※ [1][4] 要約です', '※ [3] 旧版です'])
  })

  it('say which papers are more than two years old', () => {
    const citations = [makeCitation(1, { isOutdated: true, notice: '要約です' }), makeCitation(2, { isOutdated: true })]
    const { notices } = toPresentation(makeAnswer({ citations }))
    expect(notices).toEqual([
      '※ [1] 要約です',
      '※ [1][2] 発行から2年以上たっている資料です。最新の内容は提供元にご確認ください。',
    ])
  })

  it.each([
    ['ja', '※ [2] 文字認識（OCR）で読み取った節です。原本で確認してください。'],
    ['en', '※ [2] This section was read by text recognition (OCR). Check it against the original.'],
  ] as const)('say which sections were read by text recognition: %s', (language, notice) => {
    const citations = [makeCitation(1), makeCitation(2, { isRecognized: true })]
    expect(toPresentation(makeAnswer({ language, citations })).notices).toEqual([notice])
  })

  it('are none where no paper has one', () => {
    expect(toPresentation(makeAnswer({ citations: [makeCitation(1)] })).notices).toEqual([])
  })
})

it('shows no control character of a paper or question anywhere, and keeps what they stood in', () => {
  const evil = (words: string) => `${words}\u0000\u0007\u001b[2J\u007f\u009b31m`
  const answer = makeAnswer({
    text: evil('保管期間の比較：'),
    table: { columns: [evil('製品')], rows: [[evil('21日間[1]')]] },
    citations: [
      makeCitation(1, {
        document: evil('説明書'),
        heading: evil('バックアップ'),
        quote: evil('21日間です。'),
        notice: evil('要約'),
      }),
    ],
    suggestions: [evil('ログは？')],
  })
  const { sources, ...rest } = toPresentation(answer)
  const shown = { ...rest, sources: sources.map(({ citation: _, ...source }) => source) }
  const texts = JSON.stringify(shown)
  expect(texts).not.toMatch(/\\u00|\\b|[\u007f-\u009f]/u)
  for (const words of [
    '保管期間の比較：',
    '製品',
    '21日間[1]',
    '説明書',
    'バックアップ',
    '21日間です。',
    '要約',
    'ログは？',
  ]) {
    expect(texts).toContain(`${words}[2J31m`)
  }
})

it('leaves the answer as it was', () => {
  const answer = makeAnswer({ text: '比較：\n・a[1]', table: TABLE, citations: [makeCitation(1, { quote: 'a\nb' })] })
  const before = structuredClone(answer)
  toPresentation(answer)
  expect(answer).toEqual(before)
})
