import type { Answer } from '../domain.ts'
import { QUOTATION } from '../text/held-words.ts'

/** A marker of an answer, or a quotation, whose brackets are the paper's own. */
const MARKER_OR_QUOTE = new RegExp(`${QUOTATION.source}|\\[(\\d+)\\]`, 'gu')

/** The answer with its citations numbered in the order in which a reader meets them. */
export function numberCitations(answer: Answer): Answer {
  const known = new Set(answer.citations.map(({ marker }) => marker))
  const shown = [answer.text, ...(answer.table?.rows.flat() ?? [])].join('\n')
  const met = [...shown.matchAll(MARKER_OR_QUOTE)]
    .map((match) => Number(match[1]))
    .filter((marker) => known.has(marker))
  const order = [...new Set([...met, ...known])]
  if (order.every((marker, i) => marker === i + 1)) return answer
  const numbers = new Map(order.map((marker, i) => [marker, i + 1]))
  const numberOf = (marker: number) => numbers.get(marker) ?? marker
  const renumber = (text: string) =>
    text.replace(MARKER_OR_QUOTE, (words, marker) =>
      marker === undefined || !known.has(Number(marker)) ? words : `[${numberOf(Number(marker))}]`,
    )
  return {
    ...answer,
    text: renumber(answer.text),
    table: answer.table && { ...answer.table, rows: answer.table.rows.map((row) => row.map(renumber)) },
    facts: answer.facts.map((fact) => ({ ...fact, citation: fact.citation === null ? null : numberOf(fact.citation) })),
    citations: answer.citations
      .map((citation) => ({ ...citation, marker: numberOf(citation.marker) }))
      .sort((a, b) => a.marker - b.marker),
  }
}
