import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { openDebianRoot } from '../helpers/postgres/debian-root.ts'

const folder = mkdtempSync(join(tmpdir(), 'debian-root-'))

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

it('says what to install where there is neither a server nor debootstrap, and leaves nothing behind', async () => {
  vi.stubEnv('POSTGRES_ROOT', join(folder, 'root'))
  vi.stubEnv('PATH', '')
  await expect(openDebianRoot()).rejects.toThrow(/no PostgreSQL 17 in .*\/root, .*: apt-get install debootstrap$/u)
  expect(readdirSync(folder)).toEqual([])
})
