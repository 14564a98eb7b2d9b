import { type CitationCollector, createCitationCollector } from './answer/compose/citations.ts'
import { composeAll } from './answer/compose/compose-all.ts'
import { type Composition, type Draft, plainDraft } from './answer/compose/draft.ts'
import { suggestStart, withSuggestions } from './answer/compose/suggest.ts'
import type { Composed, ImproveAnswer } from './answer/model/improve-answer.ts'
import type { ReadingTrace } from './answer/model/read-question.ts'
import { sayProposed, withRemark } from './answer/model/remark.ts'
import type { ModelTrace } from './answer/model/write-answer.ts'
import { numberCitations } from './answer/number-citations.ts'
import { withEditions } from './answer/understand/edition.ts'
import { splitQuestion } from './answer/understand/split-question.ts'
import { createUnderstand, type Understand, type Understanding } from './answer/understand/understand.ts'
import { type Finding, isFactHeld, papersNamedIn, verifyAnswer } from './answer/verify.ts'
import { wordingOf } from './answer/wording.ts'
import type { Answer, Ask, Evidence, Language, Question } from './domain.ts'
import { IndexError } from './errors.ts'
import type { Catalog } from './knowledge/catalog.ts'
import type { Logger } from './logger.ts'
import type { Retrieve } from './retrieval/retrieve.ts'
import { type KnowledgeStore, type StoredPaper, withOlder } from './store/knowledge-store.ts'

/** What the engine is made from. */
export interface EngineParts {
  readonly store: KnowledgeStore
  readonly catalog: Catalog
  readonly retrieve: Retrieve
  /** Has a language model read what is unclear and word the answer; `undefined`: it stays as it is. */
  readonly improveAnswer?: ImproveAnswer | undefined
  readonly logger: Logger
  /** Milliseconds that only grow; a parameter so that tests own time. */
  readonly now: () => number
  /** The day as `YYYY-MM-DD`. */
  readonly today: () => string
}

/** Why an answer came out as it did. */
export interface Explanation {
  readonly understanding: Understanding
  /** Of the other questions of the same message. */
  readonly further: readonly Understanding[]
  readonly evidence: readonly Evidence[]
  readonly findings: readonly Finding[]
  /** How a language model read the question; `undefined` where none was asked to. */
  readonly reading: ReadingTrace | undefined
  /** What a language model made of the answer; `undefined` where none was asked to. */
  readonly model: ModelTrace | undefined
  /** Milliseconds of each step. */
  readonly timings: Timings
}

type Timings = Readonly<Record<'understand' | 'compose' | 'verify' | 'write', number>>

interface Explained {
  readonly answer: Answer
  readonly explanation: Explanation
}

/** Questions in, verified answers out. */
export interface Engine {
  readonly ask: Ask
  /** The same answer, with the reasons. */
  explain(question: Question): Promise<Explained>
  /** Whether a text names a product that is known or asks for an attribute of the catalogue. */
  concerns(text: string): Promise<boolean>
  /** Questions to begin with, made from what the papers state. */
  suggestStart(language: Language): Promise<readonly string[]>
}

/** Longest question that is read, in characters. */
export const MAX_QUESTION_LENGTH = 2000
/** So often is a question answered anew because papers changed meanwhile. */
const MAX_ATTEMPTS = 8

/** An answer from one state of the papers, before a model has seen it. */
interface Steady {
  readonly papers: readonly StoredPaper[]
  readonly understandings: readonly Understanding[]
  readonly evidence: Evidence[]
  readonly answer: Answer
  readonly findings: readonly Finding[]
  /** `undefined` where there is nothing for a model to improve. */
  readonly composition: Composition | undefined
  readonly times: Readonly<Record<'started' | 'understood' | 'composed' | 'verified', number>>
}

/**
 * understand -> compose (facts, outline or retrieved sentences) -> verify -> write (only with a language model, whose
 * reading and claims are checked, too); every channel gets its answers here.
 */
export function createEngine(parts: EngineParts): Engine {
  const understand = createUnderstand(parts.catalog)

  async function explain(question: Question): Promise<Explained> {
    const started = parts.now()
    const composed = await composeSteadily(question)
    const { papers, understandings, evidence, answer, findings, times } = composed
    const improved = await improve(composed, question)
    // What a model made while papers changed may be from two states; the answer without it is from one.
    const isSteady = improved === undefined || (await parts.store.listPapers()) === papers
    const used = isSteady ? improved : undefined
    const ended = parts.now()
    const [first, ...further] = understandings as [Understanding, ...Understanding[]]
    return {
      answer: { ...numberCitations(used?.answer ?? answer), ms: Math.round((ended - started) * 100) / 100 },
      explanation: {
        understanding: first,
        further,
        evidence,
        findings,
        reading: used?.reading,
        model: used?.writing,
        timings: toTimings(times.started, times.understood, times.composed, times.verified, ended),
      },
    }
  }

  /** A paper that is replaced meanwhile may be read half from the old state, half from the new one: then anew. */
  async function composeSteadily(question: Question): Promise<Steady> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const papers = await parts.store.listPapers()
      const composed = await composeFrom(parts, understand, papers, question)
      if ((await parts.store.listPapers()) === papers) return composed
    }
    throw new IndexError('INDEX_BUSY', 'The papers changed each time while the question was answered: ask it again.')
  }

  async function improve({ answer, composition, papers, evidence }: Steady, question: Question) {
    if (!composition) return undefined
    const again = { papers, understand, compose: createComposeAnew(parts, papers, evidence) }
    return parts.improveAnswer?.({ answer, composition }, toReadable(question), again)
  }

  return {
    explain,
    ask: async (question) => (await explain(question)).answer,
    async concerns(text) {
      const { products, attributes } = understand(toReadable({ text, turns: [] }), await parts.store.listPapers())
      return products.length > 0 || attributes.length > 0
    },
    suggestStart: async (language) =>
      suggestStart(parts.store, parts.catalog, await parts.store.listPapers(), language),
  }
}

async function composeFrom(
  parts: EngineParts,
  understand: Understand,
  papers: readonly StoredPaper[],
  question: Question,
): Promise<Steady> {
  const started = parts.now()
  const understandings = splitQuestion(toReadable(question)).map((one) => understand(one, papers))
  const understood = parts.now()
  const evidence: Evidence[] = []
  const citations = createCitationCollector(parts.today())
  const toOne = (one: Understanding) => toComposition(parts, one, papers, { evidence, citations })
  const compositions = understandings.map(toOne) as [Composition, ...Composition[]]
  const [first, second] = compositions
  const before = earlierOf(question)
  const earlier = before && !second ? () => toOne(understand(before, papers)) : undefined
  const refused = refuse(question, first)
  const draft = refused ? await withSuggestions(first, refused) : await composeAll(compositions, earlier)
  const composed = parts.now()
  const verified = verify(draft, understandings, first, parts.logger)
  const times = { started, understood, composed, verified: parts.now() }
  const composition = !second && !refused ? first : undefined
  return { ...verified, papers, understandings, evidence, composition, times }
}

function toTimings(start: number, understood: number, composed: number, verified: number, end: number): Timings {
  const [understand, compose] = [understood - start, composed - understood]
  return { understand, compose, verify: verified - composed, write: end - verified }
}

/** The question before, with those before it. */
function earlierOf({ turns }: Question): Question | undefined {
  const text = turns.at(-1)
  return text === undefined ? undefined : toReadable({ text, turns: turns.slice(0, -1) })
}

function toReadable(question: Question): Question {
  const cut = (text: string) => text.slice(0, MAX_QUESTION_LENGTH)
  return { text: cut(question.text), turns: question.turns.map(cut) }
}

/** What the questions of one message have in common. */
interface Shared {
  readonly evidence: Evidence[]
  readonly citations: CitationCollector
}

function toComposition(
  parts: EngineParts,
  understanding: Understanding,
  papers: readonly StoredPaper[],
  { evidence, citations }: Shared,
): Composition {
  return {
    understanding,
    papers: withEditions(papers, understanding.products),
    store: parts.store,
    catalog: parts.catalog,
    wording: wordingOf(understanding.language),
    citations,
    retrieve: async (query, scope) => {
      const found = await parts.retrieve(query, scope)
      evidence.push(...found)
      return found
    },
  }
}

/** Answers a question as a model reads it, with citations of its own. */
function createComposeAnew(
  parts: EngineParts,
  papers: readonly StoredPaper[],
  evidence: Evidence[],
): (understanding: Understanding) => Promise<Composed> {
  return async (understanding) => {
    const shared = { evidence, citations: createCitationCollector(parts.today()) }
    const composition = toComposition(parts, understanding, papers, shared)
    const draft = await composeAll([composition])
    return { answer: verify(draft, [understanding], composition, parts.logger).answer, composition }
  }
}

/** Texts that are no questions at all. */
function refuse(question: Question, { wording }: Composition): Draft | undefined {
  if (question.text.length > MAX_QUESTION_LENGTH) return plainDraft('out_of_scope', wording.tooLong)
  if (!/[\p{L}\p{N}]/u.test(question.text)) return plainDraft('out_of_scope', wording.empty)
  return undefined
}

/** Drops what its sources do not hold; an answer that has no claim left says that nothing was found. */
function verify(
  draft: Draft,
  understandings: readonly Understanding[],
  composition: Composition,
  logger: Logger,
): { answer: Answer; findings: readonly Finding[] } {
  const { citations: sources, understanding, papers, wording, catalog } = composition
  const { language } = understanding
  const labels = catalog.attributes.map((attribute) => attribute.name[language])
  const question = understandings.map(({ text }) => text).join('\n')
  const cells = draft.table?.rows.flat().filter((cell) => MARKER.test(cell)) ?? []
  const named = papersNamedIn([...draft.lines, ...cells].join('\n'), withOlder(papers))
  const allowed = { question, papers: named, labels }
  const findings = verifyAnswer(draft.lines, sources, allowed)
  const isSound = findings.length === 0 && verifyAnswer(cells, sources, allowed).length === 0
  if (findings.length > 0) {
    const places = findings.map(({ reason, line }) => `${reason} in line ${line}`)
    logger.warn('answer failed verification', { findings: places })
  }
  const lines = draft.lines.filter((_, i) => !findings.some((finding) => finding.line === i))
  const text = lines.join('\n')
  const common = { language, suggestions: draft.suggestions, ms: 0 }
  if (findings.length > 0 && !MARKER.test(text)) {
    const product = papers.find((p) => understanding.products.some((m) => m.paperId === p.id))?.product
    const nothing = { status: 'not_stated', basis: draft.basis, table: null, facts: [], citations: [] } as const
    const sentence = product === undefined ? wording.notFoundAnywhere : wording.notFound(product)
    return { findings, answer: { ...common, ...nothing, text: sentence } }
  }
  const shown = [text, ...(isSound ? cells : [])].join('\n')
  const isShown = (marker: number | null) => marker === null || shown.includes(`[${marker}]`)
  const facts = draft.facts.filter((fact) => isFactHeld(fact, sources) && isShown(fact.citation))
  const answer: Answer = {
    ...common,
    status: draft.status,
    basis: draft.basis,
    text,
    table: isSound ? draft.table : null,
    facts,
    citations: sources.citations.filter(({ marker }) => isShown(marker)),
  }
  const isProposed = facts.some(({ proposedBy }) => proposedBy !== undefined)
  return { findings, answer: isProposed ? withRemark(answer, sayProposed(language)) : answer }
}

const MARKER = /\[\d+\]/u
