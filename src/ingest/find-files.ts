import { readdir, realpath, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { IngestError } from '../errors.ts'
import { SUPPORTED_EXTENSIONS } from './readers/detect-reader.ts'

/** Hidden files, what Office keeps beside an open document, and the folder in which Safari loads a file. */
const IGNORED = /^\.|^~\$|\.download$/iu

/** A file to take in, why a named path cannot be, or why something in a folder that looks like a paper is left out. */
export type FoundFile = { readonly path: string } | { readonly path: string; readonly error: IngestError } | SkippedFile

/** What is left out, and why, in words. */
export interface SkippedFile {
  readonly path: string
  readonly skipped: string
}

/**
 * The files that paths name: files as they are, folders with everything in them that can be read, in order of names. A
 * link that is named is followed; one inside a folder only to a file of this folder that is not read anyway, so that
 * nothing outside is taken in. A folder with nothing to read is an error.
 */
export async function findFiles(paths: readonly string[]): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = []
  for (const path of paths) {
    const named = await stat(path).catch(() => undefined)
    if (!named) {
      found.push({ path, error: new IngestError('not_found', `${path}: there is no such file or folder.`) })
    } else if (named.isDirectory()) {
      found.push(...(await findInFolder(path)))
    } else {
      found.push({ path })
    }
  }
  return found.filter((file, i) => found.findIndex((other) => other.path === file.path) === i)
}

async function findInFolder(path: string): Promise<readonly FoundFile[]> {
  try {
    const files = await followLinks(path, await listFolder(path))
    if (files.some((file) => !('skipped' in file))) return files
    const message = `${path}: the folder holds no paper. Supported: ${SUPPORTED_EXTENSIONS.join(', ')}`
    return [{ path, error: new IngestError('empty', message) }, ...files]
  } catch (cause) {
    const message = `${path}: the folder or one below it cannot be read. Check that you may read it.`
    return [{ path, error: new IngestError('unreadable', message, { cause }) }]
  }
}

/** Something in a folder that may be a paper. */
interface Entry {
  readonly path: string
  readonly kind: 'file' | 'link' | 'other'
}

async function listFolder(dir: string): Promise<readonly Entry[]> {
  const entries = (await readdir(dir, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))
  const names = new Set(entries.map(({ name }) => name))
  const found: Entry[] = []
  for (const entry of entries) {
    const path = join(dir, entry.name)
    if (IGNORED.test(entry.name) || isOfPage(entry.name, names)) continue
    if (entry.isDirectory()) found.push(...(await listFolder(path)))
    else if (entry.isSymbolicLink()) found.push({ path, kind: 'link' })
    else if (isPaper(entry.name)) found.push({ path, kind: entry.isFile() ? 'file' : 'other' })
  }
  return found
}

/** The entries of a folder with what its links lead to: each file once. */
async function followLinks(folder: string, entries: readonly Entry[]): Promise<readonly FoundFile[]> {
  const root = await realpath(folder)
  const read = new Set(
    entries.flatMap(({ path, kind }) => (kind === 'file' ? [join(root, relative(folder, path))] : [])),
  )
  const found: FoundFile[] = []
  for (const { path, kind } of entries) {
    if (kind === 'file') found.push({ path })
    else if (kind === 'other') found.push({ path, skipped: 'it is no regular file' })
    else found.push(...(await followLink(path, root, read)))
  }
  return found
}

/** What a link adds to the files that are `read`, if anything. */
async function followLink(path: string, root: string, read: Set<string>): Promise<readonly FoundFile[]> {
  const target = await realpath(path).catch(() => undefined)
  const kind = target === undefined ? undefined : await stat(target).catch(() => undefined)
  if (!kind?.isDirectory() && !isPaper(path.slice(path.lastIndexOf(sep) + 1))) return []
  if (target === undefined || kind === undefined) return [{ path, skipped: 'it is a link that leads nowhere' }]
  if (!target.startsWith(root.endsWith(sep) ? root : root + sep) && target !== root)
    return [{ path, skipped: `it is a link out of the folder, to ${target}: name that to take it in` }]
  if (kind.isDirectory() || read.has(target)) return []
  if (!kind.isFile()) return [{ path, skipped: 'it is no regular file' }]
  read.add(target)
  return [{ path }]
}

/** The folder that a browser saves beside a page, with what the page shows. */
function isOfPage(name: string, beside: ReadonlySet<string>): boolean {
  const page = /^(.+)_files$/u.exec(name)?.[1]
  return page !== undefined && ['.html', '.htm'].some((extension) => beside.has(page + extension))
}

function isPaper(name: string): boolean {
  return SUPPORTED_EXTENSIONS.some((extension) => name.toLowerCase().endsWith(extension)) && !/^readme\./iu.test(name)
}
