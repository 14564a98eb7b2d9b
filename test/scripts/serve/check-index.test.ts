import { expect, it } from 'vitest'
import { createIndexCheck } from '../../../scripts/serve/check-index.ts'
import { IndexError } from '../../../src/errors.ts'
import type { OpenedEngine } from '../../../src/open-engine.ts'

const engineWith = (listPapers: () => Promise<readonly object[]>) =>
  ({ store: { listPapers } }) as unknown as OpenedEngine
const down = () => Promise.reject(new IndexError('INDEX_UNREACHABLE', 'The database db:5432/papers cannot be reached.'))

it.each<[string, () => Promise<readonly object[]>, object[]]>([
  ['has papers', async () => [{}], []],
  ['has none', async () => [], [{ missing: 'index', why: 'no paper has been taken in: npm run ingest -- FILE' }]],
  [
    'does not fit',
    () => Promise.reject(new IndexError('INDEX_FOREIGN', 'Made by another model: npm run ingest -- --rebuild.')),
    [{ missing: 'index', why: 'Made by another model: npm run ingest -- --rebuild.' }],
  ],
  ['fails in a way that nobody foresaw', () => Promise.reject(new Error('secret')), [{ missing: 'index' }]],
  [
    'is in a database that is down',
    down,
    [{ missing: 'database', why: 'The database db:5432/papers cannot be reached.' }],
  ],
])('tells of an index that %s', async (_, listPapers, expected) => {
  expect(await createIndexCheck()(engineWith(listPapers))).toEqual(expected)
})

it('answers in time where the database does not, with what was found last', async () => {
  const check = createIndexCheck(1)
  const never = engineWith(() => new Promise(() => {}))
  expect(await check(never)).toEqual([{ missing: 'database', why: 'no answer within 1 ms' }])
  let fail: (error: Error) => void = () => {}
  const slow = createIndexCheck(20)
  const engine = engineWith(
    () =>
      new Promise((_, reject) => {
        fail = reject
      }),
  )
  await slow(engine)
  fail(new IndexError('INDEX_UNREACHABLE', 'ECONNREFUSED'))
  await new Promise((resolve) => setTimeout(resolve))
  expect(await slow(engine)).toEqual([{ missing: 'database', why: 'ECONNREFUSED' }])
})
