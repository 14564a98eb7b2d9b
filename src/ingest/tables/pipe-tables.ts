import type { SourceLine } from '../readers/source-document.ts'

const ROW = /^\s*\|(.*)\|\s*$/u
const RULE = /^\s*\|[\s|:+-]*-[\s|:+-]*\|\s*$/u

/** Rows written with bars (`| A | B |`) in a text that is no Markdown become lines with tabs; two of them make a table. */
export function joinPipeTables(lines: readonly SourceLine[]): readonly SourceLine[] {
  const isRow = (line: SourceLine | undefined) => line !== undefined && line.heading === null && ROW.test(line.text)
  return lines.flatMap((line, i) => {
    if (!isRow(line) || !(isRow(lines[i - 1]) || isRow(lines[i + 1]))) return [line]
    if (RULE.test(line.text)) return []
    const cells = (ROW.exec(line.text)?.[1] ?? '').split('|').map((cell) => cell.trim())
    return [{ ...line, text: cells.join('\t').trimEnd() }]
  })
}
