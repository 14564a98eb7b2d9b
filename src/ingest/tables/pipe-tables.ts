import type { SourceLine } from '../readers/source-document.ts'

/** Rows written with bars (`| A | B |`) in a text that is no Markdown become lines with tabs; two of them make a table. */
export function joinPipeTables(lines: readonly SourceLine[]): readonly SourceLine[] {
  const rows = lines.map(readRow)
  return lines.flatMap((line, i) => {
    const row = rows[i]
    if (row === undefined || (rows[i - 1] === undefined && rows[i + 1] === undefined)) return [line]
    if (isRule(row)) return []
    const cells = row.split('|').map((cell) => cell.trim())
    return [{ ...line, text: cells.join('\t').trimEnd() }]
  })
}

/** What stands between the first and the last bar of a row. */
function readRow({ text, heading }: SourceLine): string | undefined {
  const row = text.trim()
  const isRow = heading === null && row.length > 1 && row.startsWith('|') && row.endsWith('|')
  return isRow ? row.slice(1, -1) : undefined
}

/** The line below the heads: `|---|:--:|`. */
function isRule(row: string): boolean {
  return row.includes('-') && /^[\s|:+-]+$/u.test(row)
}
