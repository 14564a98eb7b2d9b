/** A reply is longer than anything that was asked for. */
class ReplyTooLongError extends Error {
  constructor(maxBytes: number) {
    super(`The reply is longer than ${maxBytes} bytes.`)
    this.name = new.target.name
  }
}

/** A server sends requests on to another address. */
class RedirectedError extends Error {
  constructor(status: number) {
    super(`The server sends requests on to another address (${status}).`)
    this.name = new.target.name
  }
}

/** Statuses that `fetch` follows unless it is told not to (Fetch Standard, redirect status). */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** What of the body of a successful reply is read on. @throws ModelError where it is of no use */
export type ReadReply = (body: string) => string

/**
 * A `fetch` that asks the provider that is configured and nobody else: prompts and keys go nowhere that it sends them
 * on to. Replies end in an error after `maxBytes`: a provider that never stops must not fill the memory.
 */
export function createProviderFetch(maxBytes: number, readReply: ReadReply): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'manual' })
    if (REDIRECTS.has(response.status)) {
      await response.body?.cancel()
      throw new RedirectedError(response.status)
    }
    const bounded = toBounded(response, maxBytes)
    if (!response.ok) return bounded
    return new Response(readReply(await bounded.text()), { headers: { 'content-type': 'application/json' } })
  }
}

function toBounded(response: Response, maxBytes: number): Response {
  if (!response.body) return response
  let bytes = 0
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) controller.error(new ReplyTooLongError(maxBytes))
      else controller.enqueue(chunk)
    },
  })
  const { status, statusText, headers } = response
  return new Response(response.body.pipeThrough(counter), { status, statusText, headers })
}
