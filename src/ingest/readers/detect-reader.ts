import { extname } from 'node:path'
import { IngestError } from '../../errors.ts'
import { readDocx } from './docx/read-docx.ts'
import { HTML_EXTENSIONS, looksLikeHtml, readHtml } from './html/read-html.ts'
import { readPdf } from './pdf/read-pdf.ts'
import { PLAIN_EXTENSIONS, readPlain } from './read-plain.ts'
import type { Reader } from './source-document.ts'
import { readXlsx } from './xlsx/read-xlsx.ts'

/** Extensions that are read, in lower case with their dot. */
export const SUPPORTED_EXTENSIONS: readonly string[] = [
  ...PLAIN_EXTENSIONS,
  ...HTML_EXTENSIONS,
  '.pdf',
  '.docx',
  '.docm',
  '.xlsx',
  '.xlsm',
]

/** A PDF may have a few bytes of something else before its mark. */
const PDF_MARK_WITHIN = 1024
const ZIP_MARK = [0x50, 0x4b, 0x03, 0x04]
/** Word and Excel files of before 2007, and newer ones with a password. */
const OLD_OFFICE_MARK = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/**
 * The reader for a file, by what its bytes are, whatever its name; text is known by its extension alone. Throws
 * {@link IngestError} with reason `unsupported` where there is none.
 */
export function detectReader(bytes: Uint8Array, path: string): Reader {
  const extension = extname(path).toLowerCase()
  if (includes(bytes.subarray(0, PDF_MARK_WITHIN), '%PDF-')) return readPdf
  if (startsWith(bytes, ZIP_MARK) && includes(bytes, 'word/document')) return readDocx
  if (startsWith(bytes, ZIP_MARK) && includes(bytes, 'xl/workbook.xml')) return readXlsx
  if (startsWith(bytes, OLD_OFFICE_MARK)) throw oldOffice(bytes, path)
  if (HTML_EXTENSIONS.includes(extension) || looksLikeHtml(bytes)) return readHtml
  if (PLAIN_EXTENSIONS.includes(extension)) return readPlain
  if (SUPPORTED_EXTENSIONS.includes(extension)) throw unsupported(path, 'is not what its extension says')
  throw unsupported(path, 'is of a kind that is not read')
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte)
}

function oldOffice(bytes: Uint8Array, path: string): IngestError {
  const isEncrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
  if (!isEncrypted) return unsupported(path, 'is an Office file of before 2007; save it in a newer format')
  return new IngestError('encrypted', `${path} is encrypted: it needs a password. Save it without one.`)
}

function includes(bytes: Uint8Array, ascii: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(ascii, 0, 'latin1')
}

function unsupported(path: string, why: string): IngestError {
  return new IngestError('unsupported', `${path} ${why}. Supported are: ${SUPPORTED_EXTENSIONS.join(', ')}.`)
}
