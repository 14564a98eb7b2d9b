import type { SourceLine } from '../readers/source-document.ts'

/** `BCR-08.1 Is customer data backed up?`: the codes by which questionnaires name their controls. */
const CODED = /^\s{0,3}([A-Z][A-Z&]{1,4}-\d{1,3}(?:\.\d{1,2})?)[\s:.]+(\S.{0,200})$/u

/** Codes that it takes for a text to count as a questionnaire. */
const MIN_CODES = 3

/** Makes every line that begins with the code of a control the heading of a section with that number. */
export function markCodedItems(lines: readonly SourceLine[]): readonly SourceLine[] {
  const found = lines.map(({ text, heading }) => (heading === null ? CODED.exec(text) : null))
  const codes = new Set(found.flatMap((match) => match?.[1] ?? []))
  if (codes.size < MIN_CODES) return lines
  return lines.map((line, i) => {
    const [, item, text] = found[i] ?? []
    return item === undefined || text === undefined ? line : { ...line, text, heading: 1, item }
  })
}
