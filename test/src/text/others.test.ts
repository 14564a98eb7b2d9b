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
  let before: { folded: string; bearer: 'vendor' | 'operator' | 'supplier' } | undefined
  return toSaid(body)
    .filter(({ isHead }) => !isHead)
    .map((statement) => {
      const folded = fold(statement.text)
      const bearer = others.bearerOf({ statement, folded, section, before })
      before = { folded, bearer }
      return bearer
    })
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
  ])('who operates what the service stands on: %s', (body) => {
    expect(bearersOf({ body })).toEqual(['operator'])
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
})
