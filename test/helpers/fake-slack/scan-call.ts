import { isObject, type JsonObject, toList, toText, walkObjects } from './json.ts'
import {
  type FoundLink,
  findBareUrls,
  findEmoji,
  findLinks,
  findMentions,
  findNames,
  type Markup,
} from './scan-text.ts'

/** What Slack would act on in one call. */
export interface Findings {
  readonly mentions: readonly string[]
  readonly links: readonly FoundLink[]
  /** Names between colons that Slack would draw as emoji. */
  readonly emoji: readonly string[]
  /** URLs for which Slack would put a preview below the post. */
  readonly unfurling: readonly string[]
}

interface Piece {
  readonly text: string
  readonly markup: Markup
  /** `verbatim: true`: Slack makes no links of bare URLs. */
  readonly isVerbatim: boolean
}

/** Methods that post and take `unfurl_links` and `unfurl_media`. */
const POSTS = new Set(['chat.postMessage', 'response_url'])
const STREAMS = new Set(['chat.startStream', 'chat.appendStream', 'chat.stopStream'])

/**
 * Scans the arguments of a call that was accepted. `plain_text` objects (but for emoji, unless told not to), `raw_text` cells and the `text` elements of
 * `rich_text` are literal; the other elements of `rich_text` act by what they are. `unfurling` is looked at for posts
 * (unless both unfurl flags are false, or the post is ephemeral) and for streams, which have no flags: there only bare
 * URLs count. `chat.update` and `chat.postEphemeral` take no flags and show no new previews.
 */
export function scanCall(method: string, args: JsonObject): Findings {
  const roots = [args.blocks, args.chunks, args.view]
  const pieces = [...toPieces(args), ...roots.flatMap(findPieces)]
  const structural = roots.flatMap(findStructural)
  const named = args.link_names === true || args.parse === 'full' ? pieces.flatMap(({ text }) => findNames(text)) : []
  const links = [
    ...pieces.flatMap(({ text, markup }) => findLinks(text, markup)),
    ...structural.flatMap(({ link }) => link ?? []),
  ]
  const bare = pieces.filter(({ isVerbatim }) => !isVerbatim).flatMap(({ text, markup }) => findBareUrls(text, markup))
  return {
    mentions: [
      ...pieces.flatMap(({ text }) => findMentions(text)),
      ...named,
      ...structural.flatMap(({ mention }) => mention ?? []),
    ],
    links,
    emoji: [...pieces.map(({ text }) => text), ...roots.flatMap(findPlainTexts)].flatMap(findEmoji),
    unfurling: findUnfurling(method, args, bare, links),
  }
}

function findUnfurling(
  method: string,
  args: JsonObject,
  bare: readonly string[],
  links: readonly FoundLink[],
): string[] {
  if (STREAMS.has(method)) return [...bare]
  const isQuiet = args.unfurl_links === false && args.unfurl_media === false
  const isEphemeral = method === 'response_url' && args.response_type !== 'in_channel'
  if (!POSTS.has(method) || isQuiet || isEphemeral) return []
  return [...bare, ...links.map(({ url }) => url).filter((url) => /^https?:/iu.test(url))]
}

function toPieces(args: JsonObject): Piece[] {
  const text = toText(args.text)
  const markdown = toText(args.markdown_text)
  return [
    ...(text === undefined ? [] : [{ text, markup: 'mrkdwn' as const, isVerbatim: false }]),
    ...(markdown === undefined ? [] : [{ text: markdown, markup: 'markdown' as const, isVerbatim: false }]),
  ]
}

function findPieces(root: unknown): Piece[] {
  const pieces: Piece[] = []
  for (const { object } of walkObjects(root)) {
    for (const text of toMarkdownTexts(object)) pieces.push({ text, markup: 'markdown', isVerbatim: false })
    if (object.type === 'mrkdwn' && typeof object.text === 'string') {
      pieces.push({ text: object.text, markup: 'mrkdwn', isVerbatim: object.verbatim === true })
    }
  }
  return pieces
}

function findPlainTexts(root: unknown): string[] {
  return [...walkObjects(root)].flatMap(({ object }) =>
    object.type === 'plain_text' && object.emoji !== false ? [toText(object.text) ?? ''] : [],
  )
}

function toMarkdownTexts(object: JsonObject): string[] {
  switch (object.type) {
    case 'markdown':
    case 'markdown_text':
      return [toText(object.text) ?? '']
    case 'task_update':
      return [toText(object.details) ?? '', toText(object.output) ?? '']
    default:
      return []
  }
}

function findStructural(root: unknown): { mention?: string; link?: FoundLink }[] {
  return [...walkObjects(root)].flatMap(({ object }) => [
    ...toList(object.elements).filter(isObject).flatMap(toStructural),
    ...toList(object.sources)
      .filter(isObject)
      .map((source) => ({ link: toLink(source) })),
  ])
}

function toStructural(element: JsonObject): { mention?: string; link?: FoundLink }[] {
  switch (element.type) {
    case 'broadcast':
      return [{ mention: `<!${element.range}>` }]
    case 'user':
      return [{ mention: `<@${element.user_id}>` }]
    case 'usergroup':
      return [{ mention: `<!subteam^${element.usergroup_id}>` }]
    case 'channel':
      return [{ mention: `<#${element.channel_id}>` }]
    case 'link':
      return [{ link: toLink(element) }]
    default:
      return []
  }
}

function toLink(object: JsonObject): FoundLink {
  return { url: toText(object.url) ?? '', label: toText(object.text) }
}
