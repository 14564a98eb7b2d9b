import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openEngine } from '../../../../src/open-engine.ts'
import { type AnswerEngine, KNOWLEDGE_DIR, openAnswerEngine } from '../../../helpers/answer-engine.ts'
import { type FakeOpenAi, type Fault, startFakeOpenAi } from '../../../helpers/fake-openai/fake-openai.ts'
import { createLyingReply, honestReply, promptOf } from '../../../helpers/fake-openai/scripted-replies.ts'

let plain: AnswerEngine
let server: FakeOpenAi
const opened: { close(): Promise<void> }[] = []
beforeAll(async () => {
  plain = await openAnswerEngine()
  server = await startFakeOpenAi()
})
afterAll(async () => {
  for (const engine of opened) await engine.close()
  await plain.close()
  await server.close()
})
beforeEach(() => {
  server.reply = honestReply
  server.faults.length = 0
})

/** An engine that asks the server, with a breaker and a budget of its own. */
async function openWithModel(options: { timeoutMs?: number; dailyTokens?: number } = {}) {
  const logged: { message: string; details: unknown }[] = []
  const keep = (message: string, details?: unknown) => void logged.push({ message, details })
  const engine = await openEngine({
    knowledgeDir: KNOWLEDGE_DIR,
    indexDir: plain.indexDir,
    logger: { info: keep, warn: keep, error: keep },
    today: () => '2025-07-01',
    models: {
      provider: { kind: 'openai', apiKey: server.key, baseUrl: server.url },
      chatModel: 'gpt-4.1-mini',
      embedding: undefined,
      timeoutMs: options.timeoutMs ?? 20_000,
      dailyTokens: options.dailyTokens,
      logsPrompts: false,
    },
  })
  opened.push(engine)
  return { ...engine, logged }
}

const says = (...claims: readonly { readonly text: string; readonly evidence: readonly number[] }[]) => {
  server.reply = () => ({ answered: true, claims })
}
const ask = (text: string, turns: readonly string[] = []) => ({ text, turns })
const RETENTION = ask('Hoshiguma Vaultの操作ログの保管期間は？')
const OPEN = ask('Hoshiguma Vaultの社屋の屋上では何をしていますか？')

describe('An answer with a chat model', () => {
  it('is in its words, with the markers and verbatim quotes of what they rest on', async () => {
    const engine = await openWithModel()
    server.reply = (request) => {
      const number = promptOf(request).values[0]?.evidence ?? 0
      return {
        answered: true,
        claims: [{ text: 'Hoshiguma Vaultでは操作ログを400日間保存しています。', evidence: [number] }],
      }
    }
    const { answer, explanation } = await engine.explain(RETENTION)
    expect(answer).toMatchObject({
      status: 'answered',
      basis: 'model',
      text: 'Hoshiguma Vaultでは操作ログを400日間保存しています[1]。',
    })
    expect(answer.citations).toMatchObject([{ marker: 1, section: '2.2', quote: '操作ログは400日間保管します。' }])
    expect(answer.facts).toMatchObject([{ value: '400日間', citation: 1 }])
    expect(answer).not.toHaveProperty('remark')
    expect(explanation.model).toMatchObject({ model: 'gpt-4.1-mini', promptVersion: 1, outcome: 'used' })
  })

  it('says once what a model says again and again', async () => {
    const claim = { text: 'Operation logs are kept for 400 days.', evidence: [1] }
    says(...Array.from({ length: 9 }, () => claim))
    const engine = await openWithModel()
    const { text } = await engine.ask(ask('How long does Hoshiguma Vault keep operation logs?'))
    expect(text).toBe('Operation logs are kept for 400 days[1].')
  })

  it('is asked for with the question, the turns and the passages, and nothing that tells who asks', async () => {
    const engine = await openWithModel()
    const before = server.chats.length
    await engine.ask(
      ask('<@U02ABCDEF> 操作ログの保管期間は？ 田中 taro@example.com', ['Hoshiguma Vaultについて <@U0999>']),
    )
    const [chat] = server.chats.slice(before)
    expect(JSON.stringify(chat)).not.toMatch(/U02ABCDEF|U0999|taro@/u)
    const { evidence, ...prompt } = promptOf(chat)
    expect(prompt).toMatchObject({
      question: expect.stringContaining('操作ログの保管期間'),
      earlier_questions: [expect.stringContaining('Hoshiguma Vault')],
      language: 'Japanese',
      values: [{ value: '400日間', evidence: 1 }],
    })
    const edition = '2.1 2024-05-20'
    expect(evidence[0]).toMatchObject({ number: 1, edition, section: expect.stringContaining('2.2 ログの取得') })
    expect(new Set(evidence.map(({ product }) => product))).toEqual(new Set(['Hoshiguma Vault']))
  })

  it('is repaired once, and what still does not hold is left out', async () => {
    const engine = await openWithModel()
    const before = server.chats.length
    const held = { text: '操作ログの保管期間は400日間です。', evidence: [1] }
    let replies = 0
    server.reply = () => ({
      answered: true,
      claims:
        replies++ === 0
          ? [held, { text: '操作ログは暗号化して保管されます。', evidence: [1] }]
          : [held, { text: '操作ログは海外に保管されます。', evidence: [1] }],
    })
    const { answer, explanation } = await engine.explain(RETENTION)
    expect(server.chats.length - before).toBe(2)
    expect(promptOf(server.chats.at(-1)).problems?.[0]).toMatchObject({ claim: '操作ログは暗号化して保管されます。' })
    expect(answer).toMatchObject({ basis: 'model', text: '操作ログの保管期間は400日間です[1]。' })
    expect(explanation.model?.replies).toHaveLength(2)
  })

  it('is the answer without it where facts say otherwise, or more', async () => {
    const engine = await openWithModel()
    const without = await plain.ask(RETENTION)
    for (const text of [
      '操作ログの保管期間は90日間です。',
      'アクセスログは6か月間保管します。',
      'ログの時刻は日本標準時です。',
    ]) {
      says({ text, evidence: [1, 2] })
      expect({ ...(await engine.ask(RETENTION)), ms: 0 }).toEqual({ ...without, ms: 0 })
    }
  })

  it('is in the language of the question, quotations and names apart', async () => {
    const engine = await openWithModel()
    const asked = ask('How long are the operation logs of Hoshiguma Vault kept?')
    const without = await plain.ask(asked)
    says({ text: '操作ログは400日間保管されます。', evidence: [1] })
    const { answer, explanation } = await engine.explain(asked)
    expect({ ...answer, ms: 0 }).toEqual({ ...without, ms: 0 })
    expect(explanation.model?.replies[0]?.[0]?.findings).toMatchObject([{ reason: 'language' }])
    says({ text: 'Operation logs are kept for 400 days.', evidence: [1] })
    expect(await engine.ask(asked)).toMatchObject({ basis: 'model', text: 'Operation logs are kept for 400 days[1].' })
    says({ text: 'Operation logs are kept for 400 days.', evidence: [1] })
    expect((await engine.ask(RETENTION)).text).not.toContain('kept')
  })

  it('is the answer without it where the model finds none', async () => {
    const engine = await openWithModel()
    server.reply = () => ({ answered: false, claims: [] })
    const { answer, explanation } = await engine.explain(RETENTION)
    expect(answer.basis).toBe('facts')
    expect(explanation.model?.outcome).toBe('declined')
  })

  it('is not asked for where there is nothing to say or a table to draw', async () => {
    const engine = await openWithModel()
    const before = server.chats.length
    await engine.ask(ask('こんにちは'))
    await engine.ask(ask('バックアップの保管期間を比較して'))
    await engine.ask(ask('Kintsugiのバックアップの保管期間は？'))
    await engine.ask(ask('Yoimachi Formの操作ログの保管期間は？'))
    expect(server.chats.length).toBe(before)
  })

  it('never says what a lying model says', async () => {
    const engine = await openWithModel()
    server.reply = createLyingReply()
    const questions = [
      'バックアップの保管期間は？',
      '多要素認証に対応していますか？',
      'シングルサインオンは使えますか？',
      '保存データは暗号化されていますか？',
      'ISO/IEC 27017は取得していますか？',
      '稼働率は？',
      'パスワードの文字数は？',
      'データはどこに保管されますか？',
      '脆弱性診断は？',
    ]
    for (const product of ['Hoshiguma Vault', 'Tokonatsu Desk', 'Yoimachi Form', 'Brindle Notes']) {
      for (const question of questions) {
        const { text, basis } = await engine.ask(ask(`${product}の${question}`))
        expect(text).not.toMatch(/99年|97日|3650|9\.9を|AES-512|Acme|永久|すべて対応済み|ことはありません/u)
        if (basis === 'model') expect((await plain.ask(ask(`${product}の${question}`))).status).toBe('answered')
      }
    }
  }, 60_000)
})

describe('A chat model that fails', () => {
  const faults: readonly (readonly [string, readonly Fault[]])[] = [
    ['429', [{ kind: 'status', status: 429, headers: { 'retry-after': '60' } }]],
    [
      '500',
      [
        { kind: 'status', status: 500 },
        { kind: 'status', status: 500 },
      ],
    ],
    ['a cut reply', [{ kind: 'cut' }, { kind: 'cut' }]],
    ['no JSON', [{ kind: 'says', content: 'sure!' }]],
    ['nothing', [{ kind: 'says', content: '' }]],
    ['a refusal', [{ kind: 'refusal' }]],
    ['a reply without an end', [{ kind: 'endless' }]],
    ['a wrong key', [{ kind: 'status', status: 401 }]],
    ['a spent quota', [{ kind: 'status', status: 429, code: 'insufficient_quota' }]],
    ['an unknown model', [{ kind: 'status', status: 404, code: 'model_not_found' }]],
    ['silence', [{ kind: 'hang' }]],
  ]
  it.each(faults)('with %s leaves the answer without it, a line in the log and a remark', async (_, list) => {
    const engine = await openWithModel({ timeoutMs: 1000 })
    server.faults.push(...list)
    const { remark, ...answer } = await engine.ask(RETENTION)
    expect({ ...answer, ms: 0 }).toEqual({ ...(await plain.ask(RETENTION)), ms: 0 })
    expect(remark).toContain('言語モデル')
    expect(engine.logged).toHaveLength(1)
    expect(JSON.stringify(engine.logged)).not.toMatch(/操作ログ|sk-test/u)
  })

  it('is left alone when the tokens of the day are spent, and says so', async () => {
    const engine = await openWithModel({ dailyTokens: 100 })
    expect(await engine.ask(RETENTION)).not.toHaveProperty('remark')
    expect((await engine.ask(RETENTION)).remark).toContain('利用量')
    expect((await engine.ask(ask('How long are the audit logs of Brindle Notes kept?'))).remark).toMatch(/budget/u)
    expect((await engine.ask(ask('こんにちは'))).remark).toBeUndefined()
  })

  it('may say of sentences what it says of values', async () => {
    const engine = await openWithModel()
    says({ text: '社屋の屋上では養蜂を行っています。', evidence: [1] })
    const answer = await engine.ask(OPEN)
    expect(answer.text).toContain('養蜂')
  })
})
