import { IngestError } from '../../../../errors.ts'
import type { OnPages } from '../../source-document.ts'
import type { PageRows } from '../page-rows.ts'
import type { PdfThread } from '../pdf-thread.ts'
import { recognizePage } from './recognize-page.ts'
import type { Recognizer } from './recognizer.ts'

/** Pages that are recognized at a time: each runs a program of its own. */
const AT_ONCE = 2

/** A document whose pictures were read. */
export interface RecognizedPages {
  readonly pages: readonly PageRows[]
  /** Pages that are still pictures, and why; `null` where there are none. */
  readonly unread: { readonly numbers: readonly number[]; readonly why: string } | null
}

/**
 * Reads the pages that are pictures. Throws {@link IngestError} with `too_large` where there are more than `limit`; a page
 * that cannot be recognized stays as it was.
 */
export async function recognizePages(
  thread: PdfThread,
  recognizer: Recognizer,
  { path, limit, onPages }: { readonly path: string; readonly limit: number; readonly onPages?: OnPages | undefined },
): Promise<RecognizedPages> {
  const pictures = thread.pages.filter((page) => page.isPicture)
  if (pictures.length === 0) return { pages: thread.pages, unread: null }
  const problem = await recognizer.findProblem()
  if (problem !== null)
    return { pages: thread.pages, unread: { numbers: pictures.map(({ number }) => number), why: problem } }
  if (pictures.length > limit) {
    const message = `${path} has ${pictures.length} pages that are images, the limit is ${limit}. Split it.`
    throw new IngestError('too_large', message)
  }
  const read = new Map<number, PageRows>()
  const waiting = [...pictures]
  const work = async () => {
    for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
      onPages?.(thread.pages.length - waiting.length - 1, thread.pages.length)
      const recognized = await tryPage(thread, page, recognizer)
      if (recognized !== null) read.set(page.number, recognized)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const numbers = pictures.map(({ number }) => number).filter((number) => !read.has(number))
  const why = 'text recognition found no text on them, failed or took too long'
  return {
    pages: thread.pages.map((page) => read.get(page.number) ?? page),
    unread: numbers.length === 0 ? null : { numbers, why },
  }
}

/** `null` where the page cannot be drawn or has no text, or where the recognizer fails or takes too long. */
async function tryPage(thread: PdfThread, page: PageRows, recognizer: Recognizer): Promise<PageRows | null> {
  const scan = await thread.drawScan(page.number)
  if (scan === null) return null
  try {
    const recognized = await recognizePage(page, scan, recognizer)
    return recognized.characters > 0 ? recognized : null
  } catch {
    return null
  }
}
