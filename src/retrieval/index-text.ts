import type { Passage, Section, Whitepaper } from '../domain.ts'

/** Kept in the index: texts composed by another rule have other vectors and other tokens. */
export const INDEX_TEXT_VERSION = '1'

/**
 * The text that the lexical index and the embedding model see for a passage: where it stands, then its words. The
 * headings above are part of it because a body often says only "performed daily" and the heading says of what. The
 * product's name makes a question over all papers find the one it names; within one paper it weighs nothing.
 */
export function toIndexText(paper: Whitepaper, section: Section, passage: Passage): string {
  const place = [paper.product, ...section.path, section.heading, section.controls.join(' ')]
  return [...place, passage.text].filter(isFilled).join('\n')
}

function isFilled(text: string): boolean {
  return text !== ''
}
