import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type FakeOpenAi, startFakeOpenAi } from './helpers/fake-openai/fake-openai.ts'

let server: FakeOpenAi
beforeAll(async () => {
  server = await startFakeOpenAi()
  server.reply = () => ({ words: ['7日間', '14日間'] })
})
afterAll(() => server.close())
beforeEach(() => {
  server.faults.length = 0
})

const openClient = () =>
  new ChatOpenAI({
    apiKey: server.key,
    model: 'gpt-4.1-mini',
    maxRetries: 0,
    configuration: { baseURL: server.url },
  })

/** The words of a streamed reply, and the tokens that it took. */
async function readStream(): Promise<{ text: string; tokens: number }> {
  let text = ''
  let tokens = 0
  for await (const chunk of await openClient().stream('?')) {
    text += chunk.text
    const { usage_metadata: usage } = chunk as unknown as { usage_metadata?: { total_tokens: number } }
    tokens += usage?.total_tokens ?? 0
  }
  return { text, tokens }
}

it('A plain and a streamed reply have the same words and tokens', async () => {
  const plain = await openClient().invoke('?')
  expect(JSON.parse(plain.text)).toEqual({ words: ['7日間', '14日間'] })
  expect(plain.usage_metadata).toMatchObject({ total_tokens: 120 })
  expect(await readStream()).toEqual({ text: plain.text, tokens: 120 })
  expect(server.chats.map(({ stream }) => stream ?? false)).toEqual([false, true])
})

it('A reply that is cut is an error, streamed or not', async () => {
  server.faults.push({ kind: 'cut' }, { kind: 'cut' })
  await expect(openClient().invoke('?')).rejects.toThrow()
  await expect(readStream()).rejects.toThrow()
})

it.each([
  ['numbers', 'float'],
  ['bytes', 'base64'],
] as const)('Embeddings as %s are the same vectors', async (_, encoding) => {
  const model = new OpenAIEmbeddings({
    apiKey: server.key,
    model: 'local-small',
    // The client asks for bytes by itself where nothing is said, and reads them.
    ...(encoding === 'float' ? { encodingFormat: encoding } : {}),
    configuration: { baseURL: server.url },
  })
  const [vector = []] = await model.embedDocuments(['バックアップ'])
  expect(vector).toHaveLength(64)
  expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
  expect(server.embeddings.at(-1)?.encoding_format).toBe(encoding)
})
