import type { Refusal } from './check-blocks.ts'
import { checkContent } from './check-content.ts'
import { checkView } from './check-view.ts'
import { isObject, type JsonObject, toList, toText } from './json.ts'
import { recordCall } from './record-call.ts'
import { addMessage, toStoredBlocks, type World } from './world.ts'

/**
 * Takes what a command or a modal was acknowledged with, and checks it as Slack does: the answer to a command is a
 * message that only the asker sees, the answer to a modal names errors of its inputs or another view. Recorded as a
 * call with method `ack`; an empty acknowledgement is not recorded.
 */
export function takeAck(world: World, payload: JsonObject, ack: unknown): void {
  const args = toArgs(ack)
  if (args === undefined) return
  const isCommand = payload.command !== undefined
  if (!isCommand && payload.type !== 'view_submission') return
  const refusal = isCommand ? checkContent(args) : checkViewResponse(payload, args)
  const { error, messages } = refusal ?? { error: undefined, messages: [] }
  const ok = refusal === undefined
  if (ok && isCommand) {
    addMessage(world, {
      channel: String(payload.channel_id),
      text: toText(args.text) ?? '',
      blocks: toStoredBlocks(world, args.blocks),
      ephemeral_user: args.response_type === 'in_channel' ? undefined : String(payload.user_id),
    })
  }
  recordCall(world, { method: 'ack', args, at: Date.now(), status: 200, ok, error, messages })
}

/** Over HTTP an acknowledgement may be bare text, over a socket it is always an object. */
function toArgs(ack: unknown): JsonObject | undefined {
  const value = typeof ack === 'string' ? parseBody(ack) : ack
  return isObject(value) && Object.keys(value).length > 0 ? value : undefined
}

function parseBody(body: string): unknown {
  if (body === '') return undefined
  try {
    return JSON.parse(body)
  } catch {
    return { text: body }
  }
}

function checkViewResponse(payload: JsonObject, args: JsonObject): Refusal | undefined {
  switch (args.response_action) {
    case 'clear':
      return undefined
    case 'update':
    case 'push':
      return checkView(args.view)
    case 'errors':
      return checkErrors(payload, args.errors)
    default:
      return { error: 'invalid_response_action', messages: [] }
  }
}

/** Slack shows an error only below an input that the view has. */
function checkErrors(payload: JsonObject, errors: unknown): Refusal | undefined {
  const view = isObject(payload.view) ? payload.view : {}
  const inputs = toList(view.blocks)
    .filter(isObject)
    .filter(({ type }) => type === 'input')
  const known = new Set(inputs.map(({ block_id }) => block_id))
  const entries = isObject(errors) ? Object.entries(errors) : []
  if (entries.length > 0 && entries.every(([id, text]) => known.has(id) && typeof text === 'string' && text !== '')) {
    return undefined
  }
  return { error: 'invalid_errors', messages: [`[ERROR] the view has the inputs: ${[...known].join(', ')}`] }
}
