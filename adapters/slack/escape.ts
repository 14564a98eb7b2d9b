/** Escapes the three characters that control mentions, links and special commands in `mrkdwn` and in `text`. */
export function toMrkdwn(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;')
}

/**
 * A text as Markdown that shows just these characters. Mentions cannot be formed (`<` is escaped), a label cannot hide
 * another address (`](` and `]:` are broken up by a blank, whatever the parser makes of backslashes), nothing is
 * formatted, and web addresses stand as code, which Slack neither links nor unfurls. Line ends are kept.
 */
export function toMarkdown(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .split(URL)
        .map((piece, i) => (i % 2 === 1 ? `\`${toMrkdwn(piece)}\`` : escapeInline(piece)))
        .join('')
        .replace(BLOCK_START, '$1\\$2'),
    )
    .join('  \n')
}

/** With or without a protocol, as clients link them; only ASCII, so that Japanese around an address stays text. */
const URL = /((?:https?:\/\/|ftp:\/\/|www\.|mailto:)[!#$%&'*+,\-./0-9:;=?@A-Z_a-z~]+)/giu
/** A heading, list item or rule at the beginning of a line. */
const BLOCK_START = /^(\s*(?:\d+)?)([#+\-=.)](?=\s|$|[-=]))/u

function escapeInline(text: string): string {
  return toMrkdwn(text.replace(/[\\*_~`|]/gu, '\\$&').replace(/\](?=[([:])/gu, '] '))
}

/** What a person wrote in Slack, as plain text: mentions left out, links as their labels, escapes undone. */
export function toPlainText(text: string): string {
  return text
    .replace(
      /<([@!#]|https?:|mailto:)([^<>|]*)(?:\|([^<>]*))?>/gu,
      (_, kind: string, target: string, label?: string) => {
        if (kind === '@' || kind === '!') return ' '
        if (kind === '#') return label === undefined ? ' ' : `#${label}`
        return label ?? `${kind}${target}`
      },
    )
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&amp;/gu, '&')
    .trim()
}
