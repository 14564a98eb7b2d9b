import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../logger.ts'
import type { Channel } from './channel.ts'
import { type ClaimsInHand, RENEW_MS } from './claims-in-hand.ts'
import type { Work } from './work.ts'

/** What is kept going. */
export interface TakeUpParts {
  readonly claims: Pick<ClaimsInHand, 'renew' | 'takeUp'>
  readonly channels: readonly Pick<Channel, 'name' | 'isReady' | 'takeUp'>[]
  readonly work: Work
  readonly logger: Logger
  /** Between two rounds. Default: {@link RENEW_MS}. */
  readonly wait?: (signal: AbortSignal) => Promise<void>
}

/** So many tasks of a killed process at a time; the next ones are left for others, or for the next time. */
const MAX_AT_ONCE = 20

/** Renews the claims in hand and takes up what killed processes have left, until `signal` is aborted. */
export async function keepTakingUp(parts: TakeUpParts, signal: AbortSignal): Promise<void> {
  const { wait = pause } = parts
  let isTold = false
  while (!signal.aborted) {
    try {
      await takeUpTasks(parts)
      isTold = false
    } catch (error) {
      if (!isTold) parts.logger.warn('claims cannot be renewed; trying again', { error: `${error}` })
      isTold = true
    }
    await wait(signal)
  }
}

async function pause(signal: AbortSignal): Promise<void> {
  await sleep(RENEW_MS, undefined, { signal, ref: false }).catch(() => {})
}

/** One round of it. A process that is told to stop keeps what it has and takes up nothing. */
export async function takeUpTasks({ claims, channels, work, logger }: TakeUpParts): Promise<void> {
  await claims.renew()
  for (const channel of channels) {
    for (let i = 0; i < MAX_AT_ONCE && channel.isReady() && !work.isClosed; i++) {
      const task = await claims.takeUp(channel.name)
      if (!task) break
      logger.warn('a question is taken up that another process was answering', { platform: channel.name })
      work.run(() => channel.takeUp(task))
    }
  }
}
