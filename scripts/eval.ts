import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { UsageError } from '../src/errors.ts'
import { checkFloors, floorsSchema } from './eval/floors.ts'
import { type Measurement, measure } from './eval/measure.ts'
import { countAnswers, formatAnswers, formatMeasurement } from './eval/print.ts'
import { DEFAULT_SET, loadQuestionSet, readJson } from './eval/question-set.ts'
import { runCommand } from './run-command.ts'

const USAGE = `Usage: npm run eval -- [--set DIR ...] [--papers DIR] [--kind K ...] [--show N] [--out FILE] [--check]
  --set     a folder with questions.jsonl, section-map.json and perhaps papers and facts.json, or a file of questions
            in such a folder; default test/eval
  --papers  the papers of the sets that have no folder papers
  --kind    only questions of this kind
  --show    print so many failures, and lists as long
  --out     write every answer with its verdict there, one JSON a line
  --check   exit with 1 where a set is under its floor in test/eval/floors.json`

await runCommand(async ({ logger, argv }) => {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      set: { type: 'string', multiple: true, default: [DEFAULT_SET] },
      papers: { type: 'string' },
      kind: { type: 'string', multiple: true, default: [] },
      show: { type: 'string', default: '0' },
      out: { type: 'string' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  if (!/^\d+$/u.test(values.show)) throw new UsageError(`--show takes a number, not ${values.show}`)
  if (values.check && values.kind.length > 0) throw new UsageError('Floors are for whole sets: --check without --kind.')
  const sets = values.set.map((path) => loadQuestionSet(path, values.papers))
  const measured: Measurement[] = []
  for (const set of sets) {
    measured.push(await measure(set, logger, ({ kind }) => values.kind.length === 0 || values.kind.includes(kind)))
  }
  for (const one of measured) process.stdout.write(`${formatMeasurement(one, Number(values.show))}\n\n`)
  if (measured.length > 1)
    process.stdout.write(`== all sets\n\n${formatAnswers(measured.flatMap((one) => one.answers))}\n\n`)
  if (values.out !== undefined) writeFileSync(values.out, toLines(measured))
  const isComplete = measured.every((one) => one.refused.length === 0)
  return (values.check ? check(measured) : true) && isComplete ? 0 : 1
})

function check(measured: readonly Measurement[]): boolean {
  const file = join(DEFAULT_SET, 'floors.json')
  const floors = existsSync(file) ? readJson(file, floorsSchema) : {}
  const { ok, lines } = checkFloors(
    floors,
    measured.map(({ set, answers }) => ({ name: set.name, questions: answers.length, ...countAnswers(answers) })),
  )
  process.stdout.write(`${lines.join('\n')}\n`)
  return ok
}

function toLines(measured: readonly Measurement[]): string {
  const lines = measured.flatMap(({ set, answers }) =>
    answers.map(({ question, answer, verdict }) =>
      JSON.stringify({ set: set.name, id: question.id, kind: question.kind, ...verdict, question, answer }),
    ),
  )
  return `${lines.join('\n')}\n`
}
