import { QUIET, toPost } from '../../adapters/slack/deliver-answer.ts'
import type { RenderedMessage } from '../../adapters/slack/render-answer.ts'
import { checkBlocks } from './fake-slack/check-blocks.ts'
import { checkContent, checkMarkdownText } from './fake-slack/check-content.ts'
import { limits } from './fake-slack/limits.ts'
import { scanCall } from './fake-slack/scan-call.ts'

/** Why Slack would not take messages, as posts or at the end of a stream; empty where it takes all. */
export function findRefusals(messages: readonly RenderedMessage[]): readonly string[] {
  return messages.flatMap((message) => {
    const { body, blocks } = message
    const streamed = blocks.length === 0 ? undefined : checkBlocks(blocks, 'message')
    const found = [checkContent(toPost(message)), checkMarkdownText(body), streamed]
    const characters = body.length + lengthOfTexts(blocks)
    return [
      ...found.flatMap((refusal) => (refusal ? [`${refusal.error} ${refusal.messages}`] : [])),
      ...(characters > limits.blocksText ? [`${characters} characters in all`] : []),
      ...(toPost(message).text.length > limits.text ? ['a text that Slack would cut'] : []),
    ]
  })
}

/** What Slack would mention, link, unfurl or draw as an emoji. */
export function findActive(messages: readonly RenderedMessage[]): readonly unknown[] {
  return messages.flatMap((message) => {
    const post = scanCall('chat.postMessage', { ...QUIET, ...toPost(message) })
    const chunks = [{ type: 'markdown_text', text: message.body }]
    const stop = scanCall('chat.stopStream', { chunks, blocks: message.blocks })
    return [post, stop].flatMap(({ mentions, links, unfurling, emoji }) => [
      ...mentions,
      ...links,
      ...unfurling,
      ...emoji,
    ])
  })
}

function lengthOfTexts(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, part]) => {
    return sum + (key === 'text' && typeof part === 'string' ? part.length : lengthOfTexts(part))
  }, 0)
}
