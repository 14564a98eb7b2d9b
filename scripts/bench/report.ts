import { cpus } from 'node:os'
import { formatTable } from '../format-table.ts'
import type { AnswerTimes } from './measure-answers.ts'
import type { IngestTimes } from './measure-ingest.ts'
import type { LoadResult } from './measure-load.ts'
import { toSpread } from './samples.ts'

/** Everything that one run measured, in milliseconds. */
export interface BenchResult {
  readonly questions: number
  readonly answers: AnswerTimes
  /** Checking what a model says, an answer. */
  readonly claims: readonly number[]
  readonly retrieval: Readonly<Record<'lexical' | 'vector' | 'fused', readonly number[]>>
  readonly ingest: IngestTimes
  readonly coldStart: readonly number[]
  /** Mentions in the fake Slack, by the way that they came in. */
  readonly load: Readonly<Record<'socket' | 'http', LoadResult>> | undefined
}

/** What each measure should stay under, in milliseconds: design section 8, issues 2 and 6. */
const TARGETS = { p50: 5, p99: 25, claims: 10, ingest: 2000, ingestPaper: 150, unchanged: 200, cold: 1500, ack: 1000 }

/** The machine, each measure beside its target, and what belongs side by side. */
export function formatBench(result: BenchResult): string {
  const { retrieval, answers } = result
  const byBasis = [...answers.byBasis].sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), node ${process.version}, ${process.platform} ${process.arch}`,
    `${result.ingest.papers} papers, ${result.questions} questions, each ${answers.all.length / Math.max(1, result.questions)} times after a warm-up`,
    '',
    formatTargets(result),
    '',
    formatSideBySide('retrieval', [
      ['lexical', retrieval.lexical],
      ['vector', retrieval.vector],
      ['fused', retrieval.fused],
    ]),
    '',
    formatSideBySide('answer from', byBasis),
    ...(result.load ? ['', ...formatLoad(result.load)] : []),
  ].join('\n')
}

function formatLoad({ socket, http }: NonNullable<BenchResult['load']>): readonly string[] {
  const toMb = (bytes: number) => (bytes / 1024 / 1024).toFixed(0)
  const rows = Object.entries({ 'Socket Mode': socket, HTTP: http }).map(([name, result]) => [
    name,
    `${result.answeredOnce} of ${result.asked}`,
    result.answeredTwice,
    result.allMs.toFixed(0),
    toMb(result.residentBefore),
    toMb(result.residentHighest),
  ])
  return [
    formatSideBySide(`mention to acknowledgement (target p99 <= ${TARGETS.ack})`, [
      ['Socket Mode', socket.acks],
      ['HTTP', http.acks],
    ]),
    '',
    formatTable(['mentions of 2 s', 'answered once', 'twice', 'until the last, ms', 'MB before', 'MB highest'], rows),
  ]
}

function formatTargets({ answers, claims, ingest, coldStart }: BenchResult): string {
  const all = toSpread(answers.all)
  const warmUp = toSpread(answers.first)
  const fresh = toSpread(ingest.warm)
  const papers = Math.max(1, ingest.papers)
  const cold = toSpread(coldStart)
  const rows: readonly (readonly [string, number, number | undefined])[] = [
    ['answer p50', all.p50, TARGETS.p50],
    ['answer p90', all.p90, undefined],
    ['answer p99', all.p99, TARGETS.p99],
    ['answer max', all.max, undefined],
    ['answer p50 in the warm-up', warmUp.p50, undefined],
    ['answer max in the warm-up', warmUp.max, undefined],
    ["checking a model's claims, p50", toSpread(claims).p50, undefined],
    ["checking a model's claims, p99", toSpread(claims).p99, TARGETS.claims],
    ['ingest from empty, first in the process', ingest.first, TARGETS.ingest],
    ['  a paper', ingest.first / papers, TARGETS.ingestPaper],
    ['ingest from empty, warm', fresh.p50, TARGETS.ingest],
    ['  a paper', fresh.p50 / papers, TARGETS.ingestPaper],
    ['ingest unchanged', toSpread(ingest.unchanged).p50, TARGETS.unchanged],
    ['npm run ask, cold, best', Math.min(...coldStart), TARGETS.cold],
    ['npm run ask, cold, median', cold.p50, TARGETS.cold],
  ]
  return formatTable(
    ['ms', 'measured', 'target', 'of target'],
    rows.map(([name, ms, target]) => [
      name,
      toMs(ms),
      target === undefined ? '' : `<= ${target}`,
      target === undefined ? '' : `${((100 * ms) / target).toFixed(0)} %`,
    ]),
  )
}

/** The first row is what the others are compared with. */
function formatSideBySide(title: string, rows: readonly (readonly [string, readonly number[]])[]): string {
  const spreads = rows.map(([name, samples]) => ({ name, spread: toSpread(samples) }))
  const base = spreads[0]?.spread
  const ratio = (value: number, of: number | undefined) =>
    of === undefined || of === 0 ? '-' : `${(value / of).toFixed(2)}x`
  return formatTable(
    [title, 'n', 'p50', 'p90', 'p99', 'max', 'p50 ratio', 'p99 ratio'],
    spreads.map(({ name, spread }) => [
      name,
      spread.count,
      ...[spread.p50, spread.p90, spread.p99, spread.max].map(toMs),
      ratio(spread.p50, base?.p50),
      ratio(spread.p99, base?.p99),
    ]),
  )
}

function toMs(ms: number): string {
  return ms.toFixed(ms < 100 ? 2 : 0)
}
