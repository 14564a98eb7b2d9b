import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Normalized } from '../../../src/domain.ts'
import {
  compareNormalized,
  findQuantities,
  formatQuantity,
  parseQuantity,
  toMinutes,
} from '../../../src/text/quantities.ts'

/** `words | kind | value unit op | relation`, the form in which the tables below say what is expected. */
function describeAll(text: string): readonly string[] {
  return findQuantities(text).map(
    ({ text: words, kind, normalized: { value, unit, op }, relation }) =>
      `${words} | ${kind} | ${value} ${unit}${op === 'eq' ? '' : ` ${op}`}${relation === null ? '' : ` | ${relation}`}`,
  )
}

const DURATIONS: readonly (readonly [string, ...string[]])[] = [
  ['保管期間は7日間です', '7日間 | duration | 7 day'],
  ['90日', '90日 | duration | 90 day'],
  ['解約から60日経過後に削除', '60日経過後 | duration | 60 day | after'],
  ['２４時間', '２４時間 | duration | 24 hour'],
  ['ﾛｸﾞは３０日間', '３０日間 | duration | 30 day'],
  ['90⽇間', '90⽇間 | duration | 90 day'],
  ['2週間前にお知らせ', '2週間前 | duration | 2 week | before'],
  ['5営業日前までに通知', '5営業日前まで | duration | 5 business_day gte | before'],
  ['30日以上前に', '30日以上前 | duration | 30 day gte | before'],
  ['１営業日以内に', '１営業日以内 | duration | 1 business_day lte | within'],
  ['翌営業日に回答', '翌営業日 | duration | 1 business_day | after'],
  ['翌営業日までに回答', '翌営業日まで | duration | 1 business_day lte | within'],
  ['4営業時間以内', '4営業時間以内 | duration | 4 business_hour lte | within'],
  ['発生から6時間以内', '6時間以内 | duration | 6 hour lte | within'],
  ['6時間後', '6時間後 | duration | 6 hour | after'],
  ['2ヶ月', '2ヶ月 | duration | 2 month'],
  ['2か月', '2か月 | duration | 2 month'],
  ['2カ月間', '2カ月間 | duration | 2 month'],
  ['２箇月', '２箇月 | duration | 2 month'],
  ['2月間', '2月間 | duration | 2 month'],
  ['2ヶ月間を経過した時点以降', '2ヶ月間を経過した時点以降 | duration | 2 month | after'],
  ['最低 12 か月間', '最低 12 か月間 | duration | 12 month gte'],
  ['少なくとも30日間は保管', '少なくとも30日間 | duration | 30 day gte'],
  ['6か月以上', '6か月以上 | duration | 6 month gte'],
  ['最長1年', '最長1年 | duration | 1 year lte'],
  ['最大35日', '最大35日 | duration | 35 day lte'],
  ['24時間未満', '24時間未満 | duration | 24 hour lte'],
  ['約3時間', '約3時間 | duration | 3 hour about'],
  ['30分程度', '30分程度 | duration | 30 minute about'],
  ['一年', '一年 | duration | 1 year'],
  ['三十日間', '三十日間 | duration | 30 day'],
  ['百二十日', '百二十日 | duration | 120 day'],
  ['十分以内に検知', '十分以内 | duration | 10 minute lte | within'],
  ['7日分のバックアップ', '7日分 | duration | 7 day'],
  ['1時間30分以内', '1時間30分以内 | duration | 90 minute lte | within'],
  ['1年半', '1年半 | duration | 18 month'],
  ['半年間保管', '半年間 | duration | 6 month'],
  ['3-5営業日以内', '3-5営業日以内 | duration | 5 business_day lte | within'],
  ['2～3日', '2～3日 | duration | 2 day gte', '2～3日 | duration | 3 day lte'],
  ['年間60時間以内', '年間60時間以内 | duration | 60 hour_per_year lte | per_year'],
  ['月間2時間以内', '月間2時間以内 | duration | 2 hour_per_month lte | per_month'],
  ['RTO4時間', '4時間 | duration | 4 hour'],
  ['90 days', '90 days | duration | 90 day'],
  ['kept for up to 90 days', 'up to 90 days | duration | 90 day lte'],
  ['a 30-day period', '30-day | duration | 30 day'],
  ['within 72 hours of discovery', 'within 72 hours | duration | 72 hour lte | within'],
  ['thirty (30) days after termination', 'thirty (30) days after | duration | 30 day | after'],
  [
    'at least five business days in advance',
    'at least five business days in advance | duration | 5 business_day gte | before',
  ],
  ["30 days' notice", "30 days' notice | duration | 30 day | before"],
  ['one year', 'one year | duration | 1 year'],
  ['60 hours per year', '60 hours per year | duration | 60 hour_per_year | per_year'],
  ['1 hour and 30 minutes', '1 hour and 30 minutes | duration | 90 minute'],
]

const RATES: readonly (readonly [string, ...string[]])[] = [
  ['5分ごとに取得', '5分ごと | rate | 5 minute | every'],
  ['5分毎', '5分毎 | rate | 5 minute | every'],
  ['15分間隔', '15分間隔 | rate | 15 minute | every'],
  ['2時間おきに', '2時間おき | rate | 2 hour | every'],
  ['1時間間隔', '1時間間隔 | rate | 1 hour | every'],
  ['1日おきに', '1日おき | rate | 2 day | every'],
  ['1日1回', '1日1回 | rate | 1 day | every'],
  ['日に1回', '日に1回 | rate | 1 day | every'],
  ['1日に2回', '1日に2回 | rate | 2 per_day | every'],
  ['1日1回以上', '1日1回以上 | rate | 1 per_day gte | every'],
  ['毎日', '毎日 | rate | 1 day | every'],
  ['毎日6時に取得', '毎日 | rate | 1 day | every', '6時 | clock | 06:00 clock_time'],
  [
    '毎日3時と15時の2回、控えを取ります',
    '毎日3時と15時の2回 | rate | 2 per_day | every',
    '3時 | clock | 03:00 clock_time',
    '15時 | clock | 15:00 clock_time',
  ],
  [
    '毎日、8時、12時、20時の三回',
    '毎日、8時、12時、20時の三回 | rate | 3 per_day | every',
    '8時 | clock | 08:00 clock_time',
    '12時 | clock | 12:00 clock_time',
    '20時 | clock | 20:00 clock_time',
  ],
  ['毎月1日と15日の2回', '毎月1日と15日の2回 | rate | 2 per_month | every'],
  ['毎週月曜日と木曜日の２回', '毎週月曜日と木曜日の２回 | rate | 2 per_week | every'],
  ['毎日9時からの点検の2回目', '毎日 | rate | 1 day | every', '9時 | clock | 09:00 clock_time'],
  [
    '毎日3時に取ります。15時の2回',
    '毎日 | rate | 1 day | every',
    '3時 | clock | 03:00 clock_time',
    '15時 | clock | 15:00 clock_time',
    '2回 | count | 2 count',
  ],
  ['毎月1日に実施', '毎月1日 | rate | 1 month | every'],
  ['毎月第3日曜日', '毎月 | rate | 1 month | every'],
  ['毎週', '毎週 | rate | 1 week | every'],
  ['毎時', '毎時 | rate | 1 hour | every'],
  ['日次で取得', '日次 | rate | 1 day | every'],
  ['週次', '週次 | rate | 1 week | every'],
  ['月次', '月次 | rate | 1 month | every'],
  ['年次', '年次 | rate | 1 per_year | per_year'],
  ['年1回', '年1回 | rate | 1 per_year | per_year'],
  ['年に１回', '年に１回 | rate | 1 per_year | per_year'],
  ['年一回', '年一回 | rate | 1 per_year | per_year'],
  ['年2回', '年2回 | rate | 2 per_year | per_year'],
  ['年に1回以上の頻度で', '年に1回以上 | rate | 1 per_year gte | per_year'],
  ['1年に1度', '1年に1度 | rate | 1 per_year | per_year'],
  ['3年に1回', '3年に1回 | rate | 3 year | every'],
  ['四半期ごと', '四半期ごと | rate | 3 month | every'],
  ['四半期に1回', '四半期に1回 | rate | 3 month | every'],
  ['半年に1回', '半年に1回 | rate | 6 month | every'],
  ['3か月に1回以上', '3か月に1回以上 | rate | 3 month lte | every'],
  ['月1回', '月1回 | rate | 1 month | every'],
  ['週2回', '週2回 | rate | 2 per_week | every'],
  ['2回/年', '2回/年 | rate | 2 per_year | per_year'],
  ['①5分ごと', '5分ごと | rate | 5 minute | every'],
  ['every 5 minutes', 'every 5 minutes | rate | 5 minute | every'],
  ['every other week', 'every other week | rate | 2 week | every'],
  ['taken daily', 'daily | rate | 1 day | every'],
  ['hourly', 'hourly | rate | 1 hour | every'],
  ['at least annually', 'at least annually | rate | 1 per_year gte | per_year'],
  ['monthly', 'monthly | rate | 1 month | every'],
  ['once a day', 'once a day | rate | 1 day | every'],
  ['twice a year', 'twice a year | rate | 2 per_year | per_year'],
  ['three times per week', 'three times per week | rate | 3 per_week | every'],
  ['once every 3 months', 'once every 3 months | rate | 3 month | every'],
  ['quarterly', 'quarterly | rate | 3 month | every'],
]

const COUNTS: readonly (readonly [string, ...string[]])[] = [
  ['十四世代', '十四世代 | count | 14 generation'],
  ['36世代保持', '36世代 | count | 36 generation'],
  ['7 世代分', '7 世代分 | count | 7 generation'],
  ['10文字以上31文字以下', '10文字以上 | count | 10 character gte', '31文字以下 | count | 31 character lte'],
  ['8～64文字', '8～64文字 | count | 8 character gte', '8～64文字 | count | 64 character lte'],
  ['8桁以上', '8桁以上 | count | 8 character gte'],
  ['12 characters or more', '12 characters or more | count | 12 character gte'],
  ['at least 12 characters', 'at least 12 characters | count | 12 character gte'],
  [
    '8 to 64 characters',
    '8 to 64 characters | count | 8 character gte',
    '8 to 64 characters | count | 64 character lte',
  ],
  ['3種類', '3種類 | count | 3 count'],
  ['5回連続で失敗', '5回 | count | 5 count'],
  ['3か所の拠点', '3か所 | count | 3 count'],
  ['7 generations', '7 generations | count | 7 generation'],
  ['35 snapshots', '35 snapshots | count | 35 generation'],
  ['99.0％以上', '99.0％以上 | percent | 99 percent gte'],
  ['99.9パーセント', '99.9パーセント | percent | 99.9 percent'],
  ['99.95%', '99.95% | percent | 99.95 percent'],
  ['稼働率SLA99.9%以上', '99.9%以上 | percent | 99.9 percent gte'],
  ['at least 99.9%', 'at least 99.9% | percent | 99.9 percent gte'],
]

const TIMES: readonly (readonly [string, ...string[]])[] = [
  ['受付：9:00～17:30', '9:00～17:30 | time_range | 09:00-17:30 time_range'],
  ['9時-18時', '9時-18時 | time_range | 09:00-18:00 time_range'],
  ['9～18時', '9～18時 | time_range | 09:00-18:00 time_range'],
  ['平日10時から17時まで', '平日10時から17時まで | time_range | 10:00-17:00 time_range'],
  ['午前9時〜午後6時半', '午前9時〜午後6時半 | time_range | 09:00-18:30 time_range'],
  ['9 a.m. to 5:30 p.m.', '9 a.m. to 5:30 p.m. | time_range | 09:00-17:30 time_range'],
  ['24時間365日', '24時間365日 | time_range | 24x365 time_range'],
  ['24時間・365日', '24時間・365日 | time_range | 24x365 time_range'],
  ['24/7', '24/7 | time_range | 24x365 time_range'],
  ['24x365', '24x365 | time_range | 24x365 time_range'],
  ['24時間体制で監視', '24時間 | time_range | 00:00-24:00 time_range'],
  ['6時', '6時 | clock | 06:00 clock_time'],
  ['午前3時', '午前3時 | clock | 03:00 clock_time'],
  ['午後11時30分', '午後11時30分 | clock | 23:30 clock_time'],
  ['03:00', '03:00 | clock | 03:00 clock_time'],
  ['深夜2時頃', '深夜2時頃 | clock | 02:00 clock_time about'],
  ['at 3 a.m.', '3 a.m. | clock | 03:00 clock_time'],
  ['2023年8月7日', '2023年8月7日 | date | 2023-08-07 date'],
  ['2023/11/01', '2023/11/01 | date | 2023-11-01 date'],
  ['2024年9⽉1⽇', '2024年9⽉1⽇ | date | 2024-09-01 date'],
  ['令和5年8月7日', '令和5年8月7日 | date | 2023-08-07 date'],
  ['2022年7月に取得', '2022年7月 | date | 2022-07 date'],
  ['August 7, 2023', 'August 7, 2023 | date | 2023-08-07 date'],
  ['7 Aug 2023', '7 Aug 2023 | date | 2023-08-07 date'],
  ['ISO/IEC 27001:2013', '27001:2013 | edition | 2013 edition_year'],
  ['JIS Q 27017 : 2016', '27017 : 2016 | edition | 2016 edition_year'],
  ['27017：2016', '27017：2016 | edition | 2016 edition_year'],
  ['UTC+9', 'UTC+9 | utc_offset | 9 utc_offset_hour'],
  ['JST（UTC+9）です', 'JST（UTC+9） | utc_offset | 9 utc_offset_hour'],
  ['タイムゾーンはJST', 'JST | utc_offset | 9 utc_offset_hour'],
  ['タイムゾーンは UTC', 'UTC | utc_offset | 0 utc_offset_hour'],
  ['GMT-5:30', 'GMT-5:30 | utc_offset | -5.5 utc_offset_hour'],
]

/** What looks like a quantity and is none. */
const NONE: readonly string[] = [
  ...[
    '十分な対策',
    '一部のログ',
    '一般ユーザー',
    '一切の責任',
    '第三者',
    '三者',
    '二要素認証',
    '二段階認証',
    '一時停止',
  ],
  ...['TLS1.2', 'TLS 1.3', '1.3版', '第2版', '4.2.5', 'ISO27001', 'ISMS517-1.0', 'AES-256', 'SHA256', 'NIST 800-88'],
  ...[
    'FIPS140-2',
    '03-1234-5678',
    '0120-123-456',
    'https://example.com/7日間/30days',
    'a30days@example.com',
    '192.168.0.1',
  ],
  ...[
    '8月7日',
    '四月一日',
    '2022年',
    '2022年度',
    '平成30年度',
    '時間帯',
    '日中',
    '日本',
    '2.5 日本国内',
    '1つ',
    '図1',
    '表2',
  ],
  ...[
    '10/100Mbps',
    '第30回',
    '3回目',
    '3日目',
    '2.3 アカウント管理',
    '3 分離',
    '1 人的資源',
    '2 社内規程',
    '数十分',
    '数日',
  ],
  ...[
    '一人ひとり',
    '2 回線',
    '3分の1',
    '1対1',
    'v2.3',
    'third',
    'one of',
    '1:1',
    'fe80::12:30',
    'section 4.2',
    '平日',
    '毎回',
  ],
]

describe.each([
  ['durations', DURATIONS],
  ['rates', RATES],
  ['counts and percentages', COUNTS],
  ['times, dates, zones and editions', TIMES],
])('findQuantities on %s', (_, table) => {
  it.each(table)('reads %s', (text, ...expected) => {
    expect(describeAll(text)).toEqual(expected)
  })
})

describe('findQuantities', () => {
  it.each(NONE)('finds nothing in %s', (text) => {
    expect(describeAll(text)).toEqual([])
  })

  it('reads a whole sentence in order', () => {
    expect(describeAll('ログは毎日3時に取得し、最低 12 か月間、暗号化（AES-256）して2か所に保管します。')).toEqual([
      '毎日 | rate | 1 day | every',
      '3時 | clock | 03:00 clock_time',
      '最低 12 か月間 | duration | 12 month gte',
      '2か所 | count | 2 count',
    ])
  })

  it('gives offsets in the original, whatever folding did to it', () => {
    const text = '㍿テスト ﾊﾞｯｸｱｯﾌﾟは３０⽇間、ログは９０日'
    for (const { start, end, text: words } of findQuantities(text)) expect(text.slice(start, end)).toBe(words)
    expect(findQuantities(text).map((quantity) => quantity.text)).toEqual(['３０⽇間', '９０日'])
  })

  it('reads back any duration that it is given', () => {
    const unit = fc.constantFrom(
      ...([
        ['分間', 'minute'],
        ['時間', 'hour'],
        ['日間', 'day'],
        ['営業日', 'business_day'],
        ['週間', 'week'],
        ['か月', 'month'],
      ] as const),
    )
    const frame = fc.constantFrom('保管期間：#', '解約後#保持します。', 'ログは#です', '#')
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1899 }),
        unit,
        frame,
        fc.boolean(),
        (value, [words, name], around, wide) => {
          const digits = wide
            ? [...String(value)].map((d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)).join('')
            : value
          expect(parseQuantity(around.replace('#', `${digits}${words}`))?.normalized).toEqual({
            value,
            unit: name,
            op: 'eq',
          })
        },
      ),
    )
  })

  it('reads back what it formats, in both languages', () => {
    const unit = fc.constantFrom(
      'minute',
      'hour',
      'day',
      'week',
      'month',
      'generation',
      'character',
      'percent',
      'per_week',
    )
    const op = fc.constantFrom('eq', 'gte', 'lte', 'about')
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 1800 }),
        unit,
        op,
        fc.constantFrom('ja', 'en'),
        (value, of, bound, language) => {
          const normalized = { value, unit: of, op: bound } as Normalized
          expect(parseQuantity(formatQuantity(normalized, language as 'ja' | 'en'))?.normalized).toEqual(normalized)
        },
      ),
    )
  })

  it('survives any text and quotes it verbatim', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '7日',
        '毎',
        '年',
        '~',
        '9:',
        '午前',
        '①',
        '㍿',
        '十',
        'at least ',
        'every ',
        '。',
        '%',
        '2023年',
        '世代',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        for (const { start, end, text: words } of findQuantities(text)) {
          expect(end).toBeGreaterThan(start)
          expect(text.slice(start, end)).toBe(words)
        }
      }),
    )
  })

  it.each(['1', '一', '1日1', '9:', '年1回、', '最大 ', 'every ', '1~', '7日間'])(
    'finishes on 40,000 characters of %s',
    (unit) => {
      expect(findQuantities(unit.repeat(Math.ceil(40_000 / unit.length)))).toBeInstanceOf(Array)
    },
  )
})

describe('derived values', () => {
  it.each([
    [{ value: 72, unit: 'hour', op: 'eq' }, '72時間', '72 hours'],
    [{ value: 7, unit: 'day', op: 'eq' }, '7日', '7 days'],
    [{ value: 7, unit: 'generation', op: 'eq' }, '7世代', '7 generations'],
    [{ value: 1, unit: 'day', op: 'lte' }, '1日以内', 'at most 1 day'],
    [{ value: 99.9, unit: 'percent', op: 'gte' }, '99.9%以上', 'at least 99.9%'],
    [{ value: 87.6, unit: 'hour_per_year', op: 'about' }, '年間約87.6時間', 'about 87.6 hours per year'],
    [{ value: '2023-08-07', unit: 'date', op: 'eq' }, '2023年8月7日', 'August 7, 2023'],
    [{ value: '2022-07', unit: 'date', op: 'eq' }, '2022年7月', 'July 2022'],
    [{ value: '24x365', unit: 'time_range', op: 'eq' }, '24時間365日', '24 hours a day, 365 days a year'],
    [{ value: 9, unit: 'utc_offset_hour', op: 'eq' }, 'UTC+9', 'UTC+9'],
  ] as const)('formats %o', (normalized, ja, en) => {
    expect([formatQuantity(normalized, 'ja'), formatQuantity(normalized, 'en')]).toEqual([ja, en])
  })

  const of = (text: string): Normalized => {
    const found = parseQuantity(text)
    if (!found) throw new Error(`no quantity in ${text}`)
    return found.normalized
  }

  it.each([
    ['12か月', '1年', 0],
    ['1週間', '7日', 0],
    ['年1回', '12か月ごと', 0],
    ['5分ごと', '日次', -1],
    ['90日', '1年', -1],
    ['3営業日', '1営業日', 1],
    ['99.9%', '99.5%', 1],
  ])('compares %s with %s', (a, b, sign) => {
    expect(Math.sign(compareNormalized(of(a), of(b)) ?? Number.NaN)).toBe(sign)
  })

  it('does not compare business days with days, nor generations with days', () => {
    expect(compareNormalized(of('3営業日'), of('3日'))).toBeUndefined()
    expect(compareNormalized(of('7世代'), of('7日'))).toBeUndefined()
    expect(toMinutes(of('3営業日'))).toBeUndefined()
  })
})
