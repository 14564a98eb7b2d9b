import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SLACK_LIMITS } from '../../../adapters/slack/limits.ts'
import { renderSection, sectionStateSchema } from '../../../adapters/slack/render-section.ts'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import type { SectionRef, SectionView } from '../../../src/conversation/section-view.ts'
import { checkView } from '../../helpers/fake-slack/check-view.ts'

const REF: SectionRef = {
  paperId: 'tsubomi-note',
  section: '2.1',
  heading: '情報のバックアップ',
  version: '1.2',
  date: '2024-04-01',
  language: 'ja',
}
const VIEW: SectionView = {
  document: 'Tsubomi Note セキュリティ説明書 1.2版(2024-04-01)',
  path: ['2 運用のセキュリティ', '2.1 保全'],
  place: '§2.1 情報のバックアップ p.4',
  body: 'バックアップは毎日取得します。\n保管期間は21日間です。',
  remark: null,
}
const texts = textsOf('ja')

function render(changes: Partial<SectionView> = {}, page = 0, ref = REF) {
  const view = renderSection({ ...VIEW, ...changes }, ref, page)
  expect(checkView(view)).toBeUndefined()
  return view
}

/** The body that a window shows. */
const bodyOf = ({ blocks }: ReturnType<typeof render>) =>
  blocks.map((block) => ('text' in block && block.type === 'section' ? (block.text?.text ?? '') : '')).join('')
const buttonsOf = ({ blocks }: ReturnType<typeof render>) =>
  blocks.flatMap((block) => (block.type === 'actions' && 'elements' in block ? block.elements : [])) as {
    text: { text: string }
  }[]

describe('a section in its window', () => {
  it('stands below its place, its document and the headings above it, as it is printed', () => {
    expect(render().blocks).toMatchObject([
      { type: 'header', text: { type: 'plain_text', text: VIEW.place } },
      { type: 'context', elements: [{ text: VIEW.document }, { text: '2 運用のセキュリティ › 2.1 保全' }] },
      { type: 'divider' },
      { type: 'section', text: { type: 'plain_text', text: VIEW.body }, expand: true },
    ])
    expect(render()).toMatchObject({ title: { text: texts.sources }, close: { text: texts.close } })
  })

  it('says where the text is of another edition than the one cited', () => {
    const remark = texts.otherEdition('1.2版', '1.3版')
    expect(render({ remark }).blocks[2]).toMatchObject({ type: 'context', elements: [{ text: remark }] })
  })

  it('says so where it is gone', () => {
    const view = renderSection(undefined, REF)
    expect(checkView(view)).toBeUndefined()
    expect(bodyOf(view)).toBe(texts.sectionGone)
  })

  it('has what Slack would act on as literal text only', () => {
    const view = render({ body: '<!channel> <@U0BOT> [a](http://a.example)', path: ['<!here>'], place: '*§1*' })
    expect(bodyOf(view)).toBe('<!channel> <@U0BOT> [a](http://a.example)')
    expect(JSON.stringify(view)).not.toMatch(/mrkdwn|markdown/u)
  })

  it.each([
    ['no text', { body: '' }],
    ['no headings above it', { path: [] }],
    ['a place that is too long for a header', { place: `§1 ${'長い見出し'.repeat(100)}` }],
    ['headings above it that are too long', { path: Array.from({ length: 400 }, () => '長い見出し') }],
    ['a line without an end', { body: 'x'.repeat(50_000) }],
  ])('is taken with %s', (_, changes) => {
    render(changes)
  })
})

describe('a long section', () => {
  const body = '復元試験は年二回実施し、結果を記録します。\n'.repeat(1500)

  it.each([2999, 3000, 3001, 8999, 9000])('of %i letters is on one page', (length) => {
    const view = render({ body: 'あ'.repeat(length) })
    expect(bodyOf(view)).toBe('あ'.repeat(length))
    expect(buttonsOf(view)).toEqual([])
  })

  it('can be paged through forth and back, without a gap', () => {
    const squash = (text: string) => text.replace(/\s/gu, '')
    let shown = ''
    let page = 0
    let isLast = false
    while (!isLast) {
      const view = render({ body }, page)
      shown += bodyOf(view)
      const labels = buttonsOf(view).map(({ text }) => text.text)
      isLast = !labels.some((label) => label.startsWith(texts.nextPage))
      expect(labels.some((label) => label.startsWith(texts.previousPage))).toBe(page > 0)
      expect(sectionStateSchema.parse(JSON.parse(view.private_metadata ?? ''))).toEqual({ ref: REF, page })
      page++
    }
    expect(page).toBeGreaterThan(3)
    expect(squash(shown)).toBe(squash(body))
  })

  it('shows its last page where a later one is asked for: the section may have become shorter', () => {
    expect(bodyOf(render({ body }, 99))).toBe(bodyOf(render({ body }, 3)))
  })
})

it('is taken whatever the section is made of', () => {
  const text = fc
    .array(fc.constantFrom('保管期間は21日間です。', '\n', ' ', '<', '&', '𠮷', 'x'.repeat(3000), '・'), {
      maxLength: 30,
    })
    .map((parts) => parts.join(''))
  const view = fc.record({
    document: text.map((words) => `説明書${words}`),
    path: fc.array(
      text.map((words) => `章${words}`),
      { maxLength: 5 },
    ),
    place: text.map((words) => `節${words}`),
    body: text,
    remark: fc.option(text.map((words) => `注${words}`)),
  })
  const heading = fc.string({ maxLength: SLACK_LIMITS.buttonValue - 300 })
  fc.assert(
    fc.property(view, fc.nat({ max: 12 }), heading, (changes, page, long) => {
      const ref = { ...REF, heading: long }
      if (JSON.stringify(ref).length <= SLACK_LIMITS.buttonValue) render(changes, page, ref)
    }),
    { numRuns: 200 },
  )
})
