import type { Answer, AnswerTable, Citation, Language } from '../domain.ts'
import { textsOf } from './interface-texts.ts'
import { type SourceLine, toSourceLine } from './source-line.ts'

/** An answer taken apart for display; a platform renders each part in its own way. */
export interface Presentation {
  readonly language: Language
  /** The answer's text; where there is a table, only the lines that the table does not hold. */
  readonly lines: readonly string[]
  readonly table: AnswerTable | null
  readonly sources: readonly Source[]
  /** Lines about what is cited, each once, with the markers that they are about, and about the answer itself. */
  readonly notices: readonly string[]
  readonly suggestions: readonly string[]
}

/** A source as it is shown, with the citation that it was made from. */
export interface Source extends SourceLine {
  readonly citation: Citation
}

/** Takes an answer apart. Control characters of papers are left out: no platform shows them, and terminals obey them. */
export function toPresentation(answer: Answer): Presentation {
  const lines = answer.text.split('\n').map(withoutControls)
  const table = answer.table && {
    columns: answer.table.columns.map(toCell),
    rows: answer.table.rows.map((row) => row.map(toCell)),
  }
  return {
    language: answer.language,
    lines: table ? linesBeside(table, lines) : lines,
    table,
    sources: answer.citations.map((citation) => toSource(citation, answer.language)),
    notices: [
      ...toNotices(answer.citations, answer.language),
      ...(answer.remark === undefined ? [] : [`※ ${answer.remark}`]),
    ],
    suggestions: answer.suggestions.map(withoutControls),
  }
}

function toSource(citation: Citation, language: Language): Source {
  const { marker, document, place, quote } = toSourceLine(citation, language)
  return {
    marker,
    document: withoutControls(document),
    place: withoutControls(place),
    quote: withoutControls(quote),
    citation,
  }
}

/** A row of the text stays where it points at a source that the table does not; so does everything before the rows. */
function linesBeside({ rows }: AnswerTable, lines: readonly string[]): readonly string[] {
  const held = rows.flat().join(' ')
  return lines.filter((line, i) => {
    if (i === 0) return true
    // A line that only announces rows has none left.
    if (!line.startsWith('・')) return !/[：:]$/u.test(line)
    return (line.match(MARKER) ?? []).some((marker) => !held.includes(marker))
  })
}

function toNotices(citations: readonly Citation[], language: Language): readonly string[] {
  const markers = new Map<string, string>()
  for (const { notice, isOutdated, isRecognized, marker } of citations) {
    const { outdated, recognized } = textsOf(language)
    const said = [notice ?? [], isOutdated ? outdated : [], isRecognized ? recognized : []].flat()
    for (const words of said) markers.set(words, `${markers.get(words) ?? ''}[${marker}]`)
  }
  return [...markers].map(([notice, about]) => `※ ${about} ${withoutControls(notice)}`)
}

function toCell(text: string): string {
  return withoutControls(text).replace(/\s*\n\s*/gu, ' / ')
}

function withoutControls(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, '')
}

const MARKER = /\[\d+\]/gu
