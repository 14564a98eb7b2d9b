import { open } from 'node:fs/promises'
import { extname } from 'node:path'

/** Bytes at the end in which a PDF has its `%%EOF`; more than the 1,024 that readers allow. */
const PDF_END_BYTES = 2048
/** The end record of a ZIP (APPNOTE 4.3.16): 22 bytes and a comment of up to 65,535. */
const ZIP_END_BYTES = 22 + 0xffff
const ZIP_END = Buffer.from([0x50, 0x4b, 0x05, 0x06])
const ZIPPED = ['.docx', '.docm', '.xlsx', '.xlsm']

/**
 * Whether a file ends as one of its kind does. One that is still being written does not, also where the room for all of
 * it was taken at once. `false` where it is empty or cannot be read.
 */
export async function isWhole(path: string): Promise<boolean> {
  const extension = extname(path).toLowerCase()
  const isZip = ZIPPED.includes(extension)
  const end = await readEnd(path, isZip ? ZIP_END_BYTES : PDF_END_BYTES).catch(() => Buffer.alloc(0))
  if (isZip) return end.includes(ZIP_END)
  if (extension === '.pdf') return end.includes('%%EOF', 0, 'latin1')
  return end.length > 0 && end.at(-1) !== 0
}

async function readEnd(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const length = Math.min(size, bytes)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
