import { expect, it } from 'vitest'
import { isQuestion, isStatement, namesSomebody } from '../../../src/conversation/is-question.ts'

it.each([
  ['a question mark', 'Tokonatsu Deskは？'],
  ['a half-width question mark', 'Tokonatsu Deskは?'],
  ['a question mark before more words', '保管期間は？ 至急お願いします'],
  ['か', 'ログは何日残りますか'],
  ['か and a full stop', '暗号化していますか。'],
  ['か and blanks', '復元してもらえますか \n'],
  ['か and an exclamation mark', '本当にそうなんですか！'],
  ['でしょうか', '監査ログはどこで見られるでしょうか'],
  ['かな', '他社も同じかな'],
  ['っけ', '稼働率は何%だっけ'],
  ['教えて', 'パスワードの長さも教えてください'],
  ['おしえて', 'ログのことおしえて'],
  ['知りたい', '準拠法が知りたいです'],
  ['調べて', '脆弱性診断の頻度を調べておいて'],
  ['比較して', '他の製品と比較してください'],
  ['比べて', 'Hoshiguma Vaultと比べてみて'],
  ['一覧', '認証の一覧をお願いします'],
  ['よね', 'KUMOは30日ですよね'],
  ['a question word at the end', 'バックアップは何日'],
  ['いつまで', 'ログはいつまで'],
  ['どこ and の', 'データはどこにあるの'],
  ['an English question word', 'What about the logs'],
  ['an English verb', 'does it support SSO'],
  ['an English request', 'Tell me the retention period'],
  ['English words after a filler', 'And how long are they kept'],
  ['English words after several fillers', 'OK, so which one is longer'],
])('takes a text with %s for a question', (_, text) => {
  expect(isQuestion(text)).toBe(true)
})

it.each([
  ['thanks', 'ありがとうございます、助かりました。'],
  ['agreement', '了解です'],
  ['a report', '先方に確認して、明日までに共有します。'],
  ['か inside', 'かなり詳しく書いてありました'],
  ['nothing', ''],
  ['an emoji', '👍'],
  ['thanks that repeat the question', '教えてくれてありがとう'],
  ['what somebody was told', '田中さんに教えてもらいました'],
  ['what somebody is going to do', '資料を比較しておきます'],
  ['a list that was sent', '一覧を送りました'],
  ['そうか', 'なるほど、そうか'],
  ['a word that ends in か', 'それは確か'],
  ['どうも', 'どうも'],
  ['a statement with a question word', 'いつものところに置いてあります'],
  ['good wishes', 'have a nice day everyone'],
  ['a promise', 'Will do'],
  ['impatience', "Can't wait"],
  ['English thanks', 'Thanks, that helps.'],
  ['an English statement', 'I know what it is'],
  ['a word that begins like a question word', 'Whatsoever, island, however'],
])('takes %s for no question', (_, text) => {
  expect(isQuestion(text)).toBe(false)
})

it.each([
  '田中さんどう思いますか？',
  '鈴木様、ご確認ください',
  '佐藤くん、これ見た？',
  '山田部長に聞いてみます',
  '@佐藤 これは？',
  'Kenさん？',
])('knows that a person is named: %s', (text) => {
  expect(namesSomebody(text)).toBe(true)
})

it.each([
  'お客様のデータはどこにありますか',
  '皆様のログは？',
  '同様に保管されますか',
  '仕様は？',
  'a@example.com に送れますか',
  '多様な認証は？',
])('knows that nobody is named: %s', (text) => {
  expect(namesSomebody(text)).toBe(false)
})

it('tells statements from the rest', () => {
  for (const text of ['稟議に書いておきますね', '7日間でした。', '確認しました']) expect(isStatement(text)).toBe(true)
  for (const text of ['KUMOのログ', '7日間ですよね', '教えてください']) expect(isStatement(text)).toBe(false)
})
