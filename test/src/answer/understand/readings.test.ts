import { describe, expect, it } from 'vitest'
import { readingsOf, soundsSame } from '../../../../src/answer/understand/readings.ts'

describe('the readings of a name', () => {
  it.each([
    ['箱', ['はこ', 'ばこ']],
    ['花屋', ['はなや', 'ばなや']],
    ['ツヅリ箱', ['つづりはこ', 'つづりばこ']],
    ['千鳥', ['せんとり', 'せんどり', 'ちとり', 'ちどり']],
    ['若葉給与', ['わかはきゅうよ', 'わかばきゅうよ']],
    ['銀座', ['ぎんざ']],
    ['Acme便', ['Acmeびん', 'Acmeたより', 'Acmeだより']],
    ['かぜ', ['かぜ']],
    ['', ['']],
  ])('%s', (name, readings) => {
    expect(readingsOf(name)).toEqual(readings)
  })

  it('are none where an ideograph is not known, unless it is kept', () => {
    expect(readingsOf('齋箱')).toEqual([])
    expect(readingsOf('齋箱', { keep: true })).toEqual(['齋はこ', '齋ばこ'])
  })

  it('are no more than a few', () => {
    expect(readingsOf('便'.repeat(20)).length).toBeLessThanOrEqual(16)
  })
})

describe('names that are read alike', () => {
  it.each([
    ['ツキミ行程', 'ツキミ工程'],
    ['縁側ノート', '縁がわノート'],
    ['つづり箱', 'ツヅリバコ'],
    ['齋箱', '齋ばこ'],
    ['帳票ちどり', '帳票千鳥'],
    ['ワカバ医療', '若葉医療'],
  ])('%s and %s', (a, b) => {
    expect(soundsSame(a, b)).toBe(true)
  })

  it.each([
    ['ツキミ会計', 'ツキミ工程'],
    ['つづり便', 'つづり方'],
    ['齋箱', 'さいばこ'],
    ['帳票みどり', '帳票千鳥'],
  ])('but not %s and %s', (a, b) => {
    expect(soundsSame(a, b)).toBe(false)
  })
})
