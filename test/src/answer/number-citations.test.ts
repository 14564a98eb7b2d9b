import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberCitations } from '../../../src/answer/number-citations.ts'
import type { Answer, AnswerFact } from '../../../src/domain.ts'
import { makeAnswer, makeCitation } from '../../helpers/presentations.ts'

/** An answer whose sources with these markers quote their own number in words: `出典3`. */
const withSources = (markers: readonly number[], changes: Partial<Answer>): Answer =>
  makeAnswer({ citations: markers.map((marker) => makeCitation(marker, { quote: `出典${marker}` })), ...changes })

const sourcesOf = ({ citations }: Answer) => citations.map(({ marker, quote }) => `${marker} ${quote}`)

const makeFact = (value: string, citation: number | null): AnswerFact => ({
  product: 'Tsubomi Note',
  attribute: 'backup.retention',
  qualifier: null,
  value,
  normalized: null,
  stated: true,
  derived: false,
  citation,
})

describe('citations are numbered as they are met', () => {
  it.each<[how: string, markers: number[], text: string, numbered: string, sources: string[]]>([
    [
      'in the text',
      [1, 2],
      '控えは21日間[2]、記録は1年間[1]です。',
      '控えは21日間[1]、記録は1年間[2]です。',
      ['1 出典2', '2 出典1'],
    ],
    [
      'line by line',
      [1, 2, 3],
      '・印刷：可[3]\n・持ち出し：不可[1]\n・複写：可[2]',
      '・印刷：可[1]\n・持ち出し：不可[2]\n・複写：可[3]',
      ['1 出典3', '2 出典1', '3 出典2'],
    ],
    ['with no number left out', [4, 9], '21日間[9]、7日間[4]', '21日間[1]、7日間[2]', ['1 出典9', '2 出典4']],
    [
      'of two digits',
      [2, 12],
      'Kept for 21 days[12] and 7 days[2].',
      'Kept for 21 days[1] and 7 days[2].',
      ['1 出典12', '2 出典2'],
    ],
    ['once, where one is met again', [1, 2], 'A[2] B[1] C[2]', 'A[1] B[2] C[1]', ['1 出典2', '2 出典1']],
    ['before those that are not shown', [1, 2, 3], 'A[3]', 'A[1]', ['1 出典3', '2 出典1', '3 出典2']],
  ])('%s', (_, markers, text, numbered, sources) => {
    const answer = numberCitations(withSources(markers, { text }))
    expect(answer.text).toBe(numbered)
    expect(sourcesOf(answer)).toEqual(sources)
  })

  it('first in the text, then row by row in the table', () => {
    const table = {
      columns: ['製品', '控え', '記録'],
      rows: [
        ['Tsubomi Note', '21日間[4]', '1年間[1]'],
        ['雲の上デスク', '記載なし', '90日[3]'],
      ],
    }
    const answer = numberCitations(withSources([1, 2, 3, 4], { text: '比較：[2]', table }))
    expect(answer.text).toBe('比較：[1]')
    expect(answer.table).toEqual({
      columns: ['製品', '控え', '記録'],
      rows: [
        ['Tsubomi Note', '21日間[2]', '1年間[3]'],
        ['雲の上デスク', '記載なし', '90日[4]'],
      ],
    })
    expect(sourcesOf(answer)).toEqual(['1 出典2', '2 出典4', '3 出典1', '4 出典3'])
  })

  it('with the numbers of the facts', () => {
    const facts = [makeFact('21日間', 2), makeFact('7日間', 1), makeFact('10日間', null)]
    const answer = numberCitations(withSources([1, 2], { text: '21日間[2]、7日間[1]', facts }))
    expect(answer.facts.map(({ value, citation }) => [value, citation])).toEqual([
      ['21日間', 1],
      ['7日間', 2],
      ['10日間', null],
    ])
  })
})

describe('brackets that are no markers stay', () => {
  it.each([
    ['of a quotation', '「控えは別表[1]に従います」[2]、印刷は可[1]', '「控えは別表[1]に従います」[1]、印刷は可[2]'],
    [
      'of a quotation in English',
      `The paper says: 「see annex [1]」[2]. Printing: yes[1].`,
      `The paper says: 「see annex [1]」[1]. Printing: yes[2].`,
    ],
    ['of a source that there is none of', '控え[7]は21日間[2]、印刷は可[1]', '控え[7]は21日間[1]、印刷は可[2]'],
    ['around words', '[注]控えは21日間[2]、印刷は可[1]', '[注]控えは21日間[1]、印刷は可[2]'],
  ])('%s', (_, text, numbered) => {
    expect(numberCitations(withSources([1, 2], { text })).text).toBe(numbered)
  })

  it('also in the cells of a table', () => {
    const table = {
      columns: ['製品', '控え'],
      rows: [
        ['Tsubomi Note', '「別表[1]」[2]'],
        ['雲の上デスク', '[7] 10日[1]'],
      ],
    }
    expect(numberCitations(withSources([1, 2], { table })).table?.rows).toEqual([
      ['Tsubomi Note', '「別表[1]」[1]'],
      ['雲の上デスク', '[7] 10日[2]'],
    ])
  })
})

describe('an answer is left as it is', () => {
  it.each<[string, number[], string]>([
    ['whose citations are in order', [1, 2], '控えは21日間[1]、記録は1年間[2]です。'],
    ['that quotes a later number first', [1, 2], '「別表[2]に従います」[1]、印刷は可[2]'],
    ['without citations', [], '資料に記載はありません。'],
    ['whose brackets are all of other things', [], '[1]という印の部屋です。'],
  ])('%s', (_, markers, text) => {
    const answer = withSources(markers, { text })
    expect(numberCitations(answer)).toBe(answer)
  })
})

it('gives every order of markers the same words with the same sources, counted from 1', () => {
  const markers = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(markers, (shown) => {
      const ascending = [...shown].sort((a, b) => a - b)
      const answer = numberCitations(withSources(ascending, { text: shown.map((n) => `語${n}句[${n}]`).join('、') }))
      expect(answer.text).toBe(shown.map((n, i) => `語${n}句[${i + 1}]`).join('、'))
      expect(sourcesOf(answer)).toEqual(shown.map((n, i) => `${i + 1} 出典${n}`))
      expect(numberCitations(answer)).toBe(answer)
    }),
  )
})
