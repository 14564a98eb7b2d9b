import { foldWithMap, originalOf } from '../../text/fold.ts'

/** The systems of numbering that are told apart; each is counted by itself. */
export type NumberStyle =
  | 'part'
  | 'chapter'
  | 'clause'
  | 'article'
  | 'roman'
  | 'letter'
  | 'number'
  | 'dash'
  | 'paren'
  | 'control'
  | 'question'

/** A line read as a numbered heading. */
export interface NumberedLine {
  readonly style: NumberStyle
  /** The number as a path: `4.2.5` is `[4, 2, 5]`, `A-1` is `[1, 1]`. */
  readonly vector: readonly number[]
  /** The number as it is cited: ASCII digits, no final dot. */
  readonly label: string
  /** What stands after the number, as printed. */
  readonly title: string
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii', 'xiii', 'xiv', 'xv', 'xvi']
const KANJI_DIGITS = '〇一二三四五六七八九'
const UNIT_STYLES: Readonly<Record<string, NumberStyle>> = {
  編: 'part',
  部: 'part',
  章: 'chapter',
  節: 'clause',
  条: 'article',
}
const ENGLISH_UNITS: Readonly<Record<string, NumberStyle>> = {
  part: 'part',
  chapter: 'chapter',
  section: 'clause',
  article: 'article',
}
const COUNTERS =
  /^(?:年|月|日|時|分|秒|件|個|名|人|世代|つ|ヶ|か月|カ月|回|営業|週|種|文字|社|%|円|割|点|版|サービス|台|倍|拠点)/

/** Reads the number at the start of a line; `null` where the line has none or nothing stands after it. */
export function parseNumberedLine(line: string): NumberedLine | null {
  const text = line.trim().replace(/^[■◆●□◇▼▲★]\s*(?=[\d０-９第(（A-Z])/, '')
  const folded = foldWithMap(text)
  const after = (length: number): string => originalOf(folded, length, folded.text.length).trim()
  const readers = [readUnit, readQuestion, readControl, readLetter, readRoman, readDash, readParen, readNumber]
  for (const read of readers) {
    const found = read(folded.text, text)
    if (found === null) continue
    const title = after(found.length)
    if (title === '' && !['part', 'chapter', 'clause', 'article'].includes(found.style)) return null
    return { style: found.style, vector: found.vector, label: found.label, title }
  }
  return null
}

interface Found {
  readonly style: NumberStyle
  readonly vector: readonly number[]
  readonly label: string
  /** Folded units that the number with its separator takes. */
  readonly length: number
}

function readUnit(folded: string): Found | null {
  const english = /^(part|chapter|section|article)\s+([0-9]{1,3}|[ivx]{1,5})(?:[.:]\s*|\s+-?\s*|$)(?![0-9])/.exec(
    folded,
  )
  const word = english?.[1]
  if (english !== null && word !== undefined) {
    const digits = english[2] ?? ''
    const value = /^[0-9]/.test(digits) ? Number(digits) : ROMAN.indexOf(digits) + 1
    const label = `${word.charAt(0).toUpperCase()}${word.slice(1)} ${digits.toUpperCase()}`
    return value === 0
      ? null
      : { style: ENGLISH_UNITS[word] ?? 'chapter', vector: [value], label, length: english[0].length }
  }
  const match =
    /^第\s*([0-9]+|[〇一二三四五六七八九十百]+)\s*([編部章節条])(?:の([0-9]+|[一二三四五六七八九十]+))?(?![のにはがをでとやへ、。])[\s.:、]*/.exec(
      folded,
    )
  const style = UNIT_STYLES[match?.[2] ?? '']
  if (match === null || style === undefined) return null
  const vector = [toInteger(match[1] ?? ''), ...(match[3] === undefined ? [] : [toInteger(match[3])])]
  const label = `第${vector[0]}${match[2]}${vector.length > 1 ? `の${vector[1]}` : ''}`
  return { style, vector, label, length: match[0].length }
}

function readQuestion(folded: string): Found | null {
  const match = /^(?:q\s?[.-]?\s?|問\s?)([0-9]{1,3})(?:[\s.:、)]+|(?=[^\x21-\x7e]))/.exec(folded)
  if (match === null) return null
  return { style: 'question', vector: [Number(match[1])], label: `Q${Number(match[1])}`, length: match[0].length }
}

function readControl(folded: string): Found | null {
  const match = /^[[(【「]?((?:a|cld)\.?\s?[0-9]{1,2}(?:\.[0-9]{1,2})+)[\])】」]?[\s.:]*/.exec(folded)
  const reference = match?.[1]?.toUpperCase().replace(/\s/g, '')
  if (match === null || reference === undefined) return null
  const vector = reference.match(/\d+/g)?.map(Number) ?? []
  // `A.1` and `A.2` are the parts of an annex; a control has at least a clause and a number above 4, as in `A.5.1`.
  if (!reference.startsWith('CLD') && vector.length < 2) return null
  return { style: 'control', vector, label: reference, length: match[0].length }
}

function readLetter(folded: string, text: string): Found | null {
  const match = /^([a-z])(?:[-.]([0-9]{1,2}(?:[-.][0-9]{1,2})*)(?:[.:]\s*|\s+)|\.\s*(?=\S))/.exec(folded)
  const letter = match?.[1]
  if (match === null || letter === undefined || !/^[A-ZＡ-Ｚ]/.test(text)) return null
  if (match[2] === undefined && /^[a-z]\.[a-z]\./.test(folded)) return null
  const rest = match[2]?.split(/[-.]/).map(Number) ?? []
  const label = match[0].replace(/[\s.:]+$/, '').toUpperCase()
  return { style: 'letter', vector: [letter.charCodeAt(0) - 96, ...rest], label, length: match[0].length }
}

function readRoman(folded: string, text: string): Found | null {
  const match = /^([ivx]{1,5})([.:、)]\s*|\s+)/.exec(folded)
  const unicode = /^[Ⅰ-Ⅻ]/.test(text)
  if (match === null || (!unicode && (!/^[IVX]/.test(text) || !/^[.:、]/.test(match[2] ?? '')))) return null
  const value = ROMAN.indexOf(match[1] ?? '') + 1
  return value === 0
    ? null
    : { style: 'roman', vector: [value], label: (match[1] ?? '').toUpperCase(), length: match[0].length }
}

function readDash(folded: string): Found | null {
  const match = /^([0-9]{1,2}(?:-[0-9]{1,2}){1,3})(?:[.:]\s*|\s+)(?![0-9]+[年月/-])/.exec(folded)
  const vector = match?.[1]?.split('-').map(Number)
  if (match === null || vector === undefined || vector.includes(0)) return null
  return { style: 'dash', vector, label: match[1] ?? '', length: match[0].length }
}

function readParen(folded: string): Found | null {
  const match = /^(?:\(([0-9]{1,2})\)|([0-9]{1,2})\))\s*/.exec(folded)
  if (match === null) return null
  const value = Number(match[1] ?? match[2])
  return {
    style: 'paren',
    vector: [value],
    label: match[1] === undefined ? `${value})` : `(${value})`,
    length: match[0].length,
  }
}

function readNumber(folded: string): Found | null {
  const match = /^([0-9]{1,3}(?:\.[0-9]{1,3})*)([.、:]?)(\s*)/.exec(folded)
  const digits = match?.[1]
  if (match === null || digits === undefined) return null
  const vector = digits.split('.').map(Number)
  const next = folded.slice(match[0].length)
  if (vector.slice(1).includes(0) || (vector[0] === 0 && vector.length > 1) || /^[0-9%/~:]/.test(next)) return null
  const separated = match[2] !== '' || match[3] !== ''
  if (!separated && (vector.length < 2 || !/^[^\x21-\x7e]/.test(next) || COUNTERS.test(next))) return null
  if (match[2] === '' && vector.length === 1 && COUNTERS.test(next)) return null
  return { style: 'number', vector, label: vector.join('.'), length: match[0].length }
}

function toInteger(digits: string): number {
  if (/^[0-9]+$/.test(digits)) return Number(digits)
  let total = 0
  let current = 0
  for (const character of digits) {
    const digit = KANJI_DIGITS.indexOf(character)
    if (digit >= 0) current = current * 10 + digit
    else {
      total += (current === 0 ? 1 : current) * (character === '十' ? 10 : 100)
      current = 0
    }
  }
  return total + current
}
