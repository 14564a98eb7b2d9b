import { formatAnswer } from '../print-answer.ts'
import { formatExplanation } from '../print-explanation.ts'
import { describeExpectation, describeFaults } from './print.ts'
import { describeRanks } from './print-retrieval.ts'
import type { Trace, TracedFact, TracedSource } from './trace.ts'

/** Most facts and sections of one list that fit on a screen. */
const MAX_LISTED = 6
const MAX_SOURCES = 4
/** Lines of a section: around its quote, and from its beginning. */
const MAX_LINES = 7
const MAX_FIRST_LINES = 2

/** One question on one screen: what was understood, found, answered, expected, and the source. */
export function formatTrace({ setName, judged, explanation, asked, nearby, ranked, sources }: Trace): string {
  const { question, answer, verdict } = judged
  const faults = describeFaults(judged)
  return [
    `== ${setName} ${question.id} [${question.kind}, ${question.lang}] ${verdict.pass ? 'passes' : 'FAILS'}`,
    ...question.turns.map((turn) => `before     ${turn}`),
    `question   ${question.question}`,
    formatExplanation(explanation),
    `--- facts of what was understood (* in the answer)`,
    ...formatFacts(asked),
    ...(nearby.length > 0 ? ['--- other facts with the expected quote', ...formatFacts(nearby)] : []),
    `--- rank of the right section by search alone${explanation.evidence.length > 0 ? '' : ' (the engine did not search)'}`,
    ...(ranked === undefined
      ? ['no section is expected, or the index has none of them']
      : [`in its papers  ${describeRanks(ranked.inside)}`, `in all papers  ${describeRanks(ranked.overall)}`]),
    `--- answer (${answer.status}, ${answer.basis ?? 'no basis'})`,
    formatAnswer({ ...answer, suggestions: [] }),
    '--- expected',
    describeExpectation(question),
    ...(question.reference ? [`for example ${question.reference}`] : []),
    '--- verdict',
    verdict.pass ? 'nothing is wrong' : faults.join('\n'),
    '--- source',
    ...sources.slice(0, MAX_SOURCES).flatMap(formatSource),
    ...(sources.length > MAX_SOURCES ? [`… and ${sources.length - MAX_SOURCES} more sections`] : []),
  ].join('\n')
}

function formatFacts(facts: readonly TracedFact[]): readonly string[] {
  const sorted = [...facts].sort((a, b) => Number(b.isChosen) - Number(a.isChosen))
  const lines = sorted.map(({ isChosen, product, variant, attribute, qualifier, value, section, quote }) => {
    const what = [product, variant, attribute, qualifier].filter((part) => part !== null).join(' / ')
    return `${isChosen ? '*' : ' '} ${what}: ${toLine(value, 40)}  §${section}「${toLine(quote, 60)}」`
  })
  return lines.length === 0 ? ['none'] : limit(lines, MAX_LISTED)
}

function formatSource({ label, state, text, holdsQuote }: TracedSource): readonly string[] {
  const remark = holdsQuote === false && text !== '' ? ' (its beginning: the quote is not in it)' : ''
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return [
    `[${state}] ${label}${remark}`,
    ...limit(
      lines.map((line) => `    ${line.trim()}`),
      holdsQuote ? MAX_LINES : MAX_FIRST_LINES,
    ),
  ]
}

function limit(lines: readonly string[], most: number): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most), `    … and ${lines.length - most} more`]
}

function toLine(text: string, most: number): string {
  const line = text.replace(/\s+/gu, ' ')
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}
