import Encoding from 'encoding-japanese'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IngestError } from '../../../../../src/errors.ts'
import { detectReader } from '../../../../../src/ingest/readers/detect-reader.ts'
import { readHtml } from '../../../../../src/ingest/readers/html/read-html.ts'

const read = (html: string) => readHtml(Buffer.from(html), 'page.html').lines
/** The lines that are filled, cells apart by `|`. */
const lines = (body: string): string[] =>
  read(`<!doctype html><body>${body}</body>`)
    .map(({ text }) => text.replaceAll('\t', '|'))
    .filter((text) => text !== '')

function refusal(html: string): IngestError {
  try {
    read(html)
  } catch (error) {
    if (error instanceof IngestError) return error
  }
  throw new Error('not refused')
}

describe('text', () => {
  it('has its headings with their depth and its paragraphs in one line each, apart by blank lines', () => {
    const html =
      '<h1>ミナモ便</h1><p>本書は、\n  当社の<b>取り組み</b>を<br>説明します。</p><h2 id="a">2.1 <span>暗号化</span></h2>本文'
    expect(read(html).map(({ text, heading }) => [heading, text])).toEqual([
      [1, 'ミナモ便'],
      [null, ''],
      [null, '本書は、 当社の取り組みを'],
      [null, '説明します。'],
      [null, ''],
      [2, '2.1 暗号化'],
      [null, ''],
      [null, '本文'],
    ])
  })

  it.each([
    ['<a href="https://help.example/x">ヘルプ</a>を参照', 'ヘルプ https://help.example/x を参照'],
    ['<a href="https://help.example/">https://help.example</a>', 'https://help.example'],
    ['<a href="mailto:desk@minamo.example?subject=x">窓口</a>', '窓口 desk@minamo.example'],
    ['<a href="#top">上へ</a>と<a href="/x.html">別の頁</a>', '上へと別の頁'],
    ['A&amp;B&nbsp;&lt;C&gt; &#12354;', 'A&B <C> あ'],
    ['<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字', '漢字'],
    ['<div>一<div>二</div>三</div>', '一/二/三'],
    ['<span>前<p>中</p>後</span>', '前/中/後'],
    ['<details><summary>Q. 期間は？</summary><p>90日です。</p></details>', 'Q. 期間は？/90日です。'],
    ['<pre>一行目\n  二行目</pre>', '一行目/  二行目'],
  ])('of %s', (html, expected) => {
    expect(lines(html).join('/')).toBe(expected)
  })

  it.each([
    '<script>var x = "あ"</script>',
    '<style>p { color: red }</style>',
    '<nav>製品 料金</nav>',
    '<footer>© 会社</footer>',
    '<header>会社の見出し</header>',
    '<form><label>検索</label></form>',
    '<p hidden>隠し</p>',
    '<p style="color: red; display:none">隠し</p>',
    '<div aria-hidden="true">印</div>',
    '<div role="navigation">案内</div>',
    '<noscript>有効にしてください</noscript>',
    '<ul><li><a href="#a">一章</a></li><li><a href="#b">二章</a></li><li><a href="#c">三章</a></li></ul>',
  ])('has nothing of %s', (dropped) => {
    expect(lines(`${dropped}<p>本文です。</p>`)).toEqual(['本文です。'])
  })

  it('is the main part where that holds most of it, with the heading in its header', () => {
    const rest = '<div>関連記事</div>'
    const text = '本文の文章が続きます。'.repeat(5)
    expect(lines(`${rest}<main><header><h1>題</h1></header><p>${text}</p></main>${rest}`)).toEqual(['題', text])
    expect(lines(`<article>短い</article><p>${text}</p>`)).toEqual(['短い', text])
  })

  it('begins with the title of the page where that has no heading of its own', () => {
    const page = (body: string) => read(`<html><head><title>ミナモ便の\n安全</title></head><body>${body}</body></html>`)
    expect(page('<p>本文</p>')[0]).toEqual({ text: 'ミナモ便の 安全', page: null, heading: null })
    expect(page('<h1>題</h1>')[0]?.text).toBe('題')
  })
})

describe('lists', () => {
  it('keep the markers that a browser shows, and those that stand in the text', () => {
    const html =
      '<ul><li>一</li><li>● 二</li></ul><ol start="3"><li>三<ol type="a"><li>甲</li></ol></li><li>四</li></ol>'
    expect(lines(html)).toEqual(['・一', '● 二', '3. 三', '  a. 甲', '4. 四'])
  })

  it('of terms are rows', () => {
    expect(lines('<dl><dt>保管期間</dt><dd>90日</dd><dt>場所</dt><dd>東京</dd><dd>大阪</dd></dl>')).toEqual([
      '保管期間|90日',
      '場所|東京',
      '場所|大阪',
    ])
  })
})

describe('tables', () => {
  it('are rows of cells, a cell with blocks in one line', () => {
    const html =
      '<table><caption>表1</caption><thead><tr><th>項目</th><th>期間</th></tr></thead><tbody><tr><td>ログ<br>(操作)</td><td><p>90日</p><ul><li>延長可</li></ul></td></tr></tbody></table>'
    expect(lines(html)).toEqual(['表1', '項目|期間', 'ログ (操作)|90日 延長可'])
  })

  it('have a cell that spans rows or columns in each of them, one as wide as the table once', () => {
    const html =
      '<table><tr><td colspan=3>運用</td></tr><tr><td rowspan=2>ログ<td>標準<td>90日<tr><td colspan=2>個別<tr><td>控え<td><td>7日</table>'
    expect(lines(html)).toEqual(['運用', 'ログ|標準|90日', 'ログ|個別|個別', '控え||7日'])
  })

  it('that only lay out the page are none', () => {
    expect(lines('<table><tr><td><h2>題</h2><p>本文</p></td><td>横</td></tr></table>')).toEqual(['題', '本文', '横'])
  })
})

describe('files', () => {
  it.each([
    ['SJIS', 'shift_jis'],
    ['EUCJP', 'euc-jp'],
    ['JIS', 'iso-2022-jp'],
  ] as const)('in %s are read by the encoding that they name', (to, name) => {
    const html = `<html><meta http-equiv="Content-Type" content="text/html; charset=${name}"><p>保管期間は90日です。</p>`
    const bytes = Uint8Array.from(Encoding.convert(Encoding.stringToCode(html), { to, from: 'UNICODE' }))
    expect(readHtml(bytes, 'page.html').lines.map(({ text }) => text)).toContain('保管期間は90日です。')
  })

  it('that name the wrong encoding are read by their bytes', () => {
    const html = '<html><meta charset="shift_jis"><p>保管期間は90日です。</p>'
    expect(read(html).some(({ text }) => text === '保管期間は90日です。')).toBe(true)
  })

  it('are known by how they begin, whatever their name', () => {
    const start = Buffer.from('\ufeff<?xml version="1.0"?>\n<!-- saved -->\n<!DOCTYPE html><p>x')
    expect(detectReader(start, 'download')).toBe(readHtml)
    expect(detectReader(Buffer.from('<p>x'), 'page.HTM')).toBe(readHtml)
    expect(detectReader(Buffer.from('# <html> in text'), 'paper.md')).not.toBe(readHtml)
  })

  it('without text and those nested without end are refused', () => {
    expect(refusal('<html><script>x()</script><div></div>').reason).toBe('no_text')
    expect(refusal('<div>'.repeat(100_000)).reason).toBe('malformed')
  })

  it('of any marks make lines without ends in them, and no fault of the program', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<table>',
      '<tr>',
      '<td rowspan=9>',
      '<ol><li>',
      '<b>',
      '<a href=#',
      '&',
      '>',
      '文',
      '<!--',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const { text } of read(`<p>文</p>${pieces.join('')}`)) expect(text).not.toMatch(/[\n\r]/)
      }),
    )
  })
})
