import { parentPort, workerData } from 'node:worker_threads'
import { type PageRows, toPageRows } from './page-rows.ts'
import { openPdf, type PdfFault, type PdfFile } from './pdf-file.ts'
import { prepareScan, type ScanImages } from './scan/prepare-scan.ts'

/** What the thread sends: how many pages there are, then each of them; or why there are none; then what it is asked for. */
export type PdfMessage =
  | { readonly kind: 'opened'; readonly pages: number }
  | { readonly kind: 'page'; readonly page: PageRows }
  | { readonly kind: 'fault'; readonly fault: PdfFault }
  | { readonly kind: 'scan'; readonly number: number; readonly scan: ScanImages | null }

/** What the thread is given. */
export interface PdfTask {
  readonly bytes: Uint8Array
  readonly maxPages: number
}

/** What it is asked for afterwards: the pictures of a page, counted from 1. */
export interface ScanRequest {
  readonly number: number
}

type Send = (message: PdfMessage, buffers?: ArrayBuffer[]) => void

/** Reads a PDF in a thread of its own, so that a page that takes for ever can be given up. */
async function read({ bytes, maxPages }: PdfTask, send: Send): Promise<PdfFile | null> {
  const file = await openPdf(bytes)
  if (typeof file === 'string') {
    send({ kind: 'fault', fault: file })
    return null
  }
  send({ kind: 'opened', pages: file.pageCount })
  if (file.pageCount > maxPages) return null
  for (let i = 0; i < file.pageCount; i++) send({ kind: 'page', page: toPageRows(file.readPage(i), i) })
  return file
}

function scan(file: PdfFile, number: number, send: Send): void {
  const drawn = file.drawPage(number - 1)
  const images = drawn === null ? null : prepareScan(drawn)
  const buffers = images === null ? [] : [images.text.pixels.buffer, images.sheet.image.pixels.buffer]
  send({ kind: 'scan', number, scan: images }, buffers as ArrayBuffer[])
}

const port = parentPort
if (port !== null) {
  const send: Send = (message, buffers) => port.postMessage(message, buffers)
  const file = await read(workerData as PdfTask, send)
  if (file !== null) port.on('message', ({ number }: ScanRequest) => scan(file, number, send))
}
