import { fold } from './fold.ts'

/** A note below a table or text, and the mark that it answers to. */
export interface Footnote {
  /** `1` of ※１ and *1. */
  readonly number: string
  /** The words of the note as printed, without its mark. */
  readonly text: string
}

/** An asterisk with a blank behind it is the bullet of a list: `* 3 copies are kept.` */
const NOTE = /^[^\S\n]*(?:[※注]\s*|\*)[(（]?([\d０-９]{1,2})(?![\d０-９])[)）]?[\s.:：]*(\S.*)$/gmu
const REFERENCE = /(?:※|\*|注)\s*\(?(\d{1,2})(?!\d)/gu

/** The numbered notes of a section's body. */
export function findFootnotes(body: string): readonly Footnote[] {
  return [...body.matchAll(NOTE)].map(([, number = '', text = '']) => ({ number: fold(number), text: text.trim() }))
}

/** The numbers of the notes that words refer to: 「返金（※１）」. */
export function referencesIn(words: string): ReadonlySet<string> {
  return new Set([...fold(words).matchAll(REFERENCE)].map(([, number = '']) => number))
}
