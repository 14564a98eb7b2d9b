import { AsyncLocalStorage } from 'node:async_hooks'

const quiet = new AsyncLocalStorage<true>()

/**
 * Runs what the SDK does without its `console.error`: it prints keys and stacks for every bad token, which anybody can
 * send, and throws the same. What others print meanwhile is printed.
 */
export function runQuietly<T>(work: () => Promise<T>): Promise<T> {
  silence()
  return quiet.run(true, work)
}

let filtered: typeof console.error | undefined

/** Puts the filter over whatever `console.error` is now. */
function silence(): void {
  if (console.error === filtered) return
  const print = console.error
  filtered = (...words) => {
    if (quiet.getStore() === undefined) print(...words)
  }
  console.error = filtered
}
