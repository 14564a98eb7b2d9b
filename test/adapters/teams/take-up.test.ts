import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { LEASE_MS } from '../../../src/conversation/claims-in-hand.ts'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import { takeUpTasks } from '../../../src/conversation/take-up-tasks.ts'
import { IndexError } from '../../../src/errors.ts'
import { createPatience } from '../../../src/store/patience.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import { type FakeConnector, startFakeConnector } from '../../helpers/fake-connector.ts'
import { readCards } from '../../helpers/read-card.ts'
import { openSharedLog } from '../../helpers/shared-log.ts'
import { type BotOptions, type Manner, startTeamsBot, type TeamsBot, toActivity } from '../../helpers/teams-bot.ts'
import { OUT_TOKEN } from '../../helpers/token-server.ts'

let engine: AnswerEngine
let connector: FakeConnector
beforeAll(async () => {
  engine = await openAnswerEngine()
  connector = await startFakeConnector()
})
afterAll(async () => {
  await connector.close()
  await engine.close()
})
beforeEach(() => connector.reset())

const Q = 'Hoshiguma Vaultのバックアップの取得間隔は？'
const down = () => Promise.reject(new IndexError('INDEX_UNREACHABLE', 'connect ECONNREFUSED 127.0.0.1:5432'))

async function openReplicas() {
  const shared = await openSharedLog()
  const start = async (changes: BotOptions['changes'], aheadMs = 0) => {
    const bot = await startTeamsBot(engine, connector, {
      changes: { ...shared.asAhead(aheadMs), ...changes },
    })
    onTestFinished(() => bot.close())
    shared.buryAtTheEnd()
    return bot
  }
  const startDead = () => start(shared.asDead(engine))
  return { start, startDead, ...shared }
}

async function takeUp({ parts, channel, settle }: TeamsBot) {
  await takeUpTasks({ ...parts, channels: [channel] })
  await settle()
}

it.each<[string, Manner]>([
  ['in the stream that it has opened', { chat: 'personal' }],
  ['in the thread', { chat: 'thread', mentions: ['bot'] }],
])('answers for a killed process, %s, as that would have', async (_, manner) => {
  const { log, start, startDead, waitForNote } = await openReplicas()
  const well = await start({})
  await well.say(Q, manner)
  const [expected] = connector.messages()
  connector.reset()
  const killed = await startDead()
  const activity = toActivity(connector.url, Q, manner)
  expect((await killed.post(activity)).status).toBe(200)
  if (manner.chat === 'personal') await waitForNote()
  const other = await start({}, LEASE_MS)
  await takeUp(other)
  const [answer, ...others] = connector.messages()
  expect(others).toEqual([])
  expect(answer?.activity.text).toBe(expected?.activity.text)
  expect(answer?.replyToId).toBe(activity.id)
  expect(answer?.authorization).toBe(`Bearer ${OUT_TOKEN}`)
  const streams = (calls: typeof connector.calls) => calls.map(({ activity: sent }) => sent.type)
  expect(streams(connector.calls)).toEqual(manner.chat === 'personal' ? ['typing', 'message'] : ['message'])
  expect(await log.listExchanges(0)).toHaveLength(2)
})

it('says that the database is down, to whoever asks and to whoever opens a section', async () => {
  const { start } = await openReplicas()
  await (await start({})).say(Q)
  const button = readCards(connector.messages().at(-1)?.activity ?? {}).buttons.find(
    ({ verb }) => verb === 'open_section',
  )
  const store = { ...engine.store, listPapers: down, listSections: down }
  const bot = await start({ engine: { ...engine, explain: down }, store, patience: createPatience(0) })
  await bot.say(Q)
  expect(connector.messages().at(-1)?.activity.text).toBe(textsOf('ja').unavailable)
  const action = { type: 'Action.Execute', verb: button?.verb, data: button?.data }
  const { status, body } = await bot.invoke('adaptiveCard/action', { action })
  expect({ status, body }).toMatchObject({
    status: 200,
    body: { statusCode: 503, value: { message: textsOf('ja').unavailable } },
  })
})

it('acknowledges an activity once it is claimed', async () => {
  const { log, start } = await openReplicas()
  let goOn: () => void = () => {}
  const stored = new Promise<void>((resolve) => {
    goOn = resolve
  })
  let claims = 0
  const claim: typeof log.claim = (given) => {
    claims++
    return stored.then(() => log.claim(given))
  }
  const bot = await start({ log: { ...log, claim } })
  let isAcknowledged = false
  const sent = bot.post(toActivity(connector.url, Q)).then(() => {
    isAcknowledged = true
  })
  while (claims === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(isAcknowledged).toBe(false)
  goOn()
  await sent
  await bot.settle()
  expect(connector.messages()).toHaveLength(1)
})

it('answers an activity whose sender did not wait to the end', async () => {
  const { start } = await openReplicas()
  const bot = await start({})
  const abort = new AbortController()
  const { port, pathname } = new URL(bot.url)
  const headers = { 'content-type': 'application/json', authorization: bot.tokens.sign(connector.url) }
  const sent = request({ port, path: pathname, method: 'POST', signal: abort.signal, headers })
  sent.on('error', () => {})
  sent.end(JSON.stringify(toActivity(connector.url, Q)), () => abort.abort())
  await expect.poll(() => connector.messages().length).toBe(1)
})
