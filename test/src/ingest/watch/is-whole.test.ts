import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isWhole } from '../../../../src/ingest/watch/is-whole.ts'
import { makeFolder } from '../../../helpers/index-folder.ts'
import { makePdf, textAt } from '../../../helpers/make-pdf.ts'
import { makeZip } from '../../../helpers/make-zip.ts'

const PDF = makePdf([textAt(40, 700, 'Backups are kept for 7 days.')])
const ZIP = await makeZip({ 'word/document.xml': '<w:document/>' })

it.each([
  ['a.pdf', PDF],
  ['a.PDF', PDF],
  ['a.docx', ZIP],
  ['a.xlsm', ZIP],
  ['a.txt', Buffer.from('バックアップを取得します。')],
])('knows %s by its end, cut off and filled with nothing', async (name, bytes) => {
  const path = join(makeFolder(), name)
  writeFileSync(path, bytes)
  expect(await isWhole(path)).toBe(true)
  truncateSync(path, Math.floor(bytes.length / 2))
  if (name !== 'a.txt') expect(await isWhole(path)).toBe(false)
  truncateSync(path, bytes.length + 100_000)
  expect(await isWhole(path)).toBe(false)
  truncateSync(path, 0)
  expect(await isWhole(path)).toBe(false)
})

it('takes a file that is gone for one that is not whole', async () => {
  expect(await isWhole(join(makeFolder(), 'gone.pdf'))).toBe(false)
})
