import { cpus } from 'node:os'
import { type Cell, formatTable } from '../../format-table.ts'
import { toSpread } from '../samples.ts'
import { QUESTION_KINDS } from './ask-about.ts'
import { PEERS } from './jobs.ts'
import { type EngineScale, recallOf, type ScaleResult } from './measure-scale.ts'

/** What has to hold at 100,000 passages on two cores: issue 5 and design section 8. */
const BARS = {
  answerMs: 50,
  startMs: 3000,
  residentMb: 1536,
  addMs: 1000,
  unchangedMs: 10_000,
  recall: 0.98,
} as const

/** The bars at the largest size, each measure beside the peers, and how each grows. */
export function formatScale(results: readonly ScaleResult[]): string {
  const largest = results.at(-1)
  if (!largest) return ''
  return [
    `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), node ${process.version}, ${process.platform} ${process.arch}`,
    '',
    formatBars(largest),
    '',
    formatEngines(largest),
    '',
    formatGrowth(results),
    '',
    formatAnswers(results),
  ].join('\n')
}

function formatBars(result: ScaleResult): string {
  const { ours, papers, passages } = result
  const answers = toSpread(ours.answers.map(({ ms }) => ms))
  const rows: readonly (readonly [string, number, number, boolean])[] = [
    ['answer p99, ms', answers.p99, BARS.answerMs, true],
    ['start to first answer, ms', ours.startMs, BARS.startMs, true],
    ['resident while answering, MB', toMb(ours.residentBytes), BARS.residentMb, true],
    ['one paper more, ms (median)', toSpread(ours.addMs).p50, BARS.addMs, true],
    ['the same papers again, ms', ours.unchangedMs, BARS.unchangedMs, true],
    ['vector recall@10', recallOf(ours.vectors, truthOf(result)), BARS.recall, false],
  ]
  return formatTable(
    [`${papers} papers, ${passages} passages`, 'measured', 'bar', 'holds'],
    rows.map(([name, value, bar, isMost]) => [
      name,
      toNumber(value),
      `${isMost ? '<=' : '>='} ${bar}`,
      (isMost ? value <= bar : value >= bar) ? 'yes' : 'NO',
    ]),
  )
}

/** Our three searches and the peers', over the same passages with the same queries. */
function formatEngines(result: ScaleResult): string {
  const { ours, passages, peers } = result
  const row = (
    name: string,
    { ingestMs, bytes, residentBytes, startMs, searched }: EngineScale,
    recall = '',
  ): Cell[] => {
    const { p50, p99 } = toSpread(searched.searchMs)
    const found = `${searched.found}/${searched.searchMs.length}`
    const size = [toNumber((1000 * passages) / ingestMs), toNumber(toMb(bytes)), toNumber(toMb(residentBytes))]
    return [name, ...size, toNumber(startMs), toNumber(p50), toNumber(p99), found, recall]
  }
  const recall = (vectors: EngineScale['searched']) => recallOf(vectors, truthOf(result)).toFixed(3)
  return formatTable(
    ['search', 'passages/s in', 'MB on disk', 'MB resident', 'start ms', 'p50 ms', 'p99 ms', 'found@10', 'recall@10'],
    [
      row('ours, fused', ours),
      row('ours, words', { ...ours, searched: ours.words }),
      row('ours, vectors', { ...ours, searched: ours.vectors }, recall(ours.vectors)),
      ...PEERS.flatMap((peer) => {
        const measured = peers.get(peer)
        return measured ? [row(peer, measured, peer === 'exact scan' ? '1' : '')] : []
      }),
    ],
  )
}

type Measure = readonly [name: string, of: (result: ScaleResult) => number | undefined]

/** Each measure at each size, and how many times as much the last step of the size made of it. */
function formatGrowth(results: readonly ScaleResult[]): string {
  const p = (percent: 'p50' | 'p99', searched: EngineScale['searched'] | undefined) =>
    searched && toSpread(searched.searchMs)[percent]
  const ofPeers = (name: string, of: (scale: EngineScale) => number | undefined): Measure[] =>
    PEERS.map((peer) => [
      `  ${peer}: ${name}`,
      ({ peers }) => {
        const scale = peers.get(peer)
        return scale && of(scale)
      },
    ])
  const both = (name: string, of: (scale: EngineScale) => number | undefined): Measure[] => [
    [`ours: ${name}`, ({ ours }) => of(ours)],
    ...ofPeers(name, of),
  ]
  const answersOf = (percent: 'p50' | 'p99'): Measure => [
    `ours: answer ${percent} ms`,
    ({ ours }) => toSpread(ours.answers.map(({ ms }) => ms))[percent],
  ]
  const measures: readonly Measure[] = [
    ...both('ingest s', ({ ingestMs }) => ingestMs / 1000),
    ...both('MB on disk', ({ bytes }) => toMb(bytes)),
    ...both('MB resident', ({ residentBytes }) => toMb(residentBytes)),
    ...both('start ms', ({ startMs }) => startMs),
    answersOf('p50'),
    answersOf('p99'),
    ['ours: words p50 ms', ({ ours }) => p('p50', ours.words)],
    ['ours: vectors p50 ms', ({ ours }) => p('p50', ours.vectors)],
    ...both('search p50 ms', ({ searched }) => p('p50', searched)),
    ...both('search p99 ms', ({ searched }) => p('p99', searched)),
    ['ours: one paper more ms', ({ ours }) => toSpread(ours.addMs).p50],
    ['ours: same papers again ms', ({ ours }) => ours.unchangedMs],
    ['ours: MB resident at ingest', ({ ours }) => toMb(ours.ingestResidentBytes)],
    ['ours: vector recall@10', (result) => recallOf(result.ours.vectors, truthOf(result))],
  ]
  const [before, last] = results.slice(-2)
  const times = last && before ? `last x${(last.passages / before.passages).toFixed(1)}` : ''
  return formatTable(
    ['passages', ...results.map(({ passages }) => String(passages)), times],
    measures.map(([name, of]) => {
      const values = results.map(of)
      const [from, to] = values.slice(-2)
      const growth = from && to !== undefined && values.length > 1 ? `x${(to / from).toFixed(1)}` : ''
      return [name, ...values.map((value) => (value === undefined ? '-' : toNumber(value))), growth]
    }),
  )
}

function formatAnswers(results: readonly ScaleResult[]): string {
  const rows = QUESTION_KINDS.map((kind): Cell[] => [
    kind,
    ...results.flatMap(({ ours }) => {
      const own = ours.answers.filter((answer) => answer.kind === kind)
      const { p50, p99 } = toSpread(own.map(({ ms }) => ms))
      return [
        `${toNumber(p50)} / ${toNumber(p99)}`,
        toNumber(Math.max(0, ...own.map(({ characters }) => characters)) / 1000),
      ]
    }),
  ])
  return formatTable(
    ['answers about', ...results.flatMap(({ passages }) => [`${passages}: p50 / p99 ms`, 'largest, KB'])],
    rows,
  )
}

function truthOf({ peers }: ScaleResult): EngineScale['searched'] {
  return peers.get('exact scan')?.searched ?? { searchMs: [], found: 0, cosines: [] }
}

function toMb(bytes: number): number {
  return bytes / 1024 / 1024
}

function toNumber(value: number): string {
  if (value >= 100) return value.toFixed(0)
  return value.toFixed(value >= 10 ? 1 : 3)
}
