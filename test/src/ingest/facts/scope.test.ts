import { describe, expect, it } from 'vitest'
import { readLines } from '../../../helpers/read-facts.ts'

const read = (body: string) => readLines('account.invitation_expiry', 'アカウントの作成', body)

describe('a thing that the sentence before has just brought up', () => {
  it.each<[body: string, lines: string[]]>([
    ['パスワードを設定するためのURLをメールで送ります。URLの有効時間は72時間です。', ['72時間 = 72 hour']],
    ['案内にはパスワードを設定するためのリンクが付きます。そのリンクの有効期限は48時間です。', ['48時間 = 48 hour']],
    ['パスワードを設定するためのコードをお送りします。当該コードの有効期限は24時間です。', ['24時間 = 24 hour']],
  ])('is what the next sentence goes on about: %s', (body, lines) => {
    expect(read(body)).toEqual(lines)
  })

  it.each([
    ['was not brought up', 'パスワードを設定する画面を用意しています。URLの有効時間は72時間です。'],
    [
      'was brought up two sentences before',
      'パスワードの設定用URLを送ります。返信の期限は3日です。URLの有効時間は72時間です。',
    ],
    ['stands in another item', '・パスワードを設定するためのURLを送ります。\n・URLの有効時間は72時間です。'],
    ['is who most sentences are about', '管理者が利用者にパスワードの設定を頼みます。利用者の有効期間は72時間です。'],
    ['is the one who gets it', 'パスワードを設定する案内を管理者に送ります。管理者の有効期間は30日間です。'],
    ['is any data', '招待のデータを利用者の端末に送ります。データの保管期間は30日間です。'],
  ])('is none where it %s', (_, body) => {
    expect(read(body)).toEqual([])
  })
})
