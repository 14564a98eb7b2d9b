import type { Section } from '../../domain.ts'
import { type Folded, fold, foldWithMap, originalOf, squash } from '../../text/fold.ts'
import { parseNumeral } from '../../text/numerals.ts'
import { brandOf, findCompanies } from './company.ts'
import { type Cover, DOCUMENT_KIND, withoutDocumentKind, withoutEdition } from './cover.ts'
import {
  commonPrefix,
  countAlone,
  isDescription,
  isInfrastructure,
  isName,
  looksLikeProduct,
  splitNames,
  toName,
} from './names.ts'

/** The products that a paper is about. */
export interface ProductNames {
  readonly product: string
  readonly variants: readonly string[]
  readonly aliases: readonly string[]
}

/** Points that it takes to be sure of a name: one good cue, or two weak ones. */
const ENOUGH = 4

const SCOPE_HEADING =
  /適用範囲|対象範囲|対象(?:の)?(?:サービス|製品|プロダクト|システム)|サービス(?:の)?範囲|scope|applicab|covered (?:services|products)/u
const OUR_SERVICE =
  '(?:本|当|対象)(?:サービス|システム|製品|クラウド|プロダクト|アプリ|ソフトウェア|ソリューション|プラットフォーム|ツール)'
const BULLET = /^[\s　]*(?:[●○◯•·・▪◦*※►▶✓■◆□◇–-][\s　]*)+|^[\s　]*[(（]?\d{1,2}[.)）][\s　]+/u

const LABEL =
  /(?:^|\n)[^\p{L}\n]{0,4}(?:(?:対象)?(?:サービス|製品|商品|プロダクト|システム)(?:名称?)|対象(?:サービス|製品)|(?:product|service)(?: name)?)\s?[:\t|]\s?[「『]?([^\n「」『』()|\t、。]{2,40})/gu
const OUR_QUOTED =
  /(?:当社|弊社)(?:の)?[^「『。\n、]{0,24}(?:サービス|製品|システム|プラットフォーム|ソフトウェア|アプリ)[「『]([^」』\n]{2,40})[」』]/gu

interface Candidate {
  readonly name: string
  points: number
  onCover: boolean
}

/** Candidates by their squashed name, with points for every place that speaks for them. */
function createBallot() {
  const candidates = new Map<string, Candidate>()
  return {
    candidates,
    vote(words: string, points: number, onCover = false): void {
      const name = toName(words.replace(/[(（][^()（）]*[)）]$/u, ''))
      if (!isName(name) || (!onCover && isInfrastructure(name))) return
      const candidate = candidates.get(squash(name)) ?? { name, points: 0, onCover: false }
      candidate.points += isDescription(name) && !onCover ? points / 2 : points
      candidate.onCover ||= onCover
      candidates.set(squash(name), candidate)
    },
  }
}

type Ballot = ReturnType<typeof createBallot>

/**
 * Tells the products from the cover, the scope section, definitions (X（以下、本サービス）), the purpose, lists of
 * several, and how often a name is used. `undefined` where no name gets enough points.
 */
export function findProducts(
  sections: readonly Section[],
  cover: Cover,
  vendor: string | null,
  fileName: string,
): ProductNames | undefined {
  const ballot = createBallot()
  const folded = sections.map((section) => foldWithMap(section.body))
  const all = folded.map((part) => part.text).join('\n')
  voteOnCover(cover, ballot)
  for (const part of folded) {
    voteOnDefinitions(part, ballot)
    voteOnEnglish(part.original, ballot)
  }
  const variants = findVariants(sections, folded, ballot)
  const base = squash(fileName.replace(/^.*[\\/]|\.[^.]*$/gu, ''))
  for (const candidate of ballot.candidates.values()) {
    const used = countAlone(candidate.name, all)
    // A name that the body never uses by itself is a slip of the cut, unless the paper speaks of 本サービス only.
    candidate.points += used === 0 && !candidate.onCover ? -2 : Math.min(3, Math.log2(1 + used))
    if (base.length >= 3 && squash(candidate.name).includes(base)) candidate.points += 1
  }
  halveBrand(ballot, vendor)
  const aliases = mergeExtended(ballot)
  if (variants.length >= 2) return { product: nameOfAll(variants, ballot, vendor), variants, aliases: [] }
  const best = [...ballot.candidates.values()].sort((a, b) => b.points - a.points)[0]
  if (!best || best.points < ENOUGH) return undefined
  return {
    product: best.name,
    variants: [],
    aliases: aliasesOf(best.name, aliases.get(squash(best.name)) ?? [], folded),
  }
}

/** What is also the company's name is less often the product; a name in the title keeps its points. */
function halveBrand(ballot: Ballot, vendor: string | null): void {
  const candidate = vendor === null ? undefined : ballot.candidates.get(squash(brandOf(vendor)))
  if (candidate && !candidate.onCover) candidate.points /= 2
}

function nameOfAll(variants: readonly string[], ballot: Ballot, vendor: string | null): string {
  const known = new Set(variants.map(squash))
  const onCover = [...ballot.candidates.values()]
    .filter((candidate) => candidate.onCover && !known.has(squash(candidate.name)))
    .sort((a, b) => b.points - a.points)[0]
  const brand = vendor === null ? '' : brandOf(vendor)
  const shared = commonPrefix(variants)
  if (shared !== null && (!onCover || squash(onCover.name).startsWith(squash(shared)))) return shared
  return onCover?.name ?? shared ?? (brand || variants[0] || '')
}

function voteOnCover(cover: Cover, ballot: Ballot): void {
  const titles = cover.title === null ? cover.lines.slice(0, 3) : [cover.title]
  for (const title of titles) {
    if (/。/u.test(title) || title.length > 100) continue
    const quoted = [...title.matchAll(/[「『"“]([^」』"”]{2,40})[」』"”]/gu)].map((match) => match[1] ?? '')
    const kept = findCompanies(title).reduce((rest, company) => rest.replace(company.name, ' '), withoutEdition(title))
    const isTitle = cover.title !== null
    for (const name of quoted) if (!DOCUMENT_KIND.test(fold(name))) ballot.vote(name, isTitle ? 7 : 4, true)
    if (quoted.some(isName)) continue
    for (const name of namesInTitle(kept)) ballot.vote(name, isTitle ? 5 : 2, true)
  }
}

/** What a title names besides the kind of document; two readings where modifier and name have grown together. */
function namesInTitle(title: string): readonly string[] {
  const rest = withoutDocumentKind(title)
  const bracketed = [...title.matchAll(/[(（【[]([^)）】\]]{2,40})[)）】\]]/gu)]
    .map((match) => match[1] ?? '')
    .filter((words) => isName(words) && !DOCUMENT_KIND.test(fold(words)))
  const outside = rest.replace(/[(（【[][^)）】\]]*[)）】\]]/gu, ' ').trim()
  const names = outside === '' ? bracketed : [withoutDescription(outside), ...bracketed.slice(1)]
  const grown = /^(.*[\p{L}\p{N}ー](?:クラウド|サービス|システム|データ|情報))(?=セキュリティ|ホワイト)/u.exec(
    title,
  )?.[1]
  return grown === undefined ? names : [...names, grown]
}

/** `勤怠管理システム ハタラク` is ハタラク: words that only describe are left out where a name remains. */
function withoutDescription(words: string): string {
  const parts = words.split(/[\s　]+/u)
  const named = parts.filter(
    (part) =>
      !/\p{Script=Han}.*(?:システム|サービス|プラットフォーム|ソフト(?:ウェア)?|ツール|ソリューション|クラウド|管理|基盤)$/u.test(
        part,
      ),
  )
  return (named.length > 0 ? named : parts).join(' ')
}

function voteOnDefinitions(part: Folded, ballot: Ballot): void {
  const { text } = part
  for (const match of text.matchAll(LABEL)) ballot.vote(inner(part, match, match[1] ?? ''), 7)
  for (const match of text.matchAll(OUR_QUOTED)) ballot.vote(inner(part, match, match[1] ?? ''), 5)
  const definition = new RegExp(`\\((?:以下|これを)?[、,\\s]{0,2}(?:総称して|単に)?[「『"]?${OUR_SERVICE}`, 'gu')
  for (const match of text.matchAll(definition)) ballot.vote(nameBefore(part, match.index), 6)
  // 「X（以下「本サービス」という）」 has its bracket inside the quotation, X the one before it.
  for (const match of text.matchAll(
    /(?:当社|弊社)[」』]?(?:と(?:いう|いいます)。?)?\)?が(?:開発・?|企画・?)?(?:提供|運営|開発|販売)(?:する|している|しております|いたします)?[^「『。\n]{0,40}[「『]([^」』\n]{2,40})[」』]/gu,
  )) {
    ballot.vote(inner(part, match, match[1] ?? ''), 5)
  }
  for (const match of text.matchAll(
    /[「『]([^」』\n]{2,40})[」』](?:が|を)、?(?:本書|本資料|本文書|本ホワイトペーパー)の(?:適用|対象)/gu,
  )) {
    ballot.vote(inner(part, match, match[1] ?? ''), 6)
  }
  for (const match of text.matchAll(
    /(?:本書|本資料|本文書|本ホワイトペーパー|このホワイトペーパー)は、?(?:[^。\n]{0,60}?(?:が|の)(?:提供|運営)する)?[「『]?([^。、\n「」『』()]{2,40}?)[」』]?(?:の(?:情報)?セキュリティ|における(?:情報)?セキュリティ|に関する(?:情報)?セキュリティ)/gu,
  )) {
    ballot.vote(inner(part, match, match[1] ?? ''), 3)
  }
  for (const match of text.matchAll(
    /(?:^|\n|。)[\s]{0,4}[「『]?([^。、\n「」『』()]{2,30}?)[」』]?(?:\([^)\n]{0,40}\))?は、[^。\n]{2,80}(?:サービス|システム|プラットフォーム|ソフトウェア|ツール|アプリ|アプリケーション)です/gu,
  )) {
    ballot.vote(inner(part, match, match[1] ?? ''), 3)
  }
}

/** The original words of a group, which stands once in its match. */
function inner(part: Folded, match: RegExpMatchArray, words: string): string {
  const start = (match.index ?? 0) + match[0].indexOf(words)
  return originalOf(part, start, start + words.length)
}

/** The name that ends where a bracket opens. */
function nameBefore(part: Folded, bracket: number): string {
  const from = Math.max(0, bracket - 120)
  const before = part.text
    .slice(from, bracket)
    .replace(/[」』\s]+$/u, '')
    .replace(/\([^()]{1,30}\)$/u, '')
  const boundary = Math.max(
    ...['\n', '。', '、', '「', '『', ')', ':', '」', '』'].map((mark) => before.lastIndexOf(mark)),
  )
  const segment = before.slice(boundary + 1)
  const lead =
    /^.*(?:提供する|提供している|提供しております|提供いたします|運営する|開発する|販売する|である|における|に関する|(?:当社|弊社|本書|本資料)[はがの])\s*/u.exec(
      segment,
    )
  const start = from + boundary + 1 + (lead?.[0].length ?? 0)
  return originalOf(part, start, from + before.length)
}

const CAPITALISED_WORD = "[A-Z0-9][\\w&+'-]{0,30}(?:\\.\\w{1,10})?"
const CAPITALISED = `((?<![\\w&+.'-])(?=[A-Z])${CAPITALISED_WORD}(?: ${CAPITALISED_WORD}){0,4})`

function voteOnEnglish(text: string, ballot: Ballot): void {
  const rules: readonly (readonly [RegExp, number])[] = [
    [
      new RegExp(
        `${CAPITALISED} ?\\((?:hereinafter|hereafter|the|“|")[^)\\n]{0,40}(?:[Ss]ervice|[Pp]roduct|[Pp]latform|[Ss]olution)s?["”]?\\)`,
        'gu',
      ),
      6,
    ],
    [
      new RegExp(
        `(?:^|[.\\n] ?)${CAPITALISED} is an? [^.\\n]{0,80}(?:service|platform|application|solution|product|software|tool)\\b`,
        'gu',
      ),
      4,
    ],
    [
      new RegExp(
        `(?:protects?|secur(?:es?|ity)|safeguards?|controls|measures)\\b[^.\\n]{0,60}? (?:in|of|for|within) ${CAPITALISED}(?=[.,( ]|$)`,
        'gu',
      ),
      3,
    ],
    [
      new RegExp(
        `(?:describes|explains|outlines|summari[sz]es|covers|applies to)[^.\\n]{0,60}?(?: of| for| in| behind| to)? ${CAPITALISED}(?=[.,( ]|$)`,
        'gu',
      ),
      3,
    ],
  ]
  for (const [pattern, points] of rules) {
    for (const match of text.matchAll(pattern)) {
      const name = (match[1] ?? '').replace(/^(?:The|This|Our|In|For|At) /u, '').replace(/[.,]$/u, '')
      if (!/^(?:The|This|It|We|Our|All|Each|Every|These)$/u.test(name)) ballot.vote(name, points)
    }
  }
}

/** Products that the paper lists as its subjects; a list of one is a vote. */
function findVariants(sections: readonly Section[], folded: readonly Folded[], ballot: Ballot): readonly string[] {
  let variants: readonly string[] = []
  for (const [i, section] of sections.entries()) {
    const part = folded[i]
    if (!part) continue
    const inScope = SCOPE_HEADING.test(fold(section.heading))
    const found = [
      ...(inScope ? [namesInBullets(section.body), quotedNames(section.body)] : []),
      namesInList(part, inScope),
      namesInColumns(section.body),
    ]
    for (const names of found) if (names.length >= 2 && variants.length === 0) variants = names
    if (!inScope) continue
    for (const name of found.flat()) ballot.vote(name, 6)
    const sentence =
      /(?:適用範囲|対象範囲|対象(?:サービス|製品)?)(?:は|:)[、\s]*(?:(?:当社|弊社)が提供する)?([^。、\n「」『』()]{2,40}?)(?:です|となります|とします|とする|になります|。|\n|$)/u.exec(
        part.text,
      )
    if (sentence) ballot.vote(inner(part, Object.assign(sentence, { index: sentence.index }), sentence[1] ?? ''), 5)
  }
  return variants
}

/** Column heads of a table that are names with a common beginning: one column for each product. */
function namesInColumns(body: string): readonly string[] {
  const heads = (body.split('\n').find((line) => line.includes('\t')) ?? '')
    .split('\t')
    .slice(1)
    .map((head) => toName(head.trim()))
  const shared = heads.length >= 2 ? commonPrefix(heads) : null
  return shared !== null && shared.length >= 3 && heads.every((head) => looksLikeProduct(head)) ? heads : []
}

function namesInBullets(body: string): readonly string[] {
  return body
    .split('\n')
    .filter((line) => BULLET.test(line))
    .map((line) => line.replace(BULLET, '').split(/[(（:：\t]|\s[-–—]\s/u)[0] ?? '')
    .map((line) => toName(line.replace(/[「」『』]|(?:です|。)+$/gu, '')))
    .filter(looksLikeProduct)
}

function quotedNames(body: string): readonly string[] {
  const names = [...body.matchAll(/[「『]([^」』\n]{2,40})[」』]/gu)]
    .map((match) => toName(match[1] ?? ''))
    .filter(isName)
  return [...new Set(names)]
}

/** `A、B、Cの3つを提供`, `A, B and C (three services)`: a list that announces how many it names. */
function namesInList(part: Folded, inScope: boolean): readonly string[] {
  const announced =
    /(?:^|\n|[。:]|は、?|する、?)([^。\n:]{3,200}?)の\s?([\d一二三四五六七八九十]{1,2})\s?(?:つ|サービス|製品|プロダクト|種類)(?:の(?:サービス|製品|プロダクト))?(?=[^。\n]{0,30}(?:提供|対象|運営|適用|範囲|です|から(?:成|な)))/gu
  for (const match of part.text.matchAll(announced)) {
    const list = (match[1] ?? '').replace(/^.*(?:では?|は|が提供する)、/u, '')
    const names = splitNames(inner(part, match, list), parseNumeral(match[2] ?? '') ?? null)
    if (names.length >= 2) return names
  }
  const english = new RegExp(
    `(?:covers|applies to|offers|provides|services:|products:)(?: the)?(?: following)?(?: (?:two|three|four|five))?(?: (?:services|products):?)? (${CAPITALISED.slice(1, -1)}(?:, ${CAPITALISED.slice(1, -1)}){0,6},? and ${CAPITALISED.slice(1, -1)})`,
    'u',
  ).exec(part.original)
  if (english) return splitNames((english[1] ?? '').replace(/, and /u, ' and '), null)
  const plain = inScope
    ? /(?:適用範囲|対象(?:サービス|製品)?)(?:は|:)[、\s]*([^。\n]{3,120}?)(?:です|となります|とします|とする|を対象|。|$)/u.exec(
        part.text,
      )
    : null
  return plain ? splitNames(inner(part, Object.assign(plain, { index: plain.index }), plain[1] ?? ''), null) : []
}

/** `X再販版サービス` is X with a category after it: its points go to X and it becomes another spelling of X. */
function mergeExtended(ballot: Ballot): ReadonlyMap<string, readonly string[]> {
  const aliases = new Map<string, string[]>()
  for (const [key, longer] of ballot.candidates) {
    for (const [shortKey, shorter] of ballot.candidates) {
      if (key === shortKey || !key.startsWith(shortKey)) continue
      if (
        !/^[^a-z]{0,14}(?:サービス|版|システム|エディション|プラン|ソリューション|製品|アプリ|プラットフォーム)$|^(?:service|cloud service)s?$/u.test(
          key.slice(shortKey.length),
        )
      )
        continue
      if (!shorter.onCover && shorter.points <= 0) continue
      shorter.points += Math.max(0, longer.points)
      longer.points = 0
      aliases.set(shortKey, [...(aliases.get(shortKey) ?? []), longer.name])
    }
  }
  return aliases
}

/** Other spellings: extended forms, a reading in brackets after the name, a short form that the paper announces. */
function aliasesOf(product: string, extended: readonly string[], folded: readonly Folded[]): readonly string[] {
  const escaped = fold(product).replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
  const aliases = [...extended]
  for (const part of folded) {
    for (const match of part.text.matchAll(
      new RegExp(`${escaped}[」』]?\\((?:以下[、,\\s]?[「『]?)?([^()」』\\n]{2,30})[」』]?`, 'gu'),
    )) {
      const name = toName(inner(part, match, match[1] ?? ''))
      const otherScript =
        /^[\p{Script=Katakana}ー・\s]+$/u.test(name) !== /^[\p{Script=Katakana}ー・\s]+$/u.test(product)
      if (isName(name) && (otherScript || match[0].includes('以下')) && !/以下|hereinafter/u.test(name))
        aliases.push(name)
    }
    for (const match of part.text.matchAll(
      new RegExp(`([^、。\\n「」『』()]{2,40})[」』]?\\(以下[、,\\s]?[「『]?${escaped}[」』)]`, 'gu'),
    )) {
      aliases.push(toName(inner(part, match, match[1] ?? '')))
    }
  }
  return [...new Set(aliases)].filter((name) => isName(name) && squash(name) !== squash(product)).slice(0, 8)
}
