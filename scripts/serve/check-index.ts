import { setTimeout as sleep } from 'node:timers/promises'
import { IndexError, isDatabaseDown } from '../../src/errors.ts'
import type { OpenedEngine } from '../../src/open-engine.ts'
import type { Problem } from './web-server.ts'

/** Orchestrators give a probe a second or so; what asks the database may take longer, since it asks again. */
const WITHIN_MS = 800

/** Whether the index can be answered from. Where that is not known in time, what was found last is said. */
export function createIndexCheck(withinMs: number = WITHIN_MS): (engine: OpenedEngine) => Promise<readonly Problem[]> {
  let running: Promise<readonly Problem[]> | undefined
  let last: readonly Problem[] = []
  return async ({ store }) => {
    running ??= checkStore(store).then((found) => {
      last = found
      running = undefined
      return found
    })
    const found = await Promise.race([running, sleep(withinMs, undefined, { ref: false })])
    if (found) return found
    return last.length > 0 ? last : [{ missing: 'database', why: `no answer within ${withinMs} ms` }]
  }
}

async function checkStore(store: OpenedEngine['store']): Promise<readonly Problem[]> {
  try {
    const papers = await store.listPapers()
    return papers.length > 0 ? [] : [{ missing: 'index', why: 'no paper has been taken in: npm run ingest -- FILE' }]
  } catch (error) {
    if (isDatabaseDown(error)) return [{ missing: 'database', why: error.message }]
    return [error instanceof IndexError ? { missing: 'index', why: error.message } : { missing: 'index' }]
  }
}
