import { z } from 'zod'
import { ConfigError } from './errors.ts'
import { type ModelConfig, type ModelVariables, toModelConfig } from './model-config.ts'

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), schema)
const text = optional(z.string().trim().min(1).optional())
const PORT_PROBLEM = 'must be a whole number from 0 to 65535'
const port = z.coerce.number(PORT_PROBLEM).int(PORT_PROBLEM).min(0, PORT_PROBLEM).max(65_535, PORT_PROBLEM)
const count = (most: number) => optional(z.coerce.number().int().min(1).max(most).optional())
const address = optional(z.url({ protocol: /^https?$/u }).optional())
const KEY_PROBLEM =
  'must be the key as it was given out: Latin letters, digits and signs, no blank or line break inside'
/** What can be sent in a header of HTTP and is no two things. */
const key = optional(
  z
    .string()
    .trim()
    .regex(/^[!-~]+$/u, KEY_PROBLEM)
    .optional(),
)

const MODEL_ADDRESS_PROBLEM =
  'must be http:// or https:// with a host and a path, such as https://api.openai.com/v1 or https://NAME.openai.azure.com, without ? and # and without a user name'

/** What is added to such an address is a path: behind a query it would not be one. */
function isModelAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s?#]+$/iu.test(text) || !URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username === '' && password === ''
}

const modelAddress = optional(
  z
    .string()
    .trim()
    .refine(isModelAddress, MODEL_ADDRESS_PROBLEM)
    .transform((text) => text.replace(/\/+$/u, ''))
    .optional(),
)
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu
const guid = z.string().trim().regex(GUID, 'must be an id of the form 00000000-0000-0000-0000-000000000000')

const DATABASE_PROBLEM =
  'must be postgres://USER:PASSWORD@HOST:PORT/NAME, where signs like @ : / # ? % in user and password are written as %40 %3A %2F %23 %3F %25'

/** What a password with such signs in it would be taken apart into is none: pieces of it would be shown as a name. */
function isDatabaseUrl(text: string): boolean {
  if (!/^postgres(?:ql)?:\/\//u.test(text) || !URL.canParse(text)) return false
  const { pathname, search, hash } = new URL(text)
  return /^\/[^/@:]+$/u.test(pathname) && hash === '' && !search.includes('@')
}

/** What every command reads: questions are answered, and papers taken in, in the same way by all of them. */
const commonSchema = z.object({
  DATABASE_URL: optional(z.string().trim().refine(isDatabaseUrl, DATABASE_PROBLEM).optional()),
  INDEX_DIR: optional(z.string().default('knowledge/index')),
  LOG_LEVEL: optional(z.enum(['info', 'warn', 'error', 'silent']).default('warn')),
  HISTORY_DAYS: optional(z.coerce.number().int().min(1).max(3650).default(365)),
  OPENAI_API_KEY: key,
  OPENAI_BASE_URL: modelAddress,
  OPENAI_CHAT_MODEL: text,
  OPENAI_EMBEDDING_MODEL: text,
  OPENAI_EMBEDDING_DIMENSIONS: count(4096),
  AZURE_OPENAI_API_KEY: key,
  AZURE_OPENAI_ENDPOINT: modelAddress,
  AZURE_OPENAI_API_VERSION: text,
  MODEL_TIMEOUT_MS: optional(z.coerce.number().int().min(1000).max(120_000).optional()),
  MODEL_DAILY_TOKENS: count(1_000_000_000),
  MODEL_LOG_PROMPTS: optional(z.enum(['true', 'false']).optional()),
  MODEL_FACTS: optional(z.enum(['true', 'false']).optional()),
})

/** Every variable that the program reads; `.env.example` lists the same. */
export const configSchema = commonSchema.extend({
  HOST: optional(z.string().trim().default('0.0.0.0')),
  PORT: optional(port.default(3978)),
  SLACK_BOT_TOKEN: optional(z.string().trim().startsWith('xoxb-', 'must begin with xoxb-').optional()),
  SLACK_APP_TOKEN: optional(z.string().trim().startsWith('xapp-', 'must begin with xapp-').optional()),
  SLACK_SIGNING_SECRET: text,
  SLACK_API_URL: address,
  TEAMS_APP_ID: optional(guid.optional()),
  TEAMS_APP_TYPE: optional(z.enum(['SingleTenant', 'UserAssignedMSI']).optional()),
  TEAMS_APP_PASSWORD: text,
  TEAMS_TENANT_ID: optional(guid.optional()),
  TEAMS_ALLOWED_TENANTS: optional(
    z
      .string()
      .transform((list) => list.split(/[\s,]+/u).filter((id) => id !== ''))
      .pipe(z.array(guid).min(1))
      .optional(),
  ),
  TEAMS_INSECURE_LOCAL: optional(z.enum(['true', 'false']).optional()),
})

type Environment = z.infer<typeof configSchema>

/** How the bot is reached in Slack. */
export interface SlackConfig {
  readonly botToken: string
  /** Socket Mode with the app token, or requests that are checked with the signing secret. */
  readonly transport:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string }
  /** Ends with a slash; `undefined` for slack.com. */
  readonly apiUrl: string | undefined
}

/** How the bot is reached in Teams. */
export type TeamsConfig =
  | {
      readonly kind: 'registered'
      readonly appId: string
      readonly tenantId: string
      readonly credentials:
        | { readonly type: 'SingleTenant'; readonly password: string }
        | { readonly type: 'UserAssignedMSI' }
      /** Tenants whose messages are answered, in lower case. */
      readonly allowedTenants: readonly string[]
    }
  /** Without any check of who is calling, for tools on the same machine. */
  | { readonly kind: 'insecure_local' }

/** Settings, read once at the start. */
export interface Config {
  /** Folder of the embedded index. */
  readonly indexDir: string
  /** Database that many processes share, in the place of the embedded index; `undefined`: the index folder. */
  readonly databaseUrl: string | undefined
  readonly logLevel: 'info' | 'warn' | 'error' | 'silent'
  /** How long questions, answers and feedback are kept. */
  readonly historyDays: number
  /** `undefined` without a key: nothing is sent to anyone. */
  readonly models: ModelConfig | undefined
}

/** Settings of the bot: what to serve, and where. */
export interface ServeConfig extends Config {
  readonly host: string
  /** 0 takes any that is free. */
  readonly port: number
  readonly slack: SlackConfig | undefined
  readonly teams: TeamsConfig | undefined
}

type Env = Readonly<Record<string, string | undefined>>

/**
 * Reads what every command needs. An empty value counts as unset; variables of chat platforms are not looked at.
 * @throws ConfigError that names every variable that cannot be used, never its value
 */
export function loadConfig(env: Env = process.env): Config {
  const { problems, values } = parse(env, commonSchema)
  const models = toModelConfig(values ?? withoutInvalid(env), problems)
  if (values === undefined || problems.length > 0) throw toConfigError([...new Set(problems)])
  return toConfig(values, models)
}

/**
 * Reads everything that the bot needs. A platform is served where its variables are set; of those, all that it needs
 * must be.
 * @throws ConfigError that names every variable that is missing or cannot be used, never its value
 */
export function loadServeConfig(env: Env = process.env): ServeConfig {
  const { problems, values } = parse(env, configSchema)
  const present = values ?? withoutInvalid(env)
  const models = toModelConfig(present, problems)
  const slack = toSlackConfig(present, problems)
  const teams = toTeamsConfig(present, problems)
  if (values === undefined || problems.length > 0) throw toConfigError([...new Set(problems)])
  // Who checks nobody must not be reachable from elsewhere.
  const host = teams?.kind === 'insecure_local' ? '127.0.0.1' : values.HOST
  return { ...toConfig(values, models), host, port: values.PORT, slack, teams }
}

/** The bot's application id where there is one, whatever else is missing; for who packages the app. */
export function loadTeamsAppId(env: Env = process.env): string | undefined {
  return parse(env, configSchema.pick({ TEAMS_APP_ID: true })).values?.TEAMS_APP_ID
}

function toConfig(values: z.infer<typeof commonSchema>, models: ModelConfig | undefined): Config {
  const { INDEX_DIR: indexDir, DATABASE_URL: databaseUrl, LOG_LEVEL: logLevel, HISTORY_DAYS: historyDays } = values
  return { indexDir, databaseUrl, logLevel, historyDays, models }
}

type Present = Readonly<Partial<Record<keyof Environment, unknown>>> & Partial<Environment> & ModelVariables

function parse<T>(env: Env, schema: z.ZodType<T>): { problems: string[]; values: T | undefined } {
  const result = schema.safeParse(env)
  if (result.success) return { problems: [], values: result.data }
  // An entry of a list is named by its list.
  const problems = result.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`)
  return { problems, values: undefined }
}

/** What is set, so that what is missing can be told in the same message as what cannot be used. */
function withoutInvalid(env: Env): Present {
  const set = Object.keys(configSchema.shape).filter((key) => (env[key] ?? '').trim() !== '')
  return Object.fromEntries(set.map((key) => [key, env[key]]))
}

function toSlackConfig(values: Present, problems: string[]): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = values
  const apiUrl = values.SLACK_API_URL?.replace(/\/*$/u, '/')
  if (!botToken && !appToken && !signingSecret) {
    if (apiUrl !== undefined) problems.push('SLACK_BOT_TOKEN: needed, because SLACK_API_URL is set')
    return undefined
  }
  if (!botToken) problems.push('SLACK_BOT_TOKEN: needed to answer in Slack')
  if (appToken) return { botToken: botToken ?? '', transport: { kind: 'socket', appToken }, apiUrl }
  if (!signingSecret) {
    problems.push('SLACK_APP_TOKEN: needed for Socket Mode (or SLACK_SIGNING_SECRET to receive requests over HTTP)')
    return undefined
  }
  return { botToken: botToken ?? '', transport: { kind: 'http', signingSecret }, apiUrl }
}

function toTeamsConfig(values: Present, problems: string[]): TeamsConfig | undefined {
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: password, TEAMS_TENANT_ID: tenantId } = values
  const isRegistered = [appId, password, tenantId, values.TEAMS_APP_TYPE, values.TEAMS_ALLOWED_TENANTS].some(Boolean)
  const isInsecure = values.TEAMS_INSECURE_LOCAL === 'true'
  if (isInsecure && isRegistered)
    problems.push('TEAMS_INSECURE_LOCAL: cannot be combined with the other TEAMS_ variables')
  if (isInsecure) return { kind: 'insecure_local' }
  if (!isRegistered) return undefined
  const type = values.TEAMS_APP_TYPE ?? 'SingleTenant'
  if (!appId) problems.push('TEAMS_APP_ID: needed to answer in Teams')
  if (!tenantId) problems.push('TEAMS_TENANT_ID: needed to answer in Teams')
  if (type === 'SingleTenant' && !password) {
    problems.push('TEAMS_APP_PASSWORD: needed to answer in Teams (not with TEAMS_APP_TYPE=UserAssignedMSI)')
  }
  if (!appId || !tenantId) return undefined
  const allowed = Array.isArray(values.TEAMS_ALLOWED_TENANTS) ? values.TEAMS_ALLOWED_TENANTS : [tenantId]
  return {
    kind: 'registered',
    appId,
    tenantId,
    credentials: type === 'SingleTenant' ? { type, password: password ?? '' } : { type },
    allowedTenants: allowed.map((id) => id.toLowerCase()),
  }
}

function toConfigError(problems: readonly string[]): ConfigError {
  return new ConfigError(`The configuration cannot be used:\n- ${problems.join('\n- ')}`)
}
