import { statSync } from 'node:fs'
import { type BuildOptions, watchIndex } from '../../src/build-index.ts'
import { UsageError } from '../../src/errors.ts'
import { nameOf } from '../ensure-index.ts'
import { toLines, toRemovedLine } from '../print-report.ts'

/** Keeps the index in step with folders until the process is told to stop; a line a file on standard output. */
export async function watch(options: BuildOptions, folders: readonly string[]): Promise<number> {
  for (const folder of folders) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(`--watch needs folders: ${folder} is none.`)
  }
  const stop = new AbortController()
  // Only once: who asks a second time does not want to wait for the file in hand.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => stop.abort())
  const print = (lines: readonly string[]) => process.stdout.write(lines.map((line) => `${line}\n`).join(''))
  process.stderr.write(`Watching ${folders.join(', ')} for the index ${nameOf(options)}; Ctrl+C ends it.\n`)
  await watchIndex(
    options,
    folders,
    {
      onResult: (result) => print(toLines(result)),
      onRemoved: (removed) => print([toRemovedLine(removed)]),
      onProblem: (message) => process.stderr.write(`${message} (What is in the index stays; it is tried again.)\n`),
    },
    stop.signal,
  )
  return 0
}
