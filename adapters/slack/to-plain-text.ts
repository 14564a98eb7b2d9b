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
