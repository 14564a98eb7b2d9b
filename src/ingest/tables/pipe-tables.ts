import type { SourceLine } from '../readers/source-document.ts'

/**
 * Rows written with bars (`| A | B |`, or `A | B` where as many cells stand in the line above or below) in a text that
 * is no Markdown become lines with tabs; two of them make a table.
 */
export function joinPipeTables(lines: readonly SourceLine[]): readonly SourceLine[] {
  const closed = lines.map(readRow)
  const open = lines.map(readOpenRow)
  const isBeside = (i: number) => [i - 1, i + 1].some((k) => countCells(open[k]) === countCells(open[i]))
  const rows = closed.map((row, i) => row ?? (open[i] !== undefined && isBeside(i) ? open[i] : undefined))
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

/** A row without bars at its ends. */
function readOpenRow({ text, heading }: SourceLine): string | undefined {
  const isRow = heading === null && / \| /u.test(text) && !text.trim().startsWith('|')
  return isRow ? text.trim() : undefined
}

function countCells(row: string | undefined): number {
  return row === undefined ? 0 : row.split('|').length
}

/** The line below the heads: `|---|:--:|`. */
function isRule(row: string): boolean {
  return row.includes('-') && /^[\s|:+-]+$/u.test(row)
}
