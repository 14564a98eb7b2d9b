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
