/** Number, title and paragraphs of each section of a paper of our own. */
export const SECTIONS: readonly (readonly [string, string, readonly string[]])[] = [
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

/** The rows of the table in 2.3, its head first; the table goes on over page ends. */
export const ROWS: readonly (readonly string[])[] = [
  HEAD,
  ['バックアップ', '7日間', '30日間。保管先は国内の別拠点とし、暗号化して転送したうえで保管します', '1日1回取得'],
  ['操作ログとアクセスログ及び管理者の作業ログ(特権的な操作を含みます)', '90日', '', '延長可'],
  ...Array.from({ length: 45 }, (_, i) => [`記録 ${i + 1}`, `${i + 10}日`, `${i + 100}日`, '自動で削除します']),
]

/** The paper as a page, with a table of contents where it is asked for. */
export function toPage({ style = '', hasContents = false } = {}): string {
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
  const [head = [], ...rows] = ROWS
  const table = `<table border="1"><thead>${row(head, 'th')}</thead>${rows.map((cells) => row(cells, 'td')).join('')}</table>`
  const body = SECTIONS.map(([number, title, paragraphs]) => {
    const level = number.includes('.') ? 3 : 2
    const text = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('')
    return `<h${level}>${number} ${title}</h${level}>${text}${number === '2.3' ? table : ''}`
  })
  const contents = SECTIONS.map(([number, title], i) => `<p>${number} ${title} ........ ${1 + Math.floor(i / 2)}</p>`)
  const own = 'body { font-size: 10.5pt; line-height: 1.7 } td, th { border: 1px solid }'
  return `<!doctype html><html lang="ja"><meta charset="utf-8"><title>ホシミ台帳の説明書</title><style>${own}${style}</style>
    <h1>ホシミ台帳 セキュリティホワイトペーパー</h1><p>株式会社ホシミ</p>
    ${hasContents ? `<p>目次</p>${contents.join('')}` : ''}${body.join('')}</html>`
}
