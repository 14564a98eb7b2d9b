import { sep } from 'node:path'
import { UsageError } from '../errors.ts'
import { findFiles } from './find-files.ts'
import { type IngestParts, type IngestResult, ingestPaper } from './ingest-paper.ts'
import type { MetadataFields } from './metadata.ts'

/** Everything that one run did. */
export interface IngestReport {
  readonly results: readonly IngestResult[]
  /** Products that left the index because their file left the folder. */
  readonly removed: readonly string[]
}

/** Called before each file, with how many are done. */
export type OnProgress = (done: number, total: number, path: string) => void

/** Takes in files and folders one after the other; a paper whose file is gone from a named folder leaves the index. */
export async function ingestFiles(
  paths: readonly string[],
  overrides: Partial<MetadataFields>,
  parts: IngestParts,
  onProgress: OnProgress = () => {},
): Promise<IngestReport> {
  const files = await findFiles(paths)
  if (files.length > 1 && Object.keys(overrides).length > 0) {
    const given = Object.keys(overrides).join(', ')
    throw new UsageError(`${given} can be given for one file only, but ${files.length} were named.`)
  }
  const results: IngestResult[] = []
  for (const file of files) {
    onProgress(results.length, files.length, file.path)
    results.push(
      'error' in file
        ? { status: 'failed', path: file.path, error: file.error }
        : await ingestPaper(file.path, overrides, parts),
    )
  }
  const present = new Set(files.map((file) => file.path))
  // A folder that is empty, gone or locked is more often a slip than the wish to remove all of its papers.
  const listed = paths.filter((path) => !files.some((file) => 'error' in file && file.path === path))
  const removed: string[] = []
  for (const paper of await parts.store.listPapers()) {
    const isGone = !present.has(paper.source.path) && listed.some((path) => isBelow(paper.source.path, path))
    if (isGone && (await parts.store.removePaper(paper.id))) removed.push(paper.product)
  }
  return { results, removed }
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}
