import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareDurations, isOpen } from '../../../../src/answer/compose/compare-durations.ts'
import type { Normalized } from '../../../../src/domain.ts'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

const within = (value: number, unit: Normalized['unit']): Normalized => ({ value, unit, op: 'lte' })

describe('Lengths of time', () => {
  it.each([
    [within(24, 'hour'), within(5, 'business_day'), -1],
    [within(3, 'day'), within(5, 'business_day'), -1],
    [within(1, 'month'), within(5, 'business_day'), 1],
    [within(2, 'business_day'), within(1, 'year'), -1],
    [within(2, 'business_day'), within(5, 'business_day'), -1],
  ])('are compared where one is longer however the days fall: %j and %j', (a, b, sign) => {
    expect(Math.sign(compareDurations(a, b) ?? 0)).toBe(sign)
    expect(Math.sign(compareDurations(b, a) ?? 0)).toBe(-sign)
  })

  it.each([
    [within(3, 'day'), within(2, 'business_day'), true],
    [within(5, 'hour'), within(4, 'business_hour'), true],
    [within(24, 'hour'), within(5, 'business_day'), false],
    [within(3, 'day'), within(7, 'generation'), false],
  ])('are open where it depends on the days: %j and %j', (a, b, open) => {
    expect(isOpen(a, b)).toBe(open)
    if (open) expect(compareDurations(a, b)).toBeUndefined()
  })
})

const paper = (product: string, limit: string) => `# ${product} セキュリティホワイトペーパー

株式会社ナギサ計算

1.0版 2025年4月1日

## 1 はじめに

本書は、当社が提供する「${product}」のセキュリティ対策を説明します。

## 2 運用

漏えいを確認した場合は、${limit}以内にお客様へ通知します。
`

describe('The earliest and the latest of several products', () => {
  let engine: AnswerEngine
  beforeAll(async () => {
    engine = await openAnswerEngine({
      'a.md': paper('コダマ手帳', '24時間'),
      'b.md': paper('ヒバリ勤怠', '5営業日'),
      'c.md': paper('スミレ台帳', '3日'),
    })
  })
  afterAll(() => engine.close())

  it.each([
    ['インシデント通知が一番早いのは？', 'コダマ手帳（24時間以内'],
    ['インシデント通知が一番遅いのは？', 'ヒバリ勤怠（5営業日以内'],
    ['Which vendor notifies breaches fastest?', 'コダマ手帳 (at most 24 hours'],
    ['Which vendors notify breaches within 24 hours?', 'These do: コダマ手帳.'],
  ])('are told by their length: %s', async (question, start) => {
    const { text } = await engine.ask({ text: question, turns: [] })
    expect(text.startsWith(start)).toBe(true)
  })

  it('are left open between business days and days of the calendar', async () => {
    const other = await openAnswerEngine({
      'a.md': paper('コダマ手帳', '3日'),
      'b.md': paper('ヒバリ勤怠', '2営業日'),
      'c.md': paper('スミレ台帳', '30日'),
    })
    const { text } = await other.ask({ text: 'インシデント通知が一番早いのは？', turns: [] })
    await other.close()
    const [remark, ...lines] = text.split('\n')
    expect(remark).toContain('営業日')
    expect(lines.slice(0, 2).join()).toMatch(
      /コダマ手帳（3日以内.*ヒバリ勤怠（2営業日以内|ヒバリ勤怠（2営業日以内.*コダマ手帳（3日以内/u,
    )
    expect(lines.slice(2)).toEqual(['その他の製品：', expect.stringContaining('スミレ台帳：30日以内')])
  })
})
