import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IncomingMessage } from '../../../src/conversation/incoming-message.ts'
import { routeMessage, type Silence } from '../../../src/conversation/route-message.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine()
})
afterAll(() => engine.close())

/** Ids as the platforms make them. */
const PLACES = {
  slack: {
    key: 'C024BE91L/1716192000.000200',
    chat: 'C024BE91L',
    own: 'C024BE91L/1716190000.000100',
    asker: 'U2147483697',
  },
  teams: {
    key: '19:desk@thread.tacv2;messageid=1716190000000/1716192000000',
    chat: '19:desk@thread.tacv2',
    own: '19:desk@thread.tacv2;messageid=1716190000000',
    asker: '29:1bSnHZ7Js2STWrgk6ScEErLk1Lp2zQuD5H2qQ960rtvstKp8tKLl',
  },
} as const

describe.each(['slack', 'teams'] as const)('a message in %s', (platform) => {
  const { key, chat, own, asker } = PLACES[platform]

  /** A question in a thread that the bot has answered in. */
  const makeMessage = (changes: Partial<IncomingMessage> = {}): IncomingMessage => ({
    platform,
    key,
    chat,
    thread: own,
    place: 'shared',
    isReply: true,
    author: 'person',
    asker,
    kind: 'new',
    mentions: { bot: false, others: false },
    text: 'ログの保管期間は？',
    ...changes,
  })

  /** Routes messages one after the other; also gives what was claimed, and when. */
  async function route(...messages: readonly IncomingMessage[]) {
    const claims = new Set<string>()
    const silences: (Silence | undefined)[] = []
    for (const message of messages) {
      silences.push(
        await routeMessage(message, {
          hasThread: async (thread) => thread === own,
          claim: async (claimed) => !claims.has(claimed) && claims.add(claimed).size > 0,
          concerns: engine.concerns,
        }),
      )
    }
    return { silences, claims: [...claims] }
  }

  const bot = { bot: true, others: false }
  const others = { bot: false, others: true }
  const both = { bot: true, others: true }
  const direct = { place: 'direct', thread: 'new', isReply: false } as const
  const topLevel = { thread: `${chat}/new`, isReply: false } as const

  it.each<[string, Partial<IncomingMessage>]>([
    ['to the bot alone', direct],
    ['to the bot alone that asks nothing, since nobody else can be meant', { ...direct, text: 'こんにちは' }],
    ['to the bot alone that mentions somebody', { ...direct, mentions: others }],
    ['to the bot alone, in a thread', { place: 'direct', thread: 'another', text: 'ありがとう' }],
    ['with a mention of the bot', { ...topLevel, mentions: bot }],
    ['with a mention of the bot that asks nothing', { ...topLevel, mentions: bot, text: 'よろしく' }],
    ['with a mention of the bot in a thread of other people', { thread: `${chat}/theirs`, mentions: bot }],
    ['with a mention of the bot and of somebody else', { ...topLevel, mentions: both, text: '一緒に確認しましょう' }],
    ['with a mention of both, in its own thread', { mentions: both, text: '田中さんも見てください' }],
    ['in its own thread, with a question mark', { text: 'では他社は？' }],
    ['in its own thread, ending in か', { text: '暗号化はしていますか' }],
    ['in its own thread, with 教えて', { text: 'パスワードの長さも教えて' }],
    ['in its own thread, with an English question word', { text: 'what about the other ones' }],
    ['in its own thread, naming a known product', { text: 'Tokonatsu Deskも' }],
    ['in its own thread, naming a part of a product', { text: 'コモレビ給与の場合' }],
    ['in its own thread, naming what can be asked', { text: 'バックアップの保管期間' }],
  ])('is answered: %s', async (_, changes) => {
    expect(await route(makeMessage(changes))).toEqual({ silences: [undefined], claims: [key] })
  })

  it.each<[Silence, string, Partial<IncomingMessage>]>([
    ['not_a_person', 'by the bot itself or another one', { author: 'other' }],
    ['not_a_person', 'by a bot that mentions this one', { author: 'other', mentions: bot }],
    ['not_a_person', 'by a bot, one to one', { ...direct, author: 'other' }],
    ['not_new', 'that is an edit', { kind: 'change' }],
    ['not_new', 'that is an edit which now mentions the bot', { kind: 'change', mentions: bot }],
    ['not_new', 'that says that somebody joined', { ...topLevel, kind: 'change', text: 'さんが参加しました' }],
    ['not_new', 'that is an edit, one to one', { ...direct, kind: 'change' }],
    ['not_addressed', 'to nobody in particular', topLevel],
    ['not_addressed', 'that begins a thread and has the id of one of its own', { isReply: false }],
    ['not_addressed', 'in a thread of other people', { thread: `${chat}/theirs` }],
    [
      'not_addressed',
      'in a thread of other people, naming a known product',
      { thread: `${chat}/theirs`, text: 'Tokonatsu Deskは？' },
    ],
    ['not_addressed', 'to somebody else', { ...topLevel, mentions: others }],
    [
      'talks_to_others',
      'in its own thread, asking somebody else',
      { mentions: others, text: 'この件どう思いますか？' },
    ],
    [
      'talks_to_others',
      'in its own thread, about a known product, to somebody else',
      { mentions: others, text: 'Tokonatsu Deskです' },
    ],
    ['not_a_question', 'in its own thread, thanking', { text: 'ありがとう、助かりました。' }],
    ['not_a_question', 'in its own thread, between people', { text: '了解です、先方にはそう伝えておきます' }],
    ['not_a_question', 'in its own thread, an emoji', { text: '👍' }],
    ['not_a_question', 'in its own thread, without words', { text: '' }],
    ['not_a_question', 'in its own thread, in English', { text: 'Thanks, I will forward it.' }],
  ])('is left alone as %s: %s', async (silence, _, changes) => {
    expect(await route(makeMessage(changes))).toEqual({ silences: [silence], claims: [] })
  })

  it('is answered once, however often and by whichever event it comes', async () => {
    const asEvent = makeMessage({ ...topLevel, mentions: bot })
    const { silences } = await route(asEvent, asEvent, makeMessage({ thread: own, mentions: bot }))
    expect(silences).toEqual([undefined, 'seen_before', 'seen_before'])
  })

  it('is not used up by an event that is left alone', async () => {
    const { silences } = await route(makeMessage({ kind: 'change' }), makeMessage())
    expect(silences).toEqual(['not_new', undefined])
  })
})
