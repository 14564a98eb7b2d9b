import { describe, expect, it } from 'vitest'
import { looksLikeMarkdown, readMarkdown } from '../../../../src/ingest/readers/markdown.ts'

const read = (text: string): string[] => readMarkdown(text).map((line) => line.text)

describe('readMarkdown', () => {
  it('marks headings with their depth, in both ways of writing them', () => {
    const lines = readMarkdown('# 題 #\n\n## 2.1 暗号化\n\n概要\n===\n\n範囲\n---\n')
    expect(lines.filter((line) => line.heading !== null).map((line) => [line.heading, line.text])).toEqual([
      [1, '題'],
      [2, '2.1 暗号化'],
      [1, '概要'],
      [2, '範囲'],
    ])
  })

  it('keeps a rule below a sentence a rule', () => {
    expect(readMarkdown('毎日取得します。\n---\n')[0]?.heading).toBeNull()
  })

  it.each([
    ['[手順書](https://help.example/a_b.html)を参照', '手順書 https://help.example/a_b.htmlを参照'],
    ['[https://help.example/a\\\\_b](https://help.example/a_b)', 'https://help.example/a_b'],
    ['[desk@minamo.example](mailto:desk@minamo.example)', 'desk@minamo.example'],
    ['[概要](#概要)', '概要'],
    ['<a href="https://help.example/x">https://help.example/x</a>', 'https://help.example/x'],
    ['<a href="https://help.example/x">ヘルプ</a>', 'ヘルプ https://help.example/x'],
    ['詳細は <https://help.example/> へ', '詳細は <https://help.example/> へ'],
    ['**TLS 1.3** と *AES-256* と `HSM`', 'TLS 1.3 と AES-256 と HSM'],
    ['file\\_name と snake_case_name', 'file_name と snake_case_name'],
    ['月次<br>年次', '月次 年次'],
    ['図: ![構成図](fig.png)', '図:'],
    ['A<!-- 内部 -->B', 'AB'],
    ['> 引用です', '引用です'],
    ['- 箇条書き', '- 箇条書き'],
    ['* 箇条書き', '* 箇条書き'],
    ['  1. 項目', '  1. 項目'],
  ])('cleans %s', (source, expected) => {
    expect(read(source)).toEqual([expected])
  })

  it('makes a table row one line with tabs and drops the separator', () => {
    expect(read('| 対象 | 期間 |\n|:---|---:|\n| ログ | 1年 |\n| a\\|b | |')).toEqual([
      '対象\t期間',
      'ログ\t1年',
      'a|b',
    ])
  })

  it('drops comments over several lines and the fences of code', () => {
    expect(read('前\n<!-- 一\n二 -->\n```sh\n# not a heading\n```\n後')).toEqual(['前', '', '# not a heading', '後'])
  })

  it('takes a plain text for Markdown only where headings show it', () => {
    expect(looksLikeMarkdown('# 概要\n本文\n## 目的\n')).toBe(true)
    expect(looksLikeMarkdown('本文\n#1 の件\n# 一つだけ\n')).toBe(false)
  })
})
