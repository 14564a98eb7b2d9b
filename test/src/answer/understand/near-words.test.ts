import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toFeatures } from '../../../../src/answer/understand/features.ts'
import { createRespell, createRestoreKatakana } from '../../../../src/answer/understand/near-words.ts'
import type { Vocabulary } from '../../../../src/knowledge/vocabulary.ts'
import { fold } from '../../../../src/text/fold.ts'

const FORMS: readonly (readonly [form: string, concept: string])[] = [
  ['バックアップ', 'backup'],
  ['パスワード', 'password'],
  ['ログイン', 'login'],
  ['audit', 'audit'],
  ['encryption', 'encryption'],
  ['retention', 'retention'],
  ['暗号化', 'encryption'],
]

const vocabulary = {
  forms: FORMS.map(([form]) => form),
  fingerprint: 'near-1',
  concepts: ['backup', 'password', 'login', 'audit', 'encryption', 'retention'],
  find: (folded) =>
    FORMS.flatMap(([form, concept]) => {
      const start = folded.indexOf(form)
      return start < 0 ? [] : [{ concept, start, end: start + form.length }]
    }),
} satisfies Vocabulary

/** Words that are right as they are, though one letter away from a form. */
const RIGHT = new Set(['detention', 'ログオン'])
const respell = createRespell(vocabulary, (word) => RIGHT.has(word))
const read = (text: string) => {
  const { concepts, words } = toFeatures(respell(fold(text)), vocabulary)
  return [...concepts, ...[...words].map((word) => `"${word}"`)].join(' ')
}

describe('a word of the field with one slip', () => {
  it.each([
    ['バックアプ', 'backup'],
    ['バックアッブ', 'backup'],
    ['パスワド', 'password'],
    ['バックアップー', 'backup'],
    ['バックッアプ', 'backup'],
    ['パスワドー', 'password'],
    ['encription', 'encryption'],
    ['encrption', 'encryption'],
    ['encryptionn', 'encryption'],
    ['ENCRIPTION', 'encryption'],
    ['audti', 'audit'],
    ['retension', 'retention'],
  ])('%s', (word, concept) => {
    expect(read(word)).toBe(concept)
  })

  it('is put in place among the others', () => {
    expect(respell('audit の retension と sculpture')).toBe('audit の retention と sculpture')
  })

  it('is put right where a form of several words has it', () => {
    const several = createRespell({ ...vocabulary, forms: ['multi-factor authentication'] }, () => false)
    expect(several('is mutli-factor authentcation free')).toBe('is multi-factor authentication free')
  })
})

describe('a word stays', () => {
  it.each([
    ['with two slips', 'バッグアッブ'],
    ['with another first letter', 'ハックアップ'],
    ['with two other letters in Latin', 'encreptiom'],
    ['that is short, with another letter', 'audib'],
    ['that is short, with a letter less', 'audi'],
    ['that is short in kana', 'ログイ'],
    ['that is a word of its own', 'ログオン'],
    ['that is like none', 'スワイプ'],
  ])('%s', (_, word) => {
    expect(respell(fold(word))).toBe(fold(word))
  })

  it('with ideographs, which are never put right', () => {
    expect(read('暗合化')).not.toContain('encryption')
  })

  it('that is right as it is, though a form is near', () => {
    expect(read('detention')).toBe('"detention"')
    const hasty = createRespell(vocabulary, () => false)
    expect(hasty('detention')).toBe('detention')
    expect(hasty('retentions')).toBe('retentions')
    expect(hasty('retentiona')).toBe('retention')
    const careful = createRespell(vocabulary, (word) => word === 'retentiona')
    expect(careful('retentiona')).toBe('retentiona')
  })
})

describe('whatever is written', () => {
  it('one letter taken out of a long form is put right, and no concept is lost', () => {
    const form = fc.constantFrom(...FORMS.filter(([text]) => text.length > 6))
    fc.assert(
      fc.property(form, fc.nat(), ([text, concept], at) => {
        const index = 1 + (at % (text.length - 1))
        const word = text.slice(0, index) + text.slice(index + 1)
        expect(read(`ログイン ${word}`)).toBe(`login ${concept}`)
      }),
    )
  })

  it.each(['a', 'ア', '漢', 'encryption'])('a word of 100,000 letters stays: %s', (unit) => {
    const word = unit.repeat(100_000 / unit.length)
    expect(respell(word)).toBe(word)
  })
})

describe('words of the field in hiragana', () => {
  const restore = createRestoreKatakana(vocabulary)

  it.each([
    ['ばっくあっぷは何日', 'バックアップは何日'],
    ['ぱすわーどのばっくあっぷ', 'パスワードのバックアップ'],
    ['ログいんできない', 'ログいんできない'],
    ['どのくらい残りますか', 'どのくらい残りますか'],
    ['backup', 'backup'],
    ['', ''],
  ])('%s', (text, restored) => {
    expect(restore(text)).toBe(restored)
  })

  it('keep every offset', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('ば', 'っ', 'く', 'あ', 'ぷ', 'ー', 'x', '。'), maxLength: 40 }),
        (text) => {
          expect(restore(text)).toHaveLength(text.length)
        },
      ),
    )
  })
})
