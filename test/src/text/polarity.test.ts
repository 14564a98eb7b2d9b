import { describe, expect, it } from 'vitest'
import { polarityOf } from '../../../src/text/polarity.ts'

describe('polarityOf', () => {
  it.each([
    ['利用できます。', 'yes'],
    ['対応済み', 'yes'],
    ['○', 'yes'],
    ['有料オプションとして提供しています。', 'yes'],
    ['他の利用者から閲覧できないように分離しています。', 'yes'],
    ['漏えいしないよう暗号化しています。', 'yes'],
    ['利用できません。', 'no'],
    ['提供しておりません。', 'no'],
    ['行っていない。', 'no'],
    ['×', 'no'],
    ['なし', 'no'],
    ['未対応', 'no'],
    ['対象外です。', 'no'],
    ['実施せず、利用者に委ねます。', 'no'],
    ['It is not supported.', 'no'],
    ["We don't offer it.", 'no'],
    ['No.', 'no'],
    ['It is available on every plan.', 'yes'],
    ['ダウンロードできなくなります。', 'no'],
    ['旧式の接続は無効です。', 'no'],
    ['We no longer offer it.', 'no'],
    ['We were certified until 2021.', 'no'],
    ['TLS 1.0 is disabled.', 'no'],
    ['2027年度に対応する予定です。', 'planned'],
    ['認証の取得は来年度の目標です。', 'planned'],
    ['We expect to complete the certification next year.', 'planned'],
    ['It will be ISO/IEC 27001 certified in 2029.', 'planned'],
    ['We aim to be compliant by next spring.', 'planned'],
    ['We are working towards the certificate.', 'planned'],
    ['We aim to answer within four hours.', 'yes'],
    ['Customers will be told by email.', 'yes'],
    ['現在準備中です。', 'planned'],
    ['申請中', 'planned'],
    ['現在は対応していませんが、2027年に対応する予定です。', 'planned'],
    ['認証に対応し、2027年4月に提供する予定です。', 'planned'],
    ['取得しています。今後も維持します。', 'yes'],
    ['It is available, but a second method is planned.', 'yes'],
    ['It is scheduled for 2027.', 'planned'],
    ['必ず暗号化します。', 'yes'],
    ['少なからず保管しています。', 'yes'],
    ['契約の有無を問わず利用できます。', 'yes'],
    ['問題なく利用できます。', 'yes'],
    ['予定を変更して実施しています。', 'yes'],
    ['計画的に実施しています。', 'yes'],
    ['追加料金なしで利用できます。', 'yes'],
    ['追加料金なしに利用できます。', 'yes'],
    ['遅滞なく通知します。', 'yes'],
    ['ノートPCにも導入しています。', 'yes'],
    ['Customers can use it at no extra cost.', 'yes'],
    ['Data is encrypted without exception.', 'yes'],
    ['It is notified by email.', 'yes'],
  ] as const)('takes %s for %s', (text, polarity) => {
    expect(polarityOf(text)).toBe(polarity)
  })

  it('asks what the words after the matter say', () => {
    const text = '電話では受け付けず、多要素認証は利用できます。'
    expect(polarityOf(text, text.indexOf('多要素'))).toBe('yes')
    const two = 'ISO 27001は取得済みですが、ISO 27017は2027年に取得する予定です。'
    expect(polarityOf(two, 0)).toBe('yes')
    expect(polarityOf(two, two.indexOf('ISO 27017'))).toBe('planned')
    const other = '多要素認証は利用できますが、生体認証には対応していません。'
    expect(polarityOf(other, 0)).toBe('yes')
  })
})
