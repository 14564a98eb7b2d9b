import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine()
})
afterAll(() => engine.close())

const BEFORE = 'Tokonatsu Deskの操作ログの保管期間は？'
const say = (text: string, turns: readonly string[] = [BEFORE]) => engine.ask({ text, turns })

describe('In a conversation, what asks for nothing known does not get the answer before again', () => {
  it.each(['ありがとうございます！', '了解です', 'なるほど', 'こんにちは', 'thanks', 'ok'])(
    'thanks: %s',
    async (text) => {
      const { status, text: words, citations } = await say(text)
      expect({ status, citations }).toEqual({ status: 'out_of_scope', citations: [] })
      expect(words).not.toContain('1年間')
      expect(words).not.toContain('対象外')
    },
  )

  it('politeness before a question is no politeness alone', async () => {
    expect((await say('ありがとう。じゃあHoshiguma Vaultは？')).text).toContain('400日間')
    expect((await say('了解、稼働率は？')).text).toContain('99.5%')
  })

  it.each(['今日の天気は？', 'おすすめのランチは？'])('other matters: %s', async (text) => {
    expect(await say(text)).toMatchObject({ status: 'out_of_scope', citations: [] })
  })

  it.each(['田中さんどう思いますか？', '英語で答えて', 'プラチナだと？'])(
    'words that stand nowhere in the paper: %s',
    async (text) => {
      const { status, text: words } = await say(text)
      expect(status).toBe('not_stated')
      expect(words).toContain('Tokonatsu Deskの資料に')
      expect(words).not.toContain('1年間')
    },
  )

  it.each([
    ['Kazaoto Driveのログは？', 'Kazaoto Drive'],
    ['じゃあKazaotoは？', 'Kazaoto'],
    ['What about Kazaoto?', 'Kazaoto'],
  ])('a product that is not known: %s', async (text, name) => {
    const { status, text: words } = await say(text)
    expect(status).toBe('unknown_product')
    expect(words).toContain(name)
    expect(words).not.toContain('1年間')
  })

  it('a name that stands in the paper is no unknown product', async () => {
    expect(await say('じゃあDeskは？')).toMatchObject({ status: 'answered' })
  })

  it.each([
    ['じゃあHoshiguma Vaultは？', '400日間'],
    ['バックアップの方は？', '10日間'],
    ['それは本当ですか？', '1年間'],
  ])('and what goes on from it still does: %s', async (text, value) => {
    expect((await say(text)).text).toContain(value)
  })
})

describe('Questions about the bot itself', () => {
  it.each([
    'どんな製品が登録されていますか？',
    '使い方を教えて',
    'ヘルプ',
    '登録されている製品は？',
    '何が聞けますか？',
  ])('name the papers, and nothing of them: %s', async (text) => {
    const { status, text: words, citations, suggestions } = await say(text, [])
    expect({ status, citations }).toEqual({ status: 'clarify', citations: [] })
    for (const product of ['Tokonatsu Desk', 'Hoshiguma Vault']) expect(words).toContain(product)
    expect(suggestions).toHaveLength(3)
  })

  it.each(['help', 'What can you do?', 'Which products do you have?'])('in English: %s', async (text) => {
    expect((await say(text, [])).text).toContain('Products covered: ')
  })

  it.each(['Tokonatsu Deskの管理者は何ができますか？', 'ISMAPに登録されているサービスは？'])(
    'are not those about products: %s',
    async (text) => {
      expect((await say(text, [])).text).not.toContain('登録されている資料：')
    },
  )
})
