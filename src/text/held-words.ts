import { escapePattern } from './escape-pattern.ts'
import { fold, squash } from './fold.ts'

/** Words of a paper in an answer, with quotation marks of their own inside. */
export const QUOTATION = /「(?:[^「」]|「[^「」]*」)*」/gu

/** Whether words stand in a text as they are, blanks, line ends and width apart. */
export function isVerbatim(words: string, text: string): boolean {
  // Most do to the letter; folding a long section costs more than everything else here.
  return text.includes(words) || squash(text).includes(squash(words))
}

/** Words of a source, or items of a list of it that an answer joined with 、. */
export function isQuoted(quote: string, texts: readonly string[]): boolean {
  if (texts.some((text) => isVerbatim(quote, text))) return true
  const parts = fold(quote).split('、')
  return parts.length > 1 && parts.every((part) => texts.some((text) => isItem(fold(text), part.trim())))
}

function isItem(text: string, part: string): boolean {
  return (
    part !== '' &&
    new RegExp(`(?:^|[\\s、,・:(）)「|/])${escapePattern(part)}(?=$|[\\s、,。・:(（)」|/])`, 'mu').test(text)
  )
}

/** Whether a folded text holds words that are not a part of a longer number or of a longer Latin word there. */
export function holdsWhole(text: string, words: string): boolean {
  const folded = fold(words)
  // A slip of the source's pen (Aacme for Acme) does not make a long name another one.
  const before = /^\d/u.test(folded) ? '(?<!\\d|\\d[.,])' : /^[a-z]{1,4}(?![a-z])/u.test(folded) ? '(?<![a-z])' : ''
  const after = /\d$/u.test(folded) ? '(?!\\d|[.,]\\d)' : /[a-z]$/u.test(folded) ? '(?![a-z])' : ''
  return new RegExp(`${before}${escapePattern(folded)}${after}`, 'u').test(text)
}

/** Whether a text holds a name as printed, not as a part of another Latin word. */
export function hasName(text: string, name: string): boolean {
  return text.includes(name) && new RegExp(`(?<![A-Za-z0-9])${escapePattern(name)}(?![A-Za-z0-9])`, 'u').test(text)
}

/** A text with blanks in place of names and quotations; longer ones go first. */
export function withoutNames(text: string, names: readonly string[]): string {
  const longestFirst = names
    .filter((name) => name.trim() !== '' && text.includes(name))
    .sort((a, b) => b.length - a.length)
  return longestFirst.reduce(
    (rest, name) =>
      name.length > MAX_PATTERN
        ? rest.replaceAll(name, ' ')
        : rest.replace(new RegExp(`(?<![A-Za-z0-9])${escapePattern(name)}(?![A-Za-z0-9])`, 'gu'), ' '),
    text,
  )
}

/** What is longer is no part of another word, and no pattern that V8 takes. */
const MAX_PATTERN = 2000
