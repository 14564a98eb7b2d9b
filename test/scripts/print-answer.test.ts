import { describe, expect, it } from 'vitest'
import { formatAnswer } from '../../scripts/print-answer.ts'
import { makeAnswer, makeCitation } from '../helpers/presentations.ts'

const COMPARISON = makeAnswer({
  text: '保管期間の比較：\n・Tsubomi Note：21日間[1]\n・雲の上デスク：記載なし',
  table: {
    columns: ['製品', '保管期間'],
    rows: [
      ['Tsubomi Note', '21日間[1]'],
      ['雲の上デスク', '記載なし'],
    ],
  },
  citations: [makeCitation(1)],
})

describe('an answer as text', () => {
  it('is followed by its sources and by what may be asked next', () => {
    const citations = [makeCitation(1, { quote: 'バックアップの保管期間は\n21日間です。' })]
    const answer = makeAnswer({ text: '21日間[1] です。', citations, suggestions: ['ログは？'] })
    expect(formatAnswer(answer)).toBe(
      '21日間[1] です。\n\n[1] Tsubomi Note セキュリティ説明書 1.2版(2024-04-01) §2.1 情報のバックアップ 「バックアップの保管期間は / 21日間です。」\n\n→ ログは？',
    )
  })

  it('leaves out of a source what the paper does not have, and shows the page and the notice where there are any', () => {
    const bare = {
      version: null,
      date: null,
      section: '目的',
      heading: '目的',
      page: 3,
      quote: '「目的」',
      notice: '要約',
    }
    expect(
      formatAnswer(makeAnswer({ citations: [makeCitation(1, { ...bare, document: 'Tsubomi Note 説明書' })] })),
    ).toBe('\n\n[1] Tsubomi Note 説明書 目的 p.3 「「目的」」\n※ [1] 要約')
  })

  it('lets no escape sequence of a paper reach the terminal', () => {
    const answer = makeAnswer({ text: 'a\u001b[2J[1]', citations: [makeCitation(1, { quote: 'b\u009b31m\u0007' })] })
    expect(formatAnswer(answer, { columns: 80, hasColors: false })).not.toMatch(/(?!\n)\p{Cc}/u)
  })
})

describe('an answer on a terminal', () => {
  it('has a bold first line and dim sources where there are colours', () => {
    const lines = formatAnswer(COMPARISON, { columns: 0, hasColors: true }).split('\n')
    expect(lines[0]).toBe('\u001b[1m保管期間の比較：\u001b[22m')
    expect(lines[1]).toBe('・Tsubomi Note：21日間[1]')
    expect(lines.at(-1)?.startsWith('\u001b[2m[1]')).toBe(true)
    expect(lines.at(-1)?.endsWith('\u001b[22m')).toBe(true)
  })

  it('draws a table where it fits, and keeps the text where it does not', () => {
    const drawn = [
      '保管期間の比較：',
      '',
      '製品          保管期間',
      '────────────  ─────────',
      'Tsubomi Note  21日間[1]',
      '雲の上デスク  記載なし',
    ]
    const print = (columns: number) => formatAnswer(COMPARISON, { columns, hasColors: false }).split('\n')
    expect(print(23).slice(0, 6)).toEqual(drawn)
    expect(print(22).slice(0, 3)).toEqual(COMPARISON.text.split('\n'))
  })

  it('keeps the text where the table lacks something that it cites', () => {
    const answer = {
      ...COMPARISON,
      text: `${COMPARISON.text}（関連する記載[2]）`,
      citations: [makeCitation(1), makeCitation(2)],
    }
    expect(formatAnswer(answer, { columns: 200, hasColors: false })).toContain('関連する記載[2]')
  })
})
