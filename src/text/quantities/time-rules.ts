import { findDates } from '../dates.ts'
import { ARABIC_SOURCE, KANJI_SOURCE } from '../numerals.ts'
import { group, numberIn, type Reading, type Rule, toClock } from './rule.ts'

const HALF_OF_DAY = '(?:午前|午後|深夜|未明|早朝|夜間|夕方|夜|朝|(?<![a-z])(?:am|pm))'
const AFTER_HOUR = '(?!間|点|期|代|刻|系|給|効|差|制|限)'
const NOT_INSIDE_TIME = '(?<![\\d.]|[\\da-f:]:|\\d[/-])'

/** A time of day with a mark of its own: `9時`, `17:30`, `午前3時半`; groups are numbered by `n`. */
function clock(n: string): string {
  return (
    `(?<half${n}>${HALF_OF_DAY})?\\s?(?:(?<h${n}>\\d{1,2}):(?<m${n}>[0-5]\\d)(?::[0-5]\\d)?(?![\\d:])` +
    `|(?<hj${n}>\\d{1,2}|(?<=[前後夜明朝方間])${KANJI_SOURCE})\\s?時${AFTER_HOUR}(?:\\s?(?<mj${n}>\\d{1,2})分|(?<mh${n}>半))?)`
  )
}

function readClock(match: RegExpExecArray, n: string): string | undefined {
  const hour = numberIn(match, `h${n}`) ?? numberIn(match, `hj${n}`)
  const minute = group(match, `mh${n}`) ? 30 : (numberIn(match, `m${n}`) ?? numberIn(match, `mj${n}`) ?? 0)
  return hour === undefined ? undefined : toClock(toHour24(hour, group(match, `half${n}`)), minute)
}

function toHour24(hour: number, half: string): number {
  if (/^(?:午後|夕方|pm|p\.?m)/.test(half)) return hour < 12 ? hour + 12 : hour
  if (/^(?:午前|深夜|未明|am|a\.?m)/.test(half)) return hour === 12 ? 0 : hour
  return /^夜/.test(half) && hour >= 6 && hour < 12 ? hour + 12 : hour
}

function timeRange(value: string): readonly Reading[] {
  return [{ kind: 'time_range', normalized: { value, unit: 'time_range', op: 'eq' }, relation: null }]
}

const ALWAYS: Rule = {
  pattern: new RegExp(
    '(?<![\\d.])(?:(?:1日)?24時間(?:で)?[\\s/・、,x×]{0,3}(?:(?:週)?7日(?:間)?[\\s/・、,x×]{0,3})?(?:365日|年中無休)|(?:365日|年中無休)(?:、|・|で|/|の|x|×|\\s)?24時間' +
      '|24\\s?[/x×]\\s?(?:7|365)(?:\\s?[/x×]\\s?365)?(?![\\d/:.%])' +
      '|24[- ]hours?(?: (?:a|per) day)?,?(?: and)? (?:7|seven|365) days?(?: (?:a|per) (?:week|year))?|around the clock)(?!間)',
    'gu',
  ),
  read: () => timeRange('24x365'),
}

/** `24時間体制`: all day long, and nothing said about which days. */
const ALL_DAY: Rule = {
  pattern:
    /(?<![\d.])24時間(?=の?(?:体制|監視|有人|受付|稼働|対応|常駐|常時))|(?<![\d.])24-hour(?= (?:monitoring|support|operation|surveillance|coverage|service))/gu,
  read: () => timeRange('00:00-24:00'),
}

const RANGE: Rule = {
  pattern: new RegExp(
    `(?:平日の?\\s?)?${NOT_INSIDE_TIME}(?:${clock('a')}|(?<bare>\\d{1,2}))\\s?(?:~|〜|-|ー|から|より|to|until)\\s?(?:翌日?の?)?${clock('b')}(?:まで)?`,
    'gu',
  ),
  read: (match) => {
    const bare = numberIn(match, 'bare')
    const from = bare === undefined ? readClock(match, 'a') : toClock(bare, 0)
    const to = readClock(match, 'b')
    return from === undefined || to === undefined ? undefined : timeRange(`${from}-${to}`)
  },
}

const ENGLISH_CLOCK = (n: string) =>
  `(?<h${n}>\\d{1,2})(?::(?<m${n}>[0-5]\\d))?\\s?(?<half${n}>a\\.?m\\.?|p\\.?m\\.?)(?![a-z])`

const ENGLISH_RANGE: Rule = {
  pattern: new RegExp(`${NOT_INSIDE_TIME}${ENGLISH_CLOCK('a')}\\s?(?:to|until|-|~)\\s?${ENGLISH_CLOCK('b')}`, 'gu'),
  read: (match) => {
    const from = readClock(match, 'a')
    const to = readClock(match, 'b')
    return from === undefined || to === undefined ? undefined : timeRange(`${from}-${to}`)
  },
}

function clockReading(value: string | undefined, about: boolean): readonly Reading[] | undefined {
  if (value === undefined) return undefined
  return [{ kind: 'clock', normalized: { value, unit: 'clock_time', op: about ? 'about' : 'eq' }, relation: null }]
}

const ENGLISH_TIME: Rule = {
  pattern: new RegExp(`${NOT_INSIDE_TIME}${ENGLISH_CLOCK('a')}`, 'gu'),
  read: (match) => clockReading(readClock(match, 'a'), false),
}

const TIME: Rule = {
  pattern: new RegExp(`${NOT_INSIDE_TIME}${clock('a')}(?<about>頃|ごろ|前後)?`, 'gu'),
  read: (match) => clockReading(readClock(match, 'a'), group(match, 'about') !== ''),
}

const ZONES: Readonly<Record<string, number>> = {
  ...{ utc: 0, gmt: 0, 協定世界時: 0, jst: 9, 日本標準時: 9, 日本時間: 9, kst: 9, sgt: 8, cet: 1, cest: 2 },
  ...{ est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 },
}
const OFFSET = '(?<sign>[+-])\\s?(?<hours>\\d{1,2})(?::?(?<minutes>[0-5]\\d))?(?:時間)?(?!\\d)'

/** `UTC+9`, `JST`, and `JST（UTC+9）` as one. */
const ZONE: Rule = {
  pattern: new RegExp(
    `(?<![a-z0-9])(?:(?:(?<outer>[a-z]{3,4}|日本標準時|日本時間)\\s?\\(\\s?)?(?:utc|gmt)\\s?${OFFSET}(?<close>\\s?\\))?|(?<zone>${Object.keys(ZONES).join('|')})(?![a-z0-9]))`,
    'gu',
  ),
  read: (match) => {
    const zone = group(match, 'zone')
    const size = (numberIn(match, 'hours') ?? 0) + (numberIn(match, 'minutes') ?? 0) / 60
    const value = zone ? (ZONES[zone] ?? 0) : group(match, 'sign') === '-' ? -size : size
    const outer = group(match, 'outer')
    if (size > 14 || (outer !== '' && ZONES[outer] !== value)) return undefined
    const length = match[0].length - (outer === '' ? group(match, 'close').length : 0)
    const reading = {
      kind: 'utc_offset',
      normalized: { value, unit: 'utc_offset_hour', op: 'eq' },
      relation: null,
    } as const
    return [{ ...reading, start: 0, end: length }]
  },
}

/** The year of a standard: `27001:2013`, `27017 : 2016`, `2022年版`. */
const EDITION: Rule = {
  pattern: /(?<![\d.:])(?:\d{4,6}(?:-\d{1,2})?\s?:\s?(?<a>(?:19|20)\d{2})(?![\d:.])|(?<b>(?:19|20)\d{2})年?版)/gu,
  read: (match) => {
    const value = numberIn(match, 'a') ?? numberIn(match, 'b') ?? 0
    return [{ kind: 'edition', normalized: { value, unit: 'edition_year', op: 'eq' }, relation: null }]
  },
}

/** Where dates stand in the folded text; they are found by a parser of their own. */
export function readDates(folded: string): readonly (Reading & { readonly start: number; readonly end: number })[] {
  return findDates(folded).map(({ iso, start, end }) => ({
    kind: 'date',
    normalized: { value: iso, unit: 'date', op: 'eq' },
    relation: null,
    start,
    end,
  }))
}

/** Digits that are no quantities, taken away before anything else is read. */
export const MASKS: readonly Rule[] = [
  { pattern: /https?:\/\/[^\s<>「」()、。]{1,2000}/gu, read: () => [] },
  { pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/gu, read: () => [] },
  // Dates without a year (8月7日) and years by themselves (2022年) are no durations.
  {
    pattern: new RegExp(
      `(?<!\\d)(?:(?:19|20)\\d{2}\\s?年)?(?:${ARABIC_SOURCE}|${KANJI_SOURCE})\\s?月\\s?(?:\\d{1,2}|${KANJI_SOURCE})\\s?日(?!間)`,
      'gu',
    ),
    read: () => [],
  },
  {
    pattern: /(?<!\d)(?:(?:19|20)\d{2}|[〇一二三四五六七八九]{4})\s?年(?!版|間)(?:度|\s?\d{1,2}\s?月(?!間))?/gu,
    read: () => [],
  },
  { pattern: /(?:令和|平成|昭和)\s?(?:元|\d{1,2})\s?年(?:度)?/gu, read: () => [] },
  // Addresses, section numbers and versions of three parts and more.
  { pattern: /(?<![\d.])\d{1,5}(?:\.\d{1,5}){2,8}(?:\/\d{1,3})?(?![\d.])/gu, read: () => [] },
  { pattern: /(?<![\d-])(?:\+\d{1,3}[- ])?0?\d{1,4}-\d{2,4}-\d{3,4}(?![\d-])/gu, read: () => [] },
]

/** Names that end in digits, taken away once zones and editions are read: TLS1.2, AES-256, ISO27001. */
export const NAME_MASK: Rule = {
  pattern: /(?<![a-z0-9])[a-z][a-z_]{0,30}-?\d[\d.]{0,12}(?:-\d[\d.]{0,12}){0,3}(?![a-z])/gu,
  read: () => [],
}

/** Times of day, time ranges, zones and editions, the more specific rules first. */
export const TIME_RULES: readonly Rule[] = [EDITION, ZONE, ALWAYS, ALL_DAY, ENGLISH_RANGE, RANGE, ENGLISH_TIME, TIME]
