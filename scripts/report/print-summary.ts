import type { Catalog } from '../../src/knowledge/catalog.ts'
import { shorten } from '../../src/text/cut.ts'
import { formatTable } from '../format-table.ts'
import type { ReportSummary, VotedAnswer } from './summarize.ts'

/** Longer questions are cut in tables. */
const MAX_QUESTION = 60

/** The summary as tables, each with at most `top` rows. */
export function formatSummary(summary: ReportSummary, catalog: Catalog, days: number, top: number): string {
  const { asked, people, outcomes, unanswered, mostAsked, votes, thumbs } = summary
  if (asked === 0) return `No question was asked in the last ${days} days.`
  const nameOf = (id: string) => (id === '' ? '(not understood)' : `${catalog.find(id)?.name.ja ?? id} (${id})`)
  const parts = [
    `${asked} questions of ${people} people in the last ${days} days; thumbs up ${thumbs.up}, down ${thumbs.down}`,
    formatTable(
      ['outcome', 'n'],
      outcomes.map(([status, count]) => [status, count]),
    ),
    section('Unanswered, by product and attribute', unanswered.length, top, [
      ['product', 'attribute', 'status', 'example', 'n'],
      ...unanswered
        .slice(0, top)
        .map((row) => [row.product || '(none named)', nameOf(row.attribute), row.status, cut(row.example), row.count]),
    ]),
    section('Most asked', mostAsked.length, top, [
      ['question', 'n'],
      ...mostAsked.slice(0, top).map(({ question, count }) => [cut(question), count]),
    ]),
    section('Thumbs', votes.length, top, [
      ['question', 'status', 'asker', 'others', 'reasons'],
      ...votes
        .slice(0, top)
        .map((vote) => [
          cut(vote.question),
          vote.status,
          vote.byAsker ?? '-',
          othersOf(vote),
          cut(vote.reasons.join(' / ')),
        ]),
    ]),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function section(title: string, count: number, top: number, rows: readonly (readonly (string | number)[])[]): string {
  const [head = [], ...body] = rows
  if (body.length === 0) return ''
  const more = count > top ? `\n… and ${count - top} more` : ''
  return `${title}\n${formatTable(head.map(String), body)}${more}`
}

function othersOf({ others }: VotedAnswer): string {
  return `+${others.up} -${others.down}`
}

/** One line, without what a terminal would obey. */
function cut(text: string): string {
  return shorten(text.replace(/[\s\p{Cc}]+/gu, ' '), MAX_QUESTION)
}
