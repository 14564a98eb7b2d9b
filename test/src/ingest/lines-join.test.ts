import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinLines } from '../../../src/ingest/lines-join.ts'

const join = (...lines: string[]): string[] => joinLines(lines).split('\n').slice(0, -1)

/** Breaks a text at a width as extraction does, also inside words. */
const wrap = (text: string, width: number): string[] => text.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []

const PARAGRAPH =
  '当社は、利用者のデータを暗号化して保管するとともに、保管期間を過ぎたバックアップデータを自動的に消去する仕組みを運用しており、' +
  '消去の結果は毎月の点検で確認しています。また、クラウドサービスの管理者がサーバーへ接続する際は、多要素認証を必須としています。'

describe('joinLines joins', () => {
  it('a paragraph that was broken at a fixed width, inside words too', () => {
    for (const width of [24, 31, 38]) expect(join(...wrap(PARAGRAPH, width)).join('')).toBe(PARAGRAPH)
    expect(join(...wrap(PARAGRAPH, 31)).length).toBeLessThanOrEqual(2)
  })

  it('across the blank lines that extraction puts between broken lines', () => {
    const lines = wrap(PARAGRAPH, 31).flatMap((line) => [line, ''])
    expect(
      join(...lines)
        .filter((line) => line !== '')
        .join(''),
    ).toBe(PARAGRAPH)
    expect(join(...lines).filter((line) => line !== '').length).toBeLessThanOrEqual(2)
  })

  it('lines while a bracket is open', () => {
    expect(join('受付時間：平日10:00～18:00（年末年始、夏季休業日および当', '社が定める日を除く）')).toEqual([
      '受付時間：平日10:00～18:00（年末年始、夏季休業日および当社が定める日を除く）',
    ])
  })

  it('a broken item with its rest, but not with the next item', () => {
    expect(
      join('・契約者が登録した文書と、その文書に付けられたコメントお', 'よび添付ファイル', '・操作の履歴'),
    ).toEqual(['・契約者が登録した文書と、その文書に付けられたコメントおよび添付ファイル', '・操作の履歴'])
  })

  it('English lines with a blank, and a hyphen without one', () => {
    expect(
      join('Backups of the content store are taken every', 'day and kept for 35 days in two re-', 'gions.'),
    ).toEqual(['Backups of the content store are taken every day and kept for 35 days in two re-gions.'])
  })

  it('Japanese and Latin without a blank', () => {
    const lines = ['時刻の同期には、クラウド基盤が提供する', 'NTPサーバーを使用しています。']
    expect(joinLines(lines, 40)).toBe('時刻の同期には、クラウド基盤が提供するNTPサーバーを使用しています。\n')
  })

  it('a value or a reference that the line above awaits', () => {
    expect(
      joinLines(['保管データは暗号化し、通信はTLS', '1.2 以上で保護します。月間の稼働率は', '99.9 %以上です。'], 36),
    ).toBe('保管データは暗号化し、通信はTLS 1.2 以上で保護します。月間の稼働率は99.9 %以上です。\n')
  })

  it('vertical text of one character a line', () => {
    expect(join('バ', 'ッ', 'ク', 'ア', 'ッ', 'プ', '毎日取得します。')).toEqual(['バックアップ', '毎日取得します。'])
  })
})

describe('joinLines keeps apart', () => {
  it.each([
    ['sentences', ['毎日取得します。', '保管期間は7日間です。']],
    ['bullets', ['・データベース', '・添付ファイル', '○ 設定情報', '- 監査ログ']],
    ['numbered items', ['1. 申請する', '2. 承認を受ける', '（３）利用を始める', '④ 終える']],
    ['label and value', ['取得間隔：1日1回', '保管期間：30日間', '保管場所：国内']],
    ['table rows', ['対象\t期間', 'アクセスログ\t1年間', '操作ログ\t90日間']],
    ['rows set apart by wide blanks', ['Purpose                Country', 'Hosting                Japan']],
    ['short lines of a table cell', ['すべての閲覧が可能', '請求に関する手続きが可能', '設定の変更が可能']],
    ['rows that begin alike', ['第１．０版　2021年10月1日　初版', '第２．０版　2022年10月1日　第３章を追加']],
    ['a line that announces a list', ['次のとおりです：', '毎日']],
    ['a note', ['月間稼働率は99.9%以上', '※計画停止を除きます']],
    ['a web address on its own line', ['お問い合わせは次のページから承ります', 'https://help.example/contact']],
    ['titles on a cover', ['ミナモ便', 'クラウドセキュリティ説明書', '株式会社ミナモ']],
    ['English sentences', ['Backups are kept for 35 days.', 'Restores are tested twice a year.']],
    ['an indented paragraph', ['　当社は国内で保管し', '　また国外には持ち出しません。']],
  ])('%s', (_, lines) => {
    expect(join(...lines)).toEqual(lines)
  })

  it('paragraphs, with one blank line between them', () => {
    expect(join('', '一つ目です。', '', '', '二つ目です。', '')).toEqual(['一つ目です。', '', '二つ目です。'])
  })
})

describe('joinLines', () => {
  it('loses no character and keeps the order', () => {
    const line = fc.stringMatching(/^[ぁ-んァ-ン一-龠a-zA-Z0-9、。（）：・\-.\t ]{0,40}$/)
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const bare = (text: string): string => text.replace(/\s+/g, '')
        expect(bare(joinLines(lines))).toBe(bare(lines.join('')))
      }),
      { numRuns: 200 },
    )
  })
})
