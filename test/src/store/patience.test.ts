import { expect, it } from 'vitest'
import { IndexError } from '../../../src/errors.ts'
import { createPatience } from '../../../src/store/patience.ts'

/** Work that finds the database down for so many tries. */
function makeWork(
  failures: number,
  error: Error = new IndexError('INDEX_UNREACHABLE', 'connect ECONNREFUSED 127.0.0.1:5432'),
) {
  let tries = 0
  const work = async () => {
    tries++
    if (tries <= failures) throw error
    return 'done'
  }
  return { work, tries: () => tries }
}

it('tries again while the database is down', async () => {
  const { work, tries } = makeWork(2)
  expect(await createPatience(5000).retry(work)).toBe('done')
  expect(tries()).toBe(3)
})

it('does not try again what another try does not mend', async () => {
  const { work, tries } = makeWork(2, new Error('no such table'))
  await expect(createPatience(5000).retry(work)).rejects.toThrow('no such table')
  expect(tries()).toBe(1)
})

it('is one for all: who has waited in vain has waited for the next one, until the database is back', async () => {
  const patience = createPatience(300)
  await expect(patience.retry(makeWork(99).work)).rejects.toThrow(IndexError)
  const next = makeWork(99)
  await expect(patience.retry(next.work)).rejects.toThrow(IndexError)
  expect(next.tries()).toBe(1)
  expect(await patience.retry(makeWork(0).work)).toBe('done')
  expect(await patience.retry(makeWork(1).work)).toBe('done')
})

it('is not spent by who waits for less', async () => {
  const patience = createPatience(5000)
  await expect(patience.retry(makeWork(99).work, 0)).rejects.toThrow(IndexError)
  expect(await patience.retry(makeWork(1).work)).toBe('done')
})
