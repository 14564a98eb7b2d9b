import type { Question } from '../../domain.ts'

/** Most questions of one message that are answered one by one; more are read as one. */
const MAX_PARTS = 3

/** A question mark with more of the message after it. */
const BORDER = /(?<=[?？])[?？!！\s　]*(?=[^?？!！\s　])/u

/**
 * The questions of one message, each with those before it as its turns: 「解約後のデータ消去はいつ？控えは？」. One, where
 * the message asks once; a sentence that asks nothing stays with the question that it stands beside.
 */
export function splitQuestion({ text, turns }: Question): readonly Question[] {
  const parts = text.split(BORDER).filter((part) => /[\p{L}\p{N}]/u.test(part))
  const isSplit = parts.length > 1 && parts.length <= MAX_PARTS && parts.every((part) => /[?？][\s　]*$/u.test(part))
  return isSplit
    ? parts.map((part, i) => ({ text: part.trim(), turns: [...turns, ...parts.slice(0, i).map((t) => t.trim())] }))
    : [{ text, turns }]
}
