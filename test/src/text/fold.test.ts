import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fold, foldWithMap, originalOf, squash } from '../../../src/text/fold.ts'

it.each([
  ['ＡＥＳ－２５６', 'aes-256'],
  ['ﾊﾞｯｸｱｯﾌﾟ', 'バックアップ'],
  ['⽇本の⾼可⽤性', '日本の高可用性'],
  ['TLS 1.2', 'tls 1.2'],
  ['ﾊﾟｽﾜｰﾄﾞ', 'パスワード'],
  ['１０：００〜１７：００', '10:00〜17:00'],
  ['①日次　㈱架空', '1日次 (株)架空'],
  ['か\u3099く', 'がく'],
  ['end–to—end', 'end-to-end'],
])('folds %s to %s', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

it('leaves plain text as it is, and keeps a long vowel apart from a dash', () => {
  expect(fold('aes-256, 7 days')).toBe('aes-256, 7 days')
  expect(fold('サーバー')).toBe('サーバー')
})

it('gives back the words as they were printed', () => {
  const folded = foldWithMap('保管は㈱架空で３０日間、ﾊﾞｯｸｱｯﾌﾟ')
  const at = (words: string) => {
    const start = folded.text.indexOf(words)
    return originalOf(folded, start, start + words.length)
  }
  expect(at('30日間')).toBe('３０日間')
  expect(at('バックアップ')).toBe('ﾊﾞｯｸｱｯﾌﾟ')
  expect(at('(株)')).toBe('㈱')
})

it('maps every unit of any text in order, from its beginning to its end', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (original) => {
      const { text, map } = foldWithMap(original)
      expect(map).toHaveLength(text.length + 1)
      expect(map.at(-1)).toBe(original.length)
      expect(map.every((offset, i) => i === 0 || offset >= (map[i - 1] ?? 0))).toBe(true)
    }),
  )
})

it('changes nothing that is folded already', () => {
  const words = fc.constantFrom('ﾊﾞ', '３', '－', '⽇', 'Ａ', '日', ' ', '　', 'ー', '㈱', '①', '―')
  fc.assert(
    fc.property(fc.array(words), (parts) => {
      const once = fold(parts.join(''))
      expect(fold(once)).toBe(once)
    }),
  )
})

it('leaves no blanks where only the words count', () => {
  expect(squash('保管期間　は\n ３０ 日\t間')).toBe('保管期間は30日間')
})
