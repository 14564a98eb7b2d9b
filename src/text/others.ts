import type { Section, Whitepaper } from '../domain.ts'
import { brandOf, findCompanies } from './company-names.ts'
import { escapePattern } from './escape-pattern.ts'
import { fold, squash } from './fold.ts'
import { isOfOutsiders, namesOutsiders, OF_VENDOR } from './outsiders.ts'
import type { Statement } from './statement.ts'

/**
 * Whose doings a statement tells: the vendor's, those of who runs what the service stands on, a sub-processor's, or those
 * of companies that have nothing to do with it.
 */
export type Bearer = 'vendor' | 'operator' | 'supplier' | 'outsider'

/** A statement that was read before another one. */
interface ReadBefore {
  readonly folded: string
  readonly bearer: Bearer
}

/** The other companies of one paper. */
export interface Others {
  /**
   * Tells whose doings each statement of a section tells, in their order, with its folded words: 「委託先は72時間以内に報告する」,
   * "Postbird supports single sign-on", 「他社では」.
   */
  readSection(section: Pick<Section, 'heading' | 'path'>): (statement: Statement, folded: string) => Bearer
  /** The name of one of them that words hold, or that begins with one of `loose`; without its legal form and blanks. */
  findName(words: string, loose: Iterable<string>): string | undefined
  /** Whether words name one of them, or what they are to the vendor. */
  areNamedIn(words: string): boolean
}

type NamedPaper = Pick<Whitepaper, 'product' | 'vendor' | 'variants'>
type HeadedText = Pick<Section, 'heading' | 'path' | 'body'>

/** Other companies by their folded names, without their legal form and blanks. */
type Names = ReadonlyMap<string, 'operator' | 'supplier'>

/** Reads which other companies a paper names: where its vendor is not known, only those that it lists as such. */
export function createOthers(paper: NamedPaper, sections: readonly HeadedText[]): Others {
  const own = [paper.product, paper.vendor ?? '', ...paper.variants].map(bareName).filter((name) => name !== '')
  const names = findNames(paper, sections, own)
  const subject = toSubject([...names.keys()])
  return {
    findName(words, loose) {
      const squashed = squash(words)
      const beginnings = [...loose].filter((word) => /^[a-z]{5,}$/u.test(word))
      return [...names.keys()].find(
        (name) => squashed.includes(name) || beginnings.some((word) => name.startsWith(word)),
      )
    },
    areNamedIn(words) {
      const squashed = squash(words)
      return PARTY_ROLE.test(fold(words)) || [...names.keys()].some((name) => squashed.includes(name))
    },
    readSection(section) {
      let before: ReadBefore | undefined
      return (statement, folded) => {
        before = { folded, bearer: bearerOf(statement, folded, section, before) }
        return before.bearer
      }
    },
  }

  function bearerOf(
    statement: Statement,
    folded: string,
    section: Pick<Section, 'heading' | 'path'>,
    before: ReadBefore | undefined,
  ): Bearer {
    if (isOfOutsiders(folded) || [statement.key ?? '', ...statement.labels].map(fold).some(namesOutsiders))
      return 'outsider'
    const label = [statement.key ?? '', ...statement.labels].flatMap(partsOfName).find((name) => names.has(name))
    const name = label ?? bareName(subject?.exec(folded)?.[1] ?? '')
    const role = ROLE.exec(folded)?.[1]
    if (name !== '') return names.get(name) ?? 'operator'
    if (role !== undefined) return SUPPLIER.test(role) ? 'supplier' : 'operator'
    if (OF_VENDOR.test(folded) || own.some((one) => squash(folded).includes(one))) return 'vendor'
    if (before !== undefined && BACK.test(folded)) return bearerBefore(folded, before, names)
    if ([section.heading, ...section.path].map(fold).some(namesOutsiders)) return 'outsider'
    // What stands below the name of a sub-processor is said of it.
    return names.get(bareName(section.heading)) === 'supplier' ? 'supplier' : 'vendor'
  }
}

/** Of whom the sentence before is; 同社 is the company that it speaks of: 「…は株式会社ハコの設備で動きます。同社は…」. */
function bearerBefore(folded: string, before: ReadBefore, names: Names): Bearer {
  if (before.bearer !== 'vendor' || !folded.startsWith('同')) return before.bearer
  const words = squash(before.folded)
  return [...names].find(([name]) => words.includes(name))?.[1] ?? 'vendor'
}

/** "runs on Fenwick Cloud": the name of a company without its legal form. */
const OPERATES = /(?<=\b(?:runs?|running|hosted|built) (?:on|by|with) )[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,2}/gu
/** 「Amazon Web Services（AWS）の東京リージョン上で稼働」 */
const OPERATES_JA =
  /([A-Z][\w&-]*(?: [A-Z][\w&-]*){0,3})[\s　]?(?:[(（]以?下?、?「?([A-Z][A-Za-z0-9]{1,11})」?[)）])?[\s　]?(?:の[^。、\n]{0,16})?(?:上で|にて|で|上に|を基盤)[^。、\n]{0,6}(?:稼働|構築|運用|動作|動い|ホスト)/gu
const SUPPLIER = /委託先|再委託|サブプロセッサ|供給者|協力会社|\bsub-?processors?\b|\bsubcontractors?\b|\bsuppliers?\b/u
const PARTY = /^(?:会社|企業|事業者|法人|業者|提供元|名称|company|provider|vendor|name|third part)/u
const NO_NAME = /^(?:当社|弊社|自社|なし|該当なし|合計|その他|none|other|total)$/u

/** A paper that names more is a directory. */
const MAX_NAMES = 200

function findNames({ vendor }: NamedPaper, sections: readonly HeadedText[], own: readonly string[]): Names {
  const found = new Map<string, 'operator' | 'supplier'>()
  const add = (name: string, bearer: 'operator' | 'supplier') => {
    const bare = bareName(name).replace(/^[^\p{L}\p{N}]+/u, '')
    const isOwn = own.some((one) => one.includes(bare) || bare.includes(one))
    if (bare.length < 3 || bare.length > 40 || isOwn || NO_NAME.test(bare) || found.size >= MAX_NAMES) return
    if (found.get(bare) !== 'supplier') found.set(bare, bearer)
  }
  for (const section of sections) {
    const isOfSuppliers = [section.heading, ...section.path].some((words) => SUPPLIER.test(fold(words)))
    // 「SendGrid（Twilio Inc.）」 is called by either.
    for (const name of listedParties(section.body, isOfSuppliers))
      for (const part of partsOfName(name)) add(part, 'supplier')
    if (vendor === null && !isOfSuppliers) continue
    for (const { name } of findCompanies(section.body)) add(name, isOfSuppliers ? 'supplier' : 'operator')
    for (const [name] of section.body.matchAll(OPERATES)) add(name, 'operator')
    for (const [, name = '', short = ''] of section.body.matchAll(OPERATES_JA)) {
      add(name, 'operator')
      add(short, 'operator')
    }
  }
  return found
}

/** First cells of the rows of a table of other companies. */
function listedParties(body: string, isOfSuppliers: boolean): readonly string[] {
  let head: string | undefined
  return body.split('\n').flatMap((line) => {
    const [first = ''] = line.split('\t')
    if (!line.includes('\t')) head = undefined
    else if (head === undefined) head = fold(first).trim()
    else if (SUPPLIER.test(head) || (isOfSuppliers && PARTY.test(head))) return [first]
    return []
  })
}

/** A name, and what stands in brackets behind it. */
function partsOfName(name: string): readonly string[] {
  return [name, ...name.split(/[（(）)]/u)].map(bareName)
}

function bareName(name: string): string {
  return squash(brandOf(name))
}

const INTRO = '^(?:(?:なお|また)、|(?:\\d{1,2}|[・*-])[.)]? )?'

/** What a company's name has before or behind it: 株式会社, Inc. */
const FORM =
  '(?:[\\p{Script=Han}]{2,4}(?:会社|法人)|\\([株有]\\)|(?:pte |pty |pvt |co\\.?,? ?)?(?:ltd|limited)\\b\\.?|(?:incorporated|inc|corporation|corp|llc|llp|gmbh|plc|oyj?|ab|ag|as|b\\.?v|s\\.a)\\b\\.?)'

/** A folded statement that begins with one of the names, or with words that introduce it, and says something of it. */
function toSubject(names: readonly string[]): RegExp | undefined {
  if (names.length === 0) return undefined
  const name = [...names]
    .sort((a, b) => b.length - a.length)
    .map((words) => [...words].map(escapePattern).join('\\s?'))
    .join('|')
  const called = `(?:${FORM}\\s?)?(${name})(?:,?\\s?${FORM})?[」』]?(?:\\s?\\([^()]{0,30}\\))?`
  const before = '(?:[^。\\t]{0,32}?(?:の|する|した|である|いる)[「『]?|(?:our|the) [a-z -]{3,24}? )?'
  return new RegExp(`${INTRO}${before}${called}${SAYS}`, 'u')
}

/** 「…は」, 「…の従業員は」, "… keeps", "…'s staff": but not 「…が運営するデータセンターで」, which is the vendor's. */
const SAYS =
  "\\s?(?:は|も|では|においては|が(?!提供|運営|運用|管理|所有|保有|認定)|の(?:従業員|社員|職員|担当者|要員|データセンター|施設|設備|拠点|サービス)(?:は|も|では)|['’]s [a-z]| (?!and |or |is used|are used|for |to )[a-z])"

const ROLE = new RegExp(
  `${INTRO}((?:再)?委託先|データセンター(?:事業者)?|(?:データセンター|設備|基盤|クラウド|サーバ)を(?:運営|提供|管理)する(?:事業者|会社)|クラウド(?:サービス)?事業者|ホスティング事業者|(?:当社の)?(?:グループ(?:会社|各社|企業)|親会社|子会社|関連会社)|(?:our |the )?(?:parent company|group compan(?:y|ies)|subsidiar(?:y|ies)|affiliates?)|(?:our |the |each |every )?(?:hosting|cloud|infrastructure) provider|(?:our |the |each |every )?sub-?processors?)(?![をやと・、]|および|及び|または|又は| and | or )[^、。.]{0,16}?(?:は|が|も|\\b(?:must|shall|will|is|are|has|have|holds?|notif\\w*))`,
  'u',
)
/** What another company is to the vendor, where words name that: 委託先, "hosting provider". */
export function findRole(folded: string): 'supplier' | 'operator' | undefined {
  if (SUPPLIER.test(folded)) return 'supplier'
  return OPERATOR.test(folded) ? 'operator' : undefined
}

const OPERATOR =
  /データセンター|クラウド事業者|ホスティング事業者|グループ会社|親会社|hosting provider|cloud provider|data cent/u
const PARTY_ROLE = new RegExp(`${SUPPLIER.source}|データセンター|事業者|provider|data cent`, 'u')
/** Words that go on about who the sentence before is about. */
const BACK = /^(?:同社|同事業者|同センター|(?:its?|they|their)\b)/u
