import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEASE_MS } from '../../../src/conversation/claims-in-hand.ts'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import { takeUpTasks } from '../../../src/conversation/take-up-tasks.ts'
import { IndexError } from '../../../src/errors.ts'
import { createPatience } from '../../../src/store/patience.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import type { FakeSlack } from '../../helpers/fake-slack/fake-slack.ts'
import { openSharedLog } from '../../helpers/shared-log.ts'
import {
  type BotOptions,
  expectClean,
  listReplies,
  openFakeSlack,
  readMessage,
  type SlackBot,
  startSlackBot,
} from '../../helpers/slack-bot.ts'

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine()
})
afterAll(() => engine.close())

const CHANNEL = 'C0GENERAL'
const LOG = 'Hoshiguma Vaultの操作ログの保管期間は？'
const ANSWER = 'Hoshiguma Vaultの操作ログの保存期間は 400日間[1] です。'

/** Bots that share a log; each has a clock of its own, ahead of the others by so many milliseconds. */
async function openReplicas() {
  const slack = await openFakeSlack()
  const shared = await openSharedLog()
  const start = async (changes: BotOptions['changes'], aheadMs = 0) => {
    const bot = await startSlackBot(slack, engine, 'http', {
      changes: { ...shared.asAhead(aheadMs), ...changes },
    })
    shared.buryAtTheEnd()
    return bot
  }
  const startDead = () => start(shared.asDead(engine))
  return { slack, start, startDead, ...shared }
}

async function takeUp({ parts, channel, settle }: SlackBot) {
  await takeUpTasks({ ...parts, channels: [channel] })
  await settle()
}

const repliesTo = (slack: FakeSlack, ts: string) => listReplies(slack, CHANNEL, ts)

describe.each(['http', 'socket'] as const)('over %s', (transport) => {
  it('acknowledges an event once it is claimed: what is not, Slack has to send again', async () => {
    const { slack, log } = await openReplicas()
    let goOn: () => void = () => {}
    const stored = new Promise<void>((resolve) => {
      goOn = resolve
    })
    let claims = 0
    const claim: typeof log.claim = (given) => {
      claims++
      return stored.then(() => log.claim(given))
    }
    const bot = await startSlackBot(slack, engine, transport, { changes: { log: { ...log, claim } } })
    let isAcknowledged = false
    const sent = bot.send(slack.appMention({ text: LOG })).then(() => {
      isAcknowledged = true
    })
    await slack.waitFor(() => claims === 1)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(isAcknowledged).toBe(false)
    goOn()
    await sent
    await bot.settle()
    expect(slack.messages).toHaveLength(1)
  })

  it('acknowledges an event in time where the log takes too long, and answers it all the same', async () => {
    const { slack, log } = await openReplicas()
    let goOn: () => void = () => {}
    const stored = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const claim: typeof log.claim = (given) => stored.then(() => log.claim(given))
    const bot = await startSlackBot(slack, engine, transport, { changes: { log: { ...log, claim } } })
    await bot.send(slack.appMention({ text: LOG }))
    expect(slack.messages).toEqual([])
    goOn()
    await bot.settle()
    expect(slack.messages).toMatchObject([{ state: 'finished', text: `**${ANSWER}**` }])
  })
})

it('goes on in the stream that a killed process has opened', async () => {
  const { slack, log, start, startDead, waitForNote } = await openReplicas()
  const killed = await startDead()
  const payload = slack.appMention({ text: LOG })
  await killed.send(payload)
  await waitForNote()
  const other = await start({}, LEASE_MS)
  await takeUp(other)
  const replies = repliesTo(slack, payload.event.ts)
  expect(replies).toMatchObject([{ state: 'finished', text: `**${ANSWER}**` }])
  expectClean(slack)
  await takeUp(other)
  expect(await log.listExchanges(0)).toHaveLength(1)
})

it('says nothing twice where the killed process had said it, and not told anybody', async () => {
  const { slack, log, start, dead } = await openReplicas()
  const dying = await start({ log: { ...log, finish: () => dead } })
  const payload = slack.appMention({ text: LOG })
  await dying.send(payload)
  await slack.waitFor(() => slack.messages.some(({ state }) => state === 'finished'))
  await takeUp(await start({}, LEASE_MS))
  expect(repliesTo(slack, payload.event.ts).map(readMessage)).toEqual([expect.stringContaining(ANSWER)])
  expect(await log.listExchanges(0)).toHaveLength(1)
})

it('answers as a message where there are no streams, and follow-ups of the thread, too', async () => {
  const { slack, start, startDead } = await openReplicas()
  slack.refuseStreamingIn(() => true)
  const first = await start({})
  const payload = slack.appMention({ text: LOG })
  await first.send(payload)
  await first.settle()
  const killed = await startDead()
  await killed.send(slack.channelMessage({ text: 'Tokonatsu Deskは？', thread_ts: payload.event.ts }))
  await takeUp(await start({}, LEASE_MS))
  expect(repliesTo(slack, payload.event.ts).map(({ text }) => text)).toEqual([
    expect.stringContaining('400日間'),
    expect.stringContaining('1年間'),
  ])
})

it('says nothing where another has taken the event up meanwhile', async () => {
  const { slack, log, start, noteShown, waitForNote } = await openReplicas()
  let clock = Date.now()
  let goOn: () => void = () => {}
  const frozen = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const slow = await start({
    now: () => clock,
    log: { ...log, noteShown },
    engine: { ...engine, explain: (question) => frozen.then(() => engine.explain(question)) },
  })
  const payload = slack.appMention({ text: LOG })
  await slow.send(payload)
  await waitForNote()
  clock += LEASE_MS
  await takeUp(await start({}, LEASE_MS))
  goOn()
  await slow.settle()
  expect(repliesTo(slack, payload.event.ts)).toMatchObject([{ state: 'finished', text: `**${ANSWER}**` }])
})

it.each([
  ['ja', LOG],
  ['en', 'How long are the audit logs of Brindle Notes kept?'],
] as const)('says that the database is down, in %s', async (language, text) => {
  const { slack, start } = await openReplicas()
  const explain = () => Promise.reject(new IndexError('INDEX_UNREACHABLE', 'connect ECONNREFUSED 127.0.0.1:5432'))
  const bot = await start({ engine: { ...engine, explain }, patience: createPatience(0) })
  const payload = slack.appMention({ text })
  await bot.send(payload)
  await bot.settle()
  expect(repliesTo(slack, payload.event.ts).map(readMessage)).toEqual([textsOf(language).unavailable])
})

it('says so, too, to whoever opens a section, shares or votes', async () => {
  const { slack, log, start } = await openReplicas()
  const first = await start({})
  await first.send(slack.appMention({ text: LOG }))
  await first.settle()
  const [message] = slack.messages
  if (!message) throw new Error('no answer')
  const down = () => Promise.reject(new IndexError('INDEX_UNREACHABLE', 'connect ECONNREFUSED 127.0.0.1:5432'))
  const store = { ...engine.store, listPapers: down, listSections: down }
  const bot = await start({ store, log: { ...log, findExchange: down, vote: down } })
  const told: (string | undefined)[] = []
  for (const payload of [
    slack.buttonClick({ message, action: 'open_section' }),
    slack.feedbackClick({ message, isPositive: true }),
  ]) {
    await bot.send(payload)
    await bot.settle()
    told.push(slack.messages.at(-1)?.text)
  }
  expect(told).toEqual([textsOf('ja').unavailable, textsOf('ja').feedback.notSaved])
  expect(await log.listFeedback(0)).toEqual([])
})
