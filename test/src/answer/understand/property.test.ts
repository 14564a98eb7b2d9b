import { describe, expect, it } from 'vitest'
import { type Property, propertyOf } from '../../../../src/answer/understand/property.ts'
import { fold } from '../../../../src/text/fold.ts'

const read = (question: string): string | undefined => {
  const property: Property | undefined = propertyOf(fold(question))
  return property?.kind === 'only' ? `only ${property.part}` : property?.kind
}

describe('a question for all that is', () => {
  it.each([
    ['計画中の機能は何がある？', 'planned'],
    ['今後対応予定のものは？', 'planned'],
    ['ロードマップに載っている項目は', 'planned'],
    ['What is planned?', 'planned'],
    ['Which features are on the roadmap?', 'planned'],
    ['提供していないものは', 'denied'],
    ['未対応の項目を教えて', 'denied'],
    ['×の項目を全部', 'denied'],
    ['提供予定なしの項目は？', 'denied'],
    ['Which features are not offered?', 'denied'],
    ['What is not supported?', 'denied'],
    ['有償のものは？', 'paid'],
    ['追加料金がかかるのはどれ？', 'paid'],
    ['お金がかかるところは？', 'paid'],
    ['Which features are chargeable?', 'paid'],
    ['無償のものは？', 'free'],
    ['無料でできることは何？', 'free'],
    ['What is free of charge?', 'free'],
    ['規定していない項目は？', 'undisclosed'],
    ['非公開の項目は？', 'undisclosed'],
    ['Which items are not disclosed?', 'undisclosed'],
    ['今後の予定は', 'planned'],
    ['今後の対応予定は？', 'planned'],
    ['What does Brindle Notes not offer?', 'denied'],
    ['What costs extra?', 'paid'],
    ['What cost extra?', 'paid'],
    ['要申込のものは', 'on-request'],
    ['申し込みが必要な機能はどれ？', 'on-request'],
    ['What is available on request?', 'on-request'],
    ['プレミアムだけの機能は？', 'only プレミアム'],
    ['プレミアムプランのみの機能は？', 'only プレミアム'],
    ['プロプランだけの機能は？', 'only プロ'],
    ['ﾌﾟﾚﾐｱﾑ限定の機能一覧', 'only プレミアム'],
    ['What is only on the Enterprise plan?', 'only enterprise'],
    ['List the Premium-only features', 'only premium'],
    ['Which items are only for Teams?', 'only teams'],
  ])('%s', (question, property) => {
    expect(read(question)).toBe(property)
  })

  it('is one for a plan before anything else that it says', () => {
    expect(read('プレミアムだけの有償の機能は？')).toBe('only プレミアム')
  })
})

describe('a question for one value is none', () => {
  it.each([
    'バックアップの保管期間は何日？',
    'シングルサインオンは有償ですか？',
    '多要素認証は無料で使えますか？',
    'ISO/IEC 27017の取得は計画中ですか？',
    'Is single sign-on planned?',
    'Is it free of charge?',
    'メンテナンスの予定は？',
    'データの持ち出しは申し込みが必要ですか？',
    'プランのみ',
    '全プランでいただけるものは？',
    '暗号化していますか？',
    'どんな機能がある？',
    'Which plans are there?',
    '',
  ])('%s', (question) => {
    expect(read(question)).toBeUndefined()
  })
})

describe('hostile text', () => {
  it.each(['a', 'ア', '　', '\t', 'only ', 'だけ', 'もの', '有償', 'not ', 'does ', '×', 'プラン'])(
    'comes through: %j',
    (unit) => {
      const text = unit.repeat(Math.floor(100_000 / unit.length))
      expect(['undefined', 'string']).toContain(typeof read(text))
      expect(read(`有償のものは？${text}`)).toMatch(/^(?:paid|only |denied)/u)
    },
  )
})
