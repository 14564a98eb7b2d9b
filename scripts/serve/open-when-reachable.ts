import { setTimeout as sleep } from 'node:timers/promises'
import { type IndexError, isDatabaseDown } from '../../src/errors.ts'
import type { Logger } from '../../src/logger.ts'

/** Between tries; the last one is repeated. */
const WAITS_MS = [500, 1000, 2000, 5000, 10_000]

/**
 * Opens what needs the database, and tries again for as long as it is down, telling `onDown` why; `undefined` where
 * `signal` is aborted meanwhile. What else `open` throws, is thrown.
 */
export async function openWhenReachable<T>(
  open: () => Promise<T>,
  logger: Logger,
  signal: AbortSignal,
  onDown: (error: IndexError) => void,
): Promise<T | undefined> {
  for (let i = 0; !signal.aborted; i++) {
    try {
      return await open()
    } catch (error) {
      if (!isDatabaseDown(error)) throw error
      onDown(error)
      const waitMs = WAITS_MS[Math.min(i, WAITS_MS.length - 1)] ?? 0
      logger.warn('the database cannot be reached; trying again', { waitMs, error: error.message })
      await sleep(waitMs, undefined, { signal }).catch(() => {})
    }
  }
  return undefined
}
