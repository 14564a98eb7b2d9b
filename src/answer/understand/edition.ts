import type { StoredPaper } from '../../store/knowledge-store.ts'
import { fold, squash } from '../../text/fold.ts'
import type { ProductMention } from './products.ts'

/** Words of a folded question that ask for an edition, whether or not the index has it. */
export interface EditionWords {
  readonly kind: 'version' | 'date' | 'previous' | 'current'
  /** The version, or `YYYY` or `YYYY-MM`; `''` where the words name none. */
  readonly name: string
  /** `sure`: nothing else can be meant; `maybe`: only if the index has an edition of that name. */
  readonly certainty: 'sure' | 'likely' | 'maybe'
  /** Offsets in the folded question. */
  readonly start: number
  readonly end: number
}

/** Words of a question that name an edition of a paper that the index has. */
export interface EditionMention extends Pick<EditionWords, 'start' | 'end'> {
  readonly paper: StoredPaper
  readonly isCurrent: boolean
}

/** 「第1.2版」「2版では」; not 「TLS 1.2版」, and not 「3版管理」. */
const OF_PAPER =
  /(?<![a-z0-9.]\s?)(?:第\s?(?<ordinal>\d{1,3}(?:\.\d{1,3}){0,3})\s?版|(?<number>\d{1,3}(?:\.\d{1,3}){1,3})\s?版|(?<bare>\d{1,3})\s?版(?=で|だ|の|に|は|$|[、?？])|(?<first>初版))/gu
/** 「バージョン1.2では」, "in version 2"; not 「TLSのバージョン1.2」, "TLS version 1.2". */
const AFTER_WORD =
  /(?:(?<![a-z0-9.](?:の|\s){0,2})バージョン|(?<!\b(?:tls|ssl|ssh|https?|smb|ip|ldap|saml|oauth|os|ios|android|windows|php|java|iso|dss|api) )(?<![a-z])(?:(?<word>version|edition)|ver\.?|v|rev\.?))\s?(?<number>\d{1,3}(?:\.\d{1,3}){0,3})(?![a-z0-9])/gu
/** 「2022年版」「2022年12月の版」, "the 2022 edition". */
const BY_DATE =
  /(?<year>20\d\d)年(?:\s?(?<month>\d{1,2})月(?:\s?\d{1,2}日)?)?\s?の?(?:版|資料)|(?<![\d.])(?<english>20\d\d) (?:edition|version|paper)\b/gu
const BEFORE =
  /(?:(?:ひとつ|一つ|1つ)?(?:前|以前|昔)の|旧|古い)版(?!数|番)|前回(?=から|より)|\b(?:previous|earlier|older|former|prior|last) (?:version|edition)\b/gu
const CURRENT = /(?:最新|現行|今|現在)の?版(?!数|番)|\b(?:latest|current|newest) (?:version|edition)\b/gu
/** A follow-up that goes back by one edition more: 「その前は？」, "And before that?". */
const STILL_BEFORE =
  /^(?:(?:じゃあ?|では|で)、?)?(?:その|さらに|もう(?:一つ|ひとつ|1つ))(?:一つ|ひとつ|1つ)?前(?:の版)?(?:は|だと|では|なら)(?:どう[^、。]{0,6})?[?？]?$|^(?:and |what about |how about )*(?:the one )?before(?: that)?[?]?$/gu

/** A follow-up that comes back to the newest edition: 「今は？」, "And now?". */
const BACK_TO_NOW =
  /^(?:(?:じゃあ?|では|で)、?)?(?:今|現在|いま)(?:の版)?(?:は|だと|では|なら)(?:どう[^、。]{0,6})?[?？]?$|^(?:and )?(?:now|today|currently)[?]?$/u

/** All words of a folded question that ask for an edition. */
export function findEditionWords(folded: string): readonly EditionWords[] {
  const matches = (
    pattern: RegExp,
    read: (match: RegExpExecArray) => Pick<EditionWords, 'kind' | 'name' | 'certainty'>,
  ) =>
    [...folded.matchAll(pattern)].map((match) => ({
      ...read(match),
      start: match.index,
      end: match.index + match[0].length,
    }))
  // What a version brought is asked of the newest edition's history: 「1.2版で何が変わった」.
  const certaintyOf = ({ index, 0: words }: RegExpExecArray) =>
    /^(?:では|での|だと)/u.test(folded.slice(index + words.length)) ? 'sure' : 'likely'
  const plain = (kind: EditionWords['kind']) => () => ({ kind, name: '', certainty: 'sure' as const })
  return [
    ...matches(OF_PAPER, (match) => ({
      kind: 'version',
      name: versionIn(match.groups ?? {}),
      certainty: certaintyOf(match),
    })),
    ...matches(AFTER_WORD, (match) => {
      const { number = '', word } = match.groups ?? {}
      return { kind: 'version', name: number, certainty: word === undefined ? 'maybe' : 'likely' }
    }),
    ...matches(BY_DATE, (match) => {
      const { year, month, english } = match.groups ?? {}
      const name = [year ?? english, ...(month ? [month.padStart(2, '0')] : [])].join('-')
      return { kind: 'date', name, certainty: english === undefined ? certaintyOf(match) : 'sure' }
    }),
    ...matches(BEFORE, plain('previous')),
    ...matches(CURRENT, plain('current')),
  ].filter(({ start }) => !OF_STANDARD.test(folded.slice(Math.max(0, start - MAX_STANDARD), start)))
}

/** A standard has editions, too: 「ISO27001の規格は2013年版？」. */
const OF_STANDARD = /(?:\b(?:iso|iec|jis|nist|pci dss|cis)\b|iso ?\d|jis ?q|規格)[^。?？]*$/u
/** Characters in which it stands before its edition. */
const MAX_STANDARD = 24

/** An edition that a question asks for. */
export interface EditionAsked {
  /** `undefined`: the index has none of that name. */
  readonly mention: EditionMention | undefined
  readonly words: EditionWords
}

/**
 * The edition that a folded question asks for of papers that it is about, `undefined` where it asks for none.
 * `inTalk` is the one that the question before was about.
 */
export function findEdition(
  folded: string,
  papers: readonly StoredPaper[],
  inTalk: StoredPaper | undefined,
): EditionAsked | undefined {
  if (inTalk && folded.search(STILL_BEFORE) >= 0) return findStillBefore(folded, papers, inTalk)
  const current = inTalk && BACK_TO_NOW.test(folded) ? currentOf(inTalk.id, papers) : undefined
  if (current) {
    const words = { kind: 'current', name: '', certainty: 'sure', start: 0, end: folded.length } as const
    return { words, mention: { paper: current, isCurrent: true, start: 0, end: folded.length } }
  }
  // 「前の版からの変更点」 is asked of the newer one.
  const found = findEditionWords(folded).filter(
    ({ kind, end }) => !((kind === 'previous' || kind === 'current') && /^(?:から|より|と)/u.test(folded.slice(end))),
  )
  for (const words of found) {
    for (const paper of papers) {
      const edition = editionOf(paper, words)
      const { start, end } = words
      if (edition) return { words, mention: { paper: edition, isCurrent: edition === paper, start, end } }
    }
  }
  const words = found.find(({ certainty }) => certainty !== 'maybe')
  return words && { words, mention: undefined }
}

function findStillBefore(folded: string, papers: readonly StoredPaper[], inTalk: StoredPaper): EditionAsked {
  const words = { kind: 'previous', name: '', certainty: 'sure', start: 0, end: folded.length } as const
  const current = currentOf(inTalk.id, papers)
  const editions = current ? [current, ...current.older] : []
  const paper = editions[editions.findIndex(({ id }) => id === inTalk.id) + 1]
  return { words, mention: paper && { paper, isCurrent: false, start: 0, end: folded.length } }
}

/** The edition of a paper that words name; `undefined` where the index has none of that name. */
export function editionOf(paper: StoredPaper, { kind, name }: EditionWords): StoredPaper | undefined {
  if (kind === 'current') return paper
  if (kind === 'previous') return paper.older[0]
  return [paper, ...paper.older].find(({ version, date }) =>
    kind === 'version' ? version !== null && isSameVersion(version, name) : date?.startsWith(name) === true,
  )
}

function versionIn({ ordinal, number, bare, first }: Readonly<Record<string, string | undefined>>): string {
  return first === undefined ? (ordinal ?? number ?? bare ?? '') : '1'
}

/** `2` and `2.0` are the same. */
function isSameVersion(a: string, b: string): boolean {
  const numbers = (text: string) => fold(text).split('.').map(Number)
  const [left, right] = [numbers(a), numbers(b)]
  return Array.from({ length: Math.max(left.length, right.length) }).every((_, i) => (left[i] ?? 0) === (right[i] ?? 0))
}

/**
 * The products of a question, with the edition that it asks for in the place of all documents of its product; where the
 * index has none of that name, with the newest ones.
 */
export function inEdition(
  products: readonly ProductMention[],
  asked: EditionAsked | undefined,
  papers: readonly StoredPaper[],
): readonly ProductMention[] {
  if (!asked) return products
  const edition = asked.mention?.paper
  return products.flatMap((mention) => {
    const current = currentOf(mention.paperId, papers)
    if (!current) return [mention]
    if (current.documentId === edition?.documentId) return [{ ...mention, paperId: edition.id }]
    if (edition && squash(current.product) === squash(edition.product)) return []
    return [edition ? mention : { ...mention, paperId: current.id }]
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
