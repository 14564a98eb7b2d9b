import type { Vocabulary } from '../../src/knowledge/vocabulary.ts'

const SURFACES: readonly (readonly [surface: string, concept: string])[] = [
  ['バックアップ', 'backup'],
  ['backup', 'backup'],
  ['複製を保管', 'backup'],
  ['暗号化', 'encryption'],
  ['encrypt', 'encryption'],
  ['ログ', 'log'],
  ['監査証跡', 'log'],
]

/** Three concepts, enough to tell words from concepts. */
export const smallVocabulary = {
  forms: SURFACES.map(([surface]) => surface),
  fingerprint: 'small-1',
  concepts: ['backup', 'encryption', 'log'],
  find: (folded) =>
    SURFACES.flatMap(([surface, concept]) => {
      const start = folded.indexOf(surface)
      return start < 0 ? [] : [{ concept, start, end: start + surface.length }]
    }),
} satisfies Vocabulary
