import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { createProgress } from '../../scripts/build-progress.ts'

/** A stream that keeps what is written to it. */
function makeStream(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 200 }) as unknown as NodeJS.WriteStream
  let written = ''
  stream.on('data', (chunk: Buffer) => {
    written += chunk.toString()
  })
  return { stream, read: () => written }
}

it('names the file, its pages and the time left on a terminal', () => {
  const { stream, read } = makeStream(true)
  let time = 0
  const progress = createProgress(stream, () => time)
  progress.onProgress?.(0, 4, '/papers/a.txt')
  time = 4000
  progress.onProgress?.(1, 4, '/papers/長い名前.pdf', { read: 25, total: 50 })
  progress.stop()
  expect(read()).toContain('file 1 of 4  a.txt')
  // A file and a half of four took 4 s: two and a half take 6.7 s.
  expect(read()).toContain('█████████░░░░░░░░░░░░░░░ file 2 of 4  長い名前.pdf  page 25 of 50  7 s left')
})

it('tells long times in minutes, and none before anything is done', () => {
  const { stream, read } = makeStream(true)
  let time = 0
  const progress = createProgress(stream, () => time)
  progress.onProgress?.(0, 100, '/papers/a.txt')
  time = 10_000
  progress.onProgress?.(0, 100, '/papers/a.txt')
  progress.onProgress?.(1, 100, '/papers/b.txt')
  progress.stop()
  expect(read()).toMatch(/file 2 of 100 {2}b\.txt {2}17 min left/u)
  expect(read().match(/left/gu)).toHaveLength(1)
})

it('writes nothing where there is no terminal', () => {
  const { stream, read } = makeStream(false)
  const progress = createProgress(stream)
  progress.onProgress?.(0, 1, '/papers/a.txt')
  progress.stop()
  expect(read()).toBe('')
})
