import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { makeFolder } from './index-folder.ts'
import { runScript } from './run-script.ts'
import { samplePaper } from './sample-paper.ts'

/** `npm start` in a folder of its own, over an index of two invented papers. */
export interface ServeProcess {
  /** Where it listens; waits for it. */
  url(): Promise<string>
  /** Waits until it has written this. */
  waitFor(words: string | RegExp): Promise<void>
  readonly output: () => string
  readonly kill: (signal: NodeJS.Signals) => void
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>
}

/** A folder with an index of two invented papers. */
export async function makeServedFolder(): Promise<{ cwd: string; indexDir: string }> {
  const cwd = makeFolder()
  const options = { cwd, indexDir: join(cwd, 'index') }
  writeFileSync(join(cwd, 'a.txt'), samplePaper())
  writeFileSync(join(cwd, 'b.txt'), samplePaper('Hidamari Box', '50日間'))
  const { code, stderr } = await runScript('ingest', ['a.txt', 'b.txt'], options)
  if (code !== 0) throw new Error(stderr)
  return options
}

/** Starts it with these variables; it is killed when the test is over. */
export function startServe(
  { cwd, indexDir }: { readonly cwd: string; readonly indexDir: string },
  env: Readonly<Record<string, string>>,
): ServeProcess {
  const program = fileURLToPath(new URL('../../scripts/serve.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', fileURLToPath(import.meta.resolve('tsx')), program], {
    cwd,
    env: { PATH: process.env.PATH, INDEX_DIR: indexDir, HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let written = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      written += chunk
    })
  }
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal))
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const waitFor = async (words: string | RegExp) => {
    const end = Date.now() + 30_000
    while (!(typeof words === 'string' ? written.includes(words) : words.test(written))) {
      if (Date.now() > end || child.exitCode !== null) throw new Error(`never wrote ${words}:\n${written}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  return {
    waitFor,
    ended,
    output: () => written,
    kill: (signal) => void child.kill(signal),
    async url() {
      await waitFor(/listening on \S+\n/u)
      return /listening on (\S+)/u.exec(written)?.[1] ?? ''
    },
  }
}
