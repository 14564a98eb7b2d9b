import { expect, it } from 'vitest'
import { openWhenReachable } from '../../../scripts/serve/open-when-reachable.ts'
import { ConfigError, IndexError } from '../../../src/errors.ts'

function makeCase() {
  const warnings: string[] = []
  const keep = (message: string, details?: object) => void warnings.push(`${message} ${JSON.stringify(details)}`)
  const reasons: string[] = []
  return {
    warnings,
    reasons,
    logger: { info: keep, warn: keep, error: keep },
    onDown: (error: IndexError) => void reasons.push(error.message),
    stop: new AbortController(),
  }
}

it('tries again while the database is down, and says why', async () => {
  const { warnings, reasons, logger, onDown, stop } = makeCase()
  let tries = 0
  const open = async () => {
    if (++tries < 2) throw new IndexError('INDEX_UNREACHABLE', 'connect ECONNREFUSED 127.0.0.1:5432')
    return 'opened'
  }
  expect(await openWhenReachable(open, logger, stop.signal, onDown)).toBe('opened')
  expect(reasons).toEqual(['connect ECONNREFUSED 127.0.0.1:5432'])
  expect(warnings).toEqual([expect.stringMatching(/cannot be reached; trying again .*waitMs.*ECONNREFUSED/u)])
})

it('ends where it is told to stop meanwhile', async () => {
  const { logger, stop } = makeCase()
  const open = () => Promise.reject(new IndexError('INDEX_UNREACHABLE', 'down'))
  expect(await openWhenReachable(open, logger, stop.signal, () => stop.abort())).toBeUndefined()
})

it('does not try again what another try does not mend', async () => {
  const { logger, onDown, reasons, stop } = makeCase()
  const open = () => Promise.reject(new ConfigError('DATABASE_URL names no database'))
  await expect(openWhenReachable(open, logger, stop.signal, onDown)).rejects.toThrow('names no database')
  expect(reasons).toEqual([])
})
