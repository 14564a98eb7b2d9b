import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildOutline } from '../../../../src/ingest/outline/build-outline.ts'
import { readMarkdown } from '../../../../src/ingest/readers/markdown.ts'
import { readText } from '../../../../src/ingest/readers/text.ts'

const outline = (text: string, format: 'text' | 'markdown' = 'text') =>
  buildOutline({
    path: 'paper.txt',
    format,
    sha256: '',
    lines: format === 'markdown' ? readMarkdown(text) : readText(text),
    frontMatter: {},
  })
const headings = (text: string, format: 'text' | 'markdown' = 'text'): string[] =>
  outline(text, format).sections.map(({ number, heading, level }) => `${level}|${number}|${heading}`)
const body = (text: string, heading: string): string | undefined =>
  outline(text).sections.find((section) => section.heading === heading)?.body

describe('numbered headings', () => {
  it('are found with level and path, and what stands before them is the cover', () => {
    const text =
      'ミナモ便 説明書\n株式会社ミナモ\n\n1. はじめに\n\n1.1. 目的\n\n目的を述べます。\n\n2. 対策\n\n2.1. 暗号化\n\n2.1.1. 通信\nTLSを使います。\n'
    expect(headings(text)).toEqual([
      '0||表紙',
      '1|1|はじめに',
      '2|1.1|目的',
      '1|2|対策',
      '2|2.1|暗号化',
      '3|2.1.1|通信',
    ])
    const { sections } = outline(text)
    expect(sections[0]?.body).toBe('ミナモ便 説明書\n株式会社ミナモ\n')
    expect(sections[1]?.body).toBe('')
    expect(sections.at(-1)?.path).toEqual(['2 対策', '2.1 暗号化'])
  })

  it('are not the clauses of a quoted policy, nor the rows of a revision table', () => {
    const text = [
      '1. 方針\n\n1.1. 基本方針\n\n当社の方針は次のとおりです。\n',
      '1. 当社は管理体制を整え、継続して改善します。\n\n2. 当社は従業者を教育し、周知します。\n\n3. 当社は法令を守ります。\n',
      '2. 対策\n\n2.1. 暗号化\n\n暗号化します。\n\n3. 改訂履歴\n\n版数 日付 内容\n1.0 2023年4月1日 初版\n1.1 2023年10月1日 2.1 暗号化を追記\n2.1 暗号化の記載を見直した。\n4.0 2024年4月1日 全面改訂\n',
    ].join('\n')
    expect(headings(text)).toEqual(['1|1|方針', '2|1.1|基本方針', '1|2|対策', '2|2.1|暗号化', '1|3|改訂履歴'])
    expect(body(text, '基本方針')).toContain('3. 当社は法令を守ります。\n')
    expect(body(text, '改訂履歴')).toContain('4.0 2024年4月1日 全面改訂\n')
  })

  it('begin again in every chapter and are cited with it', () => {
    const text =
      '第一章　総則\n\n1. 目的\n\n目的です。\n\n2. 範囲\n  1. 国内の拠点\n  2. 国外の拠点\n\n第２章　対策\n\n1. 暗号化(10.1.1)\n\n暗号化します。\n\n2. 複製(A.12.3.1)\n\n毎日取得します。\n'
    expect(headings(text)).toEqual([
      '1|第1章|総則',
      '2|第1章 1|目的',
      '2|第1章 2|範囲',
      '1|第2章|対策',
      '2|第2章 1|暗号化',
      '2|第2章 2|複製',
    ])
    expect(outline(text).sections.map((section) => section.controls)).toEqual([
      [],
      [],
      [],
      [],
      ['10.1.1'],
      ['A.12.3.1'],
    ])
    expect(body(text, '範囲')).toBe('  1. 国内の拠点\n  2. 国外の拠点\n')
  })

  it('are articles that count on through the chapters, in kanji, full-width and plain digits', () => {
    const text =
      '第１章 総則\n第１条　目的\n　本書は目的を定めます。\n第二条　範囲\n　全社が対象です。第１条に定める事項を除きます。\n第２章 運用\n第３条の２　記録\n　一年間保存します。\n第十条　複製\n　毎日取得します。\n'
    expect(headings(text)).toEqual([
      '1|第1章|総則',
      '2|第1条|目的',
      '2|第2条|範囲',
      '1|第2章|運用',
      '2|第3条の2|記録',
      '2|第10条|複製',
    ])
  })

  it('are articles whose title stands in brackets, on their line or on the one above', () => {
    const text =
      '情報取扱規程\n\n（目的）\n第１条　この規程は、情報の取扱いを定める。\n２　細目は別に定める。\n\n第２条（保存期間）　記録は一年間保存する。\n\n附則\nこの規程は公布の日から施行する。\n'
    expect(headings(text)).toEqual(['0||表紙', '1|第1条|目的', '1|第2条|保存期間', '1||附則'])
    expect(body(text, '目的')).toBe('この規程は、情報の取扱いを定める。\n２　細目は別に定める。\n')
    expect(body(text, '保存期間')).toBe('記録は一年間保存する。\n')
  })

  it('are controls, with or without their letter', () => {
    const text =
      '対応表\n\nA.5.1.1 方針群\n方針を定めます。\nCLD.6.3.1 役割の共有\n規約に定めます。\nA.12.3.1 情報のバックアップ\n10世代を保持します。\n'
    expect(headings(text)).toEqual([
      '0||表紙',
      '1|A.5.1.1|方針群',
      '1|CLD.6.3.1|役割の共有',
      '1|A.12.3.1|情報のバックアップ',
    ])
    expect(outline(text).sections.at(-1)?.controls).toEqual(['A.12.3.1'])
    const bare =
      '5.1.1 方針群\n\n方針を定めます。\n\n12.3.1 情報のバックアップ\n\n取得します。\n\n12.4.4 クロックの同期\n\n同期します。\n'
    expect(outline(bare).sections.map((section) => section.controls)).toEqual([['5.1.1'], ['12.3.1'], ['12.4.4']])
    expect(outline(bare).warnings).toEqual([])
  })

  it('carry their control in front of the words', () => {
    const text =
      '1. 対策\n\n1.1. A.12.3.1 情報のバックアップ\n\n取得します。\n\n1.2. CLD.9.5.1 環境の分離（論理）\n\n分離します。\n'
    expect(headings(text).slice(1)).toEqual(['2|1.1|情報のバックアップ', '2|1.2|環境の分離（論理）'])
    expect(outline(text).sections.map((section) => section.controls)).toEqual([[], ['A.12.3.1'], ['CLD.9.5.1']])
  })

  it('are the questions of a FAQ; the answers are their bodies', () => {
    const text =
      'よくある質問\n\nQ1. データはどこにありますか？\nA1. 国内にあります。\n\nＱ２．複製は取りますか？\nA. はい。\n- 毎日取ります\n\nお問い合わせ先\ndesk@minamo.example\n'
    expect(headings(text)).toEqual([
      '0||表紙',
      '1|Q1|データはどこにありますか？',
      '1|Q2|複製は取りますか？',
      '1||お問い合わせ先',
    ])
    expect(body(text, '複製は取りますか？')).toBe('A. はい。\n- 毎日取ります\n')
    expect(headings('Q. 暗号化しますか？\nA. します。\n\nQ. 消去しますか？\nA. します。\n')).toEqual([
      '1||暗号化しますか？',
      '1||消去しますか？',
    ])
  })

  it('are English, with a heading broken over no line', () => {
    const text =
      'Larkmoor Security Paper\n\n1 Introduction\n\n1.1 Scope\n\nIt covers all hosted products.\n\n2 Data protection\n\n2.1 Backups\n\nBackups are kept for 35 days in two\nregions.\n\nAppendix A Controls\n\nNone.\n'
    expect(headings(text)).toEqual([
      '0||表紙',
      '1|1|Introduction',
      '2|1.1|Scope',
      '1|2|Data protection',
      '2|2.1|Backups',
      '1||Appendix A Controls',
    ])
    expect(body(text, 'Backups')).toBe('Backups are kept for 35 days in two regions.\n')
  })

  it('are Roman with full-width numbers and brackets below', () => {
    const text =
      'Ⅰ．はじめに\n説明します。\n\nⅡ．対策\n１．暗号化\n暗号化します。\n２．複製\n（１）取得\n毎日取得します。\n（２）保管\n30日間保管します。\n\nⅢ．体制\n１．教育\n年1回行います。\n'
    expect(headings(text)).toEqual([
      '1|I|はじめに',
      '1|II|対策',
      '2|II 1|暗号化',
      '2|II 2|複製',
      '3|II 2 (1)|取得',
      '3|II 2 (2)|保管',
      '1|III|体制',
      '2|III 1|教育',
    ])
  })

  it('are numbers joined with dashes, and annexes with letters', () => {
    const text =
      '4 対策\n4-1 暗号化\n4-1-1 通信\nTLSを使います。\n4-1-2 保存\n1-2日で鍵を替えます。\n4-2-1 複製\n2025-01-10 から取得します。\nA-1 用語\n用語です。\nA-2 連絡先\n連絡先です。\n'
    expect(headings(text)).toEqual(expect.arrayContaining(['3|4-1-1|通信', '3|4-1-2|保存', '3|4-2-1|複製']))
    expect(outline(text).sections.map((section) => section.number)).toEqual([
      '4',
      '4-1',
      '4-1-1',
      '4-1-2',
      '4-2-1',
      'A-1',
      'A-2',
    ])
  })

  it('are whole where extraction set the number or the rest on another line', () => {
    const text =
      '1.\n概要\n\n概要を述べます。\n\n1.1\n目的\n\n目的を述べます。\n\n2. 仮想環境における分離（利用者ごとの論理的な\n分離を含む）\n\n分離します。\n'
    expect(headings(text)).toEqual([
      '1|1|概要',
      '2|1.1|目的',
      '1|2|仮想環境における分離（利用者ごとの論理的な分離を含む）',
    ])
  })

  it('stand in hard-wrapped text without a blank line, between numbered items and references', () => {
    const text = [
      '１．データの管理',
      '１．１ バックアップの取得と保管期間、および保管場所に関する方針に',
      'ついて',
      '当社が管理する在庫データについて、次の手順でバックアップを取得してい',
      'ます。保管場所は国内に限ります。',
      '１．データベースの複製を毎日午前２時に取得し、離れた別の拠点に転送しま',
      'す。',
      '２．転送した複製を１４日間保管し、期間を過ぎたものは自動的に消去してい',
      'ます。データベースの暗号化の方式と鍵の管理については',
      '１．２ 暗号化をご参照ください。',
      '１．２ 暗号化',
      '保管します。',
      '２．改版履歴',
      '1.0 2022/04/01 新規作成',
      '2.0 2024/04/01 １．１ に保管場所を追記',
    ].join('\n')
    expect(headings(text)).toEqual([
      '1|1|データの管理',
      '2|1.1|バックアップの取得と保管期間、および保管場所に関する方針について',
      '2|1.2|暗号化',
      '1|2|改版履歴',
    ])
    expect(outline(text).sections[1]?.body).toContain('については１．２ 暗号化をご参照ください。\n')
  })

  it('that are missing are reported', () => {
    const text = '1. 概要\n\n概要です。\n\n2. 暗号化\n\n暗号化します。\n\n4. 複製\n\n取得します。\n'
    expect(outline(text).warnings).toEqual(['Between 2 and 4 a heading seems to be missing.'])
  })
})

describe('tables of contents', () => {
  const sections = '1. 概要\n\n1.1. 目的\n\n目的です。\n\n2. 複製について\n\n取得します。\n\n改訂履歴\n\n初版\n'
  const expected = ['0||表紙', '1|1|概要', '2|1.1|目的', '1|2|複製について', '1||改訂履歴']

  it.each([
    [
      'with dot leaders',
      '目次\n1. 概要 ........ 2\n1.1. 目的 ・・・・・・ 2\n2. 複製について …………３\n改訂履歴 ..... 3\n',
    ],
    ['with tabs and no numbers', '目 次\n\n概要\t2\n目的\t2\n複製について\t3\n改訂履歴\t3\n'],
    ['with blanks before the page', '目次\n1. 概要 2\n1.1. 目的 2\n2. 複製について 3\n改訂履歴 3\n'],
    ['without pages', '【目次】\n1. 概要\n1.1. 目的\n2. 複製について\n改訂履歴\n'],
    ['in two blocks', '目次\n1. 概要\t2\n1.1. 目的\t2\n\n2.\t複製について.....\t3\n\t改訂履歴.....\t3\n'],
    ['without a title', '1. 概要 ........ 2\n1.1. 目的 ........ 2\n2. 複製について ........ 3\n改訂履歴 ........ 3\n'],
    [
      'whose entry is broken',
      '目次\n1. 概要 ..... 2\n1.1. 目的 ..... 2\n2. 複製に\nついて ..... 3\n改訂履歴 ..... 3\n',
    ],
  ])('%s are neither sections nor body', (_, contents) => {
    const text = `ミナモ便 説明書\n\n${contents}\n${sections}`
    expect(headings(text)).toEqual(expected)
    expect(outline(text).sections[0]?.body).toBe('ミナモ便 説明書\n')
  })

  it('are not tables of values', () => {
    const text = '1. 料金\n\n次のとおりです。\nプランA\t10\nプランB\t20\nプランC\t30\nプランD\t40\n'
    expect(body(text, '料金')).toContain('プランD\t40\n')
  })
})

describe('headings without numbers', () => {
  it('are those that Markdown marks; the title belongs to the cover', () => {
    const text =
      '# ミナモ便 セキュリティシート\n\n株式会社ミナモ\n\n## 複製\n\n毎日取得します。手順は次のとおりです。\n\n1. 申請する\n2. 承認を受ける\n\n### 復元\n\n有償です。\n\n## 認証\n\n取得済みです。\n'
    expect(headings(text, 'markdown')).toEqual(['0||表紙', '1||複製', '2||復元', '1||認証'])
    expect(outline(text, 'markdown').sections[0]?.body).toBe('ミナモ便 セキュリティシート\n\n株式会社ミナモ\n')
    expect(outline(text, 'markdown').sections[2]?.path).toEqual(['複製'])
  })

  it('stand above numbered ones by the depth of their number where the marks are inconsistent', () => {
    const text =
      '# 題\n\n## はじめに\n\n### 1.1 目的\n\n目的です。\n\n## 2 対策\n\n### 2.1 暗号化\n\n暗号化します。\n\n## 2.2 複製\n\n取得します。\n\n## 【改訂履歴】\n\n初版\n'
    expect(headings(text, 'markdown')).toEqual([
      '0||表紙',
      '1||はじめに',
      '2|1.1|目的',
      '1|2|対策',
      '2|2.1|暗号化',
      '2|2.2|複製',
      '1||改訂履歴',
    ])
    expect(outline(text, 'markdown').sections[2]?.path).toEqual(['はじめに'])
  })

  it('are lines with a mark, unless the mark makes a list or a label that comes again', () => {
    const text =
      '概要書\n\n■設備\n国内に2拠点あります。\n\n■複製\n対象は次のとおりです。\n■文書\n■画像\n\n【認証】\n取得しています。\n'
    expect(headings(text)).toEqual(['0||表紙', '1||設備', '1||複製', '1||認証'])
    const labels =
      '1. 間隔\n\n■基本プラン\n毎日\n\n■上位プラン\n毎時\n\n2. 期間\n\n■基本プラン\n7日\n\n■上位プラン\n30日\n'
    expect(headings(labels)).toEqual(['1|1|間隔', '1|2|期間'])
  })

  it('are short lines that stand alone, where nothing in the document is numbered', () => {
    const text =
      'ミナモ便の取り組み\n\n株式会社ミナモ\n2024年10月1日\n\nデータの保管場所\n\n国内のデータセンターで保管しています。\n\n複製\n\n次のとおり取得しています。\n・文書：毎日\n・画像：毎週\n\nお問い合わせ\n\ndesk@minamo.example までご連絡ください。\n'
    expect(headings(text)).toEqual(['0||表紙', '1||データの保管場所', '1||複製', '1||お問い合わせ'])
  })

  it('may be absent: then the document is one section, and that is reported', () => {
    const { sections, warnings } = outline('すべてのデータを暗号化しています。')
    expect(sections.map((section) => section.heading)).toEqual(['表紙'])
    expect(warnings).toHaveLength(1)
  })
})

describe('buildOutline', () => {
  it('gives the page on which a section begins', () => {
    const { sections } = outline('説明書\n\f1. 概要\n概要です。\n\f2. 複製\n取得します。\n')
    expect(sections.map((section) => section.page)).toEqual([1, 2, 3])
  })

  it('tells which sections were read by text recognition, if only in part', () => {
    const lines = readText('1. 目的\n目的です。\n2. 対策\n対策です。\n3. 範囲\n範囲です。\n').map((line) =>
      line.text.startsWith('対策') ? { ...line, isRecognized: true } : line,
    )
    const document = { path: 'paper.txt', format: 'text', sha256: '', lines, frontMatter: {} } as const
    const { sections } = buildOutline(document)
    expect(sections.map(({ number, isRecognized }) => [number, isRecognized])).toEqual([
      ['1', false],
      ['2', true],
      ['3', false],
    ])
  })

  it('joins a sentence over a page break with its page number and header', () => {
    const page = (n: number, text: string): string => `ミナモ便 説明書\n${text}\n- ${n} -\n`
    const text = [
      page(1, '1. 概要\n複製は利用者ごとに取得し、別の拠点へ移し'),
      page(2, 'て保管します。\n2. 期間\n30日間です。'),
      page(3, '3. 連絡\n電話です。'),
    ].join('\f')
    expect(body(text, '概要')).toBe('複製は利用者ごとに取得し、別の拠点へ移して保管します。\n')
  })

  it('puts every line of the body into exactly one section, in order', () => {
    const sentence = fc.constantFrom(
      '毎日取得します。',
      '・文書：毎日',
      '1. 申請する',
      '対象\t期間',
      '（１）取得',
      '■基本プラン',
      '1.0 2023年4月1日 初版',
      '保管場所：国内',
      'IPアドレスを制限し',
      'ています。',
    )
    const marker = (n: number, i: number): string => `印${n}の${i}終`
    const chapter = fc.record({
      title: fc.constantFrom('概要', '暗号化', '複製', '改訂履歴'),
      lines: fc.array(sentence, { maxLength: 8 }),
    })
    const heading = fc.constantFrom(
      (n: number) => `${n}. `,
      (n: number) => `第${n}条 `,
      (n: number) => `Q${n}. `,
      () => '■',
      () => '',
    )
    fc.assert(
      fc.property(fc.array(chapter, { minLength: 1, maxLength: 8 }), heading, (chapters, number) => {
        const bodies = chapters.map(({ lines }, n) => lines.map((line, i) => `${line}${marker(n, i)}`))
        const text = chapters
          .map(({ title }, n) => `${number(n + 1)}${title}${n}\n\n${bodies[n]?.join('\n')}\n`)
          .join('\n')
        const { sections } = outline(text)
        const found =
          sections
            .map((section) => section.number + section.heading + section.body)
            .join('')
            .match(/印\d+の\d+終/g) ?? []
        expect(found).toEqual(bodies.flatMap((lines, n) => lines.map((_, i) => marker(n, i))))
      }),
      { numRuns: 150 },
    )
  })

  it('keeps its pace on a long document full of numbers', () => {
    const text = Array.from(
      { length: 400 },
      (_, i) => `${i + 1}. 項目${i}\n\n1. 一つ目です\n2. 二つ目です\n3.5 倍になりました\n`,
    ).join('\n')
    expect(outline(text).sections.length).toBeGreaterThanOrEqual(400)
  })
})
