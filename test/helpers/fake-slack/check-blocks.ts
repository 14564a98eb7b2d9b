import type { z } from 'zod'
import { messageBlock, modalBlock } from './block-shapes.ts'
import { isObject, type JsonObject, toList, walkObjects } from './json.ts'
import { limits } from './limits.ts'

/** Why Slack would not take something: its error code, and the sentences of `response_metadata.messages`. */
export interface Refusal {
  readonly error: string
  readonly messages: readonly string[]
}

/** Where blocks are shown: that decides how many there may be, and which. */
export type Surface = 'message' | 'modal'

const TEXT_FIELDS = ['text', 'alt_text', 'title', 'caption', 'fallback'] as const

/**
 * Checks a list of blocks as Slack does before it shows them.
 *
 * @param pointer JSON pointer of the list, for the messages
 * @returns `undefined` when Slack would take them; every finding otherwise
 */
export function checkBlocks(blocks: unknown, surface: Surface, pointer = '/blocks'): Refusal | undefined {
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', messages: [] }
  const messages = [
    ...checkCount(blocks, surface, pointer),
    ...checkShapes(blocks, surface, pointer),
    ...checkIds(blocks, pointer),
    ...checkMarkdown(blocks, pointer),
    ...checkTables(blocks, pointer),
  ]
  if (messages.length > 0) return { error: 'invalid_blocks', messages }
  if (surface === 'message' && countTexts(blocks) > limits.blocksText) {
    return { error: 'msg_blocks_too_long', messages: [] }
  }
  return undefined
}

/** The sentences in which Slack reports what a schema found. */
export function toMessages(error: z.ZodError, pointer: string): string[] {
  return error.issues.map((issue) => toMessage(describeIssue(issue), [pointer, ...issue.path.map(String)].join('/')))
}

/** One sentence of `response_metadata.messages`. */
export function toMessage(text: string, pointer: string): string {
  return `[ERROR] ${text} [json-pointer:${pointer}]`
}

/** Adds up the characters of all texts that the blocks show. */
function countTexts(blocks: unknown): number {
  let characters = 0
  for (const { object } of walkObjects(blocks)) {
    for (const field of TEXT_FIELDS) {
      const text = object[field]
      if (typeof text === 'string') characters += text.length
    }
  }
  return characters
}

function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      if (issue.origin === 'string') return `must be less than ${Number(issue.maximum) + 1} characters`
      return issue.origin === 'array' ? `no more than ${issue.maximum} items allowed` : issue.message
    case 'too_small':
      if (issue.origin === 'string') return 'must be more than 0 characters'
      return issue.origin === 'array' ? `no fewer than ${issue.minimum} items allowed` : issue.message
    case 'unrecognized_keys':
      return `additional properties not allowed: ${issue.keys.join(', ')}`
    case 'invalid_union':
      return 'unsupported type'
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? 'missing required field' : issue.message
    default:
      return issue.message
  }
}

function checkCount(blocks: readonly unknown[], surface: Surface, pointer: string): string[] {
  const most = surface === 'message' ? limits.blocksInMessage : limits.blocksInView
  return blocks.length > most ? [toMessage(`no more than ${most} items allowed`, pointer)] : []
}

function checkShapes(blocks: readonly unknown[], surface: Surface, pointer: string): string[] {
  const shape = surface === 'message' ? messageBlock : modalBlock
  return blocks.flatMap((block, index) => {
    const { error } = shape.safeParse(block)
    return error === undefined ? [] : toMessages(error, `${pointer}/${index}`)
  })
}

function checkIds(blocks: readonly unknown[], pointer: string): string[] {
  const messages = findDoubles(blocks.map((block) => (isObject(block) ? block.block_id : undefined))).map((id) =>
    toMessage(`block_id already exists: ${id}`, pointer),
  )
  for (const [index, block] of blocks.entries()) {
    const actionIds = [...walkObjects(block)].map(({ object }) => object.action_id)
    for (const id of findDoubles(actionIds)) {
      messages.push(toMessage(`action_id already exists in this block: ${id}`, `${pointer}/${index}`))
    }
  }
  return messages
}

function findDoubles(ids: readonly unknown[]): unknown[] {
  const given = ids.filter((id) => id !== undefined)
  return [...new Set(given.filter((id, index) => given.indexOf(id) !== index))]
}

function checkMarkdown(blocks: readonly unknown[], pointer: string): string[] {
  const sum = countTexts(ofType(blocks, 'markdown'))
  if (sum <= limits.markdownBlocks) return []
  return [toMessage(`markdown blocks exceed ${limits.markdownBlocks} characters in all: ${sum}`, pointer)]
}

function checkTables(blocks: readonly unknown[], pointer: string): string[] {
  const all = [...walkObjects(blocks)].map(({ object }) => object)
  const tables = ofType(all, 'table')
  const rows = [...tables, ...ofType(all, 'data_table')].map((table) => table.rows)
  const messages: string[] = []
  if (tables.length > 1) messages.push(toMessage('only_one_table_allowed', pointer))
  const sum = countTexts(rows)
  if (sum > limits.tableText) {
    messages.push(toMessage(`cells exceed ${limits.tableText} characters in all: ${sum}`, pointer))
  }
  const cells = rows.flatMap(toList).flatMap(toList)
  if (cells.some((cell) => isObject(cell) && cell.type === 'rich_text' && countTexts(cell) === 0)) {
    messages.push(toMessage('table cells must not be empty', pointer))
  }
  return messages
}

function ofType(values: readonly unknown[], type: string): JsonObject[] {
  return values.filter(isObject).filter((value) => value.type === type)
}
