import { type Activity, CloudAdapter } from 'botbuilder'
import { ConnectorMappers } from 'botframework-connector/lib/connectorApi/connectorClient.js'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { keepEntityFields } from '../../../adapters/teams/keep-entity-fields.ts'
import { TEAMS_LIMITS } from '../../../adapters/teams/limits.ts'
import { renderAnswer } from '../../../adapters/teams/render-answer.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import type { WireActivity } from '../../helpers/check-teams-activity.ts'
import { type FakeConnector, startFakeConnector } from '../../helpers/fake-connector.ts'
import { makePresentation, makeSources } from '../../helpers/presentations.ts'
import { CHATS, startTeamsBot, toActivity } from '../../helpers/teams-bot.ts'
import { startTokenServer, type TokenServer } from '../../helpers/token-server.ts'

let engine: AnswerEngine
let connector: FakeConnector
let tokens: TokenServer

beforeAll(async () => {
  engine = await openAnswerEngine()
  connector = await startFakeConnector()
  tokens = await startTokenServer()
})
afterAll(async () => {
  await tokens.close()
  await connector.close()
  await engine.close()
})
beforeEach(() => connector.reset())

const last = () => connector.messages().at(-1)?.activity ?? {}
const entityOf = (activity: WireActivity, type: string) => activity.entities?.find((entity) => entity.type === type)
const claimsOf = (activity: WireActivity) =>
  (entityOf(activity, 'https://schema.org/Message')?.citation ?? []) as readonly { position: number }[]
const markersIn = (text = '') => [...new Set(text.match(/(?<=\[)\d+(?=\])/gu))].map(Number)

/** Sends one activity through the SDK, without the bot. */
async function sendThroughSdk(activity: object): Promise<WireActivity> {
  const incoming = toActivity(connector.url, 'q', { chat: 'group' }) as unknown as Activity
  const identity = await tokens.authentication.authenticateRequest(incoming, tokens.sign(connector.url))
  await new CloudAdapter(tokens.authentication).processActivityDirect(identity, incoming, async (context) => {
    await context.sendActivity(activity).catch(() => {})
  })
  return connector.calls.at(-1)?.activity ?? {}
}

it('the SDK alone drops what entities say; the fix keeps it', async () => {
  const [reply] = renderAnswer(makePresentation(), { exchangeId: 1 })
  const { plain: _, ...activity } = reply ?? {}
  const mapper: { additionalProperties?: unknown } = ConnectorMappers.Entity.type
  expect(mapper.additionalProperties).toBeUndefined()
  expect((await sendThroughSdk(activity ?? {})).entities).toEqual([{ type: 'https://schema.org/Message' }])
  expect(connector.calls.at(-1)?.status).toBe(400)
  keepEntityFields()
  expect((await sendThroughSdk(activity ?? {})).entities).toEqual(reply?.entities)
})

it('the channel applies the fix by itself', async () => {
  const mapper: { additionalProperties?: unknown } = ConnectorMappers.Entity.type
  delete mapper.additionalProperties
  const bot = await startTeamsBot(engine, connector)
  await bot.say('Hoshiguma Vaultのバックアップの取得間隔は？')
  await bot.close()
  expect(last()).toEqual({
    type: 'message',
    textFormat: 'markdown',
    text: 'Hoshiguma Vaultのバックアップの取得頻度は 6時間ごと[1] です。',
    entities: [
      {
        type: 'https://schema.org/Message',
        '@type': 'Message',
        '@context': 'https://schema.org',
        '@id': '',
        additionalType: ['AIGeneratedContent'],
        citation: [
          {
            '@type': 'Claim',
            position: 1,
            appearance: {
              '@type': 'DigitalDocument',
              name: '§2.1 情報のバックアップ Hoshiguma Vault セキュリティホワイトペーパー 2.1版(2024-05-20)',
              abstract: '取得間隔：6時間ごと',
            },
          },
        ],
      },
      { type: 'streaminfo', streamType: 'final', streamId: connector.calls[0]?.id },
    ],
    channelData: { feedbackLoop: { type: 'default' } },
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: expect.any(Object) }],
    channelId: 'msteams',
    serviceUrl: connector.url,
    conversation: expect.objectContaining({ id: CHATS.personal.id }),
    from: expect.objectContaining({ name: 'posture-bot' }),
    recipient: expect.objectContaining({ id: '29:1kuroda' }),
    replyToId: expect.any(String),
    locale: 'ja-JP',
  })
})

it('every marker in the text is a claim, and every claim has its marker in the text', async () => {
  const bot = await startTeamsBot(engine, connector)
  for (const question of [
    'バックアップ保管期間を比較して',
    'コモレビのバックアップの保管期間は？',
    '暗号化を比較して',
  ]) {
    await bot.say(question, { chat: 'thread', mentions: ['bot'] })
  }
  await bot.close()
  expect(connector.messages()).toHaveLength(3)
  for (const { activity } of connector.messages()) {
    expect(claimsOf(activity).map(({ position }) => position)).toEqual(markersIn(activity.text))
  }
})

it.each([
  [TEAMS_LIMITS.citations - 1, TEAMS_LIMITS.citations - 1],
  [TEAMS_LIMITS.citations, TEAMS_LIMITS.citations],
  [TEAMS_LIMITS.citations + 1, TEAMS_LIMITS.citations],
])('of %i sources %i are claims, the rest stand in the card', async (count, claims) => {
  keepEntityFields()
  const sources = makeSources(count)
  const line = sources.map(({ marker }) => `${marker}世代[${marker}]`).join('、')
  const [reply] = renderAnswer(makePresentation({ lines: [line], sources }), { exchangeId: 1 })
  const { plain: _, ...activity } = reply ?? {}
  const sent = await sendThroughSdk(activity)
  expect(connector.calls.at(-1)?.status).toBe(201)
  expect(claimsOf(sent)).toHaveLength(claims)
  expect(JSON.stringify(sent.attachments)).toContain(`[${count}] Tsubomi Note`)
})

it('a source that the text has no marker of is no claim: nothing could be pressed', async () => {
  const [reply] = renderAnswer(makePresentation({ lines: ['7世代[2]'], sources: makeSources(3) }), { exchangeId: 1 })
  const { plain: _, ...activity } = reply ?? {}
  expect(claimsOf(await sendThroughSdk(activity)).map(({ position }) => position)).toEqual([2])
})

it.each([159, 160, 161])('an abstract of %i characters is taken', async (length) => {
  const quote = 'あ'.repeat(length)
  const [reply] = renderAnswer(makePresentation({ sources: makeSources(1, { quote, place: quote }) }), {
    exchangeId: 1,
  })
  const { plain: _, ...activity } = reply ?? {}
  const sent = JSON.stringify((await sendThroughSdk(activity)).entities)
  expect(connector.calls.at(-1)?.status).toBe(201)
  expect(sent).toContain(`"abstract":"${length > 160 ? `${'あ'.repeat(159)}…` : quote}"`)
  expect(sent).toContain(`"name":"${'あ'.repeat(79)}…"`)
})

it('names and abstracts of claims are as long as Teams takes, and no longer', async () => {
  keepEntityFields()
  const place = `§2.1 ${'長い見出し'.repeat(40)}`
  const quote = 'バックアップは遠隔地に保管します。'.repeat(30)
  const [reply] = renderAnswer(makePresentation({ sources: makeSources(1, { place, quote }) }), { exchangeId: 1 })
  const { plain: _, ...activity } = reply ?? {}
  const [claim] = claimsOf(await sendThroughSdk(activity)) as unknown as [
    { appearance: { name: string; abstract: string } },
  ]
  expect(connector.calls.at(-1)?.status).toBe(201)
  expect(claim?.appearance.name.length).toBeGreaterThan(TEAMS_LIMITS.citationName / 2)
  expect(claim?.appearance.abstract).toMatch(/保管します。…$/u)
})

it('there are no thumbs where the answer could not be recorded', async () => {
  const [reply] = renderAnswer(makePresentation(), { exchangeId: undefined })
  expect(reply?.channelData).toEqual({})
})
