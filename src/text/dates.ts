import { fold } from './fold.ts'
import { parseNumeral } from './numerals.ts'

/** A date in folded text; the offsets are offsets in that folded text. */
export interface FoundDate {
  /** `YYYY-MM-DD`, or `YYYY-MM` where no day is printed. */
  readonly iso: string
  readonly start: number
  readonly end: number
}

const ERAS: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925 }
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const SMALL = '\\d{1,2}(?!\\d)|[一二三四五六七八九十]{1,3}'
const YEAR = '(?<year>(?:19|20)\\d{2})'
const ORDINAL = '(?:st|nd|rd|th)?'

/** Each pattern ends before anything that would make it part of a longer number. */
const PATTERNS: readonly RegExp[] = [
  new RegExp(
    `(?<![\\d./])(?:(?<era>令和|平成|昭和)\\s?(?<eraYear>元|${SMALL})|(?<year>(?:19|20)\\d{2}|[〇一二三四五六七八九]{4}))\\s?年` +
      `(?:\\([^)\\n]{1,8}\\)\\s?)?\\s?(?<month>${SMALL})\\s?月(?!間)(?:\\s?(?<day>${SMALL})\\s?日(?!間))?`,
    'gu',
  ),
  new RegExp(`(?<![\\d./a-z-])${YEAR}(?<mark>[/.-])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})(?!\\d|[./-]\\d)`, 'gu'),
  new RegExp(`(?<![\\d./a-z-])${YEAR}/(?<month>0[1-9]|1[0-2])(?![\\d/])`, 'gu'),
  new RegExp(`(?<![a-z])${MONTH}\\.?\\s(?<day>\\d{1,2})${ORDINAL},?\\s${YEAR}(?!\\d)`, 'gu'),
  new RegExp(`(?<![\\d.])(?<day>\\d{1,2})${ORDINAL}[\\s-](?:of\\s)?${MONTH}\\.?,?[\\s-]${YEAR}(?!\\d)`, 'gu'),
  new RegExp(`(?<![a-z])${MONTH}\\.?,?\\s${YEAR}(?!\\d)`, 'gu'),
]

/** All dates of a folded text in reading order; impossible ones (`2023年13月1日`) are left out. */
export function findDates(folded: string): readonly FoundDate[] {
  const found: FoundDate[] = []
  for (const pattern of PATTERNS) {
    for (const match of folded.matchAll(pattern)) {
      const iso = toIso(match.groups ?? {})
      const start = match.index
      const end = start + match[0].length
      if (iso && !found.some((date) => start < date.end && date.start < end)) found.push({ iso, start, end })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** The first date of a text as printed, `YYYY-MM-DD` or `YYYY-MM`; `undefined` where there is none. */
export function parseDate(text: string): string | undefined {
  return findDates(fold(text))[0]?.iso
}

function toIso(groups: Readonly<Record<string, string | undefined>>): string | undefined {
  const year = toYear(groups)
  const month = MONTHS.indexOf((groups.month ?? '').slice(0, 3)) + 1 || parseNumeral(groups.month ?? '')
  if (year === undefined || month === undefined || month < 1 || month > 12) return undefined
  const yearAndMonth = `${year}-${String(month).padStart(2, '0')}`
  if (groups.day === undefined) return yearAndMonth
  const day = parseNumeral(groups.day)
  // Day 0 of the next month is the last day of this one.
  if (day === undefined || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined
  return `${yearAndMonth}-${String(day).padStart(2, '0')}`
}

function toYear(groups: Readonly<Record<string, string | undefined>>): number | undefined {
  if (groups.era === undefined) return parseNumeral(groups.year ?? '')
  const inEra = groups.eraYear === '元' ? 1 : parseNumeral(groups.eraYear ?? '')
  return inEra === undefined ? undefined : (ERAS[groups.era] ?? 0) + inEra
}
