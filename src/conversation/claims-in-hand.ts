import { randomUUID } from 'node:crypto'
import type { Logger } from '../logger.ts'
import type { AbandonedTask, EventClaims, HeldClaim, Task } from '../store/event-claims.ts'
import { type Patience, retryWhileDown } from '../store/patience.ts'
import { remember } from './remember.ts'

/** What claims are kept with. */
export interface ClaimParts {
  readonly log: EventClaims
  readonly logger: Logger
  /** Milliseconds since 1970; those of all replicas have to agree within seconds. */
  readonly now: () => number
  readonly patience: Patience
}

/** The events that this process deals with. What it cannot finish, since it is killed, others take up. */
export interface ClaimsInHand {
  /**
   * `true` where the event is for this process. With a task the claim is kept until {@link ClaimsInHand.deal} is through;
   * without one it runs out by itself: what is pressed twice in a row is dealt with once, a later press again.
   */
  claim(key: string, task?: Task): Promise<boolean>
  /** A task of a process that is gone, claimed for this one. */
  takeUp(platform: string): Promise<AbandonedTask | undefined>
  /** Deals with a claimed event to its end. Where that fails nobody tries again by himself; what `work` throws is thrown. */
  deal(key: string, work: () => Promise<void>): Promise<void>
  /** `false` where another process has taken the event up meanwhile: this one was out of touch for too long. */
  isHeld(key: string): Promise<boolean>
  /** Remembers what is shown of an answer, for whoever has to take it up. */
  noteShown(key: string, shown: string): Promise<void>
  finish(key: string): Promise<void>
  /** It was not dealt with, and may be tried again. */
  release(key: string): Promise<void>
  /** Keeps what is in hand; to be called every {@link RENEW_MS}. */
  renew(): Promise<void>
}

/** Six times as long as between renewals: a process that is slow is not taken for dead, one that is dead not waited for. */
export const LEASE_MS = 30_000
/** How often claims are renewed, and tasks of others looked for. */
export const RENEW_MS = 5000
/** Longer than an answer takes with every wait and retry of a platform's client. */
export const PRESS_LEASE_MS = 240_000
/** How long an end is told: what is not finished is taken up, and answered once more. */
const FINISH_WAIT_MS = 60_000
const MAX_REMEMBERED = 10_000

/** Claims of one process. A log that fails is reported and never keeps anybody from an answer. */
export function createClaimsInHand(parts: ClaimParts): ClaimsInHand {
  const { log, logger, now, patience } = parts
  const held = new Map<string, HeldClaim & { keptAt: number }>()
  const isFirst = createMemory()
  const attempt = createAttempt(logger)
  const keep = ({ key, by }: HeldClaim, keptAt: number) => void held.set(key, { key, by, keptAt })
  const end = async (key: string, how: (key: string) => Promise<void>) => {
    await attempt(() => retryWhileDown(() => how(key), FINISH_WAIT_MS))
    held.delete(key)
  }
  const finish = (key: string) => end(key, (finished) => log.finish(finished))
  return {
    async claim(key, task) {
      const by = randomUUID()
      const terms = task ? { leaseMs: LEASE_MS, task } : { leaseMs: PRESS_LEASE_MS }
      let at = 0
      const isMine = await attempt(() =>
        patience.retry(() => {
          at = now()
          return log.claim({ key, by, now: at, ...terms })
        }),
      )
      if (isMine && task) keep({ key, by }, at)
      return isMine ?? isFirst(key)
    },
    async takeUp(platform) {
      const by = randomUUID()
      const at = now()
      const task = await log.takeUp(platform, { by, now: at, leaseMs: LEASE_MS })
      if (task) keep({ key: task.key, by }, at)
      return task
    },
    async deal(key, work) {
      try {
        await work()
      } catch (error) {
        await end(key, (failed) => log.drop(failed))
        throw error
      }
      await finish(key)
    },
    async isHeld(key) {
      const claim = held.get(key)
      if (!claim || now() - claim.keptAt < LEASE_MS - RENEW_MS) return true
      const kept = await attempt(() => log.renew([claim], now(), LEASE_MS))
      return kept === undefined || kept.includes(key)
    },
    noteShown: async (key, shown) => void (held.has(key) && (await attempt(() => log.noteShown(key, shown)))),
    finish,
    release: (key) => end(key, (released) => log.release(released)),
    async renew() {
      if (held.size === 0) return
      const at = now()
      const kept = await log.renew([...held.values()], at, LEASE_MS)
      for (const claim of kept.map((key) => held.get(key))) if (claim) keep(claim, at)
    },
  }
}

/** `undefined` where it could not be done, which is reported. */
function createAttempt(logger: Logger) {
  return async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work()
    } catch (error) {
      logger.error('the log of conversations failed', { error: `${error}` })
      return undefined
    }
  }
}

/** Remembers keys where the log cannot: `true` for one that it has not seen. The oldest are forgotten. */
function createMemory(): (key: string) => boolean {
  const seen = new Set<string>()
  return (key) => {
    if (seen.has(key)) return false
    remember(seen, key, MAX_REMEMBERED)
    return true
  }
}
