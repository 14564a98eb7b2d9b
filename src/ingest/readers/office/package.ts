import { fromBuffer, type ZipFile } from 'yauzl'
import { IngestError } from '../../../errors.ts'

/** Bytes that the parts that are read may have together when unpacked; text of thousands of pages stays far below. */
const MAX_UNPACKED_BYTES = 50 * 1024 * 1024
const MAX_PARTS = 20_000

/** Parts of an Office file by their name in it (`word/document.xml`), as text. */
export type OfficeParts = ReadonlyMap<string, string>

/**
 * Unpacks the parts of an Office file that are asked for; macros, pictures and whatever else is in it stay packed.
 * Throws {@link IngestError}: `too_large` for parts above the limit, whatever size they claim to have, `encrypted`,
 * `malformed`.
 */
export async function openPackage(
  bytes: Uint8Array,
  path: string,
  isWanted: (name: string) => boolean,
  maxBytes = MAX_UNPACKED_BYTES,
): Promise<OfficeParts> {
  const parts = new Map<string, string>()
  let left = maxBytes
  try {
    const zip = await open(bytes)
    for (let count = 0, entry = await next(zip); entry !== null; entry = await next(zip)) {
      if (++count > MAX_PARTS) throw tooLarge(path, `more than ${MAX_PARTS} parts`)
      if (!isWanted(entry.fileName)) continue
      if (entry.isEncrypted()) throw encrypted(path)
      const part = entry.uncompressedSize > left ? null : await unpack(zip, entry, left)
      if (part === null)
        throw tooLarge(path, `more than ${Math.round(maxBytes / 1024 / 1024)} MB of text when unpacked`)
      left -= part.length
      parts.set(entry.fileName, decode(part))
    }
  } catch (cause) {
    if (cause instanceof IngestError) throw cause
    const message = `${path} is damaged or incomplete and cannot be unpacked. Open it and save it anew.`
    throw new IngestError('malformed', message, { cause })
  }
  return parts
}

type Entry = Parameters<Parameters<ZipFile['on']>[1]>[0] & {
  readonly fileName: string
  readonly uncompressedSize: number
  isEncrypted(): boolean
}

function open(bytes: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    fromBuffer(buffer, { lazyEntries: true }, (error, zip) => (error ? reject(error) : resolve(zip)))
  })
}

function next(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      zip.removeAllListeners()
      done()
    }
    zip.once('entry', (entry: Entry) => settle(() => resolve(entry)))
    zip.once('end', () => settle(() => resolve(null)))
    zip.once('error', (error: unknown) => settle(() => reject(error)))
    zip.readEntry()
  })
}

/** The bytes of a part, `null` where they are more than are left. */
function unpack(zip: ZipFile, entry: Entry, left: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error)
      const chunks: Buffer[] = []
      let size = 0
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > left) {
          stream.destroy()
          resolve(null)
        } else chunks.push(chunk)
      })
      stream.on('end', () => resolve(Buffer.concat(chunks)))
      stream.on('error', reject)
    })
  })
}

function decode(part: Buffer): string {
  const isUtf16 = part[0] === 0xff && part[1] === 0xfe
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(part)
}

function tooLarge(path: string, what: string): IngestError {
  return new IngestError('too_large', `${path} has ${what} and is not read. Split it or remove what is not text.`)
}

function encrypted(path: string): IngestError {
  return new IngestError('encrypted', `${path} is encrypted: it needs a password. Save it without one.`)
}
