import { describe, expect, it } from 'vitest'
import { findDocumentFacts } from '../../../../src/ingest/facts/find-document-facts.ts'
import type { Revision } from '../../../../src/ingest/metadata/revisions.ts'
import { makePaper, makeSection } from '../../../helpers/paper-content.ts'

const PAPER = makePaper('hakoniwa', {
  vendor: '箱庭通信株式会社',
  title: 'ハコニワ便 安全対策説明書',
  version: '2.1',
  date: '2024-11-15',
})
const COVER = makeSection('', '', 'ハコニワ便 安全対策説明書\n第２．１版\n２０２４年１１月１５日\n箱庭通信株式会社\n', {
  level: 0,
  path: [],
})
const HISTORY = makeSection('', '改訂履歴', '1.0版 2021年10月1日 初版\n2.1版 2024年11月15日 保管期間を変更\n', {
  path: [],
})
const REVISIONS: readonly Revision[] = [
  { version: '1.0', date: '2021-10-01', text: '初版', quote: '1.0版 2021年10月1日 初版', section: 1 },
  {
    version: '2.1',
    date: '2024-11-15',
    text: '保管期間を変更',
    quote: '2.1版 2024年11月15日 保管期間を変更',
    section: 1,
  },
]

/** `attribute: value @section` of every fact. */
function read(paper = PAPER, sections = [COVER, HISTORY], revisions = REVISIONS): string[] {
  return findDocumentFacts(paper, sections, revisions).map(
    ({ attribute, value, section }) => `${attribute}: ${value} @${section}`,
  )
}

describe('findDocumentFacts', () => {
  it('points at the cover for what it prints', () => {
    expect(read()).toEqual(
      expect.arrayContaining([
        'vendor.name: 箱庭通信株式会社 @0',
        'document.title: ハコニワ便 安全対策説明書 @0',
        'document.date: ２０２４年１１月１５日 @0',
      ]),
    )
    const version = findDocumentFacts(PAPER, [COVER, HISTORY], REVISIONS).find(
      ({ attribute }) => attribute === 'document.version',
    )
    expect(version).toMatchObject({ normalized: { value: '2.1', unit: 'version' }, quote: '第２．１版', section: 0 })
  })

  it('gives every revision, and the date of the first', () => {
    const facts = findDocumentFacts(PAPER, [COVER, HISTORY], REVISIONS)
    expect(
      facts.filter(({ attribute }) => attribute === 'document.revision').map(({ qualifier }) => qualifier),
    ).toEqual(['1.0', '2.1'])
    expect(facts.find(({ attribute }) => attribute === 'document.first_edition_date')).toMatchObject({
      value: '2021年10月1日',
      normalized: { value: '2021-10-01', unit: 'date', op: 'eq' },
      section: 1,
    })
  })

  it('falls back to the history where the cover prints no version', () => {
    const bare = { ...COVER, body: 'ハコニワ便 安全対策説明書\n' }
    expect(read(PAPER, [bare, HISTORY])).toEqual(
      expect.arrayContaining(['document.version: 2.1 @1', 'document.date: 2024年11月15日 @1']),
    )
  })

  it('states nothing that the paper does not print', () => {
    const bare = makeSection('1', '保管', 'バックアップは14日間保管します。\n')
    const paper = { ...PAPER, title: '別の題名' }
    expect(read(paper, [bare], [])).toEqual([])
  })
})

describe('the list of products', () => {
  const FAMILY = makePaper('mizunara', {
    product: 'ミズナラ',
    variants: ['ミズナラ受付', 'ミズナラ会計', 'ミズナラ倉庫'],
  })
  const listOf = (body: string, paper = FAMILY) =>
    findDocumentFacts(paper, [makeSection('1.1', '目的', '本書の読み方です。\n'), makeSection('1.2', '対象', body)], [])
      .filter(({ attribute }) => attribute === 'service.list')
      .map(({ quote, section }) => [quote.split('\n').map((line) => line.replace(/^・/u, '')), section])

  it.each<[how: string, body: string, lines: string[]]>([
    [
      'one statement names them all',
      '料金は別に定めます。対象は、ミズナラ受付、ミズナラ会計、ミズナラ倉庫の3つです。',
      ['対象は、ミズナラ受付、ミズナラ会計、ミズナラ倉庫の3つです。'],
    ],
    [
      'a list has one in each item',
      '対象は次のとおりです。\n・ミズナラ受付：来客の受付\n・ミズナラ会計：請求と入金\n・ミズナラ倉庫：在庫\n料金は別に定めます。',
      ['ミズナラ受付：来客の受付', 'ミズナラ会計：請求と入金', 'ミズナラ倉庫：在庫'],
    ],
    [
      'the items leave out what they share',
      '次の3つが対象です。\n・倉庫（在庫の管理）\n・受付（来客の受付）\n・会計（請求と入金）',
      ['倉庫（在庫の管理）', '受付（来客の受付）', '会計（請求と入金）'],
    ],
    [
      'a table has one in each row',
      '製品\t用途\nミズナラ受付\t来客\nミズナラ会計\t請求\nミズナラ倉庫\t在庫',
      ['ミズナラ受付\t来客', 'ミズナラ会計\t請求', 'ミズナラ倉庫\t在庫'],
    ],
  ])('stands where %s', (_, body, lines) => {
    expect(listOf(body)).toEqual([[lines, 1]])
  })

  it('is in English, too', () => {
    const kikyo = makePaper('kikyo', { product: 'Kikyo', variants: ['Kikyo Board', 'Kikyo Form'] })
    expect(listOf('This paper covers:\n・Kikyo Board, for notices\n・Kikyo Form, for requests', kikyo)).toEqual([
      [['Kikyo Board, for notices', 'Kikyo Form, for requests'], 1],
    ])
  })

  it.each([
    ['one is missing', '・ミズナラ受付：来客の受付\n・ミズナラ会計：請求と入金'],
    [
      'they are named in sentences apart',
      'ミズナラ受付は来客用です。\nミズナラ会計は請求用です。\nミズナラ倉庫は在庫用です。',
    ],
    ['the items are about something else', '・来客にはミズナラ受付\n・請求にはミズナラ会計\n・在庫にはミズナラ倉庫'],
    [
      'the list is too long to be shown',
      `・ミズナラ受付：${'来客を迎えます。'.repeat(20)}\n・ミズナラ会計：${'請求します。'.repeat(30)}\n・ミズナラ倉庫：在庫`,
    ],
  ])('is none where %s', (_, body) => {
    expect(listOf(body)).toEqual([])
  })

  it('is none of a paper about one product', () => {
    const one = makePaper('kikyo', { product: 'Kikyo Board', variants: [] })
    expect(listOf('・Kikyo Board, for notices', one)).toEqual([])
  })
})
