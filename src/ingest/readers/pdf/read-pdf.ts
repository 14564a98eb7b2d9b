import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { IngestError } from '../../../errors.ts'
import type { OnPages, ReadContent, ReadOptions } from '../source-document.ts'
import type { PageRows } from './page-rows.ts'
import { toPdfLines } from './pdf-lines.ts'
import type { PdfMessage, PdfTask } from './worker.ts'

/** Limits of what is read. */
export interface PdfLimits {
  readonly maxPages: number
  readonly maxPageMs: number
}

/** The limits that hold where a test does not set lower ones. */
export const PDF_LIMITS: PdfLimits = { maxPages: 2000, maxPageMs: 10_000 }

/** Characters a page below which a PDF with images counts as a scan. */
const SCAN_CHARACTERS = 20
/** Share of characters that are not known, above which the text cannot be relied on. */
const MAX_UNMAPPED = 0.2

/**
 * Reads a PDF. Throws {@link IngestError}: `encrypted` where it needs a password, `image_only` for a scan, `too_large`
 * for more than 2,000 pages, `too_slow` where a page takes more than 10 s, `malformed`, `no_text`.
 */
export async function readPdf(
  bytes: Uint8Array,
  path: string,
  { onPages, ...limits }: ReadOptions & Partial<PdfLimits> = {},
): Promise<ReadContent> {
  const pages = await readPages(bytes, path, { ...PDF_LIMITS, ...limits }, onPages)
  checkText(pages, path)
  const scanned = pages.filter(isScan).map(({ number }) => number)
  return {
    format: 'pdf',
    lines: toPdfLines(pages),
    frontMatter: {},
    warnings:
      scanned.length === 0 ? [] : [`Pages without text, only images: ${scanned.join(', ')}. They were not read.`],
  }
}

function readPages(
  bytes: Uint8Array,
  path: string,
  limits: PdfLimits,
  onPages: OnPages | undefined,
): Promise<readonly PageRows[]> {
  return new Promise((resolve, reject) => {
    const pages: PageRows[] = []
    let expected = -1
    const worker = startWorker({ bytes, maxPages: limits.maxPages })
    const settle = (error?: IngestError) => {
      clearTimeout(timer)
      void worker.terminate()
      if (error) reject(error)
      else resolve(pages)
    }
    const onSlow = () => settle(tooSlow(path, pages.length + 1, limits.maxPageMs))
    const timer = setTimeout(onSlow, limits.maxPageMs)
    worker.on('message', (message: PdfMessage) => {
      timer.refresh()
      if (message.kind === 'fault') settle(toError(message.fault, path))
      else if (message.kind === 'page') pages.push(message.page)
      else if (message.pages > limits.maxPages) settle(tooMany(path, message.pages, limits.maxPages))
      else expected = message.pages
      if (expected > 0) onPages?.(pages.length, expected)
      if (expected >= 0 && pages.length === expected) settle()
    })
    worker.on('error', (cause) => settle(toError('malformed', path, cause)))
    worker.on('exit', () => settle(toError('malformed', path)))
  })
}

/** The built program's thread starts by itself; under tsx the thread has to be told how to read the sources. */
function startWorker(workerData: PdfTask): Worker {
  const own = extname(fileURLToPath(import.meta.url))
  const url = new URL(`./worker${own}`, import.meta.url)
  if (own === '.js') return new Worker(url, { workerData })
  const tsx = import.meta.resolve('tsx/esm/api')
  const start = `import('${tsx}').then(({ register }) => { register(); return import('${url.href}') })`
  return new Worker(start, { eval: true, execArgv: [], workerData })
}

function checkText(pages: readonly PageRows[], path: string): void {
  const sum = (of: (page: PageRows) => number) => pages.reduce((total, page) => total + of(page), 0)
  const characters = sum((page) => page.characters)
  const unmapped = sum((page) => page.unmapped)
  if (unmapped > (characters + unmapped) * MAX_UNMAPPED) {
    const why = 'its fonts do not say which characters they print'
    throw new IngestError('no_text', `${path}: no text can be taken from it, ${why}. Supply it as DOCX, HTML or text.`)
  }
  if (sum((page) => page.images) > 0 && characters < pages.length * SCAN_CHARACTERS && pages.some(isScan)) {
    const next = 'Supply the original, or run text recognition (OCR) over it first'
    throw new IngestError('image_only', `${path} is a scan: its pages are images without text. ${next}.`)
  }
  if (characters === 0) throw new IngestError('no_text', `${path}: no text was found in it.`)
}

function isScan(page: PageRows): boolean {
  return page.images > 0 && page.characters === 0
}

function toError(fault: 'encrypted' | 'malformed', path: string, cause?: unknown): IngestError {
  const message =
    fault === 'encrypted'
      ? `${path} is encrypted: it needs a password. Save it without one.`
      : `${path} is no PDF that can be read: it is damaged or incomplete. Open it and save it anew.`
  return new IngestError(fault, message, cause === undefined ? undefined : { cause })
}

function tooMany(path: string, pages: number, limit: number): IngestError {
  return new IngestError('too_large', `${path} has ${pages} pages, the limit is ${limit}. Split it.`)
}

function tooSlow(path: string, page: number, limitMs: number): IngestError {
  const message = `${path}: page ${page} takes more than ${limitMs / 1000} s to read. Save it anew, or without that page.`
  return new IngestError('too_slow', message)
}
