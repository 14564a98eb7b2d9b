import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildOutline } from '../../../../src/ingest/outline/build-outline.ts'
import { readText } from '../../../../src/ingest/readers/text.ts'
import { squash } from '../../../../src/text/fold.ts'

const TITLES = [
  '目的',
  '適用範囲',
  '情報のバックアップ',
  '暗号化',
  'アクセス制御',
  'ログの取得',
  '脆弱性の管理',
  'お問い合わせ',
]
const WORDS = [
  '当社は',
  '本サービスの',
  '利用者の情報を',
  '日次で',
  '暗号化して',
  '別の拠点に',
  '保管し',
  '記録を',
  '90日間',
  'TLS 1.2 で',
]
const BULLETS = ['・', '● ', '(1) ', '① ', '- ']

/** How headings are numbered: of a chapter and of a section in it. */
const SCHEMES: readonly (readonly [(chapter: number) => string, (chapter: number, section: number) => string])[] = [
  [(chapter) => `${chapter}.`, (chapter, section) => `${chapter}.${section}`],
  [(chapter) => `${chapter}`, (chapter, section) => `${chapter}.${section}.`],
  [(chapter) => `第${chapter}章`, (_, section) => `${section}.`],
]

const sentence = fc
  .array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 14 })
  .map((words) => `${words.join('')}ます。`)
const wrapped = fc
  .tuple(sentence, fc.integer({ min: 14, max: 40 }))
  .map(([text, width]) => text.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [])
const bullet = fc.tuple(fc.constantFrom(...BULLETS), sentence).map(([mark, text]) => [mark + text])
const cell = fc.constantFrom('項目', '標準プラン', '7日間', '90日', 'あり', '対象外')
const table = fc.integer({ min: 2, max: 4 }).chain((columns) => {
  const row = fc.array(cell, { minLength: columns, maxLength: columns }).map((cells) => cells.join('\t'))
  return fc.array(row, { minLength: 2, maxLength: 5 })
})
const blank = fc.constant([''])
const block = fc.oneof(wrapped, bullet, table, blank)
const body = fc.array(block, { minLength: 1, maxLength: 5 }).map((blocks) => blocks.flat())
const section = fc.tuple(fc.constantFrom(...TITLES), body)
const chapter = fc.tuple(fc.constantFrom(...TITLES), fc.array(section, { minLength: 1, maxLength: 4 }))
const chapters = fc.array(chapter, { minLength: 2, maxLength: 4 })

const paper = fc
  .tuple(fc.constantFrom(...SCHEMES), chapters)
  .map(([[ofChapter, ofSection], list]) =>
    list.flatMap(([title, sections], c) => [
      `${ofChapter(c + 1)} ${title}`,
      '',
      ...sections.flatMap(([own, lines], s) => [`${ofSection(c + 1, s + 1)} ${own}`, '', ...lines, '']),
    ]),
  )

const outline = (lines: readonly string[]) =>
  buildOutline({ path: 'paper.txt', format: 'text', sha256: '', lines: readText(lines.join('\n')), frontMatter: {} })
    .sections

/** All that sections hold, in order; of a number what is printed before the heading, without its final dot. */
function textOf(lines: readonly string[]): string {
  return outline(lines)
    .map(({ number, heading, body, level }) => (level === 0 ? body : `${number.split(' ').at(-1)}${heading}${body}`))
    .join('')
}

const withoutDots = (text: string) => squash(text).replace(/\./gu, '')

describe('an outline of any paper', () => {
  it('loses no character of it and adds none, whatever its headings, lists, tables and lines', () => {
    fc.assert(
      fc.property(paper, (lines) => {
        expect(withoutDots(textOf(lines))).toBe(withoutDots(lines.join('')))
      }),
      { numRuns: 400 },
    )
  })

  it('keeps each row of a table in one line', () => {
    fc.assert(
      fc.property(paper, (lines) => {
        const rows = (texts: readonly string[]) => texts.filter((line) => line.includes('\t')).length
        expect(rows(outline(lines).flatMap((one) => one.body.split('\n')))).toBe(rows(lines))
      }),
      { numRuns: 100 },
    )
  })
})
