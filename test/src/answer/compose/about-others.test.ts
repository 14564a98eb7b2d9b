import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

const PAPER = `# ミオツクシ台帳 セキュリティホワイトペーパー

株式会社ミオツクシ

1.0版 2025年4月1日

## 1 認証の取得

当社は、ISO/IEC 27001の認証を取得しています。

## 2 基盤

本サービスは、Amazon Web Services（AWS）の東京リージョン上で稼働しています。
AWSは、ISO/IEC 27018とSOC 2の認証を取得しています。

## 3 ログイン

多要素認証を利用できます。

## 4 委託先

| 委託先 | 業務 | 認証 |
|---|---|---|
| 株式会社キタノ受付 | 電話の受付 | プライバシーマーク |
| MailTern（Ternhill Inc.） | メールの配信 | ISO/IEC 27001 |

株式会社キタノ受付は、シングルサインオンに対応しています。
`

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine({ 'a.md': PAPER })
})
afterAll(() => engine.close())

it.each([
  ['ミオツクシ台帳の委託先のMailTernはISO 27001を取得していますか？', ['ISO/IEC 27001']],
  ['ミオツクシ台帳のTernhillはISO 27001を取得していますか？', ['ISO/IEC 27001']],
  ['ミオツクシ台帳の委託先のキタノ受付はプライバシーマークを取得していますか？', ['プライバシーマーク']],
  ['ミオツクシ台帳のキタノ受付はSSOに対応していますか？', ['株式会社キタノ受付は、シングルサインオン']],
  ['ミオツクシ台帳のAWSはISO 27018を取得していますか？', ['AWSは、ISO/IEC 27018']],
  ['ミオツクシ台帳のデータセンターはISO 27018を取得していますか？', ['AWSは、ISO/IEC 27018']],
  ['ミオツクシ台帳の委託先はプライバシーマークを取得していますか？', ['プライバシーマーク']],
])('%s is answered with what the paper says of them, without はい', async (text, quotes) => {
  const answer = await engine.ask({ text, turns: [] })
  expect(answer).toMatchObject({ status: 'answered', basis: 'passages', citations: { length: quotes.length } })
  for (const [i, quote] of quotes.entries()) expect(answer.citations[i]?.quote).toContain(quote)
  expect(answer.text).not.toMatch(/はい|当社は/u)
})

it('has no certificate of another company where the paper tells none', async () => {
  const text = 'ミオツクシ台帳の委託先のキタノ受付はISO 27001を取得していますか？'
  expect(await engine.ask({ text, turns: [] })).toMatchObject({ status: 'not_stated' })
})

it.each([
  ['ミオツクシ台帳はISO 27001を取得していますか？', 'はい。'],
  ['ミオツクシ台帳の多要素認証は？', '多要素認証を利用できます'],
  ['ミオツクシ台帳はISO 27018を取得していますか？', '記載はありません'],
])('%s is still asked of the vendor', async (text, expected) => {
  expect((await engine.ask({ text, turns: [] })).text).toContain(expected)
})
