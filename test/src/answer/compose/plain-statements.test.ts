import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

const WREN = `---
product: Wrenmoor Desk
vendor: Wrenmoor Ltd.
version: 1
date: 2025-03-04
---
# Wrenmoor Desk Security Paper

## 1 Introduction

This paper describes how Wrenmoor Ltd. protects Wrenmoor Desk.

## 2 Privacy and AI

Wrenmoor complies with the UK GDPR. Wrenmoor Desk offers an AI reply assistant, which is turned off by default. Customer data is not used to train AI models.

## 3 Hosting and data centres

Wrenmoor Desk runs on Google Cloud Platform in the London region. Customers can choose to have their data hosted in Frankfurt instead. Google Cloud data centres are certified to ISO/IEC 27001 and PCI DSS.

## 4 Backups

Backups are encrypted and stored in a separate region (Netherlands).

## 5 Service levels

Planned maintenance is announced five days in advance. Current status is published at status.wrenmoor.example.

## 6 Logging

Audit logs record sign-ins and deletions. Enterprise customers can stream audit logs to Splunk or Datadog.

## 7 People

All employees are trained every year. Laptops are encrypted and centrally managed.
`

const IZUMI = `イズミ台帳 セキュリティ説明書

株式会社カワセミ事務
第1.0版
2025年8月1日

1. はじめに
本書は、株式会社カワセミ事務が提供する「イズミ台帳」の安全対策を説明するものです。

2. データセンター
本サービスは、Amazon Web Services（AWS）の東京リージョン上で稼働しています。お客様のデータが日本国外に保管されることはありません。

3. サービスレベル
計画停止は7日前までにお知らせします。サービスの稼働状況は、ステータスページで公開しています。

4. 機能
機能\tライト\tスタンダード\tエンタープライズ
シングルサインオン\t×\t×\t○
専任サポート担当\t×\t×\t○
ライトプラン、スタンダードプラン、エンタープライズプランから選べます。

5. 暗号化
保存データは、AES-256で暗号化して保管します。

6. 人的セキュリティ
全従業員に年1回の教育を実施しています。社用PCのディスクはすべて暗号化しています。
`

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine({ 'wren.md': WREN, 'izumi.txt': IZUMI })
})
afterAll(() => engine.close())

async function answer(question: string): Promise<string> {
  return (await engine.ask({ text: question, turns: [] })).text
}

const LONDON = 'Wrenmoor Desk runs on Google Cloud Platform in the London region.'
const TOKYO = '本サービスは、Amazon Web Services（AWS）の東京リージョン上で稼働しています'
const SEPARATE = 'Backups are encrypted and stored in a separate region (Netherlands).'
const STATUS_JA = 'サービスの稼働状況は、ステータスページで公開しています'

describe('what is plainly in the paper is told', () => {
  it.each([
    ['イズミ台帳にステータスページはありますか？', '', STATUS_JA],
    ['イズミ台帳は稼働状況を公開していますか？', '', STATUS_JA],
    ['Does Wrenmoor Desk have a status page?', '', 'Current status is published at status.wrenmoor.example.'],
    ['Are Wrenmoor Desk backups stored in a separate region?', "Wrenmoor Desk's paper says", SEPARATE],
    ['Are Wrenmoor Desk backups kept in another region?', "Wrenmoor Desk's paper says", SEPARATE],
    ['Where is Wrenmoor Desk data hosted?', '', LONDON],
    ['In which country is Wrenmoor Desk data stored?', '', LONDON],
    ['Does Wrenmoor Desk integrate with Splunk?', 'Yes. ', 'stream audit logs to Splunk or Datadog.'],
    ['Does Wrenmoor Desk integrate with Jira?', 'Wrenmoor Desk\'s paper does not mention "Jira".', 'Splunk'],
    ['Does Wrenmoor Desk have an API?', "Wrenmoor Desk's paper does not state", ''],
    ['Are Wrenmoor laptops encrypted?', 'Yes. ', 'Laptops are encrypted and centrally managed.'],
    ['イズミ台帳は社用PCのディスクを暗号化していますか？', 'はい。', '社用PCのディスクはすべて暗号化しています'],
    ['イズミ台帳のエンタープライズプランには専任サポート担当がつきますか？', 'はい。', '「○」（エンタープライズ）'],
    ['イズミ台帳のスタンダードプランには専任サポート担当がつきますか？', 'いいえ。', '「×」（スタンダード）'],
    ['イズミ台帳のデータはどこに保管されますか？', '', TOKYO],
    ['Does Wrenmoor Desk use customer data to train AI?', 'No. ', 'Customer data is not used to train AI models.'],
    ['Is customer data used to train AI models at Wrenmoor?', 'No. ', 'Customer data is not used to train AI models.'],
  ])('%s', async (question, start, quote) => {
    const text = await answer(question)
    expect(text).toContain(quote)
    expect(text.startsWith(start)).toBe(true)
  })
})
