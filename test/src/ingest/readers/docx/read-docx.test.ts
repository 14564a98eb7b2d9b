import { describe, expect, it } from 'vitest'
import { IngestError } from '../../../../../src/errors.ts'
import { buildOutline } from '../../../../../src/ingest/outline/build-outline.ts'
import { detectReader } from '../../../../../src/ingest/readers/detect-reader.ts'
import { readDocx } from '../../../../../src/ingest/readers/docx/read-docx.ts'
import { makeZip } from '../../../../helpers/make-zip.ts'

const PATH = 'paper.docx'
const STYLES = `<w:styles>
  <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="own"><w:name w:val="会社の見出し"/><w:basedOn w:val="2"/></w:style>
  <w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
</w:styles>`
const level = (depth: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`
const NUMBERING = `<w:numbering>
  <w:abstractNum w:abstractNumId="10">${level(0, 'decimal', '第%1章')}${level(1, 'decimal', '%1.%2')}</w:abstractNum>
  <w:abstractNum w:abstractNumId="11">${level(0, 'bullet', '\uf0b7')}${level(1, 'decimalEnclosedCircle', '%2')}</w:abstractNum>
  <w:abstractNum w:abstractNumId="12">${level(0, 'aiueoFullWidth', '(%1)')}</w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="10"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="11"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="12"/></w:num>
  <w:num w:numId="4"><w:abstractNumId w:val="12"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>`

const run = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const p = (text: string, style = '') =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${text.startsWith('<') ? text : run(text)}</w:p>`
const item = (text: string, list: number, depth = 0) =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>${run(text)}</w:p>`
const table = (...rows: readonly (readonly string[])[]) =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${cell.startsWith('<') ? cell : p(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`

function makeDocx(body: string, more: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  const document = `<?xml version="1.0"?><w:document><w:body>${body}<w:sectPr/></w:body></w:document>`
  return makeZip({ 'word/document.xml': document, 'word/styles.xml': STYLES, 'word/numbering.xml': NUMBERING, ...more })
}

/** The lines that are filled, cells apart by `|`. */
async function linesOf(body: string, more?: Readonly<Record<string, string>>): Promise<string[]> {
  const { lines } = await readDocx(await makeDocx(body, more), PATH)
  return lines.map(({ text }) => text.replaceAll('\t', '|')).filter((text) => text !== '')
}

async function refusal(bytes: Uint8Array): Promise<IngestError> {
  const read = async () => detectReader(bytes, PATH)(bytes, PATH)
  const error: unknown = await read().catch((cause: unknown) => cause)
  if (!(error instanceof IngestError)) throw new Error('not refused')
  expect(error.message).toContain(PATH)
  return error
}

describe('a Word file', () => {
  it('has its sections with the numbers that Word counts, also by styles of its own', async () => {
    const body = [
      p('ミナモ便 説明書'),
      p('目次', 'toc'),
      p('はじめに', '1'),
      p('本書は当社の取り組みを説明します。'),
      p('目的', '2'),
      p('目的を述べます。'),
      p('運用', '1'),
      p('暗号化', 'own'),
      p('TLS 1.3 を使います。'),
      p('<w:r><w:t>控え</w:t></w:r>', '2'),
      p('7日間保管します。'),
    ]
    const bytes = await makeDocx(body.join(''))
    const content = await detectReader(bytes, 'download')(bytes, PATH)
    expect(content.format).toBe('docx')
    const { sections } = buildOutline({ ...content, path: PATH, sha256: '' })
    expect(sections.map(({ number, heading, body: text }) => `${number}|${heading}|${text.trim()}`)).toEqual([
      '|表紙|ミナモ便 説明書',
      '第1章|はじめに|本書は当社の取り組みを説明します。',
      '1.1|目的|目的を述べます。',
      '第2章|運用|',
      '2.1|暗号化|TLS 1.3 を使います。',
      '2.2|控え|7日間保管します。',
    ])
  })

  it('has lists with their markers, each counted as it is printed', async () => {
    const body = [item('一', 2), item('甲', 2, 1), item('乙', 2, 1), item('二', 2), item('丙', 2, 1)]
    const lists = [item('ア', 3), item('イ', 3), item('改', 4), item('続', 4), item('', 4), item('末', 4)]
    expect(await linesOf([...body, ...lists].join(''))).toEqual([
      '・ 一',
      '  ① 甲',
      '  ② 乙',
      '・ 二',
      '  ① 丙',
      '(ア) ア',
      '(イ) イ',
      '(ア) 改',
      '(イ) 続',
      '(ウ) 末',
    ])
  })

  it('has levels that no list has at the deepest one', async () => {
    expect(await linesOf(item('一', 2, 999_999_999) + item('二', 2, -1))).toEqual([`${' '.repeat(16)}一`, '・ 二'])
  })

  it('has tables as rows, a merged cell in each row and column that it spans', async () => {
    const merged = (value: string, text: string) => `<w:tcPr><w:vMerge${value}/></w:tcPr>${p(text)}`
    const body = table(
      ['項目', '標準', '上位'],
      [merged(' w:val="restart"', 'ログ'), '90日', p('1年') + p('延長可')],
      [merged('', ''), `<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${p('個別')}`],
    )
    expect(await linesOf(body)).toEqual(['項目|標準|上位', 'ログ|90日|1年 延長可', 'ログ|個別|個別'])
    expect(await linesOf(table(['枠の中の文'], ['次の文']))).toEqual(['枠の中の文', '次の文'])
  })

  it('keeps what is inserted, boxed or in notes, and nothing that is deleted or hidden', async () => {
    const text = [
      run('保管期間は'),
      `<w:del>${run('30日').replaceAll('w:t', 'w:delText')}</w:del><w:ins>${run('90日')}</w:ins>`,
      run('隠し', '<w:vanish/>'),
      run('です。'),
      '<w:r><w:footnoteReference w:id="2"/></w:r>',
      '<w:r><w:br/><w:t>改行の後</w:t><w:instrText>PAGE</w:instrText></w:r>',
      `<mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>${p('枠の文')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${p('枠の文')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>`,
    ]
    const boxed = text.map((part) => (part.startsWith('<mc:') ? `<w:r>${part}</w:r>` : part)).join('')
    const notes = `<w:footnotes><w:footnote w:id="0" w:type="separator">${p('線')}</w:footnote><w:footnote w:id="2">${p('土日を含む')}</w:footnote></w:footnotes>`
    expect(
      await linesOf(`<w:sdt><w:sdtContent><w:p>${boxed}</w:p></w:sdtContent></w:sdt>`, { 'word/footnotes.xml': notes }),
    ).toEqual(['保管期間は90日です。', '改行の後', '※ 土日を含む', '枠の文'])
  })

  it('has the addresses of links that do not show them', async () => {
    const relations =
      '<Relationships><Relationship Id="r1" Target="https://help.example/x"/><Relationship Id="r2" Target="mailto:desk@minamo.example"/><Relationship Id="r3" Target="file.xml"/></Relationships>'
    const link = (id: string, text: string) => `<w:hyperlink r:id="${id}">${run(text)}</w:hyperlink>`
    const body = `<w:p>${link('r1', 'ヘルプ')}${run('と')}${link('r2', 'desk@minamo.example')}${link('r3', '別紙')}</w:p>`
    expect(await linesOf(body, { 'word/_rels/document.xml.rels': relations })).toEqual([
      'ヘルプ https://help.example/x とdesk@minamo.example別紙',
    ])
  })

  it('is read without its macros, whatever they hold', async () => {
    expect(await linesOf(p('本文'), { 'word/vbaProject.bin': 'Sub AutoOpen()' })).toEqual(['本文'])
  })
})

describe('a Word file that is refused', () => {
  it.each([
    ['no_text', p('')],
    ['malformed', '<w:p>'.repeat(1000)],
  ])('as %s', async (reason, body) => {
    expect((await refusal(await makeDocx(body))).reason).toBe(reason)
  })

  it('has no text part, or is cut off', async () => {
    expect((await refusal(await makeZip({ 'word/document.xml': '<other/>' }))).reason).toBe('malformed')
    expect((await refusal((await makeDocx(p('本文'))).subarray(0, 400))).reason).toBe('malformed')
  })

  it('unpacks to more than the limit', async () => {
    const error = await refusal(await makeDocx(p('0'.repeat(51 * 1024 * 1024))))
    expect(error.reason).toBe('too_large')
    expect(error.message).toContain('50 MB')
  })

  it('is older than 2007 or has a password', async () => {
    const old = Buffer.from('d0cf11e0a1b11ae1', 'hex')
    expect((await refusal(old)).reason).toBe('unsupported')
    const locked = Buffer.concat([old, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')])
    expect((await refusal(locked)).reason).toBe('encrypted')
  })
})
