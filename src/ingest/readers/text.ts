import type { SourceLine } from './source-document.ts'

/** Lines of a plain text. A form feed begins a new page; without any the source has no pages. */
export function readText(text: string): readonly SourceLine[] {
  return toLines(text).map((line) => ({ ...line, heading: null }))
}

/** Splits at every kind of line end and numbers the pages; shared by all formats that are text. */
export function toLines(text: string): readonly { readonly text: string; readonly page: number | null }[] {
  const pages = text.replace(/\n?\f/g, '\f').split('\f')
  return pages.flatMap((page, index) =>
    page.split('\n').map((line) => ({ text: line.trimEnd(), page: pages.length > 1 ? index + 1 : null })),
  )
}

/** One line end for all: CRLF, CR, vertical tab, next line and the Unicode separators become `\n`. */
export function normalizeLineEnds(text: string): string {
  return text.replace(/\r\n?|[\v\u0085\u2028\u2029]/g, '\n')
}
