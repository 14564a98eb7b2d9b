import type { Question } from '../../domain.ts'

/** Most questions of one message that are answered one by one; more are read as one. */
const MAX_PARTS = 3

/** A question mark with all that parts it from what follows. */
const BORDER = /[?？][?？!！\s]*/gu
/** Where an English question goes on with one of its own: "… taken, and how long are logs kept?"; not "and where are they?". */
const AND_ASKS = /,? and (?=(?:what|where|when|how|who|does|do|is|are|can)\b(?!.*\b(?:they|them|it|those)\b))/giu

/** Words of others; what they ask is not asked. */
const QUOTATION = /「[^「」]*」|『[^『』]*』|“[^“”]*”|"[^"]*"/gu

/**
 * The questions of one message, each with those before it as its turns: 「解約後のデータ消去はいつ？控えは？」. One, where
 * the message asks once; a sentence that asks nothing stays with the question that it stands beside.
 */
export function splitQuestion({ text, turns }: Question): readonly Question[] {
  const parts = cut(text)
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .flatMap(splitEnglish)
  const isSplit =
    parts.length > 1 && parts.length <= MAX_PARTS && parts.every((part) => /^[?？]$/u.test(part.slice(-1)))
  return isSplit ? parts.map((part, i) => ({ text: part, turns: [...turns, ...parts.slice(0, i)] })) : [{ text, turns }]
}

/** The text cut behind its question marks. */
function cut(text: string): string[] {
  const parts: string[] = []
  let start = 0
  for (const { 0: border, index } of text.replace(QUOTATION, blank).matchAll(BORDER)) {
    parts.push(text.slice(start, index + 1).trim())
    start = index + border.length
  }
  return [...parts, text.slice(start).trim()]
}

function splitEnglish(part: string): readonly string[] {
  if (!/^(?:what|where|when|how|who|which|does|do|is|are|can)\b[^?？]*[?？]$/iu.test(part)) return [part]
  const pieces = part.slice(0, -1).split(AND_ASKS)
  return pieces.every((piece) => piece.trim().split(' ').length > 2) ? pieces.map((piece) => `${piece}?`) : [part]
}

function blank(words: string): string {
  return '\0'.repeat(words.length)
}
