import { unfoldColumns } from '../columns.ts'
import type { PageRows } from '../page-rows.ts'
import { toRows } from '../rows.ts'
import type { Run } from '../runs.ts'
import { isMeasured } from './letter-size.ts'
import { placeTables, toTableRuns } from './place-tables.ts'
import type { ScanImages } from './prepare-scan.ts'
import type { Recognizer } from './recognizer.ts'
import { toRuns } from './to-runs.ts'

/** Shares by which sizes differ that are the same in print: of lines with enough full-width characters, and of others. */
const SAME_SIZE = 0.09
const SAME_SIZE_OF_FEW = 0.3

/** Reads a page that is a picture. Rejects where the recognizer does. */
export async function recognizePage(page: PageRows, scan: ScanImages, recognizer: Recognizer): Promise<PageRows> {
  const { scale, inkLimit, sheet } = scan
  const frame = { image: scan.text, inkLimit, scale, height: page.height, bullets: scan.bullets }
  const read = await recognizer.recognize(scan.text, scan.hasColumns ? 'columns' : 'lines')
  const text = withSteadySizes(toRuns(read, frame))
  const isFilled = sheet.cells.some(({ ink }) => ink !== null)
  const lines = isFilled ? await recognizer.recognize(sheet.image, 'lines') : []
  const runs = placeTables(text, toTableRuns(lines, scan, page.height))
  return {
    ...page,
    rows: toRows(unfoldColumns(runs), page.height),
    characters: runs.reduce((sum, run) => sum + countLetters(run), 0),
    unmapped: 0,
    isRecognized: true,
  }
}

/** Sizes are measured by the ink, and so are a little off: most of the text has one size. */
function withSteadySizes(runs: readonly Run[]): readonly Run[] {
  const letters = runs
    .flatMap(({ size, text }) => Array.from({ length: text.length }, () => size))
    .sort((a, b) => a - b)
  const usual = letters[Math.floor(letters.length / 2)] ?? 0
  const isUsual = ({ size, text }: Run) =>
    Math.abs(size - usual) < usual * (isMeasured(text) ? SAME_SIZE : SAME_SIZE_OF_FEW)
  return runs.map((run) => (isUsual(run) ? { ...run, size: usual } : run))
}

function countLetters({ text }: Run): number {
  return text.replace(/\s/gu, '').length
}
