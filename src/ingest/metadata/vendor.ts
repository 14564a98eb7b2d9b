import { brandOf, findCompanies, findCompaniesIn, NAME_LETTER } from '../../text/company-names.ts'
import { type Folded, fold, foldWithMap, originalOf } from '../../text/fold.ts'

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
  for (const { name, start, end } of findCompaniesIn(folded)) {
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
    `(?<![\\p{L}\\p{N}])((?:${NAME_LETTER}|\\s(?=[a-z0-9])){2,30})\\(以下[、,]?\\s?[「『]?(?:当社|弊社)`,
    'gu',
  )
  for (const match of folded.text.matchAll(plain)) {
    const name = originalOf(folded, match.index, match.index + (match[1] ?? '').length).trim()
    if (findCompanies(name).length === 0) vote(name, 3)
  }
}
