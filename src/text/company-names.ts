import { type Folded, foldWithMap, originalOf } from './fold.ts'

/** A company name in a text; the offsets are offsets in the folded text. */
export interface FoundCompany {
  /** As printed. */
  readonly name: string
  readonly start: number
  readonly end: number
}

const KIND =
  '(?:株式会社|有限会社|合同会社|合資会社|\\(株\\)|\\(有\\)|(?:一般|公益)(?:社団|財団)法人|国立大学法人|独立行政法人|学校法人)'
const LATIN_WORDS = "(?<![a-z0-9&.'+-])[a-z0-9][a-z0-9&.'+-]{0,30}(?: [a-z0-9&][a-z0-9&.'+-]{0,30}){0,3}"
/** Letters of a name in a language without blanks, as a class of a regular expression. */
export const NAME_LETTER = '[\\p{Script=Katakana}\\p{Script=Han}ーa-z0-9&・.+-]'
const HIRAGANA_NAME = '\\p{Script=Hiragana}[\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Han}ーa-z0-9]{0,14}'
const KANA_WORD =
  '(?:(?!を|ため|いただ|くださ|ます|です|して|する|され|による|が(?:提供|運営)|の(?:取|セキ|サービス|クラウド|情報|安全|対策))[\\p{L}\\p{N}ー・&]){2,20}'
/** A line that is nothing but a company may have kana in it: 日の出警備株式会社, 株式会社森の木. */
const LINE = `(?<=^|\\n|[:\\t] ?)(?!\\d)${KANA_WORD}(?=${KIND}(?:\\s|$))`
const BOUNDARY = '(?<=^|[\\s、。,:「『(/©版]|(?:制定|改[定訂]|発行|更新|施行)|\\d[年月日]|\\d\\s)'

/** `Foo 株式会社Bar` is Foo and 株式会社Bar: with a blank before the form, no name may follow it. */
const AFTER_NAME = new RegExp(
  `(?!(?:19|20)\\d\\d ?(?:年|${KIND}))(?:${LINE}|${BOUNDARY}${HIRAGANA_NAME}?|${LATIN_WORDS}|${NAME_LETTER}{1,30})(?:${KIND}| ${KIND}(?!${NAME_LETTER}))`,
  'gu',
)
const BEFORE_NAME = new RegExp(
  `${KIND} ?(?:(?<=(?:^|\\n|[:\\t] ?)${KIND})${KANA_WORD}(?=\\s|$)|${LATIN_WORDS}(?:${NAME_LETTER}{1,20})?|${NAME_LETTER}{1,30}|${HIRAGANA_NAME})`,
  'gu',
)
const ENGLISH =
  /(?<![\w&'’.+-])(?!(?:19|20)\d\d )[A-Z0-9][\w&'’+-]{0,30}(?:\.\w{1,10})?(?:[ ](?:of|and|&|[A-Z0-9][\w&'’+-]{0,30}(?:\.\w{1,10})?)){0,5}?,?\s(?:Inc|Incorporated|Corporation|Corp|Co\.?,?\s?Ltd|Company,? Limited|Pte\.?\s?Ltd|Pty\.?\s?Ltd|Pvt\.?\s?Ltd|Sdn\.?\s?Bhd|Ltd|Limited|LLC|LLP|GmbH(?: & Co\. KG)?|K\.?K|PLC|plc|AG|AB|A\/S|AS|ApS|Oyj?|SAS|SARL|S\.?r\.?l|S\.A|S\.L|N\.V|B\.?V)\b\.?/g

/** Company names that carry their legal form, in reading order. */
export function findCompanies(text: string): readonly FoundCompany[] {
  return findCompaniesIn(foldWithMap(text))
}

/** The same in text that is folded already. */
export function findCompaniesIn(folded: Folded): readonly FoundCompany[] {
  const found: FoundCompany[] = []
  const add = (start: number, length: number) => {
    const end = start + length
    if (found.some((company) => start < company.end && company.start < end)) return
    found.push({
      name: originalOf(folded, start, end)
        .trim()
        .replace(/[、,]$|(?<=GmbH|LLC|Limited|Corporation|Incorporated|plc|PLC|\b(?:AG|AB|AS|Oy|SAS))\.$/u, ''),
      start,
      end,
    })
  }
  for (const pattern of [AFTER_NAME, BEFORE_NAME]) {
    for (const match of folded.text.matchAll(pattern)) add(match.index, match[0].length)
  }
  // English names are told by their capitals, which folding takes away.
  for (const match of folded.original.matchAll(ENGLISH)) {
    const start = folded.map.indexOf(match.index)
    if (start >= 0) add(start, folded.map.indexOf(match.index + match[0].length) - start)
  }
  return found.sort((a, b) => a.start - b.start)
}

/** A company name without its legal form: what people call it. */
export function brandOf(vendor: string): string {
  return vendor
    .normalize('NFKC')
    .replace(
      /株式会社|有限会社|合同会社|合資会社|\(株\)|\(有\)|(?:一般|公益)(?:社団|財団)法人|国立大学法人|独立行政法人|学校法人/gu,
      '',
    )
    .replace(
      /,?\s+(?:Inc|Incorporated|Corporation|Corp|Co\.?,?\s?Ltd|Company,? Limited|Pte\.?\s?Ltd|Pty\.?\s?Ltd|Pvt\.?\s?Ltd|Sdn\.?\s?Bhd|Ltd|Limited|LLC|LLP|GmbH(?: & Co\. KG)?|K\.?K|PLC|AG|AB|A\/S|AS|ApS|Oyj?|SAS|SARL|S\.?r\.?l|S\.A|S\.L|N\.V|B\.?V)\.?$/iu,
      '',
    )
    .trim()
}
