import type { AnswerFact, Citation, Polarity, StoredSection, Whitepaper } from '../domain.ts'
import { fold, squash } from '../text/fold.ts'
import { hasName, holdsWhole, isQuoted, isVerbatim, QUOTATION, withoutNames } from '../text/held-words.ts'
import { announcesPlans, polarityOf } from '../text/polarity.ts'
import { findQuantities, type Quantity } from '../text/quantities.ts'
import { splitSentences } from '../text/sentences.ts'
import { datedDocumentName, documentName } from './document-name.ts'
import { ANSWER_WORDS, chunksOf, coresOf, isOwnCount, isOwnSentence, OWN_WORDS, withoutMoreNames } from './own-words.ts'

/** Something that a text claims and its sources do not hold. */
export interface Finding {
  /** Index of the line. */
  readonly line: number
  readonly reason: 'marker' | 'quote' | 'number' | 'name' | 'product' | 'polarity' | 'unmarked'
  /** The words in question. */
  readonly words: string
}

/** What a line may hold without a source. */
export interface Allowed {
  /** The question, whose words may be repeated where nothing is claimed. */
  readonly question: string
  /**
   * The papers whose products, vendors and titles may be named; a claim names those that it cites. What edition a paper
   * is may be said without a source.
   */
  readonly papers: readonly Pick<Whitepaper, 'id' | 'product' | 'variants' | 'vendor' | 'title' | 'version' | 'date'>[]
  /** Names of attributes, which stand before values. */
  readonly labels: readonly string[]
}

/** What the markers of an answer point at. */
export interface Sources {
  readonly citations: readonly Citation[]
  readonly sections: ReadonlyMap<number, StoredSection>
}

/**
 * Checks every line of an answer against its citations. The words before a run of markers are checked against what
 * these markers cite: every quotation is verbatim in the section, every quantity stands in the quote with its unit and
 * bound, every other number and every Latin word stands in the section, and no product is named that is not cited.
 * A line without a marker must be a sentence of the bot's own. Computed values (the lines say so) may hold the result
 * of the arithmetic that they show.
 */
export function verifyAnswer(lines: readonly string[], sources: Sources, allowed: Allowed): readonly Finding[] {
  const badMarkers = new Set(sources.citations.filter((citation) => !isHonest(citation, sources)).map((c) => c.marker))
  return lines.flatMap((line, index) => {
    const find = (reason: Finding['reason'], words: string): Finding => ({ line: index, reason, words })
    const segments = toSegments(line)
    if (segments.length === 0) return checkUnmarked(line, allowed, find)
    return segments.flatMap((segment) => {
      const cited = segment.markers.flatMap((marker) => toSource(marker, sources) ?? [])
      if (cited.length < segment.markers.length) return [find('marker', segment.markers.map((m) => `[${m}]`).join(''))]
      const changed = cited.filter(({ citation }) => badMarkers.has(citation.marker))
      if (changed.length > 0) return changed.map(({ citation }) => find('quote', citation.quote))
      return checkSegment(segment.words, cited, allowed, find)
    })
  })
}

/**
 * The papers that a text can name, or say the edition of. Of thousands a text names a few, and comparing each line with
 * each name would take longer than all else.
 */
export function papersNamedIn<T extends Allowed['papers'][number]>(text: string, papers: readonly T[]): readonly T[] {
  const isThere = (words: string | null) => words !== null && text.includes(words)
  return papers.filter((paper) => isThere(paper.version) || isThere(paper.date) || namesOf(paper).some(isThere))
}

/** Whether a value of an answer stands in the section that it cites. */
export function isFactHeld(fact: AnswerFact, { sections }: Sources): boolean {
  if (!fact.stated) return true
  const section = sections.get(fact.citation ?? 0)
  if (!section) return false
  return fact.derived || isQuoted(fact.value ?? '', [textOf(section)])
}

interface Segment {
  readonly words: string
  readonly markers: readonly number[]
}

interface Source {
  readonly citation: Citation
  readonly section: StoredSection
}

type Find = (reason: Finding['reason'], words: string) => Finding

/** The words before each run of markers; what follows the last run belongs to it. */
function toSegments(line: string): Segment[] {
  const pieces = line.split(/((?:\[\d+\]\s?)+)/u)
  const rest = pieces.length % 2 === 1 ? (pieces.at(-1) ?? '') : ''
  return pieces.flatMap((piece, i) => {
    if (i % 2 === 0) return []
    const words = `${pieces[i - 1] ?? ''}${i === pieces.length - 2 ? ` ${rest}` : ''}`
    return [{ words, markers: [...piece.matchAll(/\d+/gu)].map(Number) }]
  })
}

function toSource(marker: number, { citations, sections }: Sources): Source | undefined {
  const citation = citations.find((other) => other.marker === marker)
  const section = sections.get(marker)
  return citation && section ? { citation, section } : undefined
}

function textOf(section: StoredSection): string {
  return `${section.number} ${section.heading}\n${section.body}`
}

function isHonest(citation: Citation, { sections }: Sources): boolean {
  const section = sections.get(citation.marker)
  return section !== undefined && isVerbatim(citation.quote, textOf(section))
}

function checkUnmarked(line: string, { question, papers, labels }: Allowed, find: Find): Finding[] {
  if (isOwnCount(line)) return []
  if (!isOwnSentence(line)) return [find('unmarked', line)]
  const names = papers.flatMap((paper) => [...namesOf(paper), paper.version ?? '', paper.date ?? ''])
  const rest = withoutNames(withoutMoreNames(line), [question, ...names, ...labels])
  const asked = numbersIn(question)
  return [...numbersIn(rest)]
    .filter((number) => !asked.has(number) && !OWN_WORDS.has(number))
    .map((number) => find('number', number))
}

function checkSegment(words: string, cited: readonly Source[], allowed: Allowed, find: Find): Finding[] {
  const texts = cited.map(({ section }) => textOf(section))
  const quotes = [...words.matchAll(QUOTATION)].map(([quotation]) => quotation.slice(1, -1))
  const findings = quotes.filter((quote) => !isQuoted(quote, texts)).map((quote) => find('quote', quote))
  const headings = cited.flatMap(({ section }) => [section.heading, ...section.path])
  findings.push(...checkAnswerWord(words, quotes, headings, find))
  const own = withoutNames(words, quotes)
  const ownPapers = new Set(cited.map(({ section }) => section.paperId))
  const names = allowed.papers.flatMap((paper) => namesOf(paper).map((name) => ({ name, paperId: paper.id })))
  const held = new Set(names.filter(({ paperId }) => ownPapers.has(paperId)).map(({ name }) => name))
  const foreign = names.map(({ name }) => name).filter((name) => !held.has(name))
  const plain = withoutNames(own, [...held, ...allowed.labels])
  for (const name of foreign) {
    if (hasName(plain, name) && !cited.some(({ citation }) => hasName(citation.quote, name)))
      findings.push(find('product', name))
  }
  return [...findings, ...checkValues(withoutNames(plain, foreign), cited, texts, find)]
}

/** はい beside words that only deny, いいえ beside words that only affirm, either beside what is only planned. */
function checkAnswerWord(words: string, quotes: readonly string[], headings: readonly string[], find: Find): Finding[] {
  const said = (Object.keys(ANSWER_WORDS) as Exclude<Polarity, null>[]).find((polarity) =>
    ANSWER_WORDS[polarity].some((word) => words.trim().startsWith(word.trim())),
  )
  if (said === undefined) return []
  if (said === 'planned' && headings.some(announcesPlans)) return []
  const holds = quotes.some((quote) =>
    splitSentences(quote).some(({ text }) => text.split(/[、;]/u).some((clause) => polarityOf(clause) === said)),
  )
  return holds ? [] : [find('polarity', words.trim())]
}

function checkValues(words: string, cited: readonly Source[], texts: readonly string[], find: Find): Finding[] {
  const findings: Finding[] = []
  const shown = cited.flatMap(({ citation, section }) => [citation.quote, section.heading])
  const known = shown.flatMap((text) => [...findQuantities(text)])
  // The result of a shown computation is the one value that stands nowhere.
  let rest = words.replace(/(?:計算上は|by calculation)\s[^（(]*/iu, ' ')
  for (const quantity of [...findQuantities(rest)].reverse()) {
    if (known.some((other) => isSame(quantity, other)) || shown.some((text) => holdsWhole(fold(text), quantity.text)))
      rest = `${rest.slice(0, quantity.start)} ${rest.slice(quantity.end)}`
    else findings.push(find('number', quantity.text))
  }
  const chunks = chunksOf(rest).filter((word) => !OWN_WORDS.has(word))
  if (chunks.length === 0) return findings
  const source = fold(texts.join('\n'))
  const squashed = squash(source)
  const isHeld = (word: string) => holdsWhole(source, word) || holdsWhole(squashed, word)
  for (const word of chunks.filter((chunk) => !coresOf(chunk).some(isHeld)))
    findings.push(find(/\d/u.test(word) ? 'number' : 'name', word))
  return findings
}

function isSame(a: Quantity, b: Quantity): boolean {
  const [x, y] = [a.normalized, b.normalized]
  return x.unit === y.unit && x.value === y.value && x.op === y.op
}

function numbersIn(text: string): Set<string> {
  return new Set(fold(text).match(/\d+(?:[.,]\d+)*/gu) ?? [])
}

function namesOf(paper: Allowed['papers'][number]): string[] {
  const { product, title, vendor, variants } = paper
  const names = [datedDocumentName(paper), product, title, documentName(paper), vendor ?? '', ...variants]
  return names.filter((name) => name !== '')
}
