import { z } from 'zod'

/** What OpenAI takes at /chat/completions, as far as the bot may use it; anything else is refused as it would be there. */
const chatRequest = z.strictObject({
  model: z.string().min(1),
  messages: z
    .array(z.strictObject({ role: z.enum(['system', 'developer', 'user']), content: z.string().min(1) }))
    .min(1),
  temperature: z.number().min(0).max(2).optional(),
  max_tokens: z.number().int().positive().optional(),
  max_completion_tokens: z.number().int().positive().optional(),
  stream: z.boolean().optional(),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  response_format: z
    .strictObject({
      type: z.literal('json_schema'),
      json_schema: z.strictObject({
        name: z.string().regex(/^[\w-]{1,64}$/u),
        description: z.string().optional(),
        strict: z.literal(true),
        schema: z.record(z.string(), z.unknown()),
      }),
    })
    .optional(),
})

const embeddingRequest = z.strictObject({
  model: z.string().min(1),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2048)]),
  encoding_format: z.enum(['float', 'base64']).optional(),
  dimensions: z.number().int().positive().optional(),
})

/** A question to a chat model as it came over the wire. */
export type SeenChat = z.infer<typeof chatRequest>
/** Texts to embed as they came over the wire. */
export type SeenEmbedding = z.infer<typeof embeddingRequest>

/** The request, or what is wrong with it. */
export function parseChat(body: unknown): SeenChat | { problem: string } {
  const result = chatRequest.safeParse(body)
  if (!result.success) return { problem: z.prettifyError(result.error) }
  const { response_format: format, model, temperature, max_tokens: maxTokens } = result.data
  if (/^(?:o\d|gpt-5)/u.test(model) && (temperature !== undefined || maxTokens !== undefined))
    return { problem: `Unsupported parameter: this model takes no 'temperature' and no 'max_tokens'` }
  const problem = format && findSchemaProblem(format.json_schema.schema)
  return problem === undefined ? result.data : { problem }
}

/** The request, or what is wrong with it. */
export function parseEmbedding(body: unknown): SeenEmbedding | { problem: string } {
  const result = embeddingRequest.safeParse(body)
  return result.success ? result.data : { problem: z.prettifyError(result.error) }
}

const KEYWORDS = new Set([
  '$schema',
  'title',
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'const',
  'anyOf',
  'description',
])

/** What strict mode refuses: properties that may be missing or unknown, and keywords that some servers do not know. */
function findSchemaProblem(schema: unknown, path = '#'): string | undefined {
  if (typeof schema !== 'object' || schema === null) return `${path}: not a schema`
  const node = schema as Record<string, unknown>
  const unknown = Object.keys(node).find((key) => !KEYWORDS.has(key))
  if (unknown !== undefined) return `Invalid schema for response_format: ${path}: '${unknown}' is not permitted.`
  if (path === '#' && node.type !== 'object') return 'Invalid schema for response_format: the root must be an object'
  if (node.type === 'object') {
    const properties = (node.properties ?? {}) as Record<string, unknown>
    const required = (node.required ?? []) as string[]
    if (node.additionalProperties !== false) return `${path}: 'additionalProperties' is required to be false`
    const optional = Object.keys(properties).find((key) => !required.includes(key))
    if (optional !== undefined) return `${path}: 'required' is required to hold '${optional}'`
    for (const [key, value] of Object.entries(properties)) {
      const problem = findSchemaProblem(value, `${path}/${key}`)
      if (problem !== undefined) return problem
    }
  }
  return node.type === 'array' ? findSchemaProblem(node.items, `${path}/items`) : undefined
}
