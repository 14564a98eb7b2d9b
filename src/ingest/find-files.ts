import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { IngestError } from '../errors.ts'
import { SUPPORTED_EXTENSIONS } from './readers/detect-reader.ts'

/** Hidden files, what Office keeps beside an open document, and the folder in which Safari loads a file. */
const IGNORED = /^\.|^~\$|\.download$/iu

/** A file to take in, or why a named path cannot be. */
export type FoundFile = { readonly path: string } | { readonly path: string; readonly error: IngestError }

/**
 * The files that paths name: files as they are, folders with everything in them that can be read, in order of names.
 * Links inside folders are not followed, so that nothing outside is taken in. A folder with nothing to read is an error.
 */
export async function findFiles(paths: readonly string[]): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = []
  for (const path of paths) {
    const stat = await lstat(path).catch(() => undefined)
    if (!stat) {
      found.push({ path, error: new IngestError('not_found', `${path}: there is no such file or folder.`) })
    } else if (stat.isDirectory()) {
      found.push(...(await findInFolder(path)))
    } else {
      found.push({ path })
    }
  }
  return found.filter((file, i) => found.findIndex((other) => other.path === file.path) === i)
}

async function findInFolder(path: string): Promise<readonly FoundFile[]> {
  try {
    const files = await listFolder(path)
    if (files.length > 0) return files.map((file) => ({ path: file }))
    const message = `${path}: the folder holds no paper. Supported: ${SUPPORTED_EXTENSIONS.join(', ')}`
    return [{ path, error: new IngestError('empty', message) }]
  } catch (cause) {
    const message = `${path}: the folder or one below it cannot be read. Check that you may read it.`
    return [{ path, error: new IngestError('unreadable', message, { cause }) }]
  }
}

async function listFolder(dir: string): Promise<string[]> {
  const entries = (await readdir(dir, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))
  const names = new Set(entries.map(({ name }) => name))
  const files: string[] = []
  for (const entry of entries) {
    const path = join(dir, entry.name)
    if (IGNORED.test(entry.name) || isOfPage(entry.name, names)) continue
    if (entry.isDirectory()) files.push(...(await listFolder(path)))
    else if (entry.isFile() && isPaper(entry.name)) files.push(path)
  }
  return files
}

/** The folder that a browser saves beside a page, with what the page shows. */
function isOfPage(name: string, beside: ReadonlySet<string>): boolean {
  const page = /^(.+)_files$/u.exec(name)?.[1]
  return page !== undefined && ['.html', '.htm'].some((extension) => beside.has(page + extension))
}

function isPaper(name: string): boolean {
  return SUPPORTED_EXTENSIONS.some((extension) => name.toLowerCase().endsWith(extension)) && !/^readme\./iu.test(name)
}
