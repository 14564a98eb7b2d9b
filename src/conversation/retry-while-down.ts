import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError } from '../errors.ts'

const PAUSE_MS = 200

/**
 * Does what needs the database, and tries again while it is down: a restart takes seconds, and nobody has to hear of it.
 * @throws DatabaseError where it is still down after `forMs`; whatever else `work` throws, at once
 */
export async function retryWhileDown<T>(work: () => Promise<T>, forMs: number): Promise<T> {
  const end = performance.now() + forMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DatabaseError) || performance.now() + PAUSE_MS > end) throw error
      await sleep(PAUSE_MS)
    }
  }
}
