import type { SourceLine } from '../readers/source-document.ts'
import { splitCheckSheets } from './check-sheets.ts'
import { markCodedItems } from './coded-items.ts'
import { joinFlatTables } from './flat-tables.ts'
import { joinLayoutTables } from './layout-tables.ts'
import { joinPipeTables } from './pipe-tables.ts'
import { joinSpacedTables } from './spaced-tables.ts'

/** Finds the tables of a text however extraction has written them: a row is a line with tabs, or a section. */
export function joinTables(lines: readonly SourceLine[]): readonly SourceLine[] {
  return markCodedItems(splitCheckSheets(joinFlatTables(joinSpacedTables(joinLayoutTables(joinPipeTables(lines))))))
}
