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
 * formatted, no name between colons is drawn as an emoji, and web addresses stand as code, which no client links or
 * unfurls; a backtick of the text, which could end that code, becomes its look-alike `ˋ`. Line ends become hard breaks.
 */
export function toMarkdown(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      // Four blanks would begin a code block.
      line
        .replace(/^[ \t]+/u, ' ')
        .split(ADDRESS)
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
const ADDRESS =
  /((?:(?:https?|ftp):\/\/|mailto:)[!#$%&'*+,\-./0-9:;=?@A-Z_a-z~]*|(?<![a-z0-9])(?:[\w.+-]{1,64}@)?(?:[a-z0-9-]{1,63}\.){1,9}[a-z]{2,63}(?![a-z0-9-])(?:[:/?#][!#$%&'*+,\-./0-9:;=?@A-Z_a-z~]*)?)/giu
/** A heading, list item or rule at the beginning of a line. */
const BLOCK_START = /^(\s*(?:\d+)?)([#+\-=.)](?=\s|$|[-=]))/u

/**
 * `:tada:`, also with letters of other scripts, which custom emoji may have. A colon before two digits and after another
 * is that of a time. The length is Slack's for a name.
 */
const SHORTCODE = /:(?=[\p{L}\p{M}\p{N}_+'-]{1,100}:)(?<!\d:(?=\d\d(?!\d)))/gu

/**
 * Breaks up emoji names by a word joiner (U+2060) after the colon. A backslash would do for CommonMark, which knows no
 * emoji; clients look for names in what is left once Markdown was read, and where it is not Markdown the backslash would
 * be seen. The word joiner is seen nowhere, allows no line break, and shapes no letter, as a zero-width non-joiner may.
 */
function breakShortcodes(text: string): string {
  return text.replace(SHORTCODE, ':\u2060')
}

/** A text as a field of a message that is no Markdown: it cannot mention or link, and no emoji is drawn. */
export function toLiteral(text: string): string {
  return escapeEntities(breakShortcodes(text))
}

function escapeInline(text: string): string {
  return escapeEntities(
    breakShortcodes(text.replaceAll('`', 'ˋ'))
      .replace(/[\\*_~|]/gu, '\\$&')
      .replace(/\](?=[(:])/gu, '] '),
  )
}
