import type { Language, Question } from '../../domain.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import { SHAPE_CONCEPTS } from '../../knowledge/concept-kinds.ts'
import type { ConceptHit, Vocabulary } from '../../knowledge/vocabulary.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { blank } from '../../text/blank.ts'
import { type Folded, fold, foldWithMap, originalOf } from '../../text/fold.ts'
import { languageOf } from '../../text/language.ts'
import { createFindNames, type FindNames } from './asked-names.ts'
import {
  currentOf,
  type EditionAsked,
  type EditionMention,
  type EditionWords,
  findEdition,
  inEdition,
} from './edition.ts'
import { type ComparedEditions, findEditionChange } from './edition-change.ts'
import { type Features, joinFeatures, toFeatures } from './features.ts'
import { isAboutBot, isCourtesy, isOutOfScope, withoutAddresses, withoutInstructions } from './intrusion.ts'
import { type AttributeMatch, type AttributeMatcher, createAttributeMatcher } from './match-attributes.ts'
import { askedIn } from './match-turn.ts'
import { createRespell, createRestoreKatakana, type Respell, type RestoreKatakana } from './near-words.ts'
import { isPlanName } from './plan-names.ts'
import { createProductResolver, type ProductMention, type ProductResolver } from './products.ts'
import { type Condition, conditionsOf, type Shape, shapeOf } from './shape.ts'
import {
  findForeignName,
  findMixedName,
  findPossibleProduct,
  findStrangerInFollowUp,
  findUnknownBeside,
  findUnknownProduct,
  type NameTests,
} from './unknown-product.ts'

/** What a question was understood to ask, with what earlier turns supplied. */
export interface Understanding {
  readonly language: Language
  /** The question without orders to the bot, as written. */
  readonly text: string
  readonly products: readonly ProductMention[]
  /** The edition of a paper that the question names, also by going on with it. */
  readonly edition: Pick<EditionMention, 'paper' | 'isCurrent'> | null
  /** What asks for an edition; with `edition: null` the index has none of that name. */
  readonly editionWords: EditionWords | null
  /** Two editions of the one paper asked about of which it asks what is different. */
  readonly compared: ComparedEditions | null
  readonly unknownProduct: string | null
  /** A word that may be the name of a product that is not known. */
  readonly possibleProduct: string | null
  /** Names joined to a known product that no paper is about, unless one mentions them. */
  readonly unknownBeside: readonly string[]
  /** Attributes asked, most important first; empty where the catalogue has none. */
  readonly attributes: readonly AttributeMatch[]
  /** What the question lists beside the attributes and none of them is about, as written. */
  readonly leftOut: readonly string[]
  readonly shape: Shape
  readonly conditions: readonly Condition[]
  /** Names of single instances of what is asked about (Okta of SSO), as written. */
  readonly names: readonly string[]
  /** Features of this question, and with those of the turn it follows. */
  readonly features: Features
  readonly context: Features
  readonly outOfScope: boolean
  /** Thanks or a greeting: nothing is asked. */
  readonly isCourtesy: boolean
  /** Asks what the bot can do, or which papers it has. */
  readonly isAboutBot: boolean
  /** Words of a follow-up that otherwise repeats the question before; they may be about something in the paper. */
  readonly strayWords: readonly string[]
  /** 「この製品」: one product is meant, and none was named. */
  readonly pointsAtOne: boolean
}

/** Understands a question, given the papers that there are. */
export type Understand = (question: Question, papers: readonly StoredPaper[]) => Understanding

/** Prepares the matcher; product names are prepared anew where the list of papers is another one. */
export function createUnderstand(catalog: Catalog): Understand {
  const matcher = createAttributeMatcher(catalog)
  const isWord = (word: string) =>
    catalog.vocabulary.find(word).some((hit) => hit.start === 0 && hit.end === word.length)
  const phrases = ` ${catalog.attributes
    .flatMap(({ name, asked }) => [name.ja, name.en, ...asked.ja, ...asked.en])
    .map(fold)
    .join(' ')} `
  // A run of katakana is one word: インシデン is none, though it stands in インシデント.
  const runs = new Set(phrases.match(/[ァ-ヶー]+/gu) ?? [])
  const isFieldWord = (word: string) =>
    catalog.vocabulary.find(word).length > 0 ||
    (/^[ァ-ヶー]+$/u.test(word) ? runs.has(word) : phrases.includes(/^[a-z]/u.test(word) ? ` ${word} ` : word))
  const respell = createRespell(catalog.vocabulary, isFieldWord)
  const restore = createRestoreKatakana(catalog.vocabulary)
  const findNames = createFindNames(catalog)
  let resolver: { papers: readonly StoredPaper[]; find: ProductResolver['find'] } | undefined
  return (question, papers) => {
    if (resolver?.papers !== papers) resolver = { papers, find: createProductResolver(papers, isWord).find }
    const { find } = resolver
    const nameTests = { isFieldWord, products: papers.map(({ product }) => product) }
    let state: Understanding | undefined
    for (const turn of [...question.turns.slice(-8), question.text])
      state = understandTurn(turn, state, { catalog, papers, matcher, find, findNames, respell, restore, nameTests })
    return state as Understanding
  }
}

interface Parts {
  readonly catalog: Catalog
  readonly papers: readonly StoredPaper[]
  readonly matcher: AttributeMatcher
  readonly find: ProductResolver['find']
  readonly findNames: FindNames
  readonly respell: Respell
  readonly restore: RestoreKatakana
  readonly nameTests: NameTests
}

function understandTurn(turn: string, before: Understanding | undefined, parts: Parts): Understanding {
  const text = withoutAddresses(withoutInstructions(turn)).trim()
  const map = foldWithMap(text)
  const folded = map.text
  const { named, asked, compared, masked } = findProducts(map, before, parts)
  const { vocabulary } = parts.catalog
  const hits = vocabulary.find(masked)
  const features = toFeatures(parts.respell(masked), vocabulary)
  const shape = shapeOf(masked, text, hits, named.length > 0)
  const size = outermost(hits).length + features.words.size
  const isElliptical = before !== undefined && isFollowUp(folded, size, named.length > 0)
  const context = before && isElliptical ? joinFeatures(features, before.context) : features
  const { attributes, leftOut } = askedIn(
    { folded, masked, text, hits, features, before, isElliptical, isNamed: named.length > 0 },
    parts,
  )
  const spansAll = shape.kind === 'which' || shape.kind === 'extreme' || shape.kind === 'compare'
  const kept = named.length > 0 || spansAll || before === undefined ? named : before.products
  const products = inEdition(kept, asked, parts.papers)
  const keptEdition = kept === before?.products && asked === undefined ? before.edition : null
  const isKept = isElliptical && before !== undefined && products.length === 0 && shape.kind === 'value'
  const isInherited = isElliptical && attributes[0]?.attribute === before.attributes[0]?.attribute
  const isUnnamed = named.length === 0
  const unknownBeside = findUnknownBeside(text, named, parts.nameTests)
  return {
    language: languageIn(withoutForeignName(maskOriginal(text, named)), before),
    text,
    products: withoutRepeats(products),
    edition: asked?.mention ?? keptEdition,
    editionWords: asked?.words ?? null,
    compared,
    ...(isUnnamed
      ? findStrangers(text, parts, {
          isElliptical,
          asks: attributes.length > 0,
          hasTopic: features.concepts.size > 0,
          isAboutAll: products.length === 0,
        })
      : NO_STRANGERS),
    unknownBeside,
    attributes,
    // A product that is not known is said to be none.
    leftOut: leftOut
      .map(({ start, end }) => originalOf(map, start, end))
      .filter((item) => !unknownBeside.some((name) => item.normalize('NFKC').includes(name))),
    shape: isKept ? before.shape : shape,
    conditions: conditionsOf(maskOriginal(text, named), namedValuesOf(parts.catalog)),
    names: parts.findNames(maskOriginal(text, named), attributes),
    features,
    context,
    outOfScope: isOutOfScope(folded) && (isInherited || (attributes[0]?.score ?? 0) < 0.95),
    isCourtesy: isUnnamed && features.concepts.size === 0 && isCourtesy(folded),
    isAboutBot: isUnnamed && isAboutBot(folded),
    strayWords: isInherited && isUnnamed && features.concepts.size === 0 ? [...features.words] : [],
    pointsAtOne: isUnnamed && products.length === 0 && pointsAtOne(folded, before === undefined),
  }
}

/** 「この製品は」, and at the beginning of a conversation 「それは」: one product is meant. */
function pointsAtOne(folded: string, isFirst: boolean): boolean {
  return (
    /(?:この|その|当該)(?:製品|サービス|ツール)|\bthis (?:product|service)\b/u.test(folded) ||
    (isFirst && /^(?:それ|これ|あれ|そっち|こっち)(?:って|は|も|が|と)/u.test(folded))
  )
}

interface Names {
  readonly named: readonly ProductMention[]
  readonly asked: EditionAsked | undefined
  readonly compared: ComparedEditions | null
  /** The folded text without them. */
  readonly masked: string
}

function findProducts(map: Folded, before: Understanding | undefined, parts: Parts): Names {
  const paperOf = ({ paperId }: ProductMention) => currentOf(paperId, parts.papers) ?? []
  const inTalk = before?.products.flatMap(paperOf) ?? []
  const folded = map.text
  const hits = parts.catalog.vocabulary.find(folded)
  // There is no plan in "business continuity", nor in "the support team".
  const named = parts
    .find(folded, new Set(inTalk.map(({ id }) => id)))
    .filter(
      (mention) =>
        mention.variant === null || !(hits.some((hit) => isInside(mention, hit)) || isPlainWord(mention, map)),
    )
  const about = [named.flatMap(paperOf), inTalk, parts.papers].find((papers) => papers.length > 0) ?? []
  const inTalkEdition = named.length > 0 ? undefined : (before?.edition?.paper ?? inTalk[0])
  const [only, second] = about
  const change = only && !second ? findEditionChange(blank(folded, named), only) : undefined
  const asked = change ? undefined : findEdition(blank(folded, named), about, inTalkEdition)
  const isMasked = asked !== undefined && (asked.mention !== undefined || asked.words.certainty === 'sure')
  const spans = [...named, ...(isMasked ? [asked.words] : []), ...(change?.spans ?? [])]
  const masked = withoutPlanQuestion(parts.restore(blank(folded, spans)), before, parts.catalog.vocabulary)
  return { named, asked, compared: change?.compared ?? null, masked }
}

/**
 * 「電話できるのはどのプラン？」 asks about the telephone: the plan is what the answer says beside it; so does a follow-up
 * that names nothing else (「どのプランで使える？」).
 */
function withoutPlanQuestion(masked: string, before: Understanding | undefined, vocabulary: Vocabulary): string {
  const blanked = (words: string) => ' '.repeat(words.length)
  const rest = masked.replace(PLAN_QUESTION, blanked)
  const isRepeated = rest !== masked && before?.attributes[0] !== undefined && IS_HAD.test(rest.trim())
  if (isRepeated) return blanked(masked)
  return toFeatures(rest, vocabulary).concepts.size > 0 ? rest : masked
}

/** Nothing but that something can be had. */
const IS_HAD =
  /^(?:それは|これは)?(?:使え|使用でき|利用でき|でき|対応|可能|含まれ|付いて|ついて)[ぁ-ん]{0,8}[?？]?$|^(?:is it|can (?:we|i|you) (?:use|get|have) it|does it come|is that)?(?: (?:available|included|possible|offered|supported))?(?: (?:on|in|with|for))?[?？]?$/u

const PLAN_QUESTION =
  /(?:どの|どちらの)(?:プラン|エディション|契約|料金区分|コース|グレード)(?:から|で|の話|なら|だと|以上)?|\b(?:on |in |with )?which (?:plan|tier)s?\b/gu

function withoutRepeats(products: readonly ProductMention[]): readonly ProductMention[] {
  const isSame = (a: ProductMention, b: ProductMention) => a.paperId === b.paperId && a.variant === b.variant
  return products.filter((mention, i) => products.findIndex((other) => isSame(other, mention)) === i)
}

/** Names that a question may hold a value against. */
function namedValuesOf({ values }: Catalog) {
  return [...values].filter(([list]) => !['urls', 'contacts'].includes(list)).flatMap(([, named]) => named)
}

type Strangers = Pick<Understanding, 'unknownProduct' | 'possibleProduct'>
const NO_STRANGERS: Strangers = { unknownProduct: null, possibleProduct: null }

/** Names of products that no paper is about, where none is named that is known. */
function findStrangers(
  text: string,
  { catalog: { vocabulary }, nameTests }: Parts,
  {
    isElliptical,
    asks,
    hasTopic,
    isAboutAll,
  }: Readonly<Record<'isElliptical' | 'asks' | 'hasTopic' | 'isAboutAll', boolean>>,
): Strangers {
  if (!isElliptical) {
    const name = findUnknownProduct(text, vocabulary, nameTests)
    // Without an attribute only what is written like a name is one.
    const isAsked = asks || (hasTopic && /^[A-Z][a-z]/u.test(name ?? ''))
    const unknownProduct = isAsked ? (name ?? null) : null
    const perhaps = isAboutAll ? findPossibleProduct(text, vocabulary, nameTests) : findMixedName(text, nameTests)
    return { unknownProduct, possibleProduct: perhaps ?? null }
  }
  const stranger = asks ? findStrangerInFollowUp(text, vocabulary, nameTests) : undefined
  if (typeof stranger === 'string') return { unknownProduct: stranger, possibleProduct: null }
  return { unknownProduct: null, possibleProduct: stranger?.perhaps ?? null }
}

/** Words of the field that are no part of another: 保管場所 is one, whatever 保管 and 場所 mean. */
function outermost(hits: readonly ConceptHit[]): readonly ConceptHit[] {
  const spans = new Map(
    hits.filter((hit) => !SHAPE_CONCEPTS.has(hit.concept)).map((hit) => [`${hit.start}-${hit.end}`, hit]),
  )
  return [...spans.values()].filter((hit) => !hits.some((other) => isInside(hit, other)))
}

interface Span {
  readonly start: number
  readonly end: number
}

function isInside(span: Span, other: Span): boolean {
  return other.start <= span.start && span.end <= other.end && other.end - other.start > span.end - span.start
}

/** A plan's name in small letters, where the question has capitals and does not call it a plan. */
function isPlainWord({ start, end }: ProductMention, map: Folded): boolean {
  const isPlan = isPlanName(map.text.slice(start, end)) && !/^ (?:plan|edition|tier)/u.test(map.text.slice(end))
  return (
    isPlan && /^[a-z]/u.test(originalOf(map, start, end)) && /\b[A-Z][a-z]+ [A-Z]|[ぁ-ゖ]/u.test(map.original.slice(1))
  )
}

/** Short questions and those that point back live on the turn before; 「ところで」 starts anew. */
function isFollowUp(folded: string, size: number, hasProduct: boolean): boolean {
  if (/^(?:ところで|話は変わ|by the way)/u.test(folded)) return false
  if (
    /^(?:じゃあ|では|それ|そっち|その|あと|and\b|what about|how about|same\b)|の方は|のほうは|の場合は|だと[?？]?$|も[?？]?$|も同じ|も(?:教え|知り|お願い|見せ|頼)[^、。]{0,8}$/u.test(
      folded,
    )
  )
    return true
  if (!hasProduct && /\b(?:it|its|they|them|their|that one)\b/u.test(folded)) return true
  return size <= (hasProduct ? 1 : 2)
}

/** Names of products are in no language: a question that is little else keeps the language of the turn before. */
function languageIn(text: string, before: Understanding | undefined): Language {
  const words = text.match(/\p{L}{2,}/gu) ?? []
  if (words.length === 0) return before?.language ?? 'ja'
  const isOneLatinWord = words.length === 1 && /^[A-Za-z]+$/u.test(words[0] ?? '')
  return isOneLatinWord && before ? before.language : languageOf(text)
}

function withoutForeignName(text: string): string {
  const name = findForeignName(text)
  return name === undefined ? text : text.normalize('NFKC').replace(name, ' ')
}

/** Digits in product names are no conditions. */
function maskOriginal(text: string, mentions: readonly ProductMention[]): string {
  return mentions.length > 0 && fold(text).length === text.length ? blank(text, mentions) : text
}
