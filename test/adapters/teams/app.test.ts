import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { SEND_TIMES } from '../../../adapters/teams/deliver-answer.ts'
import { LEASE_MS } from '../../../src/conversation/claims-in-hand.ts'
import type { ConversationParts } from '../../../src/conversation/conversations.ts'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import { openSqliteConversationLog } from '../../../src/store/sqlite-conversation-log.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import { type FakeConnector, startFakeConnector } from '../../helpers/fake-connector.ts'
import { makeFolder } from '../../helpers/index-folder.ts'
import { readCards } from '../../helpers/read-card.ts'
import {
  type BotOptions,
  CHATS,
  type Manner,
  startTeamsBot,
  type TeamsBot,
  toActivity,
} from '../../helpers/teams-bot.ts'
import { OUT_TOKEN } from '../../helpers/token-server.ts'

let engine: AnswerEngine
let connector: FakeConnector
let bot: TeamsBot

beforeAll(async () => {
  engine = await openAnswerEngine()
  connector = await startFakeConnector()
})
afterAll(async () => {
  await connector.close()
  await engine.close()
})
beforeEach(async () => {
  connector.reset()
  bot = await startTeamsBot(engine, connector)
})
afterEach(() => bot.close())

async function startAnother(options: BotOptions): Promise<TeamsBot> {
  const other = await startTeamsBot(engine, connector, options)
  onTestFinished(() => other.close())
  return other
}

/** The texts of the messages that came so far. */
const texts = () => connector.messages().map(({ activity }) => activity.text)
const last = () => connector.messages().at(-1)?.activity ?? {}
const IN_THREAD: Manner = { chat: 'thread', mentions: ['bot'] }
const Q = 'Hoshiguma Vaultのバックアップの取得間隔は？'
const A = 'Hoshiguma Vaultのバックアップの取得頻度は 6時間ごと[1] です。'

describe('in a channel', () => {
  it('a mention is answered below the post that it stands in, with the token of the bot', async () => {
    await bot.say(Q, IN_THREAD)
    expect(connector.messages()).toMatchObject([
      { conversation: CHATS.thread.id, authorization: `Bearer ${OUT_TOKEN}`, activity: { text: A } },
    ])
    expect(readCards(last()).texts).toEqual([
      '[1] Hoshiguma Vault セキュリティホワイトペーパー 2.1版(2024-05-20)',
      '§2.1 情報のバックアップ',
      '「取得間隔：6時間ごと」',
    ])
  })

  it('a question that follows needs no mention, and goes on with what was asked', async () => {
    await bot.say(Q, IN_THREAD)
    await bot.say('じゃあTokonatsu Deskは？', { chat: 'thread', from: 'matsui' })
    expect(texts()).toEqual([A, 'Tokonatsu Deskのバックアップの取得頻度は 毎日[1] です。'])
    expect(connector.messages()[1]?.conversation).toBe(CHATS.thread.id)
  })

  it('another thread of the same channel is not the bot’s own', async () => {
    await bot.say(Q, IN_THREAD)
    await bot.say('じゃあTokonatsu Deskは？', { chat: 'otherThread' })
    expect(texts()).toEqual([A])
  })

  it.each<[string, string, Manner]>([
    ['people who talk to each other', 'ありがとうございます、助かりました', { chat: 'thread' }],
    ['people who talk about something else', 'お昼はどこに行きますか？', { chat: 'thread', from: 'matsui' }],
    ['people who talk about what no paper says', '請求書の送付先はどこですか？', { chat: 'thread', from: 'matsui' }],
    ['a question to somebody by name', '松井さん、Tokonatsu Deskはどうですか？', { chat: 'thread' }],
    ['a question to somebody else', 'Tokonatsu Deskも調べますか？', { chat: 'thread', mentions: ['matsui'] }],
    ['a mention of somebody else only', Q, { chat: 'otherThread', mentions: ['matsui'] }],
    ['a question without a mention', Q, { chat: 'otherThread' }],
  ])('leaves %s alone', async (_, text, manner) => {
    const explain: AnswerEngine['explain'] = async (question) => {
      await sleep(20)
      return engine.explain(question)
    }
    const eager = await startAnother({
      settings: { sendTimes: { ...SEND_TIMES, typingAfterMs: 0 } },
      changes: { engine: { ...engine, explain } },
    })
    await eager.say(Q, IN_THREAD)
    const before = connector.calls.length
    await eager.say(text, manner)
    expect(connector.calls.slice(before)).toEqual([])
    expect((await eager.parts.log.listExchanges(0)).map(({ question }) => question)).toEqual([Q])
  })

  it('a mention counts even where others are mentioned beside the bot', async () => {
    await bot.say(Q, { chat: 'otherThread', mentions: ['bot', 'matsui'] })
    expect(texts()).toEqual([A])
  })
})

describe('in a group chat', () => {
  it('a mention is answered, and what it follows is known', async () => {
    await bot.say(Q, { chat: 'group', mentions: ['bot'] })
    await bot.say('じゃあTokonatsu Deskは？', { chat: 'group', mentions: ['bot'], from: 'matsui' })
    expect(texts()).toEqual([A, 'Tokonatsu Deskのバックアップの取得頻度は 毎日[1] です。'])
  })

  it('nothing is answered without a mention', async () => {
    await bot.say(Q, { chat: 'group', mentions: ['bot'] })
    await bot.say('じゃあTokonatsu Deskは？', { chat: 'group' })
    expect(texts()).toEqual([A])
  })
})

describe('in a personal chat', () => {
  it('everything is answered, and what it follows is known', async () => {
    await bot.say(Q)
    await bot.say('じゃあTokonatsu Deskは？')
    expect(texts()).toEqual([A, 'Tokonatsu Deskのバックアップの取得頻度は 毎日[1] です。'])
  })

  it('two questions at the same time get an answer each, though only one can be streamed', async () => {
    const ask = (text: string) => bot.post(toActivity(connector.url, text))
    await Promise.all([ask(Q), ask('Tokonatsu Deskの操作ログの保管期間は？')])
    await bot.settle()
    expect(texts().toSorted()).toEqual([A, 'Tokonatsu Deskの操作ログの保存期間は 1年間[1] です。'].toSorted())
  })
})

describe('what an answer looks like', () => {
  it('a comparison is a table whose rows are text where tables cannot be drawn', async () => {
    await bot.say('バックアップ保管期間を比較して')
    const { tables, fallbacks } = readCards(last())
    expect(last().text).toBe('バックアップの保管期間の比較：  \n出典 [1] [2] [3] [4] [5] [6] [7]')
    expect(tables[0]?.[0]).toEqual(['製品', 'バックアップの保管期間'])
    expect(tables[0]).toContainEqual(['Brindle Notes', '35 days[5]'])
    expect(tables[0]?.find(([product]) => product === 'Yoimachi Form')?.[1]).toMatch(/^記載なし/u)
    const lines = fallbacks.flatMap((text) => text.split('\n'))
    expect(lines).toContain('・Brindle Notes：35 days[5]')
    expect(lines).toHaveLength(tables[0]?.length ?? 0)
  })

  it.each([
    ['記載なし', 'Tokonatsu DeskのRPOは？', /^Tokonatsu Deskの資料に、目標復旧時点\(RPO\)の記載はありません。/u],
    [
      'an unknown product',
      'Kuzumochi Driveの操作ログの保管期間は？',
      /^「Kuzumochi Drive」の資料は登録されていません/u,
    ],
    ['which product', 'この製品のバックアップの保管期間は？', /製品/u],
    ['out of scope', '今日の天気は？', /対象外です。$/u],
    [
      'English',
      'How long does Brindle Notes keep backups?',
      /^Brindle Notes: backup retention period is 35 days\[1\]\.$/u,
    ],
  ])('says %s in words', async (_, question, expected) => {
    await bot.say(question)
    expect(texts()).toEqual([expect.stringMatching(expected)])
    expect(readCards(last()).buttons.length).toBeGreaterThan(0)
  })

  it('buttons of an English answer are English', async () => {
    await bot.say('How long does Brindle Notes keep backups?')
    expect(readCards(last()).buttons.map(({ title }) => title)).toContain('Open section')
  })

  it('a question that a button asks stands above its answer, as a paragraph of its own', async () => {
    await bot.say('この製品のバックアップの保管期間は？', { chat: 'thread', mentions: ['bot'] })
    const [button] = readCards(last()).buttons
    const { text: _, ...press } = toActivity(connector.url, '', { chat: 'thread' })
    await bot.post({ ...press, value: button?.data })
    await bot.settle()
    expect(button?.data).toMatchObject({ action: 'ask', question: expect.stringContaining('保管期間') })
    expect(texts().at(-1)).toMatch(new RegExp(`^質問：${button?.data.question}  \n  \n\\S`, 'u'))
  })
})

describe('what is never answered', () => {
  it.each<[string, Record<string, unknown>]>([
    ['a bot', { from: { id: '28:another-bot', name: 'other' } }],
    ['somebody who says that they are a bot', { from: { id: '29:1x', name: 'x', role: 'bot' } }],
    ['itself', { from: toActivity('', '').recipient }],
    ['an edit', { type: 'messageUpdate' }],
    ['a deletion', { type: 'messageDelete' }],
    ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }],
    ['somebody joining', { type: 'conversationUpdate', membersAdded: [{ id: '29:1matsui' }] }],
    ['a message that has no id', { id: undefined }],
    ['a type that nobody knows', { type: 'somethingNew' }],
  ])('%s', async (_, changes) => {
    expect((await bot.say(Q, { changes })).status).toBe(200)
    expect(connector.calls).toEqual([])
    expect(await bot.parts.log.listExchanges(0)).toEqual([])
  })
})

describe('the same activity twice', () => {
  it('gives one answer', async () => {
    const activity = toActivity(connector.url, Q)
    await Promise.all([bot.post(activity), bot.post(activity)])
    await bot.settle()
    await bot.post(activity)
    await bot.settle()
    expect(texts()).toEqual([A])
  })

  it.each([
    ['gives one answer, however late it comes again', 200, [A]],
    ['is answered at last where the first time nothing could be delivered', 403, [A]],
  ])('%s', async (_, status, expected) => {
    let clock = Date.now()
    const other = await startAnother({ changes: { now: () => clock } })
    const activity = toActivity(connector.url, Q)
    if (status !== 200) connector.fail({ how: { status }, times: 3 })
    await other.post(activity)
    await other.settle()
    if (status !== 200) expect(texts()).toEqual([])
    clock += LEASE_MS + 1
    await other.post(activity)
    await other.settle()
    expect(texts()).toEqual(expected)
  })

  it('gives one answer, also after a restart', async () => {
    const dir = makeFolder()
    const activity = toActivity(connector.url, Q)
    for (let i = 0; i < 2; i++) {
      const log = await openSqliteConversationLog({ dir, historyDays: 30, now: Date.now(), logger: bot.parts.logger })
      const run = await startTeamsBot(engine, connector, { changes: { log } })
      expect((await run.post(activity)).status).toBe(200)
      await run.close()
      await log.close()
    }
    expect(texts()).toEqual([A])
  })
})

describe('when the engine fails', () => {
  const failing: ConversationParts['engine'] = {
    explain: () => Promise.reject(new Error('index broken')),
    concerns: async () => true,
    suggestStart: async () => [],
  }

  it('says so in words, without the label of an answer', async () => {
    const other = await startAnother({ changes: { engine: failing } })
    await other.say(Q)
    expect(texts()).toEqual([textsOf('ja').failed])
    expect(last()).not.toHaveProperty('channelData.feedbackLoop')
    expect(JSON.stringify(last().entities)).not.toContain('AIGeneratedContent')
  })

  it('says so when it takes too long, in the language of the question', async () => {
    const explain = () => new Promise<never>(() => {})
    const other = await startAnother({ changes: { engine: { ...failing, explain }, answerTimeoutMs: 20 } })
    await other.say('How long does Brindle Notes keep backups?')
    expect(texts()).toEqual([textsOf('en').timedOut])
  })
})

it('acknowledges a message before its answer is made', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const explain: AnswerEngine['explain'] = async (question) => {
    await held
    return engine.explain(question)
  }
  const other = await startAnother({ changes: { engine: { ...engine, explain } } })
  const response = await other.post(toActivity(connector.url, Q))
  expect({ status: response.status, body: await response.text() }).toEqual({ status: 200, body: '' })
  expect(texts()).toEqual([])
  release()
  await other.settle()
  expect(texts()).toEqual([A])
})

describe('when it is stopped', () => {
  it('takes nothing new, and is not ready', async () => {
    const other = await startAnother({})
    expect(other.channel.isReady()).toBe(true)
    await other.channel.disconnect()
    expect(other.channel.isReady()).toBe(false)
    expect((await other.post(toActivity(connector.url, Q))).status).toBe(503)
    expect(connector.calls).toEqual([])
  })

  it.each([
    ['a message', {}],
    ['an invoke', { type: 'invoke', name: 'message/submitAction' }],
  ])('takes nothing that was being checked meanwhile: %s', async (_, changes) => {
    const other = await startAnother({})
    const release = other.tokens.hold()
    const response = other.post(toActivity(connector.url, Q, { changes }))
    await other.tokens.asked()
    await other.channel.disconnect()
    release()
    expect((await response).status).toBe(503)
    await other.settle()
    expect(connector.calls).toEqual([])
    expect(await other.parts.log.listExchanges(0)).toEqual([])
  })

  it('gives the answers that it holds', async () => {
    const other = await startAnother({})
    await other.post(toActivity(connector.url, Q))
    await other.channel.disconnect()
    await other.settle()
    expect(texts()).toEqual([A])
  })
})

describe('the welcome', () => {
  const install = (manner: Manner = {}) =>
    bot.say('', { ...manner, changes: { type: 'installationUpdate', action: 'add', ...manner.changes } })

  it('comes once in a personal chat, without progress, and offers questions', async () => {
    await install()
    await install()
    expect(connector.calls.map(({ activity }) => activity.type)).toEqual(['message'])
    expect(last().text).toContain(textsOf('ja').welcome.text)
    expect(readCards(last()).buttons).toMatchObject([{ data: { action: 'ask' } }, {}, {}])
  })

  it.each<[string, Manner]>([
    ['in a group chat', { chat: 'group' }],
    ['in a channel', { chat: 'thread' }],
    ['when the bot is removed', { changes: { action: 'remove' } }],
  ])('does not come %s', async (_, manner) => {
    await install(manner)
    expect(connector.calls).toEqual([])
  })
})
