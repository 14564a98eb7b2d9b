import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IngestError } from '../../../../src/errors.ts'
import { detectReader } from '../../../../src/ingest/readers/detect-reader.ts'
import { readPdf } from '../../../../src/ingest/readers/pdf/read-pdf.ts'
import { createImage } from '../../../../src/ingest/readers/pdf/scan/gray-image.ts'
import type { Reader } from '../../../../src/ingest/readers/source-document.ts'
import { makePdf, textAt } from '../../../helpers/make-pdf.ts'
import { drawPages, makeScan } from '../../../helpers/make-scan.ts'
import { makeZip } from '../../../helpers/make-zip.ts'
import { tesseract } from '../../../helpers/programs.ts'

const PAGE = '<!doctype html><body><h1>題</h1><table><tr><td rowspan="2">a<td>b</table><ol start="3"><li>一</ol></body>'
const DOCX = {
  'word/document.xml':
    '<w:document><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>本文</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>',
  'word/numbering.xml':
    '<w:numbering><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
}
const XLSX = {
  'xl/workbook.xml': '<workbook><sheets><sheet name="回答" r:id="r1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml':
    '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>項目</v></c><c r="B1" s="1"><v>45748</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A3"/></mergeCells></worksheet>',
}

const change = fc.record({ at: fc.nat(1_000_000), bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }) })
const changes = fc.array(change, { minLength: 1, maxLength: 6 })
type Changes = typeof changes extends fc.Arbitrary<infer T> ? T : never

function mutate(bytes: Uint8Array, list: Changes): Uint8Array {
  const mutated = Uint8Array.from(bytes)
  for (const { at, bytes: own } of list) {
    const from = at % (mutated.length - own.length)
    mutated.set(own, from)
  }
  return mutated
}

/** Reads or refuses with a reason; any other error is a fault. */
async function readOrRefuse(bytes: Uint8Array, reader?: Reader): Promise<void> {
  try {
    const { lines } = await (reader ?? detectReader(bytes, 'paper.txt'))(bytes, 'paper.txt')
    expect(lines.every(({ text }) => !/[\n\r]/.test(text))).toBe(true)
  } catch (error) {
    expect(error).toBeInstanceOf(IngestError)
  }
}

describe('a file with some of its bytes changed is read or refused', () => {
  it.each([
    ['a page', async () => Buffer.from(PAGE), 300],
    [
      'a text',
      async () => Buffer.from('---\nproduct: ミナモ便\n---\n1. 目的\n・本文です。\n項目\t値\n\f2. 対策\n'),
      300,
    ],
    ['a text in UTF-16', async () => Buffer.from('\ufeff1. 目的\r\n本文です。\r\n', 'utf16le'), 300],
    ['a Word file', () => makeZip(DOCX), 300],
    ['an Excel file', () => makeZip(XLSX), 300],
    ['a PDF', async () => makePdf([textAt(50, 700, 'Backups are kept.'), textAt(50, 700, 'Logs, too.')]), 25],
  ])('%s', async (_, make, numRuns) => {
    const bytes = await make()
    await fc.assert(
      fc.asyncProperty(changes, async (list) => readOrRefuse(mutate(bytes, list))),
      { numRuns },
    )
  })

  it('a scan, whatever text recognition makes of it', async () => {
    const scan = makeScan([{ image: createImage(425, 550), scale: 0.7 }])
    const place = fc.integer({ min: -20, max: 600 })
    const word = fc.record({ text: fc.string({ minLength: 1 }), left: place, right: place, confidence: fc.integer() })
    const line = fc.record({ words: fc.array(word), left: place, right: place, top: place, bottom: place })
    await fc.assert(
      fc.asyncProperty(changes, fc.array(line), async (list, lines) => {
        const recognizer = { findProblem: async () => null, recognize: async () => lines }
        await readOrRefuse(mutate(scan, list), (bytes, path) => readPdf(bytes, path, { recognizer }))
      }),
      { numRuns: 25 },
    )
  })

  it.skipIf(tesseract === null)('a scan that Tesseract reads (skipped where that is not installed)', async () => {
    const scan = makeScan(await drawPages(makePdf([textAt(60, 700, 'Backups are kept.', 14)])))
    await fc.assert(
      fc.asyncProperty(changes, async (list) => readOrRefuse(mutate(scan, list))),
      { numRuns: 4 },
    )
  })

  it.each([
    ['a Word file', DOCX],
    ['an Excel file', XLSX],
  ])('also where the bytes are those of its parts: %s', async (_, parts) => {
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(), async (list, pick) => {
        const names = Object.keys(parts)
        const name = names[pick % names.length] ?? ''
        const part = Buffer.from(
          mutate(Buffer.from(Object.entries(parts).find(([own]) => own === name)?.[1] ?? ''), list),
        )
        await readOrRefuse(await makeZip({ ...parts, [name]: part }))
      }),
      { numRuns: 300 },
    )
  })
})
