import { RADICALS } from './radicals.ts'

/** Folded text with the way back: `map[i]` is the offset in the original of the character that made folded unit `i`. */
export interface Folded {
  readonly text: string
  readonly original: string
  /** One entry more than `text` has units; the last one is the original's length. */
  readonly map: readonly number[]
}

const DASHES = /[‐‑‒–—―−﹣－]/u

/**
 * Folds text for matching: NFKC, radicals to ideographs, dashes to `-`, Latin letters to lower case.
 * Never shown and never quoted; use {@link foldWithMap} where the original words are needed again.
 */
export function fold(text: string): string {
  return SIMPLE.test(text) ? text.toLowerCase() : foldWithMap(text).text
}

/** Text that only letter case can change: ASCII, ideographs and full-width kana and punctuation. */
const SIMPLE = /^[\n\t\x20-\x7e、。「」『』【】々ぁ-ゖァ-ヺー・\u4e00-\u9fff]*$/u

/** Folds like {@link fold} and keeps the offsets. Works cluster by cluster, so half-width ﾊﾞ becomes one バ. */
export function foldWithMap(original: string): Folded {
  if (SIMPLE.test(original)) {
    return { text: original.toLowerCase(), original, map: Array.from({ length: original.length + 1 }, (_, i) => i) }
  }
  let text = ''
  const map: number[] = []
  for (let i = 0; i < original.length; ) {
    const end = clusterEnd(original, i)
    const piece = foldCluster(original.slice(i, end))
    for (let k = 0; k < piece.length; k++) map.push(i)
    text += piece
    i = end
  }
  map.push(original.length)
  return { text, original, map }
}

/** The verbatim original of a range of the folded text. */
export function originalOf(folded: Folded, start: number, end: number): string {
  return folded.original.slice(folded.map[start] ?? 0, folded.map[end] ?? folded.original.length)
}

/** Text without any blanks, folded: for "does this stand in that" over lines that were broken anywhere. */
export function squash(text: string): string {
  return fold(text).replace(/\s+/gu, '')
}

function foldCluster(cluster: string): string {
  const plain = RADICALS.get(cluster) ?? cluster.normalize('NFKC')
  return (RADICALS.get(plain) ?? plain).replace(DASHES, '-').toLowerCase()
}

/** End of the run that must be normalised together: a base character with its combining or half-width sound marks. */
function clusterEnd(text: string, start: number): number {
  let end = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1)
  while (end < text.length && /[\u0300-\u036f\u3099\u309a\uff9e\uff9f]/u.test(text.charAt(end))) end++
  return end
}
