import { styleText } from 'node:util'
import { drawTable } from '../src/conversation/draw-table.ts'
import { type Presentation, toPresentation } from '../src/conversation/presentation.ts'
import type { Answer } from '../src/domain.ts'

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
  const { body, presentation } = chooseBody(answer, terminal)
  const [first = '', ...rest] = body.split('\n')
  const parts = [[bold(first), ...rest].join('\n')]
  const sources = formatSources(presentation)
  if (sources !== '') parts.push(dim(sources))
  if (answer.suggestions.length > 0) parts.push(answer.suggestions.map((suggestion) => `→ ${suggestion}`).join('\n'))
  return parts.join('\n\n')
}

/** The table where the terminal is wide enough for it, else the text, which says the same. */
function chooseBody(answer: Answer, { columns }: Terminal): { body: string; presentation: Presentation } {
  const presentation = toPresentation(answer)
  const drawn = presentation.table && columns > 0 ? drawTable(presentation.table, columns) : undefined
  if (drawn !== undefined) return { body: `${presentation.lines.join('\n')}\n\n${drawn}`, presentation }
  return { body: toPresentation({ ...answer, table: null }).lines.join('\n'), presentation }
}

/** One line a source, and each notice once, with the sources that it is about. */
function formatSources({ sources, notices }: Presentation): string {
  const lines = sources.map(({ marker, document, place, quote }) => `[${marker}] ${document} ${place} 「${quote}」`)
  return [...lines, ...notices].join('\n')
}
