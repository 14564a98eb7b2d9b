import { beforeAll, describe, expect, it } from 'vitest'
import type { Section } from '../../../../../src/domain.ts'
import { buildOutline } from '../../../../../src/ingest/outline/build-outline.ts'
import { readPdf } from '../../../../../src/ingest/readers/pdf/read-pdf.ts'
import type { SourceDocument } from '../../../../../src/ingest/readers/source-document.ts'
import { squash } from '../../../../../src/text/fold.ts'
import { canPrint, printPdf } from '../../../../helpers/print-pdf.ts'

/** Number, title and paragraphs of each section. */
const SECTIONS: readonly (readonly [string, string, readonly string[]])[] = [
  [
    '1',
    'はじめに',
    [
      '本書は、ホシミ台帳(以下、本サービス)をご利用のお客様に、情報セキュリティへの取り組みをご説明するものです。個人情報・営業情報を安全に取り扱うため、当社は継続して改善に取り組んでいます。',
      '日々の運用の手順は別紙に記載し、毎年四月に見直しています。⻑期の計画は自社サイトで公開しています。',
    ],
  ],
  [
    '1.1',
    '適用範囲',
    [
      'ホシミ台帳の標準版と、連携オプションに適用されます。連携オプションは、標準版のご契約があるお客様に限り提供され、標準版と同じ管理策が適用されるものとします。',
    ],
  ],
  ['2', '運用', []],
  [
    '2.1',
    'お客様の情報を取り扱う区画と設備に立ち入ることができる者の範囲及びその範囲を見直すための手続き、並びにその記録の保存',
    ['立ち入りは、許可された従業員に限り、入退室の記録を3年間保存します。'],
  ],
  ['2.2', '暗号化', ['通信は TLS 1.2 以上、保管するデータは AES-256 で暗号化しています。'.repeat(30)]],
  ['2.3', '保管期間', []],
  ['2.4', 'お問い合わせ', ['メール(security@hoshimi.example)で受け付けています。']],
]
const HEAD = ['項目', '標準プラン', '上位プラン', '備考']
const ROWS = [
  ['バックアップ', '7日間', '30日間。保管先は国内の別拠点とし、暗号化して転送したうえで保管します', '1日1回取得'],
  ['操作ログとアクセスログ及び管理者の作業ログ(特権的な操作を含みます)', '90日', '', '延長可'],
  ...Array.from({ length: 45 }, (_, i) => [`記録 ${i + 1}`, `${i + 10}日`, `${i + 100}日`, '自動で削除します']),
]

function toHtml(): string {
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
  const table = `<table><thead>${row(HEAD, 'th')}</thead>${ROWS.map((cells) => row(cells, 'td')).join('')}</table>`
  const body = SECTIONS.map(([number, title, paragraphs]) => {
    const level = number.includes('.') ? 3 : 2
    const text = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('')
    return `<h${level}>${number} ${title}</h${level}>${text}${number === '2.3' ? table : ''}`
  })
  const style = 'body { font-size: 10.5pt; line-height: 1.7 } td, th { border: 1px solid }'
  return `<!doctype html><html lang="ja"><meta charset="utf-8"><title>ホシミ台帳の説明書</title><style>${style}</style>
    <h1>ホシミ台帳 セキュリティホワイトペーパー</h1><p>株式会社ホシミ</p>${body.join('')}</html>`
}

describe.skipIf(!canPrint)('a paper printed by Chromium (skipped where there is none)', () => {
  let document: SourceDocument
  let sections: readonly Section[]

  beforeAll(async () => {
    const path = 'printed.pdf'
    document = { ...(await readPdf(await printPdf(toHtml()), path)), path, sha256: '' }
    sections = buildOutline(document).sections
  })

  it('has its sections with number, title and page', () => {
    expect(document.format).toBe('pdf')
    const found = sections.slice(1).map(({ number, heading }) => [number, heading])
    expect(found).toEqual(SECTIONS.map(([number, title]) => [number, title]))
    const pages = sections.map(({ page }) => page ?? 0)
    expect(pages[1]).toBe(1)
    expect(pages.at(-1)).toBeGreaterThan(2)
    expect(pages).toEqual([...pages].sort((a, b) => a - b))
  })

  it.each(SECTIONS.filter(([, , paragraphs]) => paragraphs.length > 0))(
    'keeps every character of %s and joins its lines into paragraphs',
    (number, _, paragraphs) => {
      const body = sections.find((section) => section.number === number)?.body ?? ''
      expect(squash(body)).toBe(squash(paragraphs.join('')))
      expect(
        body
          .trim()
          .split('\n')
          .filter((line) => line !== '' && !/。$/u.test(line)),
      ).toEqual([])
    },
  )

  it('keeps the cells of a table in their rows and columns, over page breaks and wrapped lines', () => {
    const body = sections.find((section) => section.number === '2.3')?.body ?? ''
    const rows = body.split('\n').filter(Boolean)
    expect(rows).toEqual([HEAD, ...ROWS].map((cells) => cells.join('\t').trimEnd()))
  })

  it('has nothing of the header and the footer that the browser prints', () => {
    const text = document.lines.map((line) => line.text).join('\n')
    expect(text).not.toMatch(/説明書|file:|\d\/\d/u)
  })
})
