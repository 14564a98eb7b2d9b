import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { IngestError } from '../../errors.ts'
import { decodeText } from './decode-text.ts'
import { loadMetaFile, splitFrontMatter } from './front-matter.ts'
import { looksLikeMarkdown, readMarkdown } from './markdown.ts'
import type { SourceDocument } from './source-document.ts'
import { normalizeLineEnds, readText } from './text.ts'

/** Largest file that is taken in: 50 MB. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024

const FORMATS: Readonly<Record<string, SourceDocument['format']>> = {
  '.txt': 'text',
  '.text': 'text',
  '.md': 'markdown',
  '.markdown': 'markdown',
}

/** Extensions that {@link readDocument} reads, in lower case with their dot. */
export const SUPPORTED_EXTENSIONS: readonly string[] = Object.keys(FORMATS)

/**
 * Reads one file into lines; the reader is chosen by the extension, and a plain text written with `#` headings is
 * read as Markdown. Throws {@link IngestError} whose reason says why the file is refused.
 */
export async function readDocument(path: string): Promise<SourceDocument> {
  const named = FORMATS[extname(path).toLowerCase()]
  if (named === undefined) {
    const supported = SUPPORTED_EXTENSIONS.join(', ')
    throw new IngestError('unsupported', `${path} is of a kind that is not read. Supported are: ${supported}.`)
  }
  const bytes = await loadBytes(path)
  const { data, body } = splitFrontMatter(normalizeLineEnds(decodeText(bytes, path)), path)
  if (body.trim() === '') {
    throw new IngestError(
      'empty',
      `${path} holds no text besides its front matter. Supply a file with the paper's text.`,
    )
  }
  const format = named === 'text' && looksLikeMarkdown(body) ? 'markdown' : named
  return {
    path,
    format,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    lines: format === 'markdown' ? readMarkdown(body) : readText(body),
    frontMatter: { ...data, ...(await loadMetaFile(path)) },
  }
}

async function loadBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size > MAX_FILE_BYTES) throw tooLarge(path, size)
    const bytes = await readFile(path)
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

function tooLarge(path: string, bytes: number): IngestError {
  const limit = MAX_FILE_BYTES / 1024 / 1024
  return new IngestError(
    'too_large',
    `${path} has ${Math.ceil(bytes / 1024 / 1024)} MB, the limit is ${limit} MB. Split it or extract its text.`,
  )
}
