import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildIndex } from '../../../src/build-index.ts'
import type { ModelConfig, Provider } from '../../../src/model-config.ts'
import { BATCH_SIZE, type Embedded, OpenAiEmbeddings, QUERY_PAUSE_MS } from '../../../src/models/openai-embeddings.ts'
import { openEngine } from '../../../src/open-engine.ts'
import { KNOWLEDGE_DIR } from '../../helpers/answer-engine.ts'
import { type FakeOpenAi, type Fault, startFakeOpenAi } from '../../helpers/fake-openai/fake-openai.ts'
import { makeFolder } from '../../helpers/index-folder.ts'
import { samplePaper } from '../../helpers/sample-paper.ts'

let server: FakeOpenAi
beforeAll(async () => {
  server = await startFakeOpenAi()
})
afterAll(() => server.close())
beforeEach(() => {
  server.faults.length = 0
})

const SMALL = { model: 'local-small', dimensions: 64, isShortened: false }

function make(options: { embedding?: typeof SMALL; provider?: Provider; indexDir?: string } = {}) {
  const told: Embedded[] = []
  const clock = { ms: 0 }
  const { embedding = SMALL, indexDir = makeFolder() } = options
  const provider = options.provider ?? { kind: 'openai', apiKey: server.key, baseUrl: server.url }
  const onEmbedded = (embedded: Embedded) => void told.push(embedded)
  const vocabulary = { fingerprint: 'v' }
  const embeddings = new OpenAiEmbeddings({
    provider,
    embedding,
    indexDir,
    vocabulary,
    onEmbedded,
    now: () => clock.ms,
  })
  return { embeddings, told, clock, indexDir }
}

/** Texts that were sent since. */
const sentSince = (before: number) => server.embeddings.slice(before).flatMap(({ input }) => input)

describe('Embeddings of a provider', () => {
  it('are vectors of the length that the index remembers, as numbers', async () => {
    const { embeddings } = make()
    expect(embeddings.identity).toMatchObject({ model: `local-small at ${server.url}`, dimensions: 64 })
    const vectors = await embeddings.embedDocuments(['保管', 'ログ', '保管'])
    expect(vectors.map((vector) => vector.length)).toEqual([64, 64, 64])
    expect(vectors[0]).toEqual(vectors[2])
    expect(server.embeddings.at(-1)).toEqual({
      model: 'local-small',
      input: ['保管', 'ログ'],
      encoding_format: 'float',
    })
  })

  it('are those of one server: what another one made is not taken for its own', async () => {
    const other = await startFakeOpenAi()
    try {
      const { embeddings, indexDir } = make()
      await embeddings.embedDocuments(['保管'])
      const provider = { kind: 'openai', apiKey: other.key, baseUrl: other.url } as const
      const elsewhere = make({ provider, indexDir }).embeddings
      expect(elsewhere.identity).not.toEqual(embeddings.identity)
      await elsewhere.embedDocuments(['保管'])
      expect(other.embeddings.map(({ input }) => input)).toEqual([['保管']])
    } finally {
      await other.close()
    }
  })

  it('of OpenAI have the name of the model alone, and no identity holds a key', () => {
    const identityOf = (provider: Provider) => make({ provider }).embeddings.identity
    const ofOpenAi = (baseUrl: string) => identityOf({ kind: 'openai', apiKey: 'sk-hunter2', baseUrl })
    expect(ofOpenAi('https://api.openai.com/v1').model).toBe('local-small')
    expect(ofOpenAi('https://API.openai.com/v1/')).toEqual(ofOpenAi('https://api.openai.com/v1'))
    const azure = { kind: 'azure', apiKey: 'hunter2', endpoint: 'https://desk.openai.azure.com/' } as const
    const identity = identityOf({ ...azure, apiVersion: '2024-10-21' })
    expect(identity.model).toBe('local-small at https://desk.openai.azure.com')
    expect(identityOf({ ...azure, apiVersion: '2025-01-01' })).toEqual(identity)
  })

  it('are asked to be shorter only where that is wanted', async () => {
    await make({
      embedding: { model: 'text-embedding-3-small', dimensions: 8, isShortened: true },
    }).embeddings.embedQuery('a')
    expect(server.embeddings.at(-1)).toMatchObject({ dimensions: 8 })
  })

  it('are a deployment on Azure', async () => {
    const provider = { kind: 'azure', apiKey: server.key, endpoint: server.origin, apiVersion: '2024-10-21' } as const
    const { embeddings } = make({ provider, embedding: { ...SMALL, model: 'deployed-embedding' } })
    expect(await embeddings.embedQuery('a')).toHaveLength(64)
  })

  it('come in batches, each told, and are sent once, whatever happened in between', async () => {
    const texts = Array.from({ length: BATCH_SIZE + 10 }, (_, i) => `節 ${i}`)
    const { embeddings, told, indexDir } = make()
    const before = server.embeddings.length
    server.faults.push({ kind: 'vectors', of: 'zero' })
    await expect(embeddings.embedDocuments(texts.slice(0, 3))).rejects.toMatchObject({ code: 'MODEL' })
    await embeddings.embedDocuments(texts)
    expect(told.map(({ done, total }) => `${done}/${total}`)).toEqual(['256/266', '266/266'])
    const again = make({ indexDir })
    await again.embeddings.embedDocuments([...texts, 'neu'])
    expect(again.told).toEqual([{ model: 'local-small', done: 267, total: 267, characters: 3 }])
    expect(sentSince(before).filter((text) => text === '節 200')).toHaveLength(1)
  })

  it.each<[Extract<Fault, { kind: 'vectors' }>['of'], RegExp]>([
    ['none', /0 vectors for 2 texts/u],
    ['fewer', /1 vectors for 2 texts/u],
    ['more', /4 vectors for 2 texts/u],
    ['same_text', /which vector is of which text/u],
    ['empty', /not of 64 numbers/u],
    ['short', /not of 64 numbers/u],
    ['zero', /is zero/u],
    ['tiny', /is zero/u],
    ['huge', /not finite/u],
  ])(
    'that are wrong fail by what is wrong with them, are not asked for again, and none is kept: %s',
    async (of, message) => {
      server.faults.push({ kind: 'vectors', of })
      const { embeddings } = make()
      const before = server.embeddings.length
      await expect(embeddings.embedDocuments(['保管', 'ログ'])).rejects.toMatchObject({
        reason: 'bad_reply',
        message: expect.stringMatching(message),
      })
      expect(await embeddings.embedDocuments(['保管', 'ログ'])).toHaveLength(2)
      expect(sentSince(before)).toEqual(['保管', 'ログ', '保管', 'ログ'])
    },
  )

  it('belong to the text that the reply says, in whichever order they come', async () => {
    const texts = ['保管', 'ログ', '暗号']
    const inOrder = await make().embeddings.embedDocuments(texts)
    server.faults.push({ kind: 'vectors', of: 'shuffled' })
    expect(await make().embeddings.embedDocuments(texts)).toEqual(inOrder)
  })

  it.each<[string, Fault, string]>([
    ['a cut reply', { kind: 'cut' }, 'unavailable'],
    ['a page to log in', { kind: 'body', body: '<html>Log in</html>' }, 'wrong_address'],
    ['numbers as words', { kind: 'body', body: '{"data":[{"index":0,"embedding":["0.1"]}]}' }, 'bad_reply'],
  ])('fail with a reason after %s', async (_, fault, reason) => {
    server.faults.push(fault)
    await expect(make().embeddings.embedQuery('a')).rejects.toMatchObject({ reason })
  })

  it('of passages are asked for again when the provider says, where it takes no more just now', async () => {
    server.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': '1' } })
    expect(await make().embeddings.embedDocuments(['a'])).toHaveLength(1)
    server.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': '3600' } })
    await expect(make().embeddings.embedDocuments(['a'])).rejects.toMatchObject({ reason: 'rate_limited' })
    expect(server.faults).toEqual([])
  })

  it('are not asked of another server that the configured one sends on to, at ingest neither', async () => {
    const other = await startFakeOpenAi()
    try {
      const redirect: Fault = { kind: 'status', status: 307, headers: { location: `${other.url}/embeddings` } }
      server.faults.push(redirect)
      await expect(make().embeddings.embedQuery('a')).rejects.toMatchObject({ reason: 'redirected' })
      server.faults.push(redirect)
      await expect(make().embeddings.embedDocuments(['a'])).rejects.toMatchObject({ reason: 'redirected' })
      expect([...other.embeddings, ...other.refused]).toEqual([])
    } finally {
      await other.close()
    }
  })

  it('that are not at their address name it; what is not taken is not sent again', async () => {
    const provider = { kind: 'openai', apiKey: server.key, baseUrl: server.origin } as const
    await expect(make({ provider }).embeddings.embedDocuments(['a'])).rejects.toMatchObject({
      reason: 'wrong_address',
      message: expect.stringContaining(`(${server.origin}), which usually ends in /v1`),
    })
    for (const status of [400, 413, 422]) {
      server.faults.push({ kind: 'status', status })
      await expect(make().embeddings.embedDocuments(['a'])).rejects.toMatchObject({ reason: 'not_accepted' })
    }
  })

  it('of a question hold nobody who asks, and are left alone for a while after a failure', async () => {
    const { embeddings, clock } = make()
    await embeddings.embedQuery('<@U02ABC> 保管期間は？ taro@example.com')
    expect(server.embeddings.at(-1)?.input).toEqual(['保管期間は?'.replace('?', '？')])
    server.faults.push({ kind: 'status', status: 500 })
    await expect(embeddings.embedQuery('b')).rejects.toMatchObject({ reason: 'unavailable' })
    const before = server.embeddings.length
    await expect(embeddings.embedQuery('b')).rejects.toMatchObject({ reason: 'paused' })
    expect(server.embeddings.length).toBe(before)
    clock.ms = QUERY_PAUSE_MS
    expect(await embeddings.embedQuery('b')).toHaveLength(64)
  })
})

describe('An index with embeddings of a provider', () => {
  const logger = { info: () => {}, warn: () => {}, error: () => {} }
  const models = (): ModelConfig => ({
    provider: { kind: 'openai', apiKey: server.key, baseUrl: server.url },
    chatModel: undefined,
    embedding: SMALL,
    timeoutMs: 20_000,
    dailyTokens: undefined,
    logsPrompts: false,
  })
  function makeDesk() {
    const root = makeFolder()
    mkdirSync(join(root, 'papers'))
    writeFileSync(join(root, 'papers', 'a.txt'), samplePaper())
    const options = { knowledgeDir: KNOWLEDGE_DIR, indexDir: join(root, 'index'), logger }
    return { options, papers: join(root, 'papers') }
  }

  it('answers, is refused with other ones, and is rebuilt without sending a passage twice', async () => {
    const { options, papers } = makeDesk()
    const build = (rebuild: boolean) => buildIndex({ ...options, models: models(), rebuild }, [papers], {})
    await build(false)
    const engine = await openEngine({ ...options, models: models() })
    expect((await engine.ask({ text: 'Tsubomi Noteのバックアップの保管期間は？', turns: [] })).text).toContain('21日間')
    server.faults.push({ kind: 'status', status: 500 }, { kind: 'status', status: 500 })
    expect((await engine.ask({ text: 'Tsubomi Noteの通信の暗号化は？', turns: [] })).status).toBe('answered')
    await engine.close()
    await expect(openEngine(options)).rejects.toMatchObject({
      code: 'INDEX_FOREIGN',
      message: expect.stringMatching(/--rebuild/u),
    })
    const before = server.embeddings.length
    server.faults.length = 0
    expect(await build(true)).toMatchObject({ isInPlace: true })
    expect(sentSince(before)).toEqual([])
  })

  it('is refused where the same name is asked of another server, and both are named', async () => {
    const { options, papers } = makeDesk()
    await buildIndex({ ...options, models: models(), rebuild: false }, [papers], {})
    const elsewhere = {
      ...models(),
      provider: { kind: 'openai', apiKey: 'k', baseUrl: 'https://other.example/v1' },
    } as const
    await expect(openEngine({ ...options, models: elsewhere })).rejects.toMatchObject({
      code: 'INDEX_FOREIGN',
      message: expect.stringMatching(
        new RegExp(
          `model local-small at ${server.url} instead of local-small at https://other.example/v1: .*--rebuild`,
          'u',
        ),
      ),
    })
  })

  it('stays as it was where the provider fails', async () => {
    const { options, papers } = makeDesk()
    server.faults.push({ kind: 'status', status: 401 })
    const build = () => buildIndex({ ...options, models: models(), rebuild: false }, [papers], {})
    await expect(build()).rejects.toMatchObject({ code: 'MODEL', reason: 'unauthorized' })
    expect((await build()).results).toMatchObject([{ status: 'added' }])
  })
})
