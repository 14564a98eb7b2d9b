import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { findFiles, type SkippedFile } from '../find-files.ts'

/** What stands in folders at one moment. */
export interface Look {
  /** Files that can be taken in, with a stamp that changes with the file and what belongs to it. */
  readonly files: ReadonlyMap<string, string>
  /** Left out: links out of the folders, pipes. */
  readonly skipped: readonly SkippedFile[]
  /** Named folders that could be read and hold papers: only of these is it known what is gone. */
  readonly listed: readonly string[]
  /** Of the other folders, why not. */
  readonly problems: readonly string[]
}

/** What browsers and copying programs call a file that is not all there. */
const PARTIAL = /\.(?:crdownload|part|partial|download|filepart|tmp)$/iu

/**
 * Looks at folders and everything in them. Nothing is asked of the system but names, sizes and times, so that it works
 * the same on a network drive, whose clock may be another.
 */
export async function lookAtFolders(folders: readonly string[]): Promise<Look> {
  const found = await findFiles(folders)
  const problems = found.flatMap((file) => ('error' in file ? [file] : []))
  const skipped = found.flatMap((file) => ('skipped' in file ? [file] : []))
  const paths = found.flatMap((file) => ('error' in file || 'skipped' in file ? [] : [file.path]))
  const names = new Map<string, readonly string[]>()
  for (const dir of new Set(paths.map((path) => dirname(path)))) names.set(dir, await readdir(dir).catch(() => []))
  const files = new Map<string, string>()
  for (const path of paths) {
    const stamp = await stampOf(path, names.get(dirname(path)) ?? [])
    if (stamp !== undefined) files.set(path, stamp)
  }
  return {
    files,
    skipped,
    listed: folders.filter((folder) => !problems.some(({ path }) => path === folder)),
    problems: problems.map(({ error }) => error.message),
  }
}

/** Size and time of the file, of its metadata and of a download that goes on beside it; `undefined` where it is gone. */
async function stampOf(path: string, names: readonly string[]): Promise<string | undefined> {
  const name = basename(path)
  const stem = `${basename(name, extname(name))}.`
  const beside = names.filter(
    (other) => other === `${name}.meta.yaml` || (PARTIAL.test(other) && other.startsWith(stem)),
  )
  const stamps = await Promise.all(
    [name, ...beside].map(async (other) => {
      const found = await stat(join(dirname(path), other)).catch(() => undefined)
      return found && `${other} ${found.size} ${found.mtimeMs}`
    }),
  )
  return stamps[0] === undefined ? undefined : stamps.join('\n')
}
