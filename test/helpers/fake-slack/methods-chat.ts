import { accept, type Method, refuse, refuseMissing } from './answers.ts'
import { checkContent, checkTarget } from './check-content.ts'
import { type JsonObject, toText } from './json.ts'
import { addMessage, findMessage, replaceMessage, toSlackMessage, toStoredBlocks, type World } from './world.ts'

const postMessage: Method = (world, args) => {
  const refusal = checkTarget(args) ?? checkContent(args)
  if (refusal !== undefined) return refuse(refusal)
  const message = addMessage(world, { ...toContent(world, args), metadata: args.metadata })
  return accept({
    channel: message.channel,
    ts: message.ts,
    message: toSlackMessage(message),
    ...(message.isTruncated ? { warning: 'message_truncated' } : {}),
  })
}

const postEphemeral: Method = (world, args) => {
  const user = toText(args.user)
  if (user === undefined) return refuseMissing('user')
  const refusal = checkTarget(args) ?? checkContent(args)
  if (refusal !== undefined) return refuse(refusal)
  const message = addMessage(world, { ...toContent(world, args), ephemeral_user: user })
  return accept({ message_ts: message.ts })
}

const update: Method = (world, args) => {
  if (args.ts === undefined) return refuseMissing('ts')
  const refusal = checkTarget(args) ?? checkContent(args)
  if (refusal !== undefined) return refuse(refusal)
  const { channel } = args
  if (world.records.userMessages.some((message) => message.channel === channel && message.ts === args.ts)) {
    return refuse('cant_update_message')
  }
  const message = findMessage(world, channel, args.ts)
  if (message === undefined) return refuse('message_not_found')
  if (message.state === 'streaming') return refuse('streaming_state_conflict')
  // Slack's reference: without `blocks` the old ones stay; an empty list takes them away.
  const { text } = toContent(world, args)
  const blocks = args.blocks === undefined ? message.blocks : toStoredBlocks(world, args.blocks)
  const changed = replaceMessage(world, message, { text, blocks, isEdited: true })
  return accept({ channel, ts: message.ts, text, message: toSlackMessage(changed) })
}

/** Methods of the family `chat` that work on whole messages. */
export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
}

function toContent(world: World, args: JsonObject) {
  return {
    channel: toText(args.channel) ?? '',
    thread_ts: toText(args.thread_ts),
    text: toText(args.text) ?? toText(args.markdown_text) ?? '',
    blocks: toStoredBlocks(world, args.blocks),
  }
}
