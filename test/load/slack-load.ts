/**
 * Many mentions at once, against the bot as `npm start` runs it, over the fake Slack. Prints one line of JSON:
 *   node --import tsx test/load/slack-load.ts socket|http INDEX_DIR MENTIONS SPREAD_MS QUESTION
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type FakeSlack, startFakeSlack } from '../helpers/fake-slack/fake-slack.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const TSX = fileURLToPath(import.meta.resolve('tsx'))
const [transport = 'socket', indexDir = '', mentions = '200', spreadMs = '2000', question = ''] = process.argv.slice(2)
const count = Number(mentions)
const END_MS = 60_000
let botUrl = ''

const slack = await startFakeSlack()
const bot = await startBot(slack)
await ask(0)
await slack.waitFor(() => answeredThreads().length === 1, END_MS)
const before = residentBytes()
let highest = before
const sampling = setInterval(() => {
  highest = Math.max(highest, residentBytes())
}, 20)
const started = performance.now()
const acks = await Promise.all(
  Array.from({ length: count }, async (_, i) => {
    await sleep((i * Number(spreadMs)) / count)
    return ask(i + 1)
  }),
)
await slack.waitFor(() => answeredThreads().length >= count + 1, END_MS).catch(() => undefined)
const allMs = performance.now() - started
// What would come twice has come by then.
await sleep(500)
clearInterval(sampling)
const threads = answeredThreads()
const result = {
  acks,
  allMs,
  asked: count,
  answeredOnce: new Set(threads).size - 1,
  answeredTwice: threads.length - new Set(threads).size,
  residentBefore: before,
  residentHighest: highest,
}
process.stdout.write(`${JSON.stringify(result)}\n`)
bot.kill('SIGTERM')
await new Promise((resolve) => bot.once('exit', resolve))
await slack.close()

/** The threads of finished answers, one entry an answer. */
function answeredThreads(): string[] {
  return slack.messages
    .filter(({ state }) => state !== 'streaming')
    .map(({ channel, thread_ts }) => `${channel} ${thread_ts}`)
}

/** Mentions the bot in one of ten channels; milliseconds until it was acknowledged. */
async function ask(i: number): Promise<number> {
  const mention = slack.appMention({ text: question, channel: `C0LOAD${i % 10}` })
  if (transport === 'http') {
    const url = `${botUrl}/slack/events`
    const { status, ms } = await slack.sendHttp(url, mention, { kind: 'event', signingSecret: slack.signingSecret })
    if (status !== 200) throw new Error(`an event got ${status}`)
    return ms
  }
  const { isAcked, ackedAfterMs } = await slack.sendSocket(mention, { type: 'events_api' })
  if (!isAcked || ackedAfterMs === undefined) throw new Error('an event was not acknowledged')
  return ackedAfterMs
}

async function startBot(fake: FakeSlack) {
  const secret =
    transport === 'http' ? { SLACK_SIGNING_SECRET: fake.signingSecret } : { SLACK_APP_TOKEN: fake.appToken }
  const child = spawn(process.execPath, ['--import', TSX, `${ROOT}scripts/serve.ts`], {
    env: {
      PATH: process.env.PATH,
      INDEX_DIR: indexDir,
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      SLACK_BOT_TOKEN: fake.botToken,
      SLACK_API_URL: fake.apiUrl,
      ...secret,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    output += chunk
  })
  await fake.waitFor(() => output.includes('slack is connected'), END_MS)
  botUrl = /listening on (\S+)/u.exec(output)?.[1] ?? ''
  return child
}

/** Resident memory of the bot's process (Linux); 0 where it cannot be read. */
function residentBytes(): number {
  try {
    return Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${bot.pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
