import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scanExactly } from '../../../src/retrieval/exact-scan.ts'
import { toUnitVector } from '../../../src/retrieval/unit-vector.ts'
import { createVectorIndex, loadVectorIndex, type VectorIndex } from '../../../src/retrieval/vector-index.ts'
import { makeFolder } from '../../helpers/index-folder.ts'
import { createRandom } from '../../helpers/random.ts'

const DIMENSIONS = 32
const random = createRandom(7)

function makeVector(): Float32Array {
  return toUnitVector(Array.from({ length: DIMENSIONS }, () => random() * 2 - 1))
}

async function makeIndex(count: number): Promise<{ index: VectorIndex; vectors: Map<number, Float32Array> }> {
  const index = await createVectorIndex(DIMENSIONS)
  const vectors = new Map(Array.from({ length: count }, (_, i) => [i * 3 + 1, makeVector()]))
  for (const [label, vector] of vectors) index.add(label, vector)
  return { index, vectors }
}

function scan(vectors: ReadonlyMap<number, Float32Array>, query: Float32Array, limit: number) {
  const block = {
    labels: [...vectors.keys()],
    vectors: Float32Array.from([...vectors.values()].flatMap((v) => [...v])),
  }
  return scanExactly([block], query, limit)
}

describe('The graph', () => {
  it('finds what an exact scan finds, with the same scores', async () => {
    const { index, vectors } = await makeIndex(3000)
    let shared = 0
    for (let i = 0; i < 20; i++) {
      const query = makeVector()
      const exact = scan(vectors, query, 10)
      const near = index.search(query, 10)
      for (const { label, score } of near) {
        const same = exact.find((entry) => entry.label === label)
        if (same) expect(score).toBeCloseTo(same.score, 4)
        shared += same ? 1 : 0
      }
    }
    expect(shared).toBeGreaterThanOrEqual(190)
  })

  it('returns only labels that the filter allows, and survives a filter that throws', async () => {
    const { index, vectors } = await makeIndex(500)
    const query = makeVector()
    const allowed = new Map([...vectors].filter(([label]) => label % 2 === 0))
    const found = index.search(query, 5, (label) => label % 2 === 0)
    expect(found.map(({ label }) => label)).toEqual(scan(allowed, query, 5).map(({ label }) => label))
    expect(
      index.search(query, 5, () => {
        throw new Error('must not reach native code')
      }),
    ).toEqual([])
  })

  it('does not find what was removed, and finds it again when it is added again', async () => {
    const { index, vectors } = await makeIndex(50)
    const query = vectors.get(4) as Float32Array
    expect(index.search(query, 1)[0]?.label).toBe(4)
    index.remove(4)
    index.remove(4)
    expect(index.search(query, 50).map(({ label }) => label)).not.toContain(4)
    expect(index.removedCount).toBe(1)
    index.add(4, query)
    expect(index.search(query, 1)).toEqual([{ label: 4, score: expect.closeTo(1, 5) }])
    expect(index.removedCount).toBe(0)
  })

  it('returns what there is where more is asked for', async () => {
    const { index } = await makeIndex(3)
    expect(index.search(makeVector(), 10)).toHaveLength(3)
    expect(index.search(makeVector(), 0)).toEqual([])
    expect((await createVectorIndex(DIMENSIONS)).search(makeVector(), 10)).toEqual([])
  })

  it('finds as well after it was saved and loaded, removed labels left out', async () => {
    const { index, vectors } = await makeIndex(2000)
    index.remove(1)
    const path = join(makeFolder(), 'graph')
    await index.save(path)
    const loaded = await loadVectorIndex(path, DIMENSIONS)
    loaded.remove(1)
    loaded.add(9999, vectors.get(1) as Float32Array)
    vectors.delete(1)
    for (let i = 0; i < 5; i++) {
      const query = makeVector()
      const found = loaded.search(query, 10).map(({ label }) => label)
      expect(
        found.filter((label) => scan(vectors, query, 10).some((exact) => exact.label === label)).length,
      ).toBeGreaterThan(7)
    }
  })

  it('refuses a file that is no graph', async () => {
    const path = join(makeFolder(), 'graph')
    writeFileSync(path, 'no graph')
    await expect(loadVectorIndex(path, DIMENSIONS)).rejects.toThrow()
  })
})

describe('The exact scan', () => {
  it('returns the nearest of all blocks, best first, equal ones in their order', () => {
    const east = toUnitVector([1, 0])
    const blocks = [
      { labels: [5, 6], vectors: Float32Array.from([0, 1, 1, 0]) },
      { labels: [], vectors: new Float32Array(0) },
      { labels: [7, 8], vectors: Float32Array.from([-1, 0, 1, 0]) },
    ]
    expect(scanExactly(blocks, east, 3)).toEqual([
      { label: 6, score: 1 },
      { label: 8, score: 1 },
      { label: 5, score: 0 },
    ])
    expect(scanExactly(blocks, east, 9).map(({ label }) => label)).toEqual([6, 8, 5, 7])
    expect(scanExactly(blocks, east, 0)).toEqual([])
  })
})

describe('A unit vector', () => {
  it('has length 1 and the same direction, and is zero where there is no direction', () => {
    expect([...toUnitVector([3, 4])].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([0.6, 0.8])
    expect([...toUnitVector([0, 0])]).toEqual([0, 0])
  })
})
