import { describe, expect, it } from 'vitest'
import { IngestError } from '../../../../../src/errors.ts'
import { openPackage } from '../../../../../src/ingest/readers/office/package.ts'
import { makeZip } from '../../../../helpers/make-zip.ts'

const all = () => true

async function reasonOf(bytes: Uint8Array, isWanted: (name: string) => boolean = all, max?: number): Promise<string> {
  const error: unknown = await openPackage(bytes, 'paper.docx', isWanted, max).catch((cause: unknown) => cause)
  return error instanceof IngestError ? error.reason : 'read'
}

describe('openPackage', () => {
  it('unpacks the parts that are asked for, in both encodings of XML', async () => {
    const bytes = await makeZip({ 'a.xml': '<あ/>', 'b.xml': Buffer.from('\ufeff<い/>', 'utf16le'), 'c.bin': 'x' })
    const parts = await openPackage(bytes, 'paper.docx', (name) => name.endsWith('.xml'))
    expect([...parts]).toEqual([
      ['a.xml', '<あ/>'],
      ['b.xml', '<い/>'],
    ])
  })

  it('takes as much as the limit, not one byte more, over all parts together', async () => {
    const bytes = await makeZip({ 'a.xml': 'x'.repeat(600), 'b.xml': 'x'.repeat(400) })
    expect(await reasonOf(bytes, all, 1000)).toBe('read')
    expect(await reasonOf(bytes, all, 999)).toBe('too_large')
    expect(await reasonOf(bytes, (name) => name === 'b.xml', 400)).toBe('read')
  })

  it('does not believe the size that a part claims to have', async () => {
    const bytes = await makeZip({ 'a.xml': 'x'.repeat(100_000) })
    const lying = Buffer.from(bytes)
    for (let at = lying.indexOf('PK\u0001\u0002'); at >= 0; at = -1) lying.writeUInt32LE(10, at + 24)
    expect(await reasonOf(lying)).toBe('malformed')
  })

  it('refuses parts with a password', async () => {
    const locked = Buffer.from(await makeZip({ 'a.xml': '<a/>' }))
    const at = locked.indexOf('PK\u0001\u0002')
    locked.writeUInt16LE(locked.readUInt16LE(at + 8) | 1, at + 8)
    expect(await reasonOf(locked)).toBe('encrypted')
  })

  it.each([0, 30, 60, 90])('refuses what is cut off after %s bytes', async (length) => {
    expect(await reasonOf((await makeZip({ 'a.xml': '<a/>' })).subarray(0, length))).toBe('malformed')
  })
})
