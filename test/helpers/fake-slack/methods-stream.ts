import { z } from 'zod'
import { type Answer, accept, type Method, refuse, refuseMissing } from './answers.ts'
import { taskStatus, urlSource } from './block-shapes.ts'
import { checkBlocks, type Refusal, toMessages } from './check-blocks.ts'
import { checkMarkdownText, checkTarget } from './check-content.ts'
import { isObject, type JsonObject, toList, toText } from './json.ts'
import { limits } from './limits.ts'
import type { FakeMessage, StreamTask } from './records.ts'
import { addMessage, findMessage, replaceMessage, toSlackMessage, toStoredBlocks, type World } from './world.ts'

const chunk = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('markdown_text'), text: z.string().min(1).max(limits.markdownText) }),
  z.strictObject({ type: z.literal('plan_update'), title: z.string().min(1) }),
  z.strictObject({
    type: z.literal('task_update'),
    id: z.string().min(1),
    title: z.string().min(1),
    status: taskStatus,
    details: z.string().optional(),
    output: z.string().optional(),
    sources: z.array(urlSource).optional(),
  }),
  z.strictObject({ type: z.literal('blocks'), blocks: z.array(z.unknown()).max(limits.blocksInMessage) }),
])

const startStream: Method = (world, args) => {
  const target = checkTarget(args)
  if (target !== undefined) return refuse(target)
  const channel = toText(args.channel) ?? ''
  if (args.thread_ts === undefined) return refuseMissing('thread_ts')
  const rule = world.faults.noStreaming.findLast((entry) => entry.in(channel))
  if (rule !== undefined) return refuse(rule.error)
  if (!channel.startsWith('D')) {
    if (!args.recipient_user_id) return refuse('missing_recipient_user_id')
    if (!args.recipient_team_id) return refuse('missing_recipient_team_id')
  }
  if (args.task_display_mode !== undefined && !['timeline', 'plan'].includes(String(args.task_display_mode))) {
    return refuse('invalid_arguments', '[ERROR] task_display_mode must be timeline or plan')
  }
  const refusal = checkStreamed(args, [])
  if (refusal !== undefined) return refuse(refusal)
  const message = addMessage(world, { channel, thread_ts: toText(args.thread_ts), text: '', state: 'streaming' })
  const { ts } = append(world, message, args)
  return accept({ channel, ts })
}

const appendStream: Method = (world, args) => {
  if (!args.markdown_text && toList(args.chunks).length === 0) return refuse('no_text')
  return withStream(world, args, (message) => accept({ channel: message.channel, ts: append(world, message, args).ts }))
}

const stopStream: Method = (world, args) =>
  withStream(world, args, (message) => {
    const full = append(world, message, args)
    const blocks = [...full.blocks, ...toStoredBlocks(world, args.blocks)]
    const finished = replaceMessage(world, full, { blocks, state: 'finished', metadata: args.metadata })
    return accept({ channel: finished.channel, ts: finished.ts, message: toSlackMessage(finished) })
  })

/** Methods of the family `chat` that stream. */
export const streamMethods: Readonly<Record<string, Method>> = {
  'chat.startStream': startStream,
  'chat.appendStream': appendStream,
  'chat.stopStream': stopStream,
}

function withStream(world: World, args: JsonObject, work: (message: FakeMessage) => Answer): Answer {
  const target = checkTarget(args)
  if (target !== undefined) return refuse(target)
  if (args.ts === undefined) return refuseMissing('ts')
  const message = findMessage(world, args.channel, args.ts)
  if (message?.state !== 'streaming') return refuse('message_not_in_streaming_state')
  const refusal = checkStreamed(args, message.blocks)
  return refusal === undefined ? work(message) : refuse(refusal)
}

/** Checks text, chunks and blocks of a streaming call; the blocks together with those that came before. */
function checkStreamed(args: JsonObject, before: FakeMessage['blocks']): Refusal | undefined {
  const { chunks, blocks, markdown_text: markdown } = args
  const tooLong = checkMarkdownText(markdown)
  if (tooLong !== undefined) return tooLong
  if (markdown !== undefined && chunks !== undefined) return { error: 'markdown_text_conflict', messages: [] }
  const { error } = z.array(chunk).optional().safeParse(chunks)
  if (error !== undefined) return { error: 'invalid_chunks', messages: toMessages(error, '/chunks') }
  if (blocks !== undefined && !Array.isArray(blocks)) return { error: 'invalid_blocks_format', messages: [] }
  const all = [...before, ...toChunkBlocks(chunks), ...toList(blocks)]
  return all.length === 0 ? undefined : checkBlocks(all, 'message')
}

function toChunkBlocks(chunks: unknown): unknown[] {
  return toList(chunks).flatMap((item) => (isObject(item) ? toList(item.blocks) : []))
}

function append(world: World, message: FakeMessage, args: JsonObject): FakeMessage {
  const chunks = toList(args.chunks).filter(isObject)
  const texts = chunks.filter(({ type }) => type === 'markdown_text').map(({ text }) => toText(text) ?? '')
  return replaceMessage(world, message, {
    text: message.text + (toText(args.markdown_text) ?? '') + texts.join(''),
    blocks: [...message.blocks, ...toStoredBlocks(world, toChunkBlocks(chunks))],
    tasks: chunks.filter(({ type }) => type === 'task_update').reduce(updateTask, message.tasks),
  })
}

function updateTask(tasks: readonly StreamTask[], update: JsonObject): readonly StreamTask[] {
  const task = { id: String(update.id), title: String(update.title), status: String(update.status) }
  return tasks.some(({ id }) => id === task.id)
    ? tasks.map((old) => (old.id === task.id ? task : old))
    : [...tasks, task]
}
