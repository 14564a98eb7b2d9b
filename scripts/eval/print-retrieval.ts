import { type Cell, formatTable } from '../format-table.ts'
import { type RankedQuestion, type Ranks, type RetrievalMeasurement, scoreRanks } from './retrieval.ts'

const SCOPES = ['inside', 'overall'] as const
const TITLES: Readonly<Record<(typeof SCOPES)[number], string>> = {
  inside: 'in the papers of the products asked about',
  overall: 'in all papers of the set',
}

/** One set's tables; the first `show` questions whose right section is not among the first five follow. */
export function formatRetrieval({ set, ranked, unindexed }: RetrievalMeasurement, show: number): string {
  const missed = ranked.filter(({ inside }) => (inside.fused ?? Number.POSITIVE_INFINITY) > 5)
  return [
    `== ${set.name}: ${ranked.length + unindexed.length} questions expect a section; the index has none of ${unindexed.length}, which are left out`,
    ...formatRanked(ranked),
    ...missed.slice(0, show).map(({ question, inside, overall }) => {
      const asked = [...question.turns, question.question].join(' / ')
      return `${question.id} [${question.kind}] ${asked}\n  ${describeRanks(inside)}; in all papers ${describeRanks(overall)}`
    }),
  ].join('\n\n')
}

/** All sets in one, by set first. */
export function formatRetrievalTotal(measured: readonly RetrievalMeasurement[]): string {
  const sets = measured.map(({ set, ranked }) => [set.name, ranked] as const)
  return [
    '== all sets',
    ...formatRanked(
      measured.flatMap(({ ranked }) => ranked),
      sets,
    ),
  ].join('\n\n')
}

/** `lexical 1, vector 3, fused 1` */
export function describeRanks(ranks: Ranks): string {
  return Object.entries(ranks)
    .map(([way, rank]) => `${way} ${rank ?? 'not found'}`)
    .join(', ')
}

type Group = readonly [name: string, ranked: readonly RankedQuestion[]]

/** A table for each scope: by kind, by language, by whether the engine searches at all, and in all. */
function formatRanked(ranked: readonly RankedQuestion[], first: readonly Group[] = []): readonly string[] {
  const by = (keyOf: (one: RankedQuestion) => string): readonly Group[] =>
    [...new Set(ranked.map(keyOf))].map((key) => [key, ranked.filter((one) => keyOf(one) === key)])
  const groups: readonly Group[] = [
    ...first,
    ...by(({ question }) => question.kind),
    ...by(({ question }) => `[${question.lang}]`),
    ['[en] over a Japanese section', ranked.filter(({ isAcross }) => isAcross)],
    ['the engine searches', ranked.filter(({ isSearched }) => isSearched)],
    ['all', ranked],
  ]
  const filled = groups.filter(([name, list]) => list.length > 0 || name === 'all')
  return SCOPES.map((scope) => formatScope(scope, filled))
}

function formatScope(scope: (typeof SCOPES)[number], groups: readonly Group[]): string {
  const ways = Object.keys(groups.at(-1)?.[1][0]?.[scope] ?? {})
  const header = ways.flatMap((way) => [`${way} hit@1`, 'hit@5', 'MRR'])
  const rows = groups.map(([name, ranked]): Cell[] => [
    name,
    ranked.length,
    ...ways.flatMap((way) => {
      const { hit1, hit5, mrr } = scoreRanks(ranked.map((one) => one[scope][way] ?? null))
      return [hit1.toFixed(1), hit5.toFixed(1), mrr.toFixed(3)]
    }),
  ])
  return formatTable([TITLES[scope], 'n', ...header], rows)
}
