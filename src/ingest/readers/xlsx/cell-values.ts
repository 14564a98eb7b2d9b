import type { ParentNode } from 'domhandler'
import { findAll } from '../markup.ts'

/** How a number in a cell is shown. */
export type NumberKind = 'number' | 'percent' | 'date' | 'time'

const DAY_MS = 86_400_000
/** Days from Excel's day 0 to 1970, for either of its two calendars. */
const DAYS_TO_1970 = { from1900: 25_569, from1904: 24_107 } as const
/** The latest day that Excel knows: the end of 9999. */
const MAX_DAY = 2_958_466

/** Kinds of numbers by the index that cells have in their `s`. */
export function readNumberKinds(styles: ParentNode): readonly NumberKind[] {
  const codes = new Map(
    findAll(styles, 'numFmt').map(({ attribs }) => [attribs.numFmtId ?? '', attribs.formatCode ?? '']),
  )
  const formats = findAll(styles, 'cellXfs').flatMap((list) => findAll(list, 'xf'))
  return formats.map(({ attribs }) => kindOf(attribs.numFmtId ?? '0', codes.get(attribs.numFmtId ?? '')))
}

/** ECMA-376 part 1, 18.8.30: formats that are built in, those of Japanese editions with them. */
function kindOf(id: string, code: string | undefined): NumberKind {
  const number = Number(id)
  if (code === undefined) {
    if (number === 9 || number === 10) return 'percent'
    if ((number >= 18 && number <= 21) || number === 32 || number === 33 || (number >= 45 && number <= 47))
      return 'time'
    return (number >= 14 && number <= 22) || (number >= 27 && number <= 36) || (number >= 50 && number <= 58)
      ? 'date'
      : 'number'
  }
  const plain = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').toLowerCase()
  if (plain.includes('%')) return 'percent'
  if (/[yd年月日]|ggg?e/.test(plain)) return 'date'
  return /h|s/.test(plain) && !/general/.test(plain) ? 'time' : 'number'
}

/** A number as it is read on the screen: dates as `2025-04-01`, times as `9:00`, shares in percent. */
export function spellValue(value: string, kind: NumberKind, countsFrom1904: boolean): string {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) return value
  if (kind === 'percent') return `${round(number * 100)}%`
  const isDay = number >= 0 && number < MAX_DAY
  if (kind === 'time' && isDay) return toTime(number % 1)
  if (kind === 'date' && isDay) {
    const day = Math.floor(number) - (countsFrom1904 ? DAYS_TO_1970.from1904 : DAYS_TO_1970.from1900)
    const date = new Date(day * DAY_MS).toISOString().slice(0, 10)
    return number % 1 === 0 ? date : `${date} ${toTime(number % 1)}`
  }
  return round(number)
}

function toTime(share: number): string {
  const minutes = Math.round(share * 24 * 60)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** Without what binary fractions leave behind: 0.995 * 100. */
function round(number: number): string {
  return String(Number(number.toPrecision(12)))
}
