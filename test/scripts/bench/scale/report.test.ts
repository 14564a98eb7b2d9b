import { describe, expect, it } from 'vitest'
import type { EngineScale, ScaleResult } from '../../../../scripts/bench/scale/measure-scale.ts'
import { recallOf } from '../../../../scripts/bench/scale/measure-scale.ts'
import { formatScale } from '../../../../scripts/bench/scale/report.ts'

const MB = 1024 * 1024
const searched = (ms: number, cosines: readonly number[] = []) => ({
  searchMs: [ms, ms],
  found: 1,
  cosines: cosines.length > 0 ? [[...cosines]] : [],
})
const NEAREST = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1]

function makeResult(passages: number, overrides: Partial<ScaleResult['ours']> = {}): ScaleResult {
  const scale: EngineScale = {
    ingestMs: passages,
    bytes: passages * 1000,
    residentBytes: 300 * MB,
    startMs: 2000,
    searched: searched(2),
  }
  return {
    papers: passages / 50,
    passages,
    ours: {
      ...scale,
      answers: [{ kind: 'one product', ms: 7, characters: 2000 }],
      words: searched(1),
      vectors: searched(1, NEAREST),
      addMs: [400, 900, 600],
      unchangedMs: 1500,
      ingestResidentBytes: 400 * MB,
      ...overrides,
    },
    peers: new Map([
      ['exact scan', { ...scale, searched: searched(passages / 1000, NEAREST) }],
      ['MiniSearch', { ...scale, startMs: 9000 }],
      ['Orama', scale],
    ]),
  }
}

/** Cells of the first line that begins with these words. */
function cellsOf(report: string, name: string): readonly string[] {
  const line = report.split('\n').find((row) => row.trim().startsWith(name)) ?? ''
  return line
    .trim()
    .slice(name.length)
    .trim()
    .split(/\s{2,}/u)
}

describe('The report of growing papers', () => {
  it('holds each measure at the largest size against its bar', () => {
    const report = formatScale([makeResult(1000), makeResult(10_000)])
    expect(report).toContain('200 papers, 10000 passages')
    expect(cellsOf(report, 'answer p99, ms')).toEqual(['7.000', '<= 50', 'yes'])
    expect(cellsOf(report, 'one paper more, ms (median)')).toEqual(['600', '<= 1000', 'yes'])
    expect(cellsOf(report, 'vector recall@10')).toEqual(['1.000', '>= 0.98', 'yes'])
  })

  it.each([
    ['answer p99, ms', { answers: [{ kind: 'all products', ms: 50.1, characters: 10 }] }],
    ['start to first answer, ms', { startMs: 3001 }],
    ['resident while answering, MB', { residentBytes: 1537 * MB }],
    ['one paper more, ms (median)', { addMs: [1001] }],
    ['the same papers again, ms', { unchangedMs: 10_001 }],
    ['vector recall@10', { vectors: searched(1, [...NEAREST.slice(0, 9), 0.05]) }],
  ] as const)('says that %s does not hold', (name, overrides) => {
    const report = formatScale([makeResult(1000, overrides as Partial<ScaleResult['ours']>)])
    expect(cellsOf(report, name).at(-1)).toBe('NO')
  })

  it('shows every engine beside ours, and how each grows', () => {
    const report = formatScale([makeResult(1000), makeResult(10_000)])
    expect(cellsOf(report, 'MiniSearch')[3]).toBe('9000')
    expect(cellsOf(report, 'exact scan: search p50 ms')).toEqual(['1.000', '10.0', 'x10.0'])
    expect(cellsOf(report, 'ours: start ms')).toEqual(['2000', '2000', 'x1.0'])
  })

  it('is empty for nothing', () => {
    expect(formatScale([])).toBe('')
  })
})

describe('Recall', () => {
  it('counts any neighbour that is as near as the tenth', () => {
    const truth = searched(1, NEAREST)
    expect(recallOf(searched(1, NEAREST), truth)).toBe(1)
    expect(recallOf(searched(1, [...NEAREST.slice(0, 8), 0.1, 0.1]), truth)).toBe(1)
    expect(recallOf(searched(1, [...NEAREST.slice(0, 8), 0.05, 0.01]), truth)).toBeCloseTo(0.8)
  })

  it('is of what there is where there are fewer than ten', () => {
    expect(recallOf(searched(1, [0.9]), searched(1, [0.9, 0.8]))).toBe(0.5)
  })
})
