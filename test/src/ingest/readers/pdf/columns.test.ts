import { describe, expect, it } from 'vitest'
import { unfoldColumns } from '../../../../../src/ingest/readers/pdf/columns.ts'
import type { Run } from '../../../../../src/ingest/readers/pdf/runs.ts'

const SIZE = 10

function run(left: number, right: number, baseline: number): Run {
  const tag = { heading: null, cell: null }
  return { text: `${left} ${baseline}`, left, right, baseline, size: SIZE, isBold: false, tag }
}

const rows = (count: number) => Array.from({ length: count }, (_, i) => 700 - 15 * i)
const first = rows(8).map((y) => run(50, 290, y))
const second = rows(8).map((y) => run(310, 550, y))
const title = run(50, 500, 760)
const leftsOf = (runs: readonly Run[]) => unfoldColumns(runs).map(({ left }) => left)

describe('unfoldColumns', () => {
  it('sets the second column below the first one, headers and titles stay', () => {
    const header = [run(50, 120, 780), run(400, 550, 780)]
    const lefts = leftsOf([...header, title, ...first, ...second])
    expect(lefts).toEqual([50, 400, 50, ...first.map(() => 50), ...second.map(() => 50)])
  })

  it('keeps how far a line of the second column is set in', () => {
    const item = run(330, 550, 580)
    expect(leftsOf([...first, ...second, item]).at(-1)).toBe(70)
  })

  it.each([
    ['a table, which is drawn row by row', first.flatMap((cell, i) => [cell, second[i] as Run])],
    ['too few lines beside the others', [...first, ...second.slice(0, 4)]],
    ['lines that run over both', [...first, ...second, ...rows(12).map((y) => run(50, 550, y - 200))]],
    ['a list and another one far from it', [...first.map((line) => ({ ...line, right: 120 })), ...second]],
    ['nothing', []],
  ])('leaves %s as it is', (_, runs) => {
    expect(unfoldColumns(runs)).toEqual(runs)
  })
})
