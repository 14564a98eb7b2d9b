import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

const HOTARU = `ホタル経費 セキュリティ説明書

株式会社ホタルシステムズ
第1.0版
2025年5月20日

1. はじめに
本書は、株式会社ホタルシステムズが提供する「ホタル経費」の安全対策を説明するものです。

2. 暗号化
通信はTLS 1.2以上で暗号化しています。保存データは暗号化していません。

3. シングルサインオン
Microsoft Entra IDとのSAML連携に対応しています。Oktaとの連携には対応していません。

4. 脆弱性
CVSS基本値9.0以上の脆弱性は72時間以内に修正します。7.0以上9.0未満については14日以内とします。

5. 稼働率
99.5%以上を目標としています。SLAはございません。

6. 障害への備え
インシデント対応訓練を年2回実施しています。

7. 人的対策
全従業員に対し、年1回の情報セキュリティ教育を実施しています。
`

const NORTHGALE = `# Northgale Vault Security Overview

Northgale Inc.

Version 1.4, March 3, 2025

## 1. About

This overview describes Northgale Vault, a file sharing service.

## 2. Encryption

Data in transit is encrypted with TLS 1.2 or later. Data at rest is not currently encrypted.

## 3. Plans

| Plan | SSO | Audit log | Price per user |
|---|---|---|---|
| Basic | No | No | $5 |
| Premium | Yes | Yes | $30 |
`

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine({ 'hotaru.txt': HOTARU, 'northgale.md': NORTHGALE })
})
afterAll(() => engine.close())

const ask = async (text: string) => (await engine.ask({ text, turns: [] })).text

describe('Words of a paper that part', () => {
  it('do not part where only one of them is of what is asked', async () => {
    expect(await ask('ホタル経費の教育の頻度は？')).toBe('ホタル経費の教育の頻度は 年1回[1] です。')
    expect(await ask('ホタル経費の訓練の頻度は？')).toContain('年2回')
  })

  it('say of which matter they are a yes and of which a no', async () => {
    const answer = await ask('ホタル経費は暗号化されていますか？')
    expect(answer).toContain('はい。通信の暗号化：')
    expect(answer).toContain('いいえ。保存データの暗号化：')
  })

  it.each([
    ['Is data encrypted in Northgale Vault?', /^Northgale Vault's paper says/u],
    ['Does Northgale Vault encrypt data at rest?', /^No\. Northgale/u],
    ['ホタル経費の保存データは暗号化されていますか？', /^いいえ。ホタル経費/u],
    ['ホタル経費はOktaと連携できますか？', /^いいえ。ホタル経費の資料には/u],
  ])('decide only what they are asked of: %s', async (question, answer) => {
    expect(await ask(question)).toMatch(answer)
  })

  it('are told apart by the score of a vulnerability', async () => {
    expect(await ask('ホタル経費の脆弱性の修正期限は？')).toMatch(
      /72時間以内（CVSS基本値9\.0以上）.*14日以内（7\.0以上9\.0未満）/su,
    )
    expect(await ask('ホタル経費のCVSS 7.5の脆弱性は何日で修正されますか？')).toMatch(/^(?!.*72時間).*14日以内/su)
    expect(await ask('ホタル経費のCVSS 9.8の脆弱性は何日で修正されますか？')).toMatch(/^(?!.*14日).*72時間以内/su)
  })
})

describe('Statements that there is no such thing, and prices by plan', () => {
  it.each([
    ['ホタル経費にSLAはある？', 'SLAはございません'],
    ['How much is the Premium plan of Northgale Vault?', '$30'],
  ])('are found: %s', async (question, words) => {
    expect(await ask(question)).toContain(words)
  })
})
