/** A reply is longer than anything that was asked for. */
class ReplyTooLongError extends Error {
  constructor(maxBytes: number) {
    super(`The reply is longer than ${maxBytes} bytes.`)
    this.name = new.target.name
  }
}

/** A `fetch` whose replies end in an error after `maxBytes`: a provider that never stops must not fill the memory. */
export function createBoundedFetch(maxBytes: number): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
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
}
