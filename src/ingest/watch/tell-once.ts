import type { RemovedPaper } from '../ingest-files.ts'
import type { IngestResult } from '../ingest-paper.ts'

/** What is told while folders are watched. */
export interface WatchListener {
  onResult(result: IngestResult): void
  onRemoved(removed: RemovedPaper): void
  /** Something that keeps papers from being taken in until it is mended, in words. */
  onProblem(message: string): void
}

/** The same listener, told once of what is tried again and again; not at all of files that were gone when it came to them. */
export function tellOnce(listener: WatchListener): WatchListener & {
  /** All problems that there are now: one that was mended and comes back is told again. */
  onProblems(messages: readonly string[]): void
} {
  const lastOf = new Map<string, string>()
  let lastProblems: readonly string[] = []
  return {
    ...listener,
    onResult(result) {
      const outcome = describe(result)
      if (outcome !== '' && outcome === lastOf.get(result.path)) return
      lastOf.set(result.path, outcome)
      if (!(result.status === 'failed' && 'reason' in result.error && result.error.reason === 'not_found'))
        listener.onResult(result)
    },
    onProblems(messages) {
      for (const message of messages) if (!lastProblems.includes(message)) listener.onProblem(message)
      lastProblems = messages
    },
  }
}

/** `''` for what is told each time. */
function describe(result: IngestResult): string {
  if (result.status === 'failed') return result.error.message
  if (result.status === 'skipped') return result.reason
  return result.status === 'duplicate' ? result.of.id : ''
}
