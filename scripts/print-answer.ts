import type { Answer, Citation } from '../src/domain.ts'

/** An answer as a person reads it in a terminal: the text, then its sources. */
export function formatAnswer(answer: Answer): string {
  const parts = [answer.text]
  if (answer.citations.length > 0) parts.push(answer.citations.map(formatCitation).join('\n'))
  if (answer.suggestions.length > 0) parts.push(answer.suggestions.map((suggestion) => `→ ${suggestion}`).join('\n'))
  return parts.join('\n\n')
}

function formatCitation(citation: Citation): string {
  const edition = citation.version === null ? '' : ` ${citation.version}版`
  const date = citation.date === null ? '' : `(${citation.date})`
  const section = citation.section === citation.heading ? citation.heading : `§${citation.section} ${citation.heading}`
  const product = citation.document.includes(citation.product) ? '' : `${citation.product} `
  const page = citation.page === null ? '' : ` p.${citation.page}`
  const notice = citation.notice === null ? '' : `\n    ※${citation.notice}`
  return `[${citation.marker}] ${product}${citation.document}${edition}${date} ${section}${page} 「${citation.quote.replace(/\s*\n\s*/gu, ' / ')}」${notice}`
}
