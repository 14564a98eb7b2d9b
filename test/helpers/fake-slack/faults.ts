/** What goes wrong with a call. */
export type Fault =
  /** HTTP 200 with `{ok: false, error}`. */
  | { readonly error: string }
  /** An HTTP status and no JSON, such as 500. */
  | { readonly status: number }
  /** HTTP 429 with a `Retry-After` of so many seconds. */
  | { readonly rateLimited: number }
  /** The call does what it does, later. */
  | { readonly delayMs: number }
  /** The connection is dropped before anything was done. */
  | { readonly reset: true }
  /** The call does what it does, and the connection is dropped before the answer. */
  | { readonly lostAnswer: true }

/** Faults that tests asked for. */
export interface Faults {
  /** Method name (or `*`) to what its next calls meet, in this order. */
  readonly queue: { readonly method: string; readonly fault: Fault; left: number }[]
  /** Channels in which `chat.startStream` is refused, with the error; the latest rule wins. */
  readonly noStreaming: { readonly in: (channel: string) => boolean; readonly error: string }[]
  isReachable: boolean
}

/** No faults. */
export function createFaults(): Faults {
  return { queue: [], noStreaming: [], isReachable: true }
}

/** Takes the fault that a call has to meet. */
export function takeFault(faults: Faults, method: string): Fault | undefined {
  const next = faults.queue.find((entry) => entry.left > 0 && (entry.method === method || entry.method === '*'))
  if (next === undefined) return undefined
  next.left -= 1
  return next.fault
}
