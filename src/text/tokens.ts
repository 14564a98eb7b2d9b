import { fold } from './fold.ts'

/** Kept in the index: tokens made by another rule or another ICU do not find each other. */
export const TOKENIZER_VERSION = `1/icu-${process.versions.icu ?? 'none'}`

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })
/** Most UTF-16 units for the segmenter at once, whose time grows with their square; longer than any passage. */
const MAX_SEGMENTED = 4000

/** Runs of ASCII names and numbers with what may stand between them; the segmenter gets everything else. */
const ASCII_RUN = /[a-z0-9]+(?:[ ./_:+-][a-z0-9]+)*/g
/** A number keeps its points (`99.0`, `12.3.1`) and its thousands (`1,000` is `1000` by then); `tlsv1` holds `tls`. */
const PIECE = /[a-z]+?(?=v\d)|[a-z]+|\d+(?:\.\d+)*/g
const THOUSANDS = /(?<=\d),(?=\d{3}(?!\d))/g
/** A name and the number right after it: `aes-256`, `tls v1.2`, `iso/iec 27001`, `a.12.3.1`. */
const NAMED_NUMBER = /(?<![a-z])((?:[a-z]{2,8}\/){0,3}[a-z]{1,8}?)([ ._-]?)(?:v(?:er(?:sion)?)?[. ]?)?(\d+(?:\.\d+)*)/g
/** Particles and endings of one character tell nothing and match everywhere. */
const ONE_HIRAGANA = /^\p{Script=Hiragana}$/u

/**
 * Words of a text in reading order, folded, for the lexical index and for hashing. A name with a number is given in
 * its parts and joined, so that `AES-256`, `aes 256` and `AES256` share a token. Single hiragana are left out.
 */
export function toTokens(text: string): readonly string[] {
  const folded = fold(text).replace(THOUSANDS, '')
  const tokens: string[] = []
  let from = 0
  for (const match of folded.matchAll(ASCII_RUN)) {
    pushWords(tokens, folded.slice(from, match.index))
    pushAsciiRun(tokens, match[0])
    from = match.index + match[0].length
  }
  pushWords(tokens, folded.slice(from))
  return tokens
}

function pushWords(tokens: string[], text: string): void {
  for (let from = 0; from < text.length; from += MAX_SEGMENTED) {
    for (const { segment, isWordLike } of segmenter.segment(text.slice(from, from + MAX_SEGMENTED))) {
      if (isWordLike === true && !ONE_HIRAGANA.test(segment)) tokens.push(segment)
    }
  }
}

function pushAsciiRun(tokens: string[], run: string): void {
  for (const [piece] of run.matchAll(PIECE)) tokens.push(piece)
  for (const [, names = '', separator, number = ''] of run.matchAll(NAMED_NUMBER)) {
    for (const name of names.split('/')) {
      // "a 7 day" is no name with a number, "A-7" is.
      if (name.length > 1 || separator !== ' ') tokens.push(name + number)
    }
  }
}
