import type { Passage, Section } from '../domain.ts'

/** A section up to this length is one passage; longer ones are sliced into pieces of at most this length. */
export const MAX_PASSAGE_LENGTH = 600

/** Up to and with the end of a sentence or line, with the closing brackets and blanks that follow. */
const SENTENCE = /[\s\S]*?(?:[。．！？!?][」』）)\]"'”’]*|\.(?=\s)|\n|$)[^\S\n]*\n*/gu

/**
 * What is embedded: each section, the long ones in slices of even length. The slices of a section are verbatim and
 * together are its body; sections with nothing but blanks have none.
 */
export function toPassages(sections: readonly Section[]): Passage[] {
  return sections.flatMap(({ body }, section) => toSlices(body).map((text) => ({ section, text })))
}

function toSlices(body: string): string[] {
  if (body.trim() === '') return []
  const pieces = (body.match(SENTENCE) ?? []).filter((piece) => piece !== '').flatMap(cutLong)
  // Even slices instead of full ones and a rest: a last slice of one sentence has no context to be found by.
  const target = body.length / Math.ceil(body.length / MAX_PASSAGE_LENGTH)
  const slices: string[] = []
  let slice = ''
  for (const piece of pieces) {
    const isFull = slice.length >= target || slice.length + piece.length > MAX_PASSAGE_LENGTH
    if (slice !== '' && isFull) {
      slices.push(slice)
      slice = ''
    }
    slice += piece
  }
  slices.push(slice)
  return slices
}

/** A sentence that is too long by itself is cut after a comma or blank, else between two whole characters. */
function cutLong(sentence: string): string[] {
  const parts: string[] = []
  let rest = sentence
  while (rest.length > MAX_PASSAGE_LENGTH) {
    const head = rest.slice(0, MAX_PASSAGE_LENGTH)
    const soft = Math.max(...['、', '，', ', ', ' ', '・'].map((mark) => head.lastIndexOf(mark) + mark.length))
    const end = soft > MAX_PASSAGE_LENGTH / 2 ? soft : wholeCharacterEnd(rest, MAX_PASSAGE_LENGTH)
    parts.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...parts, rest]
}

function wholeCharacterEnd(text: string, end: number): number {
  let cut = end
  while (cut > end - 16 && /^[\udc00-\udfff\p{M}\uff9e\uff9f]/u.test(text.slice(cut, cut + 2))) cut--
  return cut
}
