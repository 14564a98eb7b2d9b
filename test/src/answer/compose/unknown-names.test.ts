import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

const paper = (product: string, days: number) => `# ${product} セキュリティホワイトペーパー

株式会社ナギサ計算

1.0版 2025年4月1日

## 1 はじめに

本書は、当社が提供する「${product}」のセキュリティ対策を説明します。

## 2 バックアップ

バックアップは${days}日間保管します。
`

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine({ 'a.md': paper('コダマ手帳', 30), 'b.md': paper('ヒバリ勤怠', 7) })
})
afterAll(() => engine.close())

const ask = (text: string, ...turns: readonly string[]) => engine.ask({ text, turns })
const perhaps = (name: string) => `「${name}」が製品名でしたら、その資料は登録されていません。`

describe('A name of kana and ideographs that no paper is about', () => {
  it.each([
    ['つくし文庫のバックアップの保管期間は？', 'つくし文庫'],
    ['ミナモ文書クラウドでバックアップは何日残りますか？', 'ミナモ文書クラウド'],
    ['ミナモ帳簿はバックアップを何日保管しますか？', 'ミナモ帳簿'],
  ])('is pointed out: %s', async (question, name) => {
    expect((await ask(question)).text.split('\n')[0]).toBe(perhaps(name))
  })

  it('is none of ours where ours are named like it', async () => {
    const { status, text } = await ask('つくし勤怠のバックアップの保管期間は？')
    expect(status).toBe('unknown_product')
    expect(text).toMatch(/^「つくし勤怠」の資料は登録されていません。/u)
  })

  it.each([
    'つくし文庫とコダマ手帳、バックアップの保管期間はどっちが長い？',
    'コダマ手帳とつくし文庫のバックアップの保管期間を比較して',
  ])('is said to have no paper beside one that has: %s', async (question) => {
    expect((await ask(question)).text).toBe(
      'コダマ手帳のバックアップの保管期間は 30日間[1] です。\n「つくし文庫」の資料は登録されていません。',
    )
  })

  it('is pointed out where the talk was of another product', async () => {
    const { text } = await ask('つくし文庫のバックアップの保管期間は？', 'コダマ手帳のバックアップの保管期間は？')
    expect(text.split('\n')[0]).toBe(perhaps('つくし文庫'))
  })

  it.each([
    'すべての製品のバックアップの保管期間は？',
    'お客様データのバックアップの保管期間は？',
    'パスワード管理とバックアップの保管期間は？',
    'バックアップ保管期間の比較',
    'コダマ手帳、わかる範囲でバックアップの保管期間は？',
  ])('is no ordinary word: %s', async (question) => {
    expect((await ask(question)).text).not.toContain('登録されていません')
  })
})
