import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, type AppOptions, ExpressReceiver, type Logger, LogLevel, SocketModeReceiver, webApi } from '@slack/bolt'
import express from 'express'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type FakeSlack, startFakeSlack } from './helpers/fake-slack/fake-slack.ts'
import type { FakeSlackOptions } from './helpers/fake-slack/world.ts'

type Json = Record<string, unknown>
type Outcome = { ok: boolean; error?: string; messages: readonly string[] } & Json

const CHANNEL = 'C0GENERAL'
const THREAD = '1790000000.000100'
const quiet = { unfurl_links: false, unfurl_media: false }

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function startSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const slack = await startFakeSlack({ ackWithinMs: 100, retryDelaysMs: [0, 1, 1], ...options })
  cleanups.push(slack.close)
  return slack
}

/** The clients write refusals and lost connections to stderr, which these tests ask for. */
const logger: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
}

const toClientOptions = (slack: FakeSlack): webApi.WebClientOptions => ({
  slackApiUrl: slack.apiUrl,
  logger,
  timeout: 2_000,
  retryConfig: { retries: 2, minTimeout: 1, maxTimeout: 2 },
})

const toAppOptions = (slack: FakeSlack): AppOptions => ({
  authorize: async () => ({ botToken: slack.botToken, botId: 'B0BOT', botUserId: 'U0BOT', teamId: 'T0TEAM' }),
  clientOptions: toClientOptions(slack),
  logger,
})

/** The real web client, its refusals as values. */
function createCall(slack: FakeSlack, token = slack.botToken) {
  const client = new webApi.WebClient(token, toClientOptions(slack))
  return async (method: string, args: Json = {}): Promise<Outcome> => {
    try {
      return { messages: [], ...(await client.apiCall(method, args)) }
    } catch (error) {
      if (!(error instanceof webApi.WebAPIPlatformError)) throw error
      const { data } = error
      return { ok: false, error: data.error, messages: data.response_metadata?.messages ?? [] }
    }
  }
}

/** The real Bolt app behind its Express receiver; gives the URL for events. */
async function startHttpApp(slack: FakeSlack, prepare: (app: App) => void): Promise<string> {
  const web = express()
  const receiver = new ExpressReceiver({
    signingSecret: slack.signingSecret,
    app: web,
    endpoints: '/slack/events',
    logger,
  })
  prepare(new App({ ...toAppOptions(slack), receiver }))
  return `${await listen(createServer(web))}/slack/events`
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The real Bolt app in Socket Mode, connected; reconnects fast. */
async function startSocketApp(slack: FakeSlack, prepare: (app: App) => void): Promise<App> {
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    clientPingTimeout: 50,
    installerOptions: { clientOptions: toClientOptions(slack) },
    logger,
  })
  const app = new App({ ...toAppOptions(slack), receiver })
  prepare(app)
  await app.start()
  cleanups.push(async () => {
    await app.stop()
    await slack.waitFor(() => slack.openSockets === 0)
  })
  return app
}

const replyToMention = (app: App) =>
  app.event('app_mention', async ({ event, say }) => {
    await say({ text: '記載なし', thread_ts: event.thread_ts ?? event.ts, ...quiet })
  })

const plain = (text: string) => ({ type: 'plain_text', text })
const marked = (text: string) => ({ type: 'mrkdwn', text })
const section = (text: string) => ({ type: 'section', text: marked(text) })
const button = (fields: Json = {}) => ({ type: 'button', text: plain('出典を見る'), action_id: 'sources', ...fields })
const actions = (...elements: Json[]) => ({ type: 'actions', elements })
const cell = (text: string) => ({ type: 'raw_text', text })
const times = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index))
const letters = (count: number) => 'あ'.repeat(count)
const feedback = (fields: Json = {}) => ({
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: 'feedback',
      positive_button: { text: plain('役に立った'), value: 'good', ...fields },
      negative_button: { text: plain('役に立たなかった'), value: 'bad' },
    },
  ],
})
const select = (options: number, text = '暗号化', value = '') => ({
  type: 'section',
  text: marked('項目'),
  accessory: {
    type: 'static_select',
    action_id: 'attribute',
    options: times(options, (index) => ({ text: plain(text), value: value || `v${index}` })),
  },
})
const modal = (fields: Json = {}) => ({
  type: 'modal',
  title: plain('誤りを報告'),
  submit: plain('送信'),
  callback_id: 'report',
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      label: plain('どこが違いますか'),
      element: { type: 'plain_text_input', action_id: 'text', multiline: true },
    },
  ],
  ...fields,
})

describe('with the real Bolt app over HTTP', () => {
  it('brings a mention in and a reply out', async () => {
    const slack = await startSlack()
    const url = await startHttpApp(slack, replyToMention)
    const mention = slack.appMention({ text: 'Asana のデータは暗号化されますか？' })
    const { status } = await slack.sendHttp(url, mention, { kind: 'event' })
    expect(status).toBe(200)
    const [message] = await slack.waitFor(({ messages }) => messages.length > 0 && messages)
    expect(message).toMatchObject({ channel: CHANNEL, thread_ts: mention.event.ts, text: '記載なし', state: 'posted' })
    expect([slack.mentions, slack.links, slack.unfurling]).toEqual([[], [], []])
    const replies = await createCall(slack)('conversations.replies', { channel: CHANNEL, ts: mention.event.ts })
    expect(replies.messages).toMatchObject([{ user: 'U0ASKER' }, { user: 'U0BOT', bot_id: 'B0BOT' }])
  })

  it('signs so that only the right secret and a fresh timestamp get through', async () => {
    const slack = await startSlack()
    const url = await startHttpApp(slack, replyToMention)
    const mention = slack.appMention({ text: 'SOC 2 は？' })
    const statusFor = async (options: Partial<Parameters<FakeSlack['sendHttp']>[2]>) =>
      (await slack.sendHttp(url, mention, { kind: 'event', ...options })).status
    expect(await statusFor({ signingSecret: 'another' })).toBe(401)
    expect(await statusFor({ isUnsigned: true })).toBe(401)
    expect(await statusFor({ timestamp: Math.floor(Date.now() / 1000) - 600 })).toBe(401)
    expect(slack.calls).toEqual([])
    expect(await statusFor({})).toBe(200)
    await slack.waitFor(({ messages }) => messages.length === 1)
  })

  it('carries commands, buttons, feedback and modals, and takes what is sent to their response_url', async () => {
    const slack = await startSlack()
    const url = await startHttpApp(slack, (app) => {
      app.command('/posture', async ({ ack, command, respond }) => {
        await ack()
        await respond({ text: command.text, blocks: [actions(button()), feedback()] as webApi.KnownBlock[] })
      })
      app.action('sources', async ({ ack, body, client }) => {
        await ack()
        if ('trigger_id' in body) await client.views.open({ trigger_id: body.trigger_id, view: modal() as never })
      })
      app.action('feedback', async ({ ack, action, respond }) => {
        await ack()
        await respond({ text: `${'value' in action ? action.value : ''}`, replace_original: false })
      })
      app.view('report', async ({ ack }) => ack({ response_action: 'errors', errors: { reason: '短すぎます' } }))
    })
    await slack.sendHttp(url, slack.slashCommand({ text: 'kintone' }), { kind: 'command' })
    const [message] = await slack.waitFor(({ messages }) => messages.length > 0 && messages)
    if (message === undefined) throw new Error('no message')
    expect(message).toMatchObject({ text: 'kintone', ephemeral_user: 'U0ASKER' })
    await slack.sendHttp(url, slack.buttonClick({ message, action: 'sources' }), { kind: 'action' })
    const [view] = await slack.waitFor(({ views }) => views.length > 0 && views)
    if (view === undefined) throw new Error('no view')
    await slack.sendHttp(url, slack.feedbackClick({ message, isPositive: false }), { kind: 'action' })
    await slack.waitFor(({ responses }) => responses.some(({ args }) => args.text === 'bad'))
    const sent = slack.viewSubmission({ view, values: { text: '数字' } })
    const { body } = await slack.sendHttp(url, sent, { kind: 'action' })
    expect(JSON.parse(body)).toEqual({ response_action: 'errors', errors: { reason: '短すぎます' } })
    expect(slack.callsOf('ack')).toMatchObject([{ ok: true }])
    expect(() => slack.buttonClick({ message, action: 'delete' })).toThrow('it has: sources, feedback')
    expect(() => slack.viewSubmission({ view, values: {} })).toThrow('needs a value for text')
    expect(() => slack.viewSubmission({ view, values: { text: 'a', other: 'b' } })).toThrow('no input')
  })

  it('checks what a command or a modal is acknowledged with', async () => {
    const slack = await startSlack()
    const url = await startHttpApp(slack, (app) => {
      app.command('/posture', async ({ ack, command }) => {
        if (command.text === 'bare') await ack('使い方')
        else await ack({ blocks: [section(command.text) as webApi.KnownBlock] })
      })
      app.view('report', async ({ ack }) => ack({ response_action: 'errors', errors: { nowhere: 'だめ' } }))
    })
    for (const text of ['bare', '使い方', letters(3001)]) {
      await slack.sendHttp(url, slack.slashCommand({ text }), { kind: 'command' })
    }
    await createCall(slack)('views.open', { trigger_id: slack.issueTrigger(), view: modal() })
    const [view] = slack.views
    if (view === undefined) throw new Error('no view')
    await slack.sendHttp(url, slack.viewSubmission({ view, values: { text: '数字' } }), { kind: 'action' })
    expect(slack.callsOf('ack').map(({ error }) => error)).toEqual([
      undefined,
      undefined,
      'invalid_blocks',
      'invalid_errors',
    ])
    expect(slack.messages.map(({ text, ephemeral_user }) => [text, ephemeral_user])).toEqual([
      ['使い方', 'U0ASKER'],
      ['', 'U0ASKER'],
    ])
  })

  it('makes payloads of messages that Bolt routes by their subtype, and drops what the bot itself said', async () => {
    const slack = await startSlack()
    const seen: unknown[] = []
    const url = await startHttpApp(slack, (app) => {
      app.message(async ({ message }) => void seen.push(message.subtype ?? message.channel_type))
      app.event('app_home_opened', async ({ event }) => void seen.push(event.tab))
    })
    await createCall(slack)('chat.postMessage', { channel: CHANNEL, text: '答え' })
    const [own] = slack.messages
    if (own === undefined) throw new Error('no message')
    const payloads = [
      slack.channelMessage({ text: 'こんにちは' }),
      slack.directMessage({ text: 'こんにちは' }),
      slack.messageChanged({ text: 'b', previousText: 'a', ts: THREAD }),
      slack.channelJoin(),
      slack.botMessage({ text: 'デプロイ完了' }),
      slack.botMessage({ own }),
      slack.appHomeOpened({ tab: 'messages' }),
    ]
    for (const payload of payloads) await slack.sendHttp(url, payload, { kind: 'event' })
    await slack.waitFor(() => seen.length === 6)
    expect(seen).toEqual(['channel', 'im', 'message_changed', 'channel_join', 'bot_message', 'messages'])
    expect(new Set(payloads.map((payload) => payload.event_id)).size).toBe(payloads.length)
  })

  it('delivers an event again, the same event_id in it, until it gets a 2xx or is told to stop', async () => {
    const slack = await startSlack()
    const received: { id: string; retry: unknown; reason: unknown }[] = []
    const answers = [500, 'nothing', 200, 500, 'stop'] as const
    const web = express().post('/', express.json(), (request, response) => {
      const answer = answers[received.length]
      const { 'x-slack-retry-num': retry, 'x-slack-retry-reason': reason } = request.headers
      received.push({ id: request.body.event_id, retry, reason })
      if (answer === 'stop') response.set('X-Slack-No-Retry', '1').sendStatus(500)
      else if (answer !== 'nothing') response.sendStatus(answer ?? 200)
    })
    const url = await listen(createServer(web))
    const event = slack.appMention({ text: 'ISO 27001 は？' })
    const attempts = await slack.deliverHttp(url, event, { kind: 'event' })
    expect(attempts.map(({ status }) => status)).toEqual([500, undefined, 200])
    const id = event.event_id
    expect(received).toEqual([
      { id, retry: undefined, reason: undefined },
      { id, retry: '1', reason: 'http_error' },
      { id, retry: '2', reason: 'http_timeout' },
    ])
    const stopped = await slack.deliverHttp(url, slack.appMention({ text: 'GDPR は？' }), { kind: 'event' })
    expect(stopped.map(({ status }) => status)).toEqual([500, 500])
    const refused = await slack.deliverHttp('http://127.0.0.1:1', event, { kind: 'event' })
    expect(refused.map(({ retryReason }) => retryReason)).toEqual([undefined, ...times(3, () => 'connection_failed')])
    expect(await slack.deliverHttp('http://127.0.0.1:1', {}, { kind: 'command' })).toHaveLength(1)
  })
})

describe('with the real Bolt app in Socket Mode', () => {
  it('brings a mention in and a reply out', async () => {
    const slack = await startSlack()
    await startSocketApp(slack, replyToMention)
    expect(slack.openSockets).toBe(1)
    const result = await slack.sendSocket(slack.appMention({ text: 'kintone は？' }), { type: 'events_api' })
    expect(result).toMatchObject({ isAcked: true, ackPayload: {}, attempts: 1 })
    await slack.waitFor(({ messages }) => messages.some(({ text }) => text === '記載なし'))
  })

  it('hands over what a command is acknowledged with, and says when it is not', async () => {
    const slack = await startSlack()
    await startSocketApp(slack, (app) => {
      app.command('/posture', async ({ ack, command }) => {
        if (command.text === 'help') await ack({ text: '使い方' })
      })
    })
    const send = (text: string) => slack.sendSocket(slack.slashCommand({ text }), { type: 'slash_commands' })
    expect(await send('help')).toMatchObject({ isAcked: true, ackPayload: { text: '使い方' } })
    expect(await send('silence')).toMatchObject({ isAcked: false, ackedAfterMs: undefined, attempts: 1 })
  })

  it.each(['refresh_requested', 'warning', 'abrupt'] as const)('sees the client come back after %s', async (reason) => {
    const slack = await startSlack({ ackWithinMs: 2_000, pingIntervalMs: 10 })
    await startSocketApp(slack, replyToMention)
    slack.disconnectSockets(reason)
    await slack.waitFor(() => slack.callsOf('apps.connections.open').length === 2 && slack.openSockets === 1)
    const { isAcked } = await slack.sendSocket(slack.appMention({ text: 'まだいますか' }), { type: 'events_api' })
    expect(isAcked).toBe(true)
    await slack.waitFor(({ messages }) => messages.length === 1)
  })

  it('sends an event again that was not acknowledged, in a new envelope', async () => {
    const slack = await startSlack()
    const { url } = await createCall(slack, slack.appToken)('apps.connections.open')
    const socket = new WebSocket(String(url))
    const seen: Json[] = []
    socket.on('message', (data) => {
      const message = JSON.parse(String(data))
      seen.push(message)
      if (message.retry_attempt === 2) socket.send(JSON.stringify({ envelope_id: message.envelope_id }))
    })
    await slack.waitFor(() => seen[0]?.type === 'hello')
    const event = slack.appMention({ text: '監査ログは？' })
    expect(await slack.sendSocket(event, { type: 'events_api' })).toMatchObject({ isAcked: true, attempts: 3 })
    const [, ...envelopes] = seen
    expect(envelopes.map(({ retry_attempt, retry_reason }) => [retry_attempt, retry_reason])).toEqual([
      [0, ''],
      [1, 'timeout'],
      [2, 'timeout'],
    ])
    expect(envelopes.every(({ payload }) => (payload as Json).event_id === event.event_id)).toBe(true)
    expect(new Set(envelopes.map(({ envelope_id }) => envelope_id)).size).toBe(3)
    const stranger = new WebSocket(String(url))
    await expect(new Promise((_, reject) => stranger.on('error', reject))).rejects.toThrow('401')
  })
})

describe('what Slack refuses', () => {
  const cells = (rows: number, columns: number, text = 'a') => times(rows, () => times(columns, () => cell(text)))
  const table = (rows: unknown) => ({ type: 'table', rows })
  const richCell = (text: string) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: text === '' ? [] : [{ type: 'text', text }] }],
  })
  const image = (fields: Json) => ({ type: 'image', alt_text: '図', image_url: 'https://example.com/a.png', ...fields })
  const menu = (type: string, options: number) => ({
    type,
    options: times(options, (index) => ({ text: plain('a'), value: `${index}` })),
  })
  const input = (fields: Json, element: Json = {}) => ({
    type: 'input',
    label: plain('a'),
    element: { type: 'plain_text_input', ...element },
    ...fields,
  })
  const carousel = (cards: number) => ({
    type: 'carousel',
    elements: times(cards, () => ({ type: 'card', title: marked('a') })),
  })
  const container = (blocks: number) => ({
    type: 'container',
    title: plain('a'),
    child_blocks: times(blocks, () => section('a')),
  })
  const dataTable = (rows: number, page_size: number) => ({
    type: 'data_table',
    caption: '比較',
    rows: cells(rows, 1),
    page_size,
  })
  const one = (block: Json) => [block]

  it.each<[string, unknown[], unknown[], string]>([
    ['50 blocks', times(50, () => section('a')), times(51, () => section('a')), 'no more than 50 items'],
    ['section text', one(section(letters(3000))), one(section(letters(3001))), 'less than 3001 characters'],
    ['section text of no characters', one(section('a')), one(section('')), 'more than 0 characters'],
    [
      'section fields',
      one({ type: 'section', fields: times(10, () => marked(letters(300))) }),
      one({ type: 'section', fields: times(11, () => marked('a')) }),
      'no more than 10 items',
    ],
    [
      'a section field',
      one({ type: 'section', fields: [marked(letters(2000))] }),
      one({ type: 'section', fields: [marked(letters(2001))] }),
      'less than 2001 characters',
    ],
    [
      'a section without text',
      one({ type: 'section', fields: [marked('a')] }),
      one({ type: 'section' }),
      'text or fields',
    ],
    [
      'header',
      one({ type: 'header', text: plain(letters(150)) }),
      one({ type: 'header', text: plain(letters(151)) }),
      'less than 151 characters',
    ],
    [
      'header in mrkdwn',
      one({ type: 'header', text: plain('a') }),
      one({ type: 'header', text: marked('a') }),
      'plain_text',
    ],
    [
      'context elements',
      one({ type: 'context', elements: times(10, () => marked('a')) }),
      one({ type: 'context', elements: times(11, () => marked('a')) }),
      'no more than 10 items',
    ],
    [
      'actions',
      one(actions(...times(25, (index) => button({ action_id: `b${index}` })))),
      one(actions(...times(26, (index) => button({ action_id: `b${index}` })))),
      'no more than 25 items',
    ],
    [
      'button text',
      one(actions(button({ text: plain(letters(75)) }))),
      one(actions(button({ text: plain(letters(76)) }))),
      '76',
    ],
    [
      'button value',
      one(actions(button({ value: letters(2000) }))),
      one(actions(button({ value: letters(2001) }))),
      '2001',
    ],
    [
      'button url',
      one(actions(button({ url: `https://example.com/${'a'.repeat(2980)}` }))),
      one(actions(button({ url: `https://example.com/${'a'.repeat(2981)}` }))),
      '3001',
    ],
    [
      'action_id',
      one(actions(button({ action_id: letters(255) }))),
      one(actions(button({ action_id: letters(256) }))),
      '256',
    ],
    [
      'block_id',
      one({ ...section('a'), block_id: letters(255) }),
      one({ ...section('a'), block_id: letters(256) }),
      '256',
    ],
    [
      'the same action_id in one block',
      [actions(button()), actions(button())],
      one(actions(button(), button())),
      'action_id already exists',
    ],
    [
      'the same block_id',
      [
        { ...section('a'), block_id: 'a' },
        { ...section('a'), block_id: 'b' },
      ],
      times(2, () => ({ ...section('a'), block_id: 'a' })),
      'block_id already exists',
    ],
    ['unknown blocks', one({ type: 'divider' }), one({ type: 'marquee' }), 'unsupported type'],
    ['unknown elements', one(actions(button())), one(actions({ type: 'slider' })), 'unsupported type'],
    [
      'unknown fields',
      one(section('a')),
      one({ ...section('a'), color: 'red' }),
      'additional properties not allowed: color',
    ],
    ['missing fields', one(actions(button())), one(actions({ type: 'button' })), 'missing required field'],
    [
      'markdown blocks in all',
      times(2, () => ({ type: 'markdown', text: letters(6000) })),
      times(2, (index) => ({ type: 'markdown', text: letters(6000 + index) })),
      'exceed 12000 characters',
    ],
    ['table rows', one(table(cells(100, 2))), one(table(cells(101, 2))), 'no more than 100 items'],
    ['table columns', one(table(cells(2, 20))), one(table(cells(2, 21))), 'no more than 20 items'],
    ['empty cells', one(table([[cell(' ')]])), one(table([[cell('')]])), 'more than 0 characters'],
    ['empty rich cells', one(table([[richCell(' ')]])), one(table([[richCell('')]])), 'must not be empty'],
    [
      'all cells together',
      one(table(cells(10, 10, letters(100)))),
      one(table([...cells(10, 10, letters(100)), [cell('a')]])),
      'exceed 10000 characters',
    ],
    ['tables', one(table(cells(1, 1))), times(2, () => table(cells(1, 1))), 'only_one_table_allowed'],
    ['feedback value', one(feedback({ value: letters(2000) })), one(feedback({ value: letters(2001) })), '2001'],
    ['feedback text', one(feedback({ text: plain(letters(75)) })), one(feedback({ text: plain(letters(76)) })), '76'],
    [
      'feedback label',
      one(feedback({ accessibility_label: letters(75) })),
      one(feedback({ accessibility_label: letters(76) })),
      '76',
    ],
    [
      'context_actions',
      one({
        type: 'context_actions',
        elements: times(5, () => ({ type: 'icon_button', icon: 'trash', text: plain('消す') })),
      }),
      one({
        type: 'context_actions',
        elements: times(6, () => ({ type: 'icon_button', icon: 'trash', text: plain('消す') })),
      }),
      'no more than 5 items',
    ],
    ['feedback among actions', one(feedback()), one({ ...feedback(), type: 'actions' }), 'unsupported type'],
    ['options', one(select(100)), one(select(101)), 'no more than 100 items'],
    ['option text', one(select(1, letters(75))), one(select(1, letters(76))), '76'],
    ['option value', one(select(1, 'a', letters(75))), one(select(1, 'a', letters(76))), '76'],
    [
      'rich text',
      one(richCell('a')),
      one({ type: 'rich_text', elements: [{ type: 'text', text: 'a' }] }),
      'unsupported type',
    ],
    [
      'context text',
      one({ type: 'context', elements: [marked(letters(3000))] }),
      one({ type: 'context', elements: [marked(letters(3001))] }),
      '3001',
    ],
    ['alternative text', one(image({ alt_text: letters(2000) })), one(image({ alt_text: letters(2001) })), '2001'],
    [
      'images of one source',
      one(image({})),
      one(image({ slack_file: { id: 'F1' } })),
      'either image_url or slack_file',
    ],
    [
      'confirm',
      one(
        actions(
          button({ confirm: { title: plain(letters(100)), text: plain(letters(300)), deny: plain(letters(30)) } }),
        ),
      ),
      one(actions(button({ confirm: { title: plain(letters(101)), text: plain('a') } }))),
      '101',
    ],
    [
      'confirm text',
      one(actions(button({ confirm: { text: plain('a') } }))),
      one(actions(button({ confirm: { text: plain(letters(301)) } }))),
      '301',
    ],
    [
      'confirm button',
      one(actions(button({ confirm: { text: plain('a') } }))),
      one(actions(button({ confirm: { text: plain('a'), confirm: plain(letters(31)) } }))),
      '31',
    ],
    ['overflow', one(actions(menu('overflow', 5))), one(actions(menu('overflow', 6))), 'no more than 5 items'],
    [
      'radio buttons',
      one(actions(menu('radio_buttons', 10))),
      one(actions(menu('radio_buttons', 11))),
      'no more than 10 items',
    ],
    ['input label', one(input({ label: plain(letters(2000)) })), one(input({ label: plain(letters(2001)) })), '2001'],
    [
      'placeholder',
      one(input({}, { placeholder: plain(letters(150)) })),
      one(input({}, { placeholder: plain(letters(151)) })),
      '151',
    ],
    ['input length', one(input({}, { max_length: 3000 })), one(input({}, { max_length: 3001 })), '/element/max_length'],
    [
      'card title',
      one({ type: 'card', title: marked(letters(150)) }),
      one({ type: 'card', title: marked(letters(151)) }),
      '151',
    ],
    [
      'card body',
      one({ type: 'card', body: marked(letters(200)) }),
      one({ type: 'card', body: marked(letters(201)) }),
      '201',
    ],
    ['carousel', one(carousel(10)), one(carousel(11)), 'no more than 10 items'],
    ['container', one(container(10)), one(container(11)), 'no more than 10 items'],
    ['data table', one(dataTable(101, 100)), one(dataTable(102, 100)), 'no more than 101 items'],
    ['data table page', one(dataTable(2, 100)), one(dataTable(2, 101)), '/page_size'],
    ['alerts outside modals', one(section('a')), one({ type: 'alert', text: plain('a') }), 'unsupported type'],
  ])('takes %s at the limit and not beyond', async (_name, good, bad, message) => {
    const slack = await startSlack()
    const call = createCall(slack)
    const post = (blocks: unknown[]) => call('chat.postMessage', { channel: CHANNEL, text: 'a', blocks })
    expect(await post(good)).toMatchObject({ ok: true })
    const refused = await post(bad)
    expect(refused).toMatchObject({ ok: false, error: 'invalid_blocks' })
    expect(refused.messages.join('\n')).toContain(message)
    expect(refused.messages.join('\n')).toContain('[json-pointer:/blocks')
    expect(slack.messages).toHaveLength(1)
  })

  it('adds up the texts of all blocks', async () => {
    const call = createCall(await startSlack())
    const post = (last: number) => {
      const blocks = [...times(4, () => section(letters(3000))), section(letters(last))]
      return call('chat.postMessage', { channel: CHANNEL, blocks })
    }
    expect(await post(1200)).toMatchObject({ ok: true })
    expect(await post(1201)).toMatchObject({ error: 'msg_blocks_too_long' })
  })

  it('refuses contents and targets that do not fit, and cuts a long text', async () => {
    const slack = await startSlack()
    const call = createCall(slack)
    const post = (args: Json) => call('chat.postMessage', { channel: CHANNEL, ...args })
    expect(await post({})).toMatchObject({ error: 'no_text' })
    expect(await post({ text: '', blocks: [] })).toMatchObject({ error: 'no_text' })
    expect(await post({ blocks: '[{' })).toMatchObject({ error: 'invalid_blocks_format' })
    expect(await post({ markdown_text: 'a', text: 'a' })).toMatchObject({ error: 'markdown_text_conflict' })
    expect(await post({ markdown_text: letters(12_000) })).toMatchObject({ ok: true })
    expect(await post({ markdown_text: letters(12_001) })).toMatchObject({ error: 'msg_too_long' })
    expect(await post({ text: 'a', channel: 'general' })).toMatchObject({ error: 'channel_not_found' })
    expect(await post({ text: 'a', thread_ts: '1' })).toMatchObject({ error: 'invalid_thread_ts' })
    expect(await call('chat.delete', {})).toMatchObject({ ok: false, error: 'unknown_method' })
    expect(await post({ text: letters(40_000) })).toMatchObject({ ok: true })
    expect(await post({ text: letters(40_001) })).toMatchObject({ ok: true, warning: 'message_truncated' })
    expect(slack.messages.slice(-2).map(({ text, isTruncated }) => [text.length, isTruncated])).toEqual([
      [40_000, false],
      [40_000, true],
    ])
  })

  it('checks who calls', async () => {
    const slack = await startSlack()
    expect(await createCall(slack)('auth.test')).toMatchObject({ ok: true, user_id: 'U0BOT', bot_id: 'B0BOT' })
    expect(await createCall(slack, 'xoxb-another')('auth.test')).toMatchObject({ error: 'invalid_auth' })
    expect(await createCall(slack, '')('auth.test')).toMatchObject({ error: 'not_authed' })
    expect(await createCall(slack)('apps.connections.open')).toMatchObject({ error: 'not_allowed_token_type' })
    const json = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ channel: CHANNEL, blocks: [section('JSON でも届く')] }),
    })
    expect(await json.json()).toMatchObject({ ok: true })
  })

  it('updates what it posted, not what others wrote', async () => {
    const slack = await startSlack()
    const call = createCall(slack)
    const { ts } = await call('chat.postMessage', { channel: CHANNEL, text: '調べています', blocks: [section('…')] })
    expect(await call('chat.update', { channel: CHANNEL, ts, text: '答え', blocks: [section('答え')] })).toMatchObject({
      ok: true,
    })
    expect(slack.messages).toMatchObject([{ ts, text: '答え', isEdited: true, blocks: [section('答え')] }])
    const { event } = slack.appMention({ text: '質問' })
    const other = await call('chat.postMessage', { channel: 'C0OTHER', text: '別のチャンネル' })
    expect(other.ts).toBe(ts)
    const update = (channel: string, ts: unknown) => call('chat.update', { channel, ts, text: 'a' })
    expect(await update(CHANNEL, event.ts)).toMatchObject({ error: 'cant_update_message' })
    expect(await update(CHANNEL, '1790009999.000100')).toMatchObject({ error: 'message_not_found' })
    const ephemeral = await call('chat.postEphemeral', { channel: CHANNEL, user: 'U0ASKER', text: 'あなただけ' })
    expect(await update(CHANNEL, ephemeral.message_ts)).toMatchObject({ error: 'message_not_found' })
  })

  it.each<[string, Json, Json]>([
    ['title', { title: plain(letters(24)) }, { title: plain(letters(25)) }],
    ['submit', { submit: plain(letters(24)) }, { submit: plain(letters(25)) }],
    ['close', { close: plain(letters(24)) }, { close: plain(letters(25)) }],
    ['private_metadata', { private_metadata: letters(3000) }, { private_metadata: letters(3001) }],
    ['callback_id', { callback_id: letters(255) }, { callback_id: letters(256) }],
    ['100 blocks', { blocks: times(100, () => section('a')) }, { blocks: times(101, () => section('a')) }],
    ['tables in messages only', { blocks: [section('a')] }, { blocks: [table(cells(1, 1))] }],
    ['inputs with a submit', {}, { submit: undefined }],
  ])('takes a modal with %s, and not beyond', async (_name, good, bad) => {
    const slack = await startSlack()
    const call = createCall(slack)
    const open = (fields: Json) => call('views.open', { trigger_id: slack.issueTrigger(), view: modal(fields) })
    expect(await open(good)).toMatchObject({ ok: true })
    const refused = await open(bad)
    expect(refused).toMatchObject({ error: 'invalid_arguments' })
    expect(refused.messages.join('\n')).toContain('[json-pointer:/view')
  })

  it('takes a trigger once and in time, and a view only as long as it is known and not too large', async () => {
    const slack = await startSlack({ triggerLifeMs: 60_000 })
    const call = createCall(slack)
    const trigger_id = slack.issueTrigger()
    const opened = await call('views.open', { trigger_id, view: modal() })
    const { id, hash } = opened.view as Json
    expect(await call('views.open', { trigger_id, view: modal() })).toMatchObject({ error: 'expired_trigger_id' })
    expect(await call('views.update', { view_id: id, hash, view: modal() })).toMatchObject({ ok: true })
    expect(await call('views.update', { view_id: id, hash, view: modal() })).toMatchObject({ error: 'hash_conflict' })
    expect(await call('views.update', { view_id: 'V0', view: modal() })).toMatchObject({ error: 'not_found' })
    const push = (view: Json) => call('views.push', { trigger_id: slack.issueTrigger(), view })
    const make = (last: number) =>
      modal({ blocks: [...times(81, () => section('a'.repeat(3000))), section('a'.repeat(last))] })
    const ofSize = (bytes: number) => make(1 + bytes - Buffer.byteLength(JSON.stringify(make(1))))
    const large = [await push(ofSize(250_000)), await push(ofSize(250_001))]
    expect(large).toMatchObject([{ ok: true }, { error: 'view_too_large' }])
    expect([await push(modal()), await push(modal())]).toMatchObject([{ ok: true }, { error: 'push_limit_reached' }])
    const late = await startSlack({ triggerLifeMs: 0 })
    const open = createCall(late)('views.open', { trigger_id: late.issueTrigger(), view: modal() })
    expect(await open).toMatchObject({ error: 'expired_trigger_id' })
  })

  it('takes a response_url five times, and refuses there what it refuses elsewhere', async () => {
    const slack = await startSlack()
    const { response_url } = slack.slashCommand({ text: '' })
    const respond = async (body: Json) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(response_url, { method: 'POST', headers, body: JSON.stringify(body) })).status
    }
    expect(await respond({ text: '一' })).toBe(200)
    expect(await respond({ blocks: [section('')] })).toBe(400)
    for (const text of ['三', '四', '五']) expect(await respond({ text, response_type: 'in_channel' })).toBe(200)
    expect(await respond({ text: '六' })).toBe(404)
    expect(slack.responses.map(({ error }) => error)).toEqual([
      undefined,
      'invalid_blocks',
      ...times(3, () => undefined),
      'used_url',
    ])
    expect(slack.messages.map(({ ephemeral_user }) => ephemeral_user)).toEqual([
      'U0ASKER',
      ...times(3, () => undefined),
    ])
  })

  it('shows a status until the bot posts, and at most four prompts', async () => {
    const slack = await startSlack()
    const call = createCall(slack)
    const thread = { channel_id: CHANNEL, thread_ts: THREAD }
    expect(await call('assistant.threads.setStatus', { ...thread, status: '調べています' })).toMatchObject({ ok: true })
    expect(slack.shownStatusOf(CHANNEL, THREAD)).toBe('調べています')
    await call('chat.postMessage', { channel: CHANNEL, thread_ts: THREAD, text: '答え' })
    expect(slack.shownStatusOf(CHANNEL, THREAD)).toBeUndefined()
    const loading = (count: number) =>
      call('assistant.threads.setStatus', { ...thread, status: 'a', loading_messages: times(count, () => 'a') })
    expect([await loading(10), await loading(11)]).toMatchObject([{ ok: true }, { error: 'invalid_arguments' }])
    const suggest = (count: number) => {
      const prompts = times(count, () => ({ title: '質問例', message: 'kintone の SLA は？' }))
      return call('assistant.threads.setSuggestedPrompts', { channel_id: 'D0ASKER', prompts })
    }
    expect([await suggest(4), await suggest(5)]).toMatchObject([{ ok: true }, { error: 'invalid_arguments' }])
  })
})

describe('streams', () => {
  const recipient = { recipient_user_id: 'U0ASKER', recipient_team_id: 'T0TEAM' }
  const task = (status: string) => ({ type: 'task_update', id: 'search', title: '白書を検索', status })

  it('come from the real chatStream and end as one finished message', async () => {
    const slack = await startSlack()
    const client = new webApi.WebClient(slack.botToken, toClientOptions(slack))
    const stream = client.chatStream({ channel: CHANNEL, thread_ts: THREAD, ...recipient, buffer_size: 4 })
    await stream.append({ chunks: [task('in_progress') as never] })
    await stream.append({ markdown_text: '保存時に暗号化' })
    expect(slack.messages).toMatchObject([{ state: 'streaming', text: '保存時に暗号化' }])
    await stream.append({ markdown_text: '。' })
    await stream.stop({ chunks: [task('complete') as never], blocks: [feedback() as never] })
    expect(slack.messages).toMatchObject([
      { ts: stream.ts, state: 'finished', text: '保存時に暗号化。', tasks: [{ id: 'search', status: 'complete' }] },
    ])
    expect(slack.messages[0]?.blocks.map(({ type }) => type)).toEqual(['context_actions'])
    expect(slack.calls.map(({ method }) => method)).toEqual([
      'chat.startStream',
      'chat.appendStream',
      'chat.stopStream',
    ])
  })

  it('need a thread, outside direct messages a recipient, and a channel that has them', async () => {
    const slack = await startSlack()
    slack.refuseStreamingIn((channel) => channel === 'C0OLD')
    const call = createCall(slack)
    const start = (args: Json) =>
      call('chat.startStream', { channel: CHANNEL, thread_ts: THREAD, ...recipient, ...args })
    expect(await start({})).toMatchObject({ ok: true })
    expect(await start({ thread_ts: undefined })).toMatchObject({ error: 'invalid_arguments' })
    expect(await start({ recipient_user_id: undefined })).toMatchObject({ error: 'missing_recipient_user_id' })
    expect(await start({ recipient_team_id: undefined })).toMatchObject({ error: 'missing_recipient_team_id' })
    expect(await start({ channel: 'C0OLD' })).toMatchObject({ error: 'channel_type_not_supported' })
    const direct = await call('chat.startStream', { channel: 'D0ASKER', thread_ts: THREAD })
    expect(direct).toMatchObject({ ok: true })
  })

  it('take nothing that is malformed and nothing after their end', async () => {
    const slack = await startSlack()
    const call = createCall(slack)
    const { ts } = await call('chat.startStream', { channel: 'D0ASKER', thread_ts: THREAD })
    const here = { channel: 'D0ASKER', ts }
    const append = (args: Json) => call('chat.appendStream', { ...here, ...args })
    expect(await append({})).toMatchObject({ error: 'no_text' })
    expect(await append({ markdown_text: letters(12_001) })).toMatchObject({ error: 'msg_too_long' })
    expect(await append({ chunks: [task('done')] })).toMatchObject({ error: 'invalid_chunks' })
    expect(await append({ ts: THREAD, markdown_text: 'a' })).toMatchObject({ error: 'message_not_in_streaming_state' })
    expect(await call('chat.update', { ...here, text: 'a' })).toMatchObject({ error: 'streaming_state_conflict' })
    const stop = (args: Json) => call('chat.stopStream', { ...here, ...args })
    expect(await stop({ blocks: times(51, () => section('a')) })).toMatchObject({ error: 'invalid_blocks' })
    expect(await stop({ blocks: [section('a')] })).toMatchObject({ ok: true })
    expect(await stop({})).toMatchObject({ error: 'message_not_in_streaming_state' })
    expect(await append({ markdown_text: 'a' })).toMatchObject({ error: 'message_not_in_streaming_state' })
    const second = await call('chat.startStream', { channel: 'D0ASKER', thread_ts: THREAD })
    slack.endStream('D0ASKER', String(second.ts))
    expect(await append({ ts: second.ts, markdown_text: 'a' })).toMatchObject({
      error: 'message_not_in_streaming_state',
    })
    expect(await call('chat.update', { ...here, ts: second.ts, text: '続き' })).toMatchObject({ ok: true })
  })
})

describe('what Slack would act on', () => {
  it.each<[string, Json, string[]]>([
    [
      'text',
      { text: '<!channel> <!here> <!everyone> <@U123> <#C123> <!subteam^S123> &lt;!channel&gt; @here' },
      ['<!channel>', '<!here>', '<!everyone>', '<@U123>', '<#C123>', '<!subteam^S123>'],
    ],
    [
      'mrkdwn and literal texts',
      { blocks: [section('<@U123|someone>'), { type: 'header', text: plain('<!here>') }] },
      ['<@U123|someone>'],
    ],
    ['cells', { blocks: [{ type: 'table', rows: [[cell('<!channel>')]] }] }, []],
    [
      'rich text',
      {
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'text', text: '<!here>' },
                  { type: 'user', user_id: 'U123' },
                  { type: 'broadcast', range: 'channel' },
                ],
              },
            ],
          },
        ],
      },
      ['<@U123>', '<!channel>'],
    ],
    ['markdown_text', { markdown_text: '`<!here>` &lt;!here>' }, ['<!here>']],
    ['names that were asked to be linked', { text: '@channel me@example.com', link_names: true }, ['@channel']],
  ])('is found in %s', async (_name, args, expected) => {
    const slack = await startSlack()
    expect(await createCall(slack)('chat.postMessage', { channel: CHANNEL, ...args, ...quiet })).toMatchObject({
      ok: true,
    })
    expect(slack.mentions.map(({ mention }) => mention)).toEqual(expected)
    expect(slack.mentions.every(({ call }) => call.method === 'chat.postMessage')).toBe(true)
  })

  it.each<[string, Json, string[]]>([
    ['text', { text: ':tada: 10:30:15 :\u2060tada:' }, [':tada:']],
    ['Markdown', { markdown_text: '\\:a\\_b: `:code:` 9:00 :ありがとう:' }, [':a_b:', ':ありがとう:']],
    [
      'plain text that does not say no to it',
      {
        text: 'x',
        blocks: [
          { type: 'section', text: { type: 'plain_text', text: ':one:' } },
          { type: 'section', text: { type: 'plain_text', text: ':two:', emoji: false } },
        ],
      },
      [':one:'],
    ],
  ])('is an emoji in %s', async (_name, args, expected) => {
    const slack = await startSlack()
    await createCall(slack)('chat.postMessage', { channel: CHANNEL, ...args, ...quiet })
    expect(slack.emoji.map(({ name }) => name)).toEqual(expected)
  })

  it.each<[string, Json, (string | undefined)[][]]>([
    [
      'text',
      { text: '<https://a.example/x|出典> <https://b.example> &lt;https://c.example|no&gt; https://d.example' },
      [
        ['https://a.example/x', '出典'],
        ['https://b.example', undefined],
      ],
    ],
    [
      'Markdown',
      {
        markdown_text:
          '[出典](https://a.example) `[no](https://b.example)` \\[no](https://c.example)\n\n[ref]: https://d.example',
      },
      [
        ['https://a.example', '出典'],
        ['https://d.example', 'ref'],
      ],
    ],
    ['mrkdwn, where brackets mean nothing', { text: '[no](https://a.example)' }, []],
  ])('has links in %s', async (_name, args, expected) => {
    const slack = await startSlack()
    await createCall(slack)('chat.postMessage', { channel: CHANNEL, ...args, ...quiet })
    expect(slack.links.map(({ url, label }) => [url, label])).toEqual(expected)
  })

  it.each<[string, Json, string[]]>([
    ['both flags false', { text: 'https://a.example', ...quiet }, []],
    ['one flag false', { text: 'https://a.example/x', unfurl_links: false }, ['https://a.example/x']],
    ['a link with words', { blocks: [section('<https://a.example|出典>')] }, ['https://a.example']],
    ['a host without scheme', { text: 'asana.com/security を参照、me@example.com は別' }, ['asana.com/security']],
    ['code', { text: '`https://a.example` ```https://b.example```' }, []],
    [
      'literal texts',
      {
        blocks: [
          { type: 'header', text: plain('https://a.example') },
          { type: 'table', rows: [[cell('https://b.example')]] },
        ],
      },
      [],
    ],
    ['verbatim', { blocks: [{ type: 'section', text: { ...marked('https://a.example'), verbatim: true } }] }, []],
  ])('unfurls as the flags say: %s', async (_name, args, expected) => {
    const slack = await startSlack()
    await createCall(slack)('chat.postMessage', { channel: CHANNEL, ...args })
    expect(slack.unfurling.map(({ url }) => url)).toEqual(expected)
  })

  it('unfurls bare URLs of streams, which have no flags', async () => {
    const slack = await startSlack()
    const call = createCall(slack)
    const { ts } = await call('chat.startStream', {
      channel: 'D0ASKER',
      thread_ts: THREAD,
      markdown_text: '[出典](https://a.example)',
    })
    expect(slack.unfurling).toEqual([])
    await call('chat.stopStream', {
      channel: 'D0ASKER',
      ts,
      chunks: [{ type: 'markdown_text', text: 'https://b.example' }],
    })
    expect(slack.unfurling.map(({ url }) => url)).toEqual(['https://b.example'])
  })
})

describe('what goes wrong on demand', () => {
  const post = { channel: CHANNEL, text: '答え' }

  it('is waited for (429), tried again (500, dropped) or told (error) by the real web client', async () => {
    const slack = await startSlack()
    const call = createCall(slack)
    slack.failNext('chat.postMessage', { rateLimited: 0 })
    slack.failNext('chat.postMessage', { status: 500 })
    expect(await call('chat.postMessage', post)).toMatchObject({ ok: true })
    slack.failNext('chat.postMessage', { reset: true })
    expect(await call('chat.postMessage', post)).toMatchObject({ ok: true })
    slack.failNext('*', { error: 'channel_is_archived' }, 2)
    expect(await call('chat.postMessage', post)).toMatchObject({ error: 'channel_is_archived' })
    expect(await call('auth.test')).toMatchObject({ error: 'channel_is_archived' })
    expect(slack.messages).toHaveLength(2)
    expect(slack.calls.map(({ status, error }) => [status, error])).toEqual([
      [429, 'ratelimited'],
      [500, 'http_500'],
      [200, undefined],
      [0, 'connection_reset'],
      [200, undefined],
      [200, 'channel_is_archived'],
      [200, 'channel_is_archived'],
    ])
  })

  it('may lose an answer, so that a client that tries again posts twice', async () => {
    const slack = await startSlack()
    slack.failNext('chat.postMessage', { lostAnswer: true })
    expect(await createCall(slack)('chat.postMessage', post)).toMatchObject({ ok: true })
    expect(slack.messages).toHaveLength(2)
  })

  it('may take longer than another call', async () => {
    const slack = await startSlack()
    slack.failNext('chat.postMessage', { delayMs: 50 })
    const call = createCall(slack)
    await Promise.all([call('chat.postMessage', post), call('auth.test')])
    expect(slack.calls.map(({ method }) => method)).toEqual(['auth.test', 'chat.postMessage'])
  })

  it('limits the rate per channel when asked to', async () => {
    const slack = await startSlack({ rateLimit: { perChannelPerSecond: 1 } })
    const client = new webApi.WebClient(slack.botToken, {
      ...toClientOptions(slack),
      rejectRateLimitedCalls: true,
    })
    await client.chat.postMessage(post)
    await expect(client.chat.postMessage(post)).rejects.toMatchObject({ retryAfter: 1 })
    await client.chat.postMessage({ ...post, channel: 'C0OTHER' })
    expect(slack.messages.map(({ channel }) => channel)).toEqual([CHANNEL, 'C0OTHER'])
  })

  it('cannot be reached and can be again', async () => {
    const slack = await startSlack()
    const call = createCall(slack)
    slack.setReachable(false)
    await expect(call('chat.postMessage', post)).rejects.toThrow(webApi.WebAPIRequestError)
    slack.setReachable(true)
    expect(await call('chat.postMessage', post)).toMatchObject({ ok: true })
  })

  it('says what was called when something was waited for in vain', async () => {
    const slack = await startSlack()
    await createCall(slack)('chat.postMessage', { channel: CHANNEL })
    await expect(slack.waitFor(({ messages }) => messages.length > 0, 20)).rejects.toThrow(
      /chat\.postMessage .* -> no_text/u,
    )
  })
})
