import type { Refusal } from './check-blocks.ts'
import type { JsonObject } from './json.ts'
import type { World } from './world.ts'

/** The JSON that a method answers. */
export type Answer = JsonObject & { readonly ok: boolean }

/** A method of the Web API: changes the world and answers. */
export type Method = (world: World, args: JsonObject) => Answer

/** `{ok: true}` with what belongs to it. */
export function accept(fields: JsonObject = {}): Answer {
  return { ok: true, ...fields }
}

/** `{ok: false}` as Slack words it. */
export function refuse(refusal: Refusal | string, ...messages: readonly string[]): Answer {
  const { error, messages: all } = typeof refusal === 'string' ? { error: refusal, messages } : refusal
  if (all.length === 0) return { ok: false, error }
  const errors = all.map((message) => message.replace(/^\[ERROR\] /u, ''))
  return { ok: false, error, errors, response_metadata: { messages: all } }
}

/** The error of a required field that is not there. */
export function refuseMissing(...fields: readonly string[]): Answer {
  return refuse('invalid_arguments', ...fields.map((field) => `[ERROR] missing required field: ${field}`))
}
