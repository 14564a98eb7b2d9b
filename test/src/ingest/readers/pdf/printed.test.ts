import { beforeAll, describe, expect, it } from 'vitest'
import type { Section } from '../../../../../src/domain.ts'
import { buildOutline } from '../../../../../src/ingest/outline/build-outline.ts'
import { detectReader } from '../../../../../src/ingest/readers/detect-reader.ts'
import type { SourceDocument } from '../../../../../src/ingest/readers/source-document.ts'
import { squash } from '../../../../../src/text/fold.ts'
import { printPdf, writePaper } from '../../../../helpers/print-paper.ts'
import { ROWS, SECTIONS, toPage } from '../../../../helpers/printed-paper.ts'
import { chromium, soffice } from '../../../../helpers/programs.ts'

const COLUMNS = 'body { column-count: 2; font-size: 8pt } h1 { column-span: all }'
const NARROW = '@page { size: 148mm 210mm; margin: 18mm } body { font-family: "Noto Serif CJK JP"; font-size: 9pt }'

const written = async (style?: string) =>
  writePaper(toPage({ hasContents: true, ...(style === undefined ? {} : { style }) }))

describe.each([
  ['a PDF by Chromium', chromium, true, () => printPdf(toPage())],
  [
    'a narrow PDF by Chromium with contents',
    chromium,
    true,
    () => printPdf(toPage({ style: NARROW, hasContents: true })),
  ],
  ['a PDF by Chromium in two columns', chromium, true, () => printPdf(toPage({ style: COLUMNS }))],
  ['a PDF by LibreOffice with contents', soffice, true, async () => (await written()).pdf],
  ['a Word file by LibreOffice with contents', soffice, false, async () => (await written()).docx],
])('%s (skipped where its program is not installed)', (_, program, hasPages, make) => {
  let document: SourceDocument
  let sections: readonly Section[]

  beforeAll(async () => {
    if (program === null) return
    const [path, bytes] = ['printed', await make()]
    document = { ...(await detectReader(bytes, path)(bytes, path)), path, sha256: '' }
    sections = buildOutline(document).sections
  })

  it.skipIf(program === null)('has its sections with number, title and page', () => {
    const found = sections.slice(1).map(({ number, heading }) => [number, heading])
    expect(found).toEqual(SECTIONS.map(([number, title]) => [number, title]))
    if (!hasPages) return
    const pages = sections.map(({ page }) => page ?? 0)
    expect(pages[1]).toBeGreaterThan(0)
    expect(pages.at(-1)).toBeGreaterThan(2)
    expect(pages).toEqual([...pages].sort((a, b) => a - b))
  })

  it.skipIf(program === null).each(SECTIONS.filter(([, , paragraphs]) => paragraphs.length > 0))(
    'keeps every character of %s and joins its lines into paragraphs',
    (number, _, paragraphs) => {
      const body = sections.find((section) => section.number === number)?.body ?? ''
      expect(squash(body)).toBe(squash(paragraphs.join('')))
      const lines = body.trim().split('\n')
      expect(lines.filter((line) => line !== '' && !/。$/u.test(line))).toEqual([])
    },
  )

  it.skipIf(program === null)('keeps the cells of a table in their rows, over page ends and wrapped lines', () => {
    const body = sections.find((section) => section.number === '2.3')?.body ?? ''
    // LibreOffice does not print the blank of 「記録 7」 on some pages.
    const toRow = (cells: readonly string[]) =>
      cells
        .map((cell) => cell.replaceAll(' ', ''))
        .join('\t')
        .trimEnd()
    expect(
      body
        .split('\n')
        .filter(Boolean)
        .map((line) => toRow(line.split('\t'))),
    ).toEqual(ROWS.map(toRow))
  })

  it.skipIf(program === null)('has nothing of the header and the footer', () => {
    const text = document.lines.map((line) => line.text).join('\n')
    expect(text).not.toMatch(/説明書|file:|\d\/\d/u)
  })
})
