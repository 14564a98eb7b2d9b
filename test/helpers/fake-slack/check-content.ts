import { checkBlocks, type Refusal } from './check-blocks.ts'
import type { JsonObject } from './json.ts'
import { toText } from './json.ts'
import { limits } from './limits.ts'

const TS = /^\d{10}\.\d{6}$/u

/** Checks what a message is made of: `text`, `blocks`, `markdown_text`. */
export function checkContent(args: JsonObject): Refusal | undefined {
  const { blocks, markdown_text: markdown } = args
  const text = toText(args.text) ?? ''
  if (args.attachments !== undefined) return { error: 'attachments_are_not_part_of_this_fake', messages: [] }
  if (blocks !== undefined && !Array.isArray(blocks)) return { error: 'invalid_blocks_format', messages: [] }
  if (markdown !== undefined && (args.text !== undefined || blocks !== undefined)) {
    return { error: 'markdown_text_conflict', messages: [] }
  }
  if (text === '' && !markdown && (blocks === undefined || blocks.length === 0))
    return { error: 'no_text', messages: [] }
  return checkMarkdownText(markdown) ?? (blocks === undefined ? undefined : checkBlocks(blocks, 'message'))
}

/** `markdown_text` is refused over 12,000 characters, never cut. */
export function checkMarkdownText(markdown: unknown): Refusal | undefined {
  if (typeof markdown !== 'string' || markdown.length <= limits.markdownText) return undefined
  return { error: 'msg_too_long', messages: [] }
}

/** Checks where a message goes; the fake knows no list of channels, only what an id looks like. */
export function checkTarget(args: JsonObject): Refusal | undefined {
  const channel = toText(args.channel)
  if (channel === undefined || channel === '') {
    return { error: 'invalid_arguments', messages: ['[ERROR] missing required field: channel'] }
  }
  if (!isChannelId(channel)) return { error: 'channel_not_found', messages: [] }
  if (args.thread_ts !== undefined && !isTimestamp(args.thread_ts)) return { error: 'invalid_thread_ts', messages: [] }
  return undefined
}

/** Whether a value looks like the id of a channel, a group, a direct message or a user. */
export function isChannelId(value: unknown): value is string {
  return typeof value === 'string' && /^[CGDU][A-Z0-9]+$/u.test(value)
}

/** Whether a value looks like a message timestamp. */
export function isTimestamp(value: unknown): value is string {
  return typeof value === 'string' && TS.test(value)
}
