import { describe, expect, it } from 'vitest'
import { toStatements } from '../../../src/text/statements.ts'

/** `labels | key | text` of every statement of a table whose cells are separated by `|`. */
function read(...rows: readonly string[]): string[] {
  return toStatements(rows.map((row) => row.replaceAll('|', '\t')).join('\n')).map(
    ({ labels, key, text }) => `${labels.join(' / ')} :: ${key} :: ${text.replaceAll('\t', '|')}`,
  )
}

describe('tables with a header and several value columns', () => {
  it('give a statement a cell, with the labels of its row and column', () => {
    expect(read('項目|標準|プロ', '稼働率|99.5%以上|99.9%以上')).toEqual([
      ' :: 項目 :: 項目|標準|プロ',
      '稼働率 / 標準 :: 稼働率 :: 99.5%以上',
      '稼働率 / プロ :: 稼働率 :: 99.9%以上',
    ])
  })

  it('leave out empty cells without moving the others', () => {
    expect(read('項目|標準|プロ', '復旧時間||2時間')).toContain('復旧時間 / プロ :: 復旧時間 :: 2時間')
  })

  it('go on with the label of the row above where a row has none', () => {
    expect(read('項目|標準|プロ', 'バックアップ|毎日|毎時', '|7世代|24世代').slice(3)).toEqual([
      'バックアップ / 標準 :: バックアップ :: 7世代',
      'バックアップ / プロ :: バックアップ :: 24世代',
    ])
  })

  it('quote the whole row of a cell', () => {
    const [, , cell] = toStatements('項目\t標準\tプロ\n復旧時間\t8時間\t2時間')
    expect(cell).toMatchObject({ text: '2時間', quote: '復旧時間\t8時間\t2時間', listed: true })
  })

  it('have no header in a row that holds values', () => {
    expect(read('復旧時間|8時間|2時間', '復旧時点|24時間|6時間')).toEqual([
      ' :: 復旧時間 :: 復旧時間|8時間|2時間',
      ' :: 復旧時点 :: 復旧時点|24時間|6時間',
    ])
  })
})

describe('other tables', () => {
  it('give a statement a row, with its first cell as the key', () => {
    expect(read('アクセスログ：|90日', '操作ログ|1年')).toEqual([
      ' :: アクセスログ :: アクセスログ：|90日',
      ' :: 操作ログ :: 操作ログ|1年',
    ])
  })

  it('go on with the label of the row above', () => {
    expect(read('アクセスログ|90日', '|管理画面から閲覧可')).toEqual([
      ' :: アクセスログ :: アクセスログ|90日',
      'アクセスログ :: アクセスログ :: 管理画面から閲覧可',
    ])
  })

  it('are no cells where a colon stands alone', () => {
    expect(read('保存期間|：|90日')).toEqual([' :: 保存期間 :: 保存期間|：|90日'])
  })
})
