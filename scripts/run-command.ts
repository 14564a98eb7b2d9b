import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { type Config, loadConfig } from '../src/config.ts'
import { ConfigError, IndexError, KnowledgeError, ModelError, UsageError } from '../src/errors.ts'
import { createLogger, type Logger } from '../src/logger.ts'

/** What every command gets. */
export interface CommandContext<C extends Config = Config> {
  readonly config: C
  readonly logger: Logger
  readonly argv: readonly string[]
}

/** Runs a command with the settings that every command needs; see {@link runCommandWith}. */
export function runCommand(command: (context: CommandContext) => Promise<number>): Promise<void> {
  return runCommandWith(loadConfig, command)
}

/**
 * Reads `.env` where there is one (what is set already wins), runs a command and ends the process with the code that it
 * returns. Problems that a person can mend are one sentence on standard error and code 1 (2 for a wrong call); anything
 * else is a fault and shows its stack.
 */
export async function runCommandWith<C extends Config>(
  load: (env: Readonly<Record<string, string | undefined>>) => C,
  command: (context: CommandContext<C>) => Promise<number>,
): Promise<void> {
  // Who reads the output may leave early (`| head`); that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
  try {
    const config = load({ ...readEnvFile(), ...process.env })
    const logger = createLogger({
      level: config.logLevel,
      write: (line) => process.stderr.write(`${line}\n`),
      now: () => new Date(),
      isForPerson: process.stderr.isTTY,
    })
    process.exitCode = await command({ config, logger, argv: process.argv.slice(2) })
  } catch (error) {
    process.exitCode = report(error)
  }
}

/** Variables of `.env`; editors on Windows begin it with a byte order mark, which is no part of the first name. */
function readEnvFile(): Readonly<Record<string, string | undefined>> {
  return existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8').replace(/^\uFEFF/u, '')) : {}
}

function isMendable(error: unknown): error is Error {
  return [ConfigError, IndexError, KnowledgeError, ModelError].some((kind) => error instanceof kind)
}

function report(error: unknown): number {
  if (
    error instanceof UsageError ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  ) {
    process.stderr.write(`${error.message}\n`)
    return 2
  }
  if (isMendable(error)) {
    process.stderr.write(`${error.message}\n`)
    return 1
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return 1
}
