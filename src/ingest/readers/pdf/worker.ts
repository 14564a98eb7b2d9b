import { parentPort, workerData } from 'node:worker_threads'
import { type PageRows, toPageRows } from './page-rows.ts'
import { openPdf, type PdfFault } from './pdf-file.ts'

/** What the thread sends: how many pages there are, then each of them; or why there are none. */
export type PdfMessage =
  | { readonly kind: 'opened'; readonly pages: number }
  | { readonly kind: 'page'; readonly page: PageRows }
  | { readonly kind: 'fault'; readonly fault: PdfFault }

/** What the thread is given. */
export interface PdfTask {
  readonly bytes: Uint8Array
  readonly maxPages: number
}

/** Reads a PDF in a thread of its own, so that a page that takes for ever can be given up. */
async function read({ bytes, maxPages }: PdfTask, send: (message: PdfMessage) => void): Promise<void> {
  const file = await openPdf(bytes)
  if (typeof file === 'string') {
    send({ kind: 'fault', fault: file })
    return
  }
  send({ kind: 'opened', pages: file.pageCount })
  if (file.pageCount > maxPages) return
  for (let i = 0; i < file.pageCount; i++) send({ kind: 'page', page: toPageRows(file.readPage(i), i) })
}

const port = parentPort
if (port !== null) await read(workerData as PdfTask, (message) => port.postMessage(message))
