import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createProductResolver } from '../../../../src/answer/understand/products.ts'
import { soundsAlike, toSoundKey } from '../../../../src/answer/understand/sound-key.ts'
import { MAX_QUESTION_LENGTH } from '../../../../src/engine.ts'
import { fold } from '../../../../src/text/fold.ts'
import { makePaper } from '../../../helpers/paper-content.ts'

const spoken = (text: string) => ({ text: fold(text), sound: toSoundKey(text) })
const areAlike = (a: string, b: string) => soundsAlike(spoken(a), spoken(b))

describe('the sound of a word', () => {
  it.each([
    ['つづり', 'ツヅリ'],
    ['tsuzuri', 'つづり'],
    ['tuzuri', 'つづり'],
    ['チャノマ', 'chanoma'],
    ['シオリ', 'shiori'],
    ['ジャノメ', 'janome'],
    ['トモロー', 'ともろう'],
    ['Photon', 'foton'],
    ['QUARTZ', 'kuartz'],
    ['ｸｵﾘﾃｨ', 'クオリティ'],
    ['フィア', 'fere'],
  ])('is the same of %s and %s', (a, b) => {
    expect(toSoundKey(a).full).toBe(toSoundKey(b).full)
  })

  it.each(['', '漢字', '123', '・／', '　'])('is empty of %j', (word) => {
    expect(toSoundKey(word)).toEqual({ full: '', skeleton: '', bare: '' })
  })

  it('has no vowels in its skeleton, and no r before a consonant in its bare form', () => {
    expect(toSoundKey('Standard')).toEqual({ full: 'standard', skeleton: 'stndrd', bare: 'stnd' })
  })
})

describe('a plan in other letters', () => {
  it.each([
    ['プレミアム', 'Premium'],
    ['スタンダード', 'Standard'],
    ['ベーシック', 'Basic'],
    ['エントリー', 'Entry'],
    ['アドバンス', 'Advance'],
    ['ライト', 'Lite'],
    ['プロ', 'Pro'],
    ['ビジネス', 'Business'],
    ['エンタープライズ', 'Enterprise'],
    ['プラス', 'Plus'],
    ['ライト', 'Light'],
    ['マスター', 'Master'],
  ])('%s sounds like %s, either way round', (kana, latin) => {
    expect(areAlike(kana, latin)).toBe(true)
    expect(areAlike(latin, kana)).toBe(true)
  })

  it.each([
    ['プレミアム', 'プラス'],
    ['プロ', 'プラス'],
    ['Premium', 'Premiere'],
    ['Standard', 'スタート'],
    ['スタート', 'Standard'],
    ['プラザ', 'Plus'],
    ['Plus', 'プラザ'],
    ['ビジネス', 'Basic'],
    ['ライト', 'Right Hand'],
    ['月影', '月影'],
    ['', ''],
    ['ア', 'A'],
  ])('%s does not sound like %s', (a, b) => {
    expect(areAlike(a, b)).toBe(false)
  })
})

describe('a name that ends in -ere', () => {
  it.each([
    ['スフィア', 'Sphere'],
    ['アトモスフィア', 'Atmosphere'],
    ['カシミア', 'Cashmere'],
  ])('%s sounds like %s, either way round', (kana, latin) => {
    expect(areAlike(kana, latin)).toBe(true)
    expect(areAlike(latin, kana)).toBe(true)
  })

  it.each([
    ['スフィア', 'Sphinx'],
    ['スフィア', 'Spherical'],
    ['カシミア', 'Cashew'],
  ])('%s does not sound like %s', (kana, latin) => {
    expect(areAlike(kana, latin)).toBe(false)
  })
})

describe('a product in ideographs for its reading', () => {
  const papers = [
    makePaper('a', { product: 'ツヅリバコ', vendor: null }),
    makePaper('b', { product: 'ミナモカゼ', vendor: null }),
    makePaper('c', { product: 'Tsukigumo Board', vendor: null }),
  ]
  const { find } = createProductResolver(papers, () => false)
  const named = (question: string) => find(fold(question)).map(({ paperId, by }) => `${paperId} by ${by}`)

  it.each([
    ['つづり箱の稼働率は？', 'a by sound'],
    ['ツヅリ箱の稼働率は？', 'a by sound'],
    ['みなも風のログは？', 'b by sound'],
    ['Tsuzuribakoの稼働率は？', 'a by sound'],
    ['つづりばこの稼働率は？', 'a by name'],
    ['ツキグモのログは？', 'c by sound'],
    ['つきぐものログは？', 'c by sound'],
    ['つきぐもボードのログは？', 'c by sound'],
  ])('%s', (question, product) => {
    expect(named(question)).toEqual([product])
  })

  it.each([
    'つづりの稼働率は？',
    'カタリ箱の稼働率は？',
    'つづり便の稼働率は？',
    'つづり方の稼働率は？',
    'つづり鞄の稼働率は？',
    'みなも箱風車小屋の稼働率は？',
    '月雲の稼働率は？',
    '稼働率は？',
  ])('not %s', (question) => {
    expect(named(question)).toEqual([])
  })
})

describe('whatever is written', () => {
  it('the sound is in plain letters, and its skeleton is made of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (word) => {
        const { full, skeleton, bare } = toSoundKey(word)
        expect(full).toMatch(/^[a-z]*$/u)
        expect(skeleton).toMatch(/^[b-df-hj-np-tv-z]*$/u)
        expect(full.replace(/[aeiou]/gu, '').replace(/(.)\1+/gu, '$1')).toBe(skeleton)
        expect(bare.length).toBeLessThanOrEqual(skeleton.length)
      }),
    )
  })

  it('alike is alike either way round', () => {
    const word = fc.string({ unit: fc.constantFrom(...'アカサタナライウprstaeiou'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(areAlike(a, b)).toBe(areAlike(b, a))
      }),
    )
  })

  it.each(['ア', 'a', 'つ', '漢'])('100,000 letters of it come through, cut: %j', (unit) => {
    expect(toSoundKey(unit.repeat(100_000))).toEqual(toSoundKey(unit.repeat(60)))
  })

  it.each(['ア', 'a', 'つ', '漢', ' ', '\t', 'ー', '1'])(
    'a word as long as a question may be comes through: %j',
    (unit) => {
      expect(toSoundKey(unit.repeat(MAX_QUESTION_LENGTH)).full.length).toBeLessThanOrEqual(MAX_QUESTION_LENGTH * 2)
    },
  )
})
