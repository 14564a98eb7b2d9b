import { spawnSync } from 'node:child_process'
import { cpSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Compiles the program into `dist/` of a folder, beside the sources' own data, as `npm run build` leaves it. Returns what
 * the compiler says; with `--noCheck` among its `flags` it is several times as fast.
 */
export function buildProgram(root: string, flags: readonly string[] = []): string {
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc')
  const args = [compiler, '-p', join(ROOT, 'tsconfig.build.json'), '--outDir', join(root, 'dist'), ...flags]
  const built = spawnSync(process.execPath, args, { encoding: 'utf8' })
  cpSync(join(ROOT, 'package.json'), join(root, 'package.json'))
  for (const name of ['knowledge', 'node_modules']) symlinkSync(join(ROOT, name), join(root, name))
  return built.stdout + built.stderr
}
