import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyKnowledge } from '../../../src/copy-knowledge.ts'
import type { Logger } from '../../../src/logger.ts'
import { openBase, openModels } from '../../../src/open-engine.ts'
import { openDatabase } from '../../../src/store/postgres/database.ts'
import { measure } from '../../eval/measure.ts'
import { countAnswers } from '../../eval/print.ts'
import { DEFAULT_SET, loadQuestionSets } from '../../eval/question-set.ts'
import { withTemporaryDatabase } from '../../eval/temporary-database.ts'
import { KNOWLEDGE_DIR } from '../../paths.ts'
import { timed } from '../samples.ts'
import { askForSections, askQuestions } from '../scale/ask-about.ts'
import { type ResultOf, runJob } from '../scale/jobs.ts'
import { writeInvented } from '../scale/write-invented.ts'

/** One kind of store over the same papers with the same questions. */
export interface StoreScale {
  readonly asked: ResultOf<'ask'>
  /** Questions of the evaluation that were answered as expected, and false claims. */
  readonly passed: number
  readonly falseAnswers: number
}

/** Both kinds of stores. */
export interface StoresResult {
  readonly papers: number
  readonly passages: number
  readonly evaluated: number
  readonly copyMs: number
  /** Building the graph of the database after the copy. */
  readonly graphMs: number
  readonly embedded: StoreScale
  readonly postgres: StoreScale
  readonly truth: ResultOf<'scan'>
}

const QUESTIONS = 400
const QUERIES = 200

/** Makes papers, takes them into the embedded index, copies that to a database of its own and asks both. */
export async function measureStores(
  papers: number,
  serverUrl: string,
  logger: Logger,
  onStep: (step: string) => void,
): Promise<StoresResult> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-stores-'))
  try {
    const { known, folder } = await writeInvented(dir, papers)
    const [queries, questions] = [[...askForSections(known, QUERIES)], [...askQuestions(known, QUESTIONS)]]
    const indexDir = join(dir, 'index')
    onStep(`${papers} papers: ingest`)
    await runJob({ job: 'ingest', indexDir, paths: [folder] })
    onStep('questions to the embedded store')
    const embedded = await runJob({ job: 'ask', indexDir, questions, queries })
    onStep('exact scan')
    const truth = await runJob({ job: 'scan', indexDir, queries })
    const place = { knowledgeDir: KNOWLEDGE_DIR, indexDir, logger }
    const { identity } = openModels(place).embeddings
    const ofDatabase = await withTemporaryDatabase(serverUrl, identity, logger, async (databaseUrl) => {
      onStep('copy to the database')
      const copied = await copyToDatabase({ ...place, databaseUrl })
      onStep('questions to the database')
      const asked = await runJob({ job: 'ask', indexDir, databaseUrl, questions, queries })
      return { ...copied, asked }
    })
    onStep('evaluation with both')
    const [own, shared] = [await evaluate(logger), await evaluate(logger, serverUrl)]
    return {
      papers,
      ...ofDatabase,
      evaluated: own.evaluated,
      embedded: { asked: embedded, ...own },
      postgres: { asked: ofDatabase.asked, ...shared },
      truth,
    }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** As an owner would do it: the graph is built at the end, once and not row by row. */
async function copyToDatabase(options: Parameters<typeof openBase>[0] & { readonly databaseUrl: string }) {
  const models = openModels(options)
  const embedded = await openBase({ ...options, databaseUrl: undefined }, models)
  const base = await openBase(options, models)
  const database = openDatabase({ url: options.databaseUrl, logger: options.logger, statementTimeoutMs: 0 })
  try {
    const [graph] = await database.read<{ definition: string }>(
      "SELECT indexdef AS definition FROM pg_indexes WHERE indexname = 'vectors_graph'",
    )
    await database.write('DROP INDEX vectors_graph')
    const [source, target] = [await embedded.open('read'), await base.open('write')]
    const { ms: copyMs, value } = await timed(() => copyKnowledge(source, target))
    await source.close()
    const { ms: graphMs } = await timed(() => database.write(graph?.definition ?? ''))
    await database.write('ANALYZE')
    return { copyMs, graphMs, passages: value.reduce((sum, { passages }) => sum + passages, 0) }
  } finally {
    await Promise.all([embedded.close(), base.close(), database.close()])
  }
}

async function evaluate(logger: Logger, serverUrl?: string) {
  let [evaluated, passed, falseAnswers] = [0, 0, 0]
  for (const set of loadQuestionSets(DEFAULT_SET).sets) {
    const { answers } = await measure(set, logger, () => true, { serverUrl })
    const counts = countAnswers(answers)
    evaluated += answers.length
    passed += counts.passed
    falseAnswers += counts.falseAnswers
  }
  return { evaluated, passed, falseAnswers }
}
