import { toRomaji } from 'wanakana'
import { fold } from '../../text/fold.ts'

/**
 * How a name sounds, so that kana and Latin spellings of it meet: `クオリティ` and `Quality`, `つ` as `tsu` or `tu`.
 * `full` keeps the vowels, `skeleton` only the consonants.
 */
export interface SoundKey {
  readonly full: string
  readonly skeleton: string
}

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[^a-z]/gu, ''],
  [/(?<=[fvtdw])y(?=[aeiou])/gu, ''],
  [/tch|ch/gu, 't'],
  [/sh/gu, 's'],
  [/ts/gu, 't'],
  [/ph/gu, 'f'],
  [/ck|q/gu, 'k'],
  [/sc(?=[eiy])|c(?=[eiy])/gu, 's'],
  [/c/gu, 'k'],
  [/x/gu, 'ks'],
  [/l/gu, 'r'],
  [/v/gu, 'b'],
  [/j|dz/gu, 'z'],
  [/w(?![aeiou])/gu, 'u'],
  [/y(?![aeiou])/gu, 'i'],
  [/(.)\1+/gu, '$1'],
]

/** The sound of a word in kana or Latin letters; empty keys for anything else. */
export function toSoundKey(word: string): SoundKey {
  const latin = toRomaji(fold(word).replace(/ー/gu, '')).toLowerCase()
  const full = SPELLINGS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), latin)
  return { full, skeleton: full.replace(/[aeiou]/gu, '').replace(/(.)\1+/gu, '$1') }
}
