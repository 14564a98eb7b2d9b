import { squash } from '../../text/fold.ts'
import { displayWidth, indentOf, isBullet, isTerminated, startsItem } from '../lines-shape.ts'
import type { SourceLine } from '../readers/source-document.ts'
import { hasLeader } from './contents.ts'
import { type NumberedLine, type NumberStyle, parseNumberedLine } from './heading-number.ts'

/** A line that may be a numbered heading. */
export interface Candidate extends NumberedLine {
  readonly line: number
  /** Lines that the heading takes: 2 where its title stands on the line above its number. */
  readonly span: 1 | 2
  /** How much it looks like a heading; at 0 nothing speaks for or against. */
  readonly weight: number
}

/** What the lines around a candidate are judged by. */
export interface OutlineText {
  readonly lines: readonly SourceLine[]
  /** Lines of tables of contents: neither headings nor body. */
  readonly contents: ReadonlySet<number>
  readonly wrapWidth: number | null
  /** Sentences end in a full stop, so that a line without one that sounds like a sentence is none. */
  readonly isPunctuated: boolean
  /** Lines that the format marks as headings. */
  readonly marked: number
  /** Those among them that are numbered. */
  readonly markedNumbers: number
}

const STYLE_WEIGHTS: Readonly<Record<NumberStyle, number>> = {
  part: 3,
  chapter: 3,
  clause: 3,
  article: 3,
  control: 2.5,
  question: 3,
  roman: 1,
  letter: 1,
  number: 1.5,
  dash: 2,
  paren: -0.5,
}

/** Every line that begins with a number and is not plainly something else, with its weight. */
export function findCandidates(text: OutlineText): readonly Candidate[] {
  const all = text.lines.map((_, index) => (text.contents.has(index) ? null : readAt(text, index)))
  const faq =
    all.some((numbered) => numbered?.style === 'question') || text.lines.some(({ text: line }) => isQuestion(line))
  // In a list of questions `A.` begins an answer.
  const parsed = all.map((numbered) =>
    faq && numbered?.style === 'letter' && numbered.vector.length === 1 ? null : numbered,
  )
  return parsed.flatMap((numbered, index) => {
    if (numbered === null) return []
    const candidate = { ...numbered, line: index, span: 1 as const, weight: weigh(text, parsed, index, numbered) }
    return [withTitleAbove(text, candidate)]
  })
}

function readAt(text: OutlineText, index: number): NumberedLine | null {
  const line = text.lines[index]?.text ?? ''
  if (text.lines[index]?.item !== undefined) return null
  const numbered = parseNumberedLine(line)
  if (numbered !== null || !/^\s*[\d０-９]{1,2}(?:[.．][\d０-９]{1,2})*[.．]?\s*$/.test(line) || !/[.．]/.test(line))
    return numbered
  // Extraction may set a number on a line of its own, above its title.
  const below = nextFilled(text, index, 1)
  const title = text.lines[below]?.text.trim() ?? ''
  if (below < 0 || below > index + 2 || displayWidth(title) > 60 || isTerminated(title) || /^[\d０-９]/.test(title))
    return null
  const apart = parseNumberedLine(`${line.trim()} ${title}`)
  return apart === null ? null : { ...apart, title: '' }
}

/** Statutes print the title in brackets on the line above: `（目的）`, then `第1条 本規程は…`. */
function withTitleAbove(text: OutlineText, candidate: Candidate): Candidate {
  if (candidate.style !== 'article' || splitArticle(candidate.title).heading !== '') return candidate
  const above = text.lines[candidate.line - 1]?.text.trim() ?? ''
  if (!/^[（(][^（()）]{1,30}[）)]$/.test(above)) return candidate
  return { ...candidate, line: candidate.line - 1, span: 2, title: `${above} ${candidate.title}` }
}

/** Index of the nearest filled line in a direction, `-1` where there is none. */
export function nextFilled(text: OutlineText, from: number, step: 1 | -1): number {
  for (let i = from + step; i >= 0 && i < text.lines.length; i += step) {
    if ((text.lines[i]?.text ?? '').trim() !== '' && !text.contents.has(i)) return i
  }
  return -1
}

function weigh(
  text: OutlineText,
  parsed: readonly (NumberedLine | null)[],
  index: number,
  numbered: NumberedLine,
): number {
  const line = text.lines[index]
  if (line === undefined) return 0
  let weight = STYLE_WEIGHTS[numbered.style] + (numbered.vector.length > 1 ? 1.5 : 0)
  if (line.heading !== null) weight += 4
  else if (text.marked >= 3) {
    const usual = text.markedNumbers * 2 >= text.marked ? 1 : 2
    weight -= (numbered.vector.length === 1 ? 3 : 1.5) * usual
  }
  weight += weighWords(numbered, text.wrapWidth) + weighPlace(text, index)
  if (hasLeader(line.text)) weight -= 8
  return weight - listPenalty(text, parsed, index, numbered)
}

function weighWords(numbered: NumberedLine, wrapWidth: number | null): number {
  const title = numbered.style === 'article' ? splitArticle(numbered.title).heading : numbered.title
  const width = displayWidth(title)
  let weight = 0
  if (numbered.style !== 'question') {
    if (/[。．](?![\d０-９])|[、,]$|[:：]$/.test(title)) weight -= 8
    if (/(?:ます|です|ました|下さい|ください|しない|ません)$/.test(title)) weight -= 2
    if (/(?:する|した|ない)こと$/.test(title)) weight -= 1
    if (/^[a-z].*[.;]$/i.test(title)) weight -= 4
  }
  if (title.includes('、')) weight -= 0.5
  if (width <= 60) weight += 1
  else if (width > 110) weight -= 5
  else if (width > 84 || (wrapWidth !== null && width > wrapWidth * 0.97)) weight -= 2
  if (/^(?:\d{2,4}[年/.-]|平成|令和|v?\d+\.\d+\s)/i.test(title)) weight -= 8
  if (/\t/.test(title.replace(/^(?:A|CLD)\.[\d.]+\t/, ''))) weight -= 4
  return weight
}

function weighPlace(text: OutlineText, index: number): number {
  const line = text.lines[index]?.text ?? ''
  const previous = nextFilled(text, index, -1)
  const next = nextFilled(text, index, 1)
  let weight = 0
  if (previous < 0 || previous !== index - 1) weight += 1
  else if (isTerminated(text.lines[previous]?.text ?? '')) weight += 0.5
  if (next !== index + 1) weight += 0.5
  if (next < 0) weight -= 2
  const indent = indentOf(line)
  if (indent >= 4) weight -= 4
  else if (indent >= 2) weight -= 2.5
  const above = text.lines[index - 1]?.text ?? ''
  if (previous >= 0 && previous === index - 1 && text.wrapWidth !== null && !isTerminated(above)) {
    if (displayWidth(above) >= text.wrapWidth * 0.85) weight -= 3
  }
  return weight
}

/** Neighbours that count on without any text between them are a list, not headings. */
function listPenalty(
  text: OutlineText,
  parsed: readonly (NumberedLine | null)[],
  index: number,
  numbered: NumberedLine,
): number {
  let penalty = 0
  for (const step of [1, -1] as const) {
    const neighbour = parsed[nextFilled(text, index, step)]
    if (neighbour === null || neighbour === undefined || neighbour.style !== numbered.style) continue
    const sameDepth = neighbour.vector.length === numbered.vector.length
    if (sameDepth && neighbour.vector.at(-1) === (numbered.vector.at(-1) ?? 0) + step) penalty += 2
  }
  return penalty
}

/** An article may carry its text on the line of its heading: `第1条（目的） 本規程は…`. */
export function splitArticle(title: string): { readonly heading: string; readonly rest: string } {
  const match = /^[（(【[]([^）)】\]]{1,40})[）)】\]]\s*(.*)$/s.exec(title.trim())
  if (match !== null) return { heading: (match[1] ?? '').trim(), rest: (match[2] ?? '').trim() }
  return /。/.test(title) ? { heading: '', rest: title.trim() } : { heading: title, rest: '' }
}

/** An unnumbered heading, with how it was recognised. */
export interface UnnumberedHeading {
  readonly line: number
  readonly kind: 'format' | 'word' | 'mark' | 'question' | 'title'
  readonly title: string
}

const WORDS =
  /^(?:はじめに|おわりに|終わりに|まとめ|序文|前文|(?:改[訂定版]|変更|更新|版数?|改版)(?:履歴|の経緯|記録)|(?:附|付)則.{0,12}|用語(?:集|の定義|の説明|と定義|定義)?|(?:お?問い?合わ?せ|連絡)(?:先|窓口)?|ご?相談窓口|免責(?:事項)?|参考(?:資料|文献|情報)?|(?:別紙|別表|附表|付表|付録|附属書|添付資料)[0-9a-zａ-ｚ０-９一二三ⅰ-ⅻ]{0,3}(?:[:：.・（(].{0,30}|[^0-9a-z、。を].{1,24})?|(?:schedule|annex|exhibit|attachment)[0-9a-z]{1,2}(?:[-:.–—].{1,40})?|商標について|著作権(?:について)?|introduction|revisionhistory|documenthistory|changehistory|versionhistory|glossary|definitions|contact(?:us|information)?|disclaimer|references|appendix[a-z0-9]?.{0,30}|conclusion|abstract|preface|foreword)$/

/** Headings without a number: marked by the format, by their words or by a mark, or - `titles` - by standing alone. */
export function findUnnumbered(
  text: OutlineText,
  numbered: ReadonlySet<number>,
  titles: boolean,
): readonly UnnumberedHeading[] {
  const marks = new Map<string, number>()
  for (const line of text.lines) {
    const key = squash(line.text)
    if (isMarked(line.text)) marks.set(key, (marks.get(key) ?? 0) + 1)
  }
  const found: UnnumberedHeading[] = []
  for (const [line, { text: raw, heading }] of text.lines.entries()) {
    const title = raw.trim()
    if (title === '' || text.contents.has(line) || numbered.has(line)) continue
    if (heading !== null) found.push({ line, kind: 'format', title })
    else if (isWordHeading(text, line, title)) found.push({ line, kind: 'word', title })
    else if (isMarked(raw) && marks.get(squash(raw)) === 1 && isMarkHeading(text, line))
      found.push({ line, kind: 'mark', title })
    else if (isQuestion(raw)) found.push({ line, kind: 'question', title })
    else if (titles && isTitle(text, line, title)) found.push({ line, kind: 'title', title })
  }
  return found
}

function isWordHeading(text: OutlineText, line: number, title: string): boolean {
  const words = squash(title).replace(/^[■◆【[<]+|[】\]>]+$/g, '')
  if (title.length > 60 || !WORDS.test(words) || indentOf(text.lines[line]?.text ?? '') >= 2 || isTerminated(title))
    return false
  const previous = nextFilled(text, line, -1)
  const standsAlone = previous < 0 || previous !== line - 1 || isTerminated(text.lines[previous]?.text ?? '')
  return standsAlone && !/\t/.test(title) && nextFilled(text, line, 1) >= 0
}

/** A question without a number: `Q. …`, answered by a line `A. …`. */
function isQuestion(line: string): boolean {
  return /^[QＱ][.．:：]\s*\S/.test(line)
}

function isMarked(line: string): boolean {
  return /^(?:[■◆★☆]\s*\S|【[^】]+】\s*$)/.test(line) && displayWidth(line) <= 80 && !/[。\t]/.test(line)
}

/** A mark makes a heading where text follows; several marks in a row are a list. */
function isMarkHeading(text: OutlineText, line: number): boolean {
  const previous = nextFilled(text, line, -1)
  const next = nextFilled(text, line, 1)
  const apart = previous < 0 || previous !== line - 1 || isTerminated(text.lines[previous]?.text ?? '')
  const inList = [previous, next].some((index) => index >= 0 && isMarked(text.lines[index]?.text ?? ''))
  return apart && next >= 0 && !inList
}

const SENTENCE_END = /(?:ます|です|ません)$/

/** In a document without numbers: a short line with a blank before it, that ends like a title and has text below. */
function isTitle(text: OutlineText, line: number, title: string): boolean {
  const next = nextFilled(text, line, 1)
  if (next < 0 || displayWidth(title) > 60) return false
  const isTight = nextFilled(text, line, -1) === line - 1
  if (isTight && !(isTitleCase(title) && standsBelowText(text, line))) return false
  // A claim for a title has a comma at most in a short line: 「契約書は、鍵のかかる書庫へ」.
  const isShort = displayWidth(title) <= 48 && (text.wrapWidth === null || displayWidth(title) < text.wrapWidth * 0.75)
  if (/、/.test(title) && !isShort) return false
  if (/[。，,.:：;；\t「」]|https?:|@/.test(title) || isTerminated(title) || startsItem(title) || isBullet(title))
    return false
  if (
    /\d{4}[年/.-]|^(?:ver|rev|第?[\d０-９.]+版)|(?:株式会社|有限会社|ました|こと)$|^(?:株式会社|図|表)/i.test(title) ||
    (SENTENCE_END.test(title) && !(text.isPunctuated && /。$/.test(text.lines[line + 1]?.text.trimEnd() ?? '')))
  )
    return false
  if (indentOf(text.lines[line]?.text ?? '') >= 2) return false
  const { text: below = '', item } = text.lines[next] ?? {}
  if (item !== undefined || below.includes('\t')) return true
  return isText(below) || (isTitleCase(title) && isTitleCase(below.trim()) && isText(text.lines[next + 1]?.text ?? ''))
}

function isText(line: string): boolean {
  return /。/.test(line) || displayWidth(line) >= 60 || startsItem(line) || /[a-z].*\.$/.test(line)
}

/** `Passwords and Sign-in`: words with a capital each, but for the small ones. */
function isTitleCase(title: string): boolean {
  const words = title.split(/\s+/)
  const isCapital = (word: string) => /^[A-Z]/.test(word)
  return (
    isCapital(title) &&
    words.every((word) => isCapital(word) || /^(?:a|an|and|by|for|in|of|on|or|our|the|to|with|your|&)$/.test(word))
  )
}

/** Right below the end of a sentence, or a title over it, and with a sentence below it. */
function standsBelowText(text: OutlineText, line: number): boolean {
  const above = text.lines[line - 1]?.text.trim() ?? ''
  const below = text.lines[line + 1]?.text.trim() ?? ''
  return (/[a-z)]\.$/.test(above) || isTitleCase(above)) && /^[A-Z].*[a-z]{2}/.test(below) && isText(below)
}
