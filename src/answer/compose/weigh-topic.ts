import { VAGUE_CONCEPTS } from '../../knowledge/concept-kinds.ts'
import type { Features } from '../understand/features.ts'

/** Words that no concept covers weigh more: they are what makes the question this one. */
export function weightOf(features: Features, holds: (kind: 'concepts' | 'words', feature: string) => boolean): number {
  const weigh = (kind: 'concepts' | 'words') =>
    [...features[kind]]
      .filter((feature) => holds(kind, feature))
      .reduce(
        (sum, feature) => sum + (kind === 'words' ? WORD_WEIGHT : VAGUE_CONCEPTS.has(feature) ? VAGUE_WEIGHT : 1),
        0,
      )
  return weigh('concepts') + weigh('words')
}

const WORD_WEIGHT = 1.3
const VAGUE_WEIGHT = 0.4
