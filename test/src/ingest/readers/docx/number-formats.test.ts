import { expect, it } from 'vitest'
import { spellNumber } from '../../../../../src/ingest/readers/docx/number-formats.ts'

it.each([
  ['decimal', 12, '12'],
  ['decimalZero', 3, '03'],
  ['decimalFullWidth', 12, '１２'],
  ['decimalEnclosedCircle', 20, '⑳'],
  ['decimalEnclosedCircle', 21, '21'],
  ['lowerLetter', 27, 'aa'],
  ['upperLetter', 26, 'Z'],
  ['upperLetter', 1e9, '1000000000'],
  ['lowerRoman', 14, 'xiv'],
  ['upperRoman', 1999, 'MCMXCIX'],
  ['aiueoFullWidth', 6, 'カ'],
  ['iroha', 3, 'ハ'],
  ['japaneseCounting', 10, '十'],
  ['japaneseCounting', 21, '二十一'],
  ['ideographDigital', 10, '一〇'],
  ['none', 5, ''],
  ['hebrew1', 5, '5'],
])('spells in %s the number %s as %s', (format, value, expected) => {
  expect(spellNumber(value, format)).toBe(expected)
})
