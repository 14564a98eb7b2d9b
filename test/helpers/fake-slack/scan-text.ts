/** How Slack reads a text: its own `mrkdwn`, or standard Markdown (`markdown_text` and `markdown` blocks). */
export type Markup = 'mrkdwn' | 'markdown'

/** A link that Slack would draw from a text. */
export interface FoundLink {
  readonly url: string
  /** `undefined` for a link without words of its own. */
  readonly label: string | undefined
}

const MENTION = /<(?:@[UWB][A-Z0-9]*|#[CG][A-Z0-9]*|![a-z]+)(?:[\^|][^>]*)?>/gu
const NAMED = /(?<![\w@])[@#][\p{L}\p{N}][\p{L}\p{N}._-]*/gu
const ANGLED = /<([a-z][a-z0-9+.-]*:[^|>\s]+)(?:\|([^>]*))?>/giu
const MARKDOWN_LINK = /(?<!\\)\[((?:\\.|[^\]\\])*)\]\(\s*<?([^)\s>]+)>?[^)]*\)/gu
const MARKDOWN_REFERENCE = /^ {0,3}\[([^\]]+)\]:\s*<?(\S+?)>?(?:\s.*)?$/gmu
/** Names of emoji, of Slack's own and a workspace's; between the digits of a time there are none. */
const EMOJI = /(?<!\d(?=:\d\d(?!\d))):[\p{L}\p{M}\p{N}_+'-]+:/gu
const FENCED = /```[\s\S]*?(?:```|$)/gu
const CODE = /(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/gu
const WITH_SCHEME = /\bhttps?:\/\/[^\s<>|)\]]+/giu
/** Slack also links a host without a scheme; these endings are the ones that whitepapers print. */
const HOST =
  /(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|net|org|io|jp|dev|ai|app|cloud|co|gov|edu|eu|de|uk|us|info|biz|md)(?![\w-])(?:\/[^\s<>|)\]]*)?/giu

/**
 * Mentions that would ring or link: `<!channel>`, `<!here>`, `<!everyone>`, `<!subteam^S…>`, `<!date^…>`, `<@U…>`,
 * `<#C…>`. In code spans and after a backslash too, since what Slack makes of those was not tried: only `&lt;` is safe.
 */
export function findMentions(text: string): string[] {
  return [...text.matchAll(MENTION)].map(([mention]) => mention)
}

/** `@name` and `#name`, which Slack links only when a post asks for it (`link_names`, `parse: 'full'`). */
export function findNames(text: string): string[] {
  return [...text.matchAll(NAMED)].map(([name]) => name)
}

/** `:name:` outside code, which Slack draws as an emoji; a backslash does not count, as it is not known to help. */
export function findEmoji(text: string): string[] {
  return [
    ...withoutCode(text)
      .replace(/\\([\p{P}\p{S}])/gu, '$1')
      .matchAll(EMOJI),
  ].map(([name]) => name)
}

/** Explicit links: `<url|label>` and `<url>`, in Markdown `[label](url)` and `[label]: url` as well. */
export function findLinks(text: string, markup: Markup): FoundLink[] {
  const readable = markup === 'markdown' ? withoutCode(text) : text
  const angled = [...readable.matchAll(ANGLED)].map(([, url = '', label]) => ({ url, label }))
  if (markup === 'mrkdwn') return angled
  const worded = [...readable.matchAll(MARKDOWN_LINK), ...readable.matchAll(MARKDOWN_REFERENCE)]
  return [...angled, ...worded.map(([, label, url = '']) => ({ url, label }))]
}

/** URLs and hosts that stand in the text as such, and that Slack would make into links; those in code do not count. */
export function findBareUrls(text: string, markup: Markup): string[] {
  const withoutLinks = withoutCode(text).replace(/<[^>\n]*>/gu, ' ')
  const readable =
    markup === 'markdown' ? withoutLinks.replace(MARKDOWN_LINK, ' ').replace(MARKDOWN_REFERENCE, ' ') : withoutLinks
  const full = [...readable.matchAll(WITH_SCHEME)].map(([url]) => url)
  const hosts = [...readable.replace(WITH_SCHEME, ' ').matchAll(HOST)].map(([host]) => host)
  return [...full, ...hosts]
}

function withoutCode(text: string): string {
  return text.replace(FENCED, ' ').replace(CODE, ' ')
}
