import { expect, it } from 'vitest'
import { padToWidth, widthOf } from '../../../src/text/width.ts'

it.each([
  ['backup 7', 8],
  ['バックアップ', 12],
  ['ﾊﾞｯｸｱｯﾌﾟ', 8],
  ['（第２章）', 10],
  ['か\u3099', 2],
  ['【A】、。', 9],
  ['😀', 2],
])('counts %s as its columns in a terminal', (text, width) => {
  expect(widthOf(text)).toBe(width)
})

it.each([
  ['保管期間', 10, '保管期間  '],
  ['7日', 3, '7日'],
  ['雲の上デスク', 4, '雲の上デスク'],
  ['', 2, '  '],
])('fills %j up to %i columns, and never cuts it', (text, width, padded) => {
  expect(padToWidth(text, width)).toBe(padded)
})
