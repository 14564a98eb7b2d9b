import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { IngestError } from '../../../../src/errors.ts'
import { detectReader } from '../../../../src/ingest/readers/detect-reader.ts'
import { lockPdf } from '../../../helpers/lock-pdf.ts'
import { makePdf, textAt } from '../../../helpers/make-pdf.ts'
import { makeZip } from '../../../helpers/make-zip.ts'

const LINE = textAt(50, 700, 'Backups are kept for 30 days.')
const MB = 1024 * 1024

/** The lines of a file, or why it is refused. */
async function read(bytes: Uint8Array): Promise<string> {
  try {
    const { lines } = await detectReader(bytes, 'paper')(bytes, 'paper')
    return lines.map(({ text }) => text).join('\n')
  } catch (error) {
    if (error instanceof IngestError) return error.reason
    throw error
  }
}

describe('passwords of a PDF', () => {
  it('keep it from being read where it cannot be opened without one', async () => {
    expect(await read(makePdf([LINE], lockPdf('himitsu', 'owner')))).toBe('encrypted')
  })

  it('do not where they only forbid its owner to change it', async () => {
    expect(await read(makePdf([LINE], lockPdf('', 'owner')))).toBe('Backups are kept for 30 days.')
  })
})

describe('a PDF of many pages', () => {
  it('is read up to 2,000 of them, not one more', async () => {
    const pages = Array.from({ length: 2001 }, (_, i) => textAt(50, 700, `Page ${i + 1} of the paper.`))
    expect(await read(makePdf(pages))).toBe('too_large')
    expect((await read(makePdf(pages.slice(1)))).split('\n').filter(Boolean)).toHaveLength(2000)
  })
})

describe('a small file that unpacks to a large one', () => {
  it.each([
    ['Word', 'word/document.xml', '<w:document><w:body>'],
    ['Excel', 'xl/workbook.xml', '<workbook>'],
  ])('is refused: %s', async (_, part, start) => {
    const bytes = await makeZip({ [part]: Buffer.concat([Buffer.from(start), Buffer.alloc(51 * MB, ' ')]) })
    expect(bytes.length).toBeLessThan(MB)
    expect(await read(bytes)).toBe('too_large')
  })

  it('is read as far as that is possible or refused: a PDF whose page unpacks to 256 MB', async () => {
    const content = deflateSync(Buffer.concat([Buffer.from(LINE), Buffer.alloc(256 * MB, ' ')])).toString('latin1')
    expect(content.length).toBeLessThan(MB)
    const bytes = makePdf([content], { filter: '/Filter /FlateDecode' })
    expect(['Backups are kept for 30 days.', 'malformed', 'too_slow', 'no_text']).toContain(await read(bytes))
  })

  it('is given up: a PDF with a picture of 60,000 by 60,000 pixels', async () => {
    const picture = 'q 500 0 0 700 40 40 cm BI /W 60000 /H 60000 /CS /G /BPC 8 /F /Fl ID \u0078 EI Q'
    expect(await read(makePdf([picture]))).toMatch(/^(?:image_only|no_text|malformed|too_slow)$/u)
  })
})
