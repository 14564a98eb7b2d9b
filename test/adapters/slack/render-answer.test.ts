import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SLACK_LIMITS } from '../../../adapters/slack/limits.ts'
import { type AnswerFrame, renderAnswer, renderText } from '../../../adapters/slack/render-answer.ts'
import { textsOf } from '../../../src/conversation/interface-texts.ts'
import type { Presentation } from '../../../src/conversation/presentation.ts'
import { sectionRefSchema } from '../../../src/conversation/section-view.ts'
import { makePresentation, makeSource } from '../../helpers/presentations.ts'
import { findActive, findRefusals } from '../../helpers/slack-messages.ts'

const FRAME: AnswerFrame = { exchangeId: 12 }
const texts = textsOf('ja')

function render(changes: Partial<Presentation> = {}, frame: AnswerFrame = FRAME) {
  const messages = renderAnswer(makePresentation(changes), frame)
  expect(findRefusals(messages)).toEqual([])
  expect(findActive(messages)).toEqual([])
  return messages
}

const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i))
const blocksOf = (messages: ReturnType<typeof render>) => messages.flatMap(({ blocks }) => blocks)
const wordsOf = (messages: ReturnType<typeof render>) => JSON.stringify(messages)

/** Markers of the sources that are shown, and how many are said to be left out. */
function countSources(messages: ReturnType<typeof render>) {
  const shown = blocksOf(messages).flatMap((block) =>
    block.type === 'section' ? [/^\[(\d+)\] /u.exec(block.text?.text ?? '')?.[1]] : [],
  )
  const omitted = /(?:ほか(\d+)件の出典|(\d+) more sources)/u.exec(wordsOf(messages))
  return { shown: shown.map(Number), omitted: Number(omitted?.[1] ?? omitted?.[2] ?? 0) }
}

describe('one message', () => {
  it('holds text, source, notice, questions and thumbs, in this order', () => {
    const messages = render({ notices: ['※ [1] 抜粋版です。'], suggestions: ['操作ログの保管期間は？'] })
    expect(messages).toHaveLength(1)
    const [message] = messages
    expect(message?.body).toBe('**Tsubomi Noteのバックアップの保管期間は 21日間[1] です。**')
    expect(message?.blocks.map(({ type }) => type)).toEqual(['section', 'context', 'actions', 'context_actions'])
    expect(message?.text).toBe(
      [
        'Tsubomi Noteのバックアップの保管期間は 21日間[1] です。',
        '[1] Tsubomi Note セキュリティ説明書 1.2版(2024-04-01)\n§2.1 情報のバックアップ\n「バックアップの保管期間は21日間です。」',
        '※ [1] 抜粋版です。',
      ].join('\n'),
    )
  })

  it('has a button below each source that finds its section again', () => {
    const [section] = blocksOf(render())
    const button = section?.type === 'section' ? section.accessory : undefined
    const value = button?.type === 'button' ? button.value : ''
    expect(sectionRefSchema.parse(JSON.parse(value ?? ''))).toMatchObject({ paperId: 'tsubomi-note', section: '2.1' })
  })

  it('has no thumbs where there is no record, and a button to share only where it is private', () => {
    expect(wordsOf(render({}, { exchangeId: undefined }))).not.toContain('feedback_buttons')
    expect(wordsOf(render())).not.toContain(texts.share.button)
    expect(wordsOf(render({}, { exchangeId: 3, canShare: true }))).toContain(texts.share.button)
  })

  it('quotes the question above the answer where it is not in sight', () => {
    const [message] = render({}, { ...FRAME, header: 'asker さんが共有した回答\n質問：*保管期間*は<!here>？' })
    expect(message?.body.split('  \n')).toEqual([
      '> asker さんが共有した回答',
      '> 質問：\\*保管期間\\*は&lt;!here&gt;？',
      '',
      '**Tsubomi Noteのバックアップの保管期間は 21日間[1] です。**',
    ])
  })

  it('is a plain sentence where the bot speaks for itself', () => {
    expect(renderText(texts.failed)).toEqual({ body: texts.failed, blocks: [], text: texts.failed })
  })

  it('speaks the language of the answer', () => {
    expect(wordsOf(render({ language: 'en' }))).toContain(textsOf('en').openSection)
  })
})

describe('many sources', () => {
  it.each([1, 2, 17, 18, 40, 47, 48, 49, 96, 97, 400])('%i are each shown or counted as left out', (count) => {
    const messages = render({ sources: times(count, (i) => makeSource(i + 1)) })
    const { shown, omitted } = countSources(messages)
    expect(shown).toEqual(times(shown.length, (i) => i + 1))
    expect(shown.length + omitted).toBe(count)
    expect(messages.length).toBeLessThanOrEqual(SLACK_LIMITS.messages)
  })

  it('leave room for the text, which is cut before them', () => {
    const messages = render({
      lines: ['長い説明です。'.repeat(10_000)],
      sources: times(30, (i) => makeSource(i + 1)),
    })
    expect(countSources(messages)).toEqual({ shown: times(30, (i) => i + 1), omitted: 0 })
    expect(messages).toHaveLength(SLACK_LIMITS.messages)
    expect(wordsOf(messages)).toContain(texts.shortened)
  })

  it.each([2900, 2925, 2926, 2927, 3000, 20_000])('with a quote of %i characters show its beginning', (length) => {
    const quote = 'あ'.repeat(length)
    const [section] = blocksOf(render({ sources: [makeSource(1, { quote })] }))
    const text = section?.type === 'section' ? (section.text?.text ?? '') : ''
    const whole = `[1] Tsubomi Note セキュリティ説明書 1.2版(2024-04-01)\n§2.1 情報のバックアップ\n「${quote}」`
    expect(text.length).toBeLessThanOrEqual(SLACK_LIMITS.sectionText)
    expect(text).toBe(whole.length <= SLACK_LIMITS.sectionText ? whole : `${whole.slice(0, 2999)}…`)
  })

  it('have no button where what finds the section is longer than a button may carry', () => {
    const value = JSON.stringify({ heading: '' }).length
    for (const [length, has] of [
      [SLACK_LIMITS.buttonValue - 200 - value, true],
      [SLACK_LIMITS.buttonValue, false],
    ] as const) {
      const source = makeSource(1)
      const sources = [{ ...source, citation: { ...source.citation, heading: 'x'.repeat(length) } }]
      expect(wordsOf(render({ sources })).includes('open_section')).toBe(has)
    }
  })
})

describe('long text', () => {
  it('of 30,000 letters goes on in further messages, cut where sentences end', () => {
    const text = 'バックアップは毎日取得し、二十一日間保管します。'.repeat(1250)
    const messages = render({ lines: [text] })
    const bodies = messages.map(({ body }) => body.replace(/^\*\*|\*\*$/gu, '')).filter((body) => body !== '')
    expect(bodies.join('')).toBe(text)
    expect(bodies.length).toBeGreaterThan(2)
    for (const body of bodies) expect(body).toMatch(/。$/u)
  })

  it.each(['*', '<', '&', '`', '_', '\\', '\ud83d', '\udc00', '𠮷', 'a.b ', '[x](http://a.example) ', '\n', '# '])(
    'of nothing but %j is taken',
    (part) => {
      for (const count of [1, 8999, 9000, 9001, 30_000]) {
        const messages = render({ lines: [`始${part.repeat(count)}`] })
        expect(messages.length).toBeLessThanOrEqual(SLACK_LIMITS.messages)
      }
    },
  )

  it('says where the rest of it is left out', () => {
    const messages = render({ lines: ['あ'.repeat(200_000)] })
    expect(messages.map(({ body }) => body.endsWith(texts.shortened))).toEqual([false, false, false, true])
  })
})

describe('a table', () => {
  const makeTable = (rows: number, columns: number, cell: string) => ({
    columns: times(columns, (i) => `列${i}`),
    rows: times(rows, () => times(columns, () => cell)),
  })
  const typeOf = (table: Presentation['table']) => blocksOf(render({ table }))[0]?.type

  it.each([
    ['100 rows with its head', makeTable(99, 2, '21日間[1]'), 'table'],
    ['101 rows with its head', makeTable(100, 2, '21日間[1]'), 'rich_text'],
    ['20 columns', makeTable(3, 20, '記載なし'), 'table'],
    ['21 columns', makeTable(3, 21, '記載なし'), 'rich_text'],
    ['10,000 characters', { columns: ['製品'], rows: [['x'.repeat(9998)]] }, 'table'],
    ['10,001 characters', { columns: ['製品'], rows: [['x'.repeat(9999)]] }, 'rich_text'],
  ])('of %s is taken, as a table where it may be one', (_, table, type) => {
    expect(typeOf(table)).toBe(type)
  })

  it('has no empty cell, and shows each cell as it is', () => {
    const [block] = blocksOf(render({ table: { columns: ['製品', '値'], rows: [['<!here>', '']] } }))
    expect(block).toMatchObject({
      type: 'table',
      rows: [
        [{ text: '製品' }, { text: '値' }],
        [{ type: 'raw_text', text: '<!here>' }, { text: ' ' }],
      ],
    })
  })

  it('counts the blank of an empty cell', () => {
    const empty = times(40, () => ['', ''])
    expect(typeOf({ columns: ['製品', '値'], rows: [...empty, ['x'.repeat(9997 - 80), '']] })).toBe('rich_text')
  })

  it('of 400 products is aligned text that still has every product in it', () => {
    const rows = times(400, (i) => [`製品${i}番`, `${i}日間[1]`])
    const messages = render({ table: { columns: ['製品', '保管期間'], rows } })
    for (const [product] of rows) expect(wordsOf(messages)).toContain(`${product} `)
  })

  it('too long for any number of messages says that it was cut', () => {
    const rows = times(3000, (i) => times(20, (j) => `値${i}-${j}`))
    const messages = render({ table: { columns: times(20, String), rows } })
    expect(messages.length).toBeLessThanOrEqual(SLACK_LIMITS.messages)
    expect(wordsOf(messages)).toContain(texts.shortened)
    expect(countSources(messages)).toEqual({ shown: [1], omitted: 0 })
  })
})

it('is taken by Slack whatever the answer is made of', () => {
  const piece = fc.constantFrom(
    ...['操作ログは400日間保管します。', '<!channel>', '<@U0BOT>', '&', '*', '`', '\n', '[1]', '](http://a.example)'],
    ...['https://evil.example/x', 'evil.example', 'x'.repeat(500), 'あ'.repeat(2000), '\ud83d', ' ', '|', '。'],
  )
  const text = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => `文${pieces.join('')}`)
  const short = text.map((long) => long.slice(0, 300))
  const table = fc.integer({ min: 1, max: 22 }).chain((columns) => {
    const row = fc.array(short, { minLength: columns, maxLength: columns })
    return fc.record({ columns: row, rows: fc.array(row, { minLength: 1, maxLength: 60 }) })
  })
  const presentation = fc.record({
    language: fc.constantFrom('ja' as const, 'en' as const),
    lines: fc.array(text, { minLength: 1, maxLength: 12 }),
    table: fc.option(table),
    sources: fc
      .array(fc.record({ quote: text, document: short, place: short }), { maxLength: 80 })
      .map((sources) => sources.map((source, i) => makeSource(i + 1, source))),
    notices: fc.array(short, { maxLength: 6 }),
    suggestions: fc.array(short, { maxLength: 5 }),
  })
  const frame = fc.record({
    exchangeId: fc.option(fc.nat(), { nil: undefined }),
    header: short,
    canShare: fc.boolean(),
  })
  fc.assert(
    fc.property(presentation, frame, (answer, shownWith) => {
      const messages = render(answer, shownWith)
      const { shown, omitted } = countSources(messages)
      expect(shown).toEqual(times(shown.length, (i) => i + 1))
      expect(shown.length + omitted).toBe(answer.sources.length)
      expect(messages.length).toBeLessThanOrEqual(SLACK_LIMITS.messages)
    }),
    { numRuns: 150 },
  )
})
