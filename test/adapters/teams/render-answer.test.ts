import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TEAMS_LIMITS } from '../../../adapters/teams/limits.ts'
import {
  renderAnswer,
  renderAnswerCard,
  renderText,
  type TeamsReply,
  toPlainReplies,
} from '../../../adapters/teams/render-answer.ts'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import type { Presentation } from '../../../src/conversation/presentation.ts'
import { toSectionRef } from '../../../src/conversation/section-view.ts'
import type { AnswerTable } from '../../../src/domain.ts'
import { checkTeamsActivity } from '../../helpers/check-teams-activity.ts'
import { makePresentation, makeSource, makeSources } from '../../helpers/presentations.ts'
import { readCard, readCards } from '../../helpers/read-card.ts'

const FRAME = { exchangeId: 7 }
/** What the SDK adds to a message on its way, as long as ids in Teams are. */
const ADDRESS = { from: 'x'.repeat(200), recipient: 'x'.repeat(200), conversation: 'x'.repeat(400), replyToId: '1' }

/** Bytes on the wire. */
const bytesOf = ({ plain: _, ...activity }: TeamsReply) => JSON.stringify({ ...activity, ...ADDRESS }).length * 2
const refusalOf = ({ plain: _, ...activity }: TeamsReply) => checkTeamsActivity(activity)
const textsIn = (replies: readonly TeamsReply[]) => replies.flatMap((reply) => readCards(reply).texts)

/** Every message is taken, and small enough, also as plain text. */
function expectTaken(replies: readonly TeamsReply[]): void {
  expect(replies.length).toBeGreaterThan(0)
  expect(replies.length).toBeLessThanOrEqual(TEAMS_LIMITS.messages)
  for (const reply of [...replies, ...replies.flatMap(toPlainReplies)]) {
    expect(refusalOf(reply)).toBeUndefined()
    expect(bytesOf(reply)).toBeLessThanOrEqual(TEAMS_LIMITS.messageBytes)
  }
}

/** Every source is shown, or counted among those that had no room. */
function expectSourcesCounted(replies: readonly TeamsReply[], { sources, language }: Presentation): void {
  const texts = textsIn(replies)
  const shown = sources.filter(({ marker }) => texts.some((text) => text.startsWith(`[${marker}] `))).length
  const left = sources.length - shown
  const remark = left === 0 ? [] : [textsOf(language).omittedSources(left)]
  expect(texts.filter((text) => /件の出典は|more sources/u.test(text))).toEqual(remark)
}

describe('an answer', () => {
  it('is one message: text, a card with its sources, notices, and buttons', () => {
    const [reply, ...others] = renderAnswer(
      makePresentation({ notices: ['※ [1] 抜粋です。'], suggestions: ['Tsubomi Noteの暗号化は？'] }),
      FRAME,
    )
    expect(others).toEqual([])
    expect(reply?.text).toBe('Tsubomi Noteのバックアップの保管期間は 21日間[1] です。')
    const { texts, buttons } = readCards(reply ?? {})
    expect(texts).toEqual([
      '[1] Tsubomi Note セキュリティ説明書 1.2版(2024-04-01)',
      '§2.1 情報のバックアップ',
      '「バックアップの保管期間は21日間です。」',
      '※ [1] 抜粋です。',
    ])
    expect(buttons).toMatchObject([
      { title: '節を開く', verb: 'open_section', data: { ref: { paperId: 'tsubomi-note' }, exchangeId: 7 } },
      { type: 'Action.Submit', data: { action: 'ask', question: 'Tsubomi Noteの暗号化は？' } },
    ])
    expect(reply?.plain).toContain('「バックアップの保管期間は21日間です。」')
  })

  it('without sources and suggestions has no card', () => {
    const [reply] = renderAnswer(makePresentation({ sources: [] }), FRAME)
    expect(reply?.attachments).toEqual([])
    expectTaken([reply].filter((message) => message !== undefined))
  })

  it('breaks lines so that Markdown keeps them, and has its header as a paragraph', () => {
    const lines = ['保管期間：', '・21日間[1]', '- 7日間', '1. 項目']
    const [reply] = renderAnswer(makePresentation({ lines }), { ...FRAME, header: '質問：保管期間は？' })
    expect(reply?.text).toBe('質問：保管期間は？  \n  \n保管期間：  \n・21日間[1]  \n\\- 7日間  \n1\\. 項目')
  })

  it('that was not recorded has buttons that do not lead back, and no thumbs', () => {
    const [reply] = renderAnswer(makePresentation(), { exchangeId: undefined })
    expect(readCards(reply ?? {}).buttons).toMatchObject([{ data: { exchangeId: null } }])
    expect(reply?.channelData).toEqual({})
  })

  it('shows at most as many further questions as a card shows, long titles shortened, too long ones left out', () => {
    const suggestions = ['長い質問'.repeat(20), 'x'.repeat(201), ...Array.from({ length: 9 }, (_, i) => `質問${i}は？`)]
    const [reply] = renderAnswer(makePresentation({ sources: [], suggestions }), FRAME)
    const { buttons } = readCards(reply ?? {})
    expect(buttons).toHaveLength(TEAMS_LIMITS.cardActions)
    expect(buttons[0]?.title).toHaveLength(TEAMS_LIMITS.buttonTitle)
    expect(buttons[0]?.data.question).toBe(suggestions[0])
    expect(buttons[1]?.title).toBe('質問0は？')
  })

  it.each(['。', '、'])('that is endless ends at a sentence or clause and says so: %s', (end) => {
    const lines = [`バックアップは遠隔地に保管します${end}`.repeat(2000)]
    const replies = renderAnswer(makePresentation({ lines }), FRAME)
    const [body, remark] = replies[0]?.text.split('  \n') ?? []
    expect(remark).toBe(textsOf('ja').shortened)
    expect(body?.endsWith(`します${end}`)).toBe(true)
    expect(body?.length).toBeGreaterThan(4000)
    expectTaken(replies)
  })
})

describe('sources', () => {
  it.each([1, 2, 10, 11, 30, 100, 300])('%i: each is shown or counted', (count) => {
    const presentation = makePresentation({ sources: makeSources(count) })
    const replies = renderAnswer(presentation, FRAME)
    expectTaken(replies)
    expectSourcesCounted(replies, presentation)
  })

  it('come in order, and all of 60', () => {
    const texts = textsIn(renderAnswer(makePresentation({ sources: makeSources(60) }), FRAME))
    const markers = texts.flatMap((text) => /^\[(\d+)\] /u.exec(text)?.[1] ?? []).map(Number)
    expect(markers).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
  })

  it('keep a notice that the paper wants, however many they are', () => {
    const notice = '※ [1] この資料は抜粋です。'
    const replies = renderAnswer(makePresentation({ sources: makeSources(300), notices: [notice] }), FRAME)
    expect(textsIn(replies)).toContain(notice)
  })

  it('with a reference that is too long for a button stand without one', () => {
    const source = makeSource(1)
    const citation = { ...source.citation, heading: '見出し'.repeat(800) }
    const replies = renderAnswer(makePresentation({ sources: [{ ...source, citation }] }), FRAME)
    expect(readCards(replies[0] ?? {}).buttons).toEqual([])
    expectTaken(replies)
  })

  it('with an endless quote show its beginning', () => {
    const quote = 'バックアップは遠隔地に保管します。'.repeat(3000)
    const replies = renderAnswer(makePresentation({ sources: makeSources(3, { quote }) }), FRAME)
    expectTaken(replies)
    expect(textsIn(replies).filter((text) => /^「バックアップ.*…」$/u.test(text))).toHaveLength(3)
  })
})

describe('a comparison', () => {
  const tableOf = (rows: number): AnswerTable => ({
    columns: ['製品', 'バックアップの保管期間', 'ログの保存期間'],
    rows: Array.from({ length: rows }, (_, i) => [`製品${i + 1}`, `${i + 1}日間[${i + 1}]`, '記載なし']),
  })

  it.each([1, 2, 10, 30, 100, 200, 300, 500])('of %i rows shows every row, or says that it is cut', (rows) => {
    const presentation = makePresentation({ table: tableOf(rows), lines: ['比較：'], sources: makeSources(rows) })
    const replies = renderAnswer(presentation, FRAME)
    expectTaken(replies)
    expectSourcesCounted(replies, presentation)
    const shown = textsIn(replies).join('\n')
    const missing = presentation.table?.rows.filter(([product]) => !new RegExp(`${product}(?!\\d)`, 'u').test(shown))
    if (missing?.length !== 0) expect(shown).toContain(textsOf('ja').shortened)
  })

  const tablesIn = (replies: readonly TeamsReply[]) => replies.flatMap((reply) => readCards(reply).tables)

  it.each([
    ['in tables with a head each', 5, 5],
    ['in tables with a head each', 60, 60],
    ['in tables, and what they have no room for as lines', 300, 300],
    ['shown as far as there is room, and the rest counted', 3000, undefined],
  ])('has its rows %s: %i', (_, count, whole) => {
    const table = tableOf(count)
    const replies = renderAnswer(makePresentation({ table, lines: ['比較：'], sources: makeSources(count) }), FRAME)
    expectTaken(replies)
    const tables = tablesIn(replies)
    expect(new Set(tables.map(([head]) => head?.join()))).toEqual(new Set([table.columns.join()]))
    const inTables = tables.flatMap(([, ...rows]) => rows)
    expect(inTables).toEqual(table.rows.slice(0, inTables.length))
    expect(inTables.length === count).toBe(count <= 60)
    const lines = textsIn(replies)
      .flatMap((text) => text.split('\n'))
      .filter((line) => /^・製品\d+：/u.test(line))
    const shown = inTables.length + lines.length
    expect(lines).toEqual(table.rows.slice(inTables.length, shown).map((row) => `・${row.join('：')}`))
    const { shortened } = textsOf('ja')
    const remarks = whole === undefined ? [`${shortened} ${shown}/${count}`] : []
    expect(textsIn(replies).filter((text) => text.startsWith(shortened))).toEqual(remarks)
    if (whole !== undefined) expect(shown).toBe(whole)
  })

  it('has a row as text that is too large for a table, between the others in theirs', () => {
    const [before, , after] = tableOf(3).rows
    const cell = 'あ。'.repeat(6000)
    const table = { columns: ['製品', '期間', '保存'], rows: [before ?? [], ['Tsubomi Note', cell, 'x'], after ?? []] }
    const replies = renderAnswer(makePresentation({ table }), FRAME)
    expectTaken(replies)
    expect(tablesIn(replies).map(([, row]) => row)).toEqual([before, after])
    const texts = textsIn(replies)
    expect(texts.filter((text) => text.startsWith('あ')).length).toBeGreaterThan(2)
    expect(texts.join('')).toContain(cell)
  })

  it('is wide on every card', () => {
    const sources = makeSources(60)
    const replies = renderAnswer(makePresentation({ table: tableOf(3), sources }), FRAME)
    const widths = replies.map(({ attachments }) => JSON.stringify(attachments).includes('"width":"Full"'))
    expect(new Set(widths)).toEqual(new Set([true]))
  })

  it('says in its text which sources its cells cite, so that they can be pressed', () => {
    const table = {
      columns: ['製品', '期間'],
      rows: [
        ['Tsubomi Note', '21日間[1]'],
        ['雲の上デスク', '7日間[2]'],
      ],
    }
    const [reply] = renderAnswer(makePresentation({ table, lines: ['比較：'], sources: makeSources(2) }), FRAME)
    expect(reply?.text).toBe('比較：  \n出典 [1] [2]')
  })
})

it('without a table a source that the text has no marker of stands in the card only', () => {
  const [reply] = renderAnswer(makePresentation({ sources: makeSources(2) }), FRAME)
  expect(reply?.text).not.toContain('[2]')
  expect(textsIn([reply].filter((message) => message !== undefined)).join()).toContain('[2] Tsubomi Note')
})

describe('hostile text', () => {
  const HOSTILE =
    '<at>全員</at> [押す](https://phish.example) ![x](https://phish.example/x.png) <script>x</script> \ud83d `` ** __ \\ "'

  it.each<[string, Partial<Presentation>]>([
    ['the answer', { lines: [HOSTILE] }],
    ['a source', { sources: makeSources(1, { document: HOSTILE, place: HOSTILE, quote: HOSTILE }) }],
    ['a table', { table: { columns: [HOSTILE, HOSTILE], rows: [[HOSTILE, HOSTILE]] } }],
    ['a notice', { notices: [HOSTILE] }],
    ['a suggestion', { suggestions: [HOSTILE] }],
  ])('in %s mentions nobody and links nowhere', (_, changes) => {
    const replies = renderAnswer(makePresentation(changes), { ...FRAME, header: HOSTILE })
    expectTaken(replies)
    for (const { text } of [...replies, ...replies.flatMap(toPlainReplies)]) {
      expect(text).not.toMatch(/<(?:at|script)|\]\(/u)
    }
    // Half a letter is written as \ud83d.
    const { plain: __, ...activity } = replies[0] ?? { plain: '' }
    const withoutData = JSON.stringify(activity, (key, value) => (key === 'data' ? undefined : value))
    expect(withoutData).not.toContain('\\ud83d')
  })

  it('is shown as it is in sources', () => {
    const [reply] = renderAnswer(makePresentation({ sources: makeSources(1, { quote: HOSTILE }) }), FRAME)
    expect(readCards(reply ?? {}).texts).toContain(`「${HOSTILE.replace('\ud83d', '\ufffd')}」`)
  })

  it('that grows when it is escaped stays below the limit', () => {
    const grows = '&<>*_`"\\'.repeat(1500)
    const changes = { document: grows, place: grows, quote: grows }
    const replies = renderAnswer(
      makePresentation({
        lines: [`${grows}${Array.from({ length: 10 }, (_, i) => `[${i + 1}]`).join('')}`],
        sources: makeSources(300, changes),
        notices: Array.from({ length: 40 }, () => grows),
        suggestions: Array.from({ length: 9 }, () => '&"'.repeat(100)),
        table: { columns: [grows, grows], rows: Array.from({ length: 50 }, () => [grows, grows]) },
      }),
      { ...FRAME, header: grows },
    )
    expectTaken(replies)
  })
})

it('whatever is in an answer, Teams takes it, and every source is shown or counted', () => {
  const letters = fc.constantFrom(
    'あ',
    '。',
    '\n',
    ' ',
    'a',
    '<',
    '&',
    '"',
    '\\',
    '*',
    '[1]',
    '<at>',
    '|',
    '𠮷',
    '\ud800',
  )
  const text = (maxLength: number) => fc.array(letters, { maxLength }).map((parts) => parts.join(''))
  const line = (maxLength: number) => text(maxLength).map((words) => words.replaceAll('\n', ' '))
  const table = fc.integer({ min: 1, max: 4 }).chain((columns) =>
    fc.record({
      columns: fc.array(line(10), { minLength: columns, maxLength: columns }),
      rows: fc.array(fc.array(line(60), { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 60 }),
    }),
  )
  const presentation = fc.record({
    language: fc.constantFrom('ja' as const, 'en' as const),
    lines: fc.array(text(400), { minLength: 1, maxLength: 40 }).map((lines) => ['回答', ...lines]),
    table: fc.option(table),
    sources: fc
      .tuple(fc.integer({ min: 0, max: 120 }), line(60), line(60), text(300))
      .map(([count, document, place, quote]) => makeSources(count, { document, place: `§${place}`, quote })),
    notices: fc.array(
      text(200).map((words) => `※ ${words}`),
      { maxLength: 5 },
    ),
    suggestions: fc.array(
      line(80).map((words) => `質問${words}`),
      { maxLength: 8 },
    ),
  })
  fc.assert(
    fc.property(presentation, fc.option(text(100), { nil: undefined }), (given, header) => {
      const replies = renderAnswer(given, { ...FRAME, ...(header === undefined ? {} : { header }) })
      expectTaken(replies)
      expectSourcesCounted(replies, given)
    }),
    { numRuns: 100 },
  )
})

describe('the way back from a section', () => {
  const sources = makeSources(60)
  const refOf = (marker: number) => toSectionRef(sources[marker - 1]?.citation ?? makeSource(1).citation, 'ja')

  it.each([1, 60])('leads to the card that shows source %i', (marker) => {
    const card = renderAnswerCard(makePresentation({ sources }), FRAME, refOf(marker))
    expect(readCard(card).texts.some((text) => text.startsWith(`[${marker}] `))).toBe(true)
  })

  it('leads nowhere from a section that the answer does not cite', () => {
    const ref = { ...refOf(1), section: '9.9' }
    expect(renderAnswerCard(makePresentation({ sources }), FRAME, ref)).toBeUndefined()
  })
})

describe('words of the bot’s own', () => {
  it('are neither labelled nor rated', () => {
    expect(renderText('a*b')).toMatchObject({ text: 'a\\*b', entities: [], attachments: [], channelData: {} })
  })

  it('may come with questions', () => {
    expect(readCards(renderText('こんにちは', ['暗号化は？'])).buttons).toMatchObject([
      { data: { question: '暗号化は？' } },
    ])
  })
})
