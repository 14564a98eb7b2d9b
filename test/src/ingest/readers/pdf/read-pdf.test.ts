import { describe, expect, it } from 'vitest'
import { IngestError } from '../../../../../src/errors.ts'
import { PDF_LIMITS, readPdf } from '../../../../../src/ingest/readers/pdf/read-pdf.ts'
import { ENCRYPTED, IMAGE, makePdf, textAt } from '../../../../helpers/make-pdf.ts'

const PATH = 'paper.pdf'
const line = textAt(50, 700, 'Backups are kept for 30 days.')

async function refusal(bytes: Uint8Array, limits = PDF_LIMITS): Promise<IngestError> {
  const error: unknown = await readPdf(bytes, PATH, limits).catch((cause: unknown) => cause)
  if (!(error instanceof IngestError)) throw new Error('not refused')
  expect(error.message).toContain(PATH)
  return error
}

const linesOf = async (...pages: readonly string[]) =>
  (await readPdf(makePdf(pages), PATH)).lines.filter(({ text }) => text !== '')
const texts = async (...pages: readonly string[]) => (await linesOf(...pages)).map(({ text }) => text)

describe('what is read', () => {
  it('is told page by page', async () => {
    const told: string[] = []
    const onPages = (read: number, total: number) => void told.push(`${read}/${total}`)
    await readPdf(makePdf([line, line, line]), PATH, { onPages })
    expect(told).toEqual(['0/3', '1/3', '2/3', '3/3'])
  })

  it('has the page that it stands on', async () => {
    const { format, lines, warnings } = await readPdf(makePdf([line, textAt(50, 700, 'Logs are kept.')]), PATH)
    expect({ format, warnings }).toEqual({ format: 'pdf', warnings: [] })
    expect(lines.filter(({ text }) => text !== '')).toEqual([
      { text: 'Backups are kept for 30 days.', page: 1, heading: null },
      { text: 'Logs are kept.', page: 2, heading: null },
    ])
  })

  it('has a blank line where the page leaves room, and none between the lines of a paragraph', async () => {
    const page = [textAt(50, 700, 'One'), textAt(50, 686, 'two.'), textAt(50, 660, 'Three'), textAt(50, 646, 'four.')]
    const { lines } = await readPdf(makePdf([page.join('\n')]), PATH)
    expect(lines.map(({ text }) => text)).toEqual(['One', 'two.', '', 'Three', 'four.'])
  })

  it('is larger than the rest where it is a heading: the larger, the higher', async () => {
    const body = 'Backups are taken every day and kept for a month in another region.'
    const page = [
      textAt(50, 760, 'Security paper', 20),
      textAt(50, 700, '1. Operations', 14),
      textAt(50, 680, body),
      textAt(50, 650, '2. Accounts', 14),
      textAt(50, 630, body),
      ...[600, 586, 572, 558].map((y) => textAt(50, y, body)),
    ]
    const lines = await linesOf(page.join('\n'))
    expect(lines.map(({ heading }) => heading)).toEqual([1, 2, null, 2, null, null, null, null, null])
  })

  it('is one heading in two lines, whatever the second one begins with', async () => {
    const body = 'Backups are taken every day and kept for a month in another region of it.'
    const page = [
      textAt(50, 760, '1. About ISO/IEC 27001 : 2022 and ISO/IEC 27017 :', 14),
      textAt(50, 735, '2015\\) for all', 14),
      ...[700, 686, 672, 658, 644, 630].map((y) => textAt(50, y, body)),
    ]
    const [first] = await linesOf(page.join('\n'))
    expect(first).toEqual({
      text: '1. About ISO/IEC 27001 : 2022 and ISO/IEC 27017 : 2015) for all',
      page: 1,
      heading: 1,
    })
  })

  it('is set in where the page sets it in, after its bullet', async () => {
    const page = [textAt(50, 700, 'Note:'), textAt(70, 686, '1.'), textAt(90, 686, 'first'), textAt(90, 672, 'more')]
    expect(await texts(page.join('\n'))).toEqual(['Note:', '    1. first', '        more'])
  })

  it('leaves out watermarks, and headers and footers that stand in the same place on each page', async () => {
    const watermark = 'BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm (DRAFT) Tj ET'
    const pages = ['First', 'Second', 'Third'].map((word, i) =>
      [
        textAt(50, 780, 'Quillmere 2024'),
        watermark,
        textAt(50, 600, `${word} page.`),
        textAt(290, 20, `- ${i + 4} -`),
      ].join('\n'),
    )
    expect(await texts(...pages)).toEqual(['First page.', 'Second page.', 'Third page.'])
  })

  it('keeps the first of a running title, which may be the only one', async () => {
    const pages = ['First', 'Second'].map(
      (word) => `${textAt(50, 600, `${word} page.`)}\n${textAt(50, 780, 'Quillmere')}`,
    )
    expect(await texts(...pages)).toEqual(['Quillmere', 'First page.', 'Second page.'])
  })
})

describe('what is refused', () => {
  it('a scan', async () => {
    expect((await refusal(makePdf([IMAGE, IMAGE]))).reason).toBe('image_only')
  })

  it('what needs a password', async () => {
    expect((await refusal(makePdf([line], { trailer: ENCRYPTED }))).reason).toBe('encrypted')
  })

  it.each([
    ['no more than a mark', Buffer.from('%PDF-1.7\n1 0 obj\n')],
    ['cut off', makePdf([line]).subarray(0, 300)],
  ])('a file that is %s', async (_, bytes) => {
    expect((await refusal(bytes)).reason).toBe('malformed')
  })

  it('a page with nothing on it', async () => {
    expect((await refusal(makePdf(['']))).reason).toBe('no_text')
  })

  it('one page more than the limit, not the limit', async () => {
    expect(PDF_LIMITS.maxPages).toBe(2000)
    const limits = { ...PDF_LIMITS, maxPages: 3 }
    await expect(readPdf(makePdf([line, line, line]), PATH, limits)).resolves.toMatchObject({ format: 'pdf' })
    expect((await refusal(makePdf([line, line, line, line]), limits)).reason).toBe('too_large')
  })

  it('a page that takes longer than the limit', async () => {
    expect(PDF_LIMITS.maxPageMs).toBe(10_000)
    const error = await refusal(makePdf([line]), { ...PDF_LIMITS, maxPageMs: 1 })
    expect(error.reason).toBe('too_slow')
    expect(error.message).toContain('page 1')
  })
})
