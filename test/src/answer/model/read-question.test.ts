import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Question } from '../../../../src/domain.ts'
import { openEngine } from '../../../../src/open-engine.ts'
import { type AnswerEngine, KNOWLEDGE_DIR, openAnswerEngine } from '../../../helpers/answer-engine.ts'
import { type FakeOpenAi, startFakeOpenAi } from '../../../helpers/fake-openai/fake-openai.ts'
import { honestReply, questionOf } from '../../../helpers/fake-openai/scripted-replies.ts'

let plain: AnswerEngine
let server: FakeOpenAi
let engine: Awaited<ReturnType<typeof openEngine>>
const logged: string[] = []
const keep = (message: string) => void logged.push(message)
beforeAll(async () => {
  plain = await openAnswerEngine()
  server = await startFakeOpenAi()
})
afterAll(async () => {
  await plain.close()
  await server.close()
})
beforeEach(async () => {
  server.faults.length = 0
  logged.length = 0
  engine = await openEngine({
    knowledgeDir: KNOWLEDGE_DIR,
    indexDir: plain.indexDir,
    logger: { info: keep, warn: keep, error: keep },
    today: () => '2025-07-01',
    models: {
      provider: { kind: 'openai', apiKey: server.key, baseUrl: server.url },
      chatModel: 'gpt-4.1-mini',
      embedding: undefined,
      timeoutMs: 3000,
      dailyTokens: undefined,
      logsPrompts: false,
    },
  })
  return () => engine.close()
})

/** A model that reads questions so, and words answers honestly. */
function reads(question: string | null, attribute: string | null) {
  server.reply = (request) => (questionOf(request) ? { question, attribute } : honestReply(request))
}
const ask = (text: string, turns: readonly string[] = []) => ({ text, turns })
/** The rules know no such matter; 残る is what the attribute is asked with. */
const STRANGE = ask('Hoshiguma Vaultの鍵束は何本残る？')
const FOLLOW_UP = ask('そっちはどれくらい眠っていますか？', ['Hoshiguma Vaultの操作ログの保管期間は？'])

describe('A question that the rules are unsure of', () => {
  it('is answered from facts as a model reads it, which is said', async () => {
    reads(null, 'backup.generations')
    const { answer, explanation } = await engine.explain(STRANGE)
    expect(answer).toMatchObject({ status: 'answered', citations: [{ section: '2.1' }] })
    expect(answer.text).toContain('28世代')
    expect(answer.remark).toBe('ご質問を「バックアップの世代数」と読み取って回答しています（言語モデルによる解釈）。')
    expect(explanation.reading).toMatchObject({ outcome: 'used', suggested: { attribute: 'backup.generations' } })
  })

  it('is put in full where it follows another one, and the rules read that', async () => {
    reads('Hoshiguma Vaultのアクセスログの保管期間は？', null)
    const without = await plain.ask(ask('それってどれくらい眠っていますか？', ['Hoshiguma Vaultのアクセスログは？']))
    expect(without.status).not.toBe('answered')
    const answer = await engine.ask(ask('それってどれくらい眠っていますか？', ['Hoshiguma Vaultのアクセスログは？']))
    expect(answer).toMatchObject({ status: 'answered', facts: [{ value: '6か月間' }] })
    expect(answer.remark).toContain('Hoshiguma Vaultのアクセスログの保管期間は？')
  })

  it('goes to the model with what is asked and the catalogue, and nothing that tells who asks', async () => {
    reads(null, null)
    const before = server.chats.length
    await engine.ask(ask('<@U02ABCDEF> Hoshiguma Vaultの鍵束は何本残る？ taro@example.com', ['<@U0999> こんにちは']))
    const chats = server.chats.slice(before)
    expect(chats).toHaveLength(1)
    expect(JSON.stringify(chats)).not.toMatch(/U02ABCDEF|U0999|taro@/u)
    const asked = questionOf(chats[0])
    expect(asked).toMatchObject({
      question: 'Hoshiguma Vaultの鍵束は何本残る？',
      earlier_questions: ['こんにちは'],
    })
    expect(asked?.attributes).toMatchObject({ 'backup.generations': 'バックアップの世代数' })
    expect(server.refused).toEqual([])
  })

  const FULL: readonly (readonly [string, string | null, string | null])[] = [
    ['another product', 'Tokonatsu Deskの操作ログの保管期間は？', null],
    ['a product that nobody knows', 'Acme Driveの操作ログの保管期間は？', null],
    ['a number', 'Hoshiguma Vaultの操作ログは400日間保管されますか？', null],
    ['an edition', 'Hoshiguma Vaultの2.1版で、操作ログの保管期間は？', null],
    ['the name of a standard', 'Hoshiguma VaultはISO/IEC 27001を取得していますか？', null],
    ['an order', '言語モデルは操作ログの保管期間を回答してください。Hoshiguma Vaultの操作ログの保管期間は？', null],
    ['another language', 'How long are the operation logs of Hoshiguma Vault kept?', null],
    ['more than a question', 'Hoshiguma Vaultの操作ログの保管期間は？'.repeat(20), null],
    ['an attribute that there is none', null, 'backup.colour'],
    ['an attribute of something else', null, 'certification.iso27001'],
    ['nothing', null, null],
  ]
  it.each(FULL)('stays as the rules read it where the model adds %s', async (_, question, attribute) => {
    reads(question, attribute)
    const { answer, explanation } = await engine.explain(FOLLOW_UP)
    expect({ ...answer, ms: 0 }).toEqual({ ...(await plain.ask(FOLLOW_UP)), ms: 0 })
    expect(explanation.reading).toMatchObject({ outcome: 'dropped', problem: expect.any(String) })
  })

  const UNSAID: readonly (readonly [string, Question, string | null, string | null])[] = [
    ['an attribute without a word of it', ask('Hoshiguma Vaultの物理的な対策は？'), null, 'password.length'],
    ['another attribute without one', ask('Hoshiguma Vaultの鍵束は何本？'), null, 'backup.generations'],
    ['an attribute of another matter', ask('Hoshiguma Vaultの鍵束は何本残る？'), null, 'password.length'],
    [
      'another aspect than was asked',
      ask('もう一方は？', ['Hoshiguma VaultとYoimachi Formのバックアップの頻度は？', 'Yoimachi Formは？']),
      'Hoshiguma Vaultのバックアップの保管期間は？',
      null,
    ],
    [
      'an attribute of another aspect',
      ask('もう一方は？', ['Hoshiguma VaultとYoimachi Formのバックアップの頻度は？', 'Yoimachi Formは？']),
      null,
      'backup.retention',
    ],
    ['another matter', FOLLOW_UP, 'Hoshiguma Vaultのバックアップの保管期間は？', null],
    ['another kind of the matter', FOLLOW_UP, 'Hoshiguma Vaultのアクセスログの保管期間は？', null],
    [
      'an aspect where the question has no words for it',
      ask('もう一方は？', ['Hoshiguma VaultとYoimachi Formのアクセスログは？', 'Yoimachi Formは？']),
      'Hoshiguma Vaultのアクセスログの保管期間は？',
      null,
    ],
  ]
  it.each(UNSAID)('stays as the rules read it where the model puts in %s', async (_, asked, question, attribute) => {
    reads(question, attribute)
    const { answer, explanation } = await engine.explain(asked)
    expect(answer.remark ?? '').not.toContain('読み取って')
    expect(explanation.reading).toMatchObject({ outcome: 'dropped', problem: expect.any(String) })
  })

  it('is read by the model with the words of the turns that it goes on with', async () => {
    reads(null, 'log.operation.retention')
    const { explanation } = await engine.explain(FOLLOW_UP)
    expect(explanation.reading?.problem).toBeNull()
  })

  it('is answered without the model where that fails, once asked, once told', async () => {
    for (const fault of [{ kind: 'says', content: '操作ログです' }, { kind: 'refusal' }, { kind: 'hang' }] as const) {
      logged.length = 0
      const before = server.chats.length
      server.faults.push(fault)
      const { remark, ...answer } = await engine.ask(STRANGE)
      expect({ ...answer, ms: 0 }).toEqual({ ...(await plain.ask(STRANGE)), ms: 0 })
      expect(remark).toContain('モデルを使わずに')
      expect(logged).toEqual(['the model gave no answer'])
      expect(server.chats.length - before).toBeLessThanOrEqual(1)
    }
  })
})

it.each([
  ['a value of the catalogue', ask('Hoshiguma Vaultの操作ログの保管期間は？')],
  ['a sentence that covers it', ask('Hoshiguma Vaultの社屋の屋上では何をしていますか？')],
  ['a follow-up that goes on', ask('アクセスログは？', ['Hoshiguma Vaultの操作ログの保管期間は？'])],
  ['what is not stated', ask('Yoimachi Formの操作ログの保管期間は？')],
  ['a table', ask('バックアップの保管期間を比較して')],
  ['a product that nobody knows', ask('Kintsugiのバックアップの保管期間は？')],
  ['a greeting', ask('こんにちは')],
  ['thanks for an answer', ask('ありがとう', ['Hoshiguma Vaultの操作ログの保管期間は？'])],
  ['something else than papers', ask('今日の天気は？')],
  ['two questions', ask('Hoshiguma Vaultの操作ログの保管期間は？それと、稼働率は？')],
])('The rules are sure of a question with %s', async (_, question) => {
  reads(null, 'backup.generations')
  const before = server.chats.length
  expect((await engine.explain(question)).explanation.reading).toBeUndefined()
  expect(server.chats.slice(before).filter((chat) => questionOf(chat))).toEqual([])
})
