import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { PNG } from 'pngjs'
import { expect, it } from 'vitest'
import { createManifest, type PackageOptions } from '../../adapters/teams/app-package/manifest.ts'
import { findProblems } from '../../scripts/teams-package/write-package.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { runScript } from '../helpers/run-script.ts'

const APP_ID = '3f6c1f0e-0000-4000-8000-000000000099'
const ARGS = ['--developer', '青空商事', '--website', 'https://aozora.example', '--app-id', APP_ID]

const OPTIONS: PackageOptions = {
  appId: APP_ID,
  version: '1.0.0',
  developer: '青空商事',
  websiteUrl: 'https://aozora.example',
  privacyUrl: 'https://aozora.example/privacy',
  termsOfUseUrl: 'https://aozora.example/terms',
  validDomains: ['bot.aozora.example'],
}

/** Files of a zip, read by its central directory (PKWARE APPNOTE 4.3). */
function readZip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  const files = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const local = bytes.readUInt32LE(at + 42)
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20))
    files.set(name, bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed)
    at += 46 + nameLength + extraLength + commentLength
  }
  return files
}

it('writes manifest and icons as a zip', async () => {
  const cwd = makeFolder()
  const outcome = await runScript('teams-package', [...ARGS, '--domain', 'bot.aozora.example', '--out', 'app.zip'], {
    cwd,
    indexDir: cwd,
  })
  expect(outcome).toMatchObject({ code: 0, stderr: '' })
  const files = readZip(readFileSync(join(cwd, 'app.zip')))
  expect([...files.keys()].sort()).toEqual(['color.png', 'manifest.json', 'outline.png'])
  const manifest = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '')
  expect(manifest).toMatchObject({
    id: APP_ID,
    bots: [{ botId: APP_ID, scopes: ['personal', 'team', 'groupChat'] }],
    validDomains: ['bot.aozora.example'],
  })
  const color = PNG.sync.read(files.get('color.png') ?? Buffer.alloc(0))
  const outline = PNG.sync.read(files.get('outline.png') ?? Buffer.alloc(0))
  expect([color.width, color.height, outline.width, outline.height]).toEqual([192, 192, 32, 32])
  // Teams: the colour icon is opaque, the outline white on nothing.
  const pixels = (png: PNG) =>
    Array.from({ length: png.width * png.height }, (_, i) => [...png.data.subarray(4 * i, 4 * i + 4)])
  expect(pixels(color).every(([, , , alpha]) => alpha === 255)).toBe(true)
  expect(new Set(pixels(color).map(String)).size).toBeGreaterThan(2)
  expect(pixels(outline).every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true)
  expect(pixels(outline).some(([, , , alpha]) => alpha === 0)).toBe(true)
  expect(pixels(outline).some(([, , , alpha]) => alpha === 255)).toBe(true)
})

it('makes a manifest that the published schema takes, and knows one that it does not', () => {
  expect(findProblems(createManifest(OPTIONS))).toEqual([])
  expect(findProblems(createManifest({ ...OPTIONS, appId: 'x' }))).not.toEqual([])
  expect(findProblems({ ...createManifest(OPTIONS), surprise: 1 })).not.toEqual([])
  expect(findProblems(createManifest({ ...OPTIONS, developer: '青'.repeat(33) }))).not.toEqual([])
})

it('asks for one permission only: to read the channels that it is added to', () => {
  expect(createManifest(OPTIONS)).toMatchObject({
    authorization: { permissions: { resourceSpecific: [{ name: 'ChannelMessage.Read.Group', type: 'Application' }] } },
  })
})

it('names everything that is missing, and writes nothing', async () => {
  const cwd = makeFolder()
  const { code, stderr } = await runScript('teams-package', ['--out', 'app.zip'], { cwd, indexDir: cwd })
  expect(code).toBe(2)
  expect(stderr).toContain('Missing: --developer, --website, --app-id (or TEAMS_APP_ID).')
  const wrong = await runScript('teams-package', [...ARGS, '--privacy', 'http', '--out', 'app.zip'], {
    cwd,
    indexDir: cwd,
  })
  expect(wrong).toMatchObject({ code: 2 })
  expect(wrong.stderr).toContain('--privacy must be an https address')
  expect(existsSync(join(cwd, 'app.zip'))).toBe(false)
})
