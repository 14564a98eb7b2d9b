import { describe, expect, it } from 'vitest'
import { type FusionOptions, fuseRanks } from '../../../src/retrieval/fusion.ts'

describe('Fusion by rank', () => {
  it.each<[reason: string, lexical: number[], vector: number[], expected: number[], options?: FusionOptions]>([
    ['nothing found is nothing', [], [], []],
    ['one list alone keeps its order', [3, 1, 2], [], [3, 1, 2]],
    ['the other one alone does too', [], [2, 3, 1], [2, 3, 1]],
    ['what both hold comes before what one holds at the same rank', [1, 2], [2, 3], [2, 1, 3]],
    ['words weigh more: the first of the words beats the first of the vectors', [1], [2], [1, 2]],
    ['two middle ranks beat one first rank', [1, 5, 9], [2, 6, 9], [9, 1, 5, 2, 6]],
    [
      'a low second rank does not lift over a much better first one',
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
      [9],
      [9, 1, 2, 3, 4, 5, 6, 7, 8],
    ],
    ['equal scores come in the order of their ids', [7], [4], [4, 7], { vectorWeight: 1 }],
    ['a weight of 0 leaves only the other order', [1, 2, 3], [3, 2, 1], [1, 2, 3], { vectorWeight: 0 }],
    ['a large k flattens the lead of first ranks', [1, 2, 3, 4], [5, 4], [4, 1, 2, 3, 5], { k: 1000 }],
    ['an id that a list holds twice counts at its better rank', [1, 2, 1], [], [1, 2]],
  ])('%s', (_, lexical, vector, expected, options) => {
    expect(fuseRanks(lexical, vector, options).map(({ id }) => id)).toEqual(expected)
  })

  it('tells the rank in each list, and the score that they make', () => {
    expect(fuseRanks([8, 9], [9])).toEqual([
      { id: 9, score: 1 / 12 + 0.5 / 11, ranks: { lexical: 2, vector: 1 } },
      { id: 8, score: 1 / 11, ranks: { lexical: 1, vector: null } },
    ])
  })
})
