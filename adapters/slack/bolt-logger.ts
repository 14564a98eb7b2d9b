import { type Logger as BoltLogger, LogLevel } from '@slack/bolt'
import type { Logger } from '../../src/logger.ts'

/** Our log for Bolt and its clients. Their debug entries hold tokens' addresses and whole payloads and are dropped. */
export function toBoltLogger(logger: Logger): BoltLogger {
  const log =
    (level: 'info' | 'warn' | 'error') =>
    (...words: unknown[]) =>
      logger[level](`slack: ${words.join(' ')}`)
  return {
    debug: () => {},
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}
