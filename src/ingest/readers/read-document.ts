import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { IngestError } from '../../errors.ts'
import { detectReader } from './detect-reader.ts'
import { loadMetaFile } from './front-matter.ts'
import type { ReadOptions, SourceDocument } from './source-document.ts'

/** Largest file that is taken in: 50 MB. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024

/**
 * Longest line that is taken in, of what is left of it without mark-up and pictures: all of a paper of a hundred pages may
 * stand in one.
 */
export const MAX_LINE_CHARACTERS = 200_000
const SHOWN_CHARACTERS = 20

/** A file that was loaded but not yet read: enough to tell whether it is the same as before. */
export interface SourceFile {
  readonly path: string
  readonly bytes: Uint8Array
  /** Hexadecimal SHA-256 over the bytes. */
  readonly sha256: string
  /** Data of the `<file>.meta.yaml` beside it, `{}` where there is none. */
  readonly meta: Readonly<Record<string, unknown>>
}

/** Loads one file. Throws {@link IngestError} whose reason says why the file is refused. */
export async function openSource(path: string): Promise<SourceFile> {
  const bytes = await loadBytes(path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { path, bytes, sha256, meta: await loadMetaFile(path) }
}

/**
 * Reads a loaded file into lines; what its bytes are decides how. Throws {@link IngestError} whose reason says why the
 * file is refused.
 */
export async function readSource(
  { path, bytes, sha256, meta }: SourceFile,
  options: ReadOptions = {},
): Promise<SourceDocument> {
  const content = await detectReader(bytes, path)(bytes, path, options)
  const tooLong = content.lines.find(({ text }) => text.length > MAX_LINE_CHARACTERS)
  if (tooLong) throw lineTooLong(path, tooLong.text)
  return { ...content, path, sha256, frontMatter: { ...content.frontMatter, ...meta } }
}

/** Loads and reads one file. */
export async function readDocument(path: string): Promise<SourceDocument> {
  return readSource(await openSource(path))
}

async function loadBytes(path: string): Promise<Uint8Array> {
  try {
    const found = await stat(path)
    // A pipe or a device may have no end, and nothing in it for now.
    if (!found.isFile() && !found.isDirectory()) throw notRegular(path)
    if (found.size > MAX_FILE_BYTES) throw tooLarge(path, found.size)
    const bytes = await readFile(path)
    if (bytes.length === 0)
      throw new IngestError('empty', `${path} is empty (0 bytes): it holds no text. Supply the whole file.`)
    // The file may have grown between the two calls.
    if (bytes.length > MAX_FILE_BYTES) throw tooLarge(path, bytes.length)
    return bytes
  } catch (cause) {
    if (cause instanceof IngestError) throw cause
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new IngestError('not_found', `${path} does not exist. Check the path.`, { cause })
    }
    throw new IngestError('unreadable', `${path} cannot be read. Check that it is a file you may read.`, { cause })
  }
}

function notRegular(path: string): IngestError {
  const message = `${path} is no regular file but a pipe, a socket or a device. Save what it gives as a file.`
  return new IngestError('unreadable', message)
}

function lineTooLong(path: string, line: string): IngestError {
  const [length, limit] = [line.length, MAX_LINE_CHARACTERS].map((count) => count.toLocaleString('en'))
  const begin = line.trimStart().slice(0, SHOWN_CHARACTERS)
  return new IngestError(
    'malformed',
    `${path} has ${length} characters in one line, the limit is ${limit}: "${begin}…" is no text of a paper. Supply it with its line ends.`,
  )
}

function tooLarge(path: string, bytes: number): IngestError {
  const limit = MAX_FILE_BYTES / 1024 / 1024
  return new IngestError(
    'too_large',
    `${path} has ${Math.ceil(bytes / 1024 / 1024)} MB, the limit is ${limit} MB. Split it or extract its text.`,
  )
}
