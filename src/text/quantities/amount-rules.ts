import type { Unit } from '../../domain.ts'
import { ARABIC_SOURCE, ENGLISH_SOURCE, KANJI_SOURCE } from '../numerals.ts'
import {
  ANY_AFTER,
  ANY_BEFORE,
  ENGLISH_AFTER,
  ENGLISH_BEFORE,
  JAPANESE_AFTER,
  JAPANESE_BEFORE,
  readBound,
} from './bounds.ts'
import { group, numberIn, type Reading, type Relation, type Rule, toRate } from './rule.ts'
import { ENGLISH_UNIT_SOURCE, JAPANESE_UNIT_SOURCE, meaningOf } from './units.ts'

/** A numeral does not begin inside a number, a version, a name or an ordinal. */
const NOT_INSIDE = '(?<![0-9a-z_#@第図表数何幾]|[0-9][,/:]|[0-9a-z][.-])(?<!no\\. ?)'
const NOT_INSIDE_KANJI = '(?<![第数何幾〇一二三四五六七八九十百千万億\\d]|\\d[.,])'

/** A Japanese or Arabic numeral as group `name`. */
export function numeral(name: string): string {
  return `(?<${name}>${NOT_INSIDE}${ARABIC_SOURCE}|${NOT_INSIDE_KANJI}${KANJI_SOURCE})`
}

const ENGLISH_NUMERAL = `(?<n>${NOT_INSIDE}${ARABIC_SOURCE}|(?<![a-z])${ENGLISH_SOURCE})`
const TOTAL = '(?:(?<![\\d一二三四五六七八九十])(?<per>年間|月間)(?:で|に|の合計|合計|累計)?\\s?)?'

/** 「90日を超えて保管しません」 is at most 90 days. */
const KEPT_NOT = /^(?:は|、)?(?:保管|保存|保持|蓄積)[^。、は\t]{0,6}(?:ません|ない)(?=。|$|、|が、|\t)/u

function restOf(match: RegExpExecArray): string {
  return match.input.slice(match.index + match[0].length)
}

/** Readings of one amount. `undefined` where the words are no amount after all. */
function readAmount(match: RegExpExecArray, value: number | undefined, word: string): readonly Reading[] | undefined {
  const meaning = meaningOf(word)
  if (value === undefined || !meaning || (meaning.kind === 'count' && !Number.isInteger(value))) return undefined
  const bound = group(match, 'bound')
  const denied = /^(?:を超え|を上回|以上|以降)/.test(bound) ? KEPT_NOT.exec(restOf(match))?.[0] : undefined
  const { op, relation } =
    denied === undefined ? readBound(group(match, 'bind'), bound) : { op: 'lte' as const, relation: null }
  const end = match[0].length + (denied?.length ?? 0)
  const per = group(match, 'per')
  const total: Relation = per === '年間' ? 'per_year' : per === '月間' ? 'per_month' : relation
  const scaled = value * (meaning.scale ?? 1)
  if (meaning.kind !== 'duration') {
    return [{ kind: meaning.kind, normalized: { value: scaled, unit: meaning.unit, op }, relation: total }]
  }
  if (total === 'every') {
    // 1日おき is every other day; longer ones are used for the interval itself.
    const days = bound === 'おき' && meaning.unit === 'day' && scaled === 1 ? 2 : scaled
    const rate = toRate(1, days, meaning.unit, op)
    return rate && [rate]
  }
  if (total === 'per_year' || total === 'per_month') return [toTotal(scaled, meaning.unit, op, total)]
  return [{ kind: 'duration', normalized: { value: scaled, unit: meaning.unit, op }, relation: total, end }]
}

/** Downtime and the like, in hours per period; other units stay as they are. */
function toTotal(
  value: number,
  unit: Unit,
  op: Reading['normalized']['op'],
  relation: 'per_year' | 'per_month',
): Reading {
  const hours = unit === 'hour' ? value : unit === 'minute' ? value / 60 : undefined
  const of: Unit = relation === 'per_year' ? 'hour_per_year' : 'hour_per_month'
  const normalized = hours === undefined ? { value, unit, op } : { value: hours, unit: of, op }
  return { kind: 'duration', normalized, relation }
}

/** 十分 is "enough", 一時 "for a while": a kanji numeral with these needs a word that makes it an amount. */
function isPlainWord(match: RegExpExecArray): boolean {
  const number = group(match, 'n')
  return group(match, 'unit') === '分' && !/\d/.test(number) && group(match, 'bound') === ''
}

/** `1時間30分`, `1年半`, `1年6か月`: one amount of two parts. */
const COMPOUND: Rule = {
  pattern: new RegExp(
    `${JAPANESE_BEFORE}${numeral('n')}\\s?(?<unit>時間|[か箇ヶ]?年)(?:(?<half>半)(?!期|数|年|減|分)|と?\\s?(?<m>\\d{1,2})\\s?(?<small>分間?|[か箇ヶケカヵ]月間?))(?:間(?!隔))?${JAPANESE_AFTER}`,
    'gu',
  ),
  read: (match) => {
    const large = numberIn(match, 'n')
    const ofHours = group(match, 'unit') === '時間'
    const small = group(match, 'half') ? (ofHours ? 30 : 6) : numberIn(match, 'm')
    if (large === undefined || small === undefined) return undefined
    if (group(match, 'small') !== '' && ofHours !== group(match, 'small').startsWith('分')) return undefined
    return readAmount(match, ofHours ? large * 60 + small : large * 12 + small, ofHours ? '分間' : 'か月')
  },
}

const SPAN = '\\s?(?:~|〜|-|ー|から|ないし|乃至)\\s?'

/** `8～64文字`, `3-5営業日以内`: both ends; only the far one where the words bind it from above. */
const RANGE: Rule = {
  pattern: new RegExp(
    `${JAPANESE_BEFORE}${numeral('a')}\\s?(?<first>${JAPANESE_UNIT_SOURCE})?(?:以上)?${SPAN}(?<n>${ARABIC_SOURCE}|${KANJI_SOURCE})\\s?(?<unit>${JAPANESE_UNIT_SOURCE})${JAPANESE_AFTER}`,
    'gu',
  ),
  read: (match) => {
    const first = group(match, 'first')
    const from = meaningOf(first || group(match, 'unit'))
    const low = numberIn(match, 'a')
    const high = readAmount(match, numberIn(match, 'n'), group(match, 'unit'))?.[0]
    if (isPlainWord(match) || low === undefined || !from || !high) return undefined
    if (from.unit !== meaningOf(group(match, 'unit'))?.unit || high.kind === 'rate') return undefined
    const upper: Reading = { ...high, normalized: { ...high.normalized, op: 'lte' } }
    if (high.relation !== null) return [upper]
    return [{ ...high, normalized: { value: low * (from.scale ?? 1), unit: from.unit, op: 'gte' } }, upper]
  },
}

const AMOUNT: Rule = {
  pattern: new RegExp(
    `${TOTAL}${JAPANESE_BEFORE}${numeral('n')}\\s{0,2}(?<unit>${JAPANESE_UNIT_SOURCE})${JAPANESE_AFTER}`,
    'gu',
  ),
  read: (match) => (isPlainWord(match) ? undefined : readAmount(match, numberIn(match, 'n'), group(match, 'unit'))),
}

const HALF_YEAR: Rule = {
  pattern: new RegExp(`${JAPANESE_BEFORE}(?<![\\d一二三四五六七八九十])(?<unit>半年間?)${JAPANESE_AFTER}`, 'gu'),
  read: (match) => readAmount(match, 6, 'か月'),
}

/** The next business day is one business day later, and within it where a bound follows. */
const NEXT_BUSINESS_DAY: Rule = {
  pattern: /翌々?営業日(?<bound>まで|中|以内)?|翌日(?<bound2>までに?|中に?)/gu,
  read: (match) => {
    const business = match[0].includes('営業')
    const bounded = group(match, 'bound') !== '' || group(match, 'bound2') !== ''
    const value = match[0].includes('々') ? 2 : 1
    return [
      {
        kind: 'duration',
        normalized: { value, unit: business ? 'business_day' : 'day', op: bounded ? 'lte' : 'eq' },
        relation: bounded ? 'within' : 'after',
      },
    ]
  },
}

/** Nothing lies between: 「契約終了日の当日」, 即日. */
const SAME_DAY: Rule = {
  pattern: /(?<=(?:終了|解約|退会|満了)日?の?)(?:当日|同日)(?:中)?|即日(?:中)?|\b(?:on )?the same day\b/gu,
  read: () => [{ kind: 'duration', normalized: { value: 0, unit: 'day', op: 'eq' }, relation: 'after' }],
}

const ENGLISH_COMPOUND: Rule = {
  pattern: new RegExp(
    `${ENGLISH_BEFORE}${ENGLISH_NUMERAL}\\s(?:hours?|hrs?)(?:\\sand)?\\s(?<m>\\d{1,2})\\s(?:minutes?|mins?)(?![a-z])${ENGLISH_AFTER}`,
    'gu',
  ),
  read: (match) => readAmount(match, (numberIn(match, 'n') ?? 0) * 60 + (numberIn(match, 'm') ?? 0), 'minutes'),
}

const ENGLISH_RANGE: Rule = {
  pattern: new RegExp(
    `(?:between\\s)?(?<a>${NOT_INSIDE}${ARABIC_SOURCE})\\s?(?:to|and|-)\\s?(?<n>${ARABIC_SOURCE})[\\s-]{0,2}(?<unit>${ENGLISH_UNIT_SOURCE})(?![a-z])${ENGLISH_AFTER}`,
    'gu',
  ),
  read: (match) => {
    if (/\sand\s/.test(match[0]) && !match[0].startsWith('between')) return undefined
    const meaning = meaningOf(group(match, 'unit'))
    const low = numberIn(match, 'a')
    const high = readAmount(match, numberIn(match, 'n'), group(match, 'unit'))?.[0]
    if (!meaning || low === undefined || !high) return undefined
    return [
      { ...high, normalized: { value: low * (meaning.scale ?? 1), unit: meaning.unit, op: 'gte' } },
      { ...high, normalized: { ...high.normalized, op: 'lte' } },
    ]
  },
}

const ENGLISH_AMOUNT: Rule = {
  pattern: new RegExp(
    `${ENGLISH_BEFORE}${ENGLISH_NUMERAL}(?:\\s\\(\\d{1,4}\\))?[\\s-]{0,2}(?<unit>${ENGLISH_UNIT_SOURCE})(?![a-z])${ENGLISH_AFTER}`,
    'gu',
  ),
  read: (match) => readAmount(match, numberIn(match, 'n'), group(match, 'unit')),
}

const PERCENT: Rule = {
  pattern: new RegExp(`${ANY_BEFORE}${numeral('n')}\\s?(?<unit>%|パーセント|percent|per cent)${ANY_AFTER}`, 'gu'),
  read: (match) => readAmount(match, numberIn(match, 'n'), group(match, 'unit')),
}

/** Durations, counts and percentages, the more specific rules first. */
export const AMOUNT_RULES: readonly Rule[] = [
  COMPOUND,
  ENGLISH_COMPOUND,
  RANGE,
  ENGLISH_RANGE,
  PERCENT,
  NEXT_BUSINESS_DAY,
  SAME_DAY,
  HALF_YEAR,
  AMOUNT,
  ENGLISH_AMOUNT,
]
