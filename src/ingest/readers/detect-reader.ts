import { extname } from 'node:path'
import { IngestError } from '../../errors.ts'
import { HTML_EXTENSIONS, looksLikeHtml, readHtml } from './html/read-html.ts'
import { readPdf } from './pdf/read-pdf.ts'
import { PLAIN_EXTENSIONS, readPlain } from './read-plain.ts'
import type { Reader } from './source-document.ts'

/** Extensions that are read, in lower case with their dot. */
export const SUPPORTED_EXTENSIONS: readonly string[] = [...PLAIN_EXTENSIONS, ...HTML_EXTENSIONS, '.pdf']

/** A PDF may have a few bytes of something else before its mark. */
const PDF_MARK_WITHIN = 1024

/**
 * The reader for a file, by what its bytes are, whatever its name; text is known by its extension alone. Throws
 * {@link IngestError} with reason `unsupported` where there is none.
 */
export function detectReader(bytes: Uint8Array, path: string): Reader {
  const extension = extname(path).toLowerCase()
  if (includes(bytes.subarray(0, PDF_MARK_WITHIN), '%PDF-')) return readPdf
  if (HTML_EXTENSIONS.includes(extension) || looksLikeHtml(bytes)) return readHtml
  if (PLAIN_EXTENSIONS.includes(extension)) return readPlain
  if (SUPPORTED_EXTENSIONS.includes(extension)) throw unsupported(path, 'is not what its extension says')
  throw unsupported(path, 'is of a kind that is not read')
}

function includes(bytes: Uint8Array, ascii: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(ascii, 0, 'latin1')
}

function unsupported(path: string, why: string): IngestError {
  return new IngestError('unsupported', `${path} ${why}. Supported are: ${SUPPORTED_EXTENSIONS.join(', ')}.`)
}
