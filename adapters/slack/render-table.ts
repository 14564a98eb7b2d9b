import type { types } from '@slack/bolt'
import { drawInPieces, toRowLines } from '../../src/conversation/draw-table.ts'
import type { AnswerTable } from '../../src/domain.ts'
import { SLACK_LIMITS } from './limits.ts'

/** A comparison as Slack's table; as aligned text where it is over a limit of tables. */
export function renderTable(
  table: AnswerTable,
): readonly { block: types.TableBlock | types.RichTextBlock; text: string }[] {
  // An empty cell is refused.
  const rows = [table.columns, ...table.rows].map((row) => row.map((cell) => (cell === '' ? ' ' : cell)))
  const characters = rows.flat().reduce((sum, cell) => sum + cell.length, 0)
  const isSmall =
    rows.length <= SLACK_LIMITS.tableRows &&
    table.columns.length <= SLACK_LIMITS.tableColumns &&
    characters <= SLACK_LIMITS.tableCharacters
  if (isSmall) return [{ block: toTableBlock(rows), text: toRowLines(table).join('\n') }]
  return drawInPieces(table, MAX_ALIGNED).map((text) => ({ block: toAlignedBlock(text), text }))
}

function toTableBlock(rows: readonly (readonly string[])[]): types.TableBlock {
  return {
    type: 'table',
    rows: rows.map((row) => row.map((text) => ({ type: 'raw_text', text }))),
    column_settings: (rows[0] ?? []).map(() => ({ is_wrapped: true })),
  }
}

/** Characters of fixed width in one block, so that blocks can be spread over messages. */
const MAX_ALIGNED = 2800

function toAlignedBlock(text: string): types.RichTextBlock {
  const elements = [{ type: 'rich_text_preformatted' as const, elements: [{ type: 'text' as const, text }] }]
  return { type: 'rich_text', elements }
}
