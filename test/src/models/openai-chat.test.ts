import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Provider } from '../../../src/model-config.ts'
import {
  createGuardedChat,
  LONG_PAUSE_MS,
  MAX_FAILURES,
  MAX_WAIT_MS,
  PAUSE_MS,
} from '../../../src/models/guarded-chat.ts'
import { createOpenAiChat } from '../../../src/models/openai-chat.ts'
import { type FakeOpenAi, type Fault, startFakeOpenAi } from '../../helpers/fake-openai/fake-openai.ts'

let server: FakeOpenAi
beforeAll(async () => {
  server = await startFakeOpenAi()
})
afterAll(() => server.close())
beforeEach(() => {
  server.faults.length = 0
  server.reply = () => ({ words: ['7日間'] })
})

const schema = z.object({ words: z.array(z.string()) })
const askOf = (timeoutMs = 20_000) => ({
  system: 'Say words.',
  user: 'バックアップの保管期間は？',
  schema,
  shape: 'words',
  signal: AbortSignal.timeout(timeoutMs),
})
const openAi = (name = 'gpt-4.1-mini', apiKey = server.key) =>
  createOpenAiChat({ provider: { kind: 'openai', apiKey, baseUrl: server.url } }, name)

/** A guard whose clock and log the test holds. */
function guarded(options: { name?: string; apiKey?: string; dailyTokens?: number; logsPrompts?: boolean } = {}) {
  const clock = { ms: 0, day: '2026-05-01' }
  const logged: { message: string; details: unknown }[] = []
  const keep = (message: string, details?: unknown) => void logged.push({ message, details })
  const chat = createGuardedChat(openAi(options.name, options.apiKey), {
    dailyTokens: options.dailyTokens,
    logsPrompts: options.logsPrompts ?? false,
    logger: { info: keep, warn: keep, error: keep },
    now: () => clock.ms,
    today: () => clock.day,
  })
  return { chat, clock, logged }
}

describe('A chat model', () => {
  it('replies in the shape that it is asked for, over what OpenAI takes', async () => {
    const before = server.chats.length
    expect(await openAi().complete(askOf())).toEqual({ value: { words: ['7日間'] }, tokens: 120 })
    const seen = server.chats[before]
    expect(seen).toMatchObject({ model: 'gpt-4.1-mini', temperature: 0, max_tokens: 2000 })
    expect(seen?.messages.map(({ role }) => role)).toEqual(['system', 'user'])
  })

  it('is not told a temperature where it thinks first', async () => {
    expect(await openAi('gpt-5-mini').complete(askOf())).toMatchObject({ tokens: 120 })
    expect(server.chats.at(-1)).not.toHaveProperty('temperature')
  })

  it('is a deployment on Azure', async () => {
    const provider = {
      kind: 'azure',
      apiKey: server.key,
      endpoint: `${server.origin}/`,
      apiVersion: '2024-10-21',
    } as const
    expect(await createOpenAiChat({ provider }, 'deployed-chat').complete(askOf())).toMatchObject({ tokens: 120 })
    expect(server.refused).toEqual([])
  })

  const failures: readonly (readonly [string, Fault, string])[] = [
    ['429', { kind: 'status', status: 429 }, 'rate_limited'],
    ['a spent quota', { kind: 'status', status: 429, code: 'insufficient_quota' }, 'quota_spent'],
    ['500', { kind: 'status', status: 500 }, 'unavailable'],
    ['a spent account', { kind: 'status', status: 402 }, 'quota_spent'],
    ['408', { kind: 'status', status: 408 }, 'unavailable'],
    ['a request that it does not know', { kind: 'status', status: 400 }, 'not_accepted'],
    ['a request that is too long', { kind: 'status', status: 413 }, 'not_accepted'],
    ['a request that it cannot process', { kind: 'status', status: 422 }, 'not_accepted'],
    ['a request that its filter refuses', { kind: 'status', status: 400, code: 'content_filter' }, 'refused'],
    ['a model that is not pulled', { kind: 'status', status: 404, message: 'model "m" not found' }, 'no_such_model'],
    ['a deployment that is not', { kind: 'status', status: 404, code: 'DeploymentNotFound' }, 'no_such_model'],
    ['a path that is not', { kind: 'status', status: 404, message: 'Invalid URL (POST /x)' }, 'wrong_address'],
    ['a method that is not', { kind: 'status', status: 405 }, 'wrong_address'],
    ['a page to log in', { kind: 'body', body: '<html>Log in</html>' }, 'wrong_address'],
    ['200 for no such path', { kind: 'body', body: '{"error":"Unexpected endpoint or method."}' }, 'wrong_address'],
    ['200 for an error', { kind: 'body', body: '{"error":{"message":"overloaded","code":502}}' }, 'unavailable'],
    ['no choice', { kind: 'body', body: '{"choices":[]}' }, 'bad_reply'],
    ['a cut reply', { kind: 'cut' }, 'unavailable'],
    ['a reply that is no JSON', { kind: 'says', content: '{"words": ["7日' }, 'bad_reply'],
    ['prose', { kind: 'says', content: '保管期間は7日間です。' }, 'bad_reply'],
    ['another shape', { kind: 'says', content: '{"words": "7日間"}' }, 'bad_reply'],
    ['an empty reply', { kind: 'says', content: '' }, 'refused'],
    ['a refusal', { kind: 'refusal' }, 'refused'],
    ['a reply without an end', { kind: 'endless' }, 'bad_reply'],
  ]
  it.each(failures)('that gives %s fails with a reason', async (_, fault, reason) => {
    server.faults.push(fault)
    await expect(openAi().complete(askOf())).rejects.toMatchObject({ code: 'MODEL', reason })
  })

  it('that is not at its address names the address and how it usually ends, without a key', async () => {
    const ask = (provider: Provider) => createOpenAiChat({ provider }, 'deployed-chat').complete(askOf())
    const at = (address: string, rest: string) =>
      expect.objectContaining({ reason: 'wrong_address', message: expect.stringMatching(`\\(${address}\\).*${rest}`) })
    const openAiProvider = { kind: 'openai', apiKey: server.key, baseUrl: `${server.origin}/` } as const
    await expect(ask(openAiProvider)).rejects.toEqual(at(server.origin, 'usually ends in /v1'))
    const azure = { kind: 'azure', apiKey: server.key, apiVersion: '2024-10-21' } as const
    const elsewhere = ask({ ...azure, endpoint: `${server.origin}/openai` })
    await expect(elsewhere).rejects.toEqual(at(`${server.origin}/openai`, 'https://NAME.openai.azure.com'))
    await expect(elsewhere).rejects.not.toThrow(server.key)
  })

  const WORDS = '{"words": ["7日間", "</think> ``` を含む語"]}'
  it.each<[string, Omit<Extract<Fault, { kind: 'says' }>, 'kind'>]>([
    ['what it thought before', { content: `<think>\n七日か。{"words": []}\n</think>\n\n${WORDS}` }],
    ['a fence around', { content: `\`\`\`json\n${WORDS}\n\`\`\`\n` }],
    ['a fence without a name around', { content: `\`\`\`\n${WORDS}\n\`\`\`` }],
    ['both', { content: `<think></think>\n\`\`\`json\n${WORDS}\n\`\`\`` }],
    ['parts instead of one text', { content: WORDS, isInParts: true }],
  ])('is understood with %s', async (_, says) => {
    server.faults.push({ kind: 'says', ...says })
    const { value } = await openAi().complete(askOf())
    expect(value).toEqual({ words: ['7日間', '</think> ``` を含む語'] })
  })

  it.each([
    ['thoughts alone', '<think>7日</think>', 'refused'],
    ['thoughts without an end', '<think>7日 {"words": []}', 'bad_reply'],
    ['thoughts and another shape', '<think>7日</think>{"word": "7日"}', 'bad_reply'],
    ['words beside a fence', 'はい\n```json\n{"words": []}\n```', 'bad_reply'],
  ])('that gives %s fails, with what it took', async (_, content, reason) => {
    server.faults.push({ kind: 'says', content })
    await expect(openAi().complete(askOf())).rejects.toMatchObject({ reason, tokens: 120 })
  })

  it.each(['length', 'content_filter'] as const)('whose reply ends by %s fails with what it took', async (finish) => {
    for (const content of ['{"words": ["7日', '{"words": []}']) {
      server.faults.push({ kind: 'says', content, finish })
      await expect(openAi().complete(askOf())).rejects.toMatchObject({ reason: 'bad_reply', tokens: 120 })
    }
  })

  it('that hangs is given up when the time is over', async () => {
    server.faults.push({ kind: 'hang' })
    await expect(openAi().complete(askOf(200))).rejects.toMatchObject({ reason: 'timeout' })
  })

  it('that does not exist, refuses the key or cannot be reached says so, never with the key', async () => {
    await expect(openAi('gpt-0').complete(askOf())).rejects.toMatchObject({ reason: 'no_such_model' })
    const wrong = openAi('gpt-4.1-mini', 'sk-wrong-hunter2').complete(askOf())
    await expect(wrong).rejects.toMatchObject({ reason: 'unauthorized' })
    await expect(wrong).rejects.not.toThrow(/hunter2/u)
    const nobody = createOpenAiChat(
      { provider: { kind: 'openai', apiKey: 'k', baseUrl: 'http://127.0.0.1:9/v1' } },
      'm',
    )
    await expect(nobody.complete(askOf())).rejects.toMatchObject({ reason: 'unavailable' })
  })
})

describe('A server that sends requests on to another', () => {
  it.each([301, 302, 303, 307, 308])(
    'is not followed after %i, on Azure neither, and the log says so in one line',
    async (status) => {
      const other = await startFakeOpenAi()
      try {
        const location = `${other.url}/chat/completions`
        server.faults.push({ kind: 'status', status, headers: { location } })
        const { chat, logged } = guarded()
        await expect(chat.complete(askOf())).rejects.toMatchObject({ reason: 'redirected' })
        const problem = expect.stringMatching(/another one.*check OPENAI_BASE_URL/u)
        expect(logged).toMatchObject([{ details: { problem, pausedMs: LONG_PAUSE_MS } }])
        server.faults.push({ kind: 'status', status, headers: { location } })
        const provider = {
          kind: 'azure',
          apiKey: server.key,
          endpoint: server.origin,
          apiVersion: '2024-10-21',
        } as const
        const deployed = createOpenAiChat({ provider }, 'deployed-chat')
        await expect(deployed.complete(askOf())).rejects.toMatchObject({ reason: 'redirected' })
        expect([...other.chats, ...other.refused]).toEqual([])
      } finally {
        await other.close()
      }
    },
  )
})

describe('A guarded chat model', () => {
  it('is asked once more after what passes, when the provider says', async () => {
    server.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': '1' } })
    const { chat, logged } = guarded()
    expect(await chat.complete(askOf())).toMatchObject({ value: { words: ['7日間'] } })
    expect(server.faults).toEqual([])
    expect(logged).toEqual([])
  })

  it('is left alone as long as the provider wants, and nobody waits for that', async () => {
    const { chat, clock, logged } = guarded()
    server.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': '30' } })
    await expect(chat.complete(askOf())).rejects.toMatchObject({ reason: 'rate_limited' })
    const before = server.chats.length
    clock.ms = 29_999
    await expect(chat.complete(askOf())).rejects.toMatchObject({ reason: 'paused' })
    expect(server.chats.length).toBe(before)
    clock.ms = 30_000
    expect(await chat.complete(askOf())).toMatchObject({ tokens: 120 })
    expect(logged).toHaveLength(1)
    expect(30_000).toBeGreaterThan(MAX_WAIT_MS)
  })

  it('is left alone after failing several times in a row, and tried again after a pause', async () => {
    const { chat, clock, logged } = guarded()
    for (let i = 0; i < MAX_FAILURES; i++) {
      server.faults.push({ kind: 'status', status: 500 }, { kind: 'status', status: 503 })
      await expect(chat.complete(askOf())).rejects.toMatchObject({ reason: 'unavailable' })
    }
    clock.ms = PAUSE_MS - 1
    await expect(chat.complete(askOf())).rejects.toMatchObject({ reason: 'paused' })
    clock.ms = PAUSE_MS
    expect(await chat.complete(askOf())).toMatchObject({ tokens: 120 })
    expect(logged).toHaveLength(MAX_FAILURES)
    expect(logged.at(-1)).toMatchObject({ details: { pausedMs: PAUSE_MS, reason: 'unavailable' } })
  })

  it('is left alone at once where a person has to mend something', async () => {
    const { chat, clock, logged } = guarded({ apiKey: 'sk-wrong-hunter2' })
    await expect(chat.complete(askOf())).rejects.toMatchObject({ reason: 'unauthorized' })
    clock.ms = LONG_PAUSE_MS - 1
    await expect(chat.complete(askOf())).rejects.toMatchObject({ reason: 'paused' })
    expect(JSON.stringify(logged)).not.toContain('hunter2')
  })

  it('is not left alone for replies that are of no use: the next question may do', async () => {
    const { chat } = guarded()
    for (let i = 0; i < MAX_FAILURES; i++) {
      server.faults.push({ kind: 'says', content: 'no' })
      await expect(chat.complete(askOf())).rejects.toMatchObject({ reason: 'bad_reply' })
    }
    expect(await chat.complete(askOf())).toMatchObject({ tokens: 120 })
  })

  it.each([400, 413, 422])('is not asked twice after %i, nor left alone: the next request may do', async (status) => {
    const { chat, logged } = guarded({ dailyTokens: 1 })
    for (let i = 0; i < MAX_FAILURES; i++) {
      server.faults.push({ kind: 'status', status })
      await expect(chat.complete(askOf())).rejects.toMatchObject({ reason: 'not_accepted' })
    }
    expect(await chat.complete(askOf())).toMatchObject({ tokens: 120 })
    expect(JSON.stringify(logged)).toMatch(/does not take the request/u)
    expect(JSON.stringify(logged)).not.toMatch(/pausedMs|cannot be reached/u)
  })

  it('is asked no more on a day whose tokens are spent, and again on the next', async () => {
    const { chat, clock, logged } = guarded({ dailyTokens: 240 })
    await chat.complete(askOf())
    await chat.complete(askOf())
    await expect(chat.complete(askOf())).rejects.toMatchObject({ reason: 'budget_spent' })
    await expect(chat.complete(askOf())).rejects.toMatchObject({ reason: 'budget_spent' })
    expect(logged).toHaveLength(1)
    clock.day = '2026-05-02'
    expect(await chat.complete(askOf())).toMatchObject({ tokens: 120 })
  })

  it('spends what replies of no use took, is not asked twice for them, and goes on', async () => {
    const { chat, logged } = guarded({ dailyTokens: 120 * (MAX_FAILURES + 2) })
    const before = server.chats.length
    const cut: Fault = { kind: 'says', content: '{"words": ["7日', finish: 'length' }
    const useless: readonly Fault[] = [cut, cut, { ...cut, finish: 'content_filter' }, { kind: 'refusal' }]
    for (const fault of useless) {
      server.faults.push(fault)
      await expect(chat.complete(askOf())).rejects.toMatchObject({
        reason: fault.kind === 'refusal' ? 'refused' : 'bad_reply',
      })
    }
    expect(server.chats.length - before).toBe(useless.length)
    expect(await chat.complete(askOf())).toMatchObject({ tokens: 120 })
    await expect(chat.complete(askOf())).rejects.toMatchObject({ reason: 'budget_spent' })
    expect(JSON.stringify(logged)).not.toContain('pausedMs')
  })

  it('leaves no prompt in the log unless asked to', async () => {
    const quiet = guarded()
    await quiet.chat.complete(askOf())
    server.faults.push({ kind: 'says', content: 'rubbish' })
    await expect(quiet.chat.complete(askOf())).rejects.toThrow()
    expect(JSON.stringify(quiet.logged)).not.toMatch(/保管期間|rubbish|Say words/u)
    const loud = guarded({ logsPrompts: true })
    await loud.chat.complete(askOf())
    expect(JSON.stringify(loud.logged)).toMatch(/保管期間/u)
  })
})
