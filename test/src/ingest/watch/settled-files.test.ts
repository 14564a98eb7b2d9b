import { expect, it } from 'vitest'
import { createSettledFiles } from '../../../../src/ingest/watch/settled-files.ts'

const TIMES = { settleMs: 10, unfinishedMs: 100 }

/** Files of `/p` with stamps, looked at from time to time. */
function makeFiles(isWhole = true) {
  const files = createSettledFiles(TIMES, async () => isWhole)
  const look = (now: number, stamps: Readonly<Record<string, string>>, listed = ['/p']) =>
    files.note({ files: new Map(Object.entries(stamps)), listed }, now)
  return { files, look }
}

it('waits until a file has stayed as it is', async () => {
  const { files, look } = makeFiles()
  look(0, { '/p/a': '1' })
  expect(await files.findDue(5)).toEqual([])
  look(8, { '/p/a': '2' })
  expect(await files.findDue(12)).toEqual([])
  look(15, { '/p/a': '2' })
  expect(await files.findDue(18)).toEqual(['/p/a'])
})

it('takes a file once, and again when it changed', async () => {
  const { files, look } = makeFiles()
  look(0, { '/p/a': '1' })
  files.markTaken('/p/a')
  look(20, { '/p/a': '1' })
  expect(await files.findDue(40)).toEqual([])
  look(41, { '/p/a': '2' })
  expect(await files.findDue(60)).toEqual(['/p/a'])
})

it('waits longer for a file that does not end as its kind does', async () => {
  const { files, look } = makeFiles(false)
  look(0, { '/p/a': '1' })
  expect(await files.findDue(99)).toEqual([])
  expect(await files.findDue(100)).toEqual(['/p/a'])
})

it('calls gone what has been missing for a while from a folder that could be read', () => {
  const { files, look } = makeFiles()
  look(0, { '/p/a': '1', '/p/b': '1' })
  look(20, {}, [])
  expect(files.findGone(99)).toEqual([])
  look(100, { '/p/b': '1' })
  expect(files.findGone(105)).toEqual([])
  expect(files.findGone(110)).toEqual(['/p/a'])
  expect(files.listPresent()).toEqual(['/p/a', '/p/b'])
})

it('does not call gone what another program puts back in its place', async () => {
  const { files, look } = makeFiles()
  look(0, { '/p/a': '1' })
  files.markTaken('/p/a')
  look(20, {})
  look(25, { '/p/a': '2' })
  expect(files.findGone(99)).toEqual([])
  expect(await files.findDue(99)).toEqual(['/p/a'])
})
