import { z } from 'zod'
import { ConfigError } from './errors.ts'

const optional = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' ? undefined : value), schema)

/** Every variable that the program reads; `.env.example` lists the same. */
export const configSchema = z.object({
  INDEX_DIR: optional(z.string().default('knowledge/index')),
  LOG_LEVEL: optional(z.enum(['info', 'warn', 'error', 'silent']).default('warn')),
})

/** Settings, read once at the start. */
export interface Config {
  /** Folder of the embedded index. */
  readonly indexDir: string
  readonly logLevel: 'info' | 'warn' | 'error' | 'silent'
}

/**
 * Reads the environment. An empty value counts as unset.
 * @throws ConfigError that names every variable that cannot be used, never its value.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const result = configSchema.safeParse(env)
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`The configuration cannot be used:\n- ${problems.join('\n- ')}`)
  }
  return { indexDir: result.data.INDEX_DIR, logLevel: result.data.LOG_LEVEL }
}
