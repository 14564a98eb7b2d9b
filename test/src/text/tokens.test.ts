import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TOKENIZER_VERSION, toTokens } from '../../../src/text/tokens.ts'

describe('Tokens', () => {
  it.each([
    ['情報のバックアップ', ['情報', 'バックアップ']],
    ['稼働率は99.0％以上です。', ['稼働', '率', '99.0', '以上', 'です']],
    ['上限は1,000件', ['上限', '1000', '件']],
    ['', []],
    ['！？…😀', []],
  ])('of %j are words and numbers without particles', (text, tokens) => {
    expect(toTokens(text)).toEqual(tokens)
  })

  it.each<[string, readonly string[]]>([
    ['aes256', ['AES-256', 'aes 256', 'ＡＥＳ２５６', 'AES−256ビット', 'AES_256']],
    ['tls1.2', ['TLS 1.2', 'TLS1.2以上', 'TLSv1.2', 'TLS v1.2', 'tls ver.1.2', 'ＴＬＳ１．２']],
    ['tls', ['TLSv1.2', 'SSL/TLSを利用']],
    ['iso27001', ['ISO27001', 'ISO 27001', 'ISO/IEC 27001:2013', 'ISO-27001認証']],
    ['a12.3.1', ['A.12.3.1', 'A12.3.1 バックアップ']],
    ['99.0', ['99.0%', '９９．０％', '月間99.0 %']],
    ['rsa2048', ['SHA-256/RSA-2048', 'RSA2048bit']],
  ])('hold %j however it is spaced', (token, spellings) => {
    for (const spelling of spellings) expect(toTokens(spelling)).toContain(token)
  })

  it('do not join an article with the number after it', () => {
    expect(toTokens('a 7 day period')).toEqual(['a', '7', 'day', 'period'])
  })

  it('do not join the end of a longer word with the number after it', () => {
    expect(toTokens('availability 99.9')).toEqual(['availability', '99.9'])
  })

  it('are the same for texts that differ in width and case only', () => {
    expect(toTokens('ﾊﾞｯｸｱｯﾌﾟをＡＭＡＺＯＮへ')).toEqual(toTokens('バックアップをamazonへ'))
  })

  it('never hold what could break a query apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const token of toTokens(text)) expect(token).toMatch(/^[^\s"()*^:+-]+$/u)
      }),
    )
  })

  it.each([' ', '\t', '|', '. ', '、', '…'])('come through, without any: 200,000 letters of %j', (unit) => {
    expect(toTokens(unit.repeat(200_000 / unit.length))).toEqual([])
  })

  it('come through, all of them: a run of 200,000 letters', () => {
    expect(toTokens('情報'.repeat(100_000)).join('')).toBe('情報'.repeat(100_000))
  })

  it('name the ICU version that they depend on', () => {
    expect(TOKENIZER_VERSION).toContain(process.versions.icu)
  })
})
