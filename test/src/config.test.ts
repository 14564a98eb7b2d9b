import { expect, it } from 'vitest'
import { loadConfig } from '../../src/config.ts'
import { ConfigError } from '../../src/errors.ts'

it('has a default for everything, and an empty value counts as unset', () => {
  const defaults = { indexDir: 'knowledge/index', logLevel: 'warn' }
  expect(loadConfig({})).toEqual(defaults)
  expect(loadConfig({ INDEX_DIR: '', LOG_LEVEL: '' })).toEqual(defaults)
})

it('takes what is set and looks at nothing else', () => {
  const env = { INDEX_DIR: '/srv/index', LOG_LEVEL: 'silent', HOME: '/home/bot', INDEX: 'x' }
  expect(loadConfig(env)).toEqual({ indexDir: '/srv/index', logLevel: 'silent' })
})

it('names what cannot be used without showing its value', () => {
  const load = () => loadConfig({ LOG_LEVEL: 'hunter2' })
  expect(load).toThrow(ConfigError)
  expect(load).toThrow(/LOG_LEVEL: .*"silent"/u)
  expect(load).not.toThrow(/hunter2/u)
})
