import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutIntoPages, cutText, shorten } from '../../../src/text/cut.ts'

const BACKUP = 'バックアップは毎日取得します。保管期間は14日間です。復元はご依頼により行います。'

const words = fc.constantFrom(
  ...[
    '保管',
    '。',
    '、',
    '（',
    '）',
    '「',
    '」',
    '.',
    ' ',
    '\n',
    '99.95%',
    'Inc',
    'kept for 7 days',
    '！',
    '　',
    '😀',
    '𠮟る',
  ],
)
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(words, { maxLength: 80 }).map((parts) => parts.join('')),
)
/** One letter may take two units. */
const max = fc.integer({ min: 2, max: 60 })
const withoutBlanks = (words: string) => words.replace(/\s/gu, '')
const SENTENCE = fc
  .integer({ min: 1, max: 20 })
  .map((length) => `${'操作ログを管理画面から閲覧できるようにしています'.slice(0, length)}。`)

describe('cutText', () => {
  it.each([
    ['nothing of what fits', BACKUP, BACKUP.length, BACKUP, ''],
    [
      'after the last sentence that fits',
      BACKUP,
      30,
      'バックアップは毎日取得します。保管期間は14日間です。',
      '復元はご依頼により行います。',
    ],
    [
      'after a sentence that ends exactly there',
      BACKUP,
      15,
      'バックアップは毎日取得します。',
      '保管期間は14日間です。復元はご依頼により行います。',
    ],
    ['after a line', '取得間隔：6時間ごと\n世代管理：28世代', 15, '取得間隔：6時間ごと', '世代管理：28世代'],
    [
      'after an English sentence, not at a decimal point',
      'Logs are kept. Uptime is 99.95% a month.',
      30,
      'Logs are kept.',
      'Uptime is 99.95% a month.',
    ],
    [
      'after a clause, where no sentence ends',
      '通信はTLSで暗号化し、保存データはAES-256で暗号化します。',
      20,
      '通信はTLSで暗号化し、',
      '保存データはAES-256で暗号化します。',
    ],
    [
      'after a word, where no clause ends',
      'audit logs are retained for months',
      20,
      'audit logs are',
      'retained for months',
    ],
    ['between letters, where there is nothing else', 'あいうえおかきくけこ', 4, 'あいうえ', 'おかきくけこ'],
    ['before a letter of two units that does not fit', '暗号化😀😀', 4, '暗号化', '😀😀'],
    [
      'after a later clause, where a sentence ends too early',
      'はい。通信はすべてTLSで暗号化しており、例外はありません',
      25,
      'はい。通信はすべてTLSで暗号化しており、',
      '例外はありません',
    ],
  ])('cuts %s', (_, words, room, head, rest) => {
    expect(cutText(words, room)).toEqual({ head, rest })
  })

  it('keeps a quoted sentence together with its bracket', () => {
    const quoted = '資料には「毎日取得します。」とあります。世代は28です。'
    expect(cutText(quoted, 22).head).toBe('資料には「毎日取得します。」とあります。')
  })

  it('always takes something, so that cutting again ends', () => {
    expect(cutText('保管', 0)).toEqual({ head: '保', rest: '管' })
  })

  it('loses nothing but blanks, is never too long and never cuts a letter in two', () => {
    fc.assert(
      fc.property(text, max, (body, room) => {
        const { head, rest } = cutText(body, room)
        expect(head.length).toBeLessThanOrEqual(room)
        expect(withoutBlanks(head + rest)).toBe(withoutBlanks(body))
        expect([head, rest].filter(hasHalfLetter)).toEqual([])
        if (body.length <= room) expect(rest).toBe('')
      }),
      { numRuns: 500 },
    )
  })

  it('cuts Japanese at the end of a sentence where one is late enough', () => {
    fc.assert(
      fc.property(
        fc.array(SENTENCE, { minLength: 10, maxLength: 30 }),
        fc.integer({ min: 40, max: 100 }),
        (all, room) => {
          const { head, rest } = cutText(all.join(''), room)
          // No sentence has more than 21 letters.
          if (rest !== '') expect(head.endsWith('。') && head.length > room - 21).toBe(true)
        },
      ),
    )
  })
})

describe('cutIntoPages', () => {
  it('has one page for what fits, and one for nothing', () => {
    expect(cutIntoPages(` ${BACKUP}\n`, 100)).toEqual([BACKUP])
    expect(cutIntoPages('', 100)).toEqual([''])
    expect(cutIntoPages(' \n　', 100)).toEqual([''])
  })

  it('turns the page between sentences', () => {
    expect(cutIntoPages(BACKUP, 20)).toEqual([
      'バックアップは毎日取得します。',
      '保管期間は14日間です。',
      '復元はご依頼により行います。',
    ])
  })

  it('loses nothing but blanks; no page is too long or empty, and no letter is cut in two', () => {
    fc.assert(
      fc.property(text, max, (body, room) => {
        const pages = cutIntoPages(body, room)
        expect(withoutBlanks(pages.join(''))).toBe(withoutBlanks(body))
        expect(pages.filter((page) => page.length > room || hasHalfLetter(page))).toEqual([])
        if (body.trim() !== '') expect(pages).not.toContain('')
      }),
      { numRuns: 500 },
    )
  })
})

describe('shorten', () => {
  it('leaves what fits as it is', () => {
    expect(shorten(BACKUP, BACKUP.length)).toBe(BACKUP)
  })

  it('ends what it shortened with an ellipsis, which counts', () => {
    expect(shorten(BACKUP, 16)).toBe('バックアップは毎日取得します。…')
    expect(shorten('あいうえおか', 5)).toBe('あいうえ…')
  })

  it('is never too long, begins as the text does and cuts no letter in two', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 3, max: 60 }), (body, room) => {
        const short = shorten(body, room)
        expect(short.length).toBeLessThanOrEqual(room)
        expect(body.startsWith(short.replace(/…$/u, ''))).toBe(true)
        expect(hasHalfLetter(short)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})

/** Half of a pair that stands for one letter. */
function hasHalfLetter(words: string): boolean {
  return /\p{Surrogate}/u.test(words)
}
