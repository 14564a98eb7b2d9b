import { modelError } from './model-errors.ts'
import type { AskedModel } from './provider-address.ts'

/** Statuses that `fetch` follows unless it is told not to (Fetch Standard, redirect status). */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
/** Statuses of a path that there is not, and of one that takes no requests of this kind. */
const NOT_FOUND = 404
const NOT_ALLOWED = 405
/** How providers say that there is no such model; of an unknown path they say at most the path. */
const SPEAKS_OF_MODEL = /(?<![\w/-])(?:model|deployment)(?![\w/-])|model_not_found|DeploymentNotFound/iu

/** How replies of a provider are read. */
export interface ReplyReading {
  readonly maxBytes: number
  /** What of the body of a successful reply is read on. @throws ModelError where it is of no use */
  readonly readReply: (body: string) => string
}

/**
 * A `fetch` that asks the provider that is configured and nobody else: prompts and keys go nowhere that it sends them
 * on to. Replies end in an error after `maxBytes`: a provider that never stops must not fill the memory. What it throws
 * of its own is a ModelError.
 */
export function createProviderFetch(
  { model, provider }: AskedModel,
  { maxBytes, readReply }: ReplyReading,
): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'manual' })
    const { status, headers } = response
    if (REDIRECTS.has(status)) {
      await response.body?.cancel()
      throw modelError(model, 'redirected', { provider })
    }
    const bounded = toBounded(response, model, maxBytes)
    if (response.ok)
      return new Response(readReply(await bounded.text()), { headers: { 'content-type': 'application/json' } })
    if (status !== NOT_FOUND && status !== NOT_ALLOWED) return bounded
    const said = await bounded.text()
    if (status === NOT_ALLOWED || !SPEAKS_OF_MODEL.test(said)) throw modelError(model, 'wrong_address', { provider })
    return new Response(said, { status, headers })
  }
}

function toBounded(response: Response, model: string, maxBytes: number): Response {
  if (!response.body) return response
  let bytes = 0
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      const words = `replied with more than ${maxBytes} bytes`
      if (bytes > maxBytes) controller.error(modelError(model, 'bad_reply', { words }))
      else controller.enqueue(chunk)
    },
  })
  const { status, statusText, headers } = response
  return new Response(response.body.pipeThrough(counter), { status, statusText, headers })
}
