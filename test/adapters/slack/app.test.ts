import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import { openSqliteConversationLog } from '../../../src/store/sqlite-conversation-log.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import type { FakeMessage, StoredBlock } from '../../helpers/fake-slack/records.ts'
import { makeFolder } from '../../helpers/index-folder.ts'
import {
  type BotOptions,
  expectClean,
  listReplies,
  openFakeSlack,
  type SlackBot,
  startSlackBot,
  type Transport,
} from '../../helpers/slack-bot.ts'

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine()
})
afterAll(() => engine.close())

const CHANNEL = 'C0GENERAL'
const LOG = 'Hoshiguma Vaultの操作ログの保管期間は？'
const texts = textsOf('ja')

async function start(transport: Transport, options: BotOptions = {}): Promise<SlackBot> {
  return startSlackBot(await openFakeSlack(), engine, transport, options)
}

/** Sends a mention and gives what came into its thread, once nothing is in hand. */
async function mention(bot: SlackBot, text: string): Promise<{ readonly ts: string; readonly shown: FakeMessage }> {
  const payload = bot.slack.appMention({ text })
  await bot.send(payload)
  await bot.settle()
  const { ts } = payload.event
  const replies = listReplies(bot.slack, CHANNEL, ts)
  expect(replies).toHaveLength(1)
  return { ts, shown: replies[0] as FakeMessage }
}

function readRows(table: StoredBlock | undefined): string[][] {
  const rows = (table?.rows ?? []) as { text: string }[][]
  return rows.map((row) => row.map(({ text }) => text))
}

describe.each<Transport>(['http', 'socket'])('over %s', (transport) => {
  it('answers a mention in its thread, with the source below', async () => {
    const bot = await start(transport)
    const { shown } = await mention(bot, LOG)
    expect(shown).toMatchObject({
      state: 'finished',
      text: '**Hoshiguma Vaultの操作ログの保存期間は 400日間[1] です。**',
      tasks: [{ title: texts.worked, status: 'complete' }],
    })
    expect(shown.blocks.map(({ type }) => type)).toEqual(['section', 'actions', 'context_actions'])
    expect(shown.blocks[0]).toMatchObject({
      text: {
        type: 'plain_text',
        text: '[1] Hoshiguma Vault セキュリティホワイトペーパー 2.1版(2024-05-20)\n§2.2 ログの取得\n「操作ログは400日間保管します。」',
      },
      accessory: { type: 'button', text: { text: texts.openSection } },
    })
    expect(bot.slack.calls.every(({ ok }) => ok)).toBe(true)
    expectClean(bot.slack)
  })

  it('shows that it works before the answer is there, and not after', async () => {
    const bot = await start(transport)
    const { ts } = await mention(bot, LOG)
    expect(bot.slack.calls.map(({ method }) => method).filter((method) => /^chat|^assistant/u.test(method))).toEqual([
      'assistant.threads.setStatus',
      'chat.startStream',
      'chat.stopStream',
    ])
    expect(bot.slack.statuses).toMatchObject([{ status: texts.working }])
    expect(bot.slack.shownStatusOf(CHANNEL, ts)).toBeUndefined()
  })

  it('takes a follow-up in its thread without a mention', async () => {
    const bot = await start(transport)
    const { ts } = await mention(bot, LOG)
    await bot.send(bot.slack.channelMessage({ text: 'じゃあTokonatsu Deskは？', thread_ts: ts }))
    await bot.settle()
    const [, second] = listReplies(bot.slack, CHANNEL, ts)
    expect(second?.text).toBe('**Tokonatsu Deskの操作ログの保存期間は 1年間[1] です。**')
    expectClean(bot.slack)
  })

  it('compares products in a table that holds every product and every marker', async () => {
    const bot = await start(transport)
    const { shown } = await mention(bot, '操作ログの保管期間を比較して')
    expect(shown.text).toBe('**操作ログの保存期間の比較：**')
    const [table, ...others] = shown.blocks
    expect(table).toMatchObject({ type: 'table' })
    expect(readRows(table)).toEqual([
      ['製品', '操作ログの保存期間'],
      ['コモレビ', '7年（コモレビ給与）[1]、2年（コモレビ勤怠）[1]'],
      ['Yoimachi Form', '記載なし'],
      ['Hoshiguma Vault', '400日間[2]'],
      ['Brindle Notes', '18 months[3]'],
      ['Tokonatsu Desk', '1年間[4]'],
    ])
    expect(others.filter(({ type }) => type === 'section')).toHaveLength(4)
  })

  it.each([
    [
      'what a paper does not state',
      'Yoimachi Formの操作ログの保管期間は？',
      /^\*\*Yoimachi Formの資料に、操作ログ.*記載はありません。\*\*/u,
      1,
    ],
    [
      'a product that is not known',
      'Mikazuki Boxの操作ログの保管期間は？',
      /^\*\*「Mikazuki Box」の資料は登録されていません。/u,
      3,
    ],
    ['which product is meant', 'この製品のバックアップの保管期間は？', /製品/u, 5],
    ['what is out of scope', '今日の天気は？', /対象外です/u, 3],
    ['English', 'How long are the audit logs of Brindle Notes kept?', /^\*\*Brindle Notes: .*18 months\[1\]\.\*\*/u, 1],
  ])('has words and buttons for %s', async (_, question, words, buttons) => {
    const bot = await start(transport)
    const { shown } = await mention(bot, question)
    expect(shown.text).toMatch(words)
    const actions = shown.blocks.find(({ type }) => type === 'actions')
    expect(actions?.elements).toHaveLength(buttons)
    expectClean(bot.slack)
  })

  it('answers in a direct message, where a question at top level goes on with the one before', async () => {
    const bot = await start(transport)
    const first = bot.slack.directMessage({ text: LOG })
    const second = bot.slack.directMessage({ text: 'じゃあTokonatsu Deskは？' })
    for (const payload of [first, second]) {
      await bot.send(payload)
      await bot.settle()
    }
    const [reply] = listReplies(bot.slack, 'D0ASKER', second.event.ts)
    expect(reply?.text).toBe('**Tokonatsu Deskの操作ログの保存期間は 1年間[1] です。**')
    expect(bot.slack.callsOf('chat.startStream')[0]?.args).not.toHaveProperty('recipient_user_id')
  })

  it('goes on below its own answer with what was asked at top level before', async () => {
    const bot = await start(transport)
    const first = bot.slack.directMessage({ text: LOG })
    const second = bot.slack.directMessage({ text: 'じゃあTokonatsu Deskは？' })
    const third = bot.slack.directMessage({ text: 'コモレビ勤怠は？', thread_ts: second.event.ts })
    for (const payload of [first, second, third]) {
      await bot.send(payload)
      await bot.settle()
    }
    const [, reply] = listReplies(bot.slack, 'D0ASKER', second.event.ts)
    expect(reply?.text).toMatch(/^\*\*コモレビ.*操作ログの保存期間.*2年/u)
  })

  it('says nothing in a thread where it has nothing to say, and shows nothing of it', async () => {
    const bot = await start(transport)
    const { ts, shown } = await mention(bot, LOG)
    const calls = bot.slack.calls.length
    for (const text of [
      '今日の天気はどうですか？',
      'お昼どうします？',
      '松井さん、Tokonatsu Deskの方はどうですか？',
      '田中部長に確認をお願いできますか？',
    ]) {
      await bot.send(bot.slack.channelMessage({ text, thread_ts: ts }))
      await bot.settle()
    }
    expect(bot.slack.messages).toEqual([shown])
    expect(bot.slack.calls).toHaveLength(calls)
    expect(await bot.parts.log.listExchanges(0)).toHaveLength(1)
    await bot.send(bot.slack.channelMessage({ text: 'Tokonatsu Deskの方はどうですか？', thread_ts: ts }))
    await bot.settle()
    expect(listReplies(bot.slack, CHANNEL, ts)[1]).toMatchObject({
      text: '**Tokonatsu Deskの操作ログの保存期間は 1年間[1] です。**',
      tasks: [{ title: texts.worked }],
    })
    expect(await bot.parts.log.listExchanges(0)).toHaveLength(2)
  })

  it('leaves alone what is not for it', async () => {
    const bot = await start(transport)
    const { ts, shown } = await mention(bot, LOG)
    const { slack } = bot
    const question = 'じゃあTokonatsu Deskは？'
    for (const payload of [
      slack.botMessage({ text: question, thread_ts: ts }),
      slack.botMessage({ own: shown }),
      slack.messageChanged({ text: `<@U0BOT> ${question}`, previousText: LOG, ts }),
      slack.channelJoin(),
      slack.channelMessage({ text: question }),
      slack.channelMessage({ text: `<@U0COLLEAGUE> ${question}`, thread_ts: ts }),
      slack.channelMessage({ text: 'なるほど、会議で共有します。', thread_ts: ts }),
      slack.channelMessage({ text: question, thread_ts: '1780000000.000100' }),
    ]) {
      await bot.send(payload)
    }
    await bot.settle()
    expect(slack.messages).toEqual([shown])
  })

  it('answers a message once that comes as a mention and as a message', async () => {
    const bot = await start(transport)
    const asMention = bot.slack.appMention({ text: LOG })
    const { ts, text } = asMention.event
    await Promise.all([bot.send(asMention), bot.send(bot.slack.channelMessage({ ts, text: text ?? '' }))])
    await bot.settle()
    expect(listReplies(bot.slack, CHANNEL, ts)).toHaveLength(1)
  })

  it('answers an event once that is delivered twice, also minutes later by another process', async () => {
    const slack = await openFakeSlack()
    const dir = makeFolder()
    const payload = slack.appMention({ text: LOG })
    for (let i = 0; i < 2; i++) {
      const logger = { info: () => {}, warn: () => {}, error: () => {} }
      const log = await openSqliteConversationLog({ dir, historyDays: 30, now: Date.now(), logger })
      const bot = await startSlackBot(slack, engine, transport, {
        changes: { log, now: () => Date.now() + i * 600_000 },
      })
      await bot.send(payload)
      await bot.send(payload)
      await bot.settle()
      await bot.close()
      await log.close()
    }
    expect(slack.messages).toHaveLength(1)
  })

  it.each([
    ['fails', () => Promise.reject(new Error('the index went away')), texts.failed],
    ['takes too long', () => new Promise<never>(() => {}), texts.timedOut],
  ])('says so where the engine %s', async (_, explain, words) => {
    const bot = await start(transport, { changes: { engine: { ...engine, explain }, answerTimeoutMs: 20 } })
    const { shown } = await mention(bot, LOG)
    expect(shown).toMatchObject({ text: words, state: 'finished', blocks: [] })
  })

  it('acknowledges before the answer is made', async () => {
    let answer = () => {}
    const waiting = new Promise<void>((resolve) => {
      answer = resolve
    })
    const slow = {
      ...engine,
      explain: (...asked: Parameters<AnswerEngine['explain']>) => waiting.then(() => engine.explain(...asked)),
    }
    const bot = await start(transport, { changes: { engine: slow } })
    onTestFinished(() => answer())
    const payload = bot.slack.appMention({ text: LOG })
    await bot.send(payload)
    const [open] = await bot.slack.waitFor(({ messages }) => messages.length > 0 && messages)
    expect(open).toMatchObject({ state: 'streaming', tasks: [{ title: texts.working, status: 'in_progress' }] })
    answer()
    await bot.settle()
    expect(bot.slack.messages).toMatchObject([{ state: 'finished' }])
  })

  it('answers what it has in hand after it was disconnected', async () => {
    const bot = await start(transport)
    const payload = bot.slack.appMention({ text: LOG })
    await bot.send(payload)
    expect(bot.parts.work.size).toBe(1)
    await bot.channel.disconnect()
    expect(bot.channel.isReady()).toBe(false)
    expect(await bot.parts.work.drain(5000)).toBe(true)
    expect(listReplies(bot.slack, CHANNEL, payload.event.ts)).toMatchObject([{ state: 'finished' }])
  })

  it('suggests questions where somebody opens the messages of the app, and only there', async () => {
    const bot = await start(transport)
    await bot.send(bot.slack.appHomeOpened({ tab: 'home' }))
    await bot.send(bot.slack.appHomeOpened({ tab: 'messages' }))
    await bot.settle()
    expect(bot.slack.prompts).toHaveLength(1)
    const [prompts] = bot.slack.prompts
    expect(prompts).toMatchObject({ channel_id: 'D0ASKER', title: texts.welcome.title })
    expect(prompts).not.toHaveProperty('thread_ts')
    expect(prompts?.prompts).toHaveLength(3)
  })
})

describe('over http', () => {
  it('answers retries of an event with 200 and does nothing about them', async () => {
    const bot = await start('http')
    const payload = bot.slack.appMention({ text: LOG })
    for (const retryNum of [0, 1, 2]) {
      const retry = retryNum === 0 ? {} : { retryNum, retryReason: 'http_timeout' }
      expect((await bot.slack.sendHttp(bot.url, payload, { kind: 'event', ...retry })).status).toBe(200)
    }
    await bot.settle()
    expect(bot.slack.messages).toHaveLength(1)
  })

  it('takes nothing that Slack did not sign', async () => {
    const bot = await start('http')
    const payload = bot.slack.appMention({ text: LOG })
    for (const forged of [{ signingSecret: 'another' }, { isUnsigned: true }, { timestamp: 1_700_000_000 }]) {
      expect((await bot.slack.sendHttp(bot.url, payload, { kind: 'event', ...forged })).status).toBe(401)
    }
    await bot.settle()
    expect(bot.slack.messages).toEqual([])
  })

  it('lets Slack send again what comes after it was told to stop', async () => {
    const bot = await start('http')
    await bot.channel.disconnect()
    const payload = bot.slack.appMention({ text: LOG })
    expect((await bot.slack.sendHttp(bot.url, payload, { kind: 'event' })).status).toBe(503)
    expect(bot.parts.work.size).toBe(0)
  })
})
