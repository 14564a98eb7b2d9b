import { setTimeout as sleep } from 'node:timers/promises'
import { isDatabaseDown } from '../errors.ts'

/** Waits for a database that is down: a restart takes seconds, and nobody has to hear of it. */
export interface Patience {
  /**
   * Does what needs the database, and tries again while it is down, for `forMs` at most. Who waited in vain has waited
   * for all: until the database is back, everybody is told at once.
   * @throws IndexError INDEX_UNREACHABLE where it is still down; whatever else `work` throws, at once
   */
  retry<T>(work: () => Promise<T>, forMs?: number): Promise<T>
}

/** A restart of a database takes seconds; such a wait and an answer fit into what a process has for its end. */
const DATABASE_WAIT_MS = 8000
const PAUSE_MS = 200

/** The patience of one process. */
export function createPatience(waitMs: number = DATABASE_WAIT_MS): Patience {
  let isSpent = false
  return {
    async retry(work, forMs = waitMs) {
      try {
        const done = await retryWhileDown(work, isSpent ? 0 : Math.min(forMs, waitMs))
        isSpent = false
        return done
      } catch (error) {
        if (isDatabaseDown(error) && forMs >= waitMs) isSpent = true
        throw error
      }
    },
  }
}

/** The same without regard to who has waited before: for what has to be done however late. */
export async function retryWhileDown<T>(work: () => Promise<T>, forMs: number): Promise<T> {
  const end = performance.now() + forMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isDatabaseDown(error) || performance.now() + PAUSE_MS > end) throw error
      await sleep(PAUSE_MS)
    }
  }
}
