const ROMAN = [
  ['m', 1000],
  ['cm', 900],
  ['d', 500],
  ['cd', 400],
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
] as const
const KANA = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン'
const IROHA = 'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス'
const KANJI = '〇一二三四五六七八九'

/** A number as Word prints it in one of its formats; those that are not known, in digits. */
export function spellNumber(value: number, format: string): string {
  switch (format) {
    case 'none':
      return ''
    case 'decimalZero':
      return String(value).padStart(2, '0')
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    case 'decimalEnclosedCircle':
      return value >= 1 && value <= 20 ? String.fromCharCode(0x245f + value) : String(value)
    case 'lowerLetter':
      return letter(value)
    case 'upperLetter':
      return letter(value).toUpperCase()
    case 'lowerRoman':
      return roman(value)
    case 'upperRoman':
      return roman(value).toUpperCase()
    case 'aiueo':
    case 'aiueoFullWidth':
      return KANA.charAt(value - 1) || String(value)
    case 'iroha':
    case 'irohaFullWidth':
      return IROHA.charAt(value - 1) || String(value)
    case 'ideographDigital':
      return String(value).replace(/\d/g, (digit) => KANJI.charAt(Number(digit)))
    case 'japaneseCounting':
    case 'japaneseDigitalTenThousand':
    case 'chineseCounting':
      return kanji(value)
    default:
      return String(value)
  }
}

function letter(value: number): string {
  if (value < 1 || value > 780) return String(value)
  return String.fromCharCode(0x61 + ((value - 1) % 26)).repeat(Math.ceil(value / 26))
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value)
  let left = value
  return ROMAN.map(([sign, size]) => {
    const times = Math.floor(left / size)
    left -= times * size
    return sign.repeat(times)
  }).join('')
}

function kanji(value: number): string {
  if (value < 1 || value > 99) return String(value)
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : KANJI.charAt(tens)}十`
  return ten + (ones === 0 ? '' : KANJI.charAt(ones))
}
