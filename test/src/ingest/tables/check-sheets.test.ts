import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SourceLine } from '../../../../src/ingest/readers/source-document.ts'
import { splitCheckSheets } from '../../../../src/ingest/tables/check-sheets.ts'

const toLine = (text: string, changes: Partial<SourceLine> = {}): SourceLine => ({
  text: text.replaceAll('|', '\t'),
  page: null,
  heading: null,
  ...changes,
})

/** `#depth number heading` for what became a heading, else the text; cells are separated by `|`. */
const show = (lines: readonly SourceLine[]): string[] =>
  lines.map(({ text, heading, item }) =>
    (heading === null ? text : `#${heading} [${item}] ${text}`).replaceAll('\t', '|'),
  )
const split = (...rows: string[]): string[] => show(splitCheckSheets(rows.map((row) => toLine(row))))

describe('a row of a check sheet', () => {
  it('becomes a section with its number and item, and the answer with its remark below', () => {
    expect(
      split('No|確認項目|回答|備考', '1|通信を暗号化しているか|はい|TLS1.2以上', '2|控えを取っているか|いいえ|'),
    ).toEqual(['#1 [1] 通信を暗号化しているか', '回答|はい|TLS1.2以上', '#1 [2] 控えを取っているか', '回答|いいえ'])
  })

  it('keeps the columns between item and answer under their heads', () => {
    expect(split('番号|項目|規定内容|測定単位|回答', '3.1|稼働率|月間の割合|%|99.9%')).toEqual([
      '#1 [3.1] 稼働率',
      '規定内容|月間の割合',
      '測定単位|%',
      '回答|99.9%',
    ])
  })

  it('leaves out columns without a cell', () => {
    expect(split('番号|項目|規定内容|回答|備考', '1|稼働率||99.9%|')).toEqual(['#1 [1] 稼働率', '回答|99.9%'])
  })

  it('stands below the groups, each of which is said once', () => {
    expect(
      split(
        'No.|種別|サービスレベル項目|回答',
        '1|可用性|稼働率|99.9%',
        '2||計画停止|14日前',
        '3|可用性|障害の通知|1時間以内',
        '4|信頼性|復旧時間|4時間',
      ),
    ).toEqual([
      '#1 [] 可用性',
      '#2 [1] 稼働率',
      '回答|99.9%',
      '#2 [2] 計画停止',
      '回答|14日前',
      '#2 [3] 障害の通知',
      '回答|1時間以内',
      '#1 [] 信頼性',
      '#2 [4] 復旧時間',
      '回答|4時間',
    ])
  })

  it('stands below the heading above it', () => {
    const rows = ['No|質問|回答', '1|記録は残るか|はい'].map((text) => toLine(text))
    expect(show(splitCheckSheets([toLine('点検表', { heading: 2, item: 'x' }), ...rows]))).toEqual([
      '#2 [x] 点検表',
      '#3 [1] 記録は残るか',
      '回答|はい',
    ])
  })

  it.each(['1', '12', '3.2', '4-1', 'A-1', 'SEC.03', '１', 'B2'])('may be numbered %s', (number) => {
    expect(split('No|質問|回答', `${number}|記録は残るか|はい`)[0]).toBe(`#1 [${number}] 記録は残るか`)
  })

  it.each([
    ['No|質問|回答', '回答'],
    ['番号|確認事項|実施状況', '実施状況'],
    ['#|Question|Answer', 'Answer'],
    ['ＩＤ|要求事項|対応状況', '対応状況'],
    ['項番|チェック 項目|結果', '結果'],
  ])('is one under the heads %s', (heads, answer) => {
    expect(split(heads, '1|記録は残るか|はい')).toEqual(['#1 [1] 記録は残るか', `${answer}|はい`])
  })

  it('keeps its page', () => {
    const lines = splitCheckSheets([toLine('No|質問|回答', { page: 2 }), toLine('1|記録は残るか|はい', { page: 3 })])
    expect(lines.map(({ page }) => page)).toEqual([3, 3])
  })
})

describe('the heads of a check sheet', () => {
  it('are dropped where they are printed again after a page break', () => {
    expect(split('No|質問|回答', '1|記録は残るか|はい', '', 'No|質問|回答', '2|控えはあるか|はい')).toEqual([
      '#1 [1] 記録は残るか',
      '回答|はい',
      '',
      '#1 [2] 控えはあるか',
      '回答|はい',
    ])
  })

  it('do not repeat the group after a page break', () => {
    const heads = 'No|区分|項目|回答'
    expect(split(heads, '1|運用|記録|1年', heads, '2|運用|控え|7日').filter((text) => text.includes('運用'))).toEqual([
      '#1 [] 運用',
    ])
  })

  it('begin anew behind a heading, with the same group as before', () => {
    const sheet = (item: string) => [toLine('No|区分|項目|回答'), toLine(`1|運用|${item}|あり`)]
    const chapter = toLine('もう一つの表', { heading: 1, item: '' })
    expect(show(splitCheckSheets([...sheet('記録'), chapter, ...sheet('控え')]))).toEqual([
      '#1 [] 運用',
      '#2 [1] 記録',
      '回答|あり',
      '#1 [] もう一つの表',
      '#2 [] 運用',
      '#3 [1] 控え',
      '回答|あり',
    ])
  })
})

describe('what is no check sheet stays', () => {
  it.each<[what: string, rows: string[]]>([
    ['no number', ['項目|規定内容|回答', '稼働率|月間|99.9%']],
    ['the number behind the group', ['区分|番号|項目|回答', '運用|1|記録は残るか|はい']],
    ['no answer', ['番号|項目|プラン|備考', '1|稼働率|標準|月間']],
    ['no item', ['番号|地域|回答', '1|東日本|はい']],
    ['the answer before the item', ['番号|回答|質問', '1|はい|記録は残るか']],
    ['the number behind the others', ['質問|回答|番号', '記録は残るか|はい|1']],
    ['two columns', ['質問|回答', '記録は残るか|はい']],
    ['text', ['番号、項目、回答の順に示します。', '1、記録、1年']],
    ['nothing', ['']],
  ])('%s', (_, rows) => {
    expect(split(...rows)).toEqual(rows)
  })

  it('rows without a number or an item', () => {
    expect(split('No|質問|回答', '注|記録は残るか|はい', '1||はい', '|続き|はい').slice(0)).toEqual([
      '注|記録は残るか|はい',
      '1||はい',
      '|続き|はい',
    ])
  })

  it('rows behind a text that ends the sheet, but not behind an empty line', () => {
    expect(split('No|質問|回答', '1|記録|はい', '', '2|控え|はい', '以上です。', '3|検査|はい')).toEqual([
      '#1 [1] 記録',
      '回答|はい',
      '',
      '#1 [2] 控え',
      '回答|はい',
      '以上です。',
      '3|検査|はい',
    ])
  })
})

describe('whatever stands in the cells', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'記録控は7日aB。（ '), maxLength: 12 }).map((text) => text.trim())

  it('the text of every cell of a row is there once', () => {
    const row = fc.record({ item: cell.filter((text) => text !== ''), meant: cell, answer: cell, remark: cell })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 10 }), (rows) => {
        const lines = splitCheckSheets([
          toLine('No|項目|規定内容|回答|備考'),
          ...rows.map(({ item, meant, answer, remark }, i) => toLine([i + 1, item, meant, answer, remark].join('|'))),
        ])
        const found = lines.flatMap(({ text, item }) => [item ?? '', ...text.split('\t')]).filter((text) => text !== '')
        const expected = rows.flatMap(({ item, meant, answer, remark }, i) => [
          `${i + 1}`,
          item,
          ...(meant === '' ? [] : ['規定内容', meant]),
          '回答',
          answer,
          remark,
        ])
        expect(found).toEqual(expected.filter((text) => text !== ''))
      }),
    )
  })
})

describe('hostile lines', () => {
  it.each<[what: string, line: string]>([
    ['one word of 100,000 letters', 'a'.repeat(100_000)],
    ['only blanks', ' '.repeat(100_000)],
    ['only tabs', '\t'.repeat(100_000)],
    ['100,000 figures', '1'.repeat(100_000)],
    ['50,000 cells', '1\t'.repeat(50_000)],
  ])('come through: %s', (_, line) => {
    const lines = splitCheckSheets([
      toLine('No|質問|回答'),
      toLine(line),
      toLine(`1|${line.replaceAll('\t', '、')}|はい`),
    ])
    expect(lines.at(-1)?.text.endsWith('はい')).toBe(true)
  })

  it('come through: a number of 100,000 figures that ends in a letter', () => {
    expect(split('No|質問|回答', `${'1-'.repeat(50_000)}x|記録|はい`)).toHaveLength(1)
  })
})
