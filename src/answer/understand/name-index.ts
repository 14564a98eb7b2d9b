import { type Spoken, soundGroupsOf } from './sound-key.ts'

/** A name as the index files it. */
export interface IndexedName extends Spoken {
  /** How it may be read, in hiragana. */
  readonly readings: ReadonlySet<string>
}

/** Names by what a question can have in common with them: of thousands, a few are left to be compared. */
export interface NameIndex<T> {
  /** The names that can stand in a folded text, blanks anywhere, in the order of the list. */
  standingIn(folded: string): readonly T[]
}

/** Files names by their letters; `textOf` gives the letters that a text is searched for. */
export function createNameIndex<T>(names: readonly T[], textOf: (name: T) => string): NameIndex<T> {
  const places = new Map<string, number[]>()
  const lengths = new Map<string, Set<number>>()
  for (const [i, name] of names.entries()) {
    const text = withoutBlanks(textOf(name))
    file(places, text, i)
    const known = lengths.get(text.charAt(0))
    if (known) known.add(text.length)
    else lengths.set(text.charAt(0), new Set([text.length]))
  }
  return {
    standingIn(folded) {
      const text = withoutBlanks(folded)
      const found = new Set<number>()
      for (let start = 0; start < text.length; start++) {
        for (const length of lengths.get(text.charAt(start)) ?? [])
          for (const place of places.get(text.slice(start, start + length)) ?? []) found.add(place)
      }
      return inOrder(names, found)
    },
  }
}

/** Names by how they sound, how they are read, and how they may be mistyped. */
export interface AlikeIndex<T> {
  /**
   * All names that a word can be meant for, in the order of the list, and some that it is not: they have a sound group
   * or a reading in common with it, or are near enough in letters and length for a slip of the pen.
   */
  near(word: Spoken, readings: readonly string[]): readonly T[]
}

/** Most letters by which a mistyped Latin name is shorter or longer. */
const MAX_SLIPS = 2

/** Files names for {@link AlikeIndex.near}. */
export function createAlikeIndex<T extends IndexedName>(names: readonly T[]): AlikeIndex<T> {
  const places = new Map<string, number[]>()
  for (const [i, name] of names.entries()) {
    const sounds = /\p{Script=Han}/u.test(name.text) ? [] : soundGroupsOf(name.sound)
    for (const key of [...sounds, ...[...name.readings].map(readingKey), ...typoKeysOf(name.text)]) file(places, key, i)
  }
  return {
    near(word, readings) {
      const keys = [...soundGroupsOf(word.sound), ...readings.map(readingKey), ...typoKeysNear(word.text)]
      return inOrder(names, new Set(keys.flatMap((key) => places.get(key) ?? [])))
    },
  }
}

/** The letters of a name or text without what may stand between them. */
function withoutBlanks(text: string): string {
  return text.replace(/[\s　・-]/gu, '')
}

function readingKey(reading: string): string {
  return `reading ${reading}`
}

/** Names in ideographs by either half, because one letter of them may be another; others by first letter and length. */
function typoKeysOf(text: string): readonly string[] {
  const letters = text.replace(/[\s　-]/gu, '')
  if (!/^\p{Script=Han}+$/u.test(letters)) return [startKey(letters, letters.length)]
  const middle = letters.length >> 1
  return [`head ${letters.length} ${letters.slice(0, middle)}`, `tail ${letters.length} ${letters.slice(middle)}`]
}

function typoKeysNear(text: string): readonly string[] {
  const letters = text.replace(/[\s　-]/gu, '')
  if (/^\p{Script=Han}+$/u.test(letters)) return typoKeysOf(text)
  const shortest = letters.length - MAX_SLIPS
  return Array.from({ length: 2 * MAX_SLIPS + 1 }, (_, i) => startKey(letters, shortest + i))
}

function startKey(letters: string, length: number): string {
  return `start ${length} ${letters.charAt(0)}`
}

function file(places: Map<string, number[]>, key: string, place: number): void {
  const list = places.get(key)
  if (list) list.push(place)
  else places.set(key, [place])
}

function inOrder<T>(names: readonly T[], places: ReadonlySet<number>): readonly T[] {
  return [...places].sort((a, b) => a - b).flatMap((place) => names[place] ?? [])
}
