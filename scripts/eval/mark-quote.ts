import { foldWithMap } from '../../src/text/fold.ts'

/** Characters of a section that are shown around its quote, before and after. */
const AROUND = 160

/**
 * The part of a section that holds a quote, with `>>>` and `<<<` around its words, or the section's beginning where it
 * does not hold them. Blanks, line ends and the width of letters do not matter.
 */
export function markQuote(body: string, quote: string | null): { readonly isFound: boolean; readonly text: string } {
  const span = quote === null ? undefined : findSpan(body, quote)
  if (span === undefined) return { isFound: false, text: cutAround(body, { start: 0, end: 0 }, AROUND * 2).trim() }
  return { isFound: true, text: cutAround(body, span, AROUND).trim() }
}

interface Span {
  readonly start: number
  readonly end: number
}

function findSpan(body: string, quote: string): Span | undefined {
  const [text, wanted] = [withoutBlanks(body), withoutBlanks(quote)]
  const at = wanted.text === '' ? -1 : text.text.indexOf(wanted.text)
  const [first, last] = [text.starts[at], text.ends[at + wanted.text.length - 1]]
  return first === undefined || last === undefined ? undefined : { start: first, end: last }
}

/** Folded text without blanks, with where each unit starts and ends in the original. */
function withoutBlanks(original: string): { text: string; starts: number[]; ends: number[] } {
  const { text, map } = foldWithMap(original)
  const kept = Array.from({ length: text.length }, (_, i) => i).filter((i) => !/\s/u.test(text.charAt(i)))
  const endOf = (i: number) => map.slice(i + 1).find((offset) => offset > (map[i] ?? 0)) ?? original.length
  return { text: kept.map((i) => text.charAt(i)).join(''), starts: kept.map((i) => map[i] ?? 0), ends: kept.map(endOf) }
}

function cutAround(body: string, { start, end }: Span, around: number): string {
  const from = Math.max(0, start - around)
  const to = Math.min(body.length, end + around)
  const quote = end > start ? `>>>${body.slice(start, end)}<<<` : ''
  return `${from > 0 ? '…' : ''}${body.slice(from, start)}${quote}${body.slice(end, to)}${to < body.length ? '…' : ''}`
}
