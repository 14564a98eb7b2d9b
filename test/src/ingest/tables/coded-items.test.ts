import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SourceLine } from '../../../../src/ingest/readers/source-document.ts'
import { markCodedItems } from '../../../../src/ingest/tables/coded-items.ts'

const toLines = (texts: readonly string[]): SourceLine[] => texts.map((text) => ({ text, page: 1, heading: null }))

/** `[code] text` for what became a heading, else the text. */
const mark = (...texts: string[]): string[] =>
  markCodedItems(toLines(texts)).map(({ text, heading, item }) => (heading === null ? text : `[${item}] ${text}`))

const TWO = ['KAZ-01 Is data backed up?', 'KAZ-02 Is data encrypted?']

describe('the codes of a questionnaire', () => {
  it('make their lines headings with a number, and leave the answers as they are', () => {
    expect(
      mark('AIS-01.1 Are tests run?', 'Yes, twice a year.', 'BCR-08: Backed up?', 'No', 'DSP-10.2. Encrypted?'),
    ).toEqual(['[AIS-01.1] Are tests run?', 'Yes, twice a year.', '[BCR-08] Backed up?', 'No', '[DSP-10.2] Encrypted?'])
  })

  it('are headings of the first depth on their page', () => {
    const [first] = markCodedItems(toLines([...TWO, 'A&A-03 Are audits held?']))
    expect(first).toEqual({ text: 'Is data backed up?', page: 1, heading: 1, item: 'KAZ-01' })
  })

  it.each([
    ['A&A-01.1 Are audits held?', '[A&A-01.1] Are audits held?'],
    ['  IAM-02 記録は残るか', '[IAM-02] 記録は残るか'],
    ['IAM-114.12\tIs access reviewed?', '[IAM-114.12] Is access reviewed?'],
  ])('may be written %s', (line, heading) => {
    expect(mark(...TWO, 'KAZ-03 Third', line).at(-1)).toBe(heading)
  })

  it.each([
    ['small letters', 'iam-02 Is access reviewed?'],
    ['one letter', 'I-02 Is access reviewed?'],
    ['six letters', 'ACCESS-02 Is access reviewed?'],
    ['four figures', 'IAM-2022 Is access reviewed?'],
    ['no words behind', 'IAM-02'],
    ['only blanks behind', 'IAM-02   '],
    ['words before', 'See IAM-02 for access.'],
    ['an indent of four', '    IAM-02 Is access reviewed?'],
    ['a letter behind', 'IAM-02a Is access reviewed?'],
  ])('are none with %s', (_, line) => {
    expect(mark(...TWO, 'KAZ-03 Third', line).at(-1)).toBe(line)
  })

  it('have up to 201 letters of text behind them', () => {
    expect(mark(...TWO, 'KAZ-03 Third', `IAM-02 ${'x'.repeat(201)}`).at(-1)).toMatch(/^\[IAM-02\] x/u)
    expect(mark(...TWO, 'KAZ-03 Third', `IAM-02 ${'x'.repeat(202)}`).at(-1)).toMatch(/^IAM-02 x/u)
  })
})

describe('a text with fewer than three codes', () => {
  it('is no questionnaire', () => {
    expect(mark(...TWO, 'Yes')).toEqual([...TWO, 'Yes'])
    expect(mark(...TWO, 'KAZ-03 Are logs kept?')[0]).toBe('[KAZ-01] Is data backed up?')
  })

  it('counts each code once', () => {
    expect(mark(...TWO, ...TWO)).toEqual([...TWO, ...TWO])
  })

  it('does not count what is a heading already', () => {
    const lines = [...toLines(TWO), { text: 'KAZ-03 Third', page: 1, heading: 2 }]
    expect(markCodedItems(lines)).toEqual(lines)
  })
})

describe('whatever stands in a text', () => {
  it('no word is lost or invented', () => {
    const line = fc.oneof(
      fc.constantFrom(...TWO, 'KAZ-03 Third', 'IAM-02 記録', 'はい', ''),
      fc.string({ unit: fc.constantFrom(...'AKZ-01 記録a'), maxLength: 20 }),
    )
    const squash = (text: string) => text.replace(/\s/gu, '')
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (texts) => {
        const words = markCodedItems(toLines(texts)).map(({ item, text }) => squash(`${item ?? ''}${text}`))
        expect(words).toEqual(texts.map(squash))
      }),
    )
  })

  it.each([
    'A'.repeat(100_000),
    ' '.repeat(100_000),
    '\t'.repeat(100_000),
    'IAM-02 '.repeat(15_000),
    `IAM-02${' '.repeat(100_000)}`,
  ])('hostile lines come through %#', (line) => {
    expect(mark(...TWO, 'KAZ-03 Third', line).at(-1)).toBe(line)
  })
})
