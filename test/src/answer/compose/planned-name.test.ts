import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

const LANGDALE = `# Langdale Queue Security Whitepaper

Langdale Software Ltd.

Version 2.0, March 2025

## 1. Introduction

This whitepaper describes the security of Langdale Queue.

## 2. Authentication

Multi-factor authentication with an authenticator app or a security key (FIDO2) is available on all plans.

### 2.1 Single sign-on

SAML 2.0 single sign-on is available on the Business and Enterprise plans. OpenID Connect is available on the Enterprise plan.

## 3. Roadmap

- Passkey sign-in is planned for Q3 2025.
`

const japanese = (product: string, later: string) => `# ${product} セキュリティホワイトペーパー

株式会社ナギサ計算

1.0版 2025年4月1日

## 1 はじめに

本書は、当社が提供する「${product}」のセキュリティ対策を説明します。

## 2 認証

認証アプリによる多要素認証を、すべてのプランで利用できます。

## 3 その他

${later}
`

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine({
    'a.md': LANGDALE,
    'b.md': japanese('ツユクサ便', 'パスキーによる認証を2025年10月に提供する予定です。'),
    'c.md': japanese(
      'コダマ手帳',
      'パスキーでのログインに対応しています。パスキーの管理画面を2025年10月に提供する予定です。シングルサインオンはOIDCとSAMLに対応しています。',
    ),
  })
})
afterAll(() => engine.close())

const ask = async (text: string) => (await engine.ask({ text, turns: [] })).text

describe('A kind that is asked for by name and is only planned', () => {
  it.each([
    ['Does Langdale Queue support passkeys?', 'It is planned. ', 'Passkey sign-in is planned for Q3 2025.'],
    [
      'ツユクサ便はパスキーに対応していますか？',
      '予定とされています。',
      'パスキーによる認証を2025年10月に提供する予定です',
    ],
    [
      'ツユクサ便にパスキー対応の予定はありますか？',
      '予定とされています。',
      'パスキーによる認証を2025年10月に提供する予定です',
    ],
  ])('is not answered with another kind: %s', async (question, word, quote) => {
    const text = await ask(question)
    expect(text.startsWith(word)).toBe(true)
    expect(text).toContain(quote)
    expect(text).not.toMatch(/FIDO2|認証アプリ/u)
  })

  it.each([
    ['Does Langdale Queue support multi-factor authentication?', 'with an authenticator app'],
    ['Does Langdale Queue support FIDO2 security keys?', 'Yes. '],
    ['ツユクサ便は多要素認証に対応していますか？', '認証アプリによる多要素認証を、すべてのプランで利用できます'],
  ])('takes nothing from the matter itself, or from a kind that is there: %s', async (question, words) => {
    const text = await ask(question)
    expect(text).toContain(words)
    expect(text).not.toMatch(/It is planned|予定とされています/u)
  })

  it('is there where any statement of today holds it', async () => {
    expect(await ask('コダマ手帳はパスキーに対応していますか？')).not.toContain('予定とされています')
  })
})

it('A name that the paper abbreviates is not called missing', async () => {
  expect(await ask('Does コダマ手帳 support OpenID Connect?')).not.toContain('does not mention')
})

describe('A kind that is asked for by name in one plan', () => {
  it('is none of the plans of another kind', async () => {
    expect(await ask('Does Langdale Queue support OpenID Connect on the Business plan?')).not.toMatch(/^Yes/u)
  })

  it.each([
    'Does Langdale Queue support OpenID Connect on the Enterprise plan?',
    'Does Langdale Queue support SAML on the Business plan?',
    'Does Langdale Queue support single sign-on on the Business plan?',
  ])('is there in its own: %s', async (question) => {
    expect(await ask(question)).toMatch(/^Yes\. /u)
  })
})
