/** Where the program reports on itself. Never given secrets or the words of questions. */
export interface Logger {
  info(message: string, details?: Readonly<Record<string, unknown>>): void
  warn(message: string, details?: Readonly<Record<string, unknown>>): void
  error(message: string, details?: Readonly<Record<string, unknown>>): void
}

type Level = 'info' | 'warn' | 'error'
const ORDER: Readonly<Record<Level | 'silent', number>> = { info: 0, warn: 1, error: 2, silent: 3 }

/** What a logger is made with. */
export interface LoggerOptions {
  readonly level: Level | 'silent'
  readonly write: (line: string) => void
  readonly now: () => Date
  /** Lines for a person at a terminal instead of JSON. */
  readonly isForPerson?: boolean
}

/** One line an entry, from the given level on. */
export function createLogger({ level, write, now, isForPerson = false }: LoggerOptions): Logger {
  const log = (entry: Level) => (message: string, details?: Readonly<Record<string, unknown>>) => {
    if (ORDER[entry] < ORDER[level]) return
    const words = details === undefined ? message : `${message} (${toWords(details)})`
    write(
      isForPerson
        ? `${entry}: ${words}`
        : JSON.stringify({ time: now().toISOString(), level: entry, message, ...details }),
    )
  }
  return { info: log('info'), warn: log('warn'), error: log('error') }
}

function toWords(details: Readonly<Record<string, unknown>>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${[value].flat().join(', ')}`)
    .join('; ')
}
