import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDates, parseDate } from '../../../src/text/dates.ts'

describe('parseDate', () => {
  it.each([
    ['2023年8月7日', '2023-08-07'],
    ['2023 年 8 月 7 日', '2023-08-07'],
    ['２０２４年９⽉１⽇', '2024-09-01'],
    ['2023年（令和5年）8月7日', '2023-08-07'],
    ['令和5年8月7日', '2023-08-07'],
    ['令和元年五月一日', '2019-05-01'],
    ['平成30年4月1日', '2018-04-01'],
    ['二〇二四年四月十五日', '2024-04-15'],
    ['2023/11/01', '2023-11-01'],
    ['2023.11.1', '2023-11-01'],
    ['2024-09-01', '2024-09-01'],
    ['2022年7月', '2022-07'],
    ['2022/07', '2022-07'],
    ['August 7, 2023', '2023-08-07'],
    ['Aug. 7 2023', '2023-08-07'],
    ['7 Aug 2023', '2023-08-07'],
    ['1st of March 2024', '2024-03-01'],
    ['July 2022', '2022-07'],
  ])('reads %s as %s', (text, iso) => {
    expect(parseDate(text)).toBe(iso)
  })

  it.each(['2023年13月1日', '2023年2月30日', '2023年', '8月7日', '192.168.1.1', '800-88', '27001:2013', '2か月'])(
    'reads no date from %s',
    (text) => {
      expect(parseDate(text)).toBeUndefined()
    },
  )

  it('reads back any day in any notation', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.constantFrom('ja', 'slash', 'dash', 'en'), (date, notation) => {
        const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
        const text = {
          ja: `${year}年${month}月${dayOfMonth}日`,
          slash: `${year}/${month}/${dayOfMonth}`,
          dash: date.toISOString().slice(0, 10),
          en: date.toLocaleDateString('en-US', { month: 'long', day: 'numeric', year: 'numeric', timeZone: 'UTC' }),
        }[notation]
        expect(parseDate(`制定日: ${text} 以降`)).toBe(date.toISOString().slice(0, 10))
      }),
    )
  })

  it('finds dates in reading order, each once', () => {
    expect(findDates('1.0 2022年10月31日 2022/10/27に取得').map((date) => date.iso)).toEqual([
      '2022-10-31',
      '2022-10-27',
    ])
  })
})
