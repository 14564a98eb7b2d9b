import type { z } from 'zod'
import { modelError } from './model-errors.ts'
import type { AskedModel } from './provider-address.ts'

/**
 * The body of a successful reply, whose `key` holds what was asked for.
 * @throws ModelError `unavailable` where it is an error all the same, `wrong_address` where it is no reply of a model,
 * `bad_reply` where it has another shape
 */
export function parseReply<T>(
  body: string,
  { key, schema }: { readonly key: string; readonly schema: z.ZodType<T> },
  { model, provider }: AskedModel,
): T {
  const said = toObject(body)
  if (!said || !(key in said)) {
    const isError = typeof said?.error === 'object' && said.error !== null
    throw modelError(model, isError ? 'unavailable' : 'wrong_address', { provider })
  }
  const checked = schema.safeParse(said)
  if (!checked.success) throw modelError(model, 'bad_reply', { cause: checked.error })
  return checked.data
}

function toObject(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
