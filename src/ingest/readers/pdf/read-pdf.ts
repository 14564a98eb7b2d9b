import { IngestError } from '../../../errors.ts'
import type { ReadContent, ReadOptions } from '../source-document.ts'
import { MAX_UNMAPPED, type PageRows } from './page-rows.ts'
import { toPdfLines } from './pdf-lines.ts'
import { openPdfThread, type PdfLimits } from './pdf-thread.ts'
import { type RecognizedPages, recognizePages } from './scan/recognize-pages.ts'
import type { Recognizer } from './scan/recognizer.ts'
import { createTesseract } from './scan/tesseract.ts'

/** The limits that hold where a test does not set lower ones. */
export const PDF_LIMITS: PdfLimits = { maxPages: 2000, maxPageMs: 10_000, maxPictures: 300 }

/** Characters a page below which a PDF with images counts as a scan. */
const SCAN_CHARACTERS = 20

const tesseract = createTesseract()

/** What a test may set besides. */
export interface PdfOptions extends ReadOptions, Partial<PdfLimits> {
  readonly recognizer?: Recognizer
}

/**
 * Reads a PDF; pages that are pictures with text recognition, where that is installed. Throws {@link IngestError}:
 * `encrypted` where it needs a password, `image_only` for a scan that cannot be recognized, `too_large` for more than
 * 2,000 pages or 300 pictures, `too_slow` where a page takes more than 10 s, `malformed`, `no_text`.
 */
export async function readPdf(
  bytes: Uint8Array,
  path: string,
  { onPages, recognizer = tesseract, ...own }: PdfOptions = {},
): Promise<ReadContent> {
  const limits = { ...PDF_LIMITS, ...own }
  const thread = await openPdfThread(bytes, path, limits, onPages)
  try {
    const { pages, unread } = await recognizePages(thread, recognizer, { path, limit: limits.maxPictures, onPages })
    checkText(pages, unread, path)
    return { format: 'pdf', lines: toPdfLines(pages), frontMatter: {}, warnings: toWarnings(pages, unread) }
  } finally {
    thread.close()
  }
}

function checkText(pages: readonly PageRows[], unread: RecognizedPages['unread'], path: string): void {
  const sum = (of: (page: PageRows) => number) => pages.reduce((total, page) => total + of(page), 0)
  const characters = sum((page) => page.characters)
  const unmapped = sum((page) => page.unmapped)
  if (unmapped > (characters + unmapped) * MAX_UNMAPPED) {
    const why = 'its fonts do not say which characters they print'
    const next = `Supply it as DOCX, HTML or text${unread === null ? '' : `; ${unread.why}`}`
    throw new IngestError('no_text', `${path}: no text can be taken from it, ${why}. ${next}.`)
  }
  if (unread !== null && characters < pages.length * SCAN_CHARACTERS) {
    const next = `Supply the original, or make text recognition (OCR) possible: ${unread.why}`
    throw new IngestError('image_only', `${path} is a scan: its pages are images without text. ${next}.`)
  }
  if (characters === 0) throw new IngestError('no_text', `${path}: no text was found in it.`)
}

function toWarnings(pages: readonly PageRows[], unread: RecognizedPages['unread']): readonly string[] {
  const recognized = pages.filter((page) => page.isRecognized).map(({ number }) => number)
  return [
    ...(recognized.length === 0
      ? []
      : [`Read by text recognition (OCR), compare with the original: pages ${toRanges(recognized)}.`]),
    ...(unread === null
      ? []
      : [`Pages without text, only images: ${toRanges(unread.numbers)}. They were not read: ${unread.why}.`]),
  ]
}

/** `1-3, 7`. */
function toRanges(numbers: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const number of numbers) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === number - 1) last[1] = number
    else ranges.push([number, number])
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ')
}
