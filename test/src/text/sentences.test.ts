import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInsideBrackets, splitSentences } from '../../../src/text/sentences.ts'

function split(text: string): string[] {
  return splitSentences(text).map((sentence) => sentence.text)
}

describe('splitSentences', () => {
  it.each([
    ['毎日取得します。14日間保管します。', ['毎日取得します。', '14日間保管します。']],
    ['どこにありますか？国内です。', ['どこにありますか？', '国内です。']],
    ['1行目\n2行目', ['1行目', '2行目']],
    [
      '取得します（毎日午前2時。休日を除く）。保管します。',
      ['取得します（毎日午前2時。休日を除く）。', '保管します。'],
    ],
    ['「取得します。」と表示します。次へ。', ['「取得します。」と表示します。', '次へ。']],
    ['（別紙を参照。）保管します。', ['（別紙を参照。）保管します。']],
  ])('splits %j', (text, sentences) => {
    expect(split(text)).toEqual(sentences)
  })

  it.each([
    ['Backups run daily. They are kept for 30 days.', ['Backups run daily.', 'They are kept for 30 days.']],
    ['Uptime is 99.9%. TLS 1.2 is used.', ['Uptime is 99.9%.', 'TLS 1.2 is used.']],
    ['It was revised in 2024. See below.', ['It was revised in 2024.', 'See below.']],
    ['Hollowbrook Inc. holds the certificate.', ['Hollowbrook Inc. holds the certificate.']],
    ['Hollowbrook Co., Ltd. holds it.', ['Hollowbrook Co., Ltd. holds it.']],
    ['See No. 5 for approx. 3 days.', ['See No. 5 for approx. 3 days.']],
    ['Write to anzen@hakoniwa.example or see hakoniwa.example/a.b today.', undefined],
  ])('splits English only where a sentence ends: %j', (text, sentences) => {
    expect(split(text)).toEqual(sentences ?? [text])
  })

  it('goes on after a bracket that was never closed', () => {
    expect(split(`（${'長い文です。'.repeat(50)}`).length).toBeGreaterThan(5)
  })

  it('loses nothing but blanks, and every sentence stands where it says', () => {
    const parts = fc.constantFrom('保管', '。', '（', '）', '.', ' ', 'Inc', '7 days', '\n', '「', '」', '！', '　')
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(parts).map((words) => words.join('')),
    )
    fc.assert(
      fc.property(text, (body) => {
        const sentences = splitSentences(body)
        for (const sentence of sentences) {
          expect(sentence.text).toBe(body.slice(sentence.start, sentence.start + sentence.text.length))
          expect(sentence.text.trim()).toBe(sentence.text)
        }
        const strip = (words: string) => words.replace(/\s+/gu, '')
        expect(strip(sentences.map((sentence) => sentence.text).join(''))).toBe(strip(body))
      }),
    )
  })
})

it('knows whether a bracket is open', () => {
  expect(isInsideBrackets('取得（毎日')).toBe(true)
  expect(isInsideBrackets('取得（毎日）し')).toBe(false)
  expect(isInsideBrackets(`（${'あ'.repeat(200)}`)).toBe(false)
})
