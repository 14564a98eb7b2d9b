import { describe, expect, it } from 'vitest'
import { configSchema, loadConfig, loadServeConfig } from '../../src/config.ts'
import { ConfigError } from '../../src/errors.ts'

const APP_ID = '0a1b2c3d-1111-4222-8333-444455556666'
const TENANT = 'ABCDEF01-2222-4333-8444-555566667777'
const OTHER_TENANT = 'abcdef02-2222-4333-8444-555566667777'

const SLACK_SOCKET = { SLACK_BOT_TOKEN: 'xoxb-12-hunter2', SLACK_APP_TOKEN: 'xapp-1-hunter2' }
const SLACK_HTTP = { SLACK_BOT_TOKEN: 'xoxb-12-hunter2', SLACK_SIGNING_SECRET: 'hunter2' }
const TEAMS = { TEAMS_APP_ID: APP_ID, TEAMS_APP_PASSWORD: 'hunter2', TEAMS_TENANT_ID: TENANT }

/** The lines of the error that an environment is refused with, its heading aside. */
function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadServeConfig(env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const [heading, ...problems] = error.message.split('\n')
    expect(heading).toBe('The configuration cannot be used:')
    return problems.map((problem) => problem.replace(/^- /u, ''))
  }
  return []
}

/** The variables that are named, each once. */
const namesIn = (problems: readonly string[]) => problems.map((problem) => problem.split(':')[0])

describe('What every command reads', () => {
  const defaults = { indexDir: 'knowledge/index', logLevel: 'warn', historyDays: 365 }

  it('has a default for everything, and an empty value counts as unset', () => {
    expect(loadConfig({})).toEqual(defaults)
    expect(loadConfig({ INDEX_DIR: '', LOG_LEVEL: '', HISTORY_DAYS: '' })).toEqual(defaults)
  })

  it('is taken where it is set, and nothing else is looked at', () => {
    const env = { INDEX_DIR: '/srv/index', LOG_LEVEL: 'silent', HISTORY_DAYS: '30', HOME: '/home/bot', INDEX: 'x' }
    expect(loadConfig(env)).toEqual({ indexDir: '/srv/index', logLevel: 'silent', historyDays: 30 })
  })

  it('is not kept from a command by what is wrong with a chat platform', () => {
    expect(loadConfig({ SLACK_BOT_TOKEN: 'wrong', TEAMS_APP_ID: 'wrong', PORT: 'wrong' })).toEqual(defaults)
  })

  it('is named where it cannot be used, without its value', () => {
    const load = () => loadConfig({ LOG_LEVEL: 'hunter2' })
    expect(load).toThrow(ConfigError)
    expect(load).toThrow(/LOG_LEVEL: .*"silent"/u)
    expect(load).not.toThrow(/hunter2/u)
  })

  it.each(['0', '-1', '1.5', '3651', 'always'])('keeps history for whole days, at least one: not %s', (days) => {
    expect(() => loadConfig({ HISTORY_DAYS: days })).toThrow(/HISTORY_DAYS: /u)
  })
})

describe('What the bot reads', () => {
  const defaults = { ...loadConfig({}), host: '0.0.0.0', port: 3978, slack: undefined, teams: undefined }

  it('serves no platform where none is set, and an empty value counts as unset', () => {
    expect(loadServeConfig({})).toEqual(defaults)
    const empty = Object.fromEntries(Object.keys(configSchema.shape).map((key) => [key, '']))
    expect(loadServeConfig(empty)).toEqual(defaults)
  })

  it('takes a place to listen at', () => {
    expect(loadServeConfig({ HOST: '::1', PORT: '0' })).toMatchObject({ host: '::1', port: 0 })
  })

  it.each(['65536', '-1', 'http', '80.5'])('refuses %s as a port', (port) => {
    expect(namesIn(problemsOf({ PORT: port }))).toEqual(['PORT'])
  })

  it('serves both platforms at once', () => {
    const { slack, teams } = loadServeConfig({ ...SLACK_SOCKET, ...TEAMS })
    expect([slack?.transport.kind, teams?.kind]).toEqual(['socket', 'registered'])
  })
})

describe('Slack', () => {
  it('is reached by Socket Mode with an app token', () => {
    expect(loadServeConfig(SLACK_SOCKET).slack).toEqual({
      botToken: 'xoxb-12-hunter2',
      transport: { kind: 'socket', appToken: 'xapp-1-hunter2' },
      apiUrl: undefined,
    })
  })

  it('is reached over HTTP with a signing secret', () => {
    expect(loadServeConfig(SLACK_HTTP).slack?.transport).toEqual({ kind: 'http', signingSecret: 'hunter2' })
  })

  it('is reached by Socket Mode where both are set', () => {
    expect(loadServeConfig({ ...SLACK_SOCKET, ...SLACK_HTTP }).slack?.transport.kind).toBe('socket')
  })

  it('takes tokens with blanks around them, as they are when they were pasted', () => {
    const { slack } = loadServeConfig({ SLACK_BOT_TOKEN: ' xoxb-1 ', SLACK_SIGNING_SECRET: 'abc\n' })
    expect(slack).toMatchObject({ botToken: 'xoxb-1', transport: { signingSecret: 'abc' } })
  })

  it.each<[string, Record<string, string>, readonly string[]]>([
    ['the bot token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, ['SLACK_APP_TOKEN']],
    ['the app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, ['SLACK_BOT_TOKEN']],
    ['the signing secret alone', { SLACK_SIGNING_SECRET: 'hunter2' }, ['SLACK_BOT_TOKEN']],
    ['the address alone', { SLACK_API_URL: 'http://127.0.0.1:9000/api/' }, ['SLACK_BOT_TOKEN']],
    [
      'the tokens exchanged',
      { SLACK_BOT_TOKEN: 'xapp-hunter2', SLACK_APP_TOKEN: 'xoxb-hunter2' },
      ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'],
    ],
    ['an address that is none', { ...SLACK_SOCKET, SLACK_API_URL: 'hunter2' }, ['SLACK_API_URL']],
    ['an address of a file', { ...SLACK_SOCKET, SLACK_API_URL: 'file:///etc/hunter2' }, ['SLACK_API_URL']],
  ])('is refused with %s', (_, env, names) => {
    const problems = problemsOf(env)
    expect(namesIn(problems)).toEqual(names)
    expect(problems.join('\n')).not.toContain('hunter2')
  })

  it('names both ways to be reached where neither is set', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
      expect.stringMatching(/SLACK_APP_TOKEN.*SLACK_SIGNING_SECRET/u),
    ])
  })

  it.each([
    ['http://127.0.0.1:9000/api', 'http://127.0.0.1:9000/api/'],
    ['http://127.0.0.1:9000/api/', 'http://127.0.0.1:9000/api/'],
    ['https://slack.example/api//', 'https://slack.example/api/'],
  ])('has an address that ends with one slash: %s', (url, expected) => {
    expect(loadServeConfig({ ...SLACK_SOCKET, SLACK_API_URL: url }).slack?.apiUrl).toBe(expected)
  })
})

describe('Teams', () => {
  it('is reached as a registered app of one tenant, and answers that tenant only', () => {
    expect(loadServeConfig(TEAMS).teams).toEqual({
      kind: 'registered',
      appId: APP_ID,
      tenantId: TENANT,
      credentials: { type: 'SingleTenant', password: 'hunter2' },
      allowedTenants: [TENANT.toLowerCase()],
    })
  })

  it('needs no password with a managed identity, and does not use one', () => {
    const env = { ...TEAMS, TEAMS_APP_TYPE: 'UserAssignedMSI' }
    const expected = { credentials: { type: 'UserAssignedMSI' } }
    expect(loadServeConfig({ ...env, TEAMS_APP_PASSWORD: '' }).teams).toMatchObject(expected)
    expect(JSON.stringify(loadServeConfig(env).teams)).not.toContain('hunter2')
  })

  it.each([
    ['one', OTHER_TENANT, [OTHER_TENANT]],
    [
      'several, in any case, with commas or blanks',
      `${TENANT},  ${OTHER_TENANT}\n`,
      [TENANT.toLowerCase(), OTHER_TENANT],
    ],
    ['none: its own', '', [TENANT.toLowerCase()]],
  ])('answers tenants of a list of %s', (_, list, allowedTenants) => {
    expect(loadServeConfig({ ...TEAMS, TEAMS_ALLOWED_TENANTS: list }).teams).toMatchObject({ allowedTenants })
  })

  it.each<[string, Record<string, string>, readonly string[]]>([
    ['the id alone', { TEAMS_APP_ID: APP_ID }, ['TEAMS_TENANT_ID', 'TEAMS_APP_PASSWORD']],
    ['the password alone', { TEAMS_APP_PASSWORD: 'hunter2' }, ['TEAMS_APP_ID', 'TEAMS_TENANT_ID']],
    ['the tenant alone', { TEAMS_TENANT_ID: TENANT }, ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD']],
    ['the type alone', { TEAMS_APP_TYPE: 'UserAssignedMSI' }, ['TEAMS_APP_ID', 'TEAMS_TENANT_ID']],
    [
      'a list of tenants alone',
      { TEAMS_ALLOWED_TENANTS: TENANT },
      ['TEAMS_APP_ID', 'TEAMS_TENANT_ID', 'TEAMS_APP_PASSWORD'],
    ],
    ['no password', { ...TEAMS, TEAMS_APP_PASSWORD: '' }, ['TEAMS_APP_PASSWORD']],
    ['an id that is none', { ...TEAMS, TEAMS_APP_ID: 'hunter2' }, ['TEAMS_APP_ID']],
    ['a type that no longer exists', { ...TEAMS, TEAMS_APP_TYPE: 'MultiTenant' }, ['TEAMS_APP_TYPE']],
    [
      'a tenant that is none in the list',
      { ...TEAMS, TEAMS_ALLOWED_TENANTS: `${TENANT},hunter2` },
      ['TEAMS_ALLOWED_TENANTS'],
    ],
    ['two such tenants', { ...TEAMS, TEAMS_ALLOWED_TENANTS: '*,hunter2' }, ['TEAMS_ALLOWED_TENANTS']],
    ['a list of commas', { ...TEAMS, TEAMS_ALLOWED_TENANTS: ' , ' }, ['TEAMS_ALLOWED_TENANTS']],
  ])('is refused with %s', (_, env, names) => {
    const problems = problemsOf(env)
    expect([...namesIn(problems)].sort()).toEqual([...names].sort())
    expect(problems.join('\n')).not.toContain('hunter2')
  })

  describe('without any check of who is calling', () => {
    it('listens on this machine only, whatever else is set', () => {
      const env = { TEAMS_INSECURE_LOCAL: 'true', HOST: '0.0.0.0', PORT: '4000' }
      expect(loadServeConfig(env)).toMatchObject({ host: '127.0.0.1', port: 4000, teams: { kind: 'insecure_local' } })
    })

    it('is off where it is not set to true', () => {
      expect(loadServeConfig({ TEAMS_INSECURE_LOCAL: 'false' })).toMatchObject({ host: '0.0.0.0', teams: undefined })
      expect(loadServeConfig({ ...TEAMS, TEAMS_INSECURE_LOCAL: 'false' }).teams?.kind).toBe('registered')
      expect(namesIn(problemsOf({ TEAMS_INSECURE_LOCAL: '1' }))).toEqual(['TEAMS_INSECURE_LOCAL'])
    })

    it.each(Object.entries({ ...TEAMS, TEAMS_APP_TYPE: 'SingleTenant', TEAMS_ALLOWED_TENANTS: TENANT }))(
      'cannot be combined with %s',
      (key, value) => {
        expect(namesIn(problemsOf({ TEAMS_INSECURE_LOCAL: 'true', [key]: value }))).toEqual(['TEAMS_INSECURE_LOCAL'])
      },
    )
  })
})

describe('Several problems', () => {
  it('are named at once, what is missing beside what cannot be used, each once', () => {
    const env = {
      LOG_LEVEL: 'loud-hunter2',
      PORT: 'hunter2',
      HISTORY_DAYS: '0',
      SLACK_BOT_TOKEN: 'hunter2',
      TEAMS_APP_ID: 'hunter2',
      TEAMS_ALLOWED_TENANTS: 'hunter2 hunter3',
    }
    const problems = problemsOf(env)
    expect([...namesIn(problems)].sort()).toEqual([
      'HISTORY_DAYS',
      'LOG_LEVEL',
      'PORT',
      'SLACK_APP_TOKEN',
      'SLACK_BOT_TOKEN',
      'TEAMS_ALLOWED_TENANTS',
      'TEAMS_APP_ID',
      'TEAMS_APP_PASSWORD',
      'TEAMS_TENANT_ID',
    ])
    expect(problems.join('\n')).not.toMatch(/hunter/u)
  })

  it('of two platforms are named together', () => {
    expect(namesIn(problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1', TEAMS_APP_ID: APP_ID, TEAMS_TENANT_ID: TENANT }))).toEqual([
      'SLACK_APP_TOKEN',
      'TEAMS_APP_PASSWORD',
    ])
  })
})

it('never shows the value of a variable in a message, whichever it is', () => {
  for (const key of Object.keys(configSchema.shape)) {
    for (const others of [{}, SLACK_SOCKET, SLACK_HTTP, TEAMS, { TEAMS_INSECURE_LOCAL: 'true' }]) {
      expect(problemsOf({ ...others, [key]: 'hunter2://hunter2' }).join('\n'), key).not.toContain('hunter2')
    }
  }
})

describe('What models are configured with', () => {
  const modelsOf = (env: Record<string, string>) => loadConfig(env).models
  const openAi = { kind: 'openai', apiKey: 'hunter2', baseUrl: 'https://api.openai.com/v1' }

  it('is nothing without a key', () => {
    expect(modelsOf({})).toBeUndefined()
    expect(modelsOf({ OPENAI_API_KEY: ' ', OPENAI_CHAT_MODEL: 'gpt-4.1', MODEL_TIMEOUT_MS: '5000' })).toBeUndefined()
  })

  it('is a key and nothing else for OpenAI; the built-in embeddings stay', () => {
    const common = { timeoutMs: 20_000, dailyTokens: undefined, logsPrompts: false, embedding: undefined }
    expect(modelsOf({ OPENAI_API_KEY: 'hunter2' })).toEqual({ provider: openAi, chatModel: 'gpt-4.1-mini', ...common })
    expect(modelsOf({ OPENAI_API_KEY: 'hunter2', OPENAI_CHAT_MODEL: 'off' })?.chatModel).toBeUndefined()
  })

  it('is deployments on Azure, and the names of its own models for any other server', () => {
    const azure = { AZURE_OPENAI_API_KEY: 'hunter2', AZURE_OPENAI_ENDPOINT: 'https://desk.openai.azure.com' }
    expect(modelsOf({ ...azure, OPENAI_CHAT_MODEL: 'chat' })).toMatchObject({
      provider: { kind: 'azure', apiVersion: '2024-10-21' },
      chatModel: 'chat',
    })
    const local = { OPENAI_API_KEY: 'hunter2', OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' }
    expect(namesIn(problemsOf(local))).toEqual(['OPENAI_CHAT_MODEL'])
    expect(namesIn(problemsOf(azure))).toEqual(['OPENAI_CHAT_MODEL'])
  })

  it.each([
    ['a line break', 'sk-hunter2\nsk-2'],
    ['a blank', 'sk-hunter2 # mine'],
    ['letters that are not Latin', 'sk-ｈｕｎｔｅｒ2'],
    ['a dash of a word processor', 'sk–hunter2'],
  ])('is no key with %s in it, whose it may be, and the key is not shown', (_, key) => {
    const azure = { AZURE_OPENAI_ENDPOINT: 'https://desk.openai.azure.com', OPENAI_CHAT_MODEL: 'chat' }
    const problems = [...problemsOf({ OPENAI_API_KEY: key }), ...problemsOf({ AZURE_OPENAI_API_KEY: key, ...azure })]
    expect(namesIn(problems)).toEqual(['OPENAI_API_KEY', 'AZURE_OPENAI_API_KEY'])
    expect(problems.join('\n')).not.toMatch(/hunter|ｈｕｎｔｅｒ/u)
  })

  it('is a key and an address as they are when they were pasted', () => {
    const env = { OPENAI_API_KEY: ' hunter2\n', OPENAI_BASE_URL: ' https://api.openai.com/v1/ ' }
    expect(modelsOf(env)).toMatchObject({ provider: openAi, chatModel: 'gpt-4.1-mini' })
  })

  it.each([
    ['a query', 'https://models.example/v1?key=hunter2'],
    ['a fragment', 'https://models.example/v1#hunter2'],
    ['a user name', 'https://me:hunter2@models.example/v1'],
    ['nothing that is an address', 'models.example:hunter2'],
  ])('is no address with %s', (_, address) => {
    const chat = { OPENAI_CHAT_MODEL: 'chat' }
    const problems = [
      ...problemsOf({ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: address, ...chat }),
      ...problemsOf({ AZURE_OPENAI_API_KEY: 'k', AZURE_OPENAI_ENDPOINT: address, ...chat }),
    ]
    expect(namesIn(problems)).toEqual(['OPENAI_BASE_URL', 'AZURE_OPENAI_ENDPOINT'])
    expect(problems.join('\n')).not.toContain('hunter2')
  })

  it.each([
    [{ OPENAI_EMBEDDING_MODEL: 'text-embedding-3-small' }, { dimensions: 1536, isShortened: false }],
    [
      { OPENAI_EMBEDDING_MODEL: 'text-embedding-3-large', OPENAI_EMBEDDING_DIMENSIONS: '256' },
      { dimensions: 256, isShortened: true },
    ],
    [
      { OPENAI_EMBEDDING_MODEL: 'nomic-embed-text', OPENAI_EMBEDDING_DIMENSIONS: '768' },
      { dimensions: 768, isShortened: false },
    ],
  ])('knows how long vectors are: %j', (env, embedding) => {
    expect(modelsOf({ OPENAI_API_KEY: 'hunter2', ...env })?.embedding).toMatchObject(embedding)
  })

  it.each([
    [{ AZURE_OPENAI_API_KEY: 'hunter2' }, ['AZURE_OPENAI_ENDPOINT', 'OPENAI_CHAT_MODEL']],
    [{ AZURE_OPENAI_ENDPOINT: 'https://hunter2.example' }, ['AZURE_OPENAI_API_KEY', 'OPENAI_CHAT_MODEL']],
    [{ OPENAI_BASE_URL: 'http://hunter2.example' }, ['OPENAI_API_KEY']],
    [{ OPENAI_EMBEDDING_MODEL: 'hunter2' }, ['OPENAI_API_KEY']],
    [{ MODEL_FACTS: 'true' }, ['OPENAI_API_KEY']],
    [{ OPENAI_API_KEY: 'k', OPENAI_CHAT_MODEL: 'off', MODEL_FACTS: 'true' }, ['OPENAI_CHAT_MODEL']],
    [{ OPENAI_API_KEY: 'k', OPENAI_EMBEDDING_MODEL: 'hunter2' }, ['OPENAI_EMBEDDING_DIMENSIONS']],
    [{ OPENAI_API_KEY: 'k', OPENAI_EMBEDDING_DIMENSIONS: '64' }, ['OPENAI_EMBEDDING_MODEL']],
    [
      { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'hunter2', MODEL_TIMEOUT_MS: '5' },
      ['MODEL_TIMEOUT_MS', 'OPENAI_BASE_URL', 'OPENAI_CHAT_MODEL'],
    ],
  ])('names what is missing or wrong, never a value: %j', (env, names) => {
    const problems = problemsOf(env)
    expect([...new Set(namesIn(problems))].sort()).toEqual(names)
    expect(problems.join()).not.toContain('hunter2')
  })
})

it.each([
  'mysql://me:pw@db/posture',
  'postgres:me:pw@db/posture',
  'postgres://me:12/pw@db:5432/posture',
  'postgres://me/pw@db:5432/posture',
  'postgres://me:12#pw@db:5432/posture',
  'postgres://me:12?pw@db:5432/posture',
  'postgres://me:pw@db:5432',
])('refuses an address of a database that would be taken apart wrongly, without repeating it: %s', (url) => {
  expect(() => loadConfig({ DATABASE_URL: url })).toThrow(/^(?![\s\S]*pw@)[\s\S]*DATABASE_URL: must be postgres:\/\//u)
})

it('takes an address of a database with signs written as they must be', () => {
  const url = 'postgres://me:p%40w%2F1@db.example:5432/posture?sslmode=require'
  expect(loadConfig({ DATABASE_URL: url }).databaseUrl).toBe(url)
})
