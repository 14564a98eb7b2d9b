import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Measurement, measure } from '../../scripts/eval/measure.ts'
import { countAnswers } from '../../scripts/eval/print.ts'
import { loadQuestionSets, type QuestionSet } from '../../scripts/eval/question-set.ts'
import type { Logger } from '../../src/logger.ts'
import type { ModelConfig } from '../../src/model-config.ts'
import { type FakeOpenAi, startFakeOpenAi } from '../helpers/fake-openai/fake-openai.ts'
import { createLyingReply, honestReply } from '../helpers/fake-openai/scripted-replies.ts'

const SILENT: Logger = { info() {}, warn() {}, error() {} }

let server: FakeOpenAi
beforeAll(async () => {
  server = await startFakeOpenAi()
})
afterAll(() => server.close())

function measureWith(set: QuestionSet, reply?: FakeOpenAi['reply']): Promise<Measurement> {
  if (reply) server.reply = reply
  const models: ModelConfig = {
    provider: { kind: 'openai', apiKey: server.key, baseUrl: server.url },
    chatModel: 'gpt-4.1-mini',
    embedding: undefined,
    timeoutMs: 60_000,
    dailyTokens: undefined,
    logsPrompts: false,
  }
  return measure(set, SILENT, () => true, reply ? { models } : {})
}

const { sets } = loadQuestionSets('test/eval')
const isSmall = ({ questions }: QuestionSet) => questions.length < 150

describe.each(sets.filter(isSmall).map((set) => [set.name, set] as const))('A set of the evaluation: %s', (_, set) => {
  it('is answered as well in the words of a model, and with nothing false by one that lies', async () => {
    const without = countAnswers((await measureWith(set)).answers)
    const honest = await measureWith(set, honestReply)
    expect(countAnswers(honest.answers)).toMatchObject({ falseAnswers: 0 })
    expect(countAnswers(honest.answers).passed).toBeGreaterThanOrEqual(without.passed)
    expect(honest.answers.filter(({ answer }) => answer.basis === 'model').length).toBeGreaterThan(20)
    const lying = countAnswers((await measureWith(set, createLyingReply())).answers)
    expect(lying.falseAnswers).toBe(0)
  }, 120_000)
})
