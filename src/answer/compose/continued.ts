import type { StoredSection } from '../../domain.ts'
import { fold } from '../../text/fold.ts'
import { QUOTATION } from '../../text/held-words.ts'
import { toSaid } from '../../text/instructions.ts'
import { isCell, type Statement } from '../../text/statement.ts'
import { type Features, toFeatures } from '../understand/features.ts'
import { type Composition, type Draft, sayQuoted } from './draft.ts'
import { weightOf } from './weigh-topic.ts'

/** What only a vague word (期限, データ) shares is no answer. */
const MIN_WEIGHT = 0.5
/** Characters between a quote and the sentence that still goes on with it. */
const NEXT_WITHIN = 3

interface Place {
  readonly marker: number
  readonly section: StoredSection
  /** Where the quote of the answer before starts and ends in the section. */
  readonly start: number
  readonly end: number
}

/**
 * Answers a question that lives on the one before it in the same message (「…検査する？見つかったらどうなる？」): with what
 * else stands where that was answered, the sentence that shares most with the question, else the one right behind
 * the quote, unless it must share something. `undefined` where nothing does.
 */
export function composeContinued(
  composition: Composition,
  before: Draft,
  { mustShare = false } = {},
): Draft | undefined {
  const best = besides(composition, before, composition.understanding.features).find(
    ({ weight, isAnswered }) => weight > MIN_WEIGHT || isAnswered || !mustShare,
  )
  const line = best && sayBeside(composition, best)
  return line === undefined
    ? undefined
    : { status: 'answered', basis: 'passages', lines: [line], table: null, facts: [], suggestions: [] }
}

/** Share of what an answer leaves out that a sentence beside it must speak of to be shown, too. */
const MIN_SHARE = 0.6

/**
 * A line for what the question asks beside the attribute that it was answered with (「パスワード付きzipの中身も…」), where
 * the section says it. `undefined` where the answer's quotes hold it, or the section has nothing of it.
 */
export function sayMore(composition: Composition, draft: Draft, covered: ReadonlySet<string>): string | undefined {
  const { features } = composition.understanding
  const quotes = placesOf(composition, draft).map(({ section, start, end }) => section.body.slice(start, end))
  const said = toFeatures(fold(quotes.join('\n')), composition.catalog.vocabulary)
  const left: Features = {
    concepts: new Set([...features.concepts].filter((c) => !covered.has(c) && !said.concepts.has(c))),
    words: new Set([...features.words].filter((w) => !covered.has(`"${w}`) && !said.words.has(w))),
  }
  const wanted = weightOf(left, () => true)
  const isSame = ({ concepts }: Features) => [...concepts].some((concept) => covered.has(concept))
  const best = besides(composition, draft, left).find(({ weight, said: own, statement }) => {
    const isProse = !isCell(statement) && !statement.listed
    return isProse && weight > 0 && weight >= wanted * MIN_SHARE && isSame(own)
  })
  return best && sayBeside(composition, best)
}

/** What stands beside an answer's quotes, best first. */
function besides(composition: Composition, draft: Draft, features: Features): Candidate[] {
  return placesOf(composition, draft)
    .flatMap((place) => candidatesAt(composition, place, features))
    .sort((a, b) => b.weight - a.weight || b.shared - a.shared || a.distance - b.distance)
}

function sayBeside(composition: Composition, { place, statement }: Candidate): string | undefined {
  const paper = composition.papers.find(({ id }) => id === place.section.paperId)
  const above = isCell(statement) ? statement.labels.join(composition.wording.listSeparator) : ''
  return paper && sayQuoted(composition, paper, place.section, { words: statement.text, quote: statement.quote, above })
}

/** Where the answer before was found. */
function placesOf({ citations }: Composition, before: Draft): Place[] {
  const own = before.lines.join('\n').replace(QUOTATION, '')
  const markers = new Set([...own.matchAll(/\[(\d{1,3})\]/gu)].map((match) => Number(match[1])))
  return [...markers].flatMap((marker) => {
    const section = citations.sections.get(marker)
    const quote = citations.citations[marker - 1]?.quote
    const start = section && quote !== undefined ? section.body.indexOf(quote) : -1
    return section && quote !== undefined && start >= 0 ? [{ marker, section, start, end: start + quote.length }] : []
  })
}

interface Candidate {
  readonly place: Place
  readonly statement: Statement
  readonly said: Features
  /** Of what the question shares with it. */
  readonly weight: number
  /** Of what the question before shares with it: the row of the company that was asked about. */
  readonly shared: number
  readonly distance: number
  /** Quoted by the answer before, and what the question asks about. */
  readonly isAnswered: boolean
}

/** Words that suppose a case: 「見つかったら」, 「検出された場合は」. */
const SUPPOSES = /(?:た|だ)ら(?!し)|場合|(?:とき|時)(?:は|には|に)|\b(?:if|when|once|in case)\b/u

/** Whether a sentence says what becomes of a case, and the question asks just that, of no other matter. */
function supposesAsMuch(sentence: string, { text, features }: Composition['understanding']): boolean {
  return features.concepts.size === 0 && SUPPOSES.test(fold(sentence)) && SUPPOSES.test(fold(text))
}

/** What stands beside a quote: other cells of its row, and the sentences of its section that are not in it. */
function candidatesAt({ catalog, understanding }: Composition, place: Place, features: Features): Candidate[] {
  return toSaid(place.section.body).flatMap((statement) => {
    const { start, text, quote, labels } = statement
    const isInside = start >= place.start && start + text.length <= place.end
    const isAnswered = isInside && start > place.start && supposesAsMuch(text, understanding)
    if ((isInside && !isCell(statement) && !isAnswered) || statement.isHead) return []
    const said = toFeatures(fold([...labels, text].join('\n')), catalog.vocabulary)
    const row = isCell(statement) ? toFeatures(fold(quote), catalog.vocabulary) : said
    const shared = weightOf(understanding.context, (kind, feature) => row[kind].has(feature))
    const weight = weightOf(features, (kind, feature) => said[kind].has(feature))
    // The other cells of the cited row stand nearest, then what comes behind it.
    const behind = start >= place.end ? start - place.end : place.start - start + place.section.body.length
    const distance = isInside ? -1 : behind
    const isNext = start >= place.end && distance <= NEXT_WITHIN && !statement.listed && !/^[○〇×✕△-]/u.test(text)
    return weight > MIN_WEIGHT || isNext || isAnswered
      ? [{ place, statement, said, weight, shared, distance, isAnswered }]
      : []
  })
}
