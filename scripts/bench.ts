import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { UsageError } from '../src/errors.ts'
import { loadCatalog } from '../src/knowledge/catalog.ts'
import type { Logger } from '../src/logger.ts'
import { LocalEmbeddings } from '../src/models/local-embeddings.ts'
import type { StoredPaper } from '../src/store/knowledge-store.ts'
import { measureAnswers, measureRetrieval, type ScopedQuery } from './bench/measure-answers.ts'
import { measureClaims } from './bench/measure-claims.ts'
import { measureColdStart } from './bench/measure-cold-start.ts'
import { measureIngest } from './bench/measure-ingest.ts'
import { measureLoad } from './bench/measure-load.ts'
import { type BenchResult, formatBench } from './bench/report.ts'
import { measureScale, PASSAGES_A_PAPER, type ScaleResult } from './bench/scale/measure-scale.ts'
import { formatScale } from './bench/scale/report.ts'
import { measureStores } from './bench/store/measure-stores.ts'
import { formatStores } from './bench/store/report.ts'
import { DEFAULT_SET, type EvalQuestion, loadQuestions } from './eval/question-set.ts'
import { withTemporaryIndex } from './eval/temporary-index.ts'
import { KNOWLEDGE_DIR } from './paths.ts'
import { runCommand } from './run-command.ts'

const USAGE = `Usage: npm run bench -- [--papers DIR] [--questions FILE]
       npm run bench -- --scale [--passages N]
       npm run bench -- --store postgres [--passages N]
  --papers     the papers that are taken in; default test/eval/papers
  --questions  the questions that are asked, one JSON a line; default test/eval/questions.jsonl
  --scale      invented papers, more and more of them, beside other search engines
  --store      invented papers in the embedded index and in a database of its own on the server of DATABASE_URL
  --passages   how many passages there are in the end, about; default 100000`

await runCommand(async ({ config, logger, argv }) => {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      papers: { type: 'string', default: join(DEFAULT_SET, 'papers') },
      questions: { type: 'string', default: join(DEFAULT_SET, 'questions.jsonl') },
      scale: { type: 'boolean', default: false },
      store: { type: 'string' },
      passages: { type: 'string', default: '100000' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  if (values.scale) {
    process.stdout.write(`${await benchScale(values.passages)}\n`)
    return 0
  }
  if (values.store !== undefined) {
    if (values.store !== 'postgres' || config.databaseUrl === undefined)
      throw new UsageError('--store takes postgres, with DATABASE_URL: a server where databases may be made.')
    const papers = Math.max(1, Math.round(readPassages(values.passages) / PASSAGES_A_PAPER))
    const result = await measureStores(papers, config.databaseUrl, logger, tell)
    process.stdout.write(`${formatStores(result)}\n`)
    return 0
  }
  const questions = loadQuestions(values.questions)
  const [first] = questions
  if (first === undefined) throw new UsageError(`${values.questions} holds no question.`)
  process.stdout.write(`${formatBench(await bench(values.papers, questions, first, logger))}\n`)
  return 0
})

/** Each size is ten times the one before. */
async function benchScale(passages: string): Promise<string> {
  const most = readPassages(passages)
  const sizes = [1000, 100, 10, 1].map((part) => Math.max(1, Math.round(most / part / PASSAGES_A_PAPER)))
  const results: ScaleResult[] = []
  for (const papers of new Set(sizes)) results.push(await measureScale(papers, tell))
  return formatScale(results)
}

function readPassages(words: string): number {
  const passages = Number(words)
  if (!Number.isInteger(passages) || passages < PASSAGES_A_PAPER)
    throw new UsageError(`--passages ${words}: write a whole number from ${PASSAGES_A_PAPER}.`)
  return passages
}

function tell(step: string): void {
  process.stderr.write(`${step}\n`)
}

async function bench(
  papersDir: string,
  questions: readonly EvalQuestion[],
  first: EvalQuestion,
  logger: Logger,
): Promise<BenchResult> {
  const ingest = await measureIngest(papersDir, logger)
  const catalog = loadCatalog(KNOWLEDGE_DIR)
  const { vocabulary } = catalog
  return withTemporaryIndex(papersDir, logger, async ({ engine: { store, ask }, indexDir }) => {
    const papers = await store.listPapers()
    const asked = questions.map(({ question, turns }) => ({ text: question, turns }))
    const answers = await measureAnswers(ask, asked)
    const queries = questions.map((question) => toScopedQuery(question, papers))
    const embeddings = new LocalEmbeddings(vocabulary)
    const retrieval = await measureRetrieval({ store, vocabulary, embeddings }, queries)
    const claims = await measureClaims({ store, catalog, embeddings, logger }, asked)
    const coldStart = measureColdStart(indexDir, first.question)
    const load = measureLoad(indexDir, first.question)
    return { questions: questions.length, answers, claims, retrieval, ingest, coldStart, load }
  })
}

/** A question about one product is searched in its paper, any other in all of them. */
function toScopedQuery({ question, products }: EvalQuestion, papers: readonly StoredPaper[]): ScopedQuery {
  const paper = papers.find(({ product, variants, aliases }) =>
    [product, ...variants, ...aliases].some((name) => products.includes(name)),
  )
  return { text: question, paperIds: products.length === 1 && paper ? [paper.id] : undefined }
}
