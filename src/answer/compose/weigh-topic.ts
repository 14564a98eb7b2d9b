import type { Features } from '../understand/features.ts'

/** Words that no concept covers weigh more: they are what makes the question this one. */
export function weightOf(features: Features, holds: (kind: 'concepts' | 'words', feature: string) => boolean): number {
  const weigh = (kind: 'concepts' | 'words') =>
    [...features[kind]]
      .filter((feature) => holds(kind, feature))
      .reduce((sum, feature) => sum + (kind === 'words' ? WORD_WEIGHT : VAGUE.has(feature) ? VAGUE_WEIGHT : 1), 0)
  return weigh('concepts') + weigh('words')
}

const WORD_WEIGHT = 1.3
/** Concepts that are in every second sentence. */
export const VAGUE: ReadonlySet<string> = new Set([
  'data',
  'maximum',
  'minimum',
  'period',
  'when',
  'condition',
  'target',
  'method',
])
const VAGUE_WEIGHT = 0.4
