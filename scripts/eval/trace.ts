import type { Understanding } from '../../src/answer/understand/understand.ts'
import type { Answer, StoredFact, StoredSection } from '../../src/domain.ts'
import type { Explanation } from '../../src/engine.ts'
import type { Logger } from '../../src/logger.ts'
import type { OpenedEngine } from '../../src/open-engine.ts'
import { squash } from '../../src/text/fold.ts'
import { judge } from './judge.ts'
import { markQuote } from './mark-quote.ts'
import type { JudgedAnswer } from './measure.ts'
import { createNames, type Names } from './names.ts'
import type { EvalQuestion, QuestionSet } from './question-set.ts'
import { createRanker, type RankedQuestion } from './retrieval.ts'
import { withTemporaryIndex } from './temporary-index.ts'

/** A fact that may have answered the question. */
export interface TracedFact extends Pick<StoredFact, 'attribute' | 'variant' | 'qualifier' | 'value' | 'quote'> {
  readonly product: string
  readonly section: string
  /** Whether the answer holds it. */
  readonly isChosen: boolean
}

/** A section that the answer cites, or that it should. */
export interface TracedSource {
  readonly label: string
  readonly state: 'expected and cited' | 'expected, NOT CITED' | 'expected, NOT IN THE INDEX' | 'optional' | 'cited'
  /** The section around the quote; `''` where the index does not have it. */
  readonly text: string
  /** `false` where the quote does not stand in it, and the text is its beginning; `null` where there is no quote. */
  readonly holdsQuote: boolean | null
}

/** One question from what was asked to the source. */
export interface Trace {
  readonly setName: string
  readonly judged: JudgedAnswer
  readonly explanation: Explanation
  /** Facts of the attributes and products that were understood. */
  readonly asked: readonly TracedFact[]
  /** Other facts of the expected sections that share words with the expected quote. */
  readonly nearby: readonly TracedFact[]
  /** `undefined` where no section is expected, or none of those is in the index. */
  readonly ranked: RankedQuestion | undefined
  readonly sources: readonly TracedSource[]
}

/** Asks one question of a set over an index of its papers, and follows it from the words to the sections. */
export async function traceQuestion(set: QuestionSet, question: EvalQuestion, logger: Logger): Promise<Trace> {
  return withTemporaryIndex(set.papersDir, logger, async ({ engine }) => {
    const names = createNames(set.documents, await engine.store.listPapers())
    const { answer, explanation } = await engine.explain({ text: question.question, turns: question.turns })
    const places = await readPlaces(engine, names)
    const rank = await createRanker(engine, names)
    const facts = await readFacts(engine, places, answer)
    const isAsked = isAskedIn(explanation.understanding)
    const isNear = isNearQuote(places, question, names)
    return {
      setName: set.name,
      judged: { question, answer, verdict: judge(question, answer, names) },
      explanation: { ...explanation, evidence: withSections(explanation, places, question, names) },
      asked: facts.filter(isAsked).map(({ traced }) => traced),
      nearby: facts.filter((one) => isNear(one) && !isAsked(one)).map(({ traced }) => traced),
      ranked: await rank(question),
      sources: traceSources(places, question, answer, names),
    }
  })
}

interface Place {
  readonly product: string
  /** As the section map numbers it. */
  readonly name: string
  readonly section: StoredSection
}

type Places = ReadonlyMap<number, Place>

async function readPlaces({ store }: OpenedEngine, names: Names): Promise<Places> {
  const places = new Map<number, Place>()
  for (const paper of await store.listPapers()) {
    const product = names.toProduct(paper.product)
    for (const section of await store.listSections(paper.id))
      places.set(section.id, { product, name: names.ofSection(product, section), section })
  }
  return places
}

/** Evidence whose text begins with the section that it is from, and with `*` where that is expected. */
function withSections({ evidence }: Explanation, places: Places, question: EvalQuestion, names: Names) {
  return evidence.map((one) => {
    const place = places.get(one.sectionId)
    const isRight = place !== undefined && expectationOf(place, question, names) !== undefined
    return { ...one, text: `${isRight ? '*' : ' '}§${place?.name ?? '?'} ${one.text}` }
  })
}

function expectationOf({ product, name }: Pick<Place, 'product' | 'name'>, { expect }: EvalQuestion, names: Names) {
  const isNamed = (wanted: (typeof expect.sections)[number]) =>
    [wanted.section, ...wanted.alt].some((one) => names.toSection(product, one) === name)
  return expect.sections.find((wanted) => wanted.product === product && isNamed(wanted))
}

interface ReadFact {
  readonly fact: StoredFact
  readonly traced: TracedFact
}

async function readFacts({ store }: OpenedEngine, places: Places, answer: Answer): Promise<readonly ReadFact[]> {
  return (await store.findFacts({})).map((fact) => {
    const { attribute, variant, qualifier, value, quote, paperId, sectionId } = fact
    const place = places.get(sectionId)
    const isOf = (marker: number | null) =>
      answer.citations.some((citation) => citation.marker === marker && citation.paperId === paperId)
    const isChosen = answer.facts.some(
      (one) => one.attribute === attribute && one.value === value && one.qualifier === qualifier && isOf(one.citation),
    )
    const product = place?.product ?? paperId
    return {
      fact,
      traced: { product, attribute, variant, qualifier, value, quote, section: place?.name ?? '?', isChosen },
    }
  })
}

function isAskedIn({ attributes, products }: Understanding): (read: ReadFact) => boolean {
  const ids = new Set(
    attributes.flatMap(({ attribute }) => [attribute.id, ...(attribute.kind === 'group' ? attribute.members : [])]),
  )
  return ({ fact }) =>
    ids.has(fact.attribute) && (products.length === 0 || products.some(({ paperId }) => paperId === fact.paperId))
}

function isNearQuote(places: Places, question: EvalQuestion, names: Names): (read: ReadFact) => boolean {
  const quote = squash(question.quote ?? '')
  return ({ fact }) => {
    const place = places.get(fact.sectionId)
    if (place === undefined || expectationOf(place, question, names) === undefined) return false
    const words = squash(fact.quote)
    return words !== '' && quote !== '' && (quote.includes(words) || words.includes(quote))
  }
}

/** The expected sections in the order of the question, then what else is cited. */
function traceSources(places: Places, question: EvalQuestion, answer: Answer, names: Names): readonly TracedSource[] {
  const all = [...places.values()]
  const isCited = ({ section }: Place) =>
    answer.citations.some(
      (one) =>
        one.paperId === section.paperId &&
        one.heading === section.heading &&
        one.section === (section.number === '' ? section.heading : section.number),
    )
  const expected = question.expect.sections.flatMap((wanted) => {
    const found = all.filter((place) => expectationOf(place, question, names) === wanted)
    if (found.length === 0) {
      const label = `${wanted.product} §${wanted.section}`
      return [{ label, state: 'expected, NOT IN THE INDEX' as const, text: '', holdsQuote: null }]
    }
    const cited = found.filter(isCited)
    const state = wanted.optional ? 'optional' : cited.length > 0 ? 'expected and cited' : 'expected, NOT CITED'
    return (cited.length > 0 ? cited : found.slice(0, 1)).map((place) => toSource(place, state, question.quote ?? null))
  })
  const others = all.filter((place) => isCited(place) && expectationOf(place, question, names) === undefined)
  const quoteOf = ({ section }: Place) =>
    answer.citations.find((one) => one.paperId === section.paperId && one.heading === section.heading)?.quote ?? null
  return [...expected, ...others.map((place) => toSource(place, 'cited', quoteOf(place)))]
}

function toSource({ product, name, section }: Place, state: TracedSource['state'], quote: string | null): TracedSource {
  const { isFound, text } = markQuote(section.body, quote)
  return { label: `${product} §${name} ${section.heading}`, state, text, holdsQuote: quote === null ? null : isFound }
}
