import { expect, it } from 'vitest'
import { EVENT_DAYS, type EventClaims, MAX_TRIES, TAKE_UP_WITHIN_MS } from '../../../src/store/event-claims.ts'

/** A log that is open, and another who opens the same. */
export interface ClaimHarness {
  readonly log: () => EventClaims & { forget(now: number): Promise<void> }
  readonly open: () => Promise<EventClaims>
}

const NOW = Date.UTC(2024, 4, 20, 9)
const LEASE_MS = 30_000
const DAY_MS = 86_400_000
const TASK = {
  platform: 'slack',
  data: { text: 'Tsubomi Noteのバックアップの保管期間は？\u0000', ts: '1716190000.000100' },
}

let claims = 0
/** Claims by another name each time, as processes do. */
const claim = (log: EventClaims | undefined, key: string, now = NOW, by = `claim ${++claims}`) =>
  log?.claim({ key, by, now, leaseMs: LEASE_MS })
const begin = (log: EventClaims, key: string, now = NOW, by = `claim ${++claims}`) =>
  log.claim({ key, by, now, leaseMs: LEASE_MS, task: TASK })
const takeUp = (log: EventClaims, now: number, platform = 'slack', by = `claim ${++claims}`) =>
  log.takeUp(platform, { by, now, leaseMs: LEASE_MS })

/** What claiming an event means, whatever the claims are kept in. */
export function describeClaiming({ log, open }: ClaimHarness): void {
  it('is for the first only', async () => {
    expect(await claim(log(), 'C1/1')).toBe(true)
    expect(await claim(log(), 'C1/1')).toBe(false)
    expect(await claim(log(), 'C1/1', NOW + LEASE_MS - 1)).toBe(false)
    expect(await claim(log(), 'C1/2')).toBe(true)
  })

  it('is for one of many who claim it at the same time', async () => {
    const others = [log(), await open(), await open()]
    const all = (now: number) => Promise.all(Array.from({ length: 30 }, (_, i) => claim(others[i % 3], 'C1/1', now)))
    expect((await all(NOW)).filter(Boolean)).toHaveLength(1)
    expect((await all(NOW + LEASE_MS)).filter(Boolean)).toHaveLength(1)
  })

  it('is granted again to who asks by the same name: the reply to it may have been lost', async () => {
    expect(await claim(log(), 'C1/1', NOW, 'one')).toBe(true)
    expect(await claim(log(), 'C1/1', NOW + 1, 'one')).toBe(true)
    expect(await claim(log(), 'C1/1', NOW + 1, 'two')).toBe(false)
  })

  it('is possible again, once, where it was not finished within the lease', async () => {
    await claim(log(), 'C1/1')
    expect(await claim(log(), 'C1/1', NOW + LEASE_MS)).toBe(true)
    expect(await claim(log(), 'C1/1', NOW + LEASE_MS + 1)).toBe(false)
  })

  it('is never possible again where it was finished', async () => {
    await claim(log(), 'C1/1')
    await log().finish('C1/1')
    expect(await claim(log(), 'C1/1')).toBe(false)
    expect(await claim(log(), 'C1/1', NOW + 10 * LEASE_MS)).toBe(false)
  })

  it('is possible at once where it was released', async () => {
    await claim(log(), 'C1/1')
    await log().release('C1/1')
    expect(await claim(log(), 'C1/1')).toBe(true)
  })

  it('outlives who claimed it: what was finished stays so, what was not is taken again after the lease', async () => {
    await claim(log(), 'finished')
    await log().finish('finished')
    await claim(log(), 'killed')
    const other = await open()
    expect(await claim(other, 'finished', NOW + LEASE_MS)).toBe(false)
    expect(await claim(other, 'killed', NOW + LEASE_MS - 1)).toBe(false)
    expect(await claim(other, 'killed', NOW + LEASE_MS)).toBe(true)
  })

  it('is remembered for a day, longer than platforms try again', async () => {
    for (const [key, at] of [
      ['old', NOW - EVENT_DAYS * DAY_MS - 1],
      ['young', NOW - EVENT_DAYS * DAY_MS],
    ] as const) {
      await claim(log(), key, at)
      await log().finish(key)
    }
    await log().forget(NOW)
    expect([await claim(log(), 'old'), await claim(log(), 'young')]).toEqual([true, false])
  })
}

/** What becomes of the work of a process that is gone. */
export function describeTakingUp({ log, open }: ClaimHarness): void {
  it('gives the task to one other, once the lease is over, with what was shown', async () => {
    await begin(log(), 'C1/1')
    await log().noteShown('C1/1', '1716190000.000200')
    expect(await takeUp(log(), NOW + LEASE_MS - 1)).toBeUndefined()
    const others = [await open(), await open()]
    const taken = await Promise.all(
      Array.from({ length: 10 }, (_, i) => takeUp(others[i % 2] ?? log(), NOW + LEASE_MS)),
    )
    const [task] = taken.filter((each) => each !== undefined)
    expect(taken.filter((each) => each !== undefined)).toHaveLength(1)
    expect(task).toMatchObject({ key: 'C1/1', shown: '1716190000.000200', data: { ts: TASK.data.ts } })
    // A character that is none may come back as one that says so.
    expect(JSON.stringify(task?.data).replaceAll('\uFFFD', '\\u0000')).toBe(JSON.stringify(TASK.data))
  })

  it('is not for what is finished, released or dropped, for presses, and for other platforms', async () => {
    for (const key of ['finished', 'released', 'dropped', 'other']) await begin(log(), key)
    await log().finish('finished')
    await log().release('released')
    await log().drop('dropped')
    await claim(log(), 'press')
    expect(await takeUp(log(), NOW + LEASE_MS, 'teams')).toBeUndefined()
    expect((await takeUp(log(), NOW + LEASE_MS))?.key).toBe('other')
    expect(await takeUp(log(), NOW + LEASE_MS)).toBeUndefined()
  })

  it('is not for what is renewed; who was given up is told so', async () => {
    await begin(log(), 'C1/1', NOW, 'one')
    await begin(log(), 'C1/2', NOW, 'one')
    const held = ['C1/1', 'C1/2'].map((key) => ({ key, by: 'one' }))
    expect([...(await log().renew(held, NOW + LEASE_MS - 1, LEASE_MS))].sort()).toEqual(['C1/1', 'C1/2'])
    expect(await takeUp(log(), NOW + LEASE_MS)).toBeUndefined()
    await log().renew([{ key: 'C1/2', by: 'one' }], NOW + LEASE_MS, LEASE_MS)
    expect((await takeUp(log(), NOW + 2 * LEASE_MS - 1))?.key).toBe('C1/1')
    expect(await log().renew(held, NOW + 2 * LEASE_MS - 1, LEASE_MS)).toEqual(['C1/2'])
    expect(await log().renew([], NOW, LEASE_MS)).toEqual([])
  })

  it('begins with what waits longest', async () => {
    await begin(log(), 'second', NOW + 1)
    await begin(log(), 'first', NOW)
    expect((await takeUp(log(), NOW + 2 * LEASE_MS))?.key).toBe('first')
    expect((await takeUp(log(), NOW + 2 * LEASE_MS))?.key).toBe('second')
  })

  it('ends where process after process dies of a task, and where nobody waits for it any more', async () => {
    await begin(log(), 'deadly')
    let now = NOW
    for (let i = 1; i < MAX_TRIES; i++) {
      now += LEASE_MS
      expect((await takeUp(log(), now))?.key).toBe('deadly')
    }
    expect(await takeUp(log(), now + LEASE_MS)).toBeUndefined()
    await begin(log(), 'late')
    expect(await takeUp(log(), NOW + TAKE_UP_WITHIN_MS + 1)).toBeUndefined()
    expect((await takeUp(log(), NOW + TAKE_UP_WITHIN_MS))?.key).toBe('late')
  })

  it('is no second way to what was dropped: that can only be claimed again, after the lease', async () => {
    await begin(log(), 'C1/1')
    await log().drop('C1/1')
    expect(await begin(log(), 'C1/1', NOW + LEASE_MS - 1)).toBe(false)
    expect(await begin(log(), 'C1/1', NOW + LEASE_MS)).toBe(true)
  })
}
