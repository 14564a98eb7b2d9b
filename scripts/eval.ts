import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { UsageError } from '../src/errors.ts'
import type { Logger } from '../src/logger.ts'
import { checkFloors, floorsSchema } from './eval/floors.ts'
import { type Measurement, measure } from './eval/measure.ts'
import { countAnswers, formatMeasurement, formatTotal } from './eval/print.ts'
import { formatRetrieval, formatRetrievalTotal } from './eval/print-retrieval.ts'
import { formatTrace } from './eval/print-trace.ts'
import {
  DEFAULT_SET,
  type EvalQuestion,
  loadQuestionSet,
  loadQuestionSets,
  type QuestionSet,
  REPORT_DIR,
  readJson,
} from './eval/question-set.ts'
import { writeReport } from './eval/report.ts'
import { measureRetrieval, type RetrievalMeasurement } from './eval/retrieval.ts'
import type { TemporaryOptions } from './eval/temporary-index.ts'
import { traceQuestion } from './eval/trace.ts'
import { runCommand } from './run-command.ts'

const USAGE = `Usage:
  npm run eval                      asks all questions of all sets in test/eval; exits with 1 where a set is under its floor
  npm run eval -- --explain ID      one question from its words to the source: understood, found, answered, expected
  npm run eval -- --retrieval       how well words, vectors and both fused find the right section, without the rest

  --set     only this set: a folder with questions.jsonl, section-map.json and perhaps papers and facts.json, or a file
            of questions in such a folder; may be repeated
  --papers  the papers of the sets that have no folder papers
  --model   with the language model that OPENAI_ or AZURE_OPENAI_ variables name: each question costs a request or two
  --kind    only questions of this kind, without floors; may be repeated
  --store   embedded, or postgres: in databases that are made on the server of DATABASE_URL and dropped again
  --show    print so many failures, and lists as long
  --out     folder of the report; default .eval`

await runCommand(async ({ config, logger, argv }) => {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      set: { type: 'string', multiple: true, default: [] },
      papers: { type: 'string' },
      kind: { type: 'string', multiple: true, default: [] },
      show: { type: 'string', default: '0' },
      out: { type: 'string', default: REPORT_DIR },
      store: { type: 'string', default: 'embedded' },
      explain: { type: 'string' },
      model: { type: 'boolean', default: false },
      retrieval: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  if (!/^\d+$/u.test(values.show)) throw new UsageError(`--show takes a number, not ${values.show}`)
  if (values.explain !== undefined && values.retrieval) throw new UsageError('Either --explain or --retrieval.')
  const sets = loadSets(values.set, values.papers)
  if (values.explain !== undefined) return explain(sets, values.explain, logger)
  const isAsked = ({ kind }: EvalQuestion) => values.kind.length === 0 || values.kind.includes(kind)
  const show = Number(values.show)
  if (values.model && config.models === undefined) throw new UsageError('--model: no key is set, see .env.example.')
  const models = values.model ? config.models : undefined
  const serverUrl = values.store === 'postgres' ? config.databaseUrl : undefined
  if (values.store !== 'embedded' && serverUrl === undefined)
    throw new UsageError('--store takes embedded, or postgres with DATABASE_URL: a server where databases may be made.')
  if (values.retrieval) return compareRetrieval(sets, isAsked, show, { logger, serverUrl })
  const measured: Measurement[] = []
  for (const set of sets) measured.push(await measure(set, logger, isAsked, { models, serverUrl }))
  const floors = values.kind.length > 0 ? undefined : check(measured, values.set.length === 0)
  return report(measured, floors, show, values.out)
})

/** The sets that are named, or all of the project; those that are not complete yet are named on standard error. */
function loadSets(paths: readonly string[], papersDir: string | undefined): readonly QuestionSet[] {
  if (paths.length > 0) return paths.map((path) => loadQuestionSet(path, papersDir))
  const { sets, unread } = loadQuestionSets(DEFAULT_SET)
  for (const reason of unread) process.stderr.write(`left out: ${reason}\n`)
  return sets
}

async function explain(sets: readonly QuestionSet[], id: string, logger: Logger): Promise<number> {
  const found = sets.flatMap((set) =>
    set.questions.filter((one) => one.id === id).map((question) => ({ set, question })),
  )
  const [first, ...others] = found
  if (first === undefined) throw new UsageError(`${id}: no question of ${sets.map(({ name }) => name).join(', ')}.`)
  if (others.length > 0)
    throw new UsageError(
      `${id} is in ${found.map(({ set }) => set.name).join(' and ')}. Say with --set which is meant.`,
    )
  process.stdout.write(`${formatTrace(await traceQuestion(first.set, first.question, logger))}\n`)
  return 0
}

async function compareRetrieval(
  sets: readonly QuestionSet[],
  isAsked: (question: EvalQuestion) => boolean,
  show: number,
  { logger, ...options }: TemporaryOptions & { readonly logger: Logger },
): Promise<number> {
  const measured: RetrievalMeasurement[] = []
  for (const set of sets) measured.push(await measureRetrieval(set, logger, isAsked, options))
  const parts = measured.map((one) => formatRetrieval(one, show))
  if (measured.length > 1) parts.push(formatRetrievalTotal(measured))
  process.stdout.write(`${parts.join('\n\n')}\n`)
  return 0
}

type Check = ReturnType<typeof checkFloors>

function check(measured: readonly Measurement[], isEverySet: boolean): Check {
  const file = join(DEFAULT_SET, 'floors.json')
  const reached = measured.map(({ set, answers, refused }) => ({
    name: set.name,
    questions: answers.length,
    refused: refused.length,
    ...countAnswers(answers),
  }))
  return checkFloors(existsSync(file) ? readJson(file, floorsSchema) : {}, reached, isEverySet)
}

function report(measured: readonly Measurement[], floors: Check | undefined, show: number, dir: string): number {
  const tables = (failures: number) => [
    ...measured.map((one) => formatMeasurement(one, failures)),
    ...(measured.length > 1 ? [formatTotal(measured)] : []),
    ...(floors === undefined ? [] : [floors.lines.join('\n')]),
  ]
  const { summary, answers } = writeReport(dir, tables(0).join('\n\n'), measured)
  const written = [summary, answers].map((file) => relative(process.cwd(), file))
  process.stdout.write(`${tables(show).join('\n\n')}\n\nreport: ${written[0]}, every answer: ${written[1]}\n`)
  return (floors?.ok ?? true) ? 0 : 1
}
