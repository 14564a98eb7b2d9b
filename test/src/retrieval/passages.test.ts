import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_PASSAGE_LENGTH, toPassages } from '../../../src/retrieval/passages.ts'
import { makeSection } from '../../helpers/paper-content.ts'

function slicesOf(body: string): string[] {
  return toPassages([makeSection('1', '本文', body)]).map(({ text }) => text)
}

const bodies = fc
  .array(
    fc.constantFrom(
      'バックアップを取得します。',
      '対象：全データ\n',
      'See the terms. ',
      '、',
      '復旧手順',
      '😀',
      'か\u3099',
      '(1) 鍵\n',
      '\n',
    ),
  )
  .map((parts) => parts.join(''))

describe('Passages', () => {
  it('are the whole body where a section is short', () => {
    const sections = [makeSection('1', '目的', '目的を述べます。\n'), makeSection('2', '範囲', '- 全社員\n- 委託先\n')]
    expect(toPassages(sections)).toEqual([
      { section: 0, text: '目的を述べます。\n' },
      { section: 1, text: '- 全社員\n- 委託先\n' },
    ])
  })

  it('leave out sections without a body and keep the index of the others', () => {
    const sections = [
      makeSection('1', '章', ''),
      makeSection('1.1', '空行', '\n \n'),
      makeSection('1.2', '節', '本文。\n'),
    ]
    expect(toPassages(sections)).toEqual([{ section: 2, text: '本文。\n' }])
  })

  it('are cut after sentences and lines', () => {
    const sentence = '委託先を年に1回評価し、結果を記録します（様式は「評価票」。）。'
    const line = '- 監視カメラを設置する\n'
    for (const text of slicesOf(sentence.repeat(30) + line.repeat(60))) expect(text).toMatch(/(。|\n)$/u)
  })

  it('of an English body are cut after full stops, not inside numbers', () => {
    const slices = slicesOf('Availability was 99.95 percent in the last year. '.repeat(40))
    expect(slices.length).toBeGreaterThan(2)
    for (const text of slices) expect(text).toMatch(/^Availability.*year\. $/u)
  })

  it('of a long body have about the same length', () => {
    const lengths = slicesOf('障害の連絡は管理者あてに電子メールで行います。\n'.repeat(60)).map(({ length }) => length)
    expect(Math.min(...lengths)).toBeGreaterThan(300)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(MAX_PASSAGE_LENGTH)
  })

  it('cut a sentence without an end between whole characters', () => {
    for (const text of slicesOf('𠮷'.repeat(1000) + 'か\u3099'.repeat(1000))) {
      expect(text.length).toBeLessThanOrEqual(MAX_PASSAGE_LENGTH)
      expect(text).not.toMatch(/^[\udc00-\udfff\u3099]/u)
    }
  })

  it('together are the body, and none is too long', () => {
    fc.assert(
      fc.property(bodies, fc.nat(40), (part, times) => {
        const body = part.repeat(times)
        const slices = slicesOf(body)
        expect(slices.join('')).toBe(body.trim() === '' ? '' : body)
        expect(slices.every(({ length }) => length > 0 && length <= MAX_PASSAGE_LENGTH)).toBe(true)
      }),
    )
  })

  it('lose nothing of any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (body) => {
        expect(slicesOf(body).join('')).toBe(body.trim() === '' ? '' : body)
      }),
    )
  })
})
