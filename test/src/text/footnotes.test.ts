import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFootnotes, referencesIn } from '../../../src/text/footnotes.ts'

const notes = (...lines: string[]): string[] =>
  findFootnotes(lines.join('\n')).map(({ number, text }) => `${number}: ${text}`)

describe('the notes of a body', () => {
  it.each([
    ['※1 計画停止を除きます。', '1: 計画停止を除きます。'],
    ['※１　計画停止を除きます。', '1: 計画停止を除きます。'],
    ['※12：税別', '12: 税別'],
    ['*2: Billed apart.', '2: Billed apart.'],
    ['注3）税別', '3: 税別'],
    ['（本文）', undefined],
    ['※(4) 平日のみ', '4: 平日のみ'],
    ['※（５）平日のみ', '5: 平日のみ'],
    ['　※6平日のみ', '6: 平日のみ'],
  ])('%s', (line, note) => {
    expect(notes('月間の値です。', line)).toEqual(note === undefined ? [] : [note])
  })

  it('are found in the order in which they stand, line by line', () => {
    expect(notes('稼働率\t99.9%（※1）\t返金（※2）', '※1 月間です。', '※2 翌月に行います。', 'ほかの文です。')).toEqual([
      '1: 月間です。',
      '2: 翌月に行います。',
    ])
  })

  it.each([
    ['a mark inside a line', '返金は※1のとおりです。'],
    ['a mark without a number', '※税別です。'],
    ['注意 and a number', '注意1 電源を切らないこと'],
    ['a number alone', '1 税別です。'],
    ['an empty text', ''],
  ])('are none: %s', (_, line) => {
    expect(notes(line)).toEqual([])
  })

  it.each([
    ['an item of a list that begins with a figure', '* 3 copies are kept.'],
    ['a number of three figures', '※2024年の値です。'],
  ])('are none: %s', (_, line) => {
    expect(notes(line)).toEqual([])
  })
})

describe('the notes that words refer to', () => {
  it.each<[words: string, numbers: string[]]>([
    ['返金（※１）', ['1']],
    ['99.9%（※1）\t返金（※2）', ['1', '2']],
    ['99.9%*2', ['2']],
    ['税別（注 3）', ['3']],
    ['※1※1', ['1']],
    ['返金※(1)', ['1']],
    ['返金※（２）', ['2']],
    ['※2024年', []],
    ['注意4', []],
    ['99.9%', []],
    ['', []],
  ])('%s', (words, numbers) => {
    expect([...referencesIn(words)]).toEqual(numbers)
  })

  it('are told from the note itself by its words alone: a note refers to itself', () => {
    expect(referencesIn('※2 税別').has('2')).toBe(true)
  })
})

describe('whatever is written', () => {
  it('the words of a note stand in the body, and a reference to it is found', () => {
    const words = fc
      .string({ unit: fc.constantFrom(...'税別7日ab。'), minLength: 1, maxLength: 20 })
      .map((text) => `は${text}`)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), words, (number, text) => {
        expect(findFootnotes(`前の文です。\n※${number} ${text}\n後の文です。`)).toEqual([{ number: `${number}`, text }])
        expect([...referencesIn(`値（※${number}）`)]).toEqual([`${number}`])
      }),
    )
  })

  it.each([
    'a'.repeat(100_000),
    ' '.repeat(100_000),
    '　'.repeat(100_000),
    '\t'.repeat(100_000),
    '*'.repeat(100_000),
    '※'.repeat(100_000),
    `※1${' '.repeat(100_000)}`,
    '\n'.repeat(100_000),
    ' \n'.repeat(50_000),
    '* '.repeat(50_000),
    '※ '.repeat(50_000),
  ])('hostile text comes through %#', (body) => {
    expect(findFootnotes(body)).toEqual([])
    expect([...referencesIn(body)].length).toBeLessThanOrEqual(1)
  })

  it('100,000 letters of references come through', () => {
    expect([...referencesIn('※1'.repeat(50_000))]).toEqual(['1'])
  })
})
