import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { type FakeSlack, startFakeSlack } from '../helpers/fake-slack/fake-slack.ts'
import { makeFolder } from '../helpers/index-folder.ts'
import { startDebianPostgres } from '../helpers/postgres/debian-postgres.ts'
import { type RunOptions, runScript } from '../helpers/run-script.ts'
import { samplePaper } from '../helpers/sample-paper.ts'
import { startServe } from '../helpers/serve-process.ts'
import { answersIn, type SlackReplicas, slackEnv, startSlackReplicas } from '../helpers/slack-replicas.ts'

const CONVERSATIONS = 250
/** So many go on at once. */
const AT_ONCE = 24
const PAPERS = [
  ['Tsubomi Note', '21日間'],
  ['Hidamari Box', '50日間'],
  ['Kazaoto Drive', '14日間'],
  ['Mizube Desk', '90日間'],
  ['Akatsuki Mail', '35日間'],
  ['Sekirei Forms', '10日間'],
] as const
const LATER = [
  'Zelkova Wiki',
  'Pomelo Track',
  'Bergamot Pay',
  'Quince Vault',
  'Larch Cal',
  'Yuzuriha Sign',
  'Oxalis Chat',
]

/** A question in a channel, and a follow-up in its thread. */
interface Conversation {
  readonly channel: string
  readonly ts: string
  readonly values: readonly string[]
}

async function ingest(papers: readonly (readonly [product: string, retention: string])[], options: RunOptions) {
  const files = papers.map(([product, retention]) => {
    const file = `${product}.txt`
    writeFileSync(join(options.cwd, file), samplePaper(product, retention))
    return file
  })
  expect(await runScript('ingest', files, options)).toMatchObject({ code: 0 })
}

/** Has one conversation after the other, so many at once; `conversations` grows. */
async function converseAll(slack: FakeSlack, { deliver }: SlackReplicas, conversations: Conversation[]): Promise<void> {
  let next = 0
  const converse = async (i: number) => {
    const channel = `C0ROOM${i % 10}`
    const [product, value] = PAPERS[i % PAPERS.length] ?? PAPERS[0]
    const [other, otherValue] = PAPERS[(i + 1 + (i % 4)) % PAPERS.length] ?? PAPERS[0]
    const question = slack.appMention({ text: `${product}のバックアップの保管期間は？`, channel })
    const { ts } = question.event
    conversations.push({ channel, ts, values: [value, otherValue] })
    await deliver(question)
    await slack.waitFor(() => answersIn(slack, channel, ts).length > 0, 90_000)
    // Whoever gets the follow-up has not seen the question before it.
    await deliver(slack.channelMessage({ text: `じゃあ${other}は？`, channel, thread_ts: ts }))
    await slack.waitFor(() => answersIn(slack, channel, ts).length > 1, 90_000)
  }
  const talk = async () => {
    while (next < CONVERSATIONS) await converse(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, talk))
}

async function countOpenClaims(url: string): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('SELECT count(*)::int AS open FROM claims WHERE NOT is_done')
  await client.end()
  return rows[0].open
}

it('answers every question once and right, whoever gets it, whoever dies, and while the database starts again', async () => {
  const slack = await startFakeSlack()
  onTestFinished(() => slack.close())
  const server = await startDebianPostgres()
  onTestFinished(() => server.stop())
  const cwd = makeFolder()
  const env = { DATABASE_URL: server.url }
  const options = { cwd, indexDir: join(cwd, 'index'), env }
  expect(await runScript('migrate', [], options)).toMatchObject({ code: 0 })
  await ingest(PAPERS, options)
  const replicas = await startSlackReplicas(slack, () => startServe(options, { ...env, ...slackEnv(slack) }), 3)
  const { bots } = replicas
  const answered = (count: number) =>
    slack.waitFor(() => slack.messages.filter(({ state }) => state !== 'streaming').length > count, 120_000)
  const kill = async () => {
    await answered(CONVERSATIONS * 0.5)
    // It has questions in hand of which nothing is shown yet, and others whose answers Slack has got.
    slack.failNext('assistant.threads.setStatus', { delayMs: 1500 }, AT_ONCE / 2)
    slack.failNext('chat.stopStream', { delayMs: 600 }, AT_ONCE / 2)
    await sleep(300)
    bots[0]?.kill('SIGKILL')
  }
  const restart = async () => {
    await answered(CONVERSATIONS)
    await server.restart()
  }
  const roll = async () => {
    await answered(CONVERSATIONS * 1.5)
    await replicas.add()
    bots[1]?.kill('SIGTERM')
  }
  const ingestLater = async () => {
    for (const product of LATER) await ingest([[product, '77日間']], options)
  }
  const conversations: Conversation[] = []
  await Promise.all([converseAll(slack, replicas, conversations), kill(), restart(), roll(), ingestLater()])

  // What the killed one had said, and not told anybody, is taken up, too.
  while ((await countOpenClaims(server.url)) > 0) await sleep(200)
  const wrong = conversations.flatMap(({ channel, ts, values }) => {
    const texts = answersIn(slack, channel, ts).map(({ text }) => text)
    return texts.length === 2 && values.every((value, i) => texts[i]?.includes(value)) ? [] : [{ ts, values, texts }]
  })
  expect(wrong).toEqual([])
  expect(conversations).toHaveLength(CONVERSATIONS)
  expect(bots.map((bot) => bot.output()).join('')).toContain('is taken up')
  for (const bot of bots) bot.kill('SIGTERM')
  expect(await Promise.all(bots.map(({ ended }) => ended))).toEqual(['SIGKILL', 0, 0, 0])
}, 170_000)
