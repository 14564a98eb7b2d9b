import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createWork } from '../../../src/conversation/work.ts'

/** A task that ends when it is told to. */
function makeTask() {
  let end = () => {}
  let fail = (_: Error) => {}
  const done = new Promise<void>((resolve, reject) => {
    end = resolve
    fail = reject
  })
  return { task: () => done, end, fail }
}

const LONG_MS = 60_000

it('waits for everything in hand, and is empty then', async () => {
  const work = createWork(() => {})
  const [first, second] = [makeTask(), makeTask()]
  work.run(first.task)
  work.run(second.task)
  expect(work.size).toBe(2)
  const drained = work.drain(LONG_MS)
  first.end()
  second.end()
  expect(await drained).toBe(true)
  expect(work.size).toBe(0)
})

it('is done at once where nothing is in hand, however little time there is', async () => {
  expect(await createWork(() => {}).drain(0)).toBe(true)
})

it('says that something was left when the time is over', async () => {
  const work = createWork(() => {})
  work.run(makeTask().task)
  expect(await work.drain(1)).toBe(false)
  expect(work.size).toBe(1)
})

it('waits for work that other work began while it was ending', async () => {
  const work = createWork(() => {})
  const [answer, delivery] = [makeTask(), makeTask()]
  work.run(async () => {
    await answer.task()
    work.run(delivery.task)
  })
  let isDrained = false
  const drained = work.drain(LONG_MS).finally(() => {
    isDrained = true
  })
  answer.end()
  await setImmediate()
  expect({ isDrained, size: work.size }).toEqual({ isDrained: false, size: 1 })
  delivery.end()
  expect(await drained).toBe(true)
  expect(work.size).toBe(0)
})

it('hands on what a task throws, and ends well nevertheless', async () => {
  const errors: unknown[] = []
  const work = createWork((error) => void errors.push(error))
  const [refused, sent] = [makeTask(), makeTask()]
  work.run(refused.task)
  work.run(sent.task)
  const drained = work.drain(LONG_MS)
  refused.fail(new Error('チャンネルに投稿できません'))
  sent.end()
  expect(await drained).toBe(true)
  expect(errors).toEqual([new Error('チャンネルに投稿できません')])
})

it('is closed from the moment that it is drained', async () => {
  const work = createWork(() => {})
  const { task, end } = makeTask()
  work.run(task)
  expect(work.isClosed).toBe(false)
  const drained = work.drain(LONG_MS)
  expect(work.isClosed).toBe(true)
  end()
  await drained
  expect(work.isClosed).toBe(true)
})
