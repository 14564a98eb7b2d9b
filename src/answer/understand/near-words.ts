import { distance } from 'fastest-levenshtein'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import type { Features } from './features.ts'

/** Puts words of the field in the place of words that are one slip of the pen away: 「バックアプ」, "audti". */
export type CorrectFeatures = (features: Features) => Features

/** Shorter words have too many neighbours that are other words. */
const MIN_KANA = 5
const MIN_LATIN = 6

/** Prepares the forms that are one word in kana or Latin letters; names such as scrypt are spelt, not mistyped. `isWord` tells words that are right as they are. */
export function createCorrection(vocabulary: Vocabulary, isWord: (word: string) => boolean): CorrectFeatures {
  const byStart = new Map<string, string[]>()
  for (const form of new Set(vocabulary.forms)) {
    if (!isKana(form) && !(isLatin(form) && /[aeiou]/u.test(form))) continue
    const start = form.charAt(0)
    byStart.set(start, [...(byStart.get(start) ?? []), form])
  }
  const correct = (word: string) =>
    isWord(word) ? undefined : byStart.get(word.charAt(0))?.find((form) => isSlip(word, form))
  return (features) => {
    const concepts = new Set(features.concepts)
    const words = new Set<string>()
    for (const word of features.words) {
      const form = correct(word)
      if (form === undefined) words.add(word)
      else for (const { concept } of vocabulary.find(form)) concepts.add(concept)
    }
    return { concepts, words }
  }
}

/** Writes words of the field in katakana where a text has them in hiragana: 「侵入てすと」. Offsets stay. */
export type RestoreKatakana = (folded: string) => string

/** Prepares the forms that have three or more katakana in a row; shorter ones stand inside other words. */
export function createRestoreKatakana(vocabulary: Vocabulary): RestoreKatakana {
  const forms = vocabulary.forms.filter((form) => form.length >= 4 && /[ァ-ヶー]{3}/u.test(form))
  const byHiragana = new Map(forms.map((form) => [toHiragana(form), form]))
  const keys = [...byHiragana.keys()].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(keys.map((key) => key.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')).join('|'), 'gu')
  return (folded) =>
    /[ぁ-ゖ]{2}/u.test(folded) ? folded.replace(pattern, (words) => byHiragana.get(words) ?? words) : folded
}

function toHiragana(form: string): string {
  return form.replace(/[ァ-ヶ]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
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
