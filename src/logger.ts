/** Where the program reports on itself. Never given secrets or the words of questions. */
export interface Logger {
  info(message: string, details?: Readonly<Record<string, unknown>>): void
  warn(message: string, details?: Readonly<Record<string, unknown>>): void
  error(message: string, details?: Readonly<Record<string, unknown>>): void
}

type Level = 'info' | 'warn' | 'error'
const ORDER: Readonly<Record<Level | 'silent', number>> = { info: 0, warn: 1, error: 2, silent: 3 }

/** One JSON line an entry, from the given level on. */
export function createLogger(level: Level | 'silent', write: (line: string) => void, now: () => Date): Logger {
  const log = (entry: Level) => (message: string, details?: Readonly<Record<string, unknown>>) => {
    if (ORDER[entry] >= ORDER[level])
      write(JSON.stringify({ time: now().toISOString(), level: entry, message, ...details }))
  }
  return { info: log('info'), warn: log('warn'), error: log('error') }
}
