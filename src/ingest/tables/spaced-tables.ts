import type { SourceLine } from '../readers/source-document.ts'

/** Longest cell that single blanks part: longer ones are sentences. */
const MAX_CELL = 16
const MIN_COLUMNS = 3

/**
 * Rows of Japanese words with single blanks between them (`製品A 180日 できる`) become lines with tabs: heads without a
 * figure, and at least two rows of as many cells, most of which hold a figure or an answer.
 */
export function joinSpacedTables(lines: readonly SourceLine[]): readonly SourceLine[] {
  const cells = lines.map(readCells)
  const joined = [...lines]
  for (let i = 0; i < lines.length; ) {
    const count = Math.max(countRows(cells, i), countPartners(cells, i))
    for (let k = i; k < i + count; k++) {
      const line = lines[k]
      if (line) joined[k] = { ...line, text: (cells[k] ?? []).join('\t') }
    }
    i += Math.max(1, count)
  }
  return joined
}

function readCells({ text, heading }: SourceLine): readonly string[] | undefined {
  if (heading !== null || text.includes('\t')) return undefined
  const cells = text.trim().split(/[ 　]/u)
  if (
    cells.length === 2 &&
    cells.some((cell) => COMPANY.test(cell)) &&
    !/[。、，：:；;]|(?:ます|です|ません|した)$/u.test(text)
  )
    return cells
  const isRow =
    cells.length >= MIN_COLUMNS &&
    cells.every((cell) => cell.length > 0 && cell.length <= MAX_CELL && !/[。、，：:；;]/u.test(cell)) &&
    cells.filter((cell) => /[ぁ-ヶ\p{Script=Han}○〇×△]/u.test(cell)).length * 2 > cells.length
  return isRow ? cells : undefined
}

/** Lines of the table whose heads stand at `start`; 0 where none does. */
function countRows(cells: readonly (readonly string[] | undefined)[], start: number): number {
  const heads = cells[start]
  if (heads === undefined || heads.some((head) => /\d/u.test(head))) return 0
  let end = start + 1
  while (cells[end]?.length === heads.length) end++
  const rows = cells.slice(start + 1, end)
  const isValued = rows.filter((row) => row?.slice(1).some((cell) => VALUE.test(cell))).length * 3 >= rows.length * 2
  return rows.length >= 2 && isValued ? end - start : 0
}

/** Lines from `start` that each give a task and the company that it is left to: `印刷 株式会社A（国内）`. */
function countPartners(cells: readonly (readonly string[] | undefined)[], start: number): number {
  const column = cells[start]?.findIndex((cell) => COMPANY.test(cell)) ?? -1
  let end = start
  while (cells[end]?.length === 2 && COMPANY.test(cells[end]?.[column] ?? '')) end++
  return end - start >= 2 ? end - start : 0
}

/** A company with its name; the word for a company alone is half of one. */
const COMPANY = /(?:株式|有限|合同)会社[^\s]|[^\s](?:株式|有限|合同)会社|[（(][株有][）)]|[㈱㈲]/u

const VALUE = /[\d０-９]|^(?:[○〇◯×✕△－-]|あり|なし|有|無|可|不可|できる|できない|対応|非対応|標準|オプション)$/u
