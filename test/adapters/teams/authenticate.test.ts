import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { TeamsConfig } from '../../../src/config.ts'
import { type AnswerEngine, openAnswerEngine } from '../../helpers/answer-engine.ts'
import { type FakeConnector, startFakeConnector } from '../../helpers/fake-connector.ts'
import { type BotOptions, startTeamsBot, TENANT, type TeamsBot, toActivity } from '../../helpers/teams-bot.ts'
import { APP_ID, type TokenChanges } from '../../helpers/token-server.ts'

let engine: AnswerEngine
let connector: FakeConnector
let bot: TeamsBot
let asked: string[]
/** What was printed beside the log. */
let printed: string[]

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
  asked = []
  printed = []
  const spy = vi.spyOn(console, 'error').mockImplementation((...words) => void printed.push(words.join(' ')))
  onTestFinished(() => spy.mockRestore())
  bot = await start()
})
afterEach(() => bot.close())

/** A bot whose engine notes what it is asked. */
async function start(options: BotOptions = {}): Promise<TeamsBot> {
  const explain: AnswerEngine['explain'] = (question) => {
    asked.push(question.text)
    return engine.explain(question)
  }
  return startTeamsBot(engine, connector, { ...options, changes: { engine: { ...engine, explain } } })
}

const QUESTION = 'Hoshiguma Vaultの操作ログの保管期間は？'
const message = (changes: Record<string, unknown> = {}) => toActivity(connector.url, QUESTION, { changes })

/** What came back, once nothing is left to do. */
async function resultOf(to: TeamsBot, activity: unknown, header?: string | null) {
  const response = await to.post(activity, header)
  await to.settle()
  return { status: response.status, body: await response.text() }
}

async function expectNothingDone(from: TeamsBot, activity: { id?: unknown; conversation?: { id?: unknown } }) {
  expect(asked).toEqual([])
  expect(connector.calls).toEqual([])
  expect(await from.parts.log.listExchanges(0)).toEqual([])
  // A claim would keep the genuine message from being answered.
  expect(await from.parts.claims.claim(`teams:${activity.conversation?.id}:${activity.id}`)).toBe(true)
  expect(printed).toEqual([])
}

it('lets in what Teams signed', async () => {
  expect(await resultOf(bot, message())).toEqual({ status: 200, body: '' })
  expect(asked).toEqual([QUESTION])
  expect(printed).toEqual([])
})

describe('bad tokens', () => {
  const now = Math.floor(Date.now() / 1000)
  const cut = (header: string) => `${header.split('.').slice(0, 2).join('.')}.`
  const signed = (changes?: TokenChanges) => () => bot.tokens.sign(connector.url, changes)
  const encode = (text: string) => Buffer.from(text).toString('base64url')
  const of = (head: string, body: string) => `Bearer ${encode(head)}.${encode(body)}.${encode('signature')}`
  const HEAD = '{"alg":"RS256","typ":"JWT","kid":"key-1"}'

  it.each<[string, () => string | null]>([
    ['for somebody else', signed({ claims: { aud: '3f6c1f0e-0000-4000-8000-00000000dead' } })],
    ['of another issuer', signed({ claims: { iss: 'https://issuer.example' } })],
    ['that has expired', signed({ claims: { exp: now - 600 } })],
    ['that is not valid yet', signed({ claims: { nbf: now + 900 } })],
    ['with an unknown key', signed({ header: { kid: 'nobody' } })],
    ['without a key', signed({ header: { kid: undefined } })],
    ['with a wrong signature', signed({ key: 'foreign' })],
    ['with HS256', signed({ header: { alg: 'HS256' } })],
    ['with alg none', () => cut(bot.tokens.sign(connector.url, { header: { alg: 'none' } }))],
    ['that send answers elsewhere', () => bot.tokens.sign('https://elsewhere.example/')],
    ['that do not say where answers go', signed({ claims: { serviceurl: undefined } })],
    ['that are garbage', () => 'Bearer garbage'],
    ['that are garbage in three parts', () => 'Bearer a.b.c'],
    ['whose head is no JSON', () => of('{"alg":"RS256","typ":geheim}', '{}')],
    ['whose body is no JSON', () => of(HEAD, '{"iss":geheim}')],
    ['whose body is null', () => of(HEAD, 'null')],
    ['whose body is a list', () => of(HEAD, '["geheim"]')],
    ['whose body is a text', () => of('{"alg":"RS256"}', 'geheim')],
    ['of many words', () => 'Bearer geheim geheim geheim'],
    ['of another scheme', () => 'Basic dXNlcjpwYXNz'],
    ['that are empty', () => 'Bearer '],
    ['that are missing', () => null],
  ])('%s are refused with 401 and no words, and nothing is done', async (_, header) => {
    const activity = message()
    const value = header()
    expect(await resultOf(bot, activity, value)).toEqual({ status: 401, body: '' })
    await expectNothingDone(bot, activity)
    const log = bot.parts.reports.join('\n')
    expect(log).toContain('an activity was refused')
    for (const part of (value ?? '').split(/[ .]/u).filter((word) => word.length > 12)) expect(log).not.toContain(part)
    expect(log).not.toContain('geheim')
  })

  it('is refused with a good activity of another kind, too', async () => {
    const activity = message({ type: 'invoke', name: 'message/submitAction' })
    expect(await resultOf(bot, activity, 'Bearer garbage')).toEqual({ status: 401, body: '' })
  })

  it('leaves what others print on standard error alone', async () => {
    const refused = bot.post(message(), bot.tokens.sign(connector.url, { key: 'foreign' }))
    console.error('of somebody else')
    expect((await refused).status).toBe(401)
    console.error('of somebody else, later')
    expect(printed).toEqual(['of somebody else', 'of somebody else, later'])
  })
})

describe('tokens that the secret of the bot gets from Entra ID', () => {
  const sign = (serviceurl: string | undefined) =>
    bot.tokens.sign(connector.url, {
      claims: {
        iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
        ver: '1.0',
        appid: APP_ID,
        serviceurl,
      },
    })

  it.each([undefined, '', 'https://elsewhere.example/'])('with the service address %j are refused', async (url) => {
    const activity = message()
    expect(await resultOf(bot, activity, sign(url))).toEqual({ status: 401, body: '' })
    await expectNothingDone(bot, activity)
  })

  it('are let in for the address that they name', async () => {
    expect(await resultOf(bot, message(), sign(connector.url))).toEqual({ status: 200, body: '' })
  })
})

describe('keys that cannot be had', () => {
  it.each([500, 404])('are answered with 503 when their server says %i', async (status) => {
    bot.tokens.fail(status)
    const activity = message()
    expect(await resultOf(bot, activity)).toEqual({ status: 503, body: '' })
    await expectNothingDone(bot, activity)
  })

  it('are answered with 503 when their server is not there', async () => {
    await bot.tokens.close()
    expect(await resultOf(bot, message())).toEqual({ status: 503, body: '' })
  })

  it('are not waited for longer than Teams waits', async () => {
    const impatient = await start({ settings: { keysTimeoutMs: 50 } })
    impatient.tokens.fail('stall')
    expect(await resultOf(impatient, message())).toEqual({ status: 503, body: '' })
    await impatient.close()
  })
})

describe('foreign tenants and platforms', () => {
  const foreign = '3f6c1f0e-0000-4000-8000-000000000666'
  const conversation = (tenantId: unknown) => ({ conversationType: 'personal', id: 'a:1kuroda', tenantId })

  it.each<[string, Record<string, unknown>]>([
    ['a tenant that is not served', { conversation: conversation(foreign), channelData: { tenant: { id: foreign } } }],
    ['no tenant', { conversation: conversation(undefined), channelData: undefined }],
    ['a foreign tenant beside the own one', { channelData: { tenant: { id: foreign } } }],
    ['the own tenant beside a foreign one', { conversation: conversation(foreign) }],
    ['another platform', { channelId: 'webchat' }],
    ['the emulator', { channelId: 'emulator' }],
    ['one of Azure’s own platforms', { channelId: 'AseChannel' }],
  ])('%s is refused with 403 and no words, and nothing is done', async (_, changes) => {
    const activity = message(changes)
    expect(await resultOf(bot, activity)).toEqual({ status: 403, body: '' })
    await expectNothingDone(bot, activity)
  })

  it.each<[string, Record<string, unknown>]>([
    ['the conversation alone', { channelData: { source: { name: 'message' } } }],
    ['the channel data alone', { conversation: conversation(undefined) }],
    ['other letters', { conversation: conversation(TENANT.toUpperCase()), channelData: null }],
  ])('the own tenant may be named by %s', async (_, changes) => {
    expect(await resultOf(bot, message(changes))).toEqual({ status: 200, body: '' })
    expect(asked).toEqual([QUESTION])
  })
})

describe('what is no activity', () => {
  it.each<[string, () => unknown, number]>([
    ['broken JSON', () => '{"type":', 400],
    ['a list', () => [message()], 400],
    ['a text', () => '"message"', 400],
    ['nothing', () => '', 400],
    ['an activity without an address', () => message({ serviceUrl: undefined }), 400],
    ['an address that is no web address', () => message({ serviceUrl: 'file:///etc/passwd' }), 400],
    ['an activity without a conversation', () => message({ conversation: undefined }), 400],
    ['an activity without a sender', () => message({ from: null }), 400],
    ['an endless question', () => message({ text: 'a'.repeat(100_001) }), 400],
    ['a huge body', () => message({ text: 'あ'.repeat(300_000) }), 413],
  ])('%s is refused without words', async (_, activity, status) => {
    expect(await resultOf(bot, activity())).toEqual({ status, body: '' })
    expect({ asked, calls: connector.calls, printed }).toEqual({ asked: [], calls: [], printed: [] })
  })

  it('is refused before anybody is asked who sent it', async () => {
    bot.tokens.fail(500)
    expect(await resultOf(bot, [message()])).toEqual({ status: 400, body: '' })
  })
})

describe('without an app id', () => {
  const INSECURE: TeamsConfig = { kind: 'insecure_local' }

  it.each([
    'https://smba.trafficmanager.net/amer/',
    'http://10.0.0.7:3978/',
    'http://localhost.example/',
    'http://0.0.0.0:9/',
    'http://127.0.0.1.example/',
    'http://user@elsewhere.example/',
  ])('answers do not go to %s', async (serviceUrl) => {
    const local = await start({ config: INSECURE })
    const activity = message({ serviceUrl })
    expect(await resultOf(local, activity, null)).toEqual({ status: 403, body: '' })
    await expectNothingDone(local, activity)
    await local.close()
  })

  it('a tool on the same machine is answered, and the bot is ready', async () => {
    const local = await start({ config: INSECURE })
    expect(local.channel.isReady()).toBe(true)
    expect(await resultOf(local, message(), null)).toEqual({ status: 200, body: '' })
    expect(connector.messages()).toMatchObject([{ authorization: undefined }])
    await local.close()
  })
})
