import type { Polarity, StoredFact } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { fold, squash } from '../../text/fold.ts'
import { polarityOf } from '../../text/polarity.ts'
import { compareNormalized, findQuantities } from '../../text/quantities.ts'
import { splitSentences } from '../../text/sentences.ts'
import { isYesNoQuestion } from '../understand/shape.ts'
import { type Cell, createCellReader, productsWithout } from './cells.ts'
import { sayMore } from './continued.ts'
import { type Description, describeCell } from './describe.ts'
import { productName } from './documents.ts'
import type { Composition, Draft } from './draft.ts'
import { kindsAsked, withPlanned } from './planned-name.ts'
import { isContradiction, premiseOf } from './premise.ts'
import { type NamesSaid, polarityOfName, sayNames } from './say-names.ts'
import { isOfOthers, isOfStaff, ofKinds, ofMatter, PLAN_WORD, planWithoutValue, saysAsMuch } from './says-as-much.ts'

/** A cell with what is said of it: lines on single names, and はい or いいえ where one of them decides it. */
interface ReadCell {
  readonly cell: Cell
  readonly description: Description
  readonly names: readonly string[]
  readonly word: string
}

/** What one paper says about the attributes asked: a sentence each, and what belongs beside it. */
export async function composeAboutOne(
  composition: Composition,
  paper: StoredPaper,
  variant: string | null,
  attributes: readonly Attribute[],
): Promise<Draft> {
  const reader = createCellReader(composition.store, composition.catalog, composition.understanding.text)
  const read: ReadCell[] = []
  let stated = 0
  for (const attribute of attributes) {
    const whole = await reader.read(paper, variant, attribute)
    const others = await Promise.all(productsWithout(whole).map((name) => reader.readBeside(paper, name, attribute)))
    for (const one of [whole, ...others]) {
      const cell = await withPlanned(ofNames(one, composition), composition)
      const description = await describeCell(cell, composition)
      const names = await sayNamesOf(cell, composition)
      const isDenied = cell.facts.every(({ polarity }) => polarity === 'no')
      const isOther = (names.isSilent && !isDenied) || otherPlanThan(cell, composition) !== undefined
      if ((cell.facts.length > 0 || cell.derived.length > 0) && !isOther) stated++
      const isOnly = attributes.length === 1
      const word = isOneStatement(cell, description) ? answerWord(cell, composition, isOnly) : ''
      read.push({ cell, description, names: names.lines, word })
    }
  }
  // Yes to one matter and no to another say which is which.
  const isMixed = new Set(read.flatMap(({ word }) => (word === '' ? [] : [word]))).size > 1
  const lines = read.flatMap(({ cell, description, names, word }) => {
    const name = cell.attribute.name[composition.understanding.language]
    const opening = isMixed && word !== '' ? `${word}${composition.wording.about(name)}` : word
    return [...names, ...sayCell(cell, description, composition, opening)]
  })
  const facts = read.flatMap(({ description }) => [...description.facts])
  const status = stated > 0 ? 'answered' : 'not_stated'
  const draft: Draft = { status, basis: 'facts', lines, table: null, facts, suggestions: [] }
  const [match, second] = composition.understanding.attributes
  const asks = stated > 0 && isYesNoQuestion(composition.understanding.text)
  const more = asks && match && !second ? sayMore(composition, draft, match.covered) : undefined
  return more === undefined ? draft : { ...draft, lines: [...lines, more] }
}

/** A cell with the facts that hold the names asked about, where any does. */
function ofNames(cell: Cell, { understanding: { names, text } }: Composition): Cell {
  const held = cell.facts.filter((fact) => names.every((name) => polarityOfName(fact, name) !== undefined))
  // What the vendor's own people log in with is read beside what its customers do.
  const isNone = names.length === 0 || held.length === 0 || held.some(({ quote }) => isOfStaff(quote, text))
  return isNone ? cell : { ...cell, facts: held }
}

/** What is asked of single names that the facts of a matter do not hold. */
async function sayNamesOf({ attribute, paper, facts }: Cell, composition: Composition): Promise<NamesSaid> {
  const isAsked = attribute.yesno && facts.length > 0 && isYesNoQuestion(composition.understanding.text)
  return isAsked ? sayNames(composition, paper, facts) : { lines: [], isSilent: false }
}

/** The plan that is asked about, where all that the paper states is said of others. */
function otherPlanThan({ facts, variant, paper, attribute }: Cell, composition: Composition): string | undefined {
  const { understanding, catalog } = composition
  const matters = facts.map((fact) => ofMatter(fact, attribute, catalog.vocabulary))
  const isOther = matters.length > 0 && matters.every((fact) => isOfOthers(fact, variant, paper.variants))
  if (variant !== null && isOther) return variant
  return planWithoutValue(understanding.text, facts, understanding.features.words)
}

/** A single fact, said in words. */
function isOneStatement(cell: Cell, { parts }: Description): boolean {
  return parts.length === 1 && cell.facts.every((fact) => fact.normalized === null)
}

/**
 * The sentences of a quote that speak of what is asked part in yes and no: "Data in transit is encrypted. Data at rest is
 * not." is neither to whether data is encrypted, and decides what is asked of data at rest.
 */
function isTorn({ facts: [fact] }: Cell, { understanding, catalog }: Composition): boolean {
  const asked = new Set(catalog.vocabulary.find(fold(understanding.text)).map((hit) => hit.concept))
  const sentences = splitSentences(fact?.quote ?? '').map(({ text }) => {
    const said = new Set(catalog.vocabulary.find(fold(text)).map((hit) => hit.concept))
    return { polarity: polarityOf(text), shared: [...asked].filter((concept) => said.has(concept)).length }
  })
  const most = Math.max(...sentences.map(({ shared }) => shared))
  const polarities = new Set(sentences.filter(({ shared }) => shared === most).map(({ polarity }) => polarity))
  return most > 0 && polarities.size > 1
}

/** The lines about one cell; `opening` stands before words that are quoted. */
function sayCell(cell: Cell, description: Description, composition: Composition, opening: string): string[] {
  const { wording, understanding } = composition
  const name = cell.attribute.name[understanding.language]
  const isOwn = cell.facts.length === 0 || cell.facts.some(({ variant }) => variant === cell.variant)
  const product = productName(cell.paper, cell.variant, isOwn)
  if (cell.facts.length === 0)
    return [wording.notStated(product, name), ...description.notes.map((note) => `・${note}`)]
  const lines: string[] = []
  const premise = premiseOf(cell, understanding)
  if (premise !== undefined) lines.push(wording.premise(premise))
  const plan = otherPlanThan(cell, composition)
  if (plan !== undefined) lines.push(wording.otherPlans(plan))
  if (isContradiction(cell)) lines.push(wording.differs)
  const first = description.parts[0] ?? ''
  if (description.parts.length > 1) {
    lines.push(wording.values(product, name), ...description.parts.map((part) => `・${part}`))
  } else if (cell.facts.every((fact) => fact.normalized === null)) {
    lines.push(`${opening}${wording.says(product, first)}`)
  } else {
    lines.push(wording.value(product, name, first))
  }
  return [...lines, ...description.notes.map((note) => `・${note}`)]
}

/**
 * はい / いいえ before a quoted statement, where the question asked for one and the statement decides it; `isOnly` where
 * nothing else is answered beside it.
 */
function answerWord(cell: Cell, composition: Composition, isOnly: boolean): string {
  const { wording, understanding } = composition
  const [fact] = cell.facts
  const isYesNo = cell.attribute.yesno || fact?.attribute !== cell.attribute.id
  if (!fact || fact.polarity === null || !isYesNo || !isYesNoQuestion(understanding.text)) return ''
  // Statements that part in this decide nothing together.
  if (cell.facts.some(({ polarity }) => polarity !== null && polarity !== fact.polarity)) return ''
  if (otherPlanThan(cell, composition) !== undefined) return ''
  const named = polarityOfNames(fact, cell.attribute, composition)
  if (named === null || (named === 'yes' && fact.polarity === 'no')) return ''
  if (named === 'no' && fact.polarity === 'yes') return wording.answerWord.no
  if (named === undefined && isOnly && isTorn(cell, composition)) return ''
  return speaksOfAll(fact, cell.attribute, composition) ? wording.answerWord[fact.polarity] : ''
}

/**
 * What a statement says of the very names and words that are asked about beside the matter: of TLS 1.1 「TLS 1.1以下での接続は
 * 受け付けません」 says no, whatever the sentence before says of TLS 1.2. `undefined` where it holds none of them, `null` where
 * it is not decided.
 */
function polarityOfNames(fact: StoredFact, attribute: Attribute, { understanding }: Composition): Polarity | undefined {
  const names = understanding.conditions.flatMap(({ name }) => name ?? [])
  const own = understanding.names.map((name) => polarityOfName(fact, name) ?? null)
  if (own.includes(null)) return null
  const clauses = fold(fact.quote).split(/[。、;\n]|\. /u)
  const sentences = fold(fact.quote).split(/[。;\n]|\. /u)
  const covered = understanding.attributes.find((match) => match.attribute.id === attribute.id)?.covered
  const words = [...understanding.features.words].filter(
    (word) => word.length > 2 && covered?.has(`"${word}`) === false,
  )
  const ofWords = words.flatMap((word) => sentences.filter((sentence) => sentence.includes(word)))
  // Of customers it is not said.
  const isOther = (sentence: string) => isOfStaff(sentence, understanding.text)
  if (ofWords.some(isOther) && !sentences.every((sentence) => sentence === '' || isOther(sentence))) return null
  const holding = [
    ...names.flatMap(({ pattern }) => clauses.filter((clause) => clause.match(pattern) !== null)),
    ...ofWords,
  ]
  const said = [...own, ...holding.map((text) => polarityOf(text))]
  const [first] = said
  if (first === undefined) return names.length > 0 ? null : undefined
  return said.every((polarity) => polarity === first) ? first : null
}

/** 「バックアップは暗号化されていますか」 is not answered with a yes about taking backups, nor `:2013` with one about `:2022`. */
function speaksOfAll(fact: StoredFact, attribute: Attribute, composition: Composition): boolean {
  const { understanding, catalog } = composition
  const covered = understanding.attributes.find(
    (match) => match.attribute.id === attribute.id || match.attribute.members.includes(attribute.id),
  )?.covered
  // "Does it support …" does not ask for a support desk, and holding a certification for nothing but that.
  const matter = attribute.certification ? ['support', 'certification', 'collected'] : ['support']
  const said = new Set([...matter, ...catalog.vocabulary.find(fold(fact.quote)).map((hit) => hit.concept)])
  const words = fold(`${fact.qualifier ?? ''} ${fact.variant ?? ''} ${fact.quote}`)
  const values = findQuantities(fact.quote).map(({ normalized }) => normalized)
  const own = ofMatter(fact, attribute, catalog.vocabulary)
  return (
    saysAsMuch(understanding.text, own) &&
    saysAsMuch(understanding.text, ofKinds(own, kindsAsked(attribute, composition))) &&
    [...understanding.features.concepts].every((c) => covered === undefined || covered.has(c) || said.has(c)) &&
    [...understanding.features.words].every(
      (w) => covered === undefined || PLAN_WORD.test(w) || covered.has(`"${w}`) || words.includes(w),
    ) &&
    understanding.conditions.every(
      ({ quantity }) =>
        quantity === null ||
        squash(fact.quote).includes(squash(quantity.text)) ||
        values.some((value) => compareNormalized(value, quantity.normalized) === 0),
    )
  )
}
