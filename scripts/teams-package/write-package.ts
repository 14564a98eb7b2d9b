import { createWriteStream, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { PNG } from 'pngjs'
import { ZipFile } from 'yazl'
import { drawColorIcon, drawOutlineIcon, type IconPixels } from '../../adapters/teams/app-package/draw-icon.ts'
import {
  ACCENT_COLOR,
  createManifest,
  ICON_FILES,
  MANIFEST_VERSION,
  type PackageOptions,
} from '../../adapters/teams/app-package/manifest.ts'
import { UsageError } from '../../src/errors.ts'

/** Sizes that Teams asks for. */
const ICON_SIZES = { color: 192, outline: 32 } as const

/** Writes the app package: manifest and icons as a zip. @throws UsageError where the manifest breaks its schema */
export async function writePackage(options: PackageOptions, file: string): Promise<void> {
  const manifest = createManifest(options)
  const problems = findProblems(manifest)
  if (problems.length > 0) throw new UsageError(`The manifest would not be taken by Teams:\n- ${problems.join('\n- ')}`)
  const background = [1, 3, 5].map((i) => Number.parseInt(ACCENT_COLOR.slice(i, i + 2), 16)) as [number, number, number]
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), 'manifest.json')
  zip.addBuffer(toPng(drawColorIcon(ICON_SIZES.color, background)), ICON_FILES.color)
  zip.addBuffer(toPng(drawOutlineIcon(ICON_SIZES.outline)), ICON_FILES.outline)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(file))
}

/** What the schema that Microsoft publishes with its toolkit objects to. */
export function findProblems(manifest: object): readonly string[] {
  const root = dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest/package.json'))
  const path = join(root, 'build/json-schemas/teams', `v${MANIFEST_VERSION}`, 'MicrosoftTeams.schema.json')
  const ajv = new Ajv.default({ allErrors: true, strict: false })
  addFormats.default(ajv as never)
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')))
  if (validate(manifest)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'manifest'} ${message}`)
}

function toPng({ size, data }: IconPixels): Buffer {
  const png = new PNG({ width: size, height: size })
  png.data = Buffer.from(data)
  return PNG.sync.write(png)
}
