import type { Vocabulary } from '../knowledge/vocabulary.ts'

/** Concept ids as words that no tokenizer can split. Ids that the vocabulary does not have are left out. */
export function toConceptTokens(vocabulary: Vocabulary, concepts: readonly string[]): string[] {
  const indexes = indexesOf(vocabulary)
  return concepts.flatMap((concept) => {
    const index = indexes.get(concept)
    return index === undefined ? [] : [`c${index}`]
  })
}

const known = new WeakMap<Vocabulary, ReadonlyMap<string, number>>()

function indexesOf(vocabulary: Vocabulary): ReadonlyMap<string, number> {
  const indexes = known.get(vocabulary) ?? new Map(vocabulary.concepts.map((concept, index) => [concept, index]))
  known.set(vocabulary, indexes)
  return indexes
}
