import type { Element } from 'domhandler'
import { childrenOf } from '../markup.ts'
import { readParagraph } from './paragraph-text.ts'

/** Texts of footnotes and endnotes by kind and id: `footnote 2`. */
export type Notes = ReadonlyMap<string, string>

/** Reads the notes of a Word file; the lines that set them apart are none. */
export function readNotes(notes: readonly Element[]): Notes {
  const own = notes.filter((note) => note.attribs['w:type'] === undefined || note.attribs['w:type'] === 'normal')
  return new Map(
    own.map((note) => {
      const paragraphs = childrenOf(note, 'w:p').map((paragraph) => readParagraph(paragraph, new Map()).text)
      return [`${note.name.slice(2)} ${note.attribs['w:id'] ?? ''}`, paragraphs.join(' ').trim()]
    }),
  )
}
