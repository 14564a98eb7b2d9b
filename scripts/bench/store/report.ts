import { cpus } from 'node:os'
import { type Cell, formatTable } from '../../format-table.ts'
import { toSpread } from '../samples.ts'
import { QUESTION_KINDS } from '../scale/ask-about.ts'
import type { Searched } from '../scale/jobs.ts'
import { recallOf } from '../scale/measure-scale.ts'
import type { StoreScale, StoresResult } from './measure-stores.ts'

/** What has to hold with a database at 100,000 passages on two cores: issue 7. */
const BARS = { answerMs: 150, recall: 0.97, points: 0.5 } as const

/** The bars, then both stores side by side. */
export function formatStores(result: StoresResult): string {
  return [
    `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), node ${process.version}, ${process.platform} ${process.arch}`,
    '',
    formatBars(result),
    '',
    formatSideBySide(result),
  ].join('\n')
}

function formatBars(result: StoresResult): string {
  const { papers, passages, postgres, embedded, truth, evaluated } = result
  const points = 100 * Math.abs((postgres.passed - embedded.passed) / Math.max(1, evaluated))
  const rows: readonly (readonly [string, number, string, boolean])[] = [
    [
      'answer p99, ms',
      p99(postgres.asked.answers),
      `<= ${BARS.answerMs}`,
      p99(postgres.asked.answers) <= BARS.answerMs,
    ],
    ...[
      ['recall@10, all papers', recallOf(postgres.asked.vectors, truth.all)] as const,
      ['recall@10, one product', recallOf(postgres.asked.within, truth.within)] as const,
    ].map(([name, recall]) => [name, recall, `>= ${BARS.recall}`, recall >= BARS.recall] as const),
    ['evaluation, points apart', points, `<= ${BARS.points}`, points <= BARS.points],
    ['false answers', postgres.falseAnswers, '0', postgres.falseAnswers === 0],
  ]
  return formatTable(
    [`${papers} papers, ${passages} passages`, 'measured', 'bar', 'holds'],
    rows.map(([name, value, bar, holds]) => [name, toNumber(value), bar, holds ? 'yes' : 'NO']),
  )
}

function formatSideBySide(result: StoresResult): string {
  const { embedded, postgres, truth, evaluated, copyMs, graphMs } = result
  const both = (name: string, of: (store: StoreScale) => string): Cell[] => [name, of(embedded), of(postgres)]
  const searches = (name: string, of: (store: StoreScale) => Searched) =>
    both(`${name}: p50 / p99 ms`, (store) => spread(of(store).searchMs))
  return formatTable(
    ['', 'embedded', 'postgres'],
    [
      both('answers: p50 / p99 ms', ({ asked }) => spread(asked.answers.map(({ ms }) => ms))),
      ...QUESTION_KINDS.map((kind) =>
        both(`  ${kind}: p50 / p99 ms`, ({ asked }) =>
          spread(asked.answers.filter((answer) => answer.kind === kind).map(({ ms }) => ms)),
        ),
      ),
      searches('words', ({ asked }) => asked.words),
      searches('vectors', ({ asked }) => asked.vectors),
      searches('vectors, one product', ({ asked }) => asked.within),
      searches('fused', ({ asked }) => asked.fused),
      both('right section among ten', ({ asked }) => `${asked.fused.found} of ${asked.fused.searchMs.length}`),
      both('recall@10, all papers', ({ asked }) => recallOf(asked.vectors, truth.all).toFixed(3)),
      both('recall@10, one product', ({ asked }) => recallOf(asked.within, truth.within).toFixed(3)),
      both('MB resident', ({ asked }) => toNumber(asked.residentBytes / 1e6)),
      both('evaluation, % passed', ({ passed }) => ((100 * passed) / Math.max(1, evaluated)).toFixed(1)),
      ['copy, s', '', toNumber(copyMs / 1000)],
      ['graph after the copy, s', '', toNumber(graphMs / 1000)],
    ],
  )
}

function p99(answers: readonly { readonly ms: number }[]): number {
  return toSpread(answers.map(({ ms }) => ms)).p99
}

function spread(times: readonly number[]): string {
  const { p50, p99 } = toSpread(times)
  return `${toNumber(p50)} / ${toNumber(p99)}`
}

function toNumber(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
