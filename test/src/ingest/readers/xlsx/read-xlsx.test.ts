import { describe, expect, it } from 'vitest'
import { IngestError } from '../../../../../src/errors.ts'
import { buildOutline } from '../../../../../src/ingest/outline/build-outline.ts'
import { detectReader } from '../../../../../src/ingest/readers/detect-reader.ts'
import { readXlsx } from '../../../../../src/ingest/readers/xlsx/read-xlsx.ts'
import { makeZip } from '../../../../helpers/make-zip.ts'

const PATH = 'sheet.xlsx'
const STYLES = `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="177" formatCode="0&quot;日間&quot;"/></numFmts>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="20"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs></styleSheet>`

interface SheetFile {
  readonly name: string
  readonly xml: string
  readonly state?: string
}

function makeXlsx(sheets: readonly SheetFile[], strings: readonly string[] = [], workbook = ''): Promise<Buffer> {
  const list = sheets.map(
    ({ name, state = 'visible' }, i) => `<sheet name="${name}" sheetId="${i + 1}" state="${state}" r:id="r${i + 1}"/>`,
  )
  const links = sheets.map((_, i) => `<Relationship Id="r${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`)
  return makeZip({
    'xl/workbook.xml': `<workbook>${workbook}<sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${links.join('')}</Relationships>`,
    'xl/styles.xml': STYLES,
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    ...Object.fromEntries(
      sheets.map(({ xml }, i) => [`xl/worksheets/sheet${i + 1}.xml`, `<worksheet>${xml}</worksheet>`]),
    ),
  })
}

/** Rows of texts from a place on; an empty text is no cell. */
function rowsFrom(first: number, rows: readonly (readonly string[])[]): string {
  return rows
    .map((cells, i) => {
      const row = first + i
      const own = cells.map((text, k) =>
        text === '' ? '' : `<c r="${String.fromCharCode(66 + k)}${row}" t="inlineStr"><is><t>${text}</t></is></c>`,
      )
      return `<row r="${row}">${own.join('')}</row>`
    })
    .join('')
}

/** The lines that are filled, cells apart by `|`. */
async function linesOf(xml: string, strings: readonly string[] = [], workbook = ''): Promise<string[]> {
  const { lines } = await readXlsx(await makeXlsx([{ name: 'Sheet1', xml }], strings, workbook), PATH)
  return lines.map(({ text }) => text.replaceAll('\t', '|')).filter((text) => text !== '')
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const read = async () => detectReader(bytes, PATH)(bytes, PATH)
  const error: unknown = await read().catch((cause: unknown) => cause)
  if (!(error instanceof IngestError)) throw new Error('not refused')
  expect(error.message).toContain(PATH)
  return error.reason
}

describe('an Excel file', () => {
  it('has a section for each item of a check sheet: number, question, answer and remark', async () => {
    const xml = `<sheetData>${rowsFrom(2, [
      ['セキュリティチェックシート 回答書'],
      ['No.', '分類', '確認事項', '回答', '備考'],
      ['1', '運用', 'バックアップを取得していますか。', 'はい', '日次で取得し、7日間保管'],
      ['2', '', '操作ログの保管期間を教えてください。', '90日', ''],
      ['3', 'データ', '保管場所はどこですか。', '国内', '東京リージョン'],
    ])}</sheetData><mergeCells><mergeCell ref="C4:C5"/></mergeCells>`
    const bytes = await makeXlsx([{ name: '回答', xml }])
    const content = await detectReader(bytes, 'download')(bytes, PATH)
    expect(content.format).toBe('xlsx')
    const { sections } = buildOutline({ ...content, path: PATH, sha256: '' })
    const items = sections.filter(({ number }) => number !== '')
    expect(items.map(({ number, heading, body }) => `${number}|${heading}|${body.trim()}`)).toEqual([
      '1|バックアップを取得していますか。|回答\tはい\t日次で取得し、7日間保管',
      '2|操作ログの保管期間を教えてください。|回答\t90日',
      '3|保管場所はどこですか。|回答\t国内\t東京リージョン',
    ])
    expect(items.map(({ path }) => path.at(-1))).toEqual(['運用', '運用', 'データ'])
  })

  it('has its numbers as the screen shows them', async () => {
    const cell = (value: string, style: number, type = 'n') => `<c s="${style}" t="${type}"><v>${value}</v></c>`
    const cells = [
      cell('0.1', 0),
      cell('45748', 1),
      cell('0.99899999999999989', 2),
      cell('0.375', 3),
      cell('45748.5', 4),
    ]
    const more = [cell('7', 5), cell('1', 0, 'b'), cell('#N/A', 0, 'e'), cell('計算', 0, 'str')]
    expect(await linesOf(`<sheetData><row>${[...cells, ...more].join('')}</row></sheetData>`)).toEqual([
      '0.1|2025-04-01|99.9%|9:00|2025-04-01 12:00|7|TRUE|計算',
    ])
    const from1904 = `<sheetData><row>${cell('44286', 1)}</row></sheetData>`
    expect(await linesOf(from1904, [], '<workbookPr date1904="1"/>')).toEqual(['2025-04-01'])
  })

  it('has strings of several pieces without their furigana, a cell of several lines in one', async () => {
    const strings = ['<r><t>保管</t></r><r><t>期間</t></r><rPh><t>ホカンキカン</t></rPh>', '<t>一行目\n二行目</t>']
    const xml = '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c></row></sheetData>'
    expect(await linesOf(xml, strings)).toEqual(['保管期間|一行目 二行目'])
  })

  it('has merged cells in each row, a title over the sheet once, columns under each other', async () => {
    const xml = `<sheetData>${rowsFrom(1, [
      ['題', '', '', ''],
      ['項目', '', '標準', '上位'],
      ['ログ', '操作', '90日', ''],
      ['', 'アクセス', '', '1年'],
    ])}</sheetData><mergeCells><mergeCell ref="B1:E1"/><mergeCell ref="B3:B4"/><mergeCell ref="A1:XFD1048576x"/></mergeCells>`
    expect(await linesOf(xml)).toEqual(['題', '項目||標準|上位', 'ログ|操作|90日', 'ログ|アクセス||1年'])
  })

  it('has nothing of hidden sheets, rows and columns', async () => {
    const shown = `<cols><col min="3" max="3" hidden="1"/></cols><sheetData>${rowsFrom(1, [['見える', '隠れた列', '末']])}<row r="2" hidden="1"><c r="B2" t="str"><v>隠れた行</v></c></row></sheetData>`
    const bytes = await makeXlsx([
      { name: '回答', xml: shown },
      { name: '一覧', xml: `<sheetData>${rowsFrom(1, [['隠れたシート']])}</sheetData>`, state: 'veryHidden' },
    ])
    const { lines } = await readXlsx(bytes, PATH)
    expect(lines.filter(({ text }) => text !== '')).toEqual([
      { text: '回答', page: null, heading: 1 },
      { text: '見える\t末', page: null, heading: null },
    ])
  })
})

it('refuses an Excel file without sheets or values, or with too many of them', async () => {
  expect(await refusal(await makeXlsx([]))).toBe('malformed')
  expect(await refusal(await makeXlsx([{ name: '空', xml: '<sheetData/>' }]))).toBe('no_text')
  const bomb = `<sheetData><row><c t="str"><v>${'0'.repeat(51 * 1024 * 1024)}</v></c></row></sheetData>`
  expect(await refusal(await makeXlsx([{ name: '大', xml: bomb }]))).toBe('too_large')
})
