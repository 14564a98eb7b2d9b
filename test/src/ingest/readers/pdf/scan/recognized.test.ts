import { distance } from 'fastest-levenshtein'
import { beforeAll, describe, expect, it } from 'vitest'
import { toPresentation } from '../../../../../../src/conversation/presentation.ts'
import { buildOutline } from '../../../../../../src/ingest/outline/build-outline.ts'
import { readPdf } from '../../../../../../src/ingest/readers/pdf/read-pdf.ts'
import { createTesseract } from '../../../../../../src/ingest/readers/pdf/scan/tesseract.ts'
import type { ReadContent } from '../../../../../../src/ingest/readers/source-document.ts'
import { squash } from '../../../../../../src/text/fold.ts'
import { openAnswerEngine } from '../../../../../helpers/answer-engine.ts'
import { IMAGE, makePdf, textAt } from '../../../../../helpers/make-pdf.ts'
import { drawPages, layAskew, makeScan } from '../../../../../helpers/make-scan.ts'
import { printPdf } from '../../../../../helpers/print-paper.ts'
import { chromium, tesseract } from '../../../../../helpers/programs.ts'

const PARAGRAPHS = [
  '本書は、ミナモ台帳のサーバー、データセンター、ネットワークの管理策をご説明するものです。個人情報を安全に取り扱うため、当社は継続して改善に取り組んでいます。',
  '通信は TLS 1.2 以上、保管するデータは AES-256 で暗号化しています。鍵は年1回更新します。',
]
const ITEMS = [
  'バックアップは1日1回、午前2時に取得します。',
  '世代数は36世代です。',
  '稼働率は99.9%以上を目標とします。',
]
const ROWS = [
  ['項目', '標準プラン', '備考'],
  ['バックアップ', '7日間', '保管先は国内の別拠点とし、暗号化して転送したうえで保管します。'],
  ['操作ログ', '90日', ''],
  ['問い合わせの記録', '3年', '自動で削除します。'],
]
const HTML = `<!doctype html><html lang="ja"><meta charset="utf-8"><title>ミナモ台帳</title>
  <style>body { font: 10.5pt/1.7 "Noto Sans CJK JP" } td { border: 1px solid; padding: 2pt 6pt } table { border-collapse: collapse }</style>
  <h1>ミナモ台帳 説明書</h1><h2>1 目的</h2><p>${PARAGRAPHS[0]}</p><h2>2 運用</h2><h3>2.1 暗号化</h3><p>${PARAGRAPHS[1]}</p>
  <ul>${ITEMS.map((item) => `<li>${item}</li>`).join('')}</ul><h3>2.2 保管期間</h3>
  <table>${ROWS.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table></html>`

describe.skipIf(tesseract === null || chromium === null).each([
  ['as it is', 0],
  ['laid askew on grainy paper', 0.8],
])('a scan %s (skipped where Tesseract or Chromium is not installed)', (_, degrees) => {
  let content: ReadContent

  beforeAll(async () => {
    const pages = (await drawPages(await printPdf(HTML, { isBare: true }))).slice(0, 1)
    content = await readPdf(makeScan(degrees === 0 ? pages : pages.map((page) => layAskew(page, degrees))), 'scan.pdf')
  })

  it('is read with at most one character in a hundred wrong', () => {
    const read = squash(textsOf(content).join('')).replace(/・/gu, '')
    const source = squash([...PARAGRAPHS, ...ITEMS, ...ROWS.flat()].join(''))
    expect(distance(read, source) / source.length).toBeLessThan(0.01)
  })

  it('has its sections, items and rows, each line marked as recognized', () => {
    const { sections } = buildOutline({ ...content, path: 'scan.pdf', sha256: '' })
    expect(sections.map(({ number }) => number)).toEqual(expect.arrayContaining(['1', '2', '2.1', '2.2']))
    const texts = textsOf(content)
    expect(texts.filter((text) => text.startsWith('・'))).toHaveLength(ITEMS.length)
    const second = texts.flatMap((text) => (text.includes('\t') ? [text.split('\t')[1]] : []))
    expect(second).toEqual(ROWS.map((row) => row[1]))
    expect(content.lines.filter(({ text }) => text !== '').every((line) => line.isRecognized === true)).toBe(true)
    expect(content.warnings?.join()).toContain('text recognition (OCR)')
  })
})

/** Sentences, items and rows: what stands below the first heading. */
function textsOf({ lines }: ReadContent): readonly string[] {
  const texts = lines.map(({ text }) => text.trim())
  const start = texts.findIndex((text) => /^1 ?目的/u.test(text)) + 1
  return texts.slice(start).filter((text) => text !== '' && !/^2(?:\.\d)?\D/u.test(text))
}

describe.skipIf(tesseract === null)('text recognition (skipped where Tesseract is not installed)', () => {
  it('reads a page that is a picture among others, in English, too, and marks that page only', async () => {
    const text = [
      'Backups are kept for 30 days',
      'in another region of the country.',
      'Access logs are kept for a year.',
    ]
    const page = text.map((line, i) => textAt(60, 700 - 30 * i, line, 14)).join('\n')
    const scan = makeScan(await drawPages(makePdf([page])))
    const { lines } = await readPdf(scan, 'scan.pdf')
    const read = lines.filter((line) => line.text !== '').map((line) => [line.text.trim(), line.isRecognized])
    expect(read.map(([line]) => line).join(' ')).toBe(text.join(' '))
    expect(read.every(([, isRecognized]) => isRecognized === true)).toBe(true)
  })

  it('is not spent on more pages than the limit', async () => {
    await expect(readPdf(makePdf([IMAGE, IMAGE]), 'scan.pdf', { maxPictures: 1 })).rejects.toMatchObject({
      reason: 'too_large',
    })
  })

  it('is given up where a picture takes too long', async () => {
    const pages = await drawPages(makePdf([textAt(60, 700, 'Backups are kept.', 14)]))
    const slow = createTesseract({ timeoutMs: 1 })
    const error = await readPdf(makeScan(pages), 'scan.pdf', { recognizer: slow }).catch((cause: unknown) => cause)
    expect(error).toMatchObject({ reason: 'image_only', message: expect.stringContaining('took too long') })
  })
})

const canAsk = tesseract !== null && chromium !== null
it.skipIf(!canAsk)(
  'is said beside an answer from a scan (skipped where Tesseract or Chromium is not installed)',
  async () => {
    const scan = makeScan((await drawPages(await printPdf(HTML, { isBare: true }))).slice(0, 1))
    const engine = await openAnswerEngine({ 'scan.pdf': scan, 'scan.pdf.meta.yaml': 'product: ミナモ台帳\n' })
    try {
      const answer = await engine.ask({ text: 'ミナモ台帳の通信の暗号化は？', turns: [] })
      expect(answer.text).toContain('TLS 1.2')
      expect(answer.citations.map(({ isRecognized, page }) => [isRecognized, page])).toEqual([[true, 1]])
      expect(toPresentation(answer).notices.join()).toContain('文字認識（OCR）で読み取った節です。')
    } finally {
      await engine.close()
    }
  },
)

it('says what to install where there is no text recognition', async () => {
  const none = createTesseract({ command: 'no-such-program' })
  const error = await readPdf(makePdf([IMAGE]), 'scan.pdf', { recognizer: none }).catch((cause: unknown) => cause)
  const message = expect.stringMatching(/is a scan.*apt-get install tesseract-ocr tesseract-ocr-jpn/u)
  expect(error).toMatchObject({ reason: 'image_only', message })
})

it('reads the text of a paper and names the pages that it could not recognize', async () => {
  const none = createTesseract({ command: 'no-such-program' })
  const text = makePdf([textAt(50, 700, 'Backups are kept for 30 days in another region, logs for a year.'), IMAGE])
  const { lines, warnings } = await readPdf(text, 'scan.pdf', { recognizer: none })
  expect(lines.some((line) => line.isRecognized)).toBe(false)
  expect(warnings?.join()).toMatch(/only images: 2\. They were not read: Tesseract is not installed/u)
})
