import { IngestError } from '../../../errors.ts'
import { findAll, findChild, parseXml } from '../markup.ts'
import { readLinks } from '../office/links.ts'
import { openPackage } from '../office/package.ts'
import type { ReadContent } from '../source-document.ts'
import { toDocxLines } from './docx-lines.ts'
import { readNotes } from './notes.ts'
import { createNumbering } from './numbering.ts'
import { readStyles } from './styles.ts'

/** Parts that hold text and what numbers it. Headers and footers belong to the page. */
const PARTS = /^word\/(?:document\d*|styles|numbering|footnotes|endnotes)\.xml$|^word\/_rels\/document\d*\.xml\.rels$/

/**
 * Reads a Word file with the numbers that Word counts. Macros are never opened; what is deleted or hidden is not
 * there. Throws {@link IngestError}: `malformed`, `encrypted`, `too_large`, `no_text`.
 */
export async function readDocx(bytes: Uint8Array, path: string): Promise<ReadContent> {
  const parts = await openPackage(bytes, path, (name) => PARTS.test(name))
  const part = [...parts.keys()].find((name) => /^word\/document\d*\.xml$/.test(name)) ?? ''
  const document = findChild(parseXml(parts.get(part) ?? '', path), 'w:document')
  const body = document && findChild(document, 'w:body')
  if (body === undefined) {
    throw new IngestError('malformed', `${path} is no Word file that can be read: it has no text part. Save it anew.`)
  }
  const styles = readStyles(parseXml(parts.get('word/styles.xml') ?? '', path))
  const numbering = createNumbering(parseXml(parts.get('word/numbering.xml') ?? '', path), styles)
  const notes = readNotes(
    ['footnote', 'endnote'].flatMap((kind) => {
      const notes = parseXml(parts.get(`word/${kind}s.xml`) ?? '', path)
      return findAll(notes, `w:${kind}`)
    }),
  )
  const lines = toDocxLines(body, { styles, numbering, notes, links: readLinks(parts, part, path) })
  if (!lines.some(({ text }) => text.trim() !== ''))
    throw new IngestError('no_text', `${path}: no text was found in it.`)
  return { format: 'docx', lines, frontMatter: {} }
}
