import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { type FakeSlack, startFakeSlack } from '../helpers/fake-slack/fake-slack.ts'
import { runScript } from '../helpers/run-script.ts'
import { makeServedFolder, startServe } from '../helpers/serve-process.ts'

const QUESTION = 'Tsubomi Noteのバックアップの保管期間は？'
const GUID = '3f6c1f0e-0000-4000-8000-00000000000'

async function openSlack(): Promise<FakeSlack> {
  const slack = await startFakeSlack()
  onTestFinished(() => slack.close())
  return slack
}

const socketEnv = (slack: FakeSlack) => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
})
const httpEnv = (slack: FakeSlack) => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.apiUrl,
})
const get = async (url: string) => {
  const response = await fetch(url)
  return { status: response.status, body: await response.json().catch(() => undefined) }
}

it('serves Slack and Teams on one port, and reports on itself', async () => {
  const slack = await openSlack()
  const serve = startServe(await makeServedFolder(), { ...httpEnv(slack), TEAMS_INSECURE_LOCAL: 'true' })
  const url = await serve.url()
  await serve.waitFor('slack is connected')
  await serve.waitFor('teams is connected')
  expect(await get(`${url}/healthz`)).toEqual({ status: 200, body: { status: 'ok' } })
  expect(await get(`${url}/readyz`)).toEqual({ status: 200, body: { status: 'ready', missing: [] } })
  expect((await get(`${url}/anything`)).status).toBe(404)
  expect((await fetch(`${url}/api/messages`, { method: 'POST', body: '{}' })).status).toBe(400)
  const mention = slack.appMention({ text: QUESTION })
  const { status } = await slack.sendHttp(`${url}/slack/events`, mention, {
    kind: 'event',
    signingSecret: slack.signingSecret,
  })
  expect(status).toBe(200)
  await slack.waitFor(() => slack.messages.some(({ text }) => text.includes('21日間')))
  serve.kill('SIGTERM')
  expect(await serve.ended).toBe(0)
})

it('finishes the answer in hand when it is told to stop, takes no more, and ends with 0', async () => {
  const slack = await openSlack()
  const serve = startServe(await makeServedFolder(), httpEnv(slack))
  const url = await serve.url()
  await serve.waitFor('slack is connected')
  slack.failNext('chat.stopStream', { delayMs: 1500 })
  const send = (text: string) =>
    slack.sendHttp(`${url}/slack/events`, slack.appMention({ text }), {
      kind: 'event',
      signingSecret: slack.signingSecret,
    })
  await send(QUESTION)
  await slack.waitFor(() => slack.callsOf('chat.startStream').length === 1)
  serve.kill('SIGTERM')
  // The platform is told to come again while the answer is on its way.
  let late = 0
  for (let i = 0; i < 50 && late !== 503; i++) late = (await send('Hidamari Boxのバックアップの保管期間は？')).status
  expect(late).toBe(503)
  expect((await get(`${url}/readyz`)).body).toMatchObject({ status: 'not ready' })
  expect(await serve.ended).toBe(0)
  expect(slack.messages.filter(({ state }) => state === 'finished')[0]?.text).toContain('21日間')
})

it('waits for a Slack that cannot be reached, and answers once it can', async () => {
  const slack = await openSlack()
  slack.setReachable(false)
  const serve = startServe(await makeServedFolder(), socketEnv(slack))
  const url = await serve.url()
  await serve.waitFor('Slack cannot be reached')
  expect((await get(`${url}/readyz`)).body).toEqual({ status: 'not ready', missing: ['slack'] })
  slack.setReachable(true)
  await serve.waitFor('slack is connected')
  await slack.sendSocket(slack.appMention({ text: QUESTION }), { type: 'events_api' })
  await slack.waitFor(() => slack.messages.some(({ text }) => text.includes('21日間')))
  serve.kill('SIGINT')
  expect(await serve.ended).toBe(0)
})

it('ends at once where it is told to stop while it starts', async () => {
  const slack = await openSlack()
  slack.setReachable(false)
  const folder = await makeServedFolder()
  for (const waitMs of [1000, 1600]) {
    const serve = startServe(folder, socketEnv(slack))
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    serve.kill('SIGTERM')
    // Before it listens to signals, the signal itself ends it.
    expect([0, 'SIGTERM']).toContain(await serve.ended)
  }
})

it('answers an event once, also where it comes again after a restart', async () => {
  const slack = await openSlack()
  const folder = await makeServedFolder()
  const mention = slack.appMention({ text: QUESTION })
  for (let run = 0; run < 2; run++) {
    const serve = startServe(folder, socketEnv(slack))
    await serve.waitFor('slack is connected')
    await slack.sendSocket(mention, { type: 'events_api' })
    await slack.waitFor(() => slack.messages.some(({ state }) => state === 'finished'))
    serve.kill('SIGTERM')
    expect(await serve.ended).toBe(0)
  }
  expect(slack.messages).toHaveLength(1)
})

it('names everything that is missing before it starts anything', async () => {
  const folder = await makeServedFolder()
  const serve = startServe(folder, { SLACK_APP_TOKEN: 'xapp-secret', TEAMS_APP_ID: `${GUID}1`, PORT: 'x' })
  expect(await serve.ended).toBe(1)
  for (const name of ['SLACK_BOT_TOKEN', 'TEAMS_TENANT_ID', 'TEAMS_APP_PASSWORD', 'PORT']) {
    expect(serve.output()).toContain(name)
  }
  expect(serve.output()).not.toContain('secret')
  expect(serve.output()).not.toContain('    at ')
})

it('says which variable Slack refuses, and not its value', async () => {
  const slack = await openSlack()
  const serve = startServe(await makeServedFolder(), { ...socketEnv(slack), SLACK_BOT_TOKEN: 'xoxb-wrong' })
  expect(await serve.ended).toBe(1)
  expect(serve.output()).toContain('SLACK_BOT_TOKEN')
  expect(serve.output()).not.toContain('xoxb-wrong')
})

it('says that the port is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  onTestFinished(() => void taken.close())
  const address = taken.address()
  const port = String(typeof address === 'object' && address ? address.port : 0)
  const serve = startServe(await makeServedFolder(), { TEAMS_INSECURE_LOCAL: 'true', PORT: port })
  expect(await serve.ended).toBe(1)
  expect(serve.output()).toMatch(/Cannot listen on 127\.0\.0\.1:\d+ .*set PORT or HOST/u)
})

it('answers questions in the terminal whatever is half configured for platforms', async () => {
  const { cwd, indexDir } = await makeServedFolder()
  writeFileSync(join(cwd, '.env'), 'SLACK_APP_TOKEN=xapp-alone\nTEAMS_APP_ID=no-id\n')
  expect(await startServe({ cwd, indexDir }, {}).ended).toBe(1)
  expect(await runScript('ask', [QUESTION], { cwd, indexDir })).toMatchObject({ code: 0 })
})
