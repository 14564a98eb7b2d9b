import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAlikeIndex, createNameIndex } from '../../../../src/answer/understand/name-index.ts'
import { readingsOf } from '../../../../src/answer/understand/readings.ts'
import { soundsAlike, toSoundKey } from '../../../../src/answer/understand/sound-key.ts'

const NAMES = [
  'kumonoki',
  'tsuzuri box',
  'ツヅリバコ',
  'クモノキ',
  '月影台帳',
  '給与 ちぐさ',
  'plus-one',
  'きゅうよ千草',
  'quality',
]
const letters = fc.constantFrom(...'abkstuクモツリバかなづき月影給与台帳 -・')
const text = fc.string({ unit: letters, maxLength: 12 })
const spoken = (word: string) => ({
  text: word,
  sound: toSoundKey(word),
  readings: new Set(readingsOf(word, { keep: true })),
})

describe('Names by their letters', () => {
  const index = createNameIndex(NAMES, (name) => name)

  it.each([
    ['kumonokiのログは？', ['kumonoki']],
    ['つまり ツヅリ バコ と 月影・台帳', ['ツヅリバコ', '月影台帳']],
    ['tsuzuribox and PLUS', ['tsuzuri box']],
    ['ログは？', []],
  ])('are found in %s', (question, found) => {
    expect(index.standingIn(question)).toEqual(found)
  })

  it('are found wherever a search for each one finds them', () => {
    fc.assert(
      fc.property(fc.array(text), text, fc.constantFrom(...NAMES), text, (others, before, name, after) => {
        const all = [...others, name]
        const found = createNameIndex(all, (one) => one).standingIn(before + name + after)
        expect(found).toContain(name)
        expect(found).toEqual(all.filter((one) => found.includes(one)))
      }),
    )
  })
})

describe('Names that a word can be meant for', () => {
  it('hold all that sound like it', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), text, (names, word) => {
        const all = [...NAMES, ...names].map(spoken)
        const near = createAlikeIndex(all).near(spoken(word), [])
        for (const name of all.filter((other) => soundsAlike(spoken(word), other))) expect(near).toContain(name)
      }),
    )
  })

  it.each([
    ['kumonki', 'kumonoki'],
    ['qualitty', 'quality'],
    ['ツヅリハコ', 'ツヅリバコ'],
    ['月陰台帳', '月影台帳'],
    ['月影台張', '月影台帳'],
  ])('hold what %s is a slip of the pen of', (word, name) => {
    expect(
      createAlikeIndex(NAMES.map(spoken))
        .near(spoken(word), [])
        .map((found) => found.text),
    ).toContain(name)
  })

  it('hold what is read like it', () => {
    const near = createAlikeIndex([...NAMES, '月台帳'].map(spoken)).near(spoken('月だいちょう'), ['つきだいちょう'])
    expect(near.map((found) => found.text)).toEqual(['月台帳'])
  })
})
