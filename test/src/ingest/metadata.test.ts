import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Section } from '../../../src/domain.ts'
import { IngestError } from '../../../src/errors.ts'
import { type MetadataInput, readMetadata } from '../../../src/ingest/metadata.ts'

type Chapter = readonly [number: string, heading: string, body: string]

function outline(cover: string | null, ...chapters: readonly Chapter[]): Section[] {
  const make = (number: string, heading: string, body: string, level: number): Section => ({
    ...{ number, heading, level, controls: [], path: [], page: null, isRecognized: false },
    body: `${body}\n`,
  })
  const sections = chapters.map(([number, heading, body]) => make(number, heading, body, number.split('.').length))
  return cover === null ? sections : [make('', '表紙', cover, 0), ...sections]
}

function read(sections: Section[], rest: Partial<MetadataInput> = {}) {
  return readMetadata({ sections, frontMatter: {}, overrides: {}, fileName: 'paper.txt', ...rest })
}

function paperOf(sections: Section[], rest: Partial<MetadataInput> = {}) {
  const result = read(sections, rest)
  if ('refused' in result) throw new Error(result.refused)
  return result.paper
}

describe('papers in different styles', () => {
  it('reads a cover with a quoted name, an edition mark and a company that comes first', () => {
    const paper = paperOf(
      outline(
        '株式会社あおぞら計画\n\n勤怠管理クラウド「ハタラキー」\n情報セキュリティホワイトペーパー\n\n第2.1版\n2024年4月1日',
        ['1', 'はじめに', '本書は、当社が提供する本サービスの取り組みをまとめたものです。データは30日間保管します。'],
      ),
    )
    expect(paper).toMatchObject({
      product: 'ハタラキー',
      vendor: '株式会社あおぞら計画',
      title: '勤怠管理クラウド「ハタラキー」 情報セキュリティホワイトペーパー',
      version: '2.1',
      date: '2024-04-01',
      variants: [],
    })
  })

  it('reads an English paper', () => {
    const paper = paperOf(
      outline(
        'Acme Ledger Security White Paper\nVersion 3.2\nMarch 5, 2024\n© 2024 Northwind Tools, Inc. All rights reserved.',
        [
          '1',
          'Introduction',
          'This document describes the security of Acme Ledger (the "Service"). Backups are kept for 30 days.',
        ],
        ['2', 'Hosting', 'Acme Ledger runs on Amazon Web Services, provided by Amazon Web Services, Inc.'],
      ),
    )
    expect(paper).toMatchObject({
      product: 'Acme Ledger',
      vendor: 'Northwind Tools, Inc.',
      title: 'Acme Ledger Security White Paper',
      version: '3.2',
      date: '2024-03-05',
      id: 'northwind-tools-acme-ledger@3.2-2024-03-05',
      documentId: 'northwind-tools-acme-ledger',
    })
  })

  it('reads a paper without a cover from its scope and its revision history', () => {
    const paper = paperOf(
      outline(
        null,
        ['1.1', '目的', '本書は、みのり情報株式会社（以下「当社」といいます）の取り組みを説明するものです。'],
        ['1.2', '対象サービス', '本書の対象となるサービスは以下の通りです。\n・ TANEBI Docs（文書管理サービス）'],
        ['2', '改訂履歴', '版数 日付 内容\n1.0 2021年4月1日 初版\n1.1 2022年6月30日 TANEBI Docsの記載を更新'],
      ),
    )
    expect(paper).toMatchObject({
      product: 'TANEBI Docs',
      vendor: 'みのり情報株式会社',
      title: 'TANEBI Docs セキュリティホワイトペーパー',
      version: '1.1',
      date: '2022-06-30',
    })
  })

  it('reads several products from a scope list and names them by their common word', () => {
    const paper = paperOf(
      outline(
        'Security Whitepaper\nセキュリティホワイトペーパー',
        ['1', '目的', '本書は、当社のクラウドサービスのセキュリティ対策を示すものです。'],
        ['2', '適用範囲', '本書の適用範囲は以下のサービスです。\n● Suzuna Flow\n● Suzuna Form\n● Suzuna Sign'],
        ['附則', '附則', '制定日：令和5年10月1日\n改定日：令和6年2月15日'],
      ),
    )
    expect(paper).toMatchObject({
      product: 'Suzuna',
      variants: ['Suzuna Flow', 'Suzuna Form', 'Suzuna Sign'],
      title: 'セキュリティホワイトペーパー',
      version: null,
      date: '2024-02-15',
    })
  })

  it('reads several products from a sentence that says how many they are', () => {
    const paper = paperOf(
      outline('セキュリティへの取り組みについて\n合同会社ツムギ', [
        '1',
        'サービス',
        '当社では、会計くん、給与くんおよび請求くんの3つのサービスを提供しています。',
      ]),
    )
    expect(paper).toMatchObject({
      product: 'ツムギ',
      variants: ['会計くん', '給与くん', '請求くん'],
      vendor: '合同会社ツムギ',
    })
  })

  it('takes a definition over a company that is only mentioned', () => {
    const paper = paperOf(
      outline(
        'クラウドサービスにおける情報セキュリティ対策\n2023.11.20　Rev.4',
        [
          '1',
          'はじめに',
          '本資料は、「文箱クラウド」（以下、「本サービス」という。）の情報セキュリティ対策を説明します。',
        ],
        [
          '2',
          '基盤',
          '本サービスはAmazon Web Services（以下、AWS）で稼働し、認証は日本審査株式会社の審査を受けています。',
        ],
      ),
    )
    expect(paper).toMatchObject({ product: '文箱クラウド', vendor: null, version: '4', date: '2023-11-20' })
  })

  it('tells a name that has grown together with the words for the document', () => {
    const paper = paperOf(
      outline('ナナクラウドセキュリティホワイトペーパー\nVer.2.0\n㈱ナナホシ', [
        '1',
        '概要',
        'ナナクラウドは、文書を共有するサービスです。ナナクラウドのデータは国内に保管します。',
      ]),
    )
    expect(paper).toMatchObject({ product: 'ナナクラウド', vendor: '㈱ナナホシ', version: '2.0' })
  })

  it('reads the purpose where neither cover nor scope names the product', () => {
    const paper = paperOf(
      outline(
        'セキュリティガイドライン',
        [
          '第1条',
          '目的',
          '株式会社ことのは（以下、弊社）が提供する電子契約サービス「Kotoba Seal」の安全管理措置を定める。',
        ],
        ['第2条', 'バックアップ', 'Kotoba Sealのデータは1日1回取得する。'],
      ),
    )
    expect(paper).toMatchObject({ product: 'Kotoba Seal', vendor: '株式会社ことのは' })
  })

  it('treats a first heading that is the title as the cover', () => {
    const paper = paperOf(
      outline(
        null,
        ['', 'Kumo Drive セキュリティホワイトペーパー（第3版）', '最終更新日: 2025-01-31\n\n提供: クモノス株式会社'],
        ['1', 'データの暗号化', 'Kumo DriveはAES-256で暗号化します。'],
      ),
    )
    expect(paper).toMatchObject({
      product: 'Kumo Drive',
      vendor: 'クモノス株式会社',
      title: 'Kumo Drive セキュリティホワイトペーパー',
      version: '3',
      date: '2025-01-31',
    })
  })

  it('keeps a longer form of the name as another spelling', () => {
    const paper = paperOf(
      outline('Tsubame One セキュリティ概要', [
        '1',
        '概要',
        '本書は、Tsubame Oneエンタープライズ版サービス（以下本サービス）について記します。',
      ]),
    )
    expect(paper).toMatchObject({ product: 'Tsubame One', aliases: ['Tsubame Oneエンタープライズ版サービス'] })
  })

  it('reads the kana reading that stands in brackets as another spelling', () => {
    const paper = paperOf(
      outline('HIBIKI セキュリティホワイトペーパー', [
        '1',
        '概要',
        'HIBIKI（ヒビキ）は、当社が提供する電話サービスです。',
      ]),
    )
    expect(paper).toMatchObject({ product: 'HIBIKI', aliases: ['ヒビキ'] })
  })

  it('tells variants of an English paper', () => {
    const paper = paperOf(
      outline('Security Overview\nHarbor Systems Ltd.', [
        '1',
        'Scope',
        'This paper covers Harbor Mail, Harbor Files and Harbor Chat.',
      ]),
    )
    expect(paper).toMatchObject({
      product: 'Harbor',
      variants: ['Harbor Mail', 'Harbor Files', 'Harbor Chat'],
      vendor: 'Harbor Systems Ltd.',
    })
  })

  it('keeps the name on the cover where the scope lists its parts', () => {
    const paper = paperOf(
      outline('Nagisa Suite セキュリティホワイトペーパー', [
        '1',
        '適用範囲',
        '本書は次の製品に適用します。\n- ナギサ給与\n- ナギサ勤怠',
      ]),
    )
    expect(paper).toMatchObject({ product: 'Nagisa Suite', variants: ['ナギサ給与', 'ナギサ勤怠'] })
  })
})

describe('covers that are harder to read', () => {
  it('leaves a slogan and a copyright line that extraction joined to other lines alone', () => {
    const paper = paperOf(
      outline(
        'Nagi Drive\nセキュリティホワイトペーパー安心してご利用いただくためにVer.1.0\n2024年6月\n株式会社ナギ情報Copyright © 2024 Nagi Information Co., Ltd.',
        ['1', 'はじめに', 'Nagi Driveの取り組みを説明します。'],
      ),
    )
    expect(paper).toMatchObject({
      product: 'Nagi Drive',
      vendor: '株式会社ナギ情報',
      title: 'Nagi Drive セキュリティホワイトペーパー',
      version: '1.0',
      date: '2024-06',
    })
  })

  it('reads a labelled name', () => {
    const paper = paperOf(
      outline('情報セキュリティ対策チェックシート回答\n提供事業者名\t株式会社カナタ\nサービス名\tMIRU Sign', [
        '1',
        '組織',
        '責任者を置いています。',
      ]),
    )
    expect(paper).toMatchObject({ product: 'MIRU Sign', vendor: '株式会社カナタ' })
  })

  it('reads a vendor that is bound to its own short name', () => {
    const paper = paperOf(
      outline('セキュリティホワイトペーパー\n製品名：まなびの森\n作成：2022/10/01 第3版', [
        '1',
        '目的',
        '本書は、株式会社まなび舎（以下、まなび舎）が提供する学習サービスについて記載します。',
      ]),
    )
    expect(paper).toMatchObject({ product: 'まなびの森', vendor: '株式会社まなび舎', version: '3', date: '2022-10-01' })
  })

  it('tells the product from the company of a similar name', () => {
    const paper = paperOf(
      outline('SECURITY WHITEPAPER\nv2.0 | 2024-11-05\nOrbit Labs, Inc.', [
        '1',
        'Purpose',
        'This paper explains how Orbit Labs, Inc. ("Orbit Labs", "we") protects customer data in Orbit Sync. Orbit Sync runs in Tokyo.',
      ]),
    )
    expect(paper).toMatchObject({
      product: 'Orbit Sync',
      vendor: 'Orbit Labs, Inc.',
      version: '2.0',
      date: '2024-11-05',
    })
  })

  it('reads a name that carries its reading in brackets', () => {
    const paper = paperOf(
      outline(null, [
        '1',
        '本書について',
        '本書は、アオバ製作所（以下「弊社」）が運営する監視サービス「Aoba Watch（アオバウォッチ）」（以下「本サービス」）の対策をまとめたものです。',
      ]),
    )
    expect(paper).toMatchObject({ product: 'Aoba Watch', aliases: ['アオバウォッチ'], vendor: 'アオバ製作所' })
  })

  it('does not cut a name that ends like a small word', () => {
    expect(paperOf(outline('Marathon Security Overview')).product).toBe('Marathon')
    expect(paperOf(outline('Whitepaper: Security at Parcelo', ['1', 'Backups', 'Parcelo keeps them.'])).product).toBe(
      'Parcelo',
    )
  })

  it('names several products without a common word after their vendor', () => {
    const paper = paperOf(
      outline(
        null,
        ['1.1', '目的', '本書は株式会社オオゾラ（以下「当社」）の取り組みを記載しています。'],
        ['1.2', '適用範囲', '本書は、「ヒバリノート」および「ツグミ便」に適用されます。'],
      ),
    )
    expect(paper).toMatchObject({ product: 'オオゾラ', variants: ['ヒバリノート', 'ツグミ便'] })
  })
})

describe('what is never a product', () => {
  it('refuses a paper that speaks of 本サービス only, and says how to supply the name', () => {
    const result = read(
      outline('セキュリティホワイトペーパー\n株式会社なにがし', [
        '1',
        '適用範囲',
        '当社が提供するクラウドサービス（以下、本サービス）が対象です。本サービスはAWSで稼働します。',
      ]),
    )
    expect(result).toEqual({ refused: expect.stringMatching(/--product NAME.*product: NAME.*paper\.txt\.meta\.yaml/) })
  })

  it('does not take a bulleted list of activities for products', () => {
    const result = read(
      outline(null, ['1', '適用範囲', '・クラウドサービスの開発・運用\n・本社および支社の従業員\n・データセンター']),
    )
    expect(result).toHaveProperty('refused')
  })

  it('does not take the infrastructure or the data of customers for the product', () => {
    const result = read(
      outline(
        null,
        ['1', 'Hosting', 'Amazon EC2 is a web service that provides compute. Amazon EC2 runs in Tokyo.'],
        ['2', '目的', '本書は、お客様データのセキュリティについて説明します。お客様データは暗号化します。'],
      ),
    )
    expect(result).toHaveProperty('refused')
  })

  it('survives any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '株式会社',
        '「',
        '」',
        '（以下、本サービス）',
        '\n・',
        'セキュリティ',
        '適用範囲は、',
        '1.0 2023年1月1日',
        'Acme ',
      ),
    )
    const body = fc.array(piece, { maxLength: 15 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(body, body, (cover, scope) => {
        const result = read(outline(cover, ['1', '適用範囲', scope], ['2', '改訂履歴', scope]))
        expect('refused' in result || result.paper.product.length >= 2).toBe(true)
      }),
    )
  })

  it('finishes on covers and bodies of 40,000 characters without a break', () => {
    for (const unit of ['X', 'ab-', '「', 'Acme Corp ', '株式会社', '当社が提供する', '1.0 2023年1月1日\n']) {
      const text = unit.repeat(Math.ceil(40_000 / unit.length))
      expect(read(outline(text, ['1', '適用範囲', text], ['2', '改訂履歴', text]))).toBeDefined()
    }
  })

  it('refuses an empty outline', () => {
    expect(read([])).toHaveProperty('refused')
  })
})

describe('what a person supplies', () => {
  const sections = outline('Kumo Drive セキュリティホワイトペーパー 第3版\n2025-01-31', [
    '1',
    '概要',
    'Kumo Driveはファイルを共有するサービスです。',
  ])

  it('puts front matter over the paper and flags over front matter', () => {
    const frontMatter = {
      product: 'Kumo',
      vendor: 'クモノス株式会社',
      version: 3.1,
      date: '2025年2月1日',
      notice: '要約です',
    }
    expect(paperOf(sections, { frontMatter, overrides: { vendor: '株式会社クモ' } })).toMatchObject({
      product: 'Kumo',
      vendor: '株式会社クモ',
      version: '3.1',
      date: '2025-02-01',
      notice: '要約です',
    })
  })

  it('names every problem of malformed front matter at once', () => {
    const act = () => read(sections, { frontMatter: { product: '', date: 'いつか', variants: 7 } })
    expect(act).toThrow(IngestError)
    expect(act).toThrow(/product.*variants.*date|product.*date.*variants/)
  })

  it('leaves keys of front matter that mean something to others alone', () => {
    expect(paperOf(sections, { frontMatter: { layout: 'page' } }).product).toBe('Kumo Drive')
  })

  it('takes a product by flag where the paper names none', () => {
    const paper = paperOf(outline(null, ['1', '概要', '本サービスの概要です。']), { overrides: { product: 'Nagi' } })
    expect(paper).toMatchObject({ product: 'Nagi', title: 'Nagi セキュリティホワイトペーパー', vendor: null })
  })
})

describe('version, date and id', () => {
  it('warns where cover and revision history disagree', () => {
    const result = read(
      outline(
        'Kumo Drive セキュリティホワイトペーパー\n2020年1月1日',
        ['1', '概要', 'Kumo Driveの概要です。'],
        ['2', '更新履歴', '2020年1月1日 制定\n2024年3月3日 見直し'],
      ),
    )
    expect(result).toMatchObject({ paper: { date: '2020-01-01' } })
    expect(result).toHaveProperty('warnings', expect.arrayContaining([expect.stringContaining('2024-03-03')]))
  })

  it('takes the day from the revision history where the cover prints the month', () => {
    const paper = paperOf(
      outline(
        'Kumo Drive セキュリティホワイトペーパー 2024年4月版',
        ['1', '概要', 'Kumo Driveの概要です。'],
        ['2', '改版履歴', '第1版 2024/04/10 初版'],
      ),
    )
    expect(paper).toMatchObject({
      title: 'Kumo Drive セキュリティホワイトペーパー',
      date: '2024-04-10',
      version: '1',
    })
  })

  it('never takes a section number, a protocol or a standard for the version', () => {
    const paper = paperOf(
      outline('Kumo Drive セキュリティホワイトペーパー\nISO/IEC 27017:2015 対応', [
        '4.2',
        '通信',
        'TLS1.2で暗号化します。',
      ]),
    )
    expect(paper).toMatchObject({ product: 'Kumo Drive', version: null, date: null })
  })

  it('gives all editions of a document the same id', () => {
    const of = (cover: string) =>
      paperOf(outline(cover, ['1', '概要', '文箱は、文書を預かるサービスです。'])).documentId
    const first = of('「文箱」セキュリティホワイトペーパー 第1版\n株式会社ヤマナミ')
    expect(of('「文箱」 セキュリティホワイトペーパー（第2版）\n2024年1月1日\n株式会社ヤマナミ')).toBe(first)
    expect(first).toMatch(/^yamanami-[0-9a-f]{8}$/)
    expect(of('「文庫」セキュリティホワイトペーパー\n株式会社ヤマナミ')).not.toBe(first)
  })
})
