import { isObject, type JsonObject, toText } from './json.ts'

const JSON_FIELDS = new Set(['blocks', 'view', 'chunks', 'metadata', 'attachments', 'prompts', 'loading_messages'])
const BOOLEAN_FIELDS = new Set([
  'unfurl_links',
  'unfurl_media',
  'mrkdwn',
  'link_names',
  'reply_broadcast',
  'as_user',
  'inclusive',
  'replace_original',
  'delete_original',
])

/** Reads the body of a Web API call; a body that cannot be read has no arguments. */
export function parseArgs(body: string, contentType: string): { args: JsonObject; token: string | undefined } {
  const all = contentType.includes('json') ? parseJson(body) : Object.fromEntries(new URLSearchParams(body))
  const { token, ...fields } = isObject(all) ? all : {}
  const args = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, parseField(key, value)]))
  return { args, token: toText(token) }
}

function parseField(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (JSON_FIELDS.has(key)) return parseJson(value) ?? value
  if (BOOLEAN_FIELDS.has(key)) return value === 'true' || value === '1'
  return value
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
