import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

const paper = (
  version: string,
  date: string,
  retention: string,
  more = '',
) => `ハナミズキ文庫 セキュリティホワイトペーパー
第${version}版
${date}
株式会社ミナト計算

1. はじめに
本書は「ハナミズキ文庫」のセキュリティの取り組みを説明します。
2. 情報のバックアップ
データベースのバックアップは1日1回取得します。バックアップの保管期間は${retention}です。
3. ログの取得
操作ログは90日間保管します。
4. 通信の暗号化
通信はTLS 1.2で暗号化します。
${more}`

const LEVELS = `「ハナミズキ文庫」サービスレベル合意書（SLA）
2024年4月1日
株式会社ミナト計算

1. はじめに
本書は「ハナミズキ文庫」のサービスレベルを定めます。
2. 稼働率
月間の稼働率は99.9%以上です。
3. バックアップ
バックアップの保管期間は30日間です。
4. 操作ログ
操作ログの保管期間は90日間です。
`

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine({
    'a.txt': paper('1.2', '2023年4月1日', '7日間'),
    'b.txt': paper('1.3', '2025年6月1日', '14日間', '5. 多要素認証\nログインには多要素認証を使えます。\n'),
    'other.txt': paper('3.0', '2025年1月1日', '45日間').replaceAll('ハナミズキ文庫', 'Tsubomi Note'),
  })
})
afterAll(() => engine.close())

const ask = (text: string, ...turns: readonly string[]) => engine.ask({ text, turns })
const OLDER = '最新版ではなく、1.2版の記載です。'

describe('An answer', () => {
  it('comes from the newest edition', async () => {
    const { text, citations } = await ask('ハナミズキ文庫のバックアップの保管期間は？')
    expect(text).toBe('ハナミズキ文庫のバックアップの保管期間は 14日間[1] です。')
    expect(citations).toMatchObject([{ version: '1.3', date: '2025-06-01' }])
  })

  it.each([
    'ハナミズキ文庫の1.2版ではバックアップの保管期間は？',
    'ハナミズキ文庫の第1.2版のバックアップの保管期間は？',
    'ハナミズキ文庫 v1.2のバックアップの保管期間は？',
    'ハナミズキ文庫のバージョン1.2ではバックアップの保管期間は？',
    'ハナミズキ文庫の2023年版だとバックアップの保管期間は？',
    'ハナミズキ文庫の2023年4月1日版だとバックアップの保管期間は？',
    'ハナミズキ文庫の前の版でのバックアップの保管期間は？',
  ])('comes from an older edition where that is asked: %s', async (question) => {
    const { text, citations } = await ask(question)
    expect(text).toBe(`${OLDER}\nハナミズキ文庫のバックアップの保管期間は 7日間[1] です。`)
    expect(citations).toMatchObject([{ version: '1.2', date: '2023-04-01' }])
  })

  it('comes from it in English, too', async () => {
    const { text } = await ask('What was the backup retention period of ハナミズキ文庫 in version 1.2?')
    expect(text).toContain('This is what version 1.2 says')
    expect(text).toContain('7 days')
  })

  it('comes from it however English asks', async () => {
    const { citations } = await ask('What did version 1.2 of ハナミズキ文庫 say about backup retention?')
    expect(citations).toMatchObject([{ version: '1.2' }])
  })

  it('says what the older edition does not state', async () => {
    const { status, text } = await ask('ハナミズキ文庫の1.2版では多要素認証は使える？')
    expect({ status, text }).toEqual({
      status: 'not_stated',
      text: `${OLDER}\nハナミズキ文庫の資料に、多要素認証の記載はありません。`,
    })
  })

  it('goes on with the edition until another one or another product is named', async () => {
    const first = 'ハナミズキ文庫のバックアップの保管期間は？'
    expect((await ask('1.2版では？', first)).text).toContain('7日間')
    expect((await ask('通信の暗号化は？', first, '1.2版では？')).citations).toMatchObject([{ version: '1.2' }])
    expect((await ask('最新版では？', first, '1.2版では？')).text).toContain('14日間')
    expect((await ask('じゃあTsubomi Noteは？', first, '1.2版では？')).text).toBe(
      'Tsubomi Noteのバックアップの保管期間は 45日間[1] です。',
    )
  })

  it.each([
    'ハナミズキ文庫の2.0版ではバックアップの保管期間は？',
    'ハナミズキ文庫の初版ではバックアップの保管期間は？',
    'ハナミズキ文庫の2024年版ではバックアップの保管期間は？',
  ])('names the editions that there are where another one is asked: %s', async (question) => {
    const { text } = await ask(question)
    expect(text).toBe(
      'ご質問の版は登録されていません（登録されている版：1.3版、1.2版）。1.3版の記載です。\nハナミズキ文庫のバックアップの保管期間は 14日間[1] です。',
    )
  })

  it.each(['ハナミズキ文庫でTLSのバージョン1.2は使える？', 'ハナミズキ文庫はTLS 1.2版に対応している？'])(
    'takes no version of something else for an edition: %s',
    async (question) => {
      expect((await ask(question)).text).not.toContain('版の記載です')
    },
  )

  it('says of which edition each product of a comparison is', async () => {
    const { text, table } = await ask('ハナミズキ文庫の1.2版とTsubomi Noteのバックアップの保管期間を比較して')
    expect(text).toContain('ハナミズキ文庫は最新版ではなく、1.2版の記載です。')
    expect(table?.rows.map((row) => row[1])).toEqual(['7日間[1]', '45日間[2]'])
  })

  it('about all products says that it is from the newest editions, whichever was asked', async () => {
    const { text, table } = await ask('前の版ではバックアップの保管期間は何日？')
    expect(text).toContain('版を指定したご質問は、製品を1つ挙げてお聞きください。')
    expect(table?.rows.map((row) => row[1])).toEqual(['14日間[1]', '45日間[2]'])
  })

  it.each([
    ['その前は？', 'ハナミズキ文庫のバックアップの保管期間は？', '7日間'],
    ['And before that?', 'What is the backup retention of ハナミズキ文庫?', '7日間'],
  ])('goes back by one edition: %s', async (question, first, value) => {
    expect((await ask(question, first)).text).toContain(value)
    expect((await ask(question, first, question)).text).toMatch(/1\.3.*1\.2.*14/su)
  })

  it('of a comparison has the newest editions alone', async () => {
    const { table } = await ask('バックアップの保管期間を比較して')
    expect(table?.rows).toEqual([
      ['ハナミズキ文庫', '14日間[1]'],
      ['Tsubomi Note', '45日間[2]'],
    ])
  })
})

describe('What changed since the edition before', () => {
  const EDITIONS = '前の版は1.2版、最新版は1.3版です。'

  it.each([
    [
      'ハナミズキ文庫のバックアップの保管期間は前の版から変わった？',
      'ハナミズキ文庫のバックアップの保管期間は、前の版の 7日間[1] から、最新版の 14日間[2] に変わりました。',
    ],
    [
      'ハナミズキ文庫の操作ログの保存期間は以前の版と同じですか？',
      'ハナミズキ文庫の操作ログの保存期間は、前の版から変わらず 90日間[1] です。',
    ],
    [
      'ハナミズキ文庫の多要素認証は前の版から変わりましたか？',
      'ハナミズキ文庫の多要素認証は、前の版には記載がなく、最新版では 「ログインには多要素認証を使えます」[1] です。',
    ],
  ])('is told of what is asked: %s', async (question, line) => {
    const { text, status } = await ask(question)
    expect(status).toBe('answered')
    expect(text.split('\n')).toEqual([EDITIONS, line])
  })

  it('is told of everything, a sentence not again that only has a value that is listed', async () => {
    const { text } = await ask('ハナミズキ文庫は前の版から何が変わった？')
    const lines = text.split('\n').filter((line) => line.startsWith('・'))
    expect(lines.map((line) => /バックアップの保管期間|多要素認証/u.exec(line)?.[0])).toEqual([
      'バックアップの保管期間',
      '多要素認証',
    ])
  })

  it('cites each edition for its own value', async () => {
    const { citations } = await ask("Has ハナミズキ文庫's backup retention changed since the previous edition?")
    expect(citations.map(({ version }) => version)).toEqual(['1.2', '1.3'])
  })

  it('is not asked of a product with one edition', async () => {
    const { text } = await ask('Tsubomi Noteのバックアップの保管期間は前の版から変わった？')
    expect(text).not.toContain('前の版から')
    expect(text).toContain('45日間')
  })
})

describe('What is different between editions', () => {
  let three: AnswerEngine
  beforeAll(async () => {
    three = await openAnswerEngine({
      'a.txt': paper(
        '1.0',
        '2022年4月1日',
        '3日間',
        '5. インシデント対応\n情報漏えいを確認した場合は、72時間以内に通知します。\n',
      ),
      'b.txt': paper(
        '1.2',
        '2023年4月1日',
        '7日間',
        '5. インシデント対応\n情報漏えいを確認した場合は、48時間以内に通知します。\n',
      ),
      'c.txt': paper(
        '1.3',
        '2025年6月1日',
        '14日間',
        '5. インシデント対応\n情報漏えいを確認した場合は、24時間以内に通知します。\n',
      ),
    })
  })
  afterAll(() => three.close())
  const askThree = async (text: string, ...turns: readonly string[]) => (await three.ask({ text, turns })).text

  const SINCE_FIRST = [
    '1.0版と1.3版を比べます。',
    'ハナミズキ文庫のバックアップの保管期間は、古いほうの版の 3日間[1] から、新しいほうの版の 14日間[2] に変わりました。',
  ]

  it.each([
    ['ハナミズキ文庫のバックアップの保管期間は1.0版から変わった？', SINCE_FIRST],
    ['ハナミズキ文庫の1.0版からバックアップの保管期間は変わった？', SINCE_FIRST],
    [
      'ハナミズキ文庫の操作ログの保存期間は1.0版から変わりましたか？',
      ['1.0版と1.3版を比べます。', 'ハナミズキ文庫の操作ログの保存期間は、どちらの版でも 90日間[1] です。'],
    ],
  ])('is told of what is asked since a version: %s', async (question, lines) => {
    expect((await askThree(question)).split('\n')).toEqual(lines)
  })

  it.each([
    ['ハナミズキ文庫の1.0版から1.2版で変わった点は？', '3日間', '7日間'],
    ['ハナミズキ文庫の1.2版と1.3版の違いは？', '7日間', '14日間'],
    ['ハナミズキ文庫の1.3版と1.0版の違いは？', '3日間', '14日間'],
    ['What changed since version 1.0 of ハナミズキ文庫?', '3日間', '14日間'],
    ['What are the differences between version 1.0 and version 1.2 of ハナミズキ文庫?', '3日間', '7日間'],
    ['What changed in the latest version of ハナミズキ文庫?', '7日間', '14日間'],
    ['ハナミズキ文庫の最新版で何が変わった？', '7日間', '14日間'],
  ])('is told of everything between two: %s', async (question, before, now) => {
    const line = (await askThree(question)).split('\n').find((one) => one.includes(before)) ?? ''
    expect(line).toContain(now)
  })

  it('is told of what is next to something that neither edition states', async () => {
    const text = await askThree('ハナミズキ文庫の障害通知までの時間は前の版から変わった？')
    expect(text).toContain('障害通知までの時間は、どちらの版にも記載がありません。')
    expect(text).toContain('・ハナミズキ文庫のインシデント通知までの時間は、前の版の 48時間以内')
  })

  it('is not told of an edition that the index has not', async () => {
    expect(await askThree('ハナミズキ文庫のバックアップの保管期間は0.9版から変わった？')).toContain(
      'ご質問の版は登録されていません',
    )
  })

  it('is none of a standard', async () => {
    expect(await askThree('ハナミズキ文庫のISO27001の規格は2013年版？')).not.toContain('登録されていません')
  })

  it('ends with the question for what is said now', async () => {
    const turns = ['ハナミズキ文庫の1.0版ではバックアップの保管期間は？']
    expect(await askThree('今は？', ...turns)).toBe('ハナミズキ文庫のバックアップの保管期間は 14日間[1] です。')
  })
})

describe('Several documents of one product', () => {
  let product: AnswerEngine
  beforeAll(async () => {
    product = await openAnswerEngine({ 'a.txt': paper('1.3', '2025年6月1日', '14日間'), 'sla.txt': LEVELS })
  })
  afterAll(() => product.close())

  it.each([
    ['稼働率', '99.9%以上', 'サービスレベル合意書'],
    ['TLSのバージョン', 'TLS 1.2', 'ホワイトペーパー'],
  ])('are asked as one: %s', async (attribute, value, title) => {
    const { text, citations } = await product.ask({ text: `ハナミズキ文庫の${attribute}は？`, turns: [] })
    expect(text).toContain(value)
    expect(citations.map(({ document }) => document)).toEqual([expect.stringContaining(title)])
  })

  it('that say the same are cited once', async () => {
    const { text, citations } = await product.ask({ text: 'ハナミズキ文庫の操作ログの保存期間は？', turns: [] })
    expect(text).toContain('90日間')
    expect(citations).toHaveLength(1)
  })

  it('that differ are both shown', async () => {
    const { table } = await product.ask({ text: 'ハナミズキ文庫のバックアップの保管期間は？', turns: [] })
    expect(table?.rows).toEqual([
      ['ハナミズキ文庫 セキュリティホワイトペーパー', '14日間[1]'],
      ['ハナミズキ文庫サービスレベル合意書（SLA）', '30日間[2]'],
    ])
  })
})
