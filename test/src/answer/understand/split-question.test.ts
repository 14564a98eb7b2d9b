import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitQuestion } from '../../../../src/answer/understand/split-question.ts'
import { MAX_QUESTION_LENGTH } from '../../../../src/engine.ts'

const split = (text: string): string[] => splitQuestion({ text, turns: [] }).map((question) => question.text)

describe('a message with several questions', () => {
  it.each<[text: string, parts: string[]]>([
    ['解約後のデータ消去はいつ？控えは？', ['解約後のデータ消去はいつ？', '控えは？']],
    ['What is the uptime? And the support hours?', ['What is the uptime?', 'And the support hours?']],
    ['稼働率は？　MFAは？\nSSOは？', ['稼働率は？', 'MFAは？', 'SSOは？']],
    ['稼働率は？？！ MFAは？', ['稼働率は？', 'MFAは？']],
    ['MFAはある？助かります。SSOは？', ['MFAはある？', '助かります。SSOは？']],
    ['監査の準備中です。稼働率は？MFAは？ ', ['監査の準備中です。稼働率は？', 'MFAは？']],
  ])('is split: %s', (text, parts) => {
    expect(split(text)).toEqual(parts)
  })

  it('has the questions before as turns of each, behind the turns of the conversation', () => {
    expect(splitQuestion({ text: '稼働率は？ MFAは？ SSOは？', turns: ['こんにちは'] })).toEqual([
      { text: '稼働率は？', turns: ['こんにちは'] },
      { text: 'MFAは？', turns: ['こんにちは', '稼働率は？'] },
      { text: 'SSOは？', turns: ['こんにちは', '稼働率は？', 'MFAは？'] },
    ])
  })
})

describe('a message is one question', () => {
  it.each([
    '稼働率は？',
    '稼働率は？教えてください。',
    '稼働率を教えて',
    '稼働率は？？',
    '？？',
    '',
    '   ',
    'A？B？C？D？',
    '稼働率とMFAは？',
  ])('as it is written: %j', (text) => {
    expect(splitQuestion({ text, turns: ['前の質問'] })).toEqual([{ text, turns: ['前の質問'] }])
  })

  it.each([
    '「契約は終わりましたか？」という通知は届く？',
    '『もう終わり？』と『まだ？』の違いは？',
    'Is there a mail that asks "Are you sure? Really?" before deletion?',
    '“Are you sure?” – is that asked?',
  ])('where a question mark stands in a quotation: %s', (text) => {
    expect(split(text)).toEqual([text])
  })

  it('but not where a quotation is opened and never closed', () => {
    expect(split('「稼働率は？MFAは？')).toEqual(['「稼働率は？', 'MFAは？'])
  })

  it('and a quotation belongs to the question that it stands in', () => {
    expect(split('「終了？」の通知は届く？ 「再開？」は？')).toEqual(['「終了？」の通知は届く？', '「再開？」は？'])
  })
})

describe('whatever is written', () => {
  it('no more than three questions come of it, which together are its words', () => {
    const message = fc.string({ unit: fc.constantFrom(...'ログaは？?！! 。\n'), maxLength: 40 })
    const words = (texts: readonly string[]) => texts.join('').replace(/[^\p{L}\p{N}]/gu, '')
    fc.assert(
      fc.property(message, (text) => {
        const parts = splitQuestion({ text, turns: ['前'] })
        expect(parts.length).toBeGreaterThanOrEqual(1)
        expect(parts.length).toBeLessThanOrEqual(3)
        expect(words(parts.map((part) => part.text))).toBe(words([text]))
        expect(parts.map(({ turns }) => turns.length)).toEqual(parts.map((_, i) => i + 1))
        if (parts.length > 1) expect(parts.every((part) => /[\p{L}\p{N}].*[?？]$/su.test(part.text))).toBe(true)
      }),
    )
  })

  it.each(['?', '？', 'あ?', ' ', '? ', '！', 'あ'])('the longest message of %j comes through', (unit) => {
    const text = unit.repeat(MAX_QUESTION_LENGTH / unit.length)
    expect(splitQuestion({ text, turns: [] })).toEqual([{ text, turns: [] }])
  })

  it.each(['?', '? ', 'あ?', ' ', '　', 'あ', '\t', '「', '」', '"', '「?'])(
    '100,000 letters of %j come through',
    (unit) => {
      const text = unit.repeat(100_000 / unit.length)
      expect(splitQuestion({ text, turns: [] })).toEqual([{ text, turns: [] }])
    },
  )
})
