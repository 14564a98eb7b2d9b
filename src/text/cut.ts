import { splitSentences } from './sentences.ts'

/** A text in two: what fits, and what is left. */
export interface Cut {
  readonly head: string
  /** `''` where everything fits. */
  readonly rest: string
}

/**
 * Cuts a text so that `head` has at most `max` UTF-16 units: after a line or a sentence, where one ends late enough;
 * else after a clause or a word; only what has none of them is cut between letters. No letter is cut in two.
 */
export function cutText(text: string, max: number): Cut {
  if (text.length <= max) return { head: text, rest: '' }
  const window = text.slice(0, Math.max(1, max))
  const end = lastSentenceEnd(text, window.length) ?? lastClauseEnd(window) ?? lastLetterEnd(window)
  return { head: text.slice(0, end).trimEnd(), rest: text.slice(end).trimStart() }
}

/** The text in pieces of at most `max` units each, cut as {@link cutText} does; at least one. */
export function cutIntoPages(text: string, max: number): readonly string[] {
  const pages: string[] = []
  let rest = text.trim()
  do {
    const cut = cutText(rest, max)
    pages.push(cut.head)
    rest = cut.rest
  } while (rest !== '')
  return pages
}

/** The text, or its beginning with an ellipsis; never longer than `max`. */
export function shorten(text: string, max: number): string {
  return text.length <= max ? text : `${cutText(text, max - 1).head}…`
}

/** Below this share of the room, an earlier end would waste too much of it. */
const MIN_SHARE = 0.3

function lastSentenceEnd(text: string, max: number): number | undefined {
  // One sentence more than fits, so that the last one that fits is known to be whole.
  const ends = splitSentences(text.slice(0, max + 1)).map((sentence) => sentence.start + sentence.text.length)
  const whole = ends.filter((end) => end <= max && /[。！？!?.\n]/u.test(text.charAt(end - 1) + text.charAt(end)))
  const last = whole.at(-1)
  return last !== undefined && last >= max * MIN_SHARE ? last : undefined
}

function lastClauseEnd(window: string): number | undefined {
  const last = Math.max(...['、', '，', '\n', ' ', '　', '・', '」'].map((end) => window.lastIndexOf(end)))
  return last + 1 >= window.length * MIN_SHARE ? last + 1 : undefined
}

function lastLetterEnd(window: string): number {
  const last = window.charCodeAt(window.length - 1)
  return last >= 0xd800 && last <= 0xdbff && window.length > 1 ? window.length - 1 : window.length
}
