import type { Answer } from '../../src/domain.ts'
import type { Explanation } from '../../src/engine.ts'
import { IndexError } from '../../src/errors.ts'
import { loadCatalog } from '../../src/knowledge/catalog.ts'
import type { Logger } from '../../src/logger.ts'
import type { KnowledgeStore } from '../../src/store/knowledge-store.ts'
import { KNOWLEDGE_DIR } from '../paths.ts'
import { type ExtractedFact, type FactScore, scoreFacts } from './facts.ts'
import { judge, type Verdict } from './judge.ts'
import { createNames, type Names } from './names.ts'
import { compareOutline, type OutlineDifference } from './outline.ts'
import type { EvalQuestion, QuestionSet } from './question-set.ts'
import { type TemporaryIndex, type TemporaryOptions, withTemporaryIndex } from './temporary-index.ts'

/** A question, what the engine said, and what is right about it. */
export interface JudgedAnswer {
  readonly question: EvalQuestion
  readonly answer: Answer
  readonly verdict: Verdict
  /** How a language model read the question; `undefined` where none was asked to. */
  readonly reading?: Explanation['reading']
}

/** Everything that is measured of one set. */
export interface Measurement {
  readonly set: QuestionSet
  readonly answers: readonly JudgedAnswer[]
  readonly outlines: readonly ({ readonly product: string } & OutlineDifference)[]
  /** `undefined` where nobody wrote down which facts the papers state. */
  readonly facts: FactScore | undefined
  /** Files that were not taken in, with the reason. */
  readonly refused: readonly string[]
  readonly ingestMs: number
}

/** Takes in the papers of a set, asks the questions that `isAsked` lets through, and judges all of it. */
export async function measure(
  set: QuestionSet,
  logger: Logger,
  isAsked: (question: EvalQuestion) => boolean,
  options: TemporaryOptions = {},
): Promise<Measurement> {
  const work = async ({ engine, report, ingestMs }: TemporaryIndex) => {
    const papers = await engine.store.listPapers()
    const refused = report.results.flatMap((result) => (result.status === 'failed' ? [result.error.message] : []))
    if (papers.length === 0) throw new IndexError('INDEX_MISSING', `No paper was taken in: ${refused.join('; ')}`)
    const names = createNames(set.documents, papers)
    const answers: JudgedAnswer[] = []
    for (const question of set.questions.filter(isAsked)) {
      const { answer, explanation } = await engine.explain({ text: question.question, turns: question.turns })
      answers.push({ question, answer, verdict: judge(question, answer, names), reading: explanation.reading })
    }
    const outlines = await measureOutlines(set, engine.store, names)
    return { set, answers, outlines, facts: await measureFacts(set, engine.store, names), refused, ingestMs }
  }
  return withTemporaryIndex(set.papersDir, logger, work, options)
}

async function measureOutlines(
  set: QuestionSet,
  store: KnowledgeStore,
  names: Names,
): Promise<Measurement['outlines']> {
  const papers = await store.listPapers()
  return Promise.all(
    set.documents.map(async ({ product, sections }) => {
      const paper = papers.find((one) => names.toProduct(one.product) === product)
      return { product, ...compareOutline(sections, paper ? await store.listSections(paper.id) : []) }
    }),
  )
}

async function measureFacts(set: QuestionSet, store: KnowledgeStore, names: Names): Promise<FactScore | undefined> {
  if (set.facts === undefined) return undefined
  const catalog = loadCatalog(KNOWLEDGE_DIR)
  const extracted: ExtractedFact[] = []
  for (const paper of await store.listPapers()) {
    const product = names.toProduct(paper.product)
    const sections = new Map((await store.listSections(paper.id)).map((section) => [section.id, section]))
    for (const fact of await store.findFacts({ paperIds: [paper.id] })) {
      const section = sections.get(fact.sectionId)
      extracted.push({ ...fact, product, section: section ? names.ofSection(product, section) : '' })
    }
  }
  return scoreFacts(set.facts, extracted, names, (id) => catalog.find(id) !== undefined)
}
