/**
 * The rarest words, as many as `limit` passages hold in all, and one at least. Every passage that holds a word of a query
 * costs time, so a larger index is asked for the words that tell most.
 */
export function selectRarest<T>(words: readonly T[], count: (word: T) => number, limit: number): readonly T[] {
  const counted = words.map((word) => ({ word, matched: count(word) })).sort((a, b) => a.matched - b.matched)
  let total = 0
  return counted
    .filter(({ matched }) => {
      const isFirst = total === 0
      total += matched
      return isFirst || total <= limit
    })
    .map(({ word }) => word)
}
