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

let engine: AnswerEngine
beforeAll(async () => {
  engine = await openAnswerEngine({ 'natsugumo.txt': NATSUGUMO, 'shiokaze.txt': SERIES })
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
