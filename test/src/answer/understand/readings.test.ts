import { describe, expect, it } from 'vitest'
import { isReadingOf } from '../../../../src/answer/understand/readings.ts'

describe('kana are a reading of ideographs', () => {
  it.each([
    ['箱', 'ばこ'],
    ['風', 'かぜ'],
    ['花屋', 'はなや'],
    ['台帳', 'だいちょう'],
    ['', ''],
  ])('%s is %s', (ideographs, kana) => {
    expect(isReadingOf(ideographs, kana)).toBe(true)
  })

  it.each([
    ['便', 'ばこ', 'of another one'],
    ['箱', 'ばこや', 'and more'],
    ['箱屋', 'ばこ', 'of a part'],
    ['箱', '', 'none at all'],
    ['齋', 'さい', 'that is not known here'],
    ['constructor', 'c', 'no ideographs'],
  ])('%s is not %s: %s', (ideographs, kana) => {
    expect(isReadingOf(ideographs, kana)).toBe(false)
  })
})
