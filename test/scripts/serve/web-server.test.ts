import { expect, it, onTestFinished } from 'vitest'
import { openWebServer, type Problem } from '../../../scripts/serve/web-server.ts'
import type { ServeConfig } from '../../../src/config.ts'
import { createWork } from '../../../src/conversation/work.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }

async function open(problems: Problem[]) {
  const work = createWork(() => {})
  const config = { host: '127.0.0.1', port: 0 } as ServeConfig
  const server = await openWebServer(config, { findProblems: async () => problems, channels: [], work, logger: silent })
  onTestFinished(() => server.close())
  server.app.post('/events', (_, response) => void response.json({}))
  const statusOf = async (path: string) => (await fetch(`${server.url}${path}`, { method: 'POST' })).status
  const get = async (path: string) => {
    const response = await fetch(`${server.url}${path}`)
    return { status: response.status, body: await response.json() }
  }
  return { server, work, statusOf, get }
}

it('says that the database is down and why, and that it lives all the same', async () => {
  const problems: Problem[] = [{ missing: 'database', why: 'connect ECONNREFUSED 127.0.0.1:5432' }]
  const { get } = await open(problems)
  expect(await get('/healthz')).toEqual({ status: 200, body: { status: 'ok' } })
  expect(await get('/readyz')).toEqual({
    status: 503,
    body: {
      status: 'not ready',
      missing: ['database'],
      why: { database: 'connect ECONNREFUSED 127.0.0.1:5432' },
    },
  })
  problems.pop()
  expect(await get('/readyz')).toEqual({ status: 200, body: { status: 'ready', missing: [] } })
})

it('asks platforms to come again until it is complete, and again once it stops', async () => {
  const { server, work, statusOf } = await open([])
  expect([await statusOf('/events'), await statusOf('/nothing')]).toEqual([503, 503])
  server.completeRoutes()
  expect([await statusOf('/events'), await statusOf('/nothing')]).toEqual([200, 404])
  await work.drain(1)
  expect(await statusOf('/events')).toBe(503)
})
