/** How the two lists are weighed against each other. */
export interface FusionOptions {
  /** Damps the lead of the first ranks; small values trust them. Default 10. */
  readonly k?: number
  readonly lexicalWeight?: number
  readonly vectorWeight?: number
}

/** One entry of the fused list. */
export interface Fused {
  readonly id: number
  /** Sum of `weight / (k + rank)` over the lists that hold it. */
  readonly score: number
  /** Rank counted from 1 in each list that held it. */
  readonly ranks: { readonly lexical: number | null; readonly vector: number | null }
}

/**
 * Reciprocal rank fusion (Cormack et al., SIGIR 2009) of two lists of ids, best first. It needs no scores, so BM25 and
 * cosine need not be made comparable. The defaults (k = 10, 1 : 0.5) were measured for the local embedding model, which
 * ranks worse than the lexical index on its own; the paper's k = 60 gives its first ranks too little weight.
 */
export function fuseRanks(lexical: readonly number[], vector: readonly number[], options: FusionOptions = {}): Fused[] {
  const { k = 10, lexicalWeight = 1, vectorWeight = 0.5 } = options
  const lexicalRanks = toRanks(lexical)
  const vectorRanks = toRanks(vector)
  const ids = new Set([...lexical, ...vector])
  const fused = Array.from(ids, (id) => {
    const ranks = { lexical: lexicalRanks.get(id) ?? null, vector: vectorRanks.get(id) ?? null }
    const score = share(ranks.lexical, k, lexicalWeight) + share(ranks.vector, k, vectorWeight)
    return { id, score, ranks }
  })
  // The id decides between equals, so that the same question always gets the same order.
  return fused.sort((a, b) => b.score - a.score || a.id - b.id)
}

function toRanks(ids: readonly number[]): Map<number, number> {
  const ranks = new Map<number, number>()
  for (const [index, id] of ids.entries()) {
    if (!ranks.has(id)) ranks.set(id, index + 1)
  }
  return ranks
}

function share(rank: number | null, k: number, weight: number): number {
  return rank === null ? 0 : weight / (k + rank)
}
