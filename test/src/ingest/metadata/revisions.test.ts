import { describe, expect, it } from 'vitest'
import type { Section } from '../../../../src/domain.ts'
import { readRevisions } from '../../../../src/ingest/metadata/revisions.ts'

function history(body: string, heading = '改訂履歴'): Section {
  return { number: '9', heading, controls: [], level: 1, path: [], body, page: null, isRecognized: false }
}

function rows(body: string, heading?: string) {
  return readRevisions([history(body, heading)]).map(({ version, date, text }) => [version, date, text])
}

describe('readRevisions', () => {
  it('reads tab-separated rows, oldest first', () => {
    expect(rows('版数\t改定日\t内容\n2.0\t2023年9月1日\t「3.1 連絡先」の更新\n1.0\t2022年5月11日\t初版\n')).toEqual([
      ['1.0', '2022-05-11', '初版'],
      ['2.0', '2023-09-01', '「3.1 連絡先」の更新'],
    ])
  })

  it('joins a row that wraps over lines, also where a line begins with a section number', () => {
    const body =
      '1.1 2022年10月31日 2022年10月27日に認証を取得したことを踏まえ、「4.5\n レビュー」を見直した。\n\n4.2.4 要塞化の記載を追\n加した。\n1.2 2023年5月23日 誤記を修正\n'
    expect(rows(body)).toEqual([
      [
        '1.1',
        '2022-10-31',
        '2022年10月27日に認証を取得したことを踏まえ、「4.5 レビュー」を見直した。 4.2.4 要塞化の記載を追加した。',
      ],
      ['1.2', '2023-05-23', '誤記を修正'],
    ])
  })

  it('reads bullets', () => {
    expect(rows('・ 第1版：2023年1月1日 初版発行\n・ 第2版：2024年1月1日 改訂\n')).toEqual([
      ['1', '2023-01-01', '初版発行'],
      ['2', '2024-01-01', '改訂'],
    ])
  })

  it('reads tables that begin with the date', () => {
    expect(rows('日付 版 内容\n2023/07/04 1.0 制定\n2023/11/01 1.1 社名変更\n')).toEqual([
      ['1.0', '2023-07-04', '制定'],
      ['1.1', '2023-11-01', '社名変更'],
    ])
  })

  it('reads tables without versions', () => {
    expect(rows('2021年4月1日 制定\n2022年4月1日 2章を改定\n', '制定・改訂')).toEqual([
      ['', '2021-04-01', '制定'],
      ['', '2022-04-01', '2章を改定'],
    ])
  })

  it('reads cells that stand on lines of their own', () => {
    expect(rows('版数\n改訂日\n内容\n1.0\n2023年4月1日\n初版\n1.1\n2023年5月1日\n誤記修正\n')).toEqual([
      ['1.0', '2023-04-01', '初版'],
      ['1.1', '2023-05-01', '誤記修正'],
    ])
  })

  it('reads Markdown tables and English ones', () => {
    expect(
      rows(
        '| Version | Date | Changes |\n|---|---|---|\n| v1.0 | March 1, 2023 | First issue |\n| v1.10 | 2024-03-01 | Added chapter 3 |\n',
        'Revision History',
      ),
    ).toEqual([
      ['1.0', '2023-03-01', 'First issue'],
      ['1.10', '2024-03-01', 'Added chapter 3'],
    ])
  })

  it('ends a table at a rule or a notice', () => {
    expect(rows('初版 2023年4月1日 作成\n─────────\n■お問い合わせ\n下記まで\n')).toEqual([['1', '2023-04-01', '作成']])
  })

  it('quotes rows verbatim from the section and says which section it is', () => {
    const sections = [history('概要です。\n', '概要'), history('1.0 ２０２３年４⽉１⽇ 初版\n')]
    const [row] = readRevisions(sections)
    expect(row).toMatchObject({ section: 1, date: '2023-04-01', quote: '1.0 ２０２３年４⽉１⽇ 初版' })
    expect(sections[1]?.body).toContain(row?.quote)
  })

  it('finds nothing where no section is a revision history', () => {
    expect(rows('1.0 2023年4月1日 初版\n', 'バックアップ')).toEqual([])
  })
})
