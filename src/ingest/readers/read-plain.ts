import { extname } from 'node:path'
import { IngestError } from '../../errors.ts'
import { decodeText } from './decode-text.ts'
import { splitFrontMatter } from './front-matter.ts'
import { looksLikeMarkdown, readMarkdown } from './markdown.ts'
import type { ReadContent } from './source-document.ts'
import { normalizeLineEnds, readText } from './text.ts'

const FORMATS: Readonly<Record<string, ReadContent['format']>> = {
  '.txt': 'text',
  '.text': 'text',
  '.md': 'markdown',
  '.markdown': 'markdown',
}

/** Extensions of files that are text, in lower case with their dot. */
export const PLAIN_EXTENSIONS: readonly string[] = Object.keys(FORMATS)

/** Reads a file that is text. A plain text written with `#` headings is read as Markdown. */
export function readPlain(bytes: Uint8Array, path: string): ReadContent {
  const { data, body } = splitFrontMatter(normalizeLineEnds(decodeText(bytes, path)), path)
  if (body.trim() === '') {
    const message = `${path} holds no text besides its front matter. Supply a file with the paper's text.`
    throw new IngestError('empty', message)
  }
  const named = FORMATS[extname(path).toLowerCase()] ?? 'text'
  const format = named === 'text' && looksLikeMarkdown(body) ? 'markdown' : named
  return { format, lines: format === 'markdown' ? readMarkdown(body) : readText(body), frontMatter: data }
}
