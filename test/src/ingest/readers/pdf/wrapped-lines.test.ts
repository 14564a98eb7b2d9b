import { describe, expect, it } from 'vitest'
import type { Run } from '../../../../../src/ingest/readers/pdf/runs.ts'
import { findRightEdge, isWrapped } from '../../../../../src/ingest/readers/pdf/wrapped-lines.ts'

const EDGE = 500

/** A line of ten points that ends at a place. */
function line(text: string, right: number, baseline: number, changes: Partial<Run> = {}): Run {
  return { text, left: 50, right, baseline, size: 10, isBold: false, tag: { heading: null, cell: null }, ...changes }
}
const full = line('本書は当社の取り組みを説', EDGE - 4, 700)

describe('isWrapped', () => {
  it.each([
    ['the next character would not have found room', full, line('明するものです。', 130, 683), true],
    ['there was room for it', line('適用範囲は次のとおり', EDGE - 15, 700), line('標準版', 80, 683), false],
    ['there was none for the mark behind it', line('保管期間は七日', EDGE - 15, 700), line('間。', 70, 683), true],
    [
      'a word would not have found room',
      line('Backups are kept in', EDGE - 40, 700),
      line('encrypted form.', 130, 683),
      true,
    ],
    [
      'a word would not have found room with the bracket before it',
      line('当社は認証', EDGE - 50, 700),
      line('（ISO/IEC）を', 130, 683),
      true,
    ],
    ['a short word would have', line('Backups are kept in', EDGE - 40, 700), line('a safe.', 130, 683), false],
    ['a whole sentence ends', line('説明するものです。', EDGE - 4, 700), line('また、見直します。', 130, 683), false],
    ['an item begins', full, line('・標準版', 90, 683), false],
    ['more room is left between them', full, line('明するもの', 130, 670), false],
    ['the next page goes on', full, line('明するもの', 130, 780), true],
    ['the next line is larger', full, line('明するもの', 130, 683, { size: 14 }), false],
    ['the next line stands elsewhere', full, line('明するもの', 330, 683, { left: 250 }), false],
  ])('where %s', (_, above, below, expected) => {
    expect(isWrapped(above, below, EDGE, 2)).toBe(expected)
  })

  it('is not known where the edge of the text is not', () => {
    expect(isWrapped(full, line('明するもの', 130, 683), null, 2)).toBe(false)
  })
})

it('finds the edge of the text in enough lines', () => {
  const lines = Array.from({ length: 20 }, (_, i) => ({
    kind: 'text' as const,
    page: 1,
    run: line('文', 400 + i, 700 - i),
  }))
  expect(findRightEdge(lines)).toBe(419)
  expect(findRightEdge(lines.slice(0, 9))).toBeNull()
})

it('finds the edge of the text where marks hang over it', () => {
  const lines = Array.from({ length: 20 }, (_, i) => ({
    kind: 'text' as const,
    page: 1,
    run: line(i % 4 === 0 ? '文。' : '文', i % 4 === 0 ? 408 : 400, 700 - i),
  }))
  expect(findRightEdge(lines)).toBe(400)
})
