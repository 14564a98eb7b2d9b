import type { StoredPaper } from '../../store/knowledge-store.ts'
import { fold, squash } from '../../text/fold.ts'
import type { ProductMention } from './products.ts'

/** Words of a question that name an edition of a paper that the index has. */
export interface EditionMention {
  readonly paper: StoredPaper
  readonly isCurrent: boolean
  /** Offsets in the folded question. */
  readonly start: number
  readonly end: number
}

/** 「第1.2版」「2版では」; not 「TLS 1.2版」, and not 「3版管理」. */
const OF_PAPER =
  /(?<![a-z0-9.]\s?)(?:第\s?(?<ordinal>\d{1,3}(?:\.\d{1,3}){0,3})\s?版|(?<number>\d{1,3}(?:\.\d{1,3}){1,3})\s?版|(?<bare>\d{1,3})\s?版(?=で|だ|の|に|は|$|[、?？])|(?<first>初版))/gu
/** Before the version of something else: 「TLS version 1.2」. */
export const NOT_OF_PROTOCOL =
  '(?<!\\b(?:tls|ssl|ssh|https?|smb|ip|ldap|saml|oauth|os|ios|android|windows|php|java|iso|dss|api) )'
/** 「バージョン1.2では」, "in version 2"; not 「TLSのバージョン1.2」. */
const AFTER_WORD = new RegExp(
  `(?:(?<![a-z0-9.](?:の|\\s){0,2})バージョン|${NOT_OF_PROTOCOL}(?<![a-z])(?:version|edition|ver\\.?|v|rev\\.?))\\s?(?<number>\\d{1,3}(?:\\.\\d{1,3}){0,3})(?![a-z0-9])`,
  'gu',
)
/** 「2022年版」「2022年12月の版」, "the 2022 edition". */
const BY_DATE =
  /(?<year>20\d\d)年(?:\s?(?<month>\d{1,2})月(?:\s?\d{1,2}日)?)?\s?の?(?:版|資料)|(?<![\d.])(?<english>20\d\d) (?:edition|version|paper)\b/gu
/** Not 「前の版からの変更点」: that is asked of the newer one. */
const BEFORE =
  /(?:(?:ひとつ|一つ|1つ)?(?:前|以前|昔)の|旧|古い)版(?!から|より|と|数|番)|\b(?:previous|earlier|older|former|prior) (?:version|edition)\b/gu
const CURRENT = /(?:最新|現行|今|現在)の?版(?!から|より|と|数|番)|\b(?:latest|current|newest) (?:version|edition)\b/gu

/** The edition that a folded question names, of a paper that it is about; `undefined` where the index has none of that name. */
export function findEdition(folded: string, papers: readonly StoredPaper[]): EditionMention | undefined {
  if (![OF_PAPER, AFTER_WORD, BY_DATE, BEFORE, CURRENT].some((pattern) => folded.search(pattern) >= 0)) return undefined
  const found = papers.flatMap((paper) => {
    const editions = [paper, ...paper.older]
    return [
      ...[OF_PAPER, AFTER_WORD].flatMap((pattern) =>
        matchesOf(folded, editions, pattern, (groups) => {
          const version = versionIn(groups)
          return editions.find((edition) => edition.version !== null && isSameVersion(edition.version, version))
        }),
      ),
      ...matchesOf(folded, editions, BY_DATE, ({ year, month, english }) => {
        const date = [year ?? english, ...(month ? [month.padStart(2, '0')] : [])].join('-')
        return editions.find((edition) => edition.date?.startsWith(date) === true)
      }),
      ...matchesOf(folded, editions, BEFORE, () => paper.older[0]),
      ...matchesOf(folded, editions, CURRENT, () => paper),
    ]
  })
  return found[0]
}

/** The version that a folded question asks for in words that can only mean an edition (「第7版では」), and where. */
export function findVersionAsked(
  folded: string,
): { readonly version: string; readonly start: number; readonly end: number } | undefined {
  const [match] = folded.matchAll(OF_PAPER)
  return match && { version: versionIn(match.groups ?? {}), start: match.index, end: match.index + match[0].length }
}

function versionIn({ ordinal, number, bare, first }: Readonly<Record<string, string | undefined>>): string {
  return first === undefined ? (ordinal ?? number ?? bare ?? '') : '1'
}

/** `2` and `2.0` are the same. */
export function isSameVersion(a: string, b: string): boolean {
  const numbers = (text: string) => fold(text).split('.').map(Number)
  const [left, right] = [numbers(a), numbers(b)]
  return Array.from({ length: Math.max(left.length, right.length) }).every((_, i) => (left[i] ?? 0) === (right[i] ?? 0))
}

function matchesOf(
  folded: string,
  editions: readonly StoredPaper[],
  pattern: RegExp,
  find: (groups: Readonly<Record<string, string | undefined>>) => StoredPaper | undefined,
): EditionMention[] {
  return [...folded.matchAll(pattern)].flatMap((match) => {
    const paper = find(match.groups ?? {})
    const isCurrent = paper === editions[0]
    return paper ? [{ paper, isCurrent, start: match.index, end: match.index + match[0].length }] : []
  })
}

/** The products of a question, with the edition in the place of all documents of its product. */
export function inEdition(
  products: readonly ProductMention[],
  edition: EditionMention | undefined,
  papers: readonly StoredPaper[],
): readonly ProductMention[] {
  if (!edition) return products
  return products.flatMap((mention) => {
    const current = currentOf(mention.paperId, papers)
    if (current?.documentId === edition.paper.documentId) return [{ ...mention, paperId: edition.paper.id }]
    return current && squash(current.product) === squash(edition.paper.product) ? [] : [mention]
  })
}

/** The current edition of the document that a paper is an edition of. */
export function currentOf(paperId: string, papers: readonly StoredPaper[]): StoredPaper | undefined {
  return papers.find((paper) => paper.id === paperId || paper.older.some((older) => older.id === paperId))
}

/** The papers, with the editions that the products are asked about in the place of the current ones. */
export function withEditions(
  papers: readonly StoredPaper[],
  products: readonly ProductMention[],
): readonly StoredPaper[] {
  const asked = new Set(products.map(({ paperId }) => paperId))
  if (papers.every(({ older }) => !older.some(({ id }) => asked.has(id)))) return papers
  return papers.map((paper) => paper.older.find(({ id }) => asked.has(id)) ?? paper)
}
