import { afterAll, beforeAll, expect, it } from 'vitest'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import type { JsonObject } from '../../helpers/fake-slack/json.ts'
import type { FakeMessage, FakeView } from '../../helpers/fake-slack/records.ts'
import { expectClean, openFakeSlack, startSlackBot } from '../../helpers/slack-bot.ts'

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine()
})
afterAll(() => engine.close())

const CHANNEL = 'C0GENERAL'
const { feedback } = textsOf('ja')
const YEARS_MS = 400 * 86_400_000

/** A bot that has answered, and what may be done with its answer. */
async function startAnswered(text = 'Hoshiguma Vaultの操作ログの保管期間は？') {
  const slack = await openFakeSlack()
  const bot = await startSlackBot(slack, engine, 'http')
  const { log } = bot.parts
  const payload = slack.appMention({ text })
  await bot.send(payload)
  await bot.settle()
  const [message] = slack.messages
  if (!message) throw new Error('no answer')
  const deliver = async (sent: JsonObject) => {
    await bot.send(sent)
    await bot.settle()
  }
  return {
    slack,
    bot,
    log,
    message,
    ts: payload.event.ts,
    deliver,
    vote: (isPositive: boolean, user = 'U0ASKER') => deliver(slack.feedbackClick({ message, isPositive, user })),
    votes: async () => (await log.listFeedback(0)).map(({ person, vote, reason }) => ({ person, vote, reason })),
    last: () => slack.messages.at(-1) as FakeMessage,
  }
}

type Started = Awaited<ReturnType<typeof startAnswered>>

async function openForm({ slack, deliver, last }: Started, trigger?: string): Promise<FakeView> {
  const opened = trigger === undefined ? {} : { trigger }
  await deliver(slack.buttonClick({ message: last(), action: 'feedback_reason', ...opened }))
  return slack.views.at(-1) as FakeView
}

it('keeps a vote with who gave it, and thanks that person alone, in the thread', async () => {
  const { slack, ts, vote, votes, last } = await startAnswered()
  await vote(true)
  expect(await votes()).toEqual([{ person: 'U0ASKER', vote: 'up', reason: null }])
  expect(last()).toMatchObject({ ephemeral_user: 'U0ASKER', thread_ts: ts, channel: CHANNEL, text: feedback.thanks })
  expectClean(slack)
})

it('keeps one vote a person, the last, and everybody their own', async () => {
  const { vote, votes } = await startAnswered()
  await vote(true)
  await vote(false)
  await vote(true, 'U0OTHER')
  expect((await votes()).sort((a, b) => a.person.localeCompare(b.person))).toEqual([
    { person: 'U0ASKER', vote: 'down', reason: null },
    { person: 'U0OTHER', vote: 'up', reason: null },
  ])
})

it('asks for a reason in a window and keeps it with the vote', async () => {
  const started = await startAnswered()
  await started.vote(false)
  const view = await openForm(started)
  expect(view.view).toMatchObject({ title: { text: feedback.title }, submit: { text: feedback.submit } })
  await started.deliver(started.slack.viewSubmission({ view, values: { text: ' 数字が古い ' } }))
  expect(await started.votes()).toEqual([{ person: 'U0ASKER', vote: 'down', reason: '数字が古い' }])
  expect(started.slack.callsOf('ack')).toEqual([])
})

it('takes an empty reason for none', async () => {
  const started = await startAnswered()
  await started.vote(true)
  const view = await openForm(started)
  for (const values of [{}, { text: '  ' }]) await started.deliver(started.slack.viewSubmission({ view, values }))
  expect(await started.votes()).toEqual([{ person: 'U0ASKER', vote: 'up', reason: null }])
})

it('keeps the reason where the vote is changed', async () => {
  const started = await startAnswered()
  await started.vote(false)
  const view = await openForm(started)
  await started.deliver(started.slack.viewSubmission({ view, values: { text: '数字が古い' } }))
  await started.vote(true)
  expect(await started.votes()).toEqual([{ person: 'U0ASKER', vote: 'up', reason: '数字が古い' }])
})

it('says so where the record of the answer is past its time', async () => {
  const { log, vote, votes, last } = await startAnswered()
  await log.forget(Date.now() + YEARS_MS)
  await vote(true)
  expect(await votes()).toEqual([])
  expect(last()).toMatchObject({ ephemeral_user: 'U0ASKER', text: feedback.gone })
})

it('says so where the record goes while the reason is written', async () => {
  const started = await startAnswered()
  await started.vote(true)
  const thanks = started.last()
  const view = await openForm(started)
  await started.log.forget(Date.now() + YEARS_MS)
  await started.deliver(started.slack.viewSubmission({ view, values: { text: '数字が古い' } }))
  expect(started.slack.callsOf('ack')).toMatchObject([{ ok: true, args: { errors: { reason: feedback.gone } } }])
  await started.deliver(started.slack.buttonClick({ message: thanks, action: 'feedback_reason' }))
  expect(started.slack.views).toHaveLength(1)
  expect(started.last()).toMatchObject({ ephemeral_user: 'U0ASKER', text: feedback.gone })
})

it('thanks by the response address where the bot may not post', async () => {
  const { slack, ts, vote, votes } = await startAnswered()
  slack.failNext('chat.postEphemeral', { error: 'user_not_in_channel' })
  await vote(true)
  expect(await votes()).toHaveLength(1)
  expect(slack.responses).toMatchObject([{ ok: true, args: { text: feedback.thanks, thread_ts: ts } }])
})

it('tells the one who pressed where it is too late for a window', async () => {
  const started = await startAnswered()
  await started.vote(true)
  await openForm(started, '1.2.3')
  expect(started.last()).toMatchObject({ ephemeral_user: 'U0ASKER', text: textsOf('ja').notOpened })
})

it('speaks the language of the answer', async () => {
  const { vote, last } = await startAnswered('How long are the audit logs of Brindle Notes kept?')
  await vote(true)
  expect(last().text).toBe(textsOf('en').feedback.thanks)
})

it.each(['', 'up', 'up:', 'up:x', 'maybe:1', 'up:-1', 'up:99999999999999999'])(
  'does nothing about a vote of %j',
  async (value) => {
    const { slack, message, deliver, votes } = await startAnswered()
    const before = slack.calls.length
    const payload = slack.feedbackClick({ message, isPositive: true })
    const [action] = payload.actions as JsonObject[]
    await deliver({ ...payload, actions: [{ ...action, value }] })
    expect(await votes()).toEqual([])
    expect(slack.calls).toHaveLength(before)
  },
)
