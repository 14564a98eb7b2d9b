import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

const paper = (product: string, sso: string) => `# ${product} セキュリティホワイトペーパー

株式会社ナギサ計算

1.0版 2025年4月1日

## 1 はじめに

本書は、当社が提供する「${product}」のセキュリティ対策を説明します。

## 2 認証

${sso}

## 3 端末

スマートフォンではキーホルダー社のLockmeと併用した実績があります。

## 4 ログ

操作ログをSIEMへ送る機能はありません。
`

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine({
    'a.md': paper(
      'ナギサ台帳',
      'Microsoft Entra IDとのSAML連携に対応しています。Oktaとの連携には対応していません。Keycloakとの連携は検証しておりません。',
    ),
    'c.md': paper(
      'ツユクサ便',
      '多要素認証は認証アプリにより利用できます。SMSによる認証コードの送信には対応していません。\n\n当社従業員の社内システムへのログインには、FIDO2セキュリティキーによる多要素認証を必須とします。',
    ),
    'b.md': paper('コダマ手帳', 'OktaとのSAML連携によるシングルサインオンに対応しています。'),
  })
})
afterAll(() => engine.close())

const ask = (text: string) => engine.ask({ text, turns: [] })

describe('A yes or no about a single name', () => {
  it.each([
    [
      'ナギサ台帳はOktaと連携できますか？',
      'いいえ。ナギサ台帳の資料には「Oktaとの連携には対応していません」[1]とあります。',
    ],
    [
      'ナギサ台帳はEntra IDと連携できますか？',
      'はい。ナギサ台帳の資料には「Microsoft Entra IDとのSAML連携に対応しています」[1]とあります。',
    ],
    ['Does ナギサ台帳 support Okta?', "No. ナギサ台帳's paper says: 「Oktaとの連携には対応していません」[1]."],
    [
      'コダマ手帳はoktaに対応していますか？',
      'はい。コダマ手帳の資料には「OktaとのSAML連携によるシングルサインオンに対応しています」[1]とあります。',
    ],
  ])('is what the paper says of that name: %s', async (question, text) => {
    expect(await ask(question)).toMatchObject({ status: 'answered', text })
  })

  it.each([
    ['コダマ手帳はOneLoginに対応していますか？', 'コダマ手帳の資料に、「OneLogin」の記載はありません。'],
    ['コダマ手帳はGoogle WorkspaceとSSOできますか？', 'コダマ手帳の資料に、「Google Workspace」の記載はありません。'],
    ['Does コダマ手帳 support single sign-on with Auth0?', 'コダマ手帳\'s paper does not mention "Auth0".'],
  ])('is not given for a name that the paper does not have: %s', async (question, line) => {
    const { text, status } = await ask(question)
    expect(status).toBe('not_stated')
    expect(text.split('\n')[0]).toBe(line)
    expect(text).toContain('OktaとのSAML連携によるシングルサインオンに対応しています')
    expect(text).not.toMatch(/はい|Yes/u)
  })

  it('is left open where the paper only says that nobody tried', async () => {
    expect((await ask('ナギサ台帳はKeycloakと連携できますか？')).text).toBe(
      'ナギサ台帳の資料には「Keycloakとの連携は検証しておりません」[1]とあります。',
    )
  })

  it('is left to what the paper says of the name elsewhere', async () => {
    const { text } = await ask('コダマ手帳はLockmeとSSO連携できますか？')
    expect(text).toContain('Lockmeと併用した実績があります')
    expect(text).not.toMatch(/はい|記載はありません/u)
  })

  it("is none of the vendor's own people, unless they are asked about", async () => {
    expect((await ask('ツユクサ便はFIDO2に対応していますか？')).text).not.toContain('はい')
    expect((await ask('ツユクサ便の従業員はFIDO2を使っていますか？')).text).toMatch(
      /^ツユクサ便の資料には「当社従業員/u,
    )
  })

  it('is given where the field only calls the matter so, or names an example', async () => {
    expect((await ask('コダマ手帳はSSOに対応していますか？')).text).toMatch(/^はい。/u)
    expect((await ask('ナギサ台帳のログをSplunkみたいなSIEMに送れますか？')).text).not.toContain('「Splunk」')
  })
})

describe('Which products work with a single name', () => {
  it('are those whose paper says so of it', async () => {
    expect((await ask('Oktaと連携できる製品は？')).text.split('\n')[0]).toBe('該当するのは コダマ手帳 です。')
    expect((await ask('OneLoginと連携できる製品は？')).text).not.toContain('該当するのは')
  })
})
