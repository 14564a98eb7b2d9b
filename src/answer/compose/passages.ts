import type { StoredSection } from '../../domain.ts'
import { isValueKind } from '../../knowledge/attributes.ts'
import { VAGUE_CONCEPTS } from '../../knowledge/concept-kinds.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { fold, squash } from '../../text/fold.ts'
import { toSaid } from '../../text/instructions.ts'
import { pointsBack } from '../../text/points-back.ts'
import { findQuantities } from '../../text/quantities.ts'
import { isAskedFor } from '../../text/rows.ts'
import { isCell, type Statement } from '../../text/statement.ts'
import { type Features, toFeatures } from '../understand/features.ts'
import type { AttributeMatch } from '../understand/match-attributes.ts'
import { propertyOf } from '../understand/property.ts'
import { labelOf } from './citations.ts'
import { type Composition, citeSection, type Draft, mark, sayQuoted } from './draft.ts'
import { weightOf } from './weigh-topic.ts'

/** Shares of the question's topic that a sentence must cover to answer it, and to be worth showing beside. */
const MIN_COVERAGE = 0.6
/** The share from which a sentence is shown as near to the question. */
const MIN_NEARNESS = 0.3
/** Characters up to which the sentence behind a near one is quoted with it. */
const MAX_NEAR = 240
const SIDE_COVERAGE = 0.85
const MAX_SENTENCES = 3

interface Found {
  readonly paper: StoredPaper
  readonly section: StoredSection
  readonly statement: Statement
  /** Share of what is asked, with the turn that it follows, and of the words of this turn alone. */
  readonly coverage: number
  readonly ownCoverage: number
  readonly score: number
}

/** Answers from the best sentences of the best sections, where the catalogue has no attribute for the question. */
export async function composeFromPassages(
  composition: Composition,
  papers: readonly StoredPaper[],
  variant: string | null,
): Promise<Draft> {
  const { understanding, wording } = composition
  const found = await findSentences(composition, papers, variant)
  const best = found[0]
  const isAboutAll = papers.length > 1 && understanding.products.length === 0
  const product =
    (papers.length === 1 ? variant : null) ?? papers.map((paper) => paper.product).join(wording.listSeparator)
  if (!best || best.coverage < MIN_COVERAGE) {
    const near = papers.length === 1 && best && best.section.level > 0 ? best : undefined
    // Where all that has a property is asked for, a single sentence is no part of the answer.
    const isNear =
      near !== undefined &&
      Math.min(near.coverage, near.ownCoverage) >= MIN_NEARNESS &&
      propertyOf(fold(understanding.text)) === undefined
    return {
      status: isNear ? 'answered' : 'not_stated',
      basis: 'passages',
      lines: [
        isAboutAll ? wording.notFoundAnywhere : isNear ? wording.notExactly(product) : wording.notFound(product),
        ...(near ? [`・${isNear ? sayNear(composition, near) : pointAt(composition, near)}`] : []),
      ],
      table: null,
      facts: [],
      suggestions: [],
    }
  }
  return sayFound(composition, choose(found, best))
}

/**
 * A better answer than an attribute's facts (`draft`), where the question has words of its own (「顔写真はいつ消える？」)
 * that none of them has and a sentence or row of the paper does. `undefined` where there is none.
 */
export async function composeSpecific(
  composition: Composition,
  paper: StoredPaper,
  variant: string | null,
  { attribute, covered }: AttributeMatch,
  draft: Draft,
): Promise<Draft | undefined> {
  const { understanding, citations, catalog } = composition
  if (attribute.kind === 'none' || understanding.conditions.some(({ quantity }) => quantity !== null)) return undefined
  const qualifiers = draft.facts.map(({ qualifier }) => qualifier ?? '')
  const quotes = citations.citations.map(({ quote, heading }) => `${heading}\n${quote}`)
  const said = toFeatures(fold([...quotes, ...qualifiers].join('\n')), catalog.vocabulary).words
  const own = [...understanding.features.words].filter((word) => !covered.has(`"${word}`) && !said.has(word))
  if (own.length === 0) return undefined
  const found = (await findSentences(composition, [paper], variant)).filter(({ section, statement, coverage }) => {
    const words = fold([section.heading, ...statement.labels, statement.key ?? '', statement.text].join('\n'))
    const hasFigure = !isValueKind(attribute) || findQuantities(statement.text).length > 0
    const about = toFeatures(words, catalog.vocabulary).concepts
    const isAbout = [...understanding.context.concepts].every(
      (concept) => VAGUE_CONCEPTS.has(concept) || about.has(concept),
    )
    // A line that only names what stands below it says nothing by itself.
    const says =
      statement.listed || /[。．.!]$|(?:ます|です|ません|ない|する|した|可能|不可)$/u.test(statement.text.trim())
    return says && coverage >= MIN_COVERAGE && hasFigure && isAbout && own.every((word) => words.includes(word))
  })
  const [best] = found
  return best && sayFound(composition, choose(found, best))
}

function sayFound(composition: Composition, found: readonly Found[]): Draft {
  const lines = found.map(({ paper, section, statement }) => {
    const { text, quote, labels } = statement
    if (isCell(statement)) {
      const above = labels.join(composition.wording.listSeparator)
      return sayQuoted(composition, paper, section, { words: text, quote, above })
    }
    const words = withList(withBefore(statement, section), text, section)
    const above = labels.slice(-1).filter((label) => !quote.includes(label))
    return sayQuoted(composition, paper, section, { words, quote: words, above: above.join('') })
  })
  return { status: 'answered', basis: 'passages', lines, table: null, facts: [], suggestions: [] }
}

/** A sentence of prose that points back, with the one before it: "It stores data in Ireland." */
function withBefore({ start, text, quote, listed }: Statement, { body }: StoredSection): string {
  if (listed || !pointsBack(text)) return quote
  const before = toSaid(body).findLast((other) => other.start + other.text.length <= start)
  if (before === undefined || before.listed || before.isHead) return quote
  const between = body.slice(before.start + before.text.length, start)
  const end = start + text.length
  return end - before.start > MAX_NEAR || /\n\s*\n/u.test(between) ? quote : body.slice(before.start, end).trim()
}

/** Characters of a list that is quoted with the sentence that announces it. */
const MAX_LIST = 400

/** A sentence that announces a list is no answer without it. */
function withList(quote: string, text: string, { body }: StoredSection): string {
  const items = toSaid(body).filter(({ lead, listed }) => listed && lead === text)
  const start = body.indexOf(quote)
  const end = Math.max(0, ...items.map((item) => item.start + item.text.length))
  return start >= 0 && end > start && end - start <= MAX_LIST ? body.slice(start, end).trim() : quote
}

/** Sentences of the sections that the question retrieves, best first. */
async function findSentences(
  composition: Composition,
  papers: readonly StoredPaper[],
  variant: string | null,
): Promise<Found[]> {
  const { understanding, retrieve, store } = composition
  const query = [understanding.text, ...understanding.context.words].join(' ')
  const evidence = await retrieve(query, {
    paperIds: papers.map((paper) => paper.id),
    limit: papers.length === 1 ? 6 : 12,
  })
  const found: Found[] = []
  const seen = new Set<number>()
  for (const [rank, { sectionId, paperId }] of evidence.entries()) {
    const paper = papers.find((candidate) => candidate.id === paperId)
    const section = seen.has(sectionId) ? undefined : await store.findSection(sectionId)
    seen.add(sectionId)
    if (paper && section) found.push(...rankSentences(composition, paper, section, variant, rank))
  }
  // What a follow-up adds to the question before is what it asks about.
  const adds = understanding.features !== understanding.context && weightOf(understanding.features, () => true) > 0
  return found.filter(({ ownCoverage }) => !adds || ownCoverage > 0).sort((a, b) => b.score - a.score)
}

/** A sentence that is about part of what is asked: the reader sees what it says. */
function sayNear(composition: Composition, { paper, section, statement }: Found): string {
  const words = withNext(statement, section)
  const marker = composition.citations.cite(paper, section, words)
  return `${composition.wording.nearest(`「${words}」`)}${mark(marker)}`
}

/** A sentence of prose and the one behind it: what is only near to a question is understood by what goes on. */
function withNext({ start, text, quote, listed }: Statement, { body }: StoredSection): string {
  const next = toSaid(body).find((other) => other.start >= start + text.length)
  if (listed || next === undefined || next.listed || next.isHead) return quote
  const end = next.start + next.text.length
  const between = body.slice(start + text.length, next.start)
  return end - start > MAX_NEAR || /\n\s*\n/u.test(between) ? quote : body.slice(start, end).trim()
}

function pointAt(composition: Composition, { paper, section }: Found): string {
  return `${composition.wording.relatedSection(labelOf(section))}${mark(citeSection(composition, paper, section))}`
}

/** The best sentence, its neighbours that cover as much, and the best of each other paper. */
function choose(found: readonly Found[], best: Found): Found[] {
  const chosen: Found[] = []
  for (const item of found) {
    const isNear =
      item.section.id === best.section.id
        ? item.coverage >= best.coverage * SIDE_COVERAGE
        : item.paper.id !== best.paper.id && item.coverage >= Math.max(best.coverage * SIDE_COVERAGE, MIN_COVERAGE)
    const isNew = item.section.id === best.section.id || !chosen.some((other) => other.paper.id === item.paper.id)
    if (isNear && isNew && chosen.length < MAX_SENTENCES + (item.paper.id === best.paper.id ? 0 : 3)) chosen.push(item)
  }
  return chosen.sort((a, b) => b.score - a.score || a.statement.start - b.statement.start)
}

function rankSentences(
  composition: Composition,
  paper: StoredPaper,
  section: StoredSection,
  variant: string | null,
  rank: number,
): Found[] {
  const { understanding, catalog } = composition
  const asked = understanding.context
  const heading = toFeatures(fold(section.heading), catalog.vocabulary)
  const total = weightOf(asked, () => true)
  if (total === 0 || (variant !== null && isOfAnother(section, paper, variant))) return []
  return toSaid(section.body).flatMap((statement) => {
    if (isAskedFor(statement) || statement.isHead) return []
    if (variant !== null && isSaidOfAnother(statement, paper, variant)) return []
    const own = toFeatures(
      fold([...statement.labels, statement.key ?? '', statement.text].join('\n')),
      catalog.vocabulary,
    )
    const coverageOf = (features: Features) => {
      const whole = weightOf(features, () => true) || 1
      const inOwn = weightOf(features, (kind, feature) => own[kind].has(feature))
      const inEither = weightOf(features, (kind, feature) => own[kind].has(feature) || heading[kind].has(feature))
      // A section whose heading is the question is its answer, whatever words its sentences use.
      const inHeading = weightOf(features, (kind, feature) => heading[kind].has(feature)) / whole
      return Math.max((inOwn * 0.7 + inEither * 0.3) / whole, inHeading >= 0.65 ? 0.62 : 0)
    }
    const coverage = coverageOf(asked)
    const ownCoverage = asked === understanding.features ? coverage : coverageOf(understanding.features)
    const length = statement.text.length < 12 ? -0.1 : 0
    // What an older edition said is no answer where this one says it, too.
    const history = HISTORY.test(section.heading) ? -0.3 : 0
    return [
      { paper, section, statement, coverage, ownCoverage, score: coverage + 0.12 / (1 + rank) + length + history },
    ]
  })
}

/** Names another product of the same paper, by its labels or its words, and not the one that is asked about. */
function isSaidOfAnother({ labels, text }: Statement, { variants }: StoredPaper, variant: string): boolean {
  const others = variants.filter((other) => other !== variant)
  const names = (words: string) => others.some((other) => words.includes(other))
  return labels.some(names) || (names(text) && !text.includes(variant))
}

/** Stands under a heading of another product of the same paper. */
function isOfAnother({ heading, path }: StoredSection, { variants }: StoredPaper, variant: string): boolean {
  const above = squash([heading, ...path].join('\n'))
  return !above.includes(squash(variant)) && variants.some((other) => above.includes(squash(other)))
}

const HISTORY = /改訂|改定|改版|履歴|附則|revision|change history/iu
