import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import { type FakeConnector, startFakeConnector } from '../../helpers/fake-connector.ts'
import { type Button, readCard, readCards } from '../../helpers/read-card.ts'
import { CHATS, type Manner, startTeamsBot, type TeamsBot, toActivity } from '../../helpers/teams-bot.ts'

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

const Q = 'Hoshiguma Vaultのバックアップの取得間隔は？'
const IN_THREAD: Manner = { chat: 'thread', mentions: ['bot'] }
const lastCard = () => readCards(connector.messages().at(-1)?.activity ?? {})
const answered = async () => (await bot.parts.log.listExchanges(0)).at(-1)
const votes = () => bot.parts.log.listFeedback(0)

describe('buttons of cards', () => {
  const press = async (button: Button | undefined, manner: Manner = {}) => {
    const { verb, data } = button ?? {}
    const action = { type: 'Action.Execute', title: button?.title, verb, data }
    const { status, body } = await bot.invoke('adaptiveCard/action', { action }, manner)
    return { status, kind: body.type, statusCode: body.statusCode, ...readCard(body.value) }
  }
  const openButton = () => lastCard().buttons.find(({ verb }) => verb === 'open_section')

  it('open the whole section with its path, in the place of the answer for who pressed', async () => {
    await bot.say(Q)
    const before = connector.calls.length
    const shown = await press(openButton())
    expect(shown).toMatchObject({ status: 200, statusCode: 200, kind: 'application/vnd.microsoft.card.adaptive' })
    expect(shown.texts).toEqual([
      'Hoshiguma Vault セキュリティホワイトペーパー 2.1版(2024-05-20)',
      '2 運用のセキュリティ',
      '§2.1 情報のバックアップ',
      '・取得対象：データベース、添付ファイル',
      '・取得間隔：6時間ごと',
      '・世代管理：28世代',
      'バックアップは大阪リージョンに保管します。',
    ])
    expect(connector.calls).toHaveLength(before)
  })

  it('lead back to the very card that the answer had', async () => {
    await bot.say(Q, IN_THREAD)
    const card = lastCard()
    const section = await press(openButton(), { chat: 'thread' })
    const back = await press(section.buttons[0], { chat: 'thread' })
    expect({ texts: back.texts, buttons: back.buttons }).toEqual({ texts: card.texts, buttons: card.buttons })
  })

  it('lead back for everybody in the chat, also where the press names the channel only', async () => {
    await bot.say(Q, IN_THREAD)
    const section = await press(openButton(), { chat: 'thread' })
    const conversation = {
      ...CHATS.thread,
      id: '19:joho@thread.tacv2',
      tenantId: '3f6c1f0e-0000-4000-8000-000000000001',
    }
    const back = await press(section.buttons[0], { from: 'matsui', chat: 'thread', changes: { conversation } })
    expect(back.texts).toEqual(lastCard().texts)
  })

  it.each(['group', 'thread'] as const)('do not lead to an answer that was given in another chat: %s', async (chat) => {
    await bot.say(Q)
    const section = await press(openButton())
    expect(await press(section.buttons[0], { chat })).toMatchObject({ status: 200, statusCode: 404, texts: [] })
  })

  it('lead nowhere where the answer is not kept any more, or failed', async () => {
    await bot.say(Q)
    const { data } = (await press(openButton())).buttons[0] ?? { data: {} }
    for (const exchangeId of [999, null]) {
      const button = { type: 'Action.Execute', title: '', verb: 'back', data: { ...data, exchangeId } }
      expect(await press(button)).toMatchObject({ status: 200, statusCode: 404 })
    }
  })

  it('say that a section is gone, and that the text is of another edition', async () => {
    await bot.say(Q)
    const button = openButton()
    const change = (changes: object) =>
      button && { ...button, data: { ...button.data, ref: { ...(button.data.ref as object), ...changes } } }
    expect((await press(change({ section: '9.9' }))).texts).toEqual([textsOf('ja').sectionGone])
    expect((await press(change({ paperId: 'no-such-paper' }))).texts).toEqual([textsOf('ja').sectionGone])
    expect((await press(change({ version: '1.0' }))).texts).toContain(
      textsOf('ja').otherEdition(
        'Hoshiguma Vault セキュリティホワイトペーパー 1.0版(2024-05-20)',
        'Hoshiguma Vault セキュリティホワイトペーパー 2.1版(2024-05-20)',
      ),
    )
  })

  it('show the last page where one is asked for that is not there', async () => {
    await bot.say(Q)
    const button = openButton()
    const shown = await press(button && { ...button, data: { ...button.data, page: 99 } })
    expect(shown.texts).toContain('・世代管理：28世代')
  })

  it.each<[string, unknown]>([
    ['no value', undefined],
    ['no action', {}],
    ['another verb', { action: { verb: 'delete', data: {} } }],
    ['no reference', { action: { verb: 'open_section', data: { exchangeId: 1 } } }],
    ['a negative page', { action: { verb: 'open_section', data: { exchangeId: 1, page: -1 } } }],
    ['a way back without a number', { action: { verb: 'back', data: { exchangeId: '1' } } }],
  ])('with %s are refused', async (_, value) => {
    expect(await bot.invoke('adaptiveCard/action', value)).toEqual({ status: 400, body: {} })
  })
})

describe('thumbs', () => {
  const vote = (reaction: string, feedback: unknown, manner: Manner = {}) =>
    bot.invoke('message/submitAction', { actionName: 'feedback', actionValue: { reaction, feedback } }, manner)
  const SAVED = { status: 200, body: {} }
  const kuroda = '3f6c1f0e-0000-4000-8000-000000000010'
  const matsui = '3f6c1f0e-0000-4000-8000-000000000011'

  it.each<[string, unknown, string | null]>([
    ['words in JSON', '{"feedbackText":" 出典が古い "}', '出典が古い'],
    ['empty words in JSON', '{"feedbackText":""}', null],
    ['words as they are', 'とても良い', 'とても良い'],
    ['a number, which is JSON, too', '5', '5'],
    ['JSON of another form', '{"text":"x"}', '{"text":"x"}'],
    ['nothing', '', null],
    ['null', null, null],
    ['no field at all', undefined, null],
  ])('with %s', async (_, feedback, reason) => {
    await bot.say(Q)
    expect(await vote('dislike', feedback)).toEqual(SAVED)
    expect(await votes()).toMatchObject([{ exchangeId: (await answered())?.id, person: kuroda, vote: 'down', reason }])
  })

  it('are for the answer that they stand below', async () => {
    await bot.say(Q)
    const replyToId = connector.calls[0]?.id
    await bot.say('Tokonatsu DeskのRPOは？')
    expect(await vote('like', '', { changes: { replyToId } })).toEqual(SAVED)
    const [first] = await bot.parts.log.listExchanges(0)
    expect(await votes()).toMatchObject([{ exchangeId: first?.id, vote: 'up' }])
  })

  it('of a channel find it although they name the channel only, and its tenant in one place', async () => {
    await bot.say(Q, IN_THREAD)
    const replyToId = connector.messages()[0]?.id
    const conversation = {
      ...CHATS.thread,
      id: '19:joho@thread.tacv2',
      tenantId: '3f6c1f0e-0000-4000-8000-000000000001',
    }
    const changes = { replyToId, conversation, channelData: { source: { name: 'message' } } }
    expect(await vote('like', '', { chat: 'thread', from: 'matsui', changes })).toEqual(SAVED)
    expect(await votes()).toMatchObject([{ exchangeId: (await answered())?.id, person: matsui, vote: 'up' }])
  })

  it('that name no message are for the latest answer to that person in that chat', async () => {
    connector.namesNoCards = true
    await bot.say(Q, { chat: 'group', mentions: ['bot'] })
    await bot.say('Tokonatsu DeskのRPOは？', { chat: 'group', mentions: ['bot'], from: 'matsui' })
    expect(await vote('like', '', { chat: 'group' })).toEqual(SAVED)
    const [first] = await bot.parts.log.listExchanges(0)
    expect(await votes()).toMatchObject([{ exchangeId: first?.id, person: kuroda }])
  })

  it('of one person replace each other, those of two stand side by side', async () => {
    await bot.say(Q, IN_THREAD)
    const changes = { replyToId: connector.messages()[0]?.id }
    await vote('like', '良い', { chat: 'thread', changes })
    await vote('dislike', '', { chat: 'thread', changes })
    await vote('like', '', { chat: 'thread', from: 'matsui', changes })
    expect(await votes()).toMatchObject([
      { person: kuroda, vote: 'down', reason: '良い' },
      { person: matsui, vote: 'up', reason: null },
    ])
  })

  it('for an answer that nobody knows are not saved, and Teams is told so', async () => {
    await bot.say(Q)
    expect(await vote('like', '', { changes: { replyToId: '404' } })).toEqual({ status: 500, body: {} })
    expect(await votes()).toEqual([])
    expect(bot.parts.reports.join()).toContain('feedback could not be saved')
  })

  it.each<[string, unknown]>([
    ['no value', undefined],
    ['another action', { actionName: 'vote', actionValue: { reaction: 'like' } }],
    ['no reaction', { actionName: 'feedback', actionValue: {} }],
    ['another reaction', { actionName: 'feedback', actionValue: { reaction: 'love' } }],
    ['endless words', { actionName: 'feedback', actionValue: { reaction: 'like', feedback: 'x'.repeat(10_001) } }],
  ])('with %s are refused', async (_, value) => {
    await bot.say(Q)
    expect(await bot.invoke('message/submitAction', value)).toEqual({ status: 400, body: {} })
    expect(await votes()).toEqual([])
  })
})

it.each(['task/fetch', 'composeExtension/query', 'toString', ''])('any other invoke is not there: %s', async (name) => {
  expect(await bot.invoke(name, {})).toEqual({ status: 501, body: {} })
})

it('an invoke that fails is answered without words', async () => {
  await bot.say(Q)
  const data = lastCard().buttons.find(({ verb }) => verb === 'open_section')?.data
  const broken = await startTeamsBot(engine, connector, {
    changes: {
      store: { listPapers: () => Promise.reject(new Error('index broken')), listSections: async () => [] },
    },
  })
  const activity = { ...toActivity(connector.url, ''), type: 'invoke' }
  const response = await broken.post({
    ...activity,
    name: 'adaptiveCard/action',
    value: { action: { verb: 'open_section', data } },
  })
  expect({ status: response.status, body: await response.text() }).toEqual({ status: 500, body: '' })
  await broken.close()
})
