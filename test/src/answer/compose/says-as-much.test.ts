import { describe, expect, it } from 'vitest'
import { ofMatter, planWithoutValue, saysAsMuch } from '../../../../src/answer/compose/says-as-much.ts'
import type { Polarity, StoredFact } from '../../../../src/domain.ts'
import { catalog } from '../../../helpers/knowledge.ts'

const fact = (quote: string, polarity: Polarity = 'yes', qualifier: string | null = null): StoredFact => ({
  id: 1,
  paperId: 'a',
  sectionId: 1,
  attribute: 'mfa',
  variant: null,
  qualifier,
  value: quote,
  normalized: null,
  polarity,
  quote,
})

describe('A statement decides a question', () => {
  it.each([
    ['多要素認証は使えますか？', '多要素認証は、ご希望に応じて利用できます。', true],
    ['多要素認証は必須ですか？', '多要素認証は、ご希望に応じて利用できます。', false],
    ['多要素認証は必須ですか？', '多要素認証は必須です。', true],
    ['多要素認証は必須ですか？', '管理者は多要素認証が必須です。利用者は任意です。', false],
    ['Is MFA mandatory?', 'Multi-factor authentication can be turned on.', false],
    ['Is MFA mandatory?', 'Every user must sign in with MFA.', true],
    ['削除証明書は無償ですか？', '削除証明書は有償で発行します。', false],
    ['削除証明書は無償ですか？', '削除証明書は無料で発行します。', true],
    ['保存データはすべて暗号化されていますか？', '保存データは暗号化します。', false],
    ['保存データはすべて暗号化されていますか？', '保存データをすべて暗号化します。', true],
    ['保存データはすべて暗号化されていますか？', '画像を除き、保存データをすべて暗号化します。', false],
    ['SSOは標準で使えますか？', 'SSOはオプションで利用できます。', false],
    ['ベーシックプランでSSOは使えますか？', 'SSOはアドバンスプランで利用できます。', false],
    ['アドバンスプランでSSOは使えますか？', 'SSOはアドバンスプランで利用できます。', true],
    ['どのプランでもSSOは使えますか？', 'SSOを利用できます。', true],
    ['Does the starter plan have SSO?', 'SSO is part of the enterprise plan.', false],
    ['Is there a SOC 2 Type I report?', 'A SOC 2 Type II report is available.', false],
    ['Is there a SOC 2 Type 2 report?', 'A SOC 2 Type II report is available.', true],
    ['Is SSO included in Core?', 'SSO is included in Shield and costs $2 per user on Core.', false],
    ['Is SSO included in Shield?', 'SSO is included in Shield.', true],
    ['多要素認証は使えますか？', 'はい、全プランでご利用いただけます。', true],
    ['Is data encrypted?', 'Documents are encrypted; metadata is not.', false],
  ])('%s %s: %s', (question, quote, decides) => {
    expect(saysAsMuch(question, fact(quote))).toBe(decides)
  })

  it('where it says no at all, whatever more is asked', () => {
    expect(saysAsMuch('多要素認証は必須ですか？', fact('多要素認証には対応していません。', 'no'))).toBe(true)
  })
})

describe('A denial', () => {
  it('of making it mandatory is none of the thing itself', () => {
    const quote = '多要素認証の必須化には対応していません。'
    expect(saysAsMuch('多要素認証に対応していますか？', fact(quote, 'no'))).toBe(false)
    expect(saysAsMuch('多要素認証の強制はできますか？', fact(quote, 'no'))).toBe(true)
  })
})

describe('A plan has no value', () => {
  const values = [fact('1年間', null, 'ベーシックプラン'), fact('3年間', null, 'アドバンスプラン')]

  it('where every value is one of another plan', () => {
    expect(planWithoutValue('フリープランのログの保管期間は？', values)).toBe('フリー')
  })

  it.each(['ベーシックプランのログの保管期間は？', 'ログの保管期間は？', '各プランのログの保管期間は？'])(
    'but not in %s',
    (question) => {
      expect(planWithoutValue(question, values)).toBeUndefined()
    },
  )

  it('where it is named without the word, and no other letters are meant', () => {
    const english = [fact('99.9%', null, 'Team'), fact('99.95%', null, 'Enterprise')]
    expect(planWithoutValue('What uptime is promised on Solo?', english, new Set(['solo']))).toBe('Solo')
    expect(planWithoutValue('What uptime is promised on Team?', english, new Set(['team']))).toBeUndefined()
    expect(planWithoutValue('エンタープライズプランの稼働率は？', english)).toBeUndefined()
    expect(planWithoutValue('プレミアムプランの稼働率は？', english)).toBe('プレミアム')
  })

  it('but may have one that is for all', () => {
    expect(planWithoutValue('フリープランのログの保管期間は？', [fact('1年間', null)])).toBeUndefined()
  })
})

describe('The sentences of a quote that speak of its matter', () => {
  const matterOf = (quote: string) => {
    const attribute = catalog.find('sso')
    return attribute && ofMatter(fact(quote), attribute, catalog.vocabulary).quote
  }

  it('are without those on others', () => {
    expect(
      matterOf('SAML single sign-on is available. SCIM provisioning is available on the Enterprise plan only.'),
    ).toBe('SAML single sign-on is available.')
  })

  it('are with those that go on with them', () => {
    const quote = 'シングルサインオンに対応しています。ただし、管理者のみ利用できます。'
    expect(matterOf(quote)?.replace(/\s/gu, '')).toBe(quote)
  })

  it('are all where none is told', () => {
    expect(matterOf('はい、全プランで利用できます。')).toBe('はい、全プランで利用できます。')
  })
})
