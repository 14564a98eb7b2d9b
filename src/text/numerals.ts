/**
 * Numerals as papers print them, on folded text (see `fold`): Arabic with thousands commas, kanji (positional and
 * with 十百千万億), mixed (`3万`) and English words up to 999.
 */

const DIGITS = '〇一二三四五六七八九'
const ENGLISH_ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

const ENGLISH_BELOW_HUNDRED = `(?:${ENGLISH_TENS.join('|')})(?:[- ](?:${ENGLISH_ONES.slice(1, 10).join('|')})(?![a-z]))?|(?:${[...ENGLISH_ONES].reverse().join('|')})`

/** Regular expression source of an Arabic numeral; bounded, so that a scan stays linear. */
export const ARABIC_SOURCE = '(?:\\d{1,3}(?:,\\d{3}){1,3}(?!\\d)|\\d{1,9}(?:\\.\\d{1,4})?(?!\\d))'

/** Regular expression source of a kanji numeral, `3万` included. */
export const KANJI_SOURCE = `(?:[${DIGITS}零十百千万億]{1,12}|\\d{1,4}(?:\\.\\d)?[千万億](?![\\d${DIGITS}]))`

/** Regular expression source of an English number word. */
export const ENGLISH_SOURCE = `(?:(?:(?:one|two|three|four|five|six|seven|eight|nine)[- ]hundred(?: (?:and )?(?:${ENGLISH_BELOW_HUNDRED}))?|${ENGLISH_BELOW_HUNDRED})(?![a-z]))`

/** Value of a folded numeral, `undefined` where the text is none. */
export function parseNumeral(text: string): number | undefined {
  const plain = text.trim()
  if (/^\d{1,3}(?:,\d{3})+$/.test(plain)) return Number(plain.replaceAll(',', ''))
  if (/^\d+(?:\.\d+)?$/.test(plain)) return Number(plain)
  if (/^[a-z]/.test(plain)) return parseEnglish(plain)
  return parseKanji(plain.replaceAll('零', '〇'))
}

function parseKanji(text: string): number | undefined {
  const mixed = /^(\d+(?:\.\d+)?)([千万億])$/.exec(text)
  if (mixed) return Math.round(Number(mixed[1]) * (SCALES[mixed[2] ?? ''] ?? 1))
  if (new RegExp(`^[${DIGITS}]+$`).test(text)) return parsePositional(text)
  const parts = /^(?:(.+)億)?(?:(.+)万)?(.*)$/.exec(text)
  if (!parts) return undefined
  let sum = 0
  for (const [part, scale] of [
    [parts[1], 1e8],
    [parts[2], 1e4],
    [parts[3], 1],
  ] as const) {
    if (part === undefined || part === '') continue
    const value = parseBelowTenThousand(part)
    if (value === undefined) return undefined
    sum += value * scale
  }
  return sum === 0 ? undefined : sum
}

const SCALES: Readonly<Record<string, number>> = { 千: 1e3, 万: 1e4, 億: 1e8 }

/** `三〇` is 30 and `二〇二三` 2023, but `二三` means "two or three" and is no numeral. */
function parsePositional(text: string): number | undefined {
  if (text.length === 2 && !text.includes('〇')) return undefined
  return Number([...text].map((character) => DIGITS.indexOf(character)).join(''))
}

function parseBelowTenThousand(text: string): number | undefined {
  const one = '[一二三四五六七八九]'
  const match = new RegExp(`^(?:(${one}?)千)?(?:(${one}?)百)?(?:(${one}?)十)?(${one}?)$`).exec(text)
  if (!match || text === '') return undefined
  const digit = (group: string | undefined) => (group === undefined ? 0 : group === '' ? 1 : DIGITS.indexOf(group))
  const last = match[4] ? DIGITS.indexOf(match[4]) : 0
  return digit(match[1]) * 1000 + digit(match[2]) * 100 + digit(match[3]) * 10 + last
}

function parseEnglish(text: string): number | undefined {
  let sum = 0
  for (const word of text.split(/[- ]/)) {
    const one = ENGLISH_ONES.indexOf(word)
    const ten = ENGLISH_TENS.indexOf(word)
    if (word === 'hundred') sum *= 100
    else if (one >= 0) sum += one
    else if (ten >= 0) sum += (ten + 2) * 10
    else if (word !== 'and') return undefined
  }
  return sum
}
