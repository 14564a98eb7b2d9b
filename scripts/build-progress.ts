import { basename } from 'node:path'
import { SingleBar } from 'cli-progress'
import type { IngestListener } from '../src/ingest/ingest-files.ts'

/** Before that, nobody can tell how long the rest will take. */
const MIN_ELAPSED_MS = 1000
/** Steps that the bar has for a file: so far as its pages are read, it is done. */
const STEPS = 1000

/** What tells a progress, and ends telling it. */
export interface Progress extends Pick<IngestListener, 'onProgress'> {
  readonly stop: () => void
}

/**
 * Shows how far an index has got: on a terminal a bar with file, pages and the time left, nothing elsewhere (lines of
 * the report come instead). `now` gives milliseconds that only grow.
 */
export function createProgress(stream: NodeJS.WriteStream, now: () => number = () => performance.now()): Progress {
  if (!stream.isTTY) return { stop: () => {} }
  const bar = new SingleBar({
    format: '{bar} {words}',
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: true,
    stream,
  })
  let started: number | undefined
  return {
    onProgress(done, total, path, pages) {
      const part = done + (pages && pages.total > 0 ? pages.read / pages.total : 0)
      started ??= now()
      const left = toTimeLeft(now() - started, part / total)
      const ofPages = pages ? `page ${pages.read} of ${pages.total}` : ''
      const said = [`file ${done + 1} of ${total}`, basename(path), ofPages, left].filter((word) => word !== '')
      const words = said.join('  ')
      if (!bar.isActive) bar.start(total * STEPS, 0, { words })
      bar.update(Math.floor(part * STEPS), { words })
    },
    stop: () => bar.stop(),
  }
}

/** `40 s left`, where the rest takes as long as what is done did; `''` where it cannot be told. */
function toTimeLeft(elapsedMs: number, part: number): string {
  if (part <= 0 || elapsedMs < MIN_ELAPSED_MS) return ''
  const seconds = Math.ceil((elapsedMs * (1 - part)) / part / 1000)
  return seconds < 100 ? `${seconds} s left` : `${Math.round(seconds / 60)} min left`
}
