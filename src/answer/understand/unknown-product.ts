import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { blank } from '../../text/blank.ts'
import { fold } from '../../text/fold.ts'
import { isPlanName } from './plan-names.ts'

const GENERIC =
  /^(?:サービス|製品|プロダクト|システム|ツール|サーバー?|ユーザー?|クラウド|ベンダー?|データ|ファイル|この|その|各|全|it|the|this|that|these|your|their|our|we|they|you|any|all|each)/u

/** A plan is none, whatever it is called. */
const OF_PLAN = /(?:プラン|エディション|コース|契約|[Pp]lans?|[Ee]ditions?|[Tt]iers?)$/u

const QUESTION_WORDS = /^(?:What|Which|Who|How|When|Where|Is|Are|Does|Do|Can|List|Compare)$/u

/** Kana before ideographs or other kana, as products are named: つくし勤怠, ミナモ文書クラウド, つくしメモ. */
const MIXED =
  '(?:[ぁ-ゖ]{2,8}|[ァ-ヶー]{3,10})\\p{Script=Han}[\\p{Script=Han}ァ-ヶーA-Za-z0-9]{0,10}|[ぁ-ゖ]{2,8}[ァ-ヶー]{2,}[\\p{Script=Han}A-Za-z0-9]{0,6}'
const MIXED_FIRST = new RegExp(`^[\\s「『]*(${MIXED})[」』]?(?=[のはでもがにをと]|って|だと|$|[?？])`, 'u')

/** In an English question a word in Japanese letters is a name: "Does つくし勤怠 support …". */
const IN_ENGLISH =
  /^(?:does|do|did|is|are|can|has|have|what|which|who|how|when|where|why|tell|show|list)\b[A-Za-z ,'’-]* ([\p{Script=Han}ぁ-ゖァ-ヶー][\p{Script=Han}ぁ-ゖァ-ヶーA-Za-z0-9]{1,20})(?=[ ?'’]|$)[\x20-\x7e’]*$/iu

/** The name in Japanese letters in a question that is English without it. */
export function findForeignName(original: string): string | undefined {
  return IN_ENGLISH.exec(original.normalize('NFKC'))?.[1]
}

/** Words in hiragana that stand before any noun. */
const NO_NAME =
  /^(?:すべて|それぞれ|もし|この|その|あの|どの|こちら|そちら|どちら|ほか|あと|いま|いつ|どこ|なに|なん|だれ|みなさ|ちなみに|とりあえず|たとえば|まず|また|それ|これ|あれ|ところで|やはり|ちょっと|わかる|できる|ある|おもな|さまざま|いろいろ|いかなる|あらゆる|および|ならびに|もちろん|ぜひ|いわゆる)/u

/** What tells names of products from other words. */
export interface NameTests {
  /** Whether a folded word is in the vocabulary or in a phrasing of the catalogue. */
  readonly isFieldWord: (word: string) => boolean
  /** The names of the products that there are. */
  readonly products: readonly string[]
}

/** Whether a name of kana and ideographs may be a product's: what it begins with is no word of the field. */
function isMixedName(name: string, { isFieldWord }: NameTests): boolean {
  const head = /^(?:[ぁ-ゖ]+|[ァ-ヶー]+)/u.exec(name)?.[0] ?? ''
  return head !== '' && !NO_NAME.test(name) && !GENERIC.test(name) && !isFieldWord(fold(head))
}

/** A name in kana and kanji at the beginning of a question that may be a product's. */
export function findMixedName(original: string, tests: NameTests): string | undefined {
  const name = MIXED_FIRST.exec(original.normalize('NFKC'))?.[1]
  return name !== undefined && isMixedName(name, tests) ? name : undefined
}

/** A name that ends like one of the products: beside ツバメ勤怠, つくし勤怠 is one, too. */
function isNamedAlike(name: string, { products }: NameTests): boolean {
  const tailOf = (text: string) => /^(?:[ぁ-ゖ]+|[ァ-ヶー]+)(?=\p{Script=Han})(.+)$|^[ぁ-ゖ]+([ァ-ヶー]+)$/u.exec(text)
  const match = tailOf(name)
  const tail = match?.[1] ?? match?.[2]
  return tail !== undefined && products.some((product) => product !== name && product.endsWith(tail))
}

/**
 * A name that stands where a product would stand and is none that the index knows: 「Xの…は？」, "Does X …". Names in
 * kanji are left alone: they cannot be told from ordinary words.
 */
export function findUnknownProduct(original: string, vocabulary: Vocabulary, tests: NameTests): string | undefined {
  const foreign = findForeignName(original)
  if (foreign !== undefined) return foreign
  const mixed = findMixedName(original, tests)
  if (mixed !== undefined && isNamedAlike(mixed, tests)) return mixed
  const candidates = [
    /^[\s「『]*((?:[A-Za-z][A-Za-z0-9+.&-]*)(?:[ 　][A-Z][A-Za-z0-9+.&-]*)*|[ァ-ヶー]{3,}(?:[ァ-ヶーA-Za-z0-9]*))[」』]?(?=[のはでもが]|って|では|とは)/u,
    /\b(?:[Dd]oes|[Dd]o|[Ii]s|[Cc]an|[Hh]as|of|for|in|with|about|[Dd]id)\s+((?:[A-Z][A-Za-z0-9+&-]*)(?:\s+[A-Z][A-Za-z0-9+&-]*)*)(?=\s|\?|'s|$)/u,
    /\b((?:[A-Z][A-Za-z0-9+&-]*)(?:\s+[A-Z][A-Za-z0-9+&-]*)*)['’]s\s/u,
  ]
  for (const pattern of candidates) {
    const name = pattern.exec(original.normalize('NFKC'))?.[1]?.trim()
    if (!name || name.length < 2 || GENERIC.test(fold(name))) continue
    if (QUESTION_WORDS.test(name) || OF_PLAN.test(name) || isPlanName(fold(name))) continue
    if (vocabulary.find(fold(name)).length === 0) return name
  }
  return undefined
}

/** Words that a follow-up begins with. */
const LEAD = /^(?:じゃあ|それじゃあ?|では|それでは|あと|ちなみに|(?:and|what about|how about)\b)[、,\s]*/iu

/**
 * The same in a question that lives on the one before: 「Xのログは？」 names a product, 「じゃあXは？」 perhaps (it may be
 * a plan). Only names in Latin letters are told from the words that a follow-up changes.
 */
export function findStrangerInFollowUp(
  original: string,
  vocabulary: Vocabulary,
  tests: NameTests,
): string | { readonly perhaps: string } | undefined {
  const text = original.normalize('NFKC').trim().replace(LEAD, '')
  const mixed = findMixedName(text, tests)
  if (mixed !== undefined) return { perhaps: mixed }
  const bare = /^[A-Z][\w+.&-]*(?: [A-Z][\w+.&-]*)*(?=[?？]?$)/u.exec(text)?.[0]
  const name = bare ?? findUnknownProduct(text, vocabulary, tests)
  if (name === undefined || !/^[A-Z].*[a-z]/u.test(name) || vocabulary.find(fold(name)).length > 0) return undefined
  return text.startsWith(`${name}の`) ? name : { perhaps: name }
}

/**
 * A name in kanji, or in kana and kanji, that may be a product's and stands in no list of ours: 「月影台帳の…は？」,
 * 「つくし台帳は…？」. It may as well be an ordinary word, so it is only asked back.
 */
export function findPossibleProduct(original: string, vocabulary: Vocabulary, tests: NameTests): string | undefined {
  const text = original.normalize('NFKC')
  const mixed = findMixedName(text, tests)
  if (mixed !== undefined) return mixed
  const name = /^[\s「『]*([\p{Script=Han}\p{Script=Katakana}ーA-Za-z0-9]{3,16})[」』]?の/u.exec(text)?.[1]
  if (name === undefined || GENERIC.test(fold(name)) || /^(?:一般|自分|利用|計画)/u.test(name)) return undefined
  const folded = fold(name)
  const rest = blank(folded, vocabulary.find(folded))
  return (rest.match(/\p{Script=Han}/gu)?.length ?? 0) >= 2 ? name : undefined
}

const JOINTS = '(?:と|や|及び|および|、|,|・|/|&|\\bvs\\b\\.?|\\band\\b|\\bor\\b)'
const NAME = `(?:[A-Z][A-Za-z0-9+&-]*(?: [A-Z][A-Za-z0-9+&-]*)*|${MIXED}|[ァ-ヶー]{3,}[A-Za-z0-9]*)`
const NAME_AFTER = new RegExp(
  `^\\s*(?<joint>${JOINTS})\\s*(?<name>${NAME})(?=$|[\\s?？のはもをがでとや、,・/&]|って|'s|\\.$)`,
  'u',
)
const NAME_BEFORE = new RegExp(
  `(?:^|${JOINTS}|\\b(?:[Cc]ompare|of|for|between|with|[Dd]o|[Dd]oes))[\\s「]*(?<name>${NAME})\\s*(?<joint>${JOINTS})\\s*$`,
  'u',
)

/**
 * Names that a question joins to a product that is known, and that are none themselves (「AとXの…」). `mentions`
 * are the known ones, as offsets in the folded text. Whether a name stands in a
 * paper, and so is none of a product, is for the composition to see.
 */
export function findUnknownBeside(
  original: string,
  mentions: readonly { readonly start: number; readonly end: number }[],
  tests: NameTests,
): readonly string[] {
  const text = original.normalize('NFKC')
  // Offsets tell nothing where folding changed the length.
  if (fold(text).length !== text.length || fold(original).length !== text.length) return []
  const isStranger = (name: string, joint: string, at: number) =>
    isName(name, joint, tests) && !mentions.some((other) => at < other.end && other.start < at + name.length)
  const after = (end: number): string[] => {
    const match = NAME_AFTER.exec(text.slice(end))
    const [all = '', { name = '', joint = '' }] = [match?.[0], match?.groups ?? {}]
    return isStranger(name, joint, end + all.length - name.length) ? [name, ...after(end + all.length)] : []
  }
  const before = (start: number): string[] => {
    const { name = '', joint = '' } = NAME_BEFORE.exec(text.slice(0, start))?.groups ?? {}
    const at = text.slice(0, start).lastIndexOf(name)
    return isStranger(name, joint, at) ? [...before(at), name] : []
  }
  return [...new Set(mentions.flatMap(({ start, end }) => [...before(start), ...after(end)]))]
}

function isName(name: string, joint: string, tests: NameTests): boolean {
  // Behind a comma any clause may begin.
  if (/^(?:[ぁ-ゖ]|[ァ-ヶー]+\p{Script=Han})/u.test(name))
    return isMixedName(name, tests) && (joint !== '、' || isNamedAlike(name, tests))
  // All capitals may as well be an abbreviation of the field.
  if (name === '' || (/^[A-Z]/u.test(name) && !/[a-z]/u.test(name))) return false
  return !GENERIC.test(fold(name)) && !QUESTION_WORDS.test(name) && !tests.isFieldWord(fold(name))
}
