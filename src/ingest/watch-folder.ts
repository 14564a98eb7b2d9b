import { setTimeout } from 'node:timers/promises'
import { IndexError } from '../errors.ts'
import { removeGone, toSkipped } from './ingest-files.ts'
import { type IngestParts, type IngestResult, ingestPaper } from './ingest-paper.ts'
import { isWhole } from './watch/is-whole.ts'
import { type Look, lookAtFolders } from './watch/look-at-folders.ts'
import { createSettledFiles, type SettledFiles, type SettleTimes } from './watch/settled-files.ts'
import { tellOnce, type WatchListener } from './watch/tell-once.ts'

/** How often folders are looked at and how long files must rest, in milliseconds. */
export interface WatchTimes extends SettleTimes {
  readonly lookEveryMs: number
  /** After the index could not be written to. */
  readonly retryMs: number
}

/** The times that hold where a test does not set shorter ones. */
const WATCH_TIMES: WatchTimes = { lookEveryMs: 1000, settleMs: 2000, unfinishedMs: 60_000, retryMs: 30_000 }

/** At most this share of the time goes into looking: a network drive with many files is looked at less often. */
const MAX_SHARE_OF_LOOKING = 0.1

/** Runs work on the index while nobody else changes it. @throws IndexError */
export type WithIngest = (work: (parts: IngestParts) => Promise<void>) => Promise<void>

/**
 * Takes in what is in the folders, and from then on every file that comes, changes or goes, until `signal` is aborted;
 * the file in hand is done first. By looking again and again: a network drive tells nobody of what others change.
 */
export async function watchFolders(
  folders: readonly string[],
  withIngest: WithIngest,
  listener: WatchListener,
  signal: AbortSignal,
  times: WatchTimes = WATCH_TIMES,
): Promise<void> {
  const files = createSettledFiles(times, isWhole)
  const telling = tellOnce(listener)
  const takeIn = createRound(files, telling, signal)
  while (!signal.aborted) {
    const started = performance.now()
    const look = await lookAtFolders(folders)
    const ended = performance.now()
    files.note(look, ended)
    for (const skipped of look.skipped) telling.onResult(toSkipped(skipped))
    const fault = await takeIn(look, started, withIngest)
    telling.onProblems(fault === undefined ? look.problems : [...look.problems, fault])
    const restMs = fault === undefined ? times.lookEveryMs : times.retryMs
    await sleep(Math.max(restMs, (ended - started) / MAX_SHARE_OF_LOOKING), signal)
  }
}

/** Does what a look calls for; returns, in words, why the index could not be written to. */
function createRound(files: SettledFiles, listener: WatchListener, signal: AbortSignal) {
  /** Files that another one stood in the way of, or that failed: when a file goes, they may go in. */
  const refused = new Set<string>()
  /** Nobody knows what went while nobody looked. */
  let isFirst = true
  const takeInOne = async (path: string, parts: IngestParts): Promise<void> => {
    const result = await ingestPaper(path, {}, parts)
    if (isIndexFault(result)) throw result.error
    if (!isPassing(result)) files.markTaken(path)
    if (['failed', 'duplicate'].includes(result.status)) refused.add(path)
    else refused.delete(path)
    listener.onResult(result)
  }
  return async ({ listed, skipped }: Look, now: number, withIngest: WithIngest): Promise<string | undefined> => {
    const due = await files.findDue(now)
    const gone = files.findGone(now)
    if (due.length === 0 && gone.length === 0) return undefined
    try {
      await withIngest(async (parts) => {
        const again = gone.length === 0 ? [] : [...refused].filter((path) => !gone.includes(path))
        for (const path of new Set([...due, ...again])) {
          if (signal.aborted) return
          await takeInOne(path, parts)
        }
        if (!isFirst && gone.length === 0) return
        const present = new Set(files.listPresent().filter((path) => !gone.includes(path)))
        for (const { path } of skipped) present.add(path)
        for (const removed of await removeGone(listed, present, parts.store)) listener.onRemoved(removed)
        for (const path of gone) {
          files.forget(path)
          refused.delete(path)
        }
        isFirst = false
      })
    } catch (error) {
      if (error instanceof IndexError) return error.message
      if (!signal.aborted) throw error
    }
    return undefined
  }
}

function isIndexFault(result: IngestResult): result is IngestResult & { error: IndexError } {
  return result.status === 'failed' && result.error instanceof IndexError
}

/** A file that another program keeps to itself, or that has just gone. */
function isPassing(result: IngestResult): boolean {
  if (result.status !== 'failed' || !('reason' in result.error)) return false
  return result.error.reason === 'unreadable' || result.error.reason === 'not_found'
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined)
}
