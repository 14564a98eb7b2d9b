import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerEngine, openAnswerEngine } from '../../../helpers/answer-engine.ts'

const NATSUGUMO = `ナツグモ便 セキュリティ説明書

株式会社アサツキ情報
第2.0版
2025年7月1日

1. はじめに
本書は、株式会社アサツキ情報が提供する社内便管理サービス「ナツグモ便」（以下、本サービス）の安全対策を説明するものです。

2. 料金と機能
2.1. プランの違い
項目\tおためし\tチーム\tコーポレート
シングルサインオン\t×\t×\t○
接続元IPアドレスの制限\t×\t○\t○
2.2. シングルサインオン
コーポレートプランでは、SAML 2.0に対応しています。

3. 受け取り
3.1. 受領印
受け取った方の受領印は、写真を添えて台帳に残ります。
3.2. 宛名ラベルの印刷
宛名ラベルの文字の大きさは、印刷のたびに選べます。
`

const SERIES = `シオカゼシリーズ
セキュリティ説明書

シオカゼ帳票
シオカゼ名刺

株式会社アサツキ情報
第1.0版
2025年7月1日

第1章 はじめに
1.1 対象サービス
対象は「シオカゼ帳票」と「シオカゼ名刺」の2つです。

第2章 シオカゼ帳票
2.1 様式の登録
様式の登録は、台紙の写真から行えます。
2.2 パスワード
パスワードは12文字以上とします。

第3章 シオカゼ名刺
3.1 パスワード
パスワードは8文字以上とします。
`

const YORUGAO = `ヨルガオ面談 セキュリティ説明書

株式会社ツグミ計画
第3.0版
2025年6月10日

1. はじめに
本書は、株式会社ツグミ計画が提供する遠隔面談サービス「ヨルガオ面談」（以下、本サービス）の安全対策を説明するものです。

2. データの消去
2.1. 解約後の消去
解約後60日でお客様のデータを消去します。
担当者の似顔絵は、解約を待たずに差し替えられます。
2.2. 面談ごとの記録
種類\t閲覧できる方\t消去する時期
面談の録画\t面接官\t面談の日から90日後
応募者の顔写真\t採用担当\t選考の終了から30日後
2.3. 声の記録
留守番電話の音声は、再生した日の7日後に消去します。

3. 運用
3.1. バックアップ
バックアップは毎日取得し、14日間保管します。
3.2. ログ
操作ログは1年間、書庫に保管します。
`

const LINDEN = `---
product: Linden Visit
vendor: Marrowby Ltd.
version: 2
date: 2025-05-12
---
# Linden Visit Security Paper

## 1 Introduction

This paper describes how Marrowby Ltd. protects Linden Visit.

## 2 Data

### 2.1 Termination

Customer data is deleted 60 days after termination.

### 2.2 Visitors

| Item       | Seen by   | Deletion                |
| ---------- | --------- | ----------------------- |
| Portraits  | Reception | 30 days after the visit |
| Signatures | Security  | 90 days after the visit |
`

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine({
    'natsugumo.txt': NATSUGUMO,
    'shiokaze.txt': SERIES,
    'yorugao.txt': YORUGAO,
    'linden.md': LINDEN,
  })
})
afterAll(() => engine.close())
const ask = (text: string, ...turns: string[]) => engine.ask({ text, turns })

describe('A sentence of the paper', () => {
  it('answers what no attribute is about', async () => {
    const { status, text, citations } = await ask('ナツグモ便の受領印に写真は添えられますか？')
    expect(status).toBe('answered')
    expect(text).toContain('写真を添えて台帳に残ります')
    expect(citations.map(({ section }) => section)).toEqual(['3.1'])
  })

  it('that is only near to the question is said to be that', async () => {
    const { status, text } = await ask('ナツグモ便の台帳の封筒は？')
    expect(status).toBe('answered')
    expect(text.split('\n')).toEqual([
      'ナツグモ便の資料に、ご質問とぴったり一致する記載は見つかりませんでした。',
      '・近い記載：「受け取った方の受領印は、写真を添えて台帳に残ります。」[1]',
    ])
  })

  it('that is far from it is not shown', async () => {
    const { status, text } = await ask('ナツグモ便の配達員の制服の色と靴と帽子は？')
    expect(status).toBe('not_stated')
    expect(text).not.toContain('「')
  })

  it('under the heading of another product is no answer', async () => {
    const { status, text } = await ask('シオカゼ名刺の様式の登録は台紙の写真からできますか？')
    expect(status).toBe('not_stated')
    expect(text).not.toContain('写真から行えます')
    expect((await ask('シオカゼ帳票の様式の登録は台紙の写真からできますか？')).status).toBe('answered')
  })
})

describe('A question with a word of its own', () => {
  it.each([
    ['ヨルガオ面談の録画はいつ消える？', '面談の録画、消去する時期：「面談の日から90日後」', '2.2'],
    ['ヨルガオ面談の録画データはいつ削除されますか？', '面談の録画、消去する時期：「面談の日から90日後」', '2.2'],
    ['ヨルガオ面談の顔写真はいつ消えますか？', '応募者の顔写真、消去する時期：「選考の終了から30日後」', '2.2'],
    [
      'ヨルガオ面談の留守番電話の音声はいつ消えますか？',
      '「留守番電話の音声は、再生した日の7日後に消去します。」',
      '2.3',
    ],
    ['When are portraits in Linden Visit deleted?', 'Portraits, Deletion：「30 days after the visit」', '2.2'],
  ])('is answered with what the paper says of that, and with no other period: %s', async (question, words, place) => {
    const { status, text, citations } = await ask(question)
    expect(status).toBe('answered')
    expect(text).toContain(words)
    expect(text).not.toMatch(/60|14日|1年/u)
    expect(citations.map(({ section }) => section)).toEqual([place])
  })

  it.each([
    ['that a fact has, too', 'ヨルガオ面談の書庫の操作ログの保管期間は？', '1年間', '3.2'],
    ['that has another beside it', 'ヨルガオ面談の養蜂の録画データはいつ削除されますか？', '60日', '2.1'],
    ['that stands nowhere', 'ヨルガオ面談の養蜂データは解約後何日で消えますか？', '60日', '2.1'],
    [
      'that stands in no row about the matter',
      'ヨルガオ面談の選考の応募者の顔写真のバックアップは何日残る？',
      '14日間',
      '3.1',
    ],
    ['of which no figure is given', 'ヨルガオ面談の似顔絵は解約後何日で消えますか？', '60日', '2.1'],
  ])('%s is answered with the fact: %s', async (_, question, value, place) => {
    const { basis, text, citations } = await ask(question)
    expect(basis).toBe('facts')
    expect(text).toContain(value)
    expect(citations.map(({ section }) => section)).toEqual([place])
  })

  it.each([
    'ヨルガオ面談の録画はいくらですか？',
    'ヨルガオ面談の顔写真の料金は？',
    'How much are portraits in Linden Visit?',
  ])('is not answered with a period where the price is asked: %s', async (question) => {
    const { status, text, citations } = await ask(question)
    expect(status).toBe('not_stated')
    expect(text).not.toMatch(/\d/u)
    expect(citations).toEqual([])
  })
})

describe('A plan without something', () => {
  it('is told which plans have it', async () => {
    const { text } = await ask('ナツグモ便のチームプランでシングルサインオンは使えますか？')
    expect(text).toMatch(/^いいえ。[^\n]*「×」（チーム）\[1\]/u)
    expect(text.split('\n')[1]).toMatch(/関連する記載[^\n]*「○」（コーポレート）/u)
  })

  it('is told nothing more where it has it', async () => {
    const { text } = await ask('ナツグモ便のチームプランで接続元IPアドレスの制限は使えますか？')
    expect(text).toMatch(/^はい。/u)
    expect(text).not.toContain('×')
  })
})

describe('Products of one paper', () => {
  it('have the values of their own chapters only', async () => {
    const { text } = await ask('シオカゼ名刺のパスワードは何文字以上？')
    expect(text).toContain('8文字以上')
    expect(text).not.toContain('12')
  })

  it('are no contradiction where they differ', async () => {
    const { text } = await ask('シオカゼのパスワードの最小文字数は？')
    expect(text).not.toContain('記載が分かれています')
    expect(text).toContain('12文字以上（シオカゼ帳票）')
    expect(text).toContain('8文字以上（シオカゼ名刺）')
  })
})
