import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PRESS_LEASE_MS } from '../../../src/conversation/claims-in-hand.ts'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import { ANSWER_PAPERS } from '../../helpers/answer-papers.ts'
import type { JsonObject } from '../../helpers/fake-slack/json.ts'
import type { FakeMessage, FakeView } from '../../helpers/fake-slack/records.ts'
import {
  type BotOptions,
  expectClean,
  listReplies,
  openFakeSlack,
  readMessage,
  type SlackBot,
  startSlackBot,
} from '../../helpers/slack-bot.ts'

/** One section is longer than a window shows at once. */
const LONG = Array.from({ length: 900 }, (_, i) => `手順${i}では、復元した内容を記録と照合します。`).join('\n')
const PAPERS = {
  ...ANSWER_PAPERS,
  'sazanami.md': `---
product: Sazanami Box
vendor: 株式会社ナギサ
version: 1
date: 2025-01-10
---
# Sazanami Box セキュリティ説明書

## 1 運用

### 1.1 バックアップ

バックアップの保管期間は33日間です。

${LONG}
`,
}

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine(PAPERS)
})
afterAll(() => engine.close())

const CHANNEL = 'C0GENERAL'
const LOG = 'Hoshiguma Vaultの操作ログの保管期間は？'
const texts = textsOf('ja')

/** A bot that has answered a mention. */
async function startAnswered(text = LOG, options: BotOptions = {}) {
  const slack = await openFakeSlack()
  const bot = await startSlackBot(slack, engine, 'http', options)
  const payload = slack.appMention({ text })
  await bot.send(payload)
  await bot.settle()
  const [message] = listReplies(slack, CHANNEL, payload.event.ts)
  if (!message) throw new Error('no answer')
  return { slack, bot, message, ts: payload.event.ts }
}

/** Presses a button, whose value may be changed before. */
async function press(
  bot: SlackBot,
  click: { message: FakeMessage; action: string; user?: string; trigger?: string },
  change: (value: string) => string = (value) => value,
): Promise<void> {
  const payload = bot.slack.buttonClick(click)
  const [action] = payload.actions as { value: string }[]
  await bot.send({ ...payload, actions: [{ ...action, value: change(action?.value ?? '') }] })
  await bot.settle()
}

function readView({ view }: FakeView): string {
  return readMessage({ text: '', blocks: view.blocks })
}

describe('the button below a source', () => {
  it('opens the whole section with its document and the headings above it', async () => {
    const { slack, bot, message } = await startAnswered()
    await press(bot, { message, action: 'open_section' })
    expect(slack.views).toHaveLength(1)
    const lines = readView(slack.views[0] as FakeView).split('\n')
    expect(lines).toEqual([
      '§2.2 ログの取得',
      'Hoshiguma Vault セキュリティホワイトペーパー 2.1版(2024-05-20)',
      '2 運用のセキュリティ',
      '操作ログは400日間保管します。',
      'アクセスログは6か月間保管します。',
    ])
    expectClean(slack)
  })

  it('opens the section of the edition that is there now, and says that another one was cited', async () => {
    const { slack, bot, message } = await startAnswered()
    await press(bot, { message, action: 'open_section' }, (value) => value.replace('"2.1"', '"2.0"'))
    expect(readView(slack.views[0] as FakeView)).toContain('回答で引用したのは')
  })

  it('says so where the section is gone', async () => {
    const { slack, bot, message } = await startAnswered()
    await press(bot, { message, action: 'open_section' }, (value) => value.replace('2.2', '7.7'))
    expect(readView(slack.views[0] as FakeView)).toBe(texts.sectionGone)
  })

  it('tells the one who pressed where it is too late for a window', async () => {
    const { slack, bot, message, ts } = await startAnswered()
    await press(bot, { message, action: 'open_section', user: 'U0LATE', trigger: '1.2.3' })
    expect(slack.views).toEqual([])
    expect(slack.messages.at(-1)).toMatchObject({
      ephemeral_user: 'U0LATE',
      thread_ts: ts,
      text: texts.notOpened,
    })
    expect(bot.parts.reports.filter((report) => report.startsWith('error'))).toEqual([])
  })

  it('tells them once where only the reply of Slack is lost', async () => {
    const { slack, bot, message } = await startAnswered()
    slack.failNext('chat.postEphemeral', { lostAnswer: true })
    await press(bot, { message, action: 'open_section', trigger: '1.2.3' })
    expect(slack.messages.slice(1)).toMatchObject([{ ephemeral_user: 'U0ASKER', text: texts.notOpened }])
    expect(slack.responses).toEqual([])
  })

  it('tells them by the response address where the bot may not post', async () => {
    const { slack, bot, message } = await startAnswered()
    slack.failNext('chat.postEphemeral', { error: 'user_not_in_channel' })
    await press(bot, { message, action: 'open_section', trigger: '1.2.3' })
    expect(slack.responses).toMatchObject([
      { ok: true, args: { response_type: 'ephemeral', text: texts.notOpened, replace_original: false } },
    ])
  })

  it.each(['', 'null', '{', '[]', '{"paperId":1}', '{"paperId":"x"}'])('does nothing about %j', async (value) => {
    const { slack, bot, message } = await startAnswered()
    const before = slack.calls.length
    await press(bot, { message, action: 'open_section' }, () => value)
    expect(slack.calls).toHaveLength(before)
    expect(bot.parts.reports.filter((report) => report.startsWith('error'))).toEqual([])
  })
})

describe('the pages of a long section', () => {
  /** Turns a page as Slack sends it: a press in a window. */
  async function turn(bot: SlackBot, view: FakeView, label: string, changes: JsonObject = {}): Promise<void> {
    const { blocks } = view.view
    const buttons = blocks.flatMap(({ type, elements }) => (type === 'actions' ? (elements as JsonObject[]) : []))
    const button = buttons.find(({ text }) => (text as { text: string }).text.startsWith(label))
    if (!button) throw new Error(`no button ${label}`)
    const { type: _, response_urls: __, ...submission } = bot.slack.viewSubmission({ view, values: {} })
    await bot.send({
      ...submission,
      type: 'block_actions',
      container: { type: 'view', view_id: view.id },
      actions: [{ ...button, block_id: 'b', action_ts: '1790000000.000001', ...changes }],
    })
    await bot.settle()
  }

  async function startOpened() {
    const started = await startAnswered('Sazanami Boxのバックアップの保管期間は？')
    await press(started.bot, { message: started.message, action: 'open_section' })
    const viewOf = () => started.slack.views[0] as FakeView
    return { ...started, viewOf }
  }

  it('are turned forth to the end and back to the beginning', async () => {
    const { bot, viewOf } = await startOpened()
    const pages = [readView(viewOf())]
    expect(pages[0]).toContain('バックアップの保管期間は33日間です。')
    while (readView(viewOf()).includes(texts.nextPage)) {
      await turn(bot, viewOf(), texts.nextPage)
      pages.push(readView(viewOf()))
    }
    expect(pages.length).toBeGreaterThan(2)
    expect(pages.at(-1)).toContain('手順899では')
    for (const line of LONG.split('\n')) expect(pages.join('\n')).toContain(line)
    for (let i = pages.length - 2; i >= 0; i--) {
      await turn(bot, viewOf(), texts.previousPage)
      expect(readView(viewOf())).toBe(pages[i])
    }
  })

  it('stay where a press comes twice, or carries what we did not put there', async () => {
    const { slack, bot, viewOf } = await startOpened()
    const first = viewOf()
    await turn(bot, first, texts.nextPage)
    await turn(bot, first, texts.nextPage)
    const second = readView(viewOf())
    expect(second).toContain('(3/')
    for (const value of ['', '-1', 'x', '1.5', '"1"']) await turn(bot, viewOf(), texts.nextPage, { value })
    expect(readView(viewOf())).toBe(second)
    expect(slack.callsOf('views.update')).toHaveLength(2)
    expect(bot.parts.reports.filter((report) => report.startsWith('error'))).toEqual([])
  })

  it('are left where they are once the window is closed', async () => {
    const { slack, bot, viewOf } = await startOpened()
    slack.failNext('views.update', { error: 'not_found' })
    await turn(bot, viewOf(), texts.nextPage)
    expect(bot.parts.reports.filter((report) => report.startsWith('error'))).toEqual([])
  })
})

describe('a suggested question', () => {
  it('is asked in the thread by whoever pressed it, and shown above its answer', async () => {
    const { slack, bot, message, ts } = await startAnswered()
    await press(bot, { message, action: 'ask:1', user: 'U0OTHER' })
    const [, reply] = listReplies(slack, CHANNEL, ts)
    expect(readMessage(reply as FakeMessage)).toContain('> 質問：操作ログの保存期間を比較して')
    expect(reply?.blocks[0]?.type).toBe('table')
    expect(slack.callsOf('chat.startStream')[1]?.args).toMatchObject({ recipient_user_id: 'U0OTHER', thread_ts: ts })
    expectClean(slack)
  })

  it('has an answer that can be followed up', async () => {
    const { slack, bot, message, ts } = await startAnswered()
    await press(bot, { message, action: 'ask:1' })
    await bot.send(slack.channelMessage({ text: 'Tokonatsu Deskは？', thread_ts: ts }))
    await bot.settle()
    expect(listReplies(slack, CHANNEL, ts).at(-1)?.text).toBe(
      '**Tokonatsu Deskの操作ログの保存期間は 1年間[1] です。**',
    )
  })

  it('that is pressed twice in a row is answered once', async () => {
    const { slack, bot, message, ts } = await startAnswered()
    const payload = slack.buttonClick({ message, action: 'ask:1' })
    const [action] = payload.actions as JsonObject[]
    await Promise.all(
      // Slack gives each press a time of its own.
      ['1790000000.000001', '1790000000.000002'].map((action_ts) =>
        bot.send({ ...payload, actions: [{ ...action, action_ts }] }),
      ),
    )
    await bot.settle()
    expect(listReplies(slack, CHANNEL, ts)).toHaveLength(2)
  })

  it('that is pressed again minutes later is answered again', async () => {
    let now = Date.now()
    const { slack, bot, message, ts } = await startAnswered(LOG, { changes: { now: () => now } })
    await press(bot, { message, action: 'ask:1' })
    now += PRESS_LEASE_MS
    await press(bot, { message, action: 'ask:1' })
    expect(listReplies(slack, CHANNEL, ts)).toHaveLength(3)
  })

  it('in a direct message is answered below the answer', async () => {
    const slack = await openFakeSlack()
    const bot = await startSlackBot(slack, engine, 'socket')
    const payload = slack.directMessage({ text: LOG })
    await bot.send(payload)
    await bot.settle()
    await press(bot, { message: slack.messages[0] as FakeMessage, action: 'ask:0' })
    expect(listReplies(slack, 'D0ASKER', payload.event.ts)).toHaveLength(2)
  })

  it('that is empty is left alone', async () => {
    const { slack, bot, message, ts } = await startAnswered()
    await press(bot, { message, action: 'ask:1' }, () => '')
    expect(listReplies(slack, CHANNEL, ts)).toHaveLength(1)
  })
})
