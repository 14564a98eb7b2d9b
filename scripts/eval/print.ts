import { type Cell, formatTable, toPercent } from '../format-table.ts'
import type { FactScore, GradeCounts } from './facts.ts'
import type { JudgedAnswer, Measurement } from './measure.ts'
import type { EvalQuestion } from './question-set.ts'

/** Lines of a long list that are printed without `--show`. */
const SHORT_LIST = 10

/** A measurement as a person reads it; the first `show` failures follow the tables. */
export function formatMeasurement(measurement: Measurement, show: number): string {
  const { set, answers, outlines, facts, refused, ingestMs } = measurement
  const parts = [
    `== ${set.name}: ${outlines.length} papers, ${answers.length} questions, ingest ${Math.round(ingestMs)} ms`,
    ...refused.map((reason) => `not taken in: ${reason}`),
    formatAnswers(answers),
    formatOutlines(outlines, show),
    ...(facts === undefined ? [] : [formatFacts(facts, show)]),
    ...answers
      .filter(({ verdict }) => !verdict.pass)
      .slice(0, show)
      .map(formatFailure),
  ]
  return parts.join('\n\n')
}

/** How many of some answers pass, and how many say something false. */
export function countAnswers(answers: readonly JudgedAnswer[]): {
  readonly passed: number
  readonly falseAnswers: number
} {
  return {
    passed: answers.filter(({ verdict }) => verdict.pass).length,
    falseAnswers: answers.filter(({ verdict }) => verdict.forbidden.length > 0).length,
  }
}

/** All measurements in one table: by set, by kind, by language. */
export function formatTotal(measured: readonly Measurement[]): string {
  const sets = measured.map(({ set, answers }) => toRow(set.name, answers))
  return `== all sets\n\n${formatAnswers(
    measured.flatMap(({ answers }) => answers),
    sets,
  )}`
}

/** The table by kind, then by language, then in all; `first` are rows above them. */
function formatAnswers(answers: readonly JudgedAnswer[], first: readonly (readonly Cell[])[] = []): string {
  const groups = (keyOf: (one: JudgedAnswer) => string) =>
    [...new Set(answers.map(keyOf))].map((key) =>
      toRow(
        key,
        answers.filter((one) => keyOf(one) === key),
      ),
    )
  const worded = answers.filter(({ answer }) => answer.basis === 'model').length
  const table = formatTable(
    ['', 'n', 'pass', 'text', 'status', 'cited', 'stray', 'false'],
    [
      ...first,
      ...groups(({ question }) => question.kind),
      ...groups(({ question }) => `[${question.lang}]`),
      toRow('all', answers),
    ],
  )
  const read = answers.flatMap(({ reading }) => reading ?? [])
  const used = read.filter(({ outcome }) => outcome === 'used').length
  const said = `read by a model: ${read.length}, and taken over: ${used}`
  return worded + read.length === 0 ? table : `${table}\nin a model's words: ${worded} of ${answers.length}; ${said}`
}

function toRow(name: string, answers: readonly JudgedAnswer[]): Cell[] {
  const { passed, falseAnswers } = countAnswers(answers)
  const share = (isRight: (one: JudgedAnswer) => boolean) => toPercent(answers.filter(isRight).length, answers.length)
  return [
    name,
    answers.length,
    toPercent(passed, answers.length),
    share(({ verdict }) => verdict.textOk),
    share(({ verdict }) => verdict.statusOk),
    share(({ verdict }) => verdict.citedOk),
    answers.filter(({ verdict }) => verdict.stray.length > 0).length,
    falseAnswers,
  ]
}

function formatOutlines(outlines: Measurement['outlines'], show: number): string {
  const rows = outlines.map((one) => [
    one.product,
    one.expected,
    one.found,
    one.missing,
    one.extra,
    one.problems.length,
  ])
  const header = ['outline', 'expected', 'found', 'missing', 'extra', 'differences']
  const problems = outlines.flatMap((one) => one.problems.map((problem) => `${one.product}: ${problem}`))
  return [formatTable(header, rows), ...toList(problems, show)].join('\n')
}

function formatFacts(facts: FactScore, show: number): string {
  const { stated, found, misses, all, numbers, elsewhere, wrong, unknownIds } = facts
  const lost = [...unknownIds.values()].reduce((sum, count) => sum + count, 0)
  return [
    `facts found   ${found} of ${stated} stated with a number or date (${toPercent(found, stated)} %), value and section right`,
    ...(lost === 0
      ? []
      : [
          `              ${found} of ${stated + lost} (${toPercent(found, stated + lost)} %) with those whose id the catalogue does not have:`,
        ]),
    ...[...unknownIds].map(([id, count]) => `  no such id  ${id} (${count})`),
    ...toList(
      misses.map((line) => `missed      ${line}`),
      show,
    ),
    formatTable(
      ['facts extracted', 'n', 'right', 'elsewhere', 'wrong', 'right %', 'value right %'],
      [toGradeRow('all', all), toGradeRow('numbers and dates', numbers)],
    ),
    ...toList([...wrong.map((line) => `wrong       ${line}`), ...elsewhere.map((line) => `elsewhere   ${line}`)], show),
  ].join('\n')
}

function toGradeRow(name: string, { right, elsewhere, wrong }: GradeCounts): Cell[] {
  const n = right + elsewhere + wrong
  return [name, n, right, elsewhere, wrong, toPercent(right, n), toPercent(right + elsewhere, n)]
}

function toList(lines: readonly string[], show: number): string[] {
  const limit = Math.max(show, SHORT_LIST)
  const rest = lines.length - limit
  return [
    ...lines.slice(0, limit).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  … and ${rest} more (--show ${lines.length})`] : []),
  ]
}

/** A question that failed, with what was expected and what is wrong. */
export function formatFailure(judged: JudgedAnswer): string {
  const { question, answer } = judged
  return [
    `${question.id} [${question.kind}] ${[...question.turns, question.question].join(' / ')}`,
    `  expected  ${describeExpectation(question)}`,
    `  got       ${answer.status}/${answer.basis}  ${answer.text.replace(/\s*\n\s*/gu, ' ⏎ ').slice(0, 400)}`,
    `  cited     ${answer.citations.map((one) => `${one.product} §${one.section}`).join(', ') || '-'}`,
    `  why       ${describeFaults(judged).join('; ')}`,
  ].join('\n')
}

/** The status, the sections and the quote that a question expects, in one line. */
export function describeExpectation({ expect, quote }: EvalQuestion): string {
  const sections = expect.sections.map((one) => `${one.product} §${one.section}${one.optional ? ' (optional)' : ''}`)
  const status = (expect.status_any ?? [expect.status]).join('|')
  return `${status}  ${sections.join(', ') || '-'}${quote ? `  「${quote}」` : ''}`
}

/** What is wrong with an answer; nothing where it passes. */
export function describeFaults({ answer, verdict }: JudgedAnswer): readonly string[] {
  return [
    ...verdict.missing.map((pattern) => `missing /${pattern.slice(0, 120)}/`),
    ...verdict.forbidden.map((pattern) => `false /${pattern.slice(0, 120)}/`),
    ...(verdict.statusOk ? [] : [`status ${answer.status}`]),
    ...verdict.uncited.map((section) => `not cited: ${section}`),
    ...verdict.stray.map((product) => `stray: ${product}`),
  ]
}
