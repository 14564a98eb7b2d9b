import { basename } from 'node:path'
import { SingleBar } from 'cli-progress'
import type { OnProgress } from '../src/ingest/ingest-files.ts'

/** Shows how far an index has got: a bar on a terminal, nothing elsewhere (the report follows anyway). */
export function createProgress(stream: NodeJS.WriteStream): {
  readonly onProgress: OnProgress
  readonly stop: () => void
} {
  if (!stream.isTTY) return { onProgress: () => {}, stop: () => {} }
  const bar = new SingleBar({
    format: '{bar} {value}/{total} {file}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: true,
    stream,
  })
  let isStarted = false
  return {
    onProgress(done, total, path) {
      if (!isStarted) bar.start(total, done, { file: basename(path) })
      isStarted = true
      bar.update(done, { file: basename(path) })
    },
    stop() {
      if (isStarted) bar.stop()
    },
  }
}
