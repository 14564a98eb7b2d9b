import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** How a command ended, and what it wrote. */
export interface Outcome {
  /** The name of the signal where one ended it. */
  readonly code: number | NodeJS.Signals
  readonly stdout: string
  readonly stderr: string
}

/** Where and with what a command runs. */
export interface RunOptions {
  readonly cwd: string
  readonly indexDir: string
  readonly input?: string
  /** More variables. */
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a program of `scripts/` as a person would, in another folder. */
export function runScript(name: string, args: readonly string[], options: RunOptions): Promise<Outcome> {
  const tsx = fileURLToPath(import.meta.resolve('tsx'))
  return runNode(['--import', tsx, `${ROOT}scripts/${name}.ts`, ...args], options)
}

/** Runs Node with the index folder of the test and nothing else of ours in its environment. */
export async function runNode(
  args: readonly string[],
  { cwd, indexDir, input = '', env: more = {} }: RunOptions,
): Promise<Outcome> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, INDEX_DIR: indexDir, ...more }
  const child = spawn(process.execPath, args, { cwd, env, stdio: 'pipe' })
  const written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk
    })
  }
  child.stdin.end(input)
  const code = await new Promise<Outcome['code']>((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => resolve(code ?? signal ?? 'SIGKILL'))
  })
  return { code, ...written }
}
