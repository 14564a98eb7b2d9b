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
  /** The call does what it does once this resolves. */
  | { readonly after: () => Promise<void> }
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

/** A call that Slack has and does not answer yet. */
export interface HeldCall {
  /** Resolves when the call has come in. */
  readonly arrived: Promise<void>
  readonly release: () => void
}

/** Holds the next call of a method until it is released. */
export function holdNext(faults: Faults, method: string): HeldCall {
  const { promise: released, resolve: release } = createSignal()
  const { promise: arrived, resolve: arrive } = createSignal()
  const after = () => {
    arrive()
    return released
  }
  faults.queue.push({ method, fault: { after }, left: 1 })
  return { arrived, release }
}

function createSignal(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
