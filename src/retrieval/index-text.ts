import type { Passage, Section, Whitepaper } from '../domain.ts'

/** Kept in the index: texts composed by another rule have other vectors and other tokens. */
export const INDEX_TEXT_VERSION = '1'

/**
 * The text that the lexical index and the embedding model see for a passage: where it stands, then its words. The
 * headings above are part of it because a body often says only "performed daily" and the heading says of what.
 */
export function toIndexText(_paper: Whitepaper, section: Section, passage: Passage): string {
  return [...section.path, section.heading, section.controls.join(' '), passage.text].filter(isFilled).join('\n')
}

function isFilled(text: string): boolean {
  return text !== ''
}
