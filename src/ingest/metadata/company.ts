import { type Folded, fold, foldWithMap, originalOf } from '../../text/fold.ts'

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
const WORD = '[\\p{Script=Katakana}\\p{Script=Han}ーa-z0-9&・.+-]'
const HIRAGANA_NAME = '\\p{Script=Hiragana}[\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Han}ーa-z0-9]{0,14}'
const KANA_WORD =
  '(?:(?!を|ため|いただ|くださ|ます|です|して|する|され|による|が(?:提供|運営)|の(?:取|セキ|サービス|クラウド|情報|安全|対策))[\\p{L}\\p{N}ー・&]){2,20}'
/** A line that is nothing but a company may have kana in it: 日の出警備株式会社, 株式会社森の木. */
const LINE = `(?<=^|\\n|[:\\t] ?)(?!\\d)${KANA_WORD}(?=${KIND}(?:\\s|$))`
const BOUNDARY = '(?<=^|[\\s、。,:「『(/©版]|(?:制定|改[定訂]|発行|更新|施行)|\\d[年月日]|\\d\\s)'

/** `Foo 株式会社Bar` is Foo and 株式会社Bar: with a blank before the form, no name may follow it. */
const AFTER_NAME = new RegExp(
  `(?!(?:19|20)\\d\\d ?(?:年|${KIND}))(?:${LINE}|${BOUNDARY}${HIRAGANA_NAME}?|${LATIN_WORDS}|${WORD}{1,30})(?:${KIND}| ${KIND}(?!${WORD}))`,
  'gu',
)
const BEFORE_NAME = new RegExp(
  `${KIND} ?(?:(?<=(?:^|\\n|[:\\t] ?)${KIND})${KANA_WORD}(?=\\s|$)|${LATIN_WORDS}(?:${WORD}{1,20})?|${WORD}{1,30}|${HIRAGANA_NAME})`,
  'gu',
)
const ENGLISH =
  /(?<![\w&'’.+-])(?!(?:19|20)\d\d )[A-Z0-9][\w&'’+-]{0,30}(?:\.\w{1,10})?(?:[ ](?:of|and|&|[A-Z0-9][\w&'’+-]{0,30}(?:\.\w{1,10})?)){0,5}?,?\s(?:Inc|Incorporated|Corporation|Corp|Co\.?,?\s?Ltd|Company,? Limited|Pte\.?\s?Ltd|Pty\.?\s?Ltd|Pvt\.?\s?Ltd|Sdn\.?\s?Bhd|Ltd|Limited|LLC|LLP|GmbH(?: & Co\. KG)?|K\.?K|PLC|plc|AG|AB|A\/S|AS|ApS|Oyj?|SAS|SARL|S\.?r\.?l|S\.A|S\.L|N\.V|B\.?V)\b\.?/g

/** Company names that carry their legal form, in reading order. */
export function findCompanies(text: string): readonly FoundCompany[] {
  return findIn(foldWithMap(text))
}

function findIn(folded: Folded): readonly FoundCompany[] {
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

/** Longer lines of a cover are running text. */
const MAX_COVER_LINE = 120

/** What a paper calls its own maker: 当社, "we". */
const OURSELVES = '(?:当社|弊社|我々|私たち|わたしたち|私ども|自社|当法人|we|us|our company|the company)'
const BOUND_AFTER = new RegExp(
  `^\\s?\\((?:以下|hereinafter|hereafter)?[、,\\s]{0,2}(?:(?:単に|referred to as|collectively)\\s?)?["「『“'‘]?${OURSELVES}(?![a-z])`,
  'u',
)
const BOUND_BEFORE = new RegExp(`${OURSELVES}\\($`, 'u')

/**
 * The company that publishes the paper: printed on the cover, bound by （以下、当社）, named in a copyright line or as
 * provider. A company that is only mentioned has no vote. `null` where none is told.
 */
export function findVendor(coverLines: readonly string[], texts: readonly string[]): string | null {
  const votes = new Map<string, number>()
  const vote = (name: string, points: number) => votes.set(name, (votes.get(name) ?? 0) + points)
  for (const line of coverLines) {
    if (line.length > MAX_COVER_LINE || /。/u.test(line)) continue
    const companies = findCompanies(line)
    for (const { name } of companies) {
      if (/(?:御中|様|殿)$/u.test(name) || /^\s?(?:御中|様|殿)/u.test(line.slice(line.indexOf(name) + name.length)))
        continue
      if (/©|\(c\)|copyright/iu.test(line.slice(0, line.indexOf(name)))) continue
      const rest = line.replace(name, '').replace(/[\s:：]/gu, '')
      vote(name, rest.length <= 8 && companies.length === 1 ? 10 : 5)
    }
  }
  for (const text of texts) voteInText(foldWithMap(text), vote)
  let best: string | null = null
  for (const [name, points] of votes) {
    if (points >= 3 && points > (best === null ? 0 : (votes.get(best) ?? 0))) best = name
  }
  return best
}

/** `株式会社まなび舎（以下、まなび舎）`: bound to its own short form. */
function isShortForm(name: string, after: string): boolean {
  const short = /^\s?\((?:以下|hereinafter|hereafter)?[、,\s]{0,2}["「『“'‘]?([^()「」『』"”、,]{2,20})/u.exec(
    after,
  )?.[1]
  return (
    short !== undefined &&
    /^\s?\((?:以下|hereinafter|hereafter|["“])/u.test(after) &&
    fold(brandOf(name)).includes(short.trim())
  )
}

function voteInText(folded: Folded, vote: (name: string, points: number) => void): void {
  for (const { name, start, end } of findIn(folded)) {
    const before = folded.text.slice(Math.max(0, start - 30), start)
    const after = folded.text.slice(end, end + 60)
    if (BOUND_AFTER.test(after)) vote(name, 9)
    else if (BOUND_BEFORE.test(before)) vote(name, 6)
    else if (isShortForm(name, after)) vote(name, 6)
    else if (/(?:©|\(c\)|copyright)[^\n]{0,20}$/.test(before)) vote(name, 6)
    else if (
      /(?:(?:つくって|作って|提供|運営|開発|発行|回答)(?:して)?(?:い|お)?(?:る|します|した)?(?:会社|元|事業者|企業)|会社名|事業者名)\s?[:\t|]\s?$/.test(
        before,
      )
    )
      vote(name, 5)
    else if (/^が(?:開発・?)?(?:提供|運営)/.test(after)) vote(name, 2)
    else if (/(?:provided|operated|developed|published|made|run|offered) by\s$/.test(before)) vote(name, 3)
  }
  const plain = new RegExp(
    `(?<![\\p{L}\\p{N}])((?:${WORD}|\\s(?=[a-z0-9])){2,30})\\(以下[、,]?\\s?[「『]?(?:当社|弊社)`,
    'gu',
  )
  for (const match of folded.text.matchAll(plain)) {
    const name = originalOf(folded, match.index, match.index + (match[1] ?? '').length).trim()
    if (findCompanies(name).length === 0) vote(name, 3)
  }
}
