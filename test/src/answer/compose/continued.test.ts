import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

const HAZUKI = `ハヅキ文庫 セキュリティ説明書

株式会社オモカゲ製作
第1.2版
2025年9月1日

1. はじめに
本書は、株式会社オモカゲ製作が提供する図面共有サービス「ハヅキ文庫」（以下、本サービス）の安全対策を説明するものです。

2. 図面の取り扱い
2.1. 図面の登録
図面は1枚ずつ登録します。
アップロードしたファイルはウイルス検査にかけます。感染が見つかると、その図面を隔離し、登録した方に画面で知らせます。
鍵のかかった圧縮ファイルは、中身まで調べません。
2.2. 表示のしかた
図面には、開いた方の氏名が透かしで重なります。
紙に刷ると、色は薄くなります。
縮小した見本には、余白が付きます。

3. 契約の終わり
3.1. 解約後の扱い
区分\t閲覧できる期間\tデータを消去する時期
解約\t解約後30日間\t解約後60日

4. 運用
4.1. 稼働率
月間稼働率の目標は99.9%です。
・集計：月ごと
4.2. 記録
操作ログは1年間保管します。
`

const FERNWICK = `---
product: Fernwick Board
vendor: Kobashiri Ltd.
version: 1
date: 2025-04-02
---
# Fernwick Board Security Paper

## 1 Introduction

This paper describes how Kobashiri Ltd. protects Fernwick Board.

## 2 Files

### 2.1 Receiving files

Drawings are uploaded one by one. Every uploaded file is scanned for malware. An infected drawing goes to quarantine and its sender sees a notice. Archives with a password are refused.

### 2.2 Leaving

| Case        | Read access               | Deletion of data          |
| ----------- | ------------------------- | ------------------------- |
| Termination | 30 days after termination | 60 days after termination |
`

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine({ 'hazuki.txt': HAZUKI, 'fernwick.md': FERNWICK })
})
afterAll(() => engine.close())

const ask = (text: string, ...turns: string[]) => engine.ask({ text, turns })
/** Lines of the answer, and what is cited for them. */
const read = async (text: string, ...turns: string[]) => {
  const answer = await ask(text, ...turns)
  return { lines: answer.text.split('\n'), quotes: answer.citations.map(({ section, quote }) => `${section} ${quote}`) }
}

const SCANNED = '2.1 アップロードしたファイルはウイルス検査にかけます。'

describe('A second question that lives on the first', () => {
  it('is answered with the sentence that goes on', async () => {
    const { lines, quotes } = await read('ハヅキ文庫はファイルのウイルス検査はしますか？見つかったらどうなりますか？')
    expect(lines).toEqual([
      'はい。ハヅキ文庫の資料には「アップロードしたファイルはウイルス検査にかけます」[1]とあります。',
      'ハヅキ文庫の資料には「感染が見つかると、その図面を隔離し、登録した方に画面で知らせます。」とあります[2]。',
    ])
    expect(quotes).toEqual([SCANNED, '2.1 感染が見つかると、その図面を隔離し、登録した方に画面で知らせます。'])
  })

  it('is answered with the sentence of the section that shares most with it', async () => {
    const { lines, quotes } = await read('ハヅキ文庫はファイルのウイルス検査はしますか？鍵のかかった圧縮は？')
    expect(lines[1]).toContain('「鍵のかかった圧縮ファイルは、中身まで調べません。」')
    expect(quotes).toEqual([SCANNED, '2.1 鍵のかかった圧縮ファイルは、中身まで調べません。'])
  })

  it('is answered with another cell of the row, under its head, from the same source', async () => {
    const { lines, quotes } = await read('ハヅキ文庫は解約後何日で消える？その間は見られる？')
    expect(lines).toEqual([
      'ハヅキ文庫の契約終了後のデータ削除までの期間は 解約後60日[1] です。',
      'ハヅキ文庫の資料には解約、閲覧できる期間：「解約後30日間」とあります[1]。',
    ])
    expect(quotes).toEqual(['3.1 解約\t解約後30日間\t解約後60日'])
  })

  it('leaves a third question to be answered by itself', async () => {
    const { lines, quotes } = await read(
      'ハヅキ文庫はファイルのウイルス検査はしますか？見つかったらどうなりますか？稼働率は？',
    )
    expect(lines[1]).toContain('その図面を隔離し')
    expect(lines[2]).toContain('99.9%[3]')
    expect(quotes).toHaveLength(3)
  })

  it.each([
    [
      'Are files uploaded to Fernwick Board scanned for malware? What if a drawing is infected?',
      '「An infected drawing goes to quarantine and its sender sees a notice.」[2]',
    ],
    [
      'When is data deleted after termination of Fernwick Board? Is there read access until then?',
      'Termination, Read access：「30 days after termination」[1]',
    ],
  ])('is answered in English: %s', async (question, words) => {
    const { lines } = await read(question)
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain(words)
  })
})

describe('A second question', () => {
  it.each([
    ['a sentence with a list behind it', 'ハヅキ文庫の稼働率は？見つかったらどうなりますか？', '99.9%', '4.1'],
    ['a row without it', 'ハヅキ文庫は解約後何日で消える？見つかったらどうなる？', '解約後60日', '3.1'],
  ])('adds nothing where nothing beside the answer fits: %s', async (_, question, value, section) => {
    const { text, citations } = await ask(question)
    expect(text).toContain(value)
    for (const other of ['集計', '解約後30日間', '隔離']) expect(text).not.toContain(other)
    expect(citations.map((citation) => citation.section)).toEqual([section])
  })

  it('with a matter of its own is answered by itself', async () => {
    const { lines, quotes } = await read('ハヅキ文庫はファイルのウイルス検査はしますか？操作ログは何日残りますか？')
    expect(lines[1]).toBe('ハヅキ文庫の操作ログの保存期間は 1年間[2] です。')
    expect(quotes).toEqual([SCANNED, '4.2 操作ログは1年間保管します。'])
  })

  it('about what no paper has is said to have no answer', async () => {
    const { lines, quotes } = await read('ハヅキ文庫の操作ログの保管期間は？昼食の献立は？')
    expect(lines[1]).toBe('「昼食の献立は？」に当たる記載は見つかりませんでした。')
    expect(quotes).toEqual(['4.2 操作ログは1年間保管します。'])
  })
})

describe('A question in words that stand nowhere', () => {
  it('goes on with what stands behind the answer before it', async () => {
    const papers = {
      'mado.txt': `マドベ便 セキュリティ説明書\n\n株式会社ハナゾノ印房\n第1.0版\n2025年5月1日\n\n1. はじめに\n本書は、株式会社ハナゾノ印房が提供する「マドベ便」の安全対策を説明するものです。\n\n2. 受け取り\n添付ファイルは、届いたときにウイルス検査にかけます。検知した場合は隔離し、送った方に知らせます。\n`,
    }
    const mado = await openAnswerEngine(papers)
    try {
      const answer = await mado.ask({
        text: 'マドベ便は添付ファイルのウイルス検査をしますか？見つかったらどうなりますか？',
        turns: [],
      })
      expect(answer.text.split('\n').at(-1)).toContain('隔離し、送った方に知らせます')
      expect(answer.status).toBe('answered')
    } finally {
      await mado.close()
    }
  })
})

describe('A follow-up', () => {
  const BEFORE = 'ハヅキ文庫で図面を開いた方の氏名の透かしは画面の隅ですか？'

  it.each([
    ['見本には？', '縮小した見本には、余白が付きます。'],
    ['見本だと？', '縮小した見本には、余白が付きます。'],
    ['紙には？', '紙に刷ると、色は薄くなります。'],
  ])('about something that stands where the turn before was answered gets that: %s', async (text, quote) => {
    expect((await ask(BEFORE)).citations.map((citation) => citation.section)).toEqual(['2.2'])
    const { status, citations } = await ask(text, BEFORE)
    expect(status).toBe('answered')
    expect(citations.map((citation) => `${citation.section} ${citation.quote}`)).toEqual([`2.2 ${quote}`])
  })

  it.each([
    ['stands nowhere', '養蜂には？', BEFORE],
    ['stands in another section', '圧縮には？', BEFORE],
    ['is asked of another product', 'Fernwick Boardの見本には？', BEFORE],
    ['stands in another paper', '見本には？', 'Fernwick Boardの容量の単位の色は画面の隅ですか？'],
  ])('about something that %s gets no sentence beside the answer before', async (_, text, before) => {
    const { status, text: words } = await ask(text, before)
    expect(status).toBe('not_stated')
    expect(words).not.toContain('「')
  })
})

describe('What becomes of a case that the answer before quotes', () => {
  let quoted: AnswerEngine
  beforeAll(async () => {
    quoted = await openAnswerEngine({
      'a.md': `# コダマ手帳 セキュリティホワイトペーパー

株式会社ナギサ計算

1.0版 2025年4月1日

## 1 はじめに

本書は、当社が提供する「コダマ手帳」のセキュリティ対策を説明します。

## 2 ウイルス対策

アップロードされたファイルについて、ウイルスの検査を行う。感染が検出された場合は、当該ファイルを隔離し、管理者に電子メールで通知する。
`,
    })
  })
  afterAll(() => quoted.close())

  const CASE =
    'コダマ手帳の資料には「感染が検出された場合は、当該ファイルを隔離し、管理者に電子メールで通知する。」とあります'

  it('is told where it is asked with it, and in the turn after', async () => {
    const both = await quoted.ask({ text: 'コダマ手帳はウイルスを検査する？見つかったらどうなる？', turns: [] })
    expect(both.text.split('\n').at(-1)).toContain(CASE)
    const turns = ['コダマ手帳はウイルスを検査する？']
    const { text, status } = await quoted.ask({ text: '見つかったらどうなる？', turns })
    expect({ text, status }).toMatchObject({ status: 'answered', text: expect.stringContaining(CASE) })
  })

  it('is not told where another matter is asked about', async () => {
    const { text } = await quoted.ask({ text: 'コダマ手帳はウイルスを検査する？停電したらどうなる？', turns: [] })
    expect(text).not.toContain(CASE)
  })
})
