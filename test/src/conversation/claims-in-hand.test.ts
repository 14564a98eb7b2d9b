import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import {
  type ClaimParts,
  type ClaimsInHand,
  createClaimsInHand,
  LEASE_MS,
  PRESS_LEASE_MS,
  RENEW_MS,
} from '../../../src/conversation/claims-in-hand.ts'
import { keepTakingUp, takeUpTasks } from '../../../src/conversation/take-up-tasks.ts'
import { createWork } from '../../../src/conversation/work.ts'
import { IndexError } from '../../../src/errors.ts'
import type { ConversationLog } from '../../../src/store/conversation-log.ts'
import type { AbandonedTask } from '../../../src/store/event-claims.ts'
import { createPatience } from '../../../src/store/patience.ts'
import { openSqliteConversationLog } from '../../../src/store/sqlite-conversation-log.ts'
import { makeFolder } from '../../helpers/index-folder.ts'

const KEY = 'slack:C024BE91L:1716192000.000200'
const TASK = { platform: 'slack', data: { text: '稼働率は？' } }

let clock: number
let log: ConversationLog
let errors: string[]
const logger = { info: () => {}, warn: () => {}, error: (message: string) => void errors.push(message) }

beforeEach(async () => {
  clock = Date.UTC(2024, 4, 20, 9)
  errors = []
  log = await openSqliteConversationLog({ dir: makeFolder(), historyDays: 365, now: clock, logger })
  onTestFinished(() => log.close())
})

/** The claims of one process. */
const makeClaims = (changes: Partial<ClaimParts> = {}): ClaimsInHand =>
  createClaimsInHand({ log, logger, now: () => clock, patience: createPatience(0), ...changes })
const down = () => Promise.reject(new IndexError('INDEX_UNREACHABLE', 'connect ECONNREFUSED 127.0.0.1:5432'))

describe('An event', () => {
  it('is dealt with by one of two processes, and never again once it is finished', async () => {
    const [one, two] = [makeClaims(), makeClaims()]
    expect(await one.claim(KEY, TASK)).toBe(true)
    expect(await two.claim(KEY, TASK)).toBe(false)
    await one.deal(KEY, async () => {})
    clock += 10 * LEASE_MS
    expect(await two.claim(KEY, TASK)).toBe(false)
    expect(await two.takeUp('slack')).toBeUndefined()
  })

  it('is taken up by another process where the first is gone, with what that had shown', async () => {
    const killed = makeClaims()
    await killed.claim(KEY, TASK)
    await killed.noteShown(KEY, '1716192000.000300')
    clock += LEASE_MS
    expect(await makeClaims().takeUp('slack')).toEqual({ key: KEY, data: TASK.data, shown: '1716192000.000300' })
    expect(await makeClaims().takeUp('slack')).toBeUndefined()
  })

  it('stays with a process that is slow and renews its claims', async () => {
    const slow = makeClaims()
    await slow.claim(KEY, TASK)
    for (let i = 0; i < 20; i++) {
      clock += RENEW_MS
      await slow.renew()
      expect(await makeClaims().takeUp('slack')).toBeUndefined()
    }
    expect(await slow.isHeld(KEY)).toBe(true)
  })

  it('is not held any more by a process that was out of touch while another took it up', async () => {
    const frozen = makeClaims()
    await frozen.claim(KEY, TASK)
    clock += LEASE_MS
    const other = makeClaims()
    await other.takeUp('slack')
    expect(await frozen.isHeld(KEY)).toBe(false)
    expect(await other.isHeld(KEY)).toBe(true)
  })

  it('is still held where nobody has taken it up, and where nobody can be asked', async () => {
    const frozen = makeClaims()
    await frozen.claim(KEY, TASK)
    clock += 2 * LEASE_MS
    expect(await frozen.isHeld(KEY)).toBe(true)
    const alone = makeClaims({ log: { ...log, renew: down } })
    await alone.claim('another', TASK)
    clock += 2 * LEASE_MS
    expect(await alone.isHeld('another')).toBe(true)
  })

  it('that could not be dealt with is nobody else’s to try, until it comes again', async () => {
    const claims = makeClaims()
    await claims.claim(KEY, TASK)
    await expect(claims.deal(KEY, () => Promise.reject(new Error('Slack took it in no form')))).rejects.toThrow(
      'no form',
    )
    clock += LEASE_MS
    expect(await makeClaims().takeUp('slack')).toBeUndefined()
    expect(await makeClaims().claim(KEY, TASK)).toBe(true)
  })
})

describe('A press', () => {
  it('is dealt with once, minutes later again, and taken up by nobody', async () => {
    const claims = makeClaims()
    expect([await claims.claim('p1'), await claims.claim('p1'), await claims.claim('p2')]).toEqual([true, false, true])
    clock += PRESS_LEASE_MS - 1
    expect(await makeClaims().takeUp('slack')).toBeUndefined()
    expect(await claims.claim('p1')).toBe(false)
    clock += 1
    expect(await claims.claim('p1')).toBe(true)
  })

  it('has a lease that is longer than an answer takes', () => {
    expect(PRESS_LEASE_MS).toBeGreaterThan(133_000)
    expect(LEASE_MS).toBeGreaterThanOrEqual(4 * RENEW_MS)
  })
})

describe('A database that is down', () => {
  it('is waited for; the claim is one also where the reply to it was lost', async () => {
    let tries = 0
    const losing: typeof log.claim = async (claim) => {
      const isMine = await log.claim(claim)
      return ++tries === 1 ? down() : isMine
    }
    expect(await makeClaims({ log: { ...log, claim: losing }, patience: createPatience(5000) }).claim(KEY, TASK)).toBe(
      true,
    )
    expect(await makeClaims().claim(KEY, TASK)).toBe(false)
  })

  it('that does not come back leaves an event to the process that got it, once', async () => {
    const claims = makeClaims({ log: { ...log, claim: down } })
    expect([await claims.claim(KEY, TASK), await claims.claim(KEY, TASK)]).toEqual([true, false])
    expect(errors).toHaveLength(2)
  })

  it('is told the end of an event once it is back: nobody answers it once more', async () => {
    let tries = 0
    const finish: typeof log.finish = (key) => (++tries < 3 ? down() : log.finish(key))
    const claims = makeClaims({ log: { ...log, finish } })
    await claims.claim(KEY, TASK)
    await claims.deal(KEY, async () => {})
    clock += LEASE_MS
    expect(await makeClaims().takeUp('slack')).toBeUndefined()
  })
})

it('answers an event once in this process where the log is broken', async () => {
  const broken = { ...log, claim: () => Promise.reject(new Error('disk full')) }
  const claims = makeClaims({ log: broken, patience: createPatience(5000) })
  expect([await claims.claim('e1', TASK), await claims.claim('e1', TASK), await claims.claim('e2')]).toEqual([
    true,
    false,
    true,
  ])
})

describe('Taking up', () => {
  const makeChannel = (isReady: boolean) => {
    const taken: AbandonedTask[] = []
    const takeUp = async (task: AbandonedTask) => void taken.push(task)
    return { channel: { name: 'slack', isReady: () => isReady, takeUp } as const, taken }
  }
  const leave = async (...keys: readonly string[]) => {
    const killed = makeClaims()
    for (const key of keys) await killed.claim(key, TASK)
    clock += LEASE_MS
  }

  it('gives everything that was left to the channel that it came by', async () => {
    await leave('1', '2', '3')
    const { channel, taken } = makeChannel(true)
    const work = createWork(() => {})
    await takeUpTasks({ claims: makeClaims(), channels: [channel], work, logger })
    expect(taken.map(({ key }) => key).sort()).toEqual(['1', '2', '3'])
  })

  it('is left to others by a process whose platform is not connected, or that is told to stop', async () => {
    await leave('1')
    const { channel, taken } = makeChannel(false)
    await takeUpTasks({ claims: makeClaims(), channels: [channel], work: createWork(() => {}), logger })
    const stopped = createWork(() => {})
    await stopped.drain(1)
    const ready = makeChannel(true)
    await takeUpTasks({ claims: makeClaims(), channels: [ready.channel], work: stopped, logger })
    expect([...taken, ...ready.taken]).toEqual([])
    expect((await makeClaims().takeUp('slack'))?.key).toBe('1')
  })

  it('goes on after a database that was down, which is reported once', async () => {
    await leave('1')
    const { channel, taken } = makeChannel(true)
    const warnings: string[] = []
    const stop = new AbortController()
    let rounds = 0
    const claims = makeClaims()
    const takeUp: typeof claims.takeUp = (platform) => (++rounds < 3 ? down() : claims.takeUp(platform))
    const wait = async () => void (rounds > 4 && stop.abort())
    const parts = { claims: { ...claims, takeUp }, channels: [channel], work: createWork(() => {}), wait }
    await keepTakingUp({ ...parts, logger: { ...logger, warn: (text) => void warnings.push(text) } }, stop.signal)
    expect(taken.map(({ key }) => key)).toEqual(['1'])
    expect(warnings).toEqual([expect.stringContaining('cannot be renewed'), expect.stringContaining('is taken up')])
  })
})
