import { describe, expect, it } from 'vitest'
import { findNames } from '../../../../src/ingest/facts/find-statements.ts'
import { catalog } from '../../../helpers/knowledge.ts'
import { readFacts, readLines } from '../../../helpers/read-facts.ts'

/** What a paper says about a yes/no matter. */
function polarities(attribute: string, heading: string, body: string) {
  return readFacts([{ heading, body }])
    .filter((fact) => fact.attribute === attribute)
    .map((fact) => fact.polarity)
}

describe('yes, no and planned', () => {
  it.each([
    ['mfa', '認証', '多要素認証を利用できます。', 'yes'],
    ['mfa', '認証', '多要素認証には対応していません。', 'no'],
    ['mfa', '認証', '多要素認証は2027年4月に提供する予定です。', 'planned'],
    ['mfa', 'Sign-in', 'Multi-factor authentication is available on all plans.', 'yes'],
    ['mfa', 'Sign-in', 'Multi-factor authentication is not available.', 'no'],
    ['sso', '認証', 'シングルサインオンは計画中です。', 'planned'],
    ['backup.restore', '退避', 'バックアップは取得していますが、個別の復元には対応していません。', 'no'],
    ['certification.iso27001', '認証', 'ISO/IEC 27001は取得済みですが、ISO/IEC 27017は取得予定です。', 'yes'],
    ['certification.iso27017', '認証', 'ISO/IEC 27001は取得済みですが、ISO/IEC 27017は取得予定です。', 'planned'],
    ['sso', 'Sign-in', 'SAML single sign-on is on our roadmap.', 'planned'],
    ['encryption.at_rest', '暗号化', '保存データは暗号化しています。', 'yes'],
    ['encryption.at_rest', '暗号化', '保存データの暗号化は検討中です。', 'planned'],
    ['encryption.in_transit', '暗号化', '通信はTLS 1.2以上で暗号化します。', 'yes'],
    ['access_control.ip_restriction', '接続', 'IPアドレスによるアクセス制限機能は提供しておりません。', 'no'],
    ['malware.protection', 'ファイル', 'アップロードされたファイルのウイルスチェックは行っていません。', 'no'],
    ['penetration_test', '診断', 'ペネトレーションテストは実施していません。', 'no'],
    ['vulnerability.assessment', '診断', '外部の専門会社による脆弱性診断を受けています。', 'yes'],
    ['certification.iso27001', '認証', '当社はISO/IEC 27001の認証を取得しています。', 'yes'],
    ['certification.iso27017', '認証', 'ISO/IEC 27017の認証は2027年度に取得する予定です。', 'planned'],
    ['certification.iso27017', '認証', 'ISO/IEC 27017の認証は取得していません。', 'no'],
    ['certification.soc2', '認証', 'SOC 2は取得していません。', 'no'],
    ['certification.soc2', 'Certifications', 'SOC 2 Type II is planned for 2027.', 'planned'],
    ['certification.pmark', '認証', '当社はプライバシーマークを取得しています。', 'yes'],
    ['certification.iso27001', '認証', 'ISO/IEC 27001の認証は2025年5月に返上しました。', 'no'],
    ['certification.pmark', '認証', 'プライバシーマークは2024年に失効しています。', 'no'],
    ['certification.soc2', 'Certifications', 'Our SOC 2 Type II report lapsed in 2024.', 'no'],
    ['log.viewing', 'ログ', '操作ログは管理者が管理画面から閲覧できます。', 'yes'],
    ['backup.performed', 'バックアップ', 'データベースのバックアップを毎日取得します。', 'yes'],
  ] as const)('%s: %s: %s is %4$s', (attribute, heading, body, polarity) => {
    expect(polarities(attribute, heading, body)).toEqual([polarity])
  })
})

describe('an item of a list', () => {
  const read = (lead: string) =>
    readFacts([{ heading: '第三者による評価', body: `${lead}\n\n- ISO/IEC 27001\n- ISO/IEC 27017` }])
      .filter(({ attribute }) => attribute === 'certification.iso27017')
      .map(({ polarity, quote }) => [polarity, quote])

  it.each([
    ['yes', '次の認証を取得しています。'],
    ['no', '次の認証は取得していません。'],
    ['planned', '次の認証を取得する予定です。'],
  ])('says %s where the words that announce the list do, and is quoted with them: %s', (polarity, lead) => {
    expect(read(lead)).toEqual([[polarity, `${lead}\n\n- ISO/IEC 27001\n- ISO/IEC 27017`]])
  })
})

describe('what others hold', () => {
  it.each([
    ['certification.iso27001', '本サービスが利用するAWSは、ISO/IEC 27001の認証を取得しています。'],
    ['certification.soc2', '本サービスが利用するAWSは、SOC 2の報告書を公開しています。'],
    ['certification.pci_dss', 'Our hosting provider AWS holds a PCI DSS certification.'],
    ['certification.iso27001', '委託先の株式会社フクロウはISO/IEC 27001の認証を取得しています。'],
    ['certification.pmark', '委託先はプライバシーマークを取得しています。'],
  ])('is no certificate of the vendor: %s: %s', (attribute, body) => {
    expect(polarities(attribute, '第三者認証', body)).toEqual([])
  })

  it('is none where a paper only follows a standard in its purpose', () => {
    const body = '本書は、ISO/IEC 27017の認証で求められる情報をまとめたものです。'
    expect(polarities('certification.iso27017', '目的', body)).toEqual([])
  })
})

describe('statements', () => {
  it('about a court are no statements about a court that asks for data', () => {
    const body = '東京地方裁判所を第一審の専属的合意管轄裁判所とします。'
    expect(readLines('jurisdiction.court', '準拠法', body)).toEqual([body.slice(0, -1)])
    expect(polarities('evidence.disclosure', '準拠法', body)).toEqual([])
  })

  it('keep the name of a company whose form ends in a full stop', () => {
    const [fact] = readLines(
      'certification.iso27001',
      'Certifications',
      'Hollowbrook Inc. is certified to ISO/IEC 27001.',
    )
    expect(fact).toContain('Hollowbrook Inc.')
  })

  it.each([
    [
      'Hosting and data centres',
      [
        'Hakoniwa runs on Google Cloud Platform in the London region.',
        'Customers can have their data hosted in Frankfurt.',
      ],
    ],
    [
      'データセンター',
      [
        '本サービスは、AWSの東京リージョン上で稼働しています。',
        'お客様のデータが日本国外に保管されることはありません。',
      ],
    ],
  ])('on where the service runs stand beside those on the place of data: %s', (heading, said) => {
    // Too long to be quoted whole.
    const filler = 'Visitors are met at the door, sign a book and are shown the way out again. '.repeat(6)
    const quotes = readFacts([{ heading, body: [...said, filler].join('\n\n') }])
      .filter(({ attribute }) => attribute === 'data.location')
      .map(({ quote }) => quote)
    expect(quotes).toEqual(said)
  })

  it('about what others are certified to tell no place', () => {
    const body = 'Google Cloud data centres are certified to ISO/IEC 27001 and PCI DSS.'
    expect(readLines('data.location', 'Certificates of others', body)).toEqual([])
  })

  it('are none on the second matter of a heading where the first words are on the first', () => {
    expect(readLines('ai.features', 'Privacy and AI', 'We comply with the UK GDPR.')).toEqual([])
    expect(readLines('ai.features', 'AI and privacy', 'It is off at first.')).toEqual(['It is off at first.'])
  })

  it('are looked for nowhere but in the body', () => {
    expect(polarities('mfa', '改訂履歴', '多要素認証を利用できるようになりました。')).toEqual([])
    expect(polarities('mfa', '用語', '多要素認証とは、複数の要素で確かめる認証です。')).toEqual([])
  })
})

describe('names', () => {
  it.each<[attribute: string, heading: string, body: string, lines: string[]]>([
    [
      'encryption.in_transit.tls_version',
      '暗号化',
      '通信はＴＬＳ１．２以上で暗号化します。',
      ['ＴＬＳ１．２以上 = TLS 1.2 name'],
    ],
    ['encryption.at_rest.algorithm', '暗号化', '保存データはAES-256で暗号化します。', ['AES-256 = AES-256 name']],
    ['cloud_provider', '基盤', '本サービスはGoogle Cloudで稼働しています。', ['Google Cloud = Google Cloud name']],
    ['data.region', 'データ', 'データは東京リージョンに保存します。', ['東京リージョン = 東京リージョン name']],
    ['clock.timezone', '時刻', 'ログの時刻は日本標準時です。', ['日本標準時 = JST name']],
    [
      'contact.support',
      'サポート窓口',
      'support@hakoniwa.example で承ります。',
      ['support@hakoniwa.example = support@hakoniwa.example name'],
    ],
  ])('of %s are read in %s: %s', (attribute, heading, body, lines) => {
    expect(readLines(attribute, heading, body)).toEqual(lines)
  })

  it('are not cut out of longer ones', () => {
    const values = catalog.values.get('algorithms') ?? []
    expect(findNames('AES-256とＲＳＡ－２０４８を使います。', values)).toEqual([
      { name: 'AES-256', text: 'AES-256', start: 0 },
      { name: 'RSA-2048', text: 'ＲＳＡ－２０４８', start: 8 },
    ])
  })

  it('give way to words where a paper says that it uses none', () => {
    const [line] = readLines('cloud_provider', 'クラウド基盤', '外部のクラウド基盤は利用していません。')
    expect(line).toBe('外部のクラウド基盤は利用していません')
  })
})

describe('names in the first cell of a row', () => {
  const namesIn = (heading: string, body: string) =>
    readFacts([{ heading, body }])
      .filter(({ attribute }) => attribute === 'cloud_provider')
      .map(({ value, normalized, qualifier, quote }) => [value, normalized?.value, qualifier, quote])

  it('are values, limited by no column', () => {
    expect(
      namesIn(
        '利用する外部サービス',
        '事業者名\t用途\t国\nAmazon Web Services\tサーバーの運用\t日本\nGoogle Cloud\t画像の保管\t日本',
      ),
    ).toEqual([
      ['Amazon Web Services', 'AWS', null, 'Amazon Web Services\tサーバーの運用\t日本'],
      ['Google Cloud', 'Google Cloud', null, 'Google Cloud\t画像の保管\t日本'],
    ])
  })

  it('are values in tables of two columns, too', () => {
    expect(namesIn('クラウド基盤', '名称\t用途\nAWS\t本番の稼働\nMicrosoft Azure\t控えの保管')).toEqual([
      ['AWS', 'AWS', null, 'AWS\t本番の稼働'],
      ['Microsoft Azure', 'Microsoft Azure', null, 'Microsoft Azure\t控えの保管'],
    ])
  })

  it('are none where it names the matter, and another cell the name', () => {
    expect(namesIn('基盤', '項目\t内容\t備考\nクラウド基盤\tMicrosoft Azureで稼働\t東日本')).toEqual([
      ['Microsoft Azure', 'Microsoft Azure', null, 'クラウド基盤\tMicrosoft Azureで稼働\t東日本'],
    ])
  })
})

describe('encryption of data', () => {
  it.each([
    '契約データはAES-256により暗号化し、通信はTLS 1.2以上で暗号化します。',
    'お客様の情報をAES（256ビット）で暗号化しています。',
    'Customer data is encrypted with AES-256.',
  ])('by a cipher is that of stored data where nothing says that it is sent: %s', (body) => {
    expect(readFacts([{ heading: '暗号化', body }]).map(({ attribute }) => attribute)).toContain('encryption.at_rest')
  })

  it.each([
    '送受信するデータはAES-256で暗号化します。',
    '通信経路上のデータはAES-256で暗号化します。',
    'バックアップデータはAES-256で暗号化します。',
    'Data in transit is encrypted with AES-256.',
  ])('that is sent or backed up is not: %s', (body) => {
    expect(readFacts([{ heading: '暗号化', body }]).map(({ attribute }) => attribute)).not.toContain(
      'encryption.at_rest',
    )
  })

  it.each([
    ['通信はTLS 1.2以上で暗号化します。', 'TLS 1.2以上'],
    ['Traffic is encrypted with TLS 1.2 or higher.', 'TLS 1.2 or higher'],
    ['通信はTLS 1.2とTLS 1.3で暗号化します。', 'TLS 1.2'],
  ])('keeps the bound of a version: %s', (body, value) => {
    const facts = readFacts([{ heading: '通信の暗号化', body }])
    expect(facts.filter(({ attribute }) => attribute === 'encryption.in_transit.tls_version')[0]).toMatchObject({
      value,
      normalized: { value: 'TLS 1.2' },
    })
  })
})
