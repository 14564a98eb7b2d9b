/** Scripts and forms that take two columns in a terminal (Unicode UAX #11, W and F). */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\u30fb\u30fc\uff01-\uff60\uffe0-\uffe6]/u
/** Half-width katakana belong to a wide script, but take one column. */
const HALF = /[\uff61-\uffdc]/u
const NONE = /[\p{Mn}\p{Me}\p{Cf}]/u

/** Columns that a text takes in a terminal; East Asian letters take two. */
export function widthOf(text: string): number {
  let width = 0
  for (const letter of text) width += NONE.test(letter) ? 0 : WIDE.test(letter) && !HALF.test(letter) ? 2 : 1
  return width
}

/** The text with blanks after it, so that it takes this many columns; a wider one stays as it is. */
export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}
