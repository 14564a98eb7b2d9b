import { type Answer, accept, refuse } from './answers.ts'
import { checkContent } from './check-content.ts'
import { type JsonObject, toText } from './json.ts'
import {
  addMessage,
  findMessage,
  type ResponseTarget,
  replaceMessage,
  toStoredBlocks,
  useResponseUrl,
  type World,
} from './world.ts'

/**
 * Takes a post to a `response_url`: `used_url` with 404 when it is unknown or was used five times, else validated like
 * a message. What Slack's status is for a message that it refuses there was not tried; 400 makes Bolt's `respond` throw.
 */
export function answerResponseUrl(world: World, id: string, args: JsonObject): { status: number; answer: Answer } {
  const target = useResponseUrl(world, id)
  if (target === undefined) return { status: 404, answer: refuse('used_url') }
  const original = findOriginal(world, target)
  if (args.delete_original === true) {
    if (original !== undefined) replaceMessage(world, original, { isDeleted: true })
    return { status: 200, answer: accept() }
  }
  const refusal = checkContent(args)
  if (refusal !== undefined) return { status: 400, answer: refuse(refusal) }
  const text = toText(args.text) ?? toText(args.markdown_text) ?? ''
  const blocks = toStoredBlocks(world, args.blocks)
  if (args.replace_original === true && original !== undefined) {
    replaceMessage(world, original, { text, blocks, isEdited: true })
    return { status: 200, answer: accept() }
  }
  addMessage(world, {
    channel: target.channel,
    thread_ts: toText(args.thread_ts),
    text,
    blocks,
    ephemeral_user: args.response_type === 'in_channel' ? undefined : target.user,
  })
  return { status: 200, answer: accept() }
}

function findOriginal(world: World, { message }: ResponseTarget) {
  if (message === undefined) return undefined
  if (message.ephemeral_user === undefined) return findMessage(world, message.channel, message.ts)
  const { channel, ts } = message
  return world.records.messages.find((one) => one.channel === channel && one.ts === ts && !one.isDeleted)
}
