import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const TSX = fileURLToPath(import.meta.resolve('tsx'))
const START_TIMEOUT_MS = 60_000

/** The bot as `npm start` runs it, over the papers of the repository. */
export interface ServedBot {
  readonly url: string
  /** Everything that it wrote so far. */
  readonly output: () => string
  /** What `npm run report -- --json` prints now. */
  report(): Promise<{
    readonly asked: number
    readonly thumbs: { up: number; down: number }
    readonly votes: readonly { reasons: readonly string[] }[]
  }>
  /** Sends SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>
}

/** Starts the bot on a free port with an index folder of its own; resolves once it is listening and connected. */
export async function serveBot(env: Readonly<Record<string, string>>): Promise<ServedBot> {
  const indexDir = mkdtempSync(join(tmpdir(), 'e2e-index-'))
  const variables = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    PORT: '0',
    INDEX_DIR: indexDir,
    LOG_LEVEL: 'info',
  }
  const child = run(['scripts/serve.ts'], { ...variables, ...env })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk) => (output += chunk))
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const url = await waitForUrl(() => output, child)
  return {
    url,
    output: () => output,
    async report() {
      const reporter = run(['scripts/report.ts', '--json'], { ...variables, ...env })
      let printed = ''
      reporter.stdout?.setEncoding('utf8').on('data', (chunk) => (printed += chunk))
      await new Promise((resolve) => reporter.on('close', resolve))
      return JSON.parse(printed)
    },
    async stop() {
      child.kill('SIGTERM')
      const code = await exited
      rmSync(indexDir, { recursive: true, force: true })
      return code
    },
  }
}

function run(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, ['--import', TSX, ...args], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function waitForUrl(output: () => string, child: ChildProcess): Promise<string> {
  const end = Date.now() + START_TIMEOUT_MS
  while (Date.now() < end && child.exitCode === null) {
    const url = /listening on (\S+)/u.exec(output())?.[1]
    if (url !== undefined && / is connected/u.test(output())) return url
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  child.kill('SIGKILL')
  throw new Error(`the bot did not start:\n${output()}`)
}
