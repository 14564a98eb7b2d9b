import { describe, expect, it } from 'vitest'
import { MESSAGE_UNITS, sizeOf } from '../../../adapters/teams/limits.ts'
import { renderSection } from '../../../adapters/teams/render-section.ts'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import type { SectionView } from '../../../src/conversation/section-view.ts'
import { checkTeamsActivity } from '../../helpers/check-teams-activity.ts'
import { readCard } from '../../helpers/read-card.ts'

const REF = {
  paperId: 'tsubomi-note',
  section: '2.1',
  heading: '情報のバックアップ',
  version: '1.2',
  date: '2024-04-01',
  language: 'ja',
} as const

const VIEW: SectionView = {
  document: 'Tsubomi Note セキュリティ説明書 1.2版(2024-04-01)',
  path: ['2 運用', '2.1 保全'],
  place: '§2.1 情報のバックアップ',
  body: 'バックアップの保管期間は21日間です。\n\n毎日取得します。',
  remark: null,
}

/** The card, which Teams must take. */
function render(changes: Partial<SectionView> = {}, page = 0, exchangeId: number | null = 7) {
  const card = renderSection({ ...VIEW, ...changes }, REF, exchangeId, page)
  const attachment = {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: card as Record<string, unknown>,
  }
  expect(checkTeamsActivity({ type: 'message', attachments: [attachment] })).toBeUndefined()
  expect(sizeOf(card)).toBeLessThanOrEqual(MESSAGE_UNITS)
  return readCard(card)
}

it('shows document, heading path, place and the whole text, and the way back', () => {
  const { texts, buttons } = render()
  expect(texts).toEqual([
    'Tsubomi Note セキュリティ説明書 1.2版(2024-04-01)',
    '2 運用 › 2.1 保全',
    '§2.1 情報のバックアップ',
    'バックアップの保管期間は21日間です。',
    '毎日取得します。',
  ])
  expect(buttons).toMatchObject([{ title: '回答に戻る', verb: 'back', data: { ref: REF, exchangeId: 7 } }])
})

it('says that it is the text of another edition', () => {
  expect(render({ remark: '別の版です。' }).texts).toContain('別の版です。')
})

it('has no way back to an answer that was not recorded', () => {
  expect(render({}, 0, null).buttons).toEqual([])
})

it('says that a section is gone, and leads back', () => {
  const { texts, buttons } = readCard(renderSection(undefined, REF, 7))
  expect(texts).toEqual([textsOf('ja').sectionGone])
  expect(buttons.map(({ verb }) => verb)).toEqual(['back'])
})

it('speaks the language of the answer', () => {
  const card = renderSection(undefined, { ...REF, language: 'en' }, 7)
  expect(readCard(card).buttons.map(({ title }) => title)).toEqual([textsOf('en').back])
})

describe('a long section', () => {
  const body = Array.from({ length: 900 }, (_, i) => `${i + 1}つ目の項目を定めます。`).join('\n')

  it('is shown a page at a time, and loses nothing', () => {
    const seen: string[] = []
    let page: number | undefined = 0
    while (page !== undefined) {
      const { texts, buttons } = render({ body }, page)
      seen.push(...texts.slice(3))
      page = buttons.find(({ title }) => title.startsWith('次へ'))?.data.page as number | undefined
    }
    expect(seen).toEqual(body.split('\n'))
  })

  it('has both ways to turn in the middle, and one at each end', () => {
    const titles = (page: number) => render({ body }, page).buttons.map(({ title }) => title.replace(/ .*$/u, ''))
    expect(titles(0)).toEqual(['回答に戻る', '次へ'])
    expect(titles(1)).toEqual(['回答に戻る', '前へ', '次へ'])
    expect(titles(999)).toEqual(['回答に戻る', '前へ'])
    expect(render({ body }, 999).texts.at(-1)).toBe('900つ目の項目を定めます。')
  })
})

it.each([
  ['of one-letter lines', 'あ\n'.repeat(4000)],
  ['of quotation marks', '"\\'.repeat(9000)],
  ['of mentions', '<at>全員</at>'.repeat(1000)],
  ['of nothing', ''],
])('a section %s fits', (_, body) => {
  const long = '見出し'.repeat(500)
  render({ body, document: long, place: long, path: [long, long] })
})
