import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

const PAPER = `# コダマ手帳 セキュリティホワイトペーパー

株式会社ナギサ計算

1.0版 2025年4月1日

## 1 はじめに

本書は、当社が提供する「コダマ手帳」のセキュリティ対策を説明します。

## 2 運用

### 2.1 事故対応

情報漏えいが発生した場合は、24時間以内に通知します。

### 2.2 パスワード

パスワードは12文字以上とし、英字と数字を含めます。

### 2.3 契約終了

当社は、契約終了日から起算して90日後に、利用者データを消去します。

### 2.4 バックアップ

バックアップは毎日取得し、14日間保管します。
`

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine({ 'a.md': PAPER })
})
afterAll(() => engine.close())

const ask = (text: string) => engine.ask({ text, turns: [] })

describe('A figure that the paper does not have', () => {
  it.each([
    ['コダマ手帳の漏えい通知は12時間以内ですよね？', '12時間以内', '24時間以内'],
    ['コダマ手帳の漏えい通知は12時間以内ですか？', '12時間以内', '24時間以内'],
    ['コダマ手帳のパスワードは8文字以上ですよね？', '8文字以上', '12文字以上'],
    ['コダマ手帳のデータは解約後30日で削除ですよね？', '30日', '90日後'],
    ['コダマ手帳のバックアップは30日以上保管されますか？', '30日以上', '14日間'],
  ])('is pointed out: %s', async (question, asked, stated) => {
    const { text } = await ask(question)
    expect(text.split('\n')[0]).toBe(`ご質問の「${asked}」とは異なる記載です。`)
    expect(text).toContain(stated)
  })

  it.each([
    'コダマ手帳の漏えい通知は24時間以内ですよね？',
    'コダマ手帳の漏えい通知は48時間以内ですか？',
    'コダマ手帳のパスワードは12文字以上ですよね？',
    'コダマ手帳のデータは解約後90日で削除ですよね？',
    'コダマ手帳のバックアップは7日以上保管されますか？',
  ])('is not what lies within what is asked: %s', async (question) => {
    expect((await ask(question)).text).not.toContain('異なる記載')
  })
})

describe('The case that a value is of', () => {
  it('is given as the paper prints it', async () => {
    expect((await ask('コダマ手帳の情報漏えい時の通知は何時間以内ですか？')).text).toBe(
      'コダマ手帳のインシデント通知までの時間は 24時間以内（情報漏えいが発生した場合）[1] です。',
    )
    expect(engine.logged.filter(({ message }) => message.includes('verification'))).toEqual([])
  })
})
