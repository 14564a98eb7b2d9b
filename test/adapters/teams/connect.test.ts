import type { BotFrameworkAuthentication } from 'botframework-connector'
import express from 'express'
import { expect, it } from 'vitest'
import { createTeamsChannel } from '../../../adapters/teams/app.ts'
import { createAuthentication } from '../../../adapters/teams/authenticate.ts'
import { fetchToken, waitForToken } from '../../../adapters/teams/connect.ts'
import type { ChannelParts } from '../../../src/conversation/channel.ts'
import { APP_ID, OUT_TOKEN, startTokenServer } from '../../helpers/token-server.ts'

/** Waits that take no time, and what was logged. */
function setUp() {
  const reports: string[] = []
  const keep = (message: string, details?: unknown) => void reports.push(`${message} ${JSON.stringify(details)}`)
  const stop = new AbortController()
  const wait = (fetch: () => Promise<string>, times = { timeoutMs: 5000, waitsMs: [0] }) =>
    waitForToken(fetch, { info: keep, warn: keep, error: keep }, stop.signal, times)
  return { reports, stop, wait }
}

/** Shaped as the token library's errors are. */
function tokenError(errorCode: string, message: string): Error {
  return Object.assign(new Error(message), { name: 'ServerError', errorCode })
}

const WRONG_SECRET = tokenError(
  'invalid_client',
  '7000215 - [2024-05-20 09:00:00Z]: AADSTS7000215: Invalid client secret provided: s3cr3t~value. Trace ID: 1',
)

it('is connected with the first token', async () => {
  const { reports, wait } = setUp()
  expect(await wait(async () => 'token')).toBe(true)
  expect(reports).toEqual([])
})

it('tries again for as long as there is none, whether it is refused or not reached, and logs why', async () => {
  const { reports, wait } = setUp()
  const faults: unknown[] = [
    tokenError('network_error', 'getaddrinfo ENOTFOUND login.microsoftonline.com'),
    WRONG_SECRET,
    'words',
  ]
  const fetch = async () => {
    const fault = faults.shift()
    if (fault !== undefined) throw fault
    return 'token'
  }
  expect(await wait(fetch)).toBe(true)
  const said = 'Microsoft gives no token to answer with; trying again'
  expect(reports).toEqual([
    `${said} {"reason":"ServerError network_error ENOTFOUND"}`,
    `${said} {"reason":"ServerError invalid_client AADSTS7000215"}`,
    `${said} {"reason":"unknown"}`,
  ])
})

it('never logs the words of an error, which may quote the secret', async () => {
  const { reports, stop, wait } = setUp()
  const fetch = async () => {
    stop.abort()
    throw WRONG_SECRET
  }
  expect(await wait(fetch)).toBe(false)
  expect(reports.join()).not.toContain('s3cr3t')
})

it('gives up a try that is never answered', async () => {
  const { reports, wait } = setUp()
  let tries = 0
  const fetch = () => (tries++ === 0 ? new Promise<string>(() => {}) : Promise.resolve('token'))
  expect(await wait(fetch, { timeoutMs: 10, waitsMs: [0] })).toBe(true)
  expect(reports).toEqual([expect.stringContaining('no token within 10 ms')])
})

it('an empty token is none', async () => {
  const { reports, wait } = setUp()
  const tokens = ['', 'token']
  expect(await wait(async () => tokens.shift() ?? '')).toBe(true)
  expect(reports).toHaveLength(1)
})

it('waits longer and longer, and not beyond its end', async () => {
  const { stop, wait } = setUp()
  const ended = wait(() => Promise.reject(new Error('down')), { timeoutMs: 5000, waitsMs: [0, 0, 3_600_000] })
  setTimeout(() => stop.abort(), 20)
  expect(await ended).toBe(false)
})

it('does not try where it is stopped before', async () => {
  const { stop, wait } = setUp()
  stop.abort()
  expect(await wait(() => Promise.reject(new Error('asked')))).toBe(false)
})

it.each([{ type: 'SingleTenant', password: 'not-used' } as const, { type: 'UserAssignedMSI' } as const])(
  'the SDK takes the settings of %o',
  (credentials) => {
    const id = '3f6c1f0e-0000-4000-8000-000000000001'
    const config = { kind: 'registered', appId: id, tenantId: id, credentials, allowedTenants: [id] } as const
    expect(() => createAuthentication(config)).not.toThrow()
  },
)

it('a token is had from where the SDK has those that it sends with', async () => {
  const tokens = await startTokenServer()
  expect(await fetchToken(tokens.authentication, APP_ID)).toBe(OUT_TOKEN)
  await tokens.close()
})

it('the channel is ready once it has a token, not before, and not once it is stopped', async () => {
  const tokens = await startTokenServer()
  let give: () => void = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  const authentication = Object.create(tokens.authentication) as BotFrameworkAuthentication
  authentication.createConnectorFactory = (identity) => ({
    create: async (url, audience) => {
      await given
      return tokens.authentication.createConnectorFactory(identity).create(url, audience)
    },
  })
  const config = {
    kind: 'registered',
    appId: APP_ID,
    tenantId: APP_ID,
    credentials: { type: 'UserAssignedMSI' },
    allowedTenants: [APP_ID],
  } as const
  const channel = createTeamsChannel(config, express(), {} as ChannelParts, { authentication })
  const seen = [channel.isReady()]
  const connected = channel.connect()
  seen.push(channel.isReady())
  give()
  await connected
  seen.push(channel.isReady())
  await channel.disconnect()
  seen.push(channel.isReady())
  expect(seen).toEqual([false, false, true, false])
  await tokens.close()
})
