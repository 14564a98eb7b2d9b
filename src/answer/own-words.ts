import type { Polarity } from '../domain.ts'
import { fold } from '../text/fold.ts'
import { type Wording, wordingOf } from './wording.ts'

const WORDINGS: readonly Wording[] = [wordingOf('ja'), wordingOf('en')]
const GAP = '\u0000'

/** Sentences that claim something about a paper's words, and so need a marker. */
const CLAIMS: ReadonlySet<string> = new Set([
  'value',
  'says',
  'answerWord',
  'related',
  'relatedSection',
  'derived',
  'extreme',
  'defines',
  'outline',
])

/** What opens an answer to a yes/no question, in every language. */
export const ANSWER_WORDS: Readonly<Record<Exclude<Polarity, null>, readonly string[]>> = {
  yes: WORDINGS.map(({ answerWord }) => answerWord.yes),
  no: WORDINGS.map(({ answerWord }) => answerWord.no),
  planned: WORDINGS.map(({ answerWord }) => answerWord.planned),
}

/** Latin words of the bot's own sentences, folded. */
export const OWN_WORDS: ReadonlySet<string> = new Set(
  WORDINGS.flatMap((wording) => Object.values(wording).flatMap((entry) => templateOf(entry)))
    .concat('s', 'UTC', 'JST')
    .flatMap((text) => fold(text).match(/[a-z]+/gu) ?? []),
)

const OWN_SENTENCES: readonly RegExp[] = WORDINGS.flatMap((wording) => [
  ...Object.entries(wording)
    .filter(([key]) => !CLAIMS.has(key))
    .flatMap(([, entry]) => templateOf(entry).map(toPattern)),
  // A row of a comparison in which nothing is stated.
  new RegExp(`^・[^：]+：(?:[^：]+：)?${wording.notStatedCell}(?: / (?:[^：]+：)?${wording.notStatedCell})*$`, 'u'),
])

/** `true` for a sentence that the bot says by itself and that claims nothing about what a paper says. */
export function isOwnSentence(line: string): boolean {
  return OWN_SENTENCES.some((pattern) => pattern.test(line))
}

function templateOf(entry: Wording[keyof Wording]): string[] {
  if (typeof entry === 'string') return [entry]
  if (typeof entry === 'object') return Object.values(entry)
  return [(entry as (...words: string[]) => string)(GAP, GAP, GAP)]
}

function toPattern(template: string): RegExp {
  const literal = template.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')
  // Names and labels fill the gaps, never another sentence.
  return new RegExp(`^${literal.replaceAll(GAP, '[^。]+')}$`, 'u')
}
