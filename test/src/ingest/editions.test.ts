import { describe, expect, it } from 'vitest'
import { compareEditions, type EditionClues } from '../../../src/ingest/editions.ts'

const edition = (version: string | null, date: string | null, rows: readonly (readonly [string, string])[] = []) =>
  ({ version, date, revisions: rows.map(([number, day]) => ({ version: number, date: day })) }) satisfies EditionClues

describe('The newer of two editions', () => {
  it.each([
    ['by version', edition('1.3', null), edition('1.2', null)],
    ['by version, number by number', edition('1.10', null), edition('1.9', null)],
    ['by date', edition(null, '2025-06-01'), edition(null, '2024-12-31')],
    ['by date, where the version is the same', edition('2', '2025-06-01'), edition('2', '2025-01-01')],
    ['by version, where the date is the same', edition('2.1', '2025-06-01'), edition('2.0', '2025-06-01')],
    ['by version, where one date is a month of the other', edition('3', '2025-06'), edition('2', '2025-06-15')],
    [
      'by its revision history',
      edition('改訂B', null, [
        ['改訂A', '2024-04-01'],
        ['改訂B', '2025-04-01'],
      ]),
      edition('改訂A', null, [['改訂A', '2024-04-01']]),
    ],
    [
      'by the date that its revision history has for the older one',
      edition('2', null, [
        ['1', '2024-04-01'],
        ['2', '2025-04-01'],
      ]),
      edition(null, '2024-04-01'),
    ],
  ])('is known %s', (_, newer, older) => {
    expect(compareEditions(newer, older)).toBeGreaterThan(0)
    expect(compareEditions(older, newer)).toBeLessThan(0)
  })

  it.each([
    ['nothing is printed', edition(null, null), edition(null, null)],
    ['one has a version and the other a date', edition('2', null), edition(null, '2024-04-01')],
    ['only one is labelled', edition('2', '2024-04-01'), edition(null, null)],
    ['versions are no numbers', edition('改訂B', null), edition('改訂A', null)],
    ['version and date contradict each other', edition('2', '2024-04-01'), edition('1', '2025-04-01')],
    ['a day lies in the month', edition(null, '2025-06'), edition(null, '2025-06-15')],
  ])('is not guessed where %s', (_, a, b) => {
    expect(compareEditions(a, b)).toBeUndefined()
    expect(compareEditions(b, a)).toBeUndefined()
  })
})
