import type { Understanding } from '../../src/answer/understand/understand.ts'
import { loadCatalog } from '../../src/knowledge/catalog.ts'
import type { Vocabulary } from '../../src/knowledge/vocabulary.ts'
import type { Logger } from '../../src/logger.ts'
import { LocalEmbeddings } from '../../src/models/local-embeddings.ts'
import type { OpenedEngine } from '../../src/open-engine.ts'
import type { FusionOptions } from '../../src/retrieval/fusion.ts'
import { createRetriever, type Retrieve } from '../../src/retrieval/retrieve.ts'
import type { KnowledgeStore, SearchScope } from '../../src/store/knowledge-store.ts'
import { KNOWLEDGE_DIR } from '../paths.ts'
import { createNames, type Names } from './names.ts'
import type { EvalQuestion, QuestionSet } from './question-set.ts'
import { type TemporaryIndex, type TemporaryOptions, withTemporaryIndex } from './temporary-index.ts'

/** The ways to search that are compared. A list with weight 0 adds nothing, and what only it holds has the score 0. */
const WAYS: Readonly<Record<string, FusionOptions>> = {
  lexical: { vectorWeight: 0 },
  vector: { lexicalWeight: 0 },
  fused: {},
}

/** So many passages are looked through for the right section: as many as the engine takes over several papers. */
const PASSAGES = 12

/** Rank of the right section by each way, counted in sections from 1; `null` where it was not found. */
export type Ranks = Readonly<Record<string, number | null>>

/** How a question that expects a section is served by retrieval alone. */
export interface RankedQuestion {
  readonly question: EvalQuestion
  /** Among the sections of the papers that the question is about. */
  readonly inside: Ranks
  /** Among the sections of all papers of the set. */
  readonly overall: Ranks
  /** Whether the engine searched for its answer, instead of looking a fact up. */
  readonly isSearched: boolean
  /** Whether it is in English and the section is in Japanese. */
  readonly isAcross: boolean
}

/** The questions of one set that expect a section, ranked. */
export interface RetrievalMeasurement {
  readonly set: QuestionSet
  readonly ranked: readonly RankedQuestion[]
  /** Questions whose section is not in the index: the paper or its outline is the fault there, not the search. */
  readonly unindexed: readonly EvalQuestion[]
}

/** Takes in the papers of a set and ranks the right section of each question that has one and that is let through. */
export async function measureRetrieval(
  set: QuestionSet,
  logger: Logger,
  isAsked: (question: EvalQuestion) => boolean,
  options: TemporaryOptions = {},
  ways: Readonly<Record<string, FusionOptions>> = WAYS,
): Promise<RetrievalMeasurement> {
  const work = async ({ engine }: TemporaryIndex) => {
    const names = createNames(set.documents, await engine.store.listPapers())
    const rank = await createRanker(engine, names, ways)
    const ranked: RankedQuestion[] = []
    const unindexed: EvalQuestion[] = []
    for (const question of set.questions.filter((one) => isAsked(one) && expectsSection(one))) {
      const one = await rank(question)
      if (one === undefined) unindexed.push(question)
      else ranked.push(one)
    }
    return { set, ranked, unindexed }
  }
  return withTemporaryIndex(set.papersDir, logger, work, options)
}

function expectsSection({ expect }: EvalQuestion): boolean {
  return expect.status === 'answered' && expect.sections.some((section) => !section.optional)
}

/** Makes a function that ranks the right sections of a question; `undefined` where the index has none of them. */
export async function createRanker(
  engine: OpenedEngine,
  names: Names,
  ways: Readonly<Record<string, FusionOptions>> = WAYS,
): Promise<(question: EvalQuestion) => Promise<RankedQuestion | undefined>> {
  const { vocabulary } = loadCatalog(KNOWLEDGE_DIR)
  const retrievers = createRetrievers(engine.store, vocabulary, ways)
  const sections = await readSections(engine.store, names)
  const productOf = new Map((await engine.store.listPapers()).map(({ id, product }) => [id, names.toProduct(product)]))
  return async (question) => {
    const right = sections.filter((section) => isExpected(section, question, names))
    if (right.length === 0) return undefined
    const { explanation } = await engine.explain({ text: question.question, turns: question.turns })
    const query = toQuery(explanation.understanding)
    const ids = new Set(right.map(({ id }) => id))
    const about = [...productOf].filter(([, product]) => question.products.includes(product)).map(([id]) => id)
    const inside = about.length > 0 ? { paperIds: about, limit: PASSAGES } : { limit: PASSAGES }
    return {
      question,
      inside: await rankAll(retrievers, query, inside, ids),
      overall: await rankAll(retrievers, query, { limit: PASSAGES }, ids),
      isSearched: explanation.evidence.length > 0,
      isAcross:
        question.lang === 'en' && right.some(({ body }) => /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(body)),
    }
  }
}

/** What the engine searches for: the question, and what it and the turns that it follows are about. */
function toQuery({ text, context }: Understanding): string {
  return [text, ...context.words].join(' ')
}

function createRetrievers(
  store: KnowledgeStore,
  vocabulary: Vocabulary,
  ways: Readonly<Record<string, FusionOptions>>,
): readonly (readonly [way: string, retrieve: Retrieve])[] {
  const embeddings = new LocalEmbeddings(vocabulary)
  return Object.entries(ways).map(([way, fusion]) => [way, createRetriever({ store, embeddings, vocabulary, fusion })])
}

interface NamedSection {
  readonly id: number
  readonly product: string
  readonly name: string
  readonly body: string
}

async function readSections(store: KnowledgeStore, names: Names): Promise<readonly NamedSection[]> {
  const sections: NamedSection[] = []
  for (const paper of await store.listPapers()) {
    const product = names.toProduct(paper.product)
    for (const section of await store.listSections(paper.id))
      sections.push({ id: section.id, product, name: names.ofSection(product, section), body: section.body })
  }
  return sections
}

function isExpected({ product, name }: NamedSection, { expect }: EvalQuestion, names: Names): boolean {
  return expect.sections.some(
    (wanted) =>
      !wanted.optional &&
      wanted.product === product &&
      [wanted.section, ...wanted.alt].some((one) => names.toSection(product, one) === name),
  )
}

async function rankAll(
  retrievers: ReturnType<typeof createRetrievers>,
  query: string,
  scope: SearchScope,
  right: ReadonlySet<number>,
): Promise<Ranks> {
  const ranks: Record<string, number | null> = {}
  for (const [way, retrieve] of retrievers) {
    const found = (await retrieve(query, scope)).filter(({ score }) => score > 0)
    ranks[way] = rankOf([...new Set(found.map(({ sectionId }) => sectionId))], right)
  }
  return ranks
}

function rankOf(sections: readonly number[], right: ReadonlySet<number>): number | null {
  const index = sections.findIndex((id) => right.has(id))
  return index < 0 ? null : index + 1
}

/** How often the right section is first and among the first five, in percent, and the mean of 1 / rank. */
export function scoreRanks(ranks: readonly (number | null)[]): {
  readonly hit1: number
  readonly hit5: number
  readonly mrr: number
} {
  const n = Math.max(1, ranks.length)
  const share = (limit: number) => (100 * ranks.filter((rank) => rank !== null && rank <= limit).length) / n
  const reciprocals = ranks.map((rank) => (rank === null ? 0 : 1 / rank))
  return { hit1: share(1), hit5: share(5), mrr: reciprocals.reduce((sum, one) => sum + one, 0) / n }
}
