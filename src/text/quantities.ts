import type { Language, Normalized, Unit } from '../domain.ts'
import { type Folded, foldWithMap } from './fold.ts'
import { AMOUNT_RULES } from './quantities/amount-rules.ts'
import { RATE_RULES } from './quantities/rate-rules.ts'
import type { QuantityKind, Reading, Relation, Rule } from './quantities/rule.ts'
import { MASKS, NAME_MASK, readDates, TIME_RULES } from './quantities/time-rules.ts'

/** A value that stands in a text. */
export interface Quantity {
  readonly kind: QuantityKind
  readonly normalized: Normalized
  /** How the words around bind it. */
  readonly relation: Relation
  /** Offsets in the original of the value's words, bound words (以内, 前まで, ごと, at least) included, verbs not. */
  readonly start: number
  readonly end: number
  /** The words themselves, verbatim. */
  readonly text: string
}

/** Every rule needs one of these; most sentences have none, and the rules need not run over them. */
const MAY_HOLD_QUANTITY =
  /[\d〇一二三四五六七八九十百千万億毎隔翌半当即同]|[日週月年]次|ごと|年中無休|[a-z]{3}|日本(?:標準)?時|協定世界時/u

/**
 * All quantities of a text, Japanese or English, in reading order. They do not overlap, but for the two ends of a
 * range (`8～64文字`), which share its words, and for the times that a rate names (`毎日3時と15時の2回`). Versions, section numbers, names, addresses and ordinals are none.
 */
export function findQuantities(text: string): readonly Quantity[] {
  const folded = foldWithMap(text)
  if (!MAY_HOLD_QUANTITY.test(folded.text)) return []
  const matched = withoutFootnoteMarks(folded)
  const taken = new Uint8Array(matched.length)
  const found: Quantity[] = []
  for (const date of readDates(matched)) {
    taken.fill(1, date.start, date.end)
    found.push(toQuantity(folded, date, date.start, date.end))
  }
  for (const rule of [
    ...MASKS,
    ...TIME_RULES.slice(0, 2),
    NAME_MASK,
    ...TIME_RULES.slice(2),
    ...RATE_RULES,
    ...AMOUNT_RULES,
  ]) {
    apply(rule, matched, taken, folded, found)
  }
  found.sort((a, b) => a.start - b.start)
  return [...found, ...withElidedUnit(matched, taken, folded, found)].sort((a, b) => a.start - b.start)
}

const ELIDED = /\b(at least|at most|no more than|no less than|within|up to) (\d{1,4})(?=[;,.)]?(?:$| (?:for|on|in) ))/g

/** "at least 16 characters; user passwords need at least 9": the unit stands once, with the value before. */
function withElidedUnit(text: string, taken: Uint8Array, folded: Folded, found: readonly Quantity[]): Quantity[] {
  return [...text.matchAll(ELIDED)].flatMap((match) => {
    const [words, bind = '', number] = match
    const end = match.index + words.length
    const before = found.findLast((other) => other.end <= (folded.map[match.index] ?? 0))
    const isOfKind = before?.kind === 'count' || before?.kind === 'duration'
    if (!isOfKind || taken.subarray(match.index, end).includes(1)) return []
    const op = /least|less/.test(bind) ? ('gte' as const) : ('lte' as const)
    const normalized = { value: Number(number), unit: before.normalized.unit, op }
    return [toQuantity(folded, { kind: before.kind, normalized, relation: before.relation }, match.index, end)]
  })
}

/** The first quantity of a text, `undefined` where there is none. */
export function parseQuantity(text: string): Quantity | undefined {
  return findQuantities(text)[0]
}

/** Circled numbers and superscripts fold to digits (①日次 to 1日次), and RTO4時間 is a name glued to its value. */
function withoutFootnoteMarks(folded: Folded): string {
  let text = folded.text.replace(/(?<![a-z])(?:rto|rpo|sla|slo|mttr)(?=[\d約])/g, (name) => `${name.slice(0, -1)} `)
  if (!/[²³¹⁰-₟①-⓿❶-➓]/u.test(folded.original)) return text
  const units = [...Array(text.length).keys()].map((i) =>
    /[²³¹⁰-₟①-⓿❶-➓]/u.test(folded.original.charAt(folded.map[i] ?? 0)) ? ' ' : text.charAt(i),
  )
  text = units.join('')
  return text
}

function apply(rule: Rule, text: string, taken: Uint8Array, folded: Folded, found: Quantity[]): void {
  rule.pattern.lastIndex = 0
  for (let match = rule.pattern.exec(text); match; match = rule.pattern.exec(text)) {
    const start = match.index
    const end = start + match[0].length
    const isTaken = taken.subarray(start, end).includes(1)
    const readings = isTaken && !rule.holdsOthers ? undefined : rule.read(match)
    if (readings) {
      taken.fill(1, start, end)
      for (const reading of readings) {
        found.push(
          toQuantity(
            folded,
            reading,
            start + (reading.start ?? 0),
            reading.end === undefined ? end : start + reading.end,
          ),
        )
      }
    } else {
      rule.pattern.lastIndex = start + 1
    }
  }
}

function toQuantity(folded: Folded, reading: Reading, from: number, to: number): Quantity {
  let start = from
  let end = to
  while (start < end && /\s/.test(folded.text.charAt(start))) start++
  while (end > start && /\s/.test(folded.text.charAt(end - 1))) end--
  const { kind, normalized, relation } = reading
  const original = { start: folded.map[start] ?? 0, end: folded.map[end] ?? folded.original.length }
  return { kind, normalized, relation, ...original, text: folded.original.slice(original.start, original.end) }
}

const MINUTES: Partial<Record<Unit, number>> = {
  second: 1 / 60,
  minute: 1,
  hour: 60,
  day: 1440,
  week: 10080,
  month: 43800,
  year: 525600,
}
const MINUTES_PER_PERIOD: Partial<Record<Unit, number>> = {
  per_day: 1440,
  per_week: 10080,
  per_month: 43800,
  per_year: 525600,
}

/**
 * Length of a duration, or of the interval of a rate, in minutes. A month is the twelfth part of 365 days, so that
 * 12 months are a year. `undefined` for what has no such length, business days and hours among them.
 */
export function toMinutes(normalized: Normalized): number | undefined {
  const { value, unit } = normalized
  if (typeof value !== 'number') return undefined
  const minutes = MINUTES[unit]
  if (minutes !== undefined) return value * minutes
  const period = MINUTES_PER_PERIOD[unit]
  return period !== undefined && value > 0 ? period / value : undefined
}

/**
 * Negative where `a` is the smaller, positive where it is the larger, 0 where they are the same; `undefined` where
 * they cannot be compared: business days compare only with each other. Bounds (`op`) are left to the caller.
 */
export function compareNormalized(a: Normalized, b: Normalized): number | undefined {
  if (a.unit === b.unit) {
    if (typeof a.value === 'number' && typeof b.value === 'number') return a.value - b.value
    return a.value === b.value ? 0 : a.value < b.value ? -1 : 1
  }
  const [left, right] = [toMinutes(a), toMinutes(b)]
  return left === undefined || right === undefined ? undefined : left - right
}

type Wording = readonly [ja: string, en: string, plural?: string]

/** `#` is the number. */
const WORDING: Partial<Record<Unit, Wording>> = {
  second: ['#秒', '# second', '# seconds'],
  minute: ['#分', '# minute', '# minutes'],
  hour: ['#時間', '# hour', '# hours'],
  business_hour: ['#営業時間', '# business hour', '# business hours'],
  day: ['#日', '# day', '# days'],
  business_day: ['#営業日', '# business day', '# business days'],
  week: ['#週間', '# week', '# weeks'],
  month: ['#か月', '# month', '# months'],
  year: ['#年', '# year', '# years'],
  generation: ['#世代', '# generation', '# generations'],
  character: ['#文字', '# character', '# characters'],
  character_class: ['#種類', '# character type', '# character types'],
  percent: ['#%', '#%'],
  per_day: ['1日#回', 'once a day', '# times a day'],
  per_week: ['週#回', 'once a week', '# times a week'],
  per_month: ['月#回', 'once a month', '# times a month'],
  per_year: ['年#回', 'once a year', '# times a year'],
  hour_per_month: ['月間#時間', '# hour per month', '# hours per month'],
  hour_per_year: ['年間#時間', '# hour per year', '# hours per year'],
  edition_year: ['#年版', '# edition'],
}

/** Words for a value that was computed and so stands nowhere: `72時間`, `72 hours`, `99.9%以上`, `at least 99.9%`. */
export function formatQuantity(normalized: Normalized, language: Language): string {
  const { value, unit, op } = normalized
  const text = formatValue(value, unit, language, language === 'ja' && op === 'about' ? '約' : '')
  if (op === 'eq') return text
  if (language === 'en') return `${{ gte: 'at least', lte: 'at most', about: 'about' }[op]} ${text}`
  if (op === 'about') return text
  return `${text}${op === 'gte' ? '以上' : MINUTES[unit] === undefined ? '以下' : '以内'}`
}

function formatValue(value: number | string, unit: Unit, language: Language, about: string): string {
  if (typeof value === 'string') return formatText(value, unit, language)
  if (value === 0 && unit === 'day') return language === 'ja' ? '当日' : 'the same day'
  const number = String(Number(value.toFixed(4)))
  if (unit === 'utc_offset_hour') return value === 0 ? 'UTC' : `UTC${value > 0 ? '+' : ''}${number}`
  const [ja, one, many] = WORDING[unit] ?? ['#', '#']
  return (language === 'ja' ? ja : value === 1 ? one : (many ?? one)).replace('#', `${about}${number}`)
}

function formatText(value: string, unit: Unit, language: Language): string {
  if (value === '24x365') return language === 'ja' ? '24時間365日' : '24 hours a day, 365 days a year'
  if (unit === 'time_range') return value.replace('-', language === 'ja' ? '～' : ' to ')
  if (unit !== 'date') return value
  const [year, month, day] = value.split('-').map(Number)
  if (language === 'ja') return `${year}年${month}月${day === undefined ? '' : `${day}日`}`
  const name = new Date(Date.UTC(2000, (month ?? 1) - 1)).toLocaleString('en-US', { month: 'long', timeZone: 'UTC' })
  return day === undefined ? `${name} ${year}` : `${name} ${day}, ${year}`
}
