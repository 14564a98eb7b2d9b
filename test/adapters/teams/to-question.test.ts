import { describe, expect, it } from 'vitest'
import {
  activitySchema,
  type TeamsMessage,
  toChatKey,
  toQuestion,
  toReplyKey,
  toThreadKey,
} from '../../../adapters/teams/to-question.ts'

const TENANT = '3f6c1f0e-0000-4000-8000-000000000001'
const BOT = { id: '28:posture-bot', name: 'posture-bot' }
const KURODA = { id: '29:1kuroda', name: '黒田 葵', aadObjectId: '3f6c1f0e-0000-4000-8000-000000000010' }
const MATSUI = { id: '29:1matsui', name: '松井 蓮' }

/** A message of a one-to-one chat as a Teams client sends it. */
const PERSONAL = {
  type: 'message',
  text: 'Tsubomi Noteの暗号化は？',
  id: '1716190000001',
  from: KURODA,
  timestamp: '2024-05-20T09:00:00.000Z',
  localTimezone: 'Asia/Tokyo',
  serviceUrl: 'https://smba.trafficmanager.net/jp/',
  conversation: { conversationType: 'personal', tenantId: TENANT, id: 'a:1kuroda' },
  recipient: BOT,
  textFormat: 'plain',
  locale: 'ja-JP',
  entities: [{ type: 'clientInfo', locale: 'ja-JP', country: 'JP', platform: 'Web', timezone: 'Asia/Tokyo' }],
  channelData: { tenant: { id: TENANT } },
  channelId: 'msteams',
}
const mention = (who: { id: string; name: string }) => ({
  type: 'mention',
  mentioned: { id: who.id, name: who.name },
  text: `<at>${who.name}</at>`,
})
const GROUP = {
  ...PERSONAL,
  text: '<at>posture-bot</at> Tsubomi Noteの暗号化は？',
  conversation: {
    isGroup: true,
    conversationType: 'groupChat',
    tenantId: TENANT,
    id: '19:hyoka@thread.v2',
    name: '評価',
  },
  entities: [mention(BOT), ...PERSONAL.entities],
}
const CHANNEL = {
  ...GROUP,
  conversation: {
    isGroup: true,
    conversationType: 'channel',
    tenantId: TENANT,
    id: '19:joho@thread.tacv2;messageid=1716190000123',
  },
  channelData: {
    teamsChannelId: '19:joho@thread.tacv2',
    teamsTeamId: '19:team@thread.tacv2',
    tenant: { id: TENANT },
    team: { id: '19:team@thread.tacv2' },
    channel: { id: '19:joho@thread.tacv2' },
  },
}

function read(activity: object): TeamsMessage | undefined {
  return toQuestion(activitySchema.parse(JSON.parse(JSON.stringify(activity))))
}

it('reads a message of a one-to-one chat', () => {
  expect(read(PERSONAL)).toEqual({
    platform: 'teams',
    key: 'teams:a:1kuroda:1716190000001',
    chat: 'teams:a:1kuroda',
    thread: 'teams:a:1kuroda',
    place: 'direct',
    isReply: false,
    author: 'person',
    asker: KURODA.aadObjectId,
    kind: 'new',
    mentions: { bot: false, others: false },
    text: 'Tsubomi Noteの暗号化は？',
    isPress: false,
  })
})

it('reads a mention in a group chat, which is one thread', () => {
  expect(read(GROUP)).toMatchObject({
    chat: 'teams:19:hyoka@thread.v2',
    thread: 'teams:19:hyoka@thread.v2',
    place: 'shared',
    isReply: false,
    mentions: { bot: true, others: false },
    text: 'Tsubomi Noteの暗号化は？',
  })
})

it('reads a mention in a channel, where every post is a thread', () => {
  expect(read(CHANNEL)).toMatchObject({
    key: 'teams:19:joho@thread.tacv2;messageid=1716190000123:1716190000001',
    chat: 'teams:19:joho@thread.tacv2',
    thread: 'teams:19:joho@thread.tacv2;messageid=1716190000123',
    place: 'shared',
    isReply: true,
    mentions: { bot: true, others: false },
  })
})

describe('who is meant', () => {
  it.each<[string, readonly unknown[] | null | undefined, TeamsMessage['mentions']]>([
    ['the bot', [mention(BOT)], { bot: true, others: false }],
    ['somebody else', [mention(MATSUI)], { bot: false, others: true }],
    ['both', [mention(BOT), mention(MATSUI)], { bot: true, others: true }],
    ['the bot twice', [mention(BOT), mention(BOT)], { bot: true, others: false }],
    ['another bot', [mention({ id: '28:another', name: 'x' })], { bot: false, others: true }],
    ['the channel', [mention({ id: '19:joho@thread.tacv2', name: '情報' })], { bot: false, others: true }],
    ['nobody', [], { bot: false, others: false }],
    ['nobody, without a list', undefined, { bot: false, others: false }],
    ['nobody, with null', null, { bot: false, others: false }],
    ['nobody, with entities of unknown forms', [{ type: 'mention' }, {}, 'x', null], { bot: false, others: false }],
  ])('%s', (_, entities, expected) => {
    expect(read({ ...GROUP, entities })?.mentions).toEqual(expected)
  })
})

describe('who asks', () => {
  it.each<[string, object, 'person' | 'other', string]>([
    ['a person', KURODA, 'person', KURODA.aadObjectId],
    ['a person whom the directory does not know', MATSUI, 'person', MATSUI.id],
    ['a person with empty fields', { ...MATSUI, aadObjectId: null, role: null, name: null }, 'person', MATSUI.id],
    ['a person by role', { ...KURODA, role: 'user' }, 'person', KURODA.aadObjectId],
    ['the bot itself', BOT, 'other', BOT.id],
    ['another bot', { id: '28:another' }, 'other', '28:another'],
    ['a bot by role', { id: '29:x', role: 'bot' }, 'other', '29:x'],
  ])('%s', (_, from, author, asker) => {
    expect(read({ ...PERSONAL, from })).toMatchObject({ author, asker })
  })
})

describe('what is asked', () => {
  it.each([
    ['<at>posture-bot</at> 暗号化は？', '暗号化は？'],
    ['<at>posture-bot</at>&nbsp;暗号化は？\n', '暗号化は？'],
    ['<at id="0">posture-bot</at>暗号化は？ <at id="1">松井 蓮</at>', '暗号化は？'],
    ['<p>一行目<br>二行目</p><p>三行目</p>', '一行目\n二行目\n 三行目'],
    ['鍵は&lt;256&gt;ビット &amp;amp; &quot;AES&quot;', '鍵は<256>ビット &amp; "AES"'],
    ['1 < 2 ですか', '1 < 2 ですか'],
    ['', ''],
    [null, ''],
    [undefined, ''],
  ])('%j is read as %j', (text, expected) => {
    expect(read({ ...PERSONAL, text })?.text).toBe(expected)
  })

  it.each([
    ['<at', (text: string) => text],
    ['か<at', (text: string) => text],
    ['<at か', (text: string) => text.trim()],
    ['<at>', () => ''],
    ['か<at>', (text: string) => text.replaceAll('<at>', ' ').trim()],
    ['<', (text: string) => text],
    ['&', (text: string) => text],
    ['<br ', (text: string) => text.trim()],
    ['</', (text: string) => text],
  ])(
    'is read in one go where somebody repeats %j for ever',
    (part, toExpected) => {
      const text = part.repeat(Math.floor(100_000 / part.length))
      expect(read({ ...PERSONAL, text })?.text === toExpected(text)).toBe(true)
    },
    2000,
  )

  it('is what a button holds, where one was pressed, which speaks to the bot', () => {
    const press = { ...CHANNEL, text: undefined, entities: [], value: { action: 'ask', question: '暗号化は？' } }
    expect(read(press)).toMatchObject({ text: '暗号化は？', isPress: true, mentions: { bot: true, others: false } })
  })

  it.each<[string, unknown]>([
    ['of another app', { action: 'approve', question: '暗号化は？' }],
    ['that is empty', { action: 'ask', question: '' }],
    ['that is endless', { action: 'ask', question: 'x'.repeat(2001) }],
    ['that is no object', 'ask'],
  ])('is not in a value %s', (_, value) => {
    expect(read({ ...GROUP, entities: [], text: '', value })).toMatchObject({
      isPress: false,
      mentions: { bot: false },
    })
  })
})

describe('what is no question', () => {
  it.each(['messageUpdate', 'messageDelete', 'messageReaction', 'conversationUpdate', 'installationUpdate', 'typing'])(
    '%s',
    (type) => {
      expect(read({ ...PERSONAL, type })).toBeUndefined()
    },
  )

  it('a message without an id, which could not be told from another', () => {
    expect(read({ ...PERSONAL, id: undefined })?.kind).toBe('change')
  })
})

describe('an activity', () => {
  it.each<[string, object]>([
    ['no sender', { from: undefined }],
    ['a sender without an id', { from: { name: 'x' } }],
    ['no recipient', { recipient: undefined }],
    ['no conversation', { conversation: {} }],
    ['no address', { serviceUrl: undefined }],
    ['an address of another kind', { serviceUrl: 'ftp://x.example/' }],
    ['no platform', { channelId: undefined }],
    ['an empty id', { id: '' }],
    ['a text that is none', { text: { a: 1 } }],
  ])('with %s is none', (_, changes) => {
    expect(activitySchema.safeParse(JSON.parse(JSON.stringify({ ...PERSONAL, ...changes }))).success).toBe(false)
  })

  it('may have fields that nobody knows', () => {
    expect(activitySchema.safeParse({ ...CHANNEL, somethingNew: { a: [1] } }).success).toBe(true)
  })
})

it('names of the log are those of the chat, the thread and the message', () => {
  const thread = '19:joho@thread.tacv2;messageid=1716190000123'
  expect([toChatKey(thread), toThreadKey(thread), toReplyKey(thread, '42')]).toEqual([
    'teams:19:joho@thread.tacv2',
    `teams:${thread}`,
    'teams:19:joho@thread.tacv2:42',
  ])
})
