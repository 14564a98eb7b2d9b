import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { textsOf } from '../../src/conversation/interface-texts.ts'
import { type FakeSlack, startFakeSlack } from '../helpers/fake-slack/fake-slack.ts'
import { type DebianPostgres, startDebianPostgres } from '../helpers/postgres/debian-postgres.ts'
import { type RunOptions, runScript } from '../helpers/run-script.ts'
import { samplePaper } from '../helpers/sample-paper.ts'
import { type ServeProcess, startServe } from '../helpers/serve-process.ts'
import { readMessage } from '../helpers/slack-bot.ts'
import { answersIn, slackEnv } from '../helpers/slack-replicas.ts'

const QUESTION = 'Tsubomi Noteのバックアップの保管期間は？'
const CHANNEL = 'C0GENERAL'

const cwd = mkdtempSync(join(tmpdir(), 'outage-'))
let server: DebianPostgres
let options: RunOptions & { readonly env: Readonly<Record<string, string>> }
let slack: FakeSlack
beforeAll(async () => {
  // One for all: each fake begins to count its messages anew, and the database remembers them.
  slack = await startFakeSlack()
  server = await startDebianPostgres()
  options = { cwd, indexDir: join(cwd, 'index'), env: { DATABASE_URL: server.url } }
  expect(await runScript('migrate', [], options)).toMatchObject({ code: 0 })
  writeFileSync(join(cwd, 'a.txt'), samplePaper())
  expect(await runScript('ingest', ['a.txt'], options)).toMatchObject({ code: 0 })
})
afterAll(async () => {
  await slack?.close()
  await server?.stop()
  rmSync(cwd, { recursive: true, force: true })
})
beforeEach(() => {
  onTestFinished(() => server.restart())
})

function start(): ServeProcess {
  return startServe(options, { ...options.env, ...slackEnv(slack) })
}

async function get(bot: ServeProcess, path: string) {
  const response = await fetch(`${await bot.url()}${path}`)
  return { status: response.status, body: await response.json() }
}

/** Asks by a mention; resolves to what is said in its thread. */
async function ask(bot: ServeProcess, text: string): Promise<string> {
  const payload = slack.appMention({ text })
  const { status } = await slack.sendHttp(`${await bot.url()}/slack/events`, payload, { kind: 'event' })
  expect(status).toBe(200)
  const [answer] = await slack.waitFor(() => {
    const answers = answersIn(slack, CHANNEL, payload.event.ts)
    return answers.length > 0 && answers
  }, 40_000)
  return answer ? readMessage(answer) : ''
}

const DOWN = {
  status: 503,
  body: { status: 'not ready', missing: ['database'], why: { database: expect.stringMatching(/cannot be reached/u) } },
}

it('waits for a database that is down when it starts, says so, and answers once it is there', async () => {
  await server.kill()
  const bot = start()
  await bot.waitFor('the database cannot be reached; trying again')
  expect(await get(bot, '/healthz')).toMatchObject({ status: 200 })
  expect(await get(bot, '/readyz')).toMatchObject({
    status: 503,
    body: { missing: expect.arrayContaining(['database']), why: DOWN.body.why },
  })
  await server.restart()
  await bot.waitFor('slack is connected')
  expect(await ask(bot, QUESTION)).toContain('21日間')
  expect(await get(bot, '/readyz')).toMatchObject({ status: 200 })
})

it('ends at once where it is told to stop while it waits', async () => {
  await server.kill()
  const bot = start()
  await bot.waitFor('the database cannot be reached; trying again')
  bot.kill('SIGTERM')
  expect(await bot.ended).toBe(0)
})

it('says in words that the database is down, in the language of the question, and goes on by itself once it is back', async () => {
  const bot = start()
  await bot.waitFor('slack is connected')
  expect(await ask(bot, QUESTION)).toContain('21日間')
  await server.kill()
  expect(await ask(bot, QUESTION)).toBe(textsOf('ja').unavailable)
  expect(await ask(bot, 'How long are the backups of Tsubomi Note kept?')).toBe(textsOf('en').unavailable)
  await expect.poll(() => get(bot, '/readyz')).toEqual(DOWN)
  expect(await get(bot, '/healthz')).toMatchObject({ status: 200 })
  await server.restart()
  expect(await ask(bot, QUESTION)).toContain('21日間')
  expect(await get(bot, '/readyz')).toMatchObject({ status: 200 })
  expect(bot.output()).not.toContain(new URL(server.url).password)
  bot.kill('SIGTERM')
  expect(await bot.ended).toBe(0)
})

it('thanks for a vote that is saved, and says of one that is not that it is not', async () => {
  const bot = start()
  await bot.waitFor('slack is connected')
  await ask(bot, QUESTION)
  const message = slack.messages.at(-1)
  if (!message) throw new Error('no answer')
  const url = `${await bot.url()}/slack/events`
  const vote = async (isPositive: boolean) => {
    const before = slack.messages.length
    await slack.sendHttp(url, slack.feedbackClick({ message, isPositive }), { kind: 'action' })
    await slack.waitFor(() => slack.messages.length > before, 10_000)
    return slack.messages.at(-1)?.text
  }
  const { thanks, notSaved } = textsOf('ja').feedback
  expect(await vote(true)).toBe(thanks)
  await server.kill()
  expect(await vote(false)).toBe(notSaved)
  await server.restart()
  const report = await runScript('report', ['--json'], options)
  expect(JSON.parse(report.stdout)).toMatchObject({ thumbs: { up: 1, down: 0 } })
})
