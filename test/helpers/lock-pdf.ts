import { createHash } from 'node:crypto'
import type { PdfParts } from './make-pdf.ts'

/** What passwords are filled up with (ISO 32000-1, 7.6.3.3). */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const KEY_BYTES = 5
const PERMISSIONS = -4
const ID = Buffer.alloc(16, 7)

/** Locks a PDF with two passwords as its first version of encryption does; with no user password it opens without one. */
export function lockPdf(user: string, owner: string): PdfParts {
  const ownerKey = md5(pad(owner)).subarray(0, KEY_BYTES)
  const o = rc4(ownerKey, pad(user))
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(PERMISSIONS)
  const key = md5(pad(user), o, permissions, ID).subarray(0, KEY_BYTES)
  const entries = `/O <${o.toString('hex')}> /U <${rc4(key, PADDING).toString('hex')}> /P ${PERMISSIONS}`
  const id = ID.toString('hex')
  return {
    trailer: `/ID [<${id}> <${id}>] /Encrypt << /Filter /Standard /V 1 /R 2 ${entries} >>`,
    seal: (content, object) => {
      const number = Buffer.from([object & 255, (object >> 8) & 255, object >> 16, 0, 0])
      const own = md5(key, number).subarray(0, KEY_BYTES + 5)
      return rc4(own, Buffer.from(content, 'latin1')).toString('latin1')
    },
  }
}

function pad(password: string): Buffer {
  return Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, PADDING.length)
}

function md5(...parts: readonly Buffer[]): Buffer {
  return createHash('md5').update(Buffer.concat(parts)).digest()
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i)
  const swap = (a: number, b: number) => {
    const kept = state[a] ?? 0
    state[a] = state[b] ?? 0
    state[b] = kept
  }
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255
    swap(i, j)
  }
  let [i, j] = [0, 0]
  return Buffer.from(data).map((byte) => {
    i = (i + 1) & 255
    j = (j + (state[i] ?? 0)) & 255
    swap(i, j)
    return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0)
  }) as Buffer
}
