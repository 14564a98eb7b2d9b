/** Work in hand: everything that was accepted and has to be finished before the process may end. */
export interface Work {
  /** Follows a task to its end. What it throws goes to `onError`, since nobody waits for it. */
  run(task: () => Promise<void>): void
  /** `true` from the moment that {@link drain} was called: nothing new is taken. */
  readonly isClosed: boolean
  readonly size: number
  /** Takes nothing new and waits for what is in hand, at most so long; `false` where something was left. */
  drain(timeoutMs: number): Promise<boolean>
}

/** Follows tasks; `onError` gets what they throw. */
export function createWork(onError: (error: unknown) => void): Work {
  const running = new Set<Promise<void>>()
  let isClosed = false
  return {
    run(task) {
      const promise: Promise<void> = task()
        .catch(onError)
        .finally(() => running.delete(promise))
      running.add(promise)
    },
    get isClosed() {
      return isClosed
    },
    get size() {
      return running.size
    },
    async drain(timeoutMs) {
      isClosed = true
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<false>((resolve) => {
        timer = setTimeout(resolve, timeoutMs, false)
      })
      const done = (async (): Promise<true> => {
        while (running.size > 0) await Promise.all(running)
        return true
      })()
      return Promise.race([done, late]).finally(() => clearTimeout(timer))
    },
  }
}
