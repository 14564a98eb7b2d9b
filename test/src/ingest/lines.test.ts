import { describe, expect, it } from 'vitest'
import { cleanLines, readImprint } from '../../../src/ingest/lines.ts'
import { readText } from '../../../src/ingest/readers/text.ts'

const clean = (text: string): string[] =>
  cleanLines(readText(text))
    .map((line) => line.text)
    .filter((line) => line !== '')
const sentences = (count: number, what: string): string =>
  Array.from(
    { length: count },
    (_, i) => `${what}の第${'あいうえおかきくけこさしすせそたちつてと'.charAt(i)}の定めを守ります。`,
  ).join('\n')

describe('cleanLines', () => {
  it.each(['──────', '----', '====', '＊＊＊', '* * *', '__________', '・・・・・・'])(
    'empties the rule %s',
    (rule) => {
      expect(clean(`前の文です。\n${rule}\n後の文です。`)).toEqual(['前の文です。', '後の文です。'])
    },
  )

  it.each(['- 3 -', '－ ３ －', 'Page 3', 'Page 3 of 12', 'p. 3', '3 / 12 ページ', '3ページ'])(
    'empties the page number %s',
    (mark) => {
      expect(clean(`前の文です。\n${mark}\n後の文です。`)).toEqual(['前の文です。', '後の文です。'])
    },
  )

  it('keeps as many lines as came in', () => {
    expect(cleanLines(readText('一\n----\n二'))).toHaveLength(3)
  })

  it('empties lone digits that rise at the distance of pages, and keeps those of a table', () => {
    const pages = [1, 2, 3].map((page) => `${sentences(14, `規程${page}`)}\n${page}`).join('\n')
    expect(clean(pages).filter((line) => /^\d+$/.test(line))).toEqual([])
    expect(clean('回数\n1\n2\n3\n以上です。')).toContain('2')
  })

  it('empties headers and footers that stand on most pages and keeps the title on the first', () => {
    const text = ['一', '二', '三', '四']
      .map((n, i) => `ミナモ便 説明書\n${sentences(5, n)}\n社外秘 ${i + 1}`)
      .join('\n\f')
    const lines = clean(text)
    expect(lines.filter((line) => line === 'ミナモ便 説明書')).toHaveLength(1)
    expect(lines.filter((line) => line.startsWith('社外秘')).length).toBeLessThanOrEqual(1)
    expect(lines).toHaveLength(4 * 5 + 1 + lines.filter((line) => line.startsWith('社外秘')).length)
  })

  it('keeps the rows of a table over several pages, whose numbers do not rise with the pages', () => {
    const pages = Array.from({ length: 3 }, (_, p) => [0, 1, 2, 3].map((i) => `記録 ${p * 4 + i}\t${p * 4 + i + 30}日`))
    expect(clean(pages.map((rows) => rows.join('\n')).join('\n\f'))).toEqual(pages.flat())
  })

  it('empties running headers beside page numbers where no form feed tells the pages', () => {
    const text = ['一', '二', '三', '四'].map((n, i) => `${sentences(18, n)}\n- ${i + 1} -\nミナモ便 説明書`).join('\n')
    expect(clean(text)).not.toContain('ミナモ便 説明書')
  })

  it('keeps a sub-heading that every chapter repeats', () => {
    const text = ['一', '二', '三', '四'].map((n) => `バックアップ\n${sentences(18, n)}`).join('\n')
    expect(clean(`説明書\n${text}`).filter((line) => line === 'バックアップ')).toHaveLength(4)
  })

  it('keeps sentences and list items that the author repeats', () => {
    const text = ['一', '二', '三', '四']
      .map((n) => `${sentences(15, n)}\n3. その他は別紙をご覧ください\n当社が行います。`)
      .join('\n')
    expect(clean(text).filter((line) => /^3\. /.test(line))).toHaveLength(4)
    expect(clean(text).filter((line) => line === '当社が行います。')).toHaveLength(4)
  })

  it.each([
    ['© 2026 Privacy'],
    ['Copyright (c) 2026 Kumonoue, Inc. All rights reserved.'],
    ['(C) 2026 架空ノート株式会社'],
    ['© 2026 Kumonoue\nPrivacy\nTerms'],
  ])('empties the footer of a page at its very end, which can be read all the same: %s', (footer) => {
    const text = `${sentences(14, '一')}\n${footer}\n`
    expect(clean(text)).toEqual(sentences(14, '一').split('\n'))
    expect(readImprint(readText(text))).toBe(footer)
  })

  it.each([
    ['in the middle', `${sentences(8, '一')}\n© 2026 Kumonoue\n${sentences(8, '二')}`],
    ['on a page that holds little else', `Kumonoue 説明書\n${sentences(3, '一')}\n© 2026 Kumonoue`],
    ['as a sentence', `${sentences(14, '一')}\n© 2026 Kumonouは本書の複製を禁じます。`],
    ['as an item', `${sentences(14, '一')}\n(c) 顧客データは暗号化します`],
  ])('keeps what claims rights %s', (_, text) => {
    expect(clean(text)).toEqual(text.split('\n'))
    expect(readImprint(readText(text))).toBe('')
  })
})
