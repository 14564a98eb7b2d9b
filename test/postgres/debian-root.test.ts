import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openDebianRoot } from '../helpers/postgres/debian-root.ts'

let folder: string
let root: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'debian-root-'))
  root = join(folder, 'cache', 'root')
  vi.stubEnv('POSTGRES_ROOT', root)
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

/** Puts a program in place of debootstrap; the folder to fill is its last argument. */
function replaceDebootstrap(script: string): void {
  const programs = join(folder, 'programs')
  mkdirSync(programs)
  writeFileSync(join(programs, 'debootstrap'), `#!/bin/sh\n[ "$1" = --version ] && exit\n${script}\n`, { mode: 0o755 })
  vi.stubEnv('PATH', `${programs}:${process.env.PATH}`)
}

it('says what to install where there is neither a server nor debootstrap, and leaves nothing behind', async () => {
  vi.stubEnv('PATH', '')
  await expect(openDebianRoot()).rejects.toThrow(/no PostgreSQL 17 in .*\/root, .*: apt-get install debootstrap$/u)
  expect(readdirSync(folder)).toEqual([])
})

it('says why debootstrap failed, and leaves nothing behind', async () => {
  replaceDebootstrap('for folder; do :; done; touch "$folder/half"; echo "E: Failed getting release file"; exit 1')
  await expect(openDebianRoot()).rejects.toThrow('ended with code 1:\nE: Failed getting release file')
  expect(readdirSync(join(folder, 'cache'))).toEqual([])
})

it('ends with one complete folder where two build at once', async () => {
  replaceDebootstrap('for folder; do :; done; sleep 0.2; touch "$folder/complete"')
  expect(await Promise.all([openDebianRoot(), openDebianRoot()])).toEqual([root, root])
  expect(readdirSync(join(folder, 'cache'))).toEqual(['root'])
  expect(readdirSync(root)).toEqual(['complete'])
})
