import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

const RIDGE = `# Ridgepost Desk Security Whitepaper

Ridgepost Systems, Inc.

Version 3.2 — February 10, 2025

## 1. Introduction

This whitepaper covers the Team, Business and Enterprise plans of Ridgepost Desk.

## 2. Logging

Audit logs are kept for 400 days.

## 3. Single sign-on

| Feature | Team | Business | Enterprise |
|---|---|---|---|
| SAML single sign-on | No | Yes | Yes |

## 4. Accounts

SCIM provisioning is available on the Enterprise plan only.

## 5. Multi-factor authentication

Multi-factor authentication is available on all plans; Enterprise customers can enforce it.
`

const NAGISA = `# ナギサ文書館 情報セキュリティホワイトペーパー

株式会社ナギサ計算

第2.1版 2025年4月1日

## 1 概要

ナギサ文書館の対策を記載します。

## 2 プラン

| 項目 | スタンダード | ビジネス | エンタープライズ |
|---|---|---|---|
| 監査ログの保存期間 | 90日 | 1年 | 3年 |
| SAMLによるシングルサインオン | × | ○ | ○ |
`

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine({ 'ridge.md': RIDGE, 'nagisa.md': NAGISA })
})
afterAll(() => engine.close())

const ask = (text: string, ...turns: readonly string[]) => engine.ask({ text, turns })

describe('A plan', () => {
  it.each([
    ['ビジネスだと？', 'ナギサ文書館の監査ログの保存期間は？'],
    ['ナギサ文書館のビジネスの監査ログの保存期間は？'],
    ['ナギサ文書館のBusinessプランの監査ログの保存期間は？'],
    ['How long are audit logs kept on the Business plan of ナギサ文書館?'],
  ])('is one of the product that is named or talked about: %s', async (question, ...turns) => {
    const { text, citations } = await ask(question, ...turns)
    expect(text).toMatch(/1年|1 year/u)
    expect(text).not.toContain('Ridgepost')
    expect(citations.map(({ product }) => product)).toEqual(['ナギサ文書館'])
  })

  it.each([
    ['Ridgepost Deskのビジネスで SSOは使えますか？', 'Yes'],
    ['Ridgepost DeskのチームプランでSSOは使えますか？', 'No'],
    ['Does Ridgepost Desk Business support SSO?', 'Yes'],
  ])('is told by its sound and beside its product: %s', async (question, value) => {
    const { facts } = await ask(question)
    expect(facts.map((fact) => fact.value)).toEqual([value])
  })

  it('has not what is said of another one', async () => {
    const { text, status } = await ask('Does Ridgepost Desk support SCIM on Business?')
    expect(status).toBe('not_stated')
    expect(text).toMatch(
      /^No value was found for "Business"; these are the values of other plans\.\nRidgepost Desk's paper/u,
    )
    expect((await ask('Does Ridgepost Desk support SCIM on Enterprise?')).text).not.toContain('No value')
    expect((await ask('Does Ridgepost Desk Team support MFA?')).text).toMatch(/^Yes\. Ridgepost Desk's paper/u)
    expect((await ask('Which vendors support SCIM on Business?')).text).not.toMatch(/^These do: .*Ridgepost/u)
  })

  it('is named with its product', async () => {
    expect((await ask('Ridgepost DeskのBusinessのバックアップの保管期間は？')).text).toMatch(
      /^Ridgepost Desk Businessの資料に、バックアップの保管期間の記載はありません。/u,
    )
  })

  it('alone is that of every product', async () => {
    const { table } = await ask('エンタープライズの監査ログの保存期間は？')
    expect(table?.rows.map(([product]) => product)).toContain('Ridgepost Desk')
    expect(table?.rows.find(([product]) => product === 'ナギサ文書館')?.[1]).toMatch(/^3年/u)
  })

  it('is none where the word is a part of another', async () => {
    const { text } = await ask('Does Ridgepost Desk have a business continuity plan?')
    expect(text).toMatch(/^Ridgepost Desk's paper/u)
    expect((await ask('What are the hours of the support team of Ridgepost Desk?')).text).not.toContain('Desk Team')
    expect((await ask('Ridgepost Deskのセキュリティチームの体制は？')).text).not.toContain('Desk Team')
  })
})

describe('A name in Japanese letters in an English question', () => {
  it('is that of a product', async () => {
    const { status, text } = await ask('Does つくし台帳 support SSO?')
    expect(status).toBe('unknown_product')
    expect(text).toContain('"つくし台帳" is not in the index')
  })
})
