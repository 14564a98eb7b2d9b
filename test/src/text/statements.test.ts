import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toStatements } from '../../../src/text/statements.ts'

/** `labels > text` of every statement. */
function read(...lines: readonly string[]): string[] {
  return toStatements(lines.join('\n')).map(({ labels, text }) => [...labels, text].join(' > '))
}

describe('bullets', () => {
  it('carry the bullets that they stand under', () => {
    expect(
      read('● データベース', '○ 取得頻度：1日1回', '○ 保管期間：14日間', '● 添付ファイル', '○ 保管期間：90日間'),
    ).toEqual([
      'データベース',
      'データベース > 取得頻度：1日1回',
      'データベース > 保管期間：14日間',
      '添付ファイル',
      '添付ファイル > 保管期間：90日間',
    ])
  })

  it('nest by indentation', () => {
    expect(read('- バックアップ', '  - 全体', '    - 週1回', '  - 差分', '    - 毎日', '- ログ')).toEqual([
      'バックアップ',
      'バックアップ > 全体',
      'バックアップ > 全体 > 週1回',
      'バックアップ > 差分',
      'バックアップ > 差分 > 毎日',
      'ログ',
    ])
  })

  it('are explained by the line below them', () => {
    expect(read('● 管理者', 'すべての設定を変更できます。', '● 閲覧者', '文書を閲覧できます。')).toEqual([
      '管理者',
      '管理者 > すべての設定を変更できます。',
      '閲覧者',
      '閲覧者 > 文書を閲覧できます。',
    ])
  })

  it('end where prose announces the next list', () => {
    expect(
      toStatements(
        '当社の責任は次のとおりです。\n・基盤の保守\n・データの退避\nお客様の責任は次のとおりです。\n・端末の保護\n・利用者の管理',
      ).map(({ text, lead, labels }) => [text, lead, labels.length]),
    ).toEqual([
      ['当社の責任は次のとおりです。', null, 0],
      ['基盤の保守', '当社の責任は次のとおりです。', 0],
      ['データの退避', '当社の責任は次のとおりです。', 0],
      ['お客様の責任は次のとおりです。', null, 0],
      ['端末の保護', 'お客様の責任は次のとおりです。', 0],
      ['利用者の管理', 'お客様の責任は次のとおりです。', 0],
    ])
  })

  it('are led by a sentence, not labelled with it', () => {
    expect(read('Roles differ.', '- Owner', '- Guest')).toEqual(['Roles differ.', 'Owner', 'Guest'])
  })

  it('leave no label to prose after a list', () => {
    expect(read('・基盤の保守', '・データの退避', '詳しくは利用規約をご覧ください。').at(-1)).toBe(
      '詳しくは利用規約をご覧ください。',
    )
  })
})

describe('groups', () => {
  it('hold the lines below them until the next one', () => {
    expect(read('■ 単一障害', '復旧時間は4時間です。', '■ 複合障害', '復旧時間は24時間です。')).toEqual([
      '単一障害',
      '単一障害 > 復旧時間は4時間です。',
      '複合障害',
      '複合障害 > 復旧時間は24時間です。',
    ])
  })

  it('hold bullets in the same line', () => {
    expect(read('データベース ● 毎日取得', '● 7世代を保持')).toEqual([
      'データベース',
      'データベース > 毎日取得',
      'データベース > 7世代を保持',
    ])
  })

  it('end at a blank line before prose', () => {
    expect(read('【営業時間外】', '翌営業日に通知します。', '', '通知はメールで行います。').at(-1)).toBe(
      '通知はメールで行います。',
    )
  })
})

describe('labels with a colon', () => {
  it('hold the bullets that follow', () => {
    expect(read('取得するログ：', '・アクセスログ', '・操作ログ').slice(1)).toEqual([
      '取得するログ > アクセスログ',
      '取得するログ > 操作ログ',
    ])
  })

  it.each([
    ['保管期間：14日間', '保管期間'],
    ['データベース: 7日間', 'データベース'],
    ['RTO：4時間', 'RTO'],
    ['受付時間　：　平日9:00～17:00', '受付時間'],
  ])('are the key of %s', (text, key) => {
    expect(toStatements(text)[0]?.key).toBe(key)
  })

  it.each([
    '受付は9:00から17:00まで',
    'ISO/IEC 27001:2022を取得',
    'ISO/IEC 27001：2022を取得',
    '稼働状況はhttps://hakoniwa.example/',
    '取得する（方式：差分）ものとします',
    'ログを保管します。期間：1年',
  ])('are no key in %s', (text) => {
    expect(toStatements(text)[0]?.key ?? null).toBeNull()
  })
})

describe('announcements', () => {
  it.each(['次のとおりです。', '以下のログを取得します。', 'The following roles exist.'])(
    'lead the list: %s',
    (lead) => {
      expect(toStatements(`${lead}\n・管理者\n・閲覧者`).map((statement) => statement.lead)).toEqual([null, lead, lead])
    },
  )

  it('are forgotten once prose goes on', () => {
    const last = toStatements('次のログを取得します。\n・操作ログ\n・アクセスログ\n1年間保管します。\n・端末').at(-1)
    expect(last).toMatchObject({ text: '端末', lead: null })
  })

  it('are none of 以下 that compares', () => {
    const [, item] = toStatements('稼働率が99%以下になる場合があります。\n・障害\n・保守')
    expect(item?.lead).toBeNull()
  })
})

describe('any body', () => {
  const line = fc.constantFrom(
    '● データベース',
    '○ 保管期間：14日間',
    '  - 毎日取得',
    '■ 単一障害',
    '【営業時間外】',
    '次のとおりです。',
    '1. 目的',
    '(2) 範囲',
    '項目\t標準\tプロ',
    '\t毎日\t毎時',
    '稼働率\t99.5%\t99.9%',
    '取得方法 ● 差分 ● 全体',
    '・',
    '■■ 二重の印',
    '・・・',
    '保管します（毎日。休日を除く）。14日間です。',
    'Backups run daily. Logs are kept.',
    '',
    '　　字下げした文です。',
  )
  const body = fc.oneof(
    fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n')),
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('●', '○', '・', '■', '\t', '\n', ' ', '：', '1.', '語', '。', '【', '】', '-'), {
        maxLength: 30,
      })
      .map((parts) => parts.join('')),
  )

  it('gives statements that are verbatim slices of it', () => {
    fc.assert(
      fc.property(body, (text) => {
        for (const statement of toStatements(text)) {
          expect(statement.text).toBe(text.slice(statement.start, statement.start + statement.text.length))
          expect(text).toContain(statement.quote)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('keeps every word in at least one statement or label', () => {
    fc.assert(
      fc.property(body, (text) => {
        const statements = toStatements(text)
        const held = new Uint8Array(text.length)
        for (const { start, text: words } of statements) held.fill(1, start, start + words.length)
        const labels = statements.flatMap((statement) => statement.labels).join('\n')
        const lost = [...text.matchAll(/[\p{L}\p{N}]+/gu)]
          .filter(({ index, 0: word }) => held[index] !== 1 && !labels.includes(word))
          .map(([word]) => word)
          // Numbers of items are marks.
          .filter((word) => !/^[\d①-⑳a-zア-オ]{1,2}$/u.test(word))
        expect(lost).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
