import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine()
})
afterAll(() => engine.close())

const ask = (text: string) => engine.ask({ text, turns: [] })

describe('Two questions in one message', () => {
  it('are both answered, a line each, with markers that count on', async () => {
    const answer = await ask('Hoshiguma Vaultの稼働率は？操作ログの保管期間は？')
    expect(answer.status).toBe('answered')
    expect(answer.text.split('\n')).toEqual([
      'Hoshiguma Vaultの稼働率は 99.95%[1] です。',
      'Hoshiguma Vaultの操作ログの保存期間は 400日間[2] です。',
    ])
    expect(answer.citations.map(({ marker, section }) => [marker, section])).toEqual([
      [1, '4.1'],
      [2, '2.2'],
    ])
    expect(answer.facts.map(({ value }) => value)).toEqual(['99.95%', '400日間'])
  })

  it('are answered in English', async () => {
    const { text } = await ask('What is the uptime of Brindle Notes? And how long are audit logs kept?')
    expect(text).toContain('99.9%[1]')
    expect(text).toContain('18 months[2]')
  })

  it('may be about two products', async () => {
    const { text } = await ask('Hoshiguma Vaultの準拠法は？Tokonatsu Deskのパスワードの文字数は？')
    expect(text).toMatch(/Hoshiguma Vault.*日本法.*\n.*Tokonatsu Desk.*8文字以上/su)
  })

  it('have no table, and a table of one of them is said in lines', async () => {
    const answer = await ask('全製品の稼働率を比較すると？Hoshiguma Vaultの準拠法は？')
    expect(answer.table).toBeNull()
    expect(answer.text).toContain('99.95%')
    expect(answer.text).toContain('日本法')
    expect((await ask('全製品の稼働率を比較すると？')).table).not.toBeNull()
  })

  it('have no more suggestions than one', async () => {
    const { suggestions } = await ask('Hoshiguma Vaultの稼働率は？操作ログの保管期間は？バックアップの取得間隔は？')
    expect(suggestions.length).toBeLessThanOrEqual(3)
    expect(new Set(suggestions).size).toBe(suggestions.length)
  })

  it('that are the same are answered once', async () => {
    const { text } = await ask('Hoshiguma Vaultの稼働率は？Hoshiguma Vaultの稼働率は？')
    expect(text).toBe('Hoshiguma Vaultの稼働率は 99.95%[1] です。')
  })
})

describe('Of two questions one has no answer', () => {
  it.each([
    [
      'Hoshiguma Vaultの稼働率は？Hoshiguma Vaultの彫刻の台座の寸法は？',
      '「Hoshiguma Vaultの彫刻の台座の寸法は？」に当たる記載は見つかりませんでした。',
    ],
    [
      'Hoshiguma Vaultの彫刻の台座の寸法は？Hoshiguma Vaultの稼働率は？',
      '「Hoshiguma Vaultの彫刻の台座の寸法は？」に当たる記載は見つかりませんでした。',
    ],
  ])('and that is said of it: %s', async (question, sentence) => {
    const { status, text } = await ask(question)
    expect(status).toBe('answered')
    expect(text.split('\n')).toContain(sentence)
    expect(text).toContain('99.95%[1]')
  })

  it('and that is said of it where it lives on the question before', async () => {
    const { text } = await ask('Hoshiguma Vaultの稼働率は？彫刻の台座は？')
    expect(text).toContain('「彫刻の台座は？」に当たる記載は見つかりませんでした。')
  })

  it('and the other is still verified and cited', async () => {
    const answer = await ask('Hoshiguma Vaultの稼働率は？彫刻の台座は？')
    expect(answer.status).toBe('answered')
    expect(answer.text).toContain('99.95%[1]')
    expect(answer.text).toContain('見つかりませんでした')
    expect(answer.citations).toHaveLength(1)
  })

  it('and a value that the paper does not state is said by its name', async () => {
    const { status, text } = await ask('Hoshiguma Vaultの稼働率は？教育の頻度は？')
    expect(status).toBe('answered')
    expect(text).toContain('99.95%')
    expect(text).toMatch(/記載はありません|見つかりませんでした/u)
  })

  it('and a product without a paper is said to have none', async () => {
    const { status, text } = await ask('Hoshiguma Vaultの稼働率は？Kazaoto Driveの稼働率は？')
    expect(status).toBe('answered')
    expect(text).toContain('99.95%')
    expect(text).toContain('「Kazaoto Drive」の資料は登録されていません。')
  })
})

describe('Of two questions none has an answer', () => {
  it('and nothing is claimed', async () => {
    const answer = await ask('Hoshiguma Vaultの彫刻の台座の寸法は？Hoshiguma Vaultの弦の太さは？')
    expect(answer.status).toBe('not_stated')
    expect(answer.facts).toEqual([])
    expect(answer.text).not.toContain('に当たる記載は見つかりませんでした。」')
  })
})

describe('A message of four questions', () => {
  it('is read as one', async () => {
    const { explanation } = await engine.explain({ text: '稼働率は？準拠法は？MFAは？SSOは？', turns: [] })
    expect(explanation.further).toEqual([])
  })

  it('and one of three as three', async () => {
    const { explanation } = await engine.explain({ text: '稼働率は？準拠法は？MFAは？', turns: [] })
    expect(explanation.further.map(({ text }) => text)).toEqual(['準拠法は？', 'MFAは？'])
  })
})
