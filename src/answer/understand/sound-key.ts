import { distance } from 'fastest-levenshtein'
import { toRomaji } from 'wanakana'
import { fold } from '../../text/fold.ts'

/**
 * How a name sounds, so that kana and Latin spellings of it meet: `クオリティ` and `Quality`, `つ` as `tsu` or `tu`.
 * `full` keeps the vowels, `skeleton` only the consonants.
 */
export interface SoundKey {
  readonly full: string
  readonly skeleton: string
  /** `skeleton` without the r that kana often leaves out: `standard` as スタンダード. */
  readonly bare: string
}

/** Longer words are compared by their beginning. */
const MAX_LENGTH = 60

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[^a-z]/gu, ''],
  [/igh(?=t|$)/gu, 'ai'],
  [/(?<=[b-df-hj-np-tv-z])ere$/gu, 'ia'],
  [/wh/gu, 'h'],
  [/(?<=s)t(?=le(?:$|[^a-z]))/gu, ''],
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
  [/w(?![au])/gu, 'u'],
  [/y(?![aeiou])/gu, 'i'],
  [/ou/gu, 'o'],
  [/(.)\1+/gu, '$1'],
]

/** The sound of a word in kana or Latin letters; empty keys for anything else. */
export function toSoundKey(word: string): SoundKey {
  const latin = toRomaji(fold(word.slice(0, MAX_LENGTH)).replace(/ー/gu, '')).toLowerCase()
  const full = SPELLINGS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), latin)
  return { full, skeleton: toSkeleton(full), bare: toSkeleton(full.replace(/(?<=[aeiou])r(?![aeiou])/gu, '')) }
}

function toSkeleton(full: string): string {
  return full.replace(/[aeiou]/gu, '').replace(/(.)\1+/gu, '$1')
}

/** A word with its sound. */
export interface Spoken {
  /** Folded. */
  readonly text: string
  readonly sound: SoundKey
}

/** What words have to have one of in common to sound alike: names filed under these are found without comparing all. */
export function soundGroupsOf(sound: SoundKey): readonly string[] {
  const loose = { skeleton: unvoiced(sound.skeleton), bare: unvoiced(sound.bare) }
  return [`full ${sound.full}`, `skeleton ${loose.skeleton}`, `bare ${loose.bare}`]
}

/** Same consonants in kana and Latin spelling, and vowels that do not contradict. */
export function soundsAlike(word: Spoken, name: Spoken): boolean {
  if (/\p{Script=Han}/u.test(name.text)) return false
  const a = word.sound
  const b = name.sound
  if (a.full === b.full && a.full.length >= 4) return true
  if (isLatin(word.text) && isLatin(name.text)) return false
  if (haveSameConsonants(a, b) && isNear(a.full, b.full)) return true
  if (isLatin(word.text)) return soundsLoosely(b, a)
  return isLatin(name.text) && soundsLoosely(a, b)
}

/**
 * Business is spoken with the z of ビジネス, and Plus has no vowel where プラス has a u; but no name ends in a vowel in kana
 * that has none in Latin letters: プラザ.
 */
function soundsLoosely(kana: SoundKey, latin: SoundKey): boolean {
  if (/(?:[ae]|[^td]o)$/u.test(kana.full) && !/[aeiour]$/u.test(latin.full)) return false
  const [a, b] = [toLoose(kana), toLoose(latin)]
  return a.skeleton.length >= 3 && haveSameConsonants(a, b) && isNear(a.full, b.full)
}

function haveSameConsonants(a: SoundKey, b: SoundKey): boolean {
  const shorter = Math.min(a.skeleton.length, b.skeleton.length)
  return shorter >= 2 && (a.skeleton === b.skeleton || a.bare === b.bare)
}

function isNear(a: string, b: string): boolean {
  return distance(a, b) <= Math.max(1, Math.floor(Math.max(a.length, b.length) * 0.4))
}

function toLoose({ full, skeleton, bare }: SoundKey): SoundKey {
  return { full: unvoiced(full).replaceAll('u', ''), skeleton: unvoiced(skeleton), bare: unvoiced(bare) }
}

function unvoiced(text: string): string {
  return text.replaceAll('z', 's')
}

function isLatin(text: string): boolean {
  return /^[a-z0-9 -]+$/u.test(text)
}
