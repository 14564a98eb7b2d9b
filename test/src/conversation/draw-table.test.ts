import { expect, it } from 'vitest'
import { drawTable } from '../../../src/conversation/draw-table.ts'
import type { AnswerTable } from '../../../src/domain.ts'

const RETENTION: AnswerTable = {
  columns: ['製品', '保管期間'],
  rows: [
    ['Tsubomi Note', '21日間[1]'],
    ['雲の上デスク', '記載なし'],
  ],
}

it('aligns columns of Japanese and Latin letters, without blanks at the ends of lines', () => {
  expect(drawTable(RETENTION, 80)?.split('\n')).toEqual([
    '製品          保管期間',
    '────────────  ─────────',
    'Tsubomi Note  21日間[1]',
    '雲の上デスク  記載なし',
  ])
})

it('draws a table that is exactly as wide as the room, and none that is one column wider', () => {
  expect(drawTable(RETENTION, 23)).toBeDefined()
  expect(drawTable(RETENTION, 22)).toBeUndefined()
})

it('draws cells of several lines in one, and rows that are short', () => {
  const table = { columns: ['対象', '間隔'], rows: [['添付\n ファイル', '毎日'], ['設定']] }
  expect(drawTable(table, 80)?.split('\n')).toEqual([
    '対象             間隔',
    '───────────────  ────',
    '添付 / ファイル  毎日',
    '設定',
  ])
})

it('draws the head where there are no rows', () => {
  expect(drawTable({ columns: ['製品', '稼働率'], rows: [] }, 80)).toBe('製品  稼働率\n────  ──────')
})
