import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareEditions,
  type EditionClues,
  findPosition,
  type IndexedClues,
  settleOrder,
} from '../../../src/ingest/edition-order.ts'

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

const indexed = (version: string | null, date: string | null) => ({ ...edition(version, date), isGone: false })
const [first, second, undated] = [indexed('1', '2024-04-01'), indexed('2', '2025-04-01'), indexed(null, null)]

describe('The place of an edition', () => {
  it.each([
    ['after one without a date that replaced the newest older one', edition('3', '2026'), [first, second, undated], 3],
    [
      'before what is newer than it, though one without a date lies between',
      edition('1.5', null),
      [first, undated, second],
      2,
    ],
    ['before all where all are newer', edition('0.9', '2023'), [undated, second], 1],
    ['by the newest, where the numbers began anew', edition('2.1', '2026'), [indexed('7', '2020'), second], 2],
  ])('is %s', (_, newcomer, others, at) => {
    expect(findPosition(newcomer, others)).toEqual({ at, isOlderThanSaid: false })
  })

  it.each([
    ['nothing can be compared', edition(null, null), [first, second], 'unknown', true],
    [
      'the newest has a date and it has a version only',
      edition('3', null),
      [first, indexed(null, '2025-04-01')],
      'unknown',
      true,
    ],
    ['its version is older and its date is newer', edition('1', '2026-01-01'), [second], 'contradicted', true],
    ['its version is newer and its date is older', edition('3', '2024-01-01'), [second], 'contradicted', false],
  ])('is not guessed where %s', (_, newcomer, others, unclear, mayReplace) => {
    expect(findPosition(newcomer, others)).toEqual({ unclear, mayReplace })
  })

  it('is after what a person says it replaces, but never after what its date says is newer', () => {
    expect(findPosition(undated, [first, second], 1)).toEqual({ at: 2, isOlderThanSaid: false })
    expect(findPosition(undated, [first, second], 0)).toEqual({ at: 1, isOlderThanSaid: false })
    expect(findPosition(edition('3', '2026'), [first, second], 0)).toEqual({ at: 2, isOlderThanSaid: false })
    expect(findPosition(edition('1.5', '2024-10'), [first, second], 1)).toEqual({ at: 1, isOlderThanSaid: true })
  })

  it('is mended where an edition was once put against its date', () => {
    expect(settleOrder([first, undated, indexed('3', '2026-10-01'), second])).toEqual([0, 1, 3, 2])
  })
})

/** How an edition comes: with what label, and of which of those that are there it is said to be newer, if of any. */
const arrivals = fc.array(
  fc.record({
    version: fc.option(fc.integer({ min: 1, max: 6 }).map(String)),
    date: fc.option(fc.integer({ min: 2020, max: 2026 }).map((year) => `${year}-04-01`)),
    said: fc.integer({ min: -4, max: 5 }),
    isGone: fc.boolean(),
  }),
  { maxLength: 9 },
)

/** What is indexed after all came; who is refused does what the message says, where that is a matter of `--replaces`. */
function takeIn(coming: readonly { version: string | null; date: string | null; said: number; isGone: boolean }[]) {
  const order: IndexedClues[] = []
  for (const { version, date, said, isGone } of coming) {
    const newcomer = { ...edition(version, date), isGone }
    const first = findPosition(newcomer, order, said < order.length ? said : -1)
    const position = 'unclear' in first && first.mayReplace ? findPosition(newcomer, order, order.length - 1) : first
    if ('at' in position) order.splice(position.at, 0, newcomer)
    expect('unclear' in first && first.mayReplace && !('at' in position)).toBe(false)
    if ('unclear' in first && 'at' in position) expect(order.at(-1)).toBe(newcomer)
  }
  return order
}

describe('Whatever comes in whatever order, and whatever advice is followed', () => {
  it('the current edition is older than no other one', () => {
    fc.assert(
      fc.property(arrivals, (coming) => {
        const order = takeIn(coming)
        const current = order.at(-1)
        for (const other of order) {
          if (current?.date && other.date) expect(current.date >= other.date).toBe(true)
          expect(current && (compareEditions(current, other) ?? 0)).not.toBeLessThan(0)
        }
        expect(settleOrder(order)).toEqual(order.map((_, i) => i))
      }),
      { numRuns: 2000 },
    )
  })

  it('one with a later date than all becomes current without advice, once there is one with a date', () => {
    fc.assert(
      fc.property(arrivals, (coming) => {
        const order = takeIn(coming)
        fc.pre(order.some(({ date }) => date !== null))
        expect(findPosition(edition('9', '2027-04-01'), order)).toMatchObject({ at: order.length })
      }),
      { numRuns: 1000 },
    )
  })
})
