import { distance } from 'fastest-levenshtein'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { escapePattern } from '../../text/escape-pattern.ts'
import { toHiragana } from '../../text/kana.ts'

/** Writes words of the field as they are spelled where a text has them one slip of the pen away: 「バックアプ」, "audti". */
export type Respell = (folded: string) => string

/** Shorter words have too many neighbours that are other words. */
const MIN_KANA = 5
const MIN_LATIN = 6

/**
 * Prepares the words of forms in kana or Latin letters; names such as scrypt are spelt, not mistyped. `isWord` tells
 * words that are right as they are. Offsets do not stay.
 */
export function createRespell(vocabulary: Vocabulary, isWord: (word: string) => boolean): Respell {
  const byStart = new Map<string, string[]>()
  const known = new Set(vocabulary.forms.flatMap((form) => form.split(/[ -]/u)))
  for (const word of known) {
    if (!isKana(word) && !(isLatin(word) && /[aeiou]/u.test(word))) continue
    byStart.set(word.charAt(0), [...(byStart.get(word.charAt(0)) ?? []), word])
  }
  const forms = new Set(vocabulary.forms)
  // The vocabulary finds plurals in -s by itself.
  const singular = (word: string) => {
    const one = /(?:ch|sh|x|ss)es$/u.test(word) && !forms.has(word) ? word.slice(0, -2) : word
    return forms.has(one) ? one : word
  }
  const near = (word: string) =>
    known.has(word) || known.has(word.replace(/s$/u, '')) || isWord(word)
      ? undefined
      : byStart.get(word.charAt(0))?.find((other) => isSlip(word, other))
  return (folded) =>
    folded.replace(/[ァ-ヶー]{4,}|(?<![a-z])[a-z]{5,}(?![a-z])/gu, (word) => near(word) ?? singular(word))
}

/** Writes words of the field in katakana where a text has them in hiragana: 「侵入てすと」. Offsets stay. */
export type RestoreKatakana = (folded: string) => string

/** Prepares the forms that have three or more katakana in a row; shorter ones stand inside other words. */
export function createRestoreKatakana(vocabulary: Vocabulary): RestoreKatakana {
  const forms = vocabulary.forms.filter((form) => form.length >= 4 && /[ァ-ヶー]{3}/u.test(form))
  const byHiragana = new Map(forms.map((form) => [toHiragana(form), form]))
  const keys = [...byHiragana.keys()].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(keys.map(escapePattern).join('|'), 'gu')
  return (folded) =>
    /[ぁ-ゖ]{2}/u.test(folded) ? folded.replace(pattern, (words) => byHiragana.get(words) ?? words) : folded
}

function isKana(word: string): boolean {
  return /^[ァ-ヶー]+$/u.test(word)
}

function isLatin(word: string): boolean {
  return /^[a-z]+$/u.test(word)
}

/** One letter more, less or other; two that changed places also in shorter words. */
function isSlip(word: string, form: string): boolean {
  if (isKana(word) && word.length >= 4 && withoutLongMarks(word) === withoutLongMarks(form)) return true
  const [a, b] = [word.length, form.length]
  if (a === b && a >= MIN_KANA && isSwapped(word, form)) return true
  const shortest = Math.min(a, b)
  const isLong = isKana(word) ? shortest >= MIN_KANA : isLatin(word) && shortest >= MIN_LATIN
  return isLong && Math.abs(a - b) <= 1 && distance(word, form) === 1
}

/** パスワド, パスワードー. */
function withoutLongMarks(word: string): string {
  return word.replaceAll('ー', '')
}

function isSwapped(word: string, form: string): boolean {
  const at = [...word].findIndex((letter, i) => letter !== form.charAt(i))
  const swapped = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
  return at > 0 && swapped === form
}
