import type { Polarity } from '../domain.ts'
import { escapePattern } from '../text/escape-pattern.ts'
import { fold } from '../text/fold.ts'
import { type Wording, wordingOf } from './wording.ts'

const WORDINGS: readonly Wording[] = [wordingOf('ja'), wordingOf('en')]
const GAP = '\u0000'

/** What claims something about a paper's words, and so needs a marker, and what is no sentence by itself. */
const CLAIMS: ReadonlySet<string> = new Set([
  'value',
  'says',
  'answerWord',
  'about',
  'related',
  'relatedSection',
  'derived',
  'extreme',
  'defines',
  'outline',
  'ofVersion',
  'ofDate',
  'unchanged',
  'changed',
  'newlyStated',
  'noLongerStated',
  'between',
])

/** What opens an answer to a yes/no question, in every language. */
export const ANSWER_WORDS: Readonly<Record<Exclude<Polarity, null>, readonly string[]>> = {
  yes: WORDINGS.map(({ answerWord }) => answerWord.yes),
  no: WORDINGS.map(({ answerWord }) => answerWord.no),
  planned: WORDINGS.map(({ answerWord }) => answerWord.planned),
}

/** Text cut at blanks and punctuation, folded: words with their version (`tls 1.2`) in Latin letters, phrases in Japanese. */
export function chunksOf(text: string): string[] {
  const latin = '[a-z][\\w+./-]*(?:\\s?\\d[\\d.]*)?|\\d+(?:[.,]\\d+)*'
  const chunks = fold(text).match(
    new RegExp(`${latin}|[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー]+`, 'gu'),
  )
  return (chunks ?? []).map((chunk) => chunk.replace(/[./-]+$/u, ''))
}

/** What the bot's own sentences are made of. */
export const OWN_WORDS: ReadonlySet<string> = new Set(
  WORDINGS.flatMap((wording) => Object.values(wording).flatMap((entry) => templateOf(entry)))
    .concat('s', 'UTC', 'JST')
    .flatMap(chunksOf),
)

const JAPANESE_EDGES = [...OWN_WORDS].filter((word) => !/[a-z0-9]/u.test(word)).concat('')

/** A chunk as it is, and without the words of the bot's own that stand before and behind it (`の`…`の項目`). */
export function coresOf(chunk: string): string[] {
  return JAPANESE_EDGES.filter((edge) => chunk.startsWith(edge)).flatMap((before) =>
    JAPANESE_EDGES.filter((edge) => chunk.endsWith(edge) && chunk.length > before.length + edge.length).map((behind) =>
      chunk.slice(before.length, chunk.length - behind.length),
    ),
  )
}

const OWN_SENTENCES: readonly RegExp[] = WORDINGS.flatMap((wording) => [
  ...Object.entries(wording)
    .filter(([key]) => !CLAIMS.has(key))
    .flatMap(([, entry]) => templateOf(entry).map((template) => toPattern(template))),
  // A row of a comparison in which nothing is stated.
  new RegExp(`^・[^：]+：(?:[^：]+：)?${wording.notStatedCell}(?: / (?:[^：]+：)?${wording.notStatedCell})*$`, 'u'),
])

/** `true` for a sentence that the bot says by itself and that claims nothing about what a paper says. */
export function isOwnSentence(line: string): boolean {
  return OWN_SENTENCES.some((pattern) => pattern.test(line))
}

const COUNTS: readonly RegExp[] = WORDINGS.flatMap(({ more, shownOf }) => [more(0), shownOf(0, 0, 0)]).map((sentence) =>
  toPattern(sentence, /0/gu, '\\d{1,6}'),
)
const MORE_NAMES: readonly RegExp[] = WORDINGS.map(
  ({ andMore }) => new RegExp(andMore(0).replace('0', '\\d{1,6}'), 'u'),
)

/** A line without the words that count the names which a list leaves out. */
export function withoutMoreNames(line: string): string {
  return MORE_NAMES.reduce((rest, pattern) => rest.replace(pattern, ''), line)
}

/** `true` for a sentence that counts what an answer leaves out: its numbers are the bot's own. */
export function isOwnCount(line: string): boolean {
  return COUNTS.some((pattern) => pattern.test(line))
}

function templateOf(entry: Wording[keyof Wording] | Wording['between']['changed']): string[] {
  if (typeof entry === 'string') return [entry]
  if (typeof entry === 'object') return Object.values(entry).flatMap(templateOf)
  return [(entry as (...words: string[]) => string)(GAP, GAP, GAP, GAP)]
}

/** Names and labels fill the gaps, never another sentence. */
function toPattern(template: string, gap = new RegExp(GAP, 'gu'), filling = '[^。]+'): RegExp {
  const literal = escapePattern(template)
  return new RegExp(`^${literal.replace(gap, filling)}$`, 'u')
}
