import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/text/fold.ts'
import { toSaid } from '../../../src/text/instructions.ts'
import { createOthers } from '../../../src/text/others.ts'
import { makePaper, makeSection } from '../../helpers/paper-content.ts'

interface Words {
  readonly body: string
  readonly heading?: string
  readonly path?: readonly string[]
  readonly vendor?: string | null
}

/** The bearer of each statement of one section of a paper about ハコニワ便, which follows the section `elsewhere`. */
function bearersOf(
  { body, heading = '体制', path = [], vendor = '株式会社ハコニワ' }: Words,
  elsewhere = '',
): string[] {
  const paper = makePaper('hakoniwa', { product: 'ハコニワ便', variants: [], vendor })
  const section = makeSection('4', heading, body, { path: [...path] })
  const others = createOthers(paper, [makeSection('3', '委託先', elsewhere), section])
  const bearerOf = others.readSection(section)
  return toSaid(body)
    .filter(({ isHead }) => !isHead)
    .map((statement) => bearerOf(statement, fold(statement.text)))
}

const LISTED = '委託先\t業務\n株式会社フクロウ\t電話受付\nPostbird Inc\tメール配信'

describe('a statement is of', () => {
  it.each([
    '当社は二要素認証を必須としています。',
    'ハコニワ便は株式会社フクロウのデータセンターで稼働しています。',
    '株式会社フクロウに電話受付を委託しています。',
    '株式会社フクロウが運営するデータセンターで保管します。',
    '委託先を含む従業員は、年1回の教育を受けます。',
    '委託先および当社の従業員は、年1回の教育を受けます。',
    '株式会社ハコニワは、ISO/IEC 27001の認証を取得しています。',
    'We use Postbird to send mail.',
    'Postbird is used to send mail.',
    '他社のデータとは論理的に分離しています。',
    '他社のデータは閲覧できません。',
    'ほかの会社のお客様からは見えません。',
    'データを他社へ提供しません。',
    '他社サービスとの連携に対応しています。',
    '業界標準の方式で暗号化しています。',
    '業界最高水準の稼働率は99.9%です。',
    'その他のサービスは24時間ご利用いただけます。',
    '当社は多くの企業に利用されており、ログを90日間保管します。',
    'カード業界の基準であるPCI DSSに準拠しています。',
    'We do not share data with other companies.',
    'Data of other customers and other companies is kept apart.',
    'We use industry-standard encryption.',
    'The data of other companies is not visible.',
    'Many companies trust us with their backups.',
    '他の会社が実施する監査を年1回受けています。',
    '他社は閲覧できません。',
    'We integrate with other vendors using SAML.',
    'Other companies cannot see your data.',
    'Industry standards are followed in development.',
    'We buy parts from other companies.',
  ])('the vendor: %s', (body) => {
    expect(bearersOf({ body }, LISTED)).toEqual(['vendor'])
  })

  it.each([
    '株式会社フクロウは、シングルサインオンに対応しています。',
    'フクロウでは、操作ログを3年間保管します。',
    'なお、フクロウの従業員は年1回の教育を受けます。',
    '委託先の株式会社フクロウ（東京都）は、二要素認証を必須としています。',
    '委託先は48時間以内に当社へ報告します。',
    '再委託先でも脆弱性診断を年2回実施しています。',
    'Postbird supports single sign-on.',
    "Postbird's staff use two-factor authentication.",
    'Each sub-processor must notify us within 24 hours.',
  ])('a sub-processor: %s', (body) => {
    expect(bearersOf({ body }, LISTED)).toEqual(['supplier'])
    expect(bearersOf({ body, vendor: null }, LISTED)).toEqual(['supplier'])
  })

  it.each([
    'データセンターは、ISO/IEC 27001の認証を取得しています。',
    'データセンターを運営する事業者は、SOC 2の報告書を公開しています。',
    '株式会社ミナモ通信は、ISO/IEC 27001の認証を取得しています。',
    'Our hosting provider holds a SOC 2 report.',
    'グループ会社である株式会社ホタルは、ISO/IEC 27001を取得しています。',
    'Our parent company is certified to ISO/IEC 27001.',
  ])('who operates what the service stands on: %s', (body) => {
    expect(bearersOf({ body })).toEqual(['operator'])
  })

  it.each([
    '他社では30日間の例があります。',
    '他社の脆弱性診断の頻度は年4回程度です。',
    '目標復旧時間は、他社では4時間が多いようです。',
    'ほかの会社のサービスでは4時間の例があります。',
    '競合製品では東京リージョンが多いようです。',
    '競合のサービスは99.5%です。',
    '同業他社は操作ログを1年間保管しています。',
    '他の事業者では年1回実施しています。',
    '稼働率として、業界では99.9%という数字が知られています。',
    '業界平均は99.5%です。',
    '一般的なサービスの稼働率は99.5%です。',
    '多くの企業ではパスワードは8文字以上です。',
    'Other vendors offer 30 days.',
    "A rival's uptime is lower, while other cloud providers promise 99.5%.",
    'Competitors typically keep backups for 7 days.',
    'Our competitors’ retention is 7 days.',
    'The industry average is 99.5%.',
    'In the industry, 30 days is common.',
    'Most vendors keep logs for a year.',
    'Retention at other vendors is 30 days, at rival firms 60.',
  ])('companies that have nothing to do with it: %s', (body) => {
    expect(bearersOf({ body })).toEqual(['outsider'])
    expect(bearersOf({ body, vendor: null }, LISTED)).toEqual(['outsider'])
  })

  it('the vendor, where that is not known and nobody lists the company', () => {
    const body = '株式会社ミナモ通信は、ISO/IEC 27001の認証を取得しています。'
    expect(bearersOf({ body, vendor: null })).toEqual(['vendor'])
  })
})

describe('whom a statement leaves unsaid', () => {
  it('the sentence before says', () => {
    expect(bearersOf({ body: 'Postbird keeps logs. It stores data in Ireland. We keep backups.' }, LISTED)).toEqual([
      'supplier',
      'supplier',
      'vendor',
    ])
    const body = 'ハコニワ便は株式会社ミナモ通信の設備で動きます。同社は ISO/IEC 27001 を取得しています。'
    expect(bearersOf({ body })).toEqual(['vendor', 'operator'])
  })

  it('a heading that is the name of a sub-processor says', () => {
    const body = 'Logs are kept for 60 days. We review them.'
    expect(bearersOf({ body, heading: 'Postbird', path: ['Subprocessors'] }, LISTED)).toEqual(['supplier', 'vendor'])
  })

  it('the first cell of its row says', () => {
    const body = '委託先\t所在国\t認証\n株式会社フクロウ\t日本\tプライバシーマーク'
    expect(new Set(bearersOf({ body }))).toEqual(new Set(['supplier']))
  })

  it('a column or a heading of other companies says', () => {
    expect(bearersOf({ body: '項目\t当社\t他社\nバックアップの保管期間\t60日間\t30日間' })).toEqual([
      'vendor',
      'outsider',
    ])
    expect(bearersOf({ body: '30日間です。当社は定めていません。', heading: '業界の動向' })).toEqual([
      'outsider',
      'vendor',
    ])
    expect(bearersOf({ body: '対応しています。', heading: '他社サービスとの連携' })).toEqual(['vendor'])
  })
})
