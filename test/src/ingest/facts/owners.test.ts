import { describe, expect, it } from 'vitest'
import { readFacts, readLines, type SectionWords } from '../../../helpers/read-facts.ts'

const PRODUCTS = ['ハコニワ便', 'ハコニワ箱']

/** Variant and value of the facts of one attribute. */
function ownersOf(attribute: string, sections: readonly SectionWords[], variants: readonly string[] = PRODUCTS) {
  return readFacts(sections, variants)
    .filter((fact) => fact.attribute === attribute)
    .map(({ variant, qualifier, value }) => [variant, qualifier, value].filter((part) => part !== null).join(' | '))
}

describe('what stands under the heading of one of several products', () => {
  const body = 'パスワードは12文字以上とします。'

  it('is said of that product only', () => {
    expect(
      ownersOf('password.min_length', [
        { heading: 'ログイン', body, path: ['第3章 ハコニワ便'] },
        { heading: 'ログイン', body: 'パスワードは8文字以上とします。', path: ['第4章 ハコニワ箱'] },
        { heading: 'ハコニワ便のログイン', body, path: ['第5章'] },
      ]),
    ).toEqual(['ハコニワ便 | 12文字以上', 'ハコニワ箱 | 8文字以上', 'ハコニワ便 | 12文字以上'])
  })

  it.each<[string, Partial<SectionWords>]>([
    ['the heading names none', { path: ['第3章 共通'] }],
    ['the heading names several', { path: ['第3章 ハコニワ便とハコニワ箱'] }],
    ['the section speaks of another one, too', { path: ['第3章 ハコニワ便'], body: `${body}ハコニワ箱も同じです。` }],
  ])('is said of all where %s', (_, changes) => {
    expect(ownersOf('password.min_length', [{ heading: 'ログイン', body, ...changes }])).toEqual(['12文字以上'])
  })

  it('is said of the product that the sentence itself names', () => {
    expect(
      ownersOf('password.min_length', [
        { heading: 'ログイン', body: 'ハコニワ箱のパスワードは12文字以上とします。', path: ['第3章 ハコニワ便'] },
      ]),
    ).toEqual(['ハコニワ箱 | 12文字以上'])
  })
})

describe('what is said of each of several products', () => {
  const products = ['ミズナラ受付', 'ミズナラ会計', 'ミズナラ倉庫', 'ミズナラ配車']
  const chapter = (product: string, heading: string, body: string): SectionWords => ({
    heading,
    body,
    path: [`第2章 ${product}`],
  })
  const read = (...sections: SectionWords[]) =>
    readFacts(sections, products)
      .filter(({ attribute }) => attribute === 'mfa')
      .map(({ variant, polarity, value }) => [variant, polarity, value])

  it('does not compete with what is said of the others', () => {
    expect(
      read(
        chapter('ミズナラ受付', '利用者の認証', '多要素認証を利用できます。'),
        chapter('ミズナラ会計', 'ログイン', '多要素認証には対応していません。'),
        chapter('ミズナラ倉庫', '端末の設定', '配車係の端末では、多要素認証をお使いいただけます。'),
        chapter('ミズナラ配車', '多要素認証', '多要素認証は管理者のみ必須です。'),
      ),
    ).toEqual([
      ['ミズナラ受付', 'yes', '多要素認証を利用できます'],
      ['ミズナラ会計', 'no', '多要素認証には対応していません'],
      ['ミズナラ倉庫', 'yes', '配車係の端末では、多要素認証をお使いいただけます'],
      ['ミズナラ配車', 'yes', '多要素認証は管理者のみ必須です'],
    ])
  })

  it('competes with what else is said of the same product', () => {
    expect(
      read(
        chapter('ミズナラ受付', '多要素認証', '多要素認証を利用できます。'),
        chapter('ミズナラ受付', '画面の配色', '多要素認証の画面も配色を変えられます。'),
        chapter('ミズナラ会計', '端末の設定', '端末では多要素認証をお使いいただけます。'),
      ),
    ).toEqual([
      ['ミズナラ受付', 'yes', '多要素認証を利用できます'],
      ['ミズナラ会計', 'yes', '端末では多要素認証をお使いいただけます'],
    ])
  })

  it('stands beside what is said of all of them', () => {
    expect(
      read(
        { heading: 'ログイン', body: '多要素認証を利用できます。', path: ['第1章 共通'] },
        chapter('ミズナラ会計', 'ログイン', '多要素認証には対応していません。'),
      ),
    ).toEqual([
      [null, 'yes', '多要素認証を利用できます'],
      ['ミズナラ会計', 'no', '多要素認証には対応していません'],
    ])
  })
})

describe('plans', () => {
  const table = '項目\tおためし\tチーム\tコーポレート\nシングルサインオン\t×\t×\t○'

  it('are all the heads beside one that is known', () => {
    const sections = [
      { heading: 'プランの違い', body: table },
      { heading: 'シングルサインオン', body: 'コーポレートプランでは、SAML 2.0に対応しています。' },
    ]
    expect(ownersOf('sso', sections, [])).toEqual([
      'コーポレートプランでは、SAML 2.0に対応しています',
      'おためし | ×',
      'チーム | ×',
      'コーポレート | ○',
    ])
  })

  it('stand behind their values in English', () => {
    expect(
      readLines(
        'log.operation.retention',
        'Logging',
        'The Starter plan has no audit log. Audit logs are kept for 12 months on Business and 24 months on Enterprise.',
      ),
    ).toEqual(['12 months = 12 month (Business)', '24 months = 24 month (Enterprise)'])
  })

  it('stand behind what their values are of, too', () => {
    const body = 'We commit to 99.95% monthly uptime on the Enterprise plan and 99.5% on Standard.'
    expect(readLines('sla.availability', 'Availability', body).map((line) => line.replace(/ = .* \(/u, ' ('))).toEqual([
      '99.95% (Enterprise)',
      '99.5% (Standard)',
    ])
  })
})

describe('a sentence that points back', () => {
  it('takes the topic of the one before it', () => {
    expect(
      readLines('log.operation.retention', 'Logging', 'Audit logs record sign-ins. They are kept for 2 years.'),
    ).toEqual(['2 years = 2 year'])
    expect(
      readLines(
        'data.deletion_delay',
        'データの消去',
        '契約満了日の翌日から30日間は取り出すことができます。この期間を過ぎた後、60日以内にすべてのデータを消去します。',
      ).some((line) => line.includes('60')),
    ).toBe(true)
  })
})

describe('values of a series', () => {
  it('have their labels behind them in English', () => {
    expect(
      readLines(
        'vulnerability.patch_deadline',
        'Fixing vulnerabilities',
        'Vulnerabilities are patched within 7 days for critical findings, 30 days for high and 90 days for medium.',
      ),
    ).toEqual(['within 7 days = <=7 day', '30 days for high = 30 day', '90 days for medium = 90 day'])
  })
})

describe('a condition on another value of the sentence', () => {
  it('does not take a value away', () => {
    expect(
      readLines(
        'password.min_length',
        'パスワード',
        'パスワードは8文字以上で、英字と数字をそれぞれ1文字以上含めます。',
      ),
    ).toEqual(['8文字以上 = >=8 character'])
  })
})

describe('logs', () => {
  it('of sign-ins are no access logs', () => {
    const body = 'アクセスログは180日間、ログイン履歴は1年間保存します。'
    expect(readLines('log.access.retention', 'ログ', body)).toEqual(['180日間 = 180 day'])
    expect(readLines('log.login.retention', 'ログ', body)).toEqual(['1年間 = 1 year'])
  })
})

describe('words that leave the answer to another part', () => {
  it('give way to the cells that have it', () => {
    const sections = [
      { heading: 'アクセス制御', body: '接続元IPアドレスの制限は、料金区分によって範囲が異なります（附表2）。' },
      {
        heading: '附表2 料金区分ごとの違い',
        body: '項目\tライトプラン\tプロプラン\n接続元IPアドレスの制限\t－\t標準',
      },
    ]
    expect(ownersOf('access_control.ip_restriction', sections, [])).toEqual(
      expect.arrayContaining([expect.stringMatching(/ライト.*－/u), expect.stringMatching(/プロ.*標準/u)]),
    )
  })

  it('bring the table that they announce', () => {
    const [fact] = readFacts([
      {
        heading: '責任の分担',
        body: '責任の分担は次の表のとおりです。\n区分\t範囲\t備考\nお客様\t端末の保護\t－\n当社\t基盤の保守\t－',
      },
    ]).filter(({ attribute }) => attribute === 'responsibility.model')
    expect(fact?.quote).toContain('端末の保護')
  })
})

describe('a section that only names another one', () => {
  const network = { heading: 'ネットワークの分離', number: '2.22' }
  const tenants = { heading: '利用者の区画', number: '2.11', body: '企業IDごとに区画を設けています。' }
  const quotesOf = (sections: readonly SectionWords[]) =>
    readFacts(sections)
      .filter(({ attribute }) => attribute === 'network.isolation')
      .map(({ quote, section, polarity }) => [quote, section, polarity])

  it.each(['2.11をご参照ください。', '「2.11. 利用者の区画」をご覧ください。', 'See section 2.11.'])(
    'is answered with the first words of that: %s',
    (body) => {
      expect(quotesOf([tenants, { ...network, body }])).toEqual([['企業IDごとに区画を設けています。', 0, null]])
    },
  )

  it.each(['9.9をご参照ください。', '2.22をご参照ください。', 'マニュアルをご参照ください。', '2.11版を使います。'])(
    'is no answer where there is none: %s',
    (body) => {
      expect(quotesOf([tenants, { ...network, body }])).toEqual([])
    },
  )
})
