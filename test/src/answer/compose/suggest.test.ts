import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_PRODUCTS_TO_CHOOSE } from '../../../../src/answer/compose/suggest.ts'
import { wordingOf } from '../../../../src/answer/wording.ts'
import type { Language } from '../../../../src/domain.ts'
import { createEngine } from '../../../../src/engine.ts'
import { loadCatalog } from '../../../../src/knowledge/catalog.ts'
import { type AnswerEngine, KNOWLEDGE_DIR, openAnswerEngine } from '../../../helpers/answer-engine.ts'
import { ANSWER_PAPERS } from '../../../helpers/answer-papers.ts'
import { NATURAL_QUESTIONS } from '../../../helpers/natural-questions.ts'

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine()
})
afterAll(() => engine.close())

const ask = (text: string, ...turns: string[]) => engine.ask({ text, turns })
const suggestionsFor = async (text: string, ...turns: string[]) => (await ask(text, ...turns)).suggestions

/** In the order of their ids. */
const PRODUCTS = ['コモレビ', 'Yoimachi Form', 'Hoshiguma Vault', 'Brindle Notes', 'Tokonatsu Desk']
const STRANGER = 'Kazaoto Drive'

/** Everything that the catalogue knows, asked of these products, of one that is unknown and of none in particular. */
function listQuestions(language: Language, products: readonly string[]): readonly string[] {
  const { askValue } = wordingOf(language)
  return loadCatalog(KNOWLEDGE_DIR).attributes.flatMap(({ name }) => [
    ...[...products, STRANGER].map((product) => askValue(product, name[language])),
    language === 'ja' ? `この製品の${name.ja}は？` : `What is the ${name.en} of this product?`,
  ])
}

describe('A suggestion', () => {
  it.each<[Language, readonly string[]]>([
    ['ja', [...listQuestions('ja', PRODUCTS), ...NATURAL_QUESTIONS]],
    ['en', listQuestions('en', ['Hoshiguma Vault', 'Brindle Notes'])],
  ])('is a question that is answered itself, in the language of the answer that has it (%s)', async (_, questions) => {
    const suggested = new Map<string, { from: string; language: Language }>()
    for (const from of questions) {
      const { suggestions, language } = await ask(from)
      for (const suggestion of suggestions) suggested.set(suggestion, { from, language })
    }
    expect(suggested.size).toBeGreaterThan(400)
    for (const [suggestion, { from, language }] of suggested) {
      const answer = await ask(suggestion)
      expect(['answered', 'not_stated'], `${suggestion} (from ${from})`).toContain(answer.status)
      expect(answer.language, suggestion).toBe(language)
      expect(suggestion).not.toBe(from)
    }
  })

  it('is there once, and never the question that was asked', async () => {
    for (const question of NATURAL_QUESTIONS) {
      const suggestions = await suggestionsFor(question)
      expect(new Set(suggestions).size, question).toBe(suggestions.length)
      expect(suggestions, question).not.toContain(question)
    }
  })
})

describe('What may be asked next', () => {
  it('is what the paper states where a product is named and nothing asked', async () => {
    const { status, suggestions } = await ask('Tokonatsu Deskについて教えて')
    expect(status).toBe('clarify')
    expect(suggestions).toHaveLength(3)
    for (const suggestion of suggestions) {
      expect(suggestion).toContain('Tokonatsu Desk')
      expect(await ask(suggestion)).toMatchObject({ status: 'answered' })
    }
  })

  it('after one value is what the paper states of the same topic, and the same of all products', async () => {
    expect(await suggestionsFor('Brindle Notesのバックアップの保管期間は？')).toEqual([
      'Brindle Notesのバックアップの取得頻度は？',
      expect.stringMatching(/^Brindle Notesの.+は？$/u),
      'バックアップの保管期間を比較して',
    ])
  })

  it('after one value is only the comparison where the paper states nothing else of the topic', async () => {
    expect(await suggestionsFor('Tokonatsu Deskの稼働率は？')).toEqual(['稼働率を比較して'])
  })

  it('after several values is none of them again', async () => {
    // Both belong to the number of generations, and the paper states both.
    expect(await suggestionsFor('コモレビのバックアップの世代数とバックアップの保管期間は？')).toEqual([
      'コモレビのバックアップの取得は？',
      'バックアップの世代数を比較して',
    ])
    expect(await suggestionsFor('コモレビのバックアップの世代数とバックアップの取得は？')).toEqual([
      'コモレビのバックアップの保管期間は？',
      'バックアップの世代数を比較して',
    ])
  })

  it('is about the product of the turn before, where the question names none', async () => {
    expect(await suggestionsFor('稼働率は？', 'Tokonatsu Deskの操作ログは？')).toEqual(['稼働率を比較して'])
  })

  it('after what a paper does not state is whether others do', async () => {
    const answer = await ask('Tokonatsu Deskの料金はいくら？')
    expect(answer.status).toBe('not_stated')
    expect(answer.suggestions).toEqual(['料金・価格を比較して'])
  })

  it('after "which product do you mean?" is the same of each product', async () => {
    const answer = await ask('この製品の稼働率は？')
    expect(answer.status).toBe('clarify')
    expect(answer.suggestions).toEqual(PRODUCTS.map((product) => `${product}の稼働率は？`))
  })

  it('after an unknown product is the same of products that are known', async () => {
    const answer = await ask(`${STRANGER}の稼働率は？`)
    expect(answer.status).toBe('unknown_product')
    expect(answer.suggestions).toEqual(PRODUCTS.slice(0, 3).map((product) => `${product}の稼働率は？`))
  })

  it.each([
    ['something out of scope', '今日の天気は？', 'out_of_scope'],
    ['a text without words', '？！…。', 'out_of_scope'],
  ])('after %s is what one may begin with', async (_, question, status) => {
    const answer = await ask(question)
    expect(answer.status).toBe(status)
    expect(answer.suggestions).toEqual(await engine.suggestStart('ja'))
  })

  it.each([
    ['a comparison of all products', 'バックアップの保管期間を比較して'],
    ['a comparison of two', 'Hoshiguma VaultとTokonatsu Deskの稼働率を比較して'],
    ['everything of one topic', 'Hoshiguma Vaultのバックアップについて教えて'],
    ['which products do something', 'ISO27017を取得しているのは？'],
    ['which product has most of something', '稼働率が一番高いのは？'],
    ['the document itself', 'Tokonatsu Deskのこの資料の版と日付は？'],
  ])('is nothing after %s', async (_, question) => {
    expect(await suggestionsFor(question)).toEqual([])
  })

  it.each([
    [
      'one value',
      'Brindle Notes: What is the backup retention period?',
      [
        'What is the backup frequency of Brindle Notes?',
        expect.stringMatching(/^What (?:is|are) the .+ of Brindle Notes\?$/u),
        'Compare the backup retention period of all products',
      ],
    ],
    [
      'an unknown product',
      `Does ${STRANGER} keep logs?`,
      PRODUCTS.slice(0, 3).map((product) => `What is the log retention period of ${product}?`),
    ],
    [
      '"which product do you mean?"',
      'What is the uptime of this product?',
      PRODUCTS.map((product) => `What is the availability (uptime) of ${product}?`),
    ],
  ])('is English after an English question: %s', async (_, question, suggestions) => {
    expect(await suggestionsFor(question)).toEqual(suggestions)
  })

  it('to begin with is English after an English question out of scope', async () => {
    expect(await suggestionsFor('What is the weather today?')).toEqual(await engine.suggestStart('en'))
  })
})

describe('Questions to begin with', () => {
  it('are about a value that the richest paper states, the same of all, and certificates', async () => {
    expect(await engine.suggestStart('ja')).toEqual([
      expect.stringMatching(/^Hoshiguma Vaultの.+は？$/u),
      expect.stringMatching(/を比較して$/u),
      'ISO/IEC 27001を取得しているのは？',
    ])
    expect(await engine.suggestStart('en')).toEqual([
      expect.stringMatching(/^What is the .+ of Hoshiguma Vault\?$/u),
      expect.stringMatching(/^Compare the .+ of all products$/u),
      'Which products are ISO/IEC 27001 certified?',
    ])
  })

  it('are answered, the first with what that paper says', async () => {
    for (const language of ['ja', 'en'] as const) {
      const [first = '', ...others] = await engine.suggestStart(language)
      expect((await ask(first)).citations[0]?.product).toBe('Hoshiguma Vault')
      for (const question of others) expect((await ask(question)).status, question).toBe('answered')
    }
  })
})

describe('Where there is one paper', () => {
  it('nothing is compared, and there is nothing to choose from', async () => {
    const alone = await openAnswerEngine({ 'tokonatsu.txt': ANSWER_PAPERS['tokonatsu.txt'] ?? '' })
    const start = await alone.suggestStart('ja')
    expect(start).toHaveLength(3)
    for (const question of start) expect(question).toMatch(/^Tokonatsu Deskの.+は？$/u)
    const { suggestions } = await alone.ask({ text: 'Tokonatsu Deskの稼働率は？', turns: [] })
    expect(suggestions).toEqual([])
    await alone.close()
  })
})

it('is nothing where there is no paper', async () => {
  const none: never[] = []
  const empty = createEngine({
    store: { ...engine.store, listPapers: async () => none },
    catalog: loadCatalog(KNOWLEDGE_DIR),
    retrieve: async () => Object.assign([], { degraded: undefined }),
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    today: () => '2025-04-01',
    now: () => 0,
  })
  expect(await empty.suggestStart('ja')).toEqual([])
  expect((await empty.ask({ text: 'この製品の稼働率は？', turns: [] })).suggestions).toEqual([])
})

it('offers no more products to choose from than a message has room for', async () => {
  const papers = Object.fromEntries(
    ['Akebono', 'Botan', 'Chidori', 'Donguri', 'Enoki', 'Fukujuso', 'Gekko'].map((name) => [
      `${name}.txt`,
      (ANSWER_PAPERS['yoimachi.txt'] ?? '')
        .replaceAll('Yoimachi Form', `${name} Form`)
        .replaceAll('カスミ堂', `${name}堂`),
    ]),
  )
  const many = await openAnswerEngine(papers)
  const { status, suggestions } = await many.ask({ text: 'この製品の稼働率は？', turns: [] })
  expect({ status, count: suggestions.length }).toEqual({ status: 'clarify', count: MAX_PRODUCTS_TO_CHOOSE })
  await many.close()
})
