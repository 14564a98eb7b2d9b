import type { Unit } from '../../domain.ts'
import { ARABIC_SOURCE, ENGLISH_SOURCE, parseNumeral } from '../numerals.ts'
import { numeral } from './amount-rules.ts'
import { readBound } from './bounds.ts'
import { group, numberIn, type Op, type Reading, type Rule, toRate } from './rule.ts'

const KA = '[かヶケカヵ箇個]'

function unitOfPeriod(word: string): { unit: Unit; size: number } | undefined {
  if (/^(?:四半期|quarter)/.test(word)) return { unit: 'month', size: 3 }
  if (/^(?:半年|半期)/.test(word)) return { unit: 'month', size: 6 }
  if (/^(?:営業日|business day)/.test(word)) return { unit: 'business_day', size: 1 }
  if (/^(?:日|朝|晩|夜|day|night)/.test(word)) return { unit: 'day', size: 1 }
  if (/^(?:週|week)/.test(word)) return { unit: 'week', size: 1 }
  if (/月|^month/.test(word)) return { unit: 'month', size: 1 }
  if (/^(?:年|year)/.test(word)) return { unit: 'year', size: 1 }
  if (/^(?:時|hour)/.test(word)) return { unit: 'hour', size: 1 }
  if (/^(?:分|minute)/.test(word)) return { unit: 'minute', size: 1 }
  return undefined
}

function one(reading: Reading | undefined): readonly Reading[] | undefined {
  return reading && [reading]
}

/** `1日1回`, `年に１回以上`, `3か月に1回`, `毎月2回`, `年1～2回`. */
const TIMES_IN: Rule = {
  pattern: new RegExp(
    `(?:(?<every>毎)|${numeral('n')}(?!半)\\s?)?(?<period>営業日|時間|分間?|日間?(?![本中時])|週間?|${KA}月間?|月間?|年間|年度?|四半期|半年|半期)` +
      `(?:に|で|ごとに|毎に|あたり|当たり|につき|[、,/\\s])?\\s?(?<bind>最低でも|最低|少なくとも|最大|約)?\\s?(?<t>\\d{1,4}(?!\\d)|[一二三四五六七八九十]{1,3})(?:\\s?[~〜-]\\s?(?<t2>\\d{1,4}))?\\s?(?:回|度(?![合数]))(?![目線答復収避路数覧])(?<bound>以上|以下|以内|未満|程度|まで)?`,
    'gu',
  ),
  read: (match) => {
    const period = unitOfPeriod(group(match, 'period'))
    const n = group(match, 'n') ? numberIn(match, 'n') : 1
    const times = numberIn(match, 't')
    if (!period || n === undefined || times === undefined || !mayStand(match)) return undefined
    const { op } = readBound(group(match, 'bind'), group(match, 'bound'))
    const more = numberIn(match, 't2')
    if (more === undefined) return one(toRate(times, n * period.size, period.unit, op))
    const low = toRate(times, n * period.size, period.unit, 'gte')
    const high = toRate(more, n * period.size, period.unit, 'lte')
    return low && high && [low, high]
  },
}

/** 4月1回 is in April; 平日1回, 翌日1回 and 時間1回 are no periods of one. */
function mayStand(match: RegExpExecArray): boolean {
  const period = group(match, 'period')
  if (group(match, 'n') !== '') return period !== '月'
  if (group(match, 'every') !== '') return true
  if (/^(?:時間|分|営業日|[かヶケカヵ箇個])/.test(period)) return false
  return !/[\d一二三四五六七八九十曜平休祝本当翌同初土今来先昨前半]$/.test(match.input.slice(0, match.index))
}

/** `2回/年`, `1回／日`. */
const TIMES_PER: Rule = {
  pattern: new RegExp(
    `${numeral('t')}\\s?回(?<bound>以上|以下)?\\s?/\\s?(?<period>営業日|時間?|日|週|月|年)(?![\\d間])`,
    'gu',
  ),
  read: (match) => {
    const period = unitOfPeriod(group(match, 'period'))
    const times = numberIn(match, 't')
    if (!period || times === undefined) return undefined
    return one(toRate(times, 1, period.unit, readBound('', group(match, 'bound')).op))
  },
}

const WORDS: Readonly<Record<string, readonly [times: number, n: number, unit: Unit]>> = {
  日次: [1, 1, 'day'],
  週次: [1, 1, 'week'],
  月次: [1, 1, 'month'],
  年次: [1, 1, 'year'],
  隔日: [1, 2, 'day'],
  隔週: [1, 2, 'week'],
  隔月: [1, 2, 'month'],
  隔年: [1, 2, 'year'],
  四半期: [1, 3, 'month'],
  半年: [1, 6, 'month'],
  半期: [1, 6, 'month'],
  月: [1, 1, 'month'],
  週: [1, 1, 'week'],
  日: [1, 1, 'day'],
  年: [1, 1, 'year'],
  年度: [1, 1, 'year'],
}

const EVERY_WORD: Rule = {
  pattern:
    /(?<![\d一二三四五六七八九十])(?<word>日次|週次|月次|年次(?!有給|休暇)|隔[日週月年])|(?<![\d一二三四五六七八九十曜当平休祝終全かヶケカヵ箇半同])(?<each>四半期|半年|半期|年度|月|週|日|年)(?:ごと|毎(?![日週月年回]))/gu,
  read: (match) => {
    const [times, n, unit] = WORDS[group(match, 'word') || group(match, 'each')] ?? []
    return times === undefined || n === undefined || !unit ? undefined : one(toRate(times, n, unit, 'eq'))
  },
}

/** `毎日3時と15時の2回`, `毎月1日と15日の2回`. */
const EVERY_AT: Rule = {
  holdsOthers: true,
  pattern: /毎(?<period>日|週|月)(?:の|、)?[^。\t毎回]{2,30}?の(?<t>\d{1,2}|[二三四五六])回(?![目線答復])/gu,
  read: (match) => {
    const period = unitOfPeriod(group(match, 'period'))
    const times = numberIn(match, 't')
    return period && times !== undefined ? one(toRate(times, 1, period.unit, 'eq')) : undefined
  },
}

/** `毎日`, `毎月1日`: the day of the month is part of the words, not an amount. */
const EVERY: Rule = {
  pattern:
    /毎(?<period>営業日|日(?!新聞)|週|月|年度?|時(?![点])|分(?!類)|朝|晩|夜)(?:第?\d{1,2}(?:営業日|日)(?![間後前以曜]))?/gu,
  read: (match) => {
    const period = unitOfPeriod(group(match, 'period'))
    return period && one(toRate(1, 1, period.unit, 'eq'))
  },
}

const ENGLISH_BIND =
  '(?:(?<![a-z])(?<bind>at least|at minimum|a minimum of|no less than|not less than|up to|at most|no more than|approximately|about)\\s)?'
const ENGLISH_PERIOD = '(?<period>business day|minute|hour|day|night|week|month|quarter|year)s?(?![a-z])'
const ENGLISH_N = `(?:(?<n>${ARABIC_SOURCE}|${ENGLISH_SOURCE}|other)[\\s-])?`

function readEnglish(match: RegExpExecArray, times: number | undefined): readonly Reading[] | undefined {
  const period = unitOfPeriod(group(match, 'period'))
  const words = group(match, 'n')
  const n = words === '' ? 1 : words === 'other' ? 2 : parseNumeral(words)
  if (!period || times === undefined || n === undefined) return undefined
  return one(toRate(times, n * period.size, period.unit, englishOp(match)))
}

function englishOp(match: RegExpExecArray): Op {
  return readBound(group(match, 'bind'), group(match, 'bound')).op
}

/** `once a day`, `at least twice per year`, `3 times a week`, `once every three months`. */
const ENGLISH_TIMES: Rule = {
  pattern: new RegExp(
    `${ENGLISH_BIND}(?<![a-z\\d.])(?<t>once|twice|(?:${ARABIC_SOURCE}|${ENGLISH_SOURCE})(?=\\stimes?))(?:\\stimes?)?(?:\\s(?<bound>or more))?\\s(?:a|an|per|each|every|in)\\s(?:each\\s)?${ENGLISH_N}${ENGLISH_PERIOD}`,
    'gu',
  ),
  read: (match) => {
    const words = group(match, 't')
    return readEnglish(match, words === 'once' ? 1 : words === 'twice' ? 2 : parseNumeral(words))
  },
}

const ENGLISH_EVERY: Rule = {
  pattern: new RegExp(`${ENGLISH_BIND}(?<![a-z])(?:every|each)\\s${ENGLISH_N}${ENGLISH_PERIOD}`, 'gu'),
  read: (match) => readEnglish(match, 1),
}

const ENGLISH_WORDS: Readonly<Record<string, readonly [times: number, n: number, unit: Unit]>> = {
  hourly: [1, 1, 'hour'],
  daily: [1, 1, 'day'],
  nightly: [1, 1, 'day'],
  weekly: [1, 1, 'week'],
  'bi-weekly': [1, 2, 'week'],
  biweekly: [1, 2, 'week'],
  fortnightly: [1, 2, 'week'],
  monthly: [1, 1, 'month'],
  quarterly: [1, 3, 'month'],
  'semi-annually': [2, 1, 'year'],
  'semi-annual': [2, 1, 'year'],
  semiannually: [2, 1, 'year'],
  biannually: [2, 1, 'year'],
  annually: [1, 1, 'year'],
  annual: [1, 1, 'year'],
  yearly: [1, 1, 'year'],
}

const ENGLISH_WORD: Rule = {
  pattern: new RegExp(
    `${ENGLISH_BIND}(?<![a-z-])(?:(?:on\\s)?an?\\s)?(?<word>${Object.keys(ENGLISH_WORDS).join('|')})(?:\\sbasis)?(?![a-z])`,
    'gu',
  ),
  read: (match) => {
    const [times, n, unit] = ENGLISH_WORDS[group(match, 'word')] ?? []
    return times === undefined || n === undefined || !unit ? undefined : one(toRate(times, n, unit, englishOp(match)))
  },
}

/** How often, the more specific rules first. */
export const RATE_RULES: readonly Rule[] = [
  TIMES_IN,
  TIMES_PER,
  EVERY_AT,
  EVERY_WORD,
  EVERY,
  ENGLISH_TIMES,
  ENGLISH_EVERY,
  ENGLISH_WORD,
]
