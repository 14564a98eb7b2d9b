import { sep } from 'node:path'
import { UsageError } from '../errors.ts'
import type { KnowledgeStore, StoredPaper } from '../store/knowledge-store.ts'
import { findFiles } from './find-files.ts'
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

/** Called before each file, with how many are done. */
export type OnProgress = (done: number, total: number, path: string) => void

/** Takes in files and folders one after the other; a paper whose file is gone from a named folder leaves the index. */
export async function ingestFiles(
  paths: readonly string[],
  given: Given,
  parts: IngestParts,
  onProgress: OnProgress = () => {},
): Promise<IngestReport> {
  const files = await findFiles(paths)
  if (files.length > 1 && Object.keys(given).length > 0) {
    const said = Object.keys(given).join(', ')
    throw new UsageError(`${said} can be given for one file only, but ${files.length} were named.`)
  }
  const results: IngestResult[] = []
  for (const file of files) {
    onProgress(results.length, files.length, file.path)
    results.push(
      'error' in file
        ? { status: 'failed', path: file.path, error: file.error }
        : await ingestPaper(file.path, given, parts),
    )
  }
  // A folder that is empty, gone or locked is more often a slip than the wish to remove all of its papers.
  const listed = paths.filter((path) => !files.some((file) => 'error' in file && file.path === path))
  return { results, removed: await removeGone(listed, new Set(files.map((file) => file.path)), parts.store) }
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
