import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

/** A paper whose tables extraction has written one cell a line, and with tabs. */
const TSUZURIBAKO = `ツヅリバコ セキュリティ説明書

株式会社ヒナゲシ製作
第1.4版
2025年6月2日

1. はじめに
1.1. 目的
本書は、株式会社ヒナゲシ製作が提供する文書管理サービス「ツヅリバコ」（以下、本サービス）の安全対策を説明するものです。

2. 運用
2.1. バックアップ
項目
エントリー
ビジネス
プレミアム
バックアップの保管期間
7日
30日
90日
操作ログの保管期間
90日
1年
3年
監査ログの出力
－
－
○
2.2. 脆弱性診断
外部の会社による脆弱性診断を年1回実施します。
ペネトレーションテストは実施していません。
2.3. 今後の対応
生体認証によるログインは2026年4月に提供予定です。
ISO/IEC 27017の認証取得を計画中です。

3. アクセス制御
3.1. シングルサインオン
シングルサインオンはオプションで、月額5,500円です。
3.2. 多要素認証
多要素認証は無償でご利用いただけます。
3.3. IPアドレス制限
IPアドレス制限はプレミアムプランのみで利用できます。

4. サービスレベル
4.1. 稼働率と返金
項目\tエントリー\tビジネス\tプレミアム
月間稼働率\t99.0%\t99.5%（※1）\t99.9%（※2）
※1 計画停止の時間を除きます。
※2 返金の対象です。
4.2. 復旧
目標復旧時点は規定していません。
目標復旧時間は8時間です。

5. 問い合わせ
5.1. 電話
電話での問い合わせには対応していません。
チャットでの問い合わせは有償です。
5.2. 持ち出し
データの持ち出しは要申込です。
`

const BRACKENFOLD = `---
product: Brackenfold Ledger
vendor: Mossgate Ltd.
version: 3
date: 2025-03-01
---
# Brackenfold Ledger Security Overview

## 1 Introduction

### 1.1 Purpose

This document describes how Mossgate Ltd. protects the data of Brackenfold Ledger.

## 2 Operations

### 2.1 Backup

Databases are backed up every 6 hours.

### 2.2 Testing

Penetration tests are not performed.

### 2.3 Roadmap

Passkey sign-in is planned for 2027.

## 3 Plans

### 3.1 Limits

| Item             | Basic   | Premium |
| ---------------- | ------- | ------- |
| Backup retention | 21 days | 60 days |
| Audit log export | -       | yes     |

### 3.2 Single sign-on

Single sign-on is charged at $4 per user a month.

### 3.3 Address filter

The address filter is available only on the Premium plan.

### 3.4 Phone

Support by phone is not offered.

### 3.5 Recovery

The recovery point objective is not defined.
`

let engine: AnswerEngine
beforeAll(async () => {
  const many = Array.from({ length: 18 }, (_, i) => `機能その${i + 1}は提供予定です。`).join('\n')
  engine = await openAnswerEngine({
    'tsuzuribako.txt': TSUZURIBAKO,
    'brackenfold.md': BRACKENFOLD,
    'yukimi.txt': `ユキミ灯 セキュリティ説明書\n\n株式会社ユズリハ堂\n第1版\n2025年1月6日\n\n1. 概要\n1.1. 目的\n本書は「ユキミ灯」の安全対策を説明するものです。\n\n2. 計画\n2.1. 開発\n${many}\n`,
  })
})
afterAll(() => engine.close())

const ask = (text: string) => engine.ask({ text, turns: [] })
/** The lines below the first, without their markers. */
const listOf = async (text: string) =>
  (await ask(text)).text
    .split('\n')
    .slice(1)
    .map((line) => line.replace(/\[\d+\]/gu, ''))

describe('Everything of a paper is collected that is', () => {
  it.each<[property: string, question: string, lines: string[]]>([
    [
      'planned',
      'ツヅリバコで計画中のものは？',
      [
        '・§2.3 今後の対応：「生体認証によるログインは2026年4月に提供予定です。」',
        '・§2.3 今後の対応：「ISO/IEC 27017の認証取得を計画中です。」',
      ],
    ],
    [
      'not offered',
      'ツヅリバコで提供していないものは？',
      [
        '・§2.2 脆弱性診断：「ペネトレーションテストは実施していません。」',
        '・§5.1 電話：「電話での問い合わせには対応していません。」',
      ],
    ],
    [
      'charged for',
      'ツヅリバコで有償のものは？',
      [
        '・§3.1 シングルサインオン：「シングルサインオンはオプションで、月額5,500円です。」',
        '・§5.1 電話：「チャットでの問い合わせは有償です。」',
      ],
    ],
    ['free', 'ツヅリバコで無料のものは？', ['・§3.2 多要素認証：「多要素認証は無償でご利用いただけます。」']],
    ['not disclosed', 'ツヅリバコで規定していない項目は？', ['・§4.2 復旧：「目標復旧時点は規定していません。」']],
    ['on request', 'ツヅリバコで要申込のものは？', ['・§5.2 持ち出し：「データの持ち出しは要申込です。」']],
    [
      'for one plan only, in words or in a table',
      'ツヅリバコでプレミアムだけの機能は？',
      [
        '・監査ログの出力 / プレミアム：「監査ログの出力 － － ○」',
        '・§3.3 IPアドレス制限：「IPアドレス制限はプレミアムプランのみで利用できます。」',
      ],
    ],
    [
      'planned, in English',
      'What is planned at Brackenfold Ledger?',
      ['・§2.3 Roadmap：「Passkey sign-in is planned for 2027.」'],
    ],
    [
      'not offered, in English',
      'What is not offered by Brackenfold Ledger?',
      ['・§3.4 Phone：「Support by phone is not offered.」'],
    ],
    [
      'not defined, in English',
      'What is not defined in Brackenfold Ledger?',
      ['・§3.5 Recovery：「The recovery point objective is not defined.」'],
    ],
    [
      'for one plan only, in English',
      'What features of Brackenfold Ledger are only on the Premium plan?',
      [
        '・Audit log export / Premium：「Audit log export - yes」',
        '・§3.3 Address filter：「The address filter is available only on the Premium plan.」',
      ],
    ],
  ])('%s', async (_, question, lines) => {
    expect((await ask(question)).status).toBe('answered')
    expect(await listOf(question)).toEqual(lines)
  })

  it('with the source of every line', async () => {
    const { citations, text } = await ask('ツヅリバコで有償のものは？')
    expect(citations.map(({ section, quote }) => `${section} ${quote}`)).toEqual([
      '3.1 シングルサインオンはオプションで、月額5,500円です。',
      '5.1 チャットでの問い合わせは有償です。',
    ])
    expect(text.match(/\[\d\]/gu)).toEqual(['[1]', '[2]'])
  })

  it('for one plan only, asked with the word for plans', async () => {
    expect(await listOf('ツヅリバコでプレミアムプランのみの機能は？')).toEqual(
      await listOf('ツヅリバコでプレミアムだけの機能は？'),
    )
  })

  it('up to a limit', async () => {
    const lines = await listOf('ユキミ灯で計画中のものは？')
    expect(lines.slice(0, 15)).toEqual(
      Array.from({ length: 15 }, (_, i) => `・§2.1 開発：「機能その${i + 1}は提供予定です。」`),
    )
    expect(lines.join('\n')).not.toContain('その16')
  })

  it('and what is over the limit is counted', async () => {
    expect((await listOf('ユキミ灯で計画中のものは？')).at(-1)).toBe('ほかに3件あります。')
  })

  it.each(['ツヅリバコでエントリーだけの機能は？', 'ユキミ灯で有償のものは？'])(
    'and nothing is invented where nothing is: %s',
    async (question) => {
      const { status, text } = await ask(question)
      expect(status).toBe('not_stated')
      expect(text).not.toContain('これに当たる記載：')
    },
  )

  it('is not collected where one value is asked', async () => {
    const { text } = await ask('ツヅリバコのシングルサインオンは有償ですか？')
    expect(text).toContain('月額5,500円')
    expect(text).not.toContain('チャット')
  })
})

describe('What a thing in the paper costs', () => {
  it.each([
    [
      'ツヅリバコのSSOはいくら？',
      'ツヅリバコの資料には「シングルサインオンはオプションで、月額5,500円です。」[1]とあります。',
      '3.1',
    ],
    [
      'ツヅリバコの多要素認証の料金は？',
      'ツヅリバコの資料には「多要素認証は無償でご利用いただけます」[1]とあります。',
      '3.2',
    ],
    [
      'How much is single sign-on of Brackenfold Ledger?',
      "Brackenfold Ledger's paper says: 「Single sign-on is charged at $4 per user a month.」[1].",
      '3.2',
    ],
  ])('is said: %s', async (question, text, section) => {
    const answer = await ask(question)
    expect(answer).toMatchObject({ status: 'answered', text })
    expect(answer.citations.map((citation) => citation.section)).toEqual([section])
  })

  it.each(['ツヅリバコの料金は？', 'ツヅリバコの彫刻はいくら？', 'ツヅリバコのバックアップはいくら？'])(
    'is not taken from another thing: %s',
    async (question) => {
      const { status, text } = await ask(question)
      expect(status).toBe('not_stated')
      expect(text).not.toMatch(/5,500円|無償|有償/u)
    },
  )
})

describe('A matter that is denied', () => {
  it.each([
    ['ツヅリバコのペネトレーションテストの頻度は？', 'ペネトレーションテストは実施していません'],
    ['How often are penetration tests of Brackenfold Ledger performed?', 'Penetration tests are not performed'],
  ])('answers for its aspects: %s', async (question, words) => {
    const { status, text } = await ask(question)
    expect(status).toBe('answered')
    expect(text).toContain(words)
    expect(text).not.toMatch(/年1回|once a year/u)
  })

  it('does not answer for another one', async () => {
    const { text } = await ask('ツヅリバコの脆弱性診断の頻度は？')
    expect(text).toBe('ツヅリバコの脆弱性診断の頻度は 年1回[1] です。')
  })
})

describe('Values of a table', () => {
  it('stand beside the plan of their column, also where extraction wrote one cell a line', async () => {
    const { text, citations } = await ask('ツヅリバコのバックアップの保管期間は？')
    expect(text.split('\n').slice(1)).toEqual([
      '・7日（エントリー）[1]',
      '・30日（ビジネス）[1]',
      '・90日（プレミアム）[1]',
    ])
    expect(citations[0]?.quote.split(/\s+/u)).toEqual(['バックアップの保管期間', '7日', '30日', '90日'])
  })

  it.each([
    ['ツヅリバコのプレミアムプランのバックアップの保管期間は？', '90日（プレミアム）'],
    ['ツヅリバコのPremiumプランのバックアップの保管期間は？', '90日（プレミアム）'],
    ['ツヅリバコのPremiumのバックアップの保管期間は？', '90日（プレミアム）'],
    ['ツヅリバコのEntryプランの操作ログの保管期間は？', '90日（エントリー）'],
    ['Brackenfold Ledgerのプレミアムのバックアップの保管期間は？', '60 days（Premium）'],
    ['Brackenfold Ledgerのプレミアムプランのバックアップの保管期間は？', '60 days（Premium）'],
    ['ツヅリバコのBusinessプランのバックアップの保管期間は？', '30日（ビジネス）'],
    ['Brackenfold Ledgerのベーシックのバックアップの保管期間は？', '21 days（Basic）'],
  ])('are those of the plan that is asked, in whatever letters: %s', async (question, value) => {
    const { text } = await ask(question)
    expect(text).toContain(` ${value}[1] です。`)
    expect(text.split('\n')).toHaveLength(1)
  })

  it('have the notes beside them that they refer to, each with its source', async () => {
    const { text, citations } = await ask('ツヅリバコの稼働率は？')
    expect(text.split('\n').slice(1)).toEqual([
      '・99.0%（エントリー）[1]',
      '・99.5%（※1）（ビジネス）[1]',
      '・99.9%（※2）（プレミアム）[1]',
      '・「計画停止の時間を除きます」（※1）[2]',
      '・「返金の対象です」（※2）[3]',
    ])
    expect(citations.map(({ quote }) => quote).slice(1)).toEqual(['計画停止の時間を除きます。', '返金の対象です。'])
  })

  it('keep their note where only one plan is asked', async () => {
    const { text } = await ask('ツヅリバコのビジネスの稼働率は？')
    expect(text).toContain('・99.5%（※1）（ビジネス）[1]')
    expect(text).toContain('・「計画停止の時間を除きます」（※1）')
    expect(text).not.toContain('99.9%')
  })

  it('do not have the notes of other columns', async () => {
    expect((await ask('ツヅリバコのビジネスの稼働率は？')).text).not.toContain('返金')
  })
})

describe('A product is found', () => {
  it.each(['つづり箱', 'ツヅリ箱', 'つづりばこ', 'Tsuzuribako', 'ツヅリ・バコ'])('also as %s', async (name) => {
    const { status, text } = await ask(`${name}の目標復旧時間は？`)
    expect(status).toBe('answered')
    expect(text).toMatch(/^ツヅリバコの/u)
    expect(text).toContain('8時間')
  })

  it.each(['カタリ箱', 'つづり便', 'つづり方', 'Katariba', 'カタリバコ'])('but not as %s', async (name) => {
    const { text } = await ask(`${name}の目標復旧時間は？`)
    expect(text).not.toMatch(/^ツヅリバコの目標復旧時間は 8時間/u)
  })
})
