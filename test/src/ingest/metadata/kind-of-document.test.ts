import { expect, it } from 'vitest'
import { kindOf } from '../../../../src/ingest/metadata/document-kind.ts'

it.each([
  ['「文箱」クラウドセキュリティホワイトペーパー', 'whitepaper'],
  ['Acme Ledger Security Overview', 'whitepaper'],
  ['文箱 安全管理措置説明書', 'whitepaper'],
  ['サービス仕様書 兼 サービスレベル合意書（SLA）', 'service_level'],
  ['Acme Service Level Agreement', 'service_level'],
  ['クラウドサービスレベルのチェックリスト（回答済み）', 'check_sheet'],
  ['Security Questionnaire, answered', 'check_sheet'],
  ['セキュリティに関するよくあるご質問', 'faq'],
  ['あんしんＱ＆Ａ', 'faq'],
  ['文箱 プライバシーポリシー', 'privacy'],
  ['Data Processing Addendum', 'privacy'],
  ['個人情報保護とセキュリティの基本方針', 'policy'],
  ['管理者向けセキュリティガイド', 'guide'],
  ['文箱 利用規約', 'terms'],
])('%s is of the kind %s', (title, kind) => {
  expect(kindOf(title)).toBe(kind)
})
