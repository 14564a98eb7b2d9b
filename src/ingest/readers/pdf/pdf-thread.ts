import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { IngestError } from '../../../errors.ts'
import type { OnPages } from '../source-document.ts'
import type { PageRows } from './page-rows.ts'
import type { ScanImages } from './scan/prepare-scan.ts'
import type { PdfMessage, PdfTask, ScanRequest } from './worker.ts'

/** Limits of what is read. */
export interface PdfLimits {
  readonly maxPages: number
  readonly maxPageMs: number
  /** Pages that are pictures: each takes text recognition seconds. */
  readonly maxPictures: number
}

/** A PDF that is open in a thread of its own. */
export interface PdfThread {
  readonly pages: readonly PageRows[]
  /** The pictures of a page, counted from 1; `null` where it cannot be drawn in time. */
  drawScan(number: number): Promise<ScanImages | null>
  /** Ends the thread. */
  close(): void
}

/**
 * Reads all pages of a PDF. Throws {@link IngestError}: `encrypted` where it needs a password, `too_large` for too many
 * pages, `too_slow` where a page takes too long, `malformed`; the thread has then ended.
 */
export async function openPdfThread(
  bytes: Uint8Array,
  path: string,
  limits: PdfLimits,
  onPages?: OnPages,
): Promise<PdfThread> {
  const worker = startWorker({ bytes, maxPages: limits.maxPages })
  const close = () => void worker.terminate()
  try {
    const pages = await readPages(worker, path, limits, onPages)
    return { pages, close, drawScan: (number) => drawScan(worker, number, limits.maxPageMs) }
  } catch (error) {
    close()
    throw error
  }
}

function readPages(
  worker: Worker,
  path: string,
  limits: PdfLimits,
  onPages: OnPages | undefined,
): Promise<readonly PageRows[]> {
  return new Promise((resolve, reject) => {
    const pages: PageRows[] = []
    let expected = -1
    const settle = (error?: IngestError) => {
      clearTimeout(timer)
      worker.off('message', onMessage)
      if (error) reject(error)
      else resolve(pages)
    }
    const onSlow = () => settle(tooSlow(path, pages.length + 1, limits.maxPageMs))
    const timer = setTimeout(onSlow, limits.maxPageMs)
    const onMessage = (message: PdfMessage) => {
      timer.refresh()
      if (message.kind === 'fault') settle(toError(message.fault, path))
      else if (message.kind === 'page') pages.push(message.page)
      else if (message.kind === 'opened' && message.pages > limits.maxPages)
        settle(tooMany(path, message.pages, limits.maxPages))
      else if (message.kind === 'opened') expected = message.pages
      if (expected > 0) onPages?.(pages.length, expected)
      if (expected >= 0 && pages.length === expected) settle()
    }
    worker.on('message', onMessage)
    worker.on('error', (cause) => settle(toError('malformed', path, cause)))
    worker.on('exit', () => settle(toError('malformed', path)))
  })
}

function drawScan(worker: Worker, number: number, timeoutMs: number): Promise<ScanImages | null> {
  return new Promise((resolve) => {
    const settle = (scan: ScanImages | null) => {
      clearTimeout(timer)
      worker.off('message', onMessage)
      worker.off('exit', onEnd)
      resolve(scan)
    }
    const onEnd = () => settle(null)
    const onMessage = (message: PdfMessage) => {
      if (message.kind === 'scan' && message.number === number) settle(message.scan)
    }
    const timer = setTimeout(onEnd, timeoutMs)
    worker.on('message', onMessage)
    worker.on('exit', onEnd)
    worker.postMessage({ number } satisfies ScanRequest)
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
