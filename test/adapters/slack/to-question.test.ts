import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toPlainText } from '../../../adapters/slack/to-plain-text.ts'
import { messageEventSchema, type SlackMessage, toQuestion } from '../../../adapters/slack/to-question.ts'
import { type FakeSlack, startFakeSlack } from '../../helpers/fake-slack/fake-slack.ts'
import type { JsonObject } from '../../helpers/fake-slack/json.ts'

let slack: FakeSlack
beforeAll(async () => {
  slack = await startFakeSlack()
})
afterAll(() => slack.close())

const BOT = 'U0BOT'
const read = (event: unknown) => {
  const { data } = messageEventSchema.safeParse(event)
  return data && toQuestion(data, BOT)
}
const TS = '1790000500.000100'
const THREAD = '1790000400.000100'
const text = 'じゃあTokonatsu Deskは？'

type Fields = Omit<Partial<SlackMessage>, 'mentions'> & { readonly mentions?: Partial<SlackMessage['mentions']> }

it.each<[string, (from: FakeSlack) => { readonly event: object }, Fields]>([
  [
    'a mention in a channel',
    (from) => from.appMention({ text, ts: TS }),
    {
      platform: 'slack',
      key: `slack:C0GENERAL:${TS}`,
      chat: 'slack:C0GENERAL',
      thread: `slack:C0GENERAL:${TS}`,
      place: 'shared',
      isReply: false,
      author: 'person',
      asker: 'U0ASKER',
      kind: 'new',
      mentions: { bot: true, others: false },
      text,
      channelId: 'C0GENERAL',
      threadTs: TS,
      teamId: 'T0TEAM',
    },
  ],
  [
    'the same mention as a message',
    (from) => from.channelMessage({ text: `<@${BOT}> ${text}`, ts: TS }),
    { key: `slack:C0GENERAL:${TS}`, mentions: { bot: true, others: false }, text },
  ],
  [
    'a message in a thread',
    (from) => from.channelMessage({ text, ts: TS, thread_ts: THREAD }),
    { isReply: true, thread: `slack:C0GENERAL:${THREAD}`, threadTs: THREAD, mentions: { bot: false } },
  ],
  [
    'a message that mentions somebody else',
    (from) => from.channelMessage({ text: `<@U0COLLEAGUE> ${text}`, ts: TS }),
    { mentions: { bot: false, others: true }, text },
  ],
  [
    'a mention of the bot and of a group',
    (from) => from.appMention({ text: `<@${BOT}> <!subteam^S0GROUP|@infosec> ${text}`, ts: TS }),
    { mentions: { bot: true, others: true }, text },
  ],
  ['a call to everybody', (from) => from.channelMessage({ text: `<!here> ${text}` }), { mentions: { others: true } }],
  [
    'a message in a private channel',
    (from) => from.channelMessage({ text, channel: 'G0PRIVATE', channelType: 'group' }),
    { place: 'shared', chat: 'slack:G0PRIVATE' },
  ],
  [
    'a direct message',
    (from) => from.directMessage({ text, ts: TS }),
    { place: 'direct', chat: 'slack:D0ASKER', thread: `slack:D0ASKER:${TS}`, isReply: false },
  ],
  ['a message of another bot', (from) => from.botMessage({ text }), { author: 'other' }],
  ['an edit', (from) => from.messageChanged({ text, previousText: 'x', ts: TS }), { kind: 'change' }],
  ['somebody joining', (from) => from.channelJoin(), { kind: 'change' }],
])('reads %s', (_, make, { mentions = {}, ...fields }) => {
  const message = read(make(slack).event)
  expect(message).toMatchObject({ ...fields, mentions })
})

describe('of an event whose fields are changed', () => {
  it.each<[string, JsonObject, Partial<SlackMessage>]>([
    ['written by the bot', { user: BOT }, { author: 'other' }],
    ['written by Slack', { user: 'USLACKBOT' }, { author: 'other' }],
    ['with the id of a bot', { bot_id: 'B0OTHER' }, { author: 'other' }],
    ['without an author', { user: undefined }, { author: 'other', asker: '' }],
    ['that is edited', { edited: { user: 'U0ASKER', ts: TS } }, { kind: 'change' }],
    ['that is hidden', { hidden: true }, { kind: 'change' }],
    ['that is deleted', { subtype: 'message_deleted' }, { kind: 'change' }],
    ['with a file', { subtype: 'file_share' }, { kind: 'new' }],
    ['also sent to the channel', { subtype: 'thread_broadcast', thread_ts: THREAD }, { kind: 'new', isReply: true }],
    ['that begins a thread', { thread_ts: TS }, { isReply: false }],
    ['of no team', { team: undefined }, { teamId: undefined }],
    ['without a text', { text: undefined }, { text: '' }],
  ])('%s', (_, changes, fields) => {
    const { event } = slack.channelMessage({ text, ts: TS })
    expect(read({ ...event, ...changes })).toMatchObject(fields)
  })

  it.each([undefined, null, 'message', {}, { type: 'message' }, { type: 'reaction_added', channel: 'C0', ts: TS }])(
    'nothing is read from %j',
    (event) => {
      expect(read(event)).toBeUndefined()
    },
  )
})

it.each([
  ['<@U0BOT> 保管期間は？', '保管期間は？'],
  ['<@U0BOT|posture-bot> 保管期間は？', '保管期間は？'],
  ['<#C0SEC|security> の件', '#security の件'],
  ['<https://tsubomi.example/spec|仕様> によると？', '仕様 によると？'],
  ['<https://tsubomi.example/spec> によると？', 'https://tsubomi.example/spec によると？'],
  ['<mailto:info@tsubomi.example|info@tsubomi.example> は？', 'info@tsubomi.example は？'],
  ['R&amp;D &lt;社内&gt; &amp;lt;', 'R&D <社内> &lt;'],
  ['<!here> 保管期間は？', '保管期間は？'],
  ['保管期間は <@U0BOT>', '保管期間は'],
])('%s is read as %s', (written, read) => {
  expect(toPlainText(written)).toBe(read)
})

it.each(['<@A|', '<@A|か', '<!a^A|', '<https:|'])('a text of nothing but %s is read in one pass', (part) => {
  const long = part.repeat(100_000)
  expect(toPlainText(long)).toBe(long)
  const { event } = slack.channelMessage({ text: long, ts: TS })
  expect(read(event)).toMatchObject({ mentions: { bot: false, others: false } })
})
