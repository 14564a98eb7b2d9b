import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNumeral } from '../../../src/text/numerals.ts'

const DIGITS = '〇一二三四五六七八九'

/** The oracle: writes a number below 10,000 the way Japanese does. */
function toKanji(value: number): string {
  let text = ''
  for (const [scale, unit] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
  ] as const) {
    const digit = Math.floor(value / scale) % 10
    if (digit > 0) text += `${digit === 1 ? '' : DIGITS.charAt(digit)}${unit}`
  }
  return value % 10 > 0 ? text + DIGITS.charAt(value % 10) : text
}

describe('parseNumeral', () => {
  it.each([
    ['7', 7],
    ['1,000', 1000],
    ['99.95', 99.95],
    ['十', 10],
    ['十四', 14],
    ['三十', 30],
    ['百二十', 120],
    ['二千二十四', 2024],
    ['二〇二四', 2024],
    ['三〇', 30],
    ['一万二千', 12000],
    ['3万', 30000],
    ['seven', 7],
    ['twenty-four', 24],
    ['one hundred and eighty', 180],
  ])('reads %s as %d', (text, value) => {
    expect(parseNumeral(text)).toBe(value)
  })

  it.each(['二三', '万一', '十百', '', 'week', '1.2.3', '億'])('reads no number from "%s"', (text) => {
    expect(parseNumeral(text)).toBeUndefined()
  })

  it('reads back every kanji numeral below ten thousand', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), (value) => parseNumeral(toKanji(value)) === value))
  })

  it('reads back numbers with thousands commas', () => {
    fc.assert(fc.property(fc.nat(999_999_999), (value) => parseNumeral(value.toLocaleString('en-US')) === value))
  })
})
