import { sep } from 'node:path'
import { type IndexError, isDatabaseDown, UsageError } from '../errors.ts'
import type { KnowledgeStore, StoredPaper } from '../store/knowledge-store.ts'
import { findFiles, type SkippedFile } from './find-files.ts'
import { type Given, type IngestParts, type IngestResult, ingestPaper } from './ingest-paper.ts'

/** Everything that one run did. */
export interface IngestReport {
  readonly results: readonly IngestResult[]
  /** Papers that left the index because their file left the folder. */
  readonly removed: readonly RemovedPaper[]
}

/** A paper that left, and the older edition of it that answers again. */
export interface RemovedPaper {
  readonly paper: StoredPaper
  readonly now: StoredPaper | undefined
}

/** What is told while files are taken in. */
export interface IngestListener {
  /** Before each file, with how many are done, and after each of its pages, where it has pages. */
  onProgress?(done: number, total: number, path: string, pages?: PagesRead): void
  /** After each file. */
  onResult?(result: IngestResult): void
}

/** How far a file is read. */
export interface PagesRead {
  readonly read: number
  readonly total: number
}

/** Takes in files and folders one after the other; a paper whose file is gone from a named folder leaves the index. */
export async function ingestFiles(
  paths: readonly string[],
  given: Given,
  parts: IngestParts,
  listener: IngestListener = {},
): Promise<IngestReport> {
  const files = await findFiles(paths)
  const count = files.filter((file) => !('skipped' in file)).length
  if (count > 1 && Object.keys(given).length > 0) {
    const said = Object.keys(given).join(', ')
    throw new UsageError(`${said} can be given for one file only, but ${count} were named.`)
  }
  const results: IngestResult[] = []
  let down: IndexError | undefined
  for (const file of files) {
    const tell = (pages?: PagesRead) => listener.onProgress?.(results.length, files.length, file.path, pages)
    tell()
    // A database that went away is not waited for at each file.
    const problem = down ?? ('error' in file ? file.error : undefined)
    const result = await ('skipped' in file
      ? toSkipped(file)
      : problem
        ? { status: 'failed' as const, path: file.path, error: problem }
        : ingestPaper(file.path, given, parts, (read, total) => tell({ read, total })))
    if (result.status === 'failed' && isDatabaseDown(result.error)) down = result.error
    results.push(result)
    listener.onResult?.(result)
  }
  if (down) return { results, removed: [] }
  // A folder that is empty, gone or locked is more often a slip than the wish to remove all of its papers.
  const listed = paths.filter((path) => !files.some((file) => 'error' in file && file.path === path))
  return { results, removed: await removeGone(listed, new Set(files.map((file) => file.path)), parts.store) }
}

/** The result of a file that is left out. */
export function toSkipped({ path, skipped }: SkippedFile): IngestResult {
  return { status: 'skipped', path, reason: skipped }
}

/** Removes the papers whose file left one of the folders, with those older editions that have no file either. */
export async function removeGone(
  folders: readonly string[],
  present: ReadonlySet<string>,
  store: KnowledgeStore,
): Promise<readonly RemovedPaper[]> {
  const isGone = ({ source }: StoredPaper) =>
    !present.has(source.path) && folders.some((folder) => isBelow(source.path, folder))
  const removed: RemovedPaper[] = []
  for (const paper of (await store.listPapers()).filter(isGone)) {
    for (const edition of [paper, ...paper.older]) if (isGone(edition)) await store.removePaper(edition.id)
    removed.push({ paper, now: paper.older.find((edition) => !isGone(edition)) })
  }
  return removed
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}
