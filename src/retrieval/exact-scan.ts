import type { ScoredLabel } from './vector-index.ts'

/** Vectors in one piece of memory: the one of `labels[i]` starts at `i * dimensions`. */
export interface VectorBlock {
  readonly labels: readonly number[]
  readonly vectors: Float32Array
}

/**
 * The nearest of all vectors in the blocks, best first, without any approximation. Below some thousand vectors this is
 * faster than a graph with a filter. The vectors are unit length, so the dot product is the cosine.
 */
export function scanExactly(blocks: Iterable<VectorBlock>, query: Float32Array, limit: number): readonly ScoredLabel[] {
  const best: ScoredLabel[] = []
  for (const { labels, vectors } of blocks) {
    for (const [i, label] of labels.entries()) {
      const score = dot(vectors, i * query.length, query)
      if (best.length < limit || score > (best.at(-1)?.score ?? 0)) insert(best, { label, score }, limit)
    }
  }
  return best
}

function dot(vectors: Float32Array, offset: number, query: Float32Array): number {
  let sum = 0
  for (let i = 0; i < query.length; i++) sum += (vectors[offset + i] as number) * (query[i] as number)
  return sum
}

function insert(best: ScoredLabel[], entry: ScoredLabel, limit: number): void {
  if (limit <= 0) return
  let at = best.length
  while (at > 0 && entry.score > (best[at - 1]?.score ?? 0)) at--
  best.splice(at, 0, entry)
  if (best.length > limit) best.pop()
}
