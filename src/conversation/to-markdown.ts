/** Escapes the three characters that control mentions, links and tags; half a letter, which no platform takes, is `�`. */
export function escapeEntities(text: string): string {
  return text
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
}

/**
 * A text as Markdown that shows just these characters. Mentions cannot be formed (`<` is escaped), a label cannot hide
 * another address (`](` and `]:` are broken up by a blank, whatever the parser makes of backslashes), nothing is
 * formatted, and web addresses stand as code, which no client links or unfurls; a backtick of the text, which could end
 * that code, becomes its look-alike `ˋ`. Line ends become hard breaks.
 */
export function toMarkdown(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      // Four blanks would begin a code block.
      line
        .replace(/^[ \t]+/u, ' ')
        .split(URL)
        .map((piece, i) => (i % 2 === 1 ? `\`${escapeEntities(piece)}\`` : escapeInline(piece)))
        .join('')
        .replace(BLOCK_START, '$1\\$2'),
    )
    .join('  \n')
}

/**
 * Addresses as clients link them, with a protocol or as a bare host; ASCII, so that Japanese around one stays text. The
 * lengths are those of DNS and mail: without them, a long line of dots would be looked at again from each of them.
 */
const URL =
  /((?:(?:https?|ftp):\/\/|mailto:)[!#$%&'*+,\-./0-9:;=?@A-Z_a-z~]*|(?<![a-z0-9])(?:[\w.+-]{1,64}@)?(?:[a-z0-9-]{1,63}\.){1,9}[a-z]{2,63}(?![a-z0-9-])(?:[:/?#][!#$%&'*+,\-./0-9:;=?@A-Z_a-z~]*)?)/giu
/** A heading, list item or rule at the beginning of a line. */
const BLOCK_START = /^(\s*(?:\d+)?)([#+\-=.)](?=\s|$|[-=]))/u

function escapeInline(text: string): string {
  return escapeEntities(
    text
      .replace(/[\\*_~|]/gu, '\\$&')
      .replaceAll('`', 'ˋ')
      .replace(/\](?=[(:])/gu, '] '),
  )
}
