import type { ParentNode } from 'domhandler'
import { IngestError } from '../../../errors.ts'
import { decodeText } from '../decode-text.ts'
import { findAll, parseHtml, textOf } from '../markup.ts'
import type { ReadContent, SourceLine } from '../source-document.ts'
import { normalizeLineEnds } from '../text.ts'
import { toHtmlLines } from './html-lines.ts'
import { findContent } from './main-content.ts'

/** The encoding is named within the first kilobyte of a page. */
const CHARSET_WITHIN = 1024

/** Extensions of saved pages, in lower case with their dot. */
export const HTML_EXTENSIONS: readonly string[] = ['.html', '.htm', '.xhtml']

/** Tells a page by how it begins. */
export function looksLikeHtml(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, CHARSET_WITHIN)).toString('utf8')
  return /^\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html[\s>])/i.test(start)
}

/**
 * Reads a saved page: its main content without navigation, scripts and footer. Throws {@link IngestError} with reason
 * `no_text` where nothing is left, and those of the decoding.
 */
export function readHtml(bytes: Uint8Array, path: string): ReadContent {
  const document = parseHtml(normalizeLineEnds(decodeHtml(bytes, path)), path)
  const lines = withTitle(toHtmlLines(findContent(document)), document)
  if (!lines.some((line) => line.text.trim() !== '')) {
    const message = `${path}: no text was found in it. A page that is filled by scripts has to be saved as complete page.`
    throw new IngestError('no_text', message)
  }
  return { format: 'html', lines, frontMatter: {} }
}

/** By the encoding that the page names, where its bytes are in it; else by the bytes. */
function decodeHtml(bytes: Uint8Array, path: string): string {
  const start = Buffer.from(bytes.subarray(0, CHARSET_WITHIN)).toString('latin1')
  const named = /<meta\s[^>]*charset\s*=\s*["']?\s*([\w-]+)/i.exec(start)?.[1]
  const isMarked = (bytes[0] ?? 0) >= 0xef && (bytes[1] ?? 0) >= 0xbb
  if (named === undefined || isMarked) return decodeText(bytes, path)
  try {
    return new TextDecoder(named, { fatal: true }).decode(bytes)
  } catch {
    return decodeText(bytes, path)
  }
}

/** The title of the window stands for a heading that the page does not have. */
function withTitle(lines: readonly SourceLine[], document: ParentNode): readonly SourceLine[] {
  const [title] = findAll(document, 'title')
  const text = title === undefined ? '' : textOf(title).replace(/\s+/g, ' ').trim()
  if (text === '' || lines.some(({ heading }) => heading === 1)) return lines
  return [{ text, page: null, heading: null }, { text: '', page: null, heading: null }, ...lines]
}
