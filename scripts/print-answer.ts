import { styleText } from 'node:util'
import type { Answer, AnswerTable, Citation } from '../src/domain.ts'
import { drawTable } from './draw-table.ts'

/** What an answer is printed on. */
export interface Terminal {
  /** Width in letters; 0 where it is no terminal, and tables stay text. */
  readonly columns: number
  readonly hasColors: boolean
}

const PLAIN: Terminal = { columns: 0, hasColors: false }

/** What a stream can show. NO_COLOR and its like are heeded by `hasColors` itself. */
export function toTerminal(stream: NodeJS.WriteStream): Terminal {
  return stream.isTTY ? { columns: stream.columns, hasColors: stream.hasColors() } : PLAIN
}

/** An answer as a person reads it in a terminal: the text or its table, then the sources, then what to ask next. */
export function formatAnswer(answer: Answer, terminal: Terminal = PLAIN): string {
  const bold = (text: string) => (terminal.hasColors ? styleText('bold', text, { validateStream: false }) : text)
  const dim = (text: string) => (terminal.hasColors ? styleText('dim', text, { validateStream: false }) : text)
  const [first = '', ...rest] = toBody(answer, terminal).split('\n').map(withoutControls)
  const parts = [[bold(first), ...rest].join('\n')]
  if (answer.citations.length > 0) parts.push(dim(formatSources(answer.citations).map(withoutControls).join('\n')))
  if (answer.suggestions.length > 0) parts.push(answer.suggestions.map((suggestion) => `→ ${suggestion}`).join('\n'))
  return parts.join('\n\n')
}

function toBody({ text, table }: Answer, { columns }: Terminal): string {
  if (table === null || columns === 0 || !holdsAllMarkers(table, text)) return text
  const drawn = drawTable(table, columns)
  if (drawn === undefined) return text
  const lines = text.split('\n')
  const head = lines.slice(
    0,
    Math.max(
      1,
      lines.findIndex((line) => line.startsWith('・')),
    ),
  )
  // A line that only announces the rows after it has none left.
  const kept = head.filter((line, i) => i === 0 || !/[：:]$/u.test(line))
  return `${kept.join('\n')}\n\n${drawn}`
}

/** A table without a note that the text cites would leave a source that nothing points at. */
function holdsAllMarkers({ rows }: AnswerTable, text: string): boolean {
  const cells = rows.flat().join(' ')
  return (text.match(/\[\d+\]/gu) ?? []).every((marker) => cells.includes(marker))
}

/** Escape sequences in a paper must not reach the terminal. */
function withoutControls(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, '')
}

/** One line a source, and each notice once, with the sources that it is about. */
function formatSources(citations: readonly Citation[]): string[] {
  const notices = new Map<string, string>()
  for (const { notice, marker } of citations) {
    if (notice !== null) notices.set(notice, `${notices.get(notice) ?? ''}[${marker}]`)
  }
  return [...citations.map(formatCitation), ...[...notices].map(([notice, markers]) => `※ ${markers} ${notice}`)]
}

function formatCitation(citation: Citation): string {
  const edition = citation.version === null ? '' : ` ${citation.version}版`
  const date = citation.date === null ? '' : `(${citation.date})`
  const section = citation.section === citation.heading ? citation.heading : `§${citation.section} ${citation.heading}`
  const product = citation.document.includes(citation.product) ? '' : `${citation.product} `
  const page = citation.page === null ? '' : ` p.${citation.page}`
  const quote = citation.quote.replace(/\s*\n\s*/gu, ' / ')
  return `[${citation.marker}] ${product}${citation.document}${edition}${date} ${section}${page} 「${quote}」`
}
