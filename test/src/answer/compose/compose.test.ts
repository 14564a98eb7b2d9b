import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine()
})
afterAll(() => engine.close())

const ask = (text: string, ...turns: string[]) => engine.ask({ text, turns })
const PRODUCTS = ['コモレビ', 'Yoimachi Form', 'Hoshiguma Vault', 'Brindle Notes', 'Tokonatsu Desk']

describe('One product', () => {
  it.each([
    ['a number', 'Hoshiguma Vaultの稼働率は？', '99.95%', '4.1'],
    ['a count', 'Hoshiguma Vaultのバックアップの世代数は？', '28世代', '2.1'],
    ['a length', 'Tokonatsu Deskのパスワードの最小文字数は？', '8文字以上', '3.1'],
    ['a date', 'Hoshiguma VaultのISO27001の取得日は？', '2023年9月', '5.3'],
    ['a version', 'Tokonatsu DeskのTLSのバージョンは？', 'TLS1.3', '2.3'],
    ['hours', 'Hoshiguma Vaultのサポートの受付時間は？', '10時から17時', '4.2'],
    ['the value of a member', 'コモレビ勤怠のバックアップの保管期間は？', '15日', '2.1'],
  ])('has one value: %s', async (_, question, value, section) => {
    const answer = await ask(question)
    expect(answer).toMatchObject({ status: 'answered', basis: 'facts', table: null, citations: [{ section }] })
    expect(answer.text).toContain(`${value}`)
    expect(answer.facts).toHaveLength(1)
  })

  it('has values of several parts, each with its part and citation', async () => {
    const { text, facts } = await ask('Hoshiguma Vaultのログの保管期間は？')
    expect(text).toMatch(/400日間（操作ログ[^\n]*）\[\d\]/u)
    expect(text).toMatch(/6か月間（アクセスログ[^\n]*）\[\d\]/u)
    expect(facts.map(({ value }) => value).sort()).toEqual(['400日間', '6か月間'])
  })

  it('has values of several conditions, told apart', async () => {
    const { text } = await ask('Hoshiguma VaultのRTOは？')
    expect(text).toMatch(/4時間以内（[^\n]*単一障害[^\n]*）/u)
    expect(text).toMatch(/24時間以内（[^\n]*複合障害[^\n]*）/u)
  })

  it('has values of its members, and only one where only that is asked', async () => {
    expect((await ask('コモレビの操作ログの保管期間は？')).text).toMatch(
      /7年（コモレビ給与）[\s\S]*2年（コモレビ勤怠）/u,
    )
    expect((await ask('コモレビ給与の操作ログの保管期間は？')).text).not.toContain('2年')
  })

  it.each([
    ['はい', 'Tokonatsu DeskはIPアドレス制限ができますか？', 'はい。'],
    ['いいえ', 'Tokonatsu Deskの多要素認証は使えますか？', 'いいえ。'],
    ['that it is planned', 'Hoshiguma VaultはISO27017を取得していますか？', '予定とされています。'],
    ['yes', 'Does Brindle Notes support single sign-on?', 'Yes. '],
    ['no', 'Does Tokonatsu Desk support MFA?', 'No. '],
  ])('says %s before the quotation that says so', async (_, question, word) => {
    const { text } = await ask(question)
    expect(text.startsWith(word)).toBe(true)
    expect(text).toMatch(/「.+」[^\n]*\[1\]/u)
  })

  it.each([
    ['a question that asks for more than the statement', 'Yoimachi Formのバックアップは暗号化されていますか？'],
    ['a question in English that asks for more', 'Is the backup of Yoimachi Form encrypted?'],
    ['another edition', 'Hoshiguma VaultはISO/IEC 27001:2013ですか？'],
    ['a question that expects a value', 'Tokonatsu Deskの多要素認証は？'],
    ['a question turned around', 'Tokonatsu Deskの多要素認証は使えないのですか？'],
  ])('gets no yes or no for %s', async (_, question) => {
    expect((await ask(question)).text).not.toMatch(/^(?:はい|いいえ|Yes|No)\b|^(?:はい|いいえ)。/u)
  })

  it('has its premise corrected, and the value beside it', async () => {
    const { text } = await ask('Hoshiguma Vaultの稼働率は99.99%だよね？')
    expect(text).toMatch(/「99.99%」とは異なる記載です。\n[^\n]*99\.95%\[1\]/u)
    expect((await ask('Hoshiguma Vaultの稼働率は99.95%だよね？')).text).not.toContain('異なる記載')
  })

  it('that contradicts itself is shown with both', async () => {
    const { text, citations } = await ask('Tokonatsu Deskのバックアップの保管期間は？')
    expect(text).toMatch(/記載が分かれています[\s\S]*10日間\[1\][\s\S]*20日間\[2\]/u)
    expect(citations.map(({ section }) => section)).toEqual(['2.1', '2.2'])
  })

  it('with a value for each plan does not contradict itself', async () => {
    const { text } = await ask('Tokonatsu Deskの稼働率は？')
    expect(text).toMatch(/99\.5%[\s\S]*99\.9%/u)
    expect(text).not.toContain('分かれて')
  })

  it('gets a computed value with its arithmetic, marked as such', async () => {
    const { text, facts } = await ask('Hoshiguma Vaultのバックアップの保管期間は？')
    expect(text).toMatch(/計算上は[^\n]*168時間（6時間ごと × 28世代[^\n]*直接の記載はありません[^\n]*\[\d\]\[\d\]/u)
    expect(facts.filter(({ derived }) => derived)).toMatchObject([{ normalized: { value: 168, unit: 'hour' } }])
  })

  it('gets no computed value where the paper gives the value itself', async () => {
    expect((await ask('Brindle Notesのバックアップの保管期間は？')).facts.filter(({ derived }) => derived)).toEqual([])
  })
})

describe('What a paper does not say', () => {
  it('is said with what is related', async () => {
    const answer = await ask('Yoimachi Formのバックアップの保管期間は？')
    expect(answer).toMatchObject({ status: 'not_stated', citations: [{ section: '1.1' }] })
    expect(answer.text).toMatch(/記載はありません。\n・[^\n]*「バックアップを取得しています。[^\n]*\[1\]/u)
    expect(answer.facts[0]).toMatchObject({ stated: false, value: null })
  })

  it('is said with the section of the topic', async () => {
    const answer = await ask('Yoimachi Formの保存データは暗号化されていますか？')
    expect(answer).toMatchObject({ status: 'not_stated', citations: [{ section: '1.3' }] })
    expect(answer.text).toContain('§1.3 情報の暗号化[1]')
  })

  it.each([
    'Yoimachi Formの多要素認証は使えますか？',
    'Yoimachi Formの稼働率は99.9%ですか？',
    'Yoimachi FormはISO27001を取得していますか？',
    'Does Yoimachi Form support SSO?',
    'Brindle Notesの料金は？',
  ])('is never a no: %s', async (question) => {
    const answer = await ask(question)
    expect(answer.status).toBe('not_stated')
    expect(answer.text).not.toMatch(/いいえ|はい。|Yes|\bNo\b|対応していません/u)
  })

  it('is never a figure', async () => {
    for (const question of ['Yoimachi Formの稼働率は？', 'Yoimachi Formのログは何日？', 'Brindle NotesのRTOは？']) {
      expect((await ask(question)).text, question).not.toMatch(/\d(?!\])/u)
    }
  })

  it.each([
    ['月影台帳のバックアップの保管期間は？', '「月影台帳」が製品名でしたら'],
    ['月影台帳クラウドのバックアップの保管期間は？', '「月影台帳クラウド」が製品名でしたら'],
    ['月光ストレージのバックアップの保管期間は？', '「月光ストレージ」が製品名でしたら'],
  ])('of a name that may be a product: %s', async (question, note) => {
    const { text } = await ask(question)
    expect(text.startsWith(note)).toBe(true)
    expect(text).toContain('登録されていません。\nバックアップの保管期間の比較：')
  })

  it.each(['バックアップデータの保管期間は？', '解約後のデータの削除は何日後？', 'パスワードの最小文字数は？'])(
    'takes no ordinary word for a product: %s',
    async (question) => {
      expect((await ask(question)).text).not.toContain('製品名でしたら')
    },
  )

  it('by none of the papers is said once', async () => {
    expect(await ask('ISO27018を取得しているのは？')).toMatchObject({ status: 'not_stated', table: null })
  })
})

describe('Several products', () => {
  it('are compared with a row each, 記載なし included', async () => {
    const { text, table } = await ask('稼働率を比較して')
    expect(table?.rows.map(([product]) => product)).toEqual(PRODUCTS)
    for (const product of PRODUCTS) expect(text).toContain(`・${product}：`)
    expect(text).toContain('・Yoimachi Form：記載なし')
    expect(table?.rows.find(([product]) => product === 'Yoimachi Form')?.[1]).toBe('記載なし')
  })

  it('are compared by every attribute of a group', async () => {
    const { text, table } = await ask('各社の認証を一覧にして')
    expect(table?.rows.map(([product]) => product)).toEqual(PRODUCTS)
    expect(table?.columns.length).toBeGreaterThan(3)
    expect(text.match(/^・/gmu)).toHaveLength(PRODUCTS.length)
  })

  it('are compared where only some are named', async () => {
    const { table } = await ask('Tokonatsu DeskとBrindle Notesのバックアップ保管期間を比較して')
    expect(table?.rows.map(([product]) => product).sort()).toEqual(['Brindle Notes', 'Tokonatsu Desk'])
  })

  it('are compared with a member of a family, without the others of it', async () => {
    const { text, table } = await ask('コモレビ給与とHoshiguma Vaultの操作ログを比較して')
    expect(table?.rows.map(([product]) => product)).toEqual(['コモレビ給与', 'Hoshiguma Vault'])
    expect(text).not.toContain('2年')
  })

  it('answer a question that names none', async () => {
    expect((await ask('バックアップの保管期間は？')).table?.rows).toHaveLength(PRODUCTS.length)
    expect(await ask('この製品のバックアップの保管期間は？')).toMatchObject({ status: 'clarify', citations: [] })
  })

  it.each([
    [
      'at least',
      '操作ログを1年以上残しているのは？',
      ['コモレビ', 'Hoshiguma Vault', 'Brindle Notes', 'Tokonatsu Desk'],
    ],
    ['at least, in other units', '操作ログを18か月以上残しているのは？', ['コモレビ', 'Brindle Notes']],
    ['at most', 'バックアップを6時間以内の間隔で取得しているのは？', ['Hoshiguma Vault', 'Brindle Notes']],
    ['a percentage', '稼働率99.95%以上の製品は？', ['Hoshiguma Vault']],
    ['a name', 'TLS1.3を使っているのは？', ['Tokonatsu Desk']],
    ['a certificate, not a planned one', 'ISO27017を取得しているのは？', ['Tokonatsu Desk']],
    ['a refusal, not a silence', '多要素認証に対応していないのは？', ['Tokonatsu Desk']],
  ])('are found by %s', async (_, question, members) => {
    const { text } = await ask(question)
    expect(/(?:該当する|記載がある)のは (.+) です/u.exec(text)?.[1]?.split('、')).toEqual(members)
  })

  it('are all listed where none is found', async () => {
    const { text } = await ask('稼働率100%以上の製品は？')
    expect(text).toContain('見つかりません')
    for (const product of PRODUCTS) expect(text).toContain(`・${product}：`)
  })

  it.each([
    ['the highest', '稼働率が一番高いのは？', ['Hoshiguma Vault']],
    ['the lowest', '稼働率が一番低いのは？', ['Tokonatsu Desk']],
    ['the longest', '操作ログの保管期間が最も長いのは？', ['コモレビ']],
    ['the shortest', '操作ログの保管期間が最も短いのは？', ['Tokonatsu Desk']],
    ['the most frequent', 'バックアップの取得頻度が一番高いのは？', ['Brindle Notes']],
    ['the least frequent', 'バックアップの取得頻度が一番低いのは？', ['Tokonatsu Desk']],
    ['the shortest interval', 'バックアップの取得間隔が一番短いのは？', ['Brindle Notes']],
    ['the longest interval', 'バックアップの取得間隔が一番長いのは？', ['Tokonatsu Desk']],
    ['the lowest in English', 'Which has the lowest uptime?', ['Tokonatsu Desk']],
  ])('are ranked: %s', async (_, question, winners) => {
    const { text, citations } = await ask(question)
    const [first = ''] = text.split(/その他の製品|Other products/u)
    expect(PRODUCTS.filter((product) => first.includes(product))).toEqual(winners)
    expect(citations.length).toBeGreaterThan(0)
  })
})

describe('The paper itself', () => {
  it('has chapters whose sections are listed', async () => {
    const { text, citations } = await ask('Hoshiguma Vaultの第2章には何が書いてありますか？')
    for (const heading of ['情報のバックアップ', 'ログの取得', 'クロックの同期']) expect(text).toContain(heading)
    expect(citations.map(({ section }) => section)).toEqual(['2', '2.1', '2.2', '2.3', '2.4', '2.5'])
  })

  it('has sections whose sentences are shown', async () => {
    expect((await ask('Hoshiguma Vaultの2.1には何が書いてある？')).text).toContain('「・世代管理：28世代」')
  })

  it('has no chapter that it does not have', async () => {
    expect(await ask('Tokonatsu Deskの第9章の中身は？')).toMatchObject({ status: 'not_stated', citations: [] })
  })

  it('explains its words', async () => {
    const { text } = await ask('Hoshiguma Vaultの「管理者」とは？')
    expect(text).toContain('お客様の組織で本サービスの設定を行う方')
  })

  it('does not explain words that another paper explains', async () => {
    const answer = await ask('Yoimachi Formの「管理者」とは？')
    expect(answer.text).not.toContain('設定を行う方')
    expect(answer.citations.filter(({ product }) => product !== 'Yoimachi Form')).toEqual([])
  })

  it('is quoted where the catalogue has no attribute for the question', async () => {
    const answer = await ask('Hoshiguma Vaultの蜂蜜は誰に配りますか？')
    expect(answer).toMatchObject({ status: 'answered', basis: 'passages' })
    expect(answer.text).toContain('採れた蜂蜜を来客に配ります')
  })

  it('is not quoted where its sentences share too little with the question', async () => {
    const answer = await ask('Hoshiguma Vaultの宇宙旅行の割引率は？')
    expect(answer.status).not.toBe('answered')
    expect(answer.text).not.toContain('とあります')
  })
})

it('names the known products where one is unknown', async () => {
  for (const question of [
    'Kazaoto Driveの稼働率は？',
    'コモレビ会計の操作ログの保管期間は？',
    'Does Kazaoto Drive keep logs?',
  ]) {
    const answer = await ask(question)
    expect(answer).toMatchObject({ status: 'unknown_product', citations: [], facts: [] })
    for (const product of PRODUCTS) expect(answer.text).toContain(product)
  }
})

it('asks what about where only a product is said', async () => {
  expect(await ask('Hoshiguma Vault')).toMatchObject({ status: 'clarify', language: 'ja' })
})

it('answers in English what Japanese papers say, with the words beside', async () => {
  const { text, language } = await ask('How often does Hoshiguma Vault run vulnerability assessments?')
  expect(language).toBe('en')
  expect(text).toMatch(/2 times a year[^\n]*「年2回」/u)
})
