import type { Language, Question } from '../../domain.ts'
import { type Attribute, familyOf } from '../../knowledge/attributes.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import type { ConceptHit, Vocabulary } from '../../knowledge/vocabulary.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { blank } from '../../text/blank.ts'
import { fold, foldWithMap, originalOf } from '../../text/fold.ts'
import { currentOf, type EditionMention, findEdition, findVersionAsked, inEdition } from './edition.ts'
import { type Features, joinFeatures, SHAPE_CONCEPTS, toFeatures } from './features.ts'
import { preferringFigures } from './figures.ts'
import { isAboutBot, isCourtesy, isOutOfScope, withoutAddresses, withoutInstructions } from './intrusion.ts'
import { findListItems } from './list-items.ts'
import { type AttributeMatch, type AttributeMatcher, createAttributeMatcher } from './match-attributes.ts'
import { type ListMatch, matchList } from './match-list.ts'
import { createRespell, createRestoreKatakana, type Respell, type RestoreKatakana } from './near-words.ts'
import { createProductResolver, type ProductMention, type ProductResolver } from './products.ts'
import { type Condition, conditionsOf, isYesNoQuestion, languageOf, type Shape, shapeOf } from './shape.ts'
import {
  findPossibleProduct,
  findStrangerInFollowUp,
  findUnknownBeside,
  findUnknownProduct,
} from './unknown-product.ts'

/** What a question was understood to ask, with what earlier turns supplied. */
export interface Understanding {
  readonly language: Language
  /** The question without orders to the bot, as written. */
  readonly text: string
  readonly products: readonly ProductMention[]
  /** The edition of a paper that the question names, also by going on with it. */
  readonly edition: Pick<EditionMention, 'paper' | 'isCurrent'> | null
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

/** Scores from which an attribute counts as asked: by itself, and completed by the turn before. */
const MIN_SCORE = 0.7
const MIN_FOLLOW_UP_SCORE = 0.7

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
  let resolver: { papers: readonly StoredPaper[]; find: ProductResolver['find'] } | undefined
  return (question, papers) => {
    if (resolver?.papers !== papers) resolver = { papers, find: createProductResolver(papers, isWord).find }
    const { find } = resolver
    let state: Understanding | undefined
    for (const turn of [...question.turns.slice(-8), question.text])
      state = understandTurn(turn, state, { catalog, papers, matcher, find, respell, restore, isFieldWord })
    return state as Understanding
  }
}

interface Parts {
  readonly catalog: Catalog
  readonly papers: readonly StoredPaper[]
  readonly matcher: AttributeMatcher
  readonly find: ProductResolver['find']
  readonly respell: Respell
  readonly restore: RestoreKatakana
  /** Whether a folded word is in the vocabulary or in a phrasing of the catalogue. */
  readonly isFieldWord: (word: string) => boolean
}

function understandTurn(turn: string, before: Understanding | undefined, parts: Parts): Understanding {
  const text = withoutAddresses(withoutInstructions(turn)).trim()
  const map = foldWithMap(text)
  const folded = map.text
  const { named, edition, masked } = findNames(folded, before, parts)
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
  const products = inEdition(kept, edition, parts.papers)
  const keptEdition = kept === before?.products ? before.edition : null
  const isKept = isElliptical && before !== undefined && products.length === 0 && shape.kind === 'value'
  const isInherited = isElliptical && attributes[0]?.attribute === before.attributes[0]?.attribute
  const isUnnamed = named.length === 0
  const unknownBeside = findUnknownBeside(text, named, parts.isFieldWord)
  return {
    language: languageIn(maskOriginal(text, named), before),
    text,
    products: withoutRepeats(products),
    edition: edition ?? keptEdition,
    ...(isUnnamed
      ? findStrangers(text, vocabulary, {
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
    features,
    context,
    outOfScope: isOutOfScope(folded) && (isInherited || (attributes[0]?.score ?? 0) < 0.95),
    isCourtesy: isUnnamed && features.concepts.size === 0 && isCourtesy(folded),
    isAboutBot: isUnnamed && isAboutBot(folded),
    strayWords: isInherited && isUnnamed && features.concepts.size === 0 ? [...features.words] : [],
    pointsAtOne:
      isUnnamed &&
      products.length === 0 &&
      (/(?:この|その|当該)(?:製品|サービス|ツール)|\bthis (?:product|service)\b/u.test(folded) ||
        (before === undefined && /^(?:それ|これ|あれ|そっち|こっち)(?:って|は|も|が|と)/u.test(folded))),
  }
}

interface Names {
  readonly named: readonly ProductMention[]
  readonly edition: EditionMention | undefined
  /** The folded text without them. */
  readonly masked: string
}

function findNames(folded: string, before: Understanding | undefined, parts: Parts): Names {
  const paperOf = ({ paperId }: ProductMention) => currentOf(paperId, parts.papers) ?? []
  const inTalk = before?.products.flatMap(paperOf) ?? []
  const named = parts.find(folded, new Set(inTalk.map(({ id }) => id)))
  const about = [named.flatMap(paperOf), inTalk, parts.papers].find((papers) => papers.length > 0) ?? []
  const edition = findEdition(blank(folded, named), about)
  // What a version brought is asked of the newest edition's history: 「1.2版で何が変わった」.
  const unknown = /版(?:では|での|だと)/u.test(folded) ? findVersionAsked(folded) : undefined
  const spans = [...named, ...[edition ?? unknown ?? []].flat()]
  const masked = withoutPlanQuestion(parts.restore(blank(folded, spans)), parts.catalog.vocabulary)
  return { named, edition, masked }
}

/** 「電話できるのはどのプラン？」 asks about the telephone: the plan is what the answer says beside it. */
function withoutPlanQuestion(masked: string, vocabulary: Vocabulary): string {
  const rest = masked.replace(PLAN_QUESTION, (words) => ' '.repeat(words.length))
  return toFeatures(rest, vocabulary).concepts.size > 0 ? rest : masked
}

const PLAN_QUESTION =
  /(?:どの|どちらの)(?:プラン|エディション|契約|料金区分|コース|グレード)(?:から|で|の話|なら|だと|以上)?|\b(?:on |in |with )?which (?:plan|tier)s?\b/gu

interface Turn {
  readonly folded: string
  /** The folded text without the products that it names. */
  readonly masked: string
  readonly text: string
  readonly hits: readonly ConceptHit[]
  readonly features: Features
  readonly before: Understanding | undefined
  readonly isElliptical: boolean
  readonly isNamed: boolean
}

/** What a turn asks about: as one question, and each thing of a list by itself. */
function askedIn(
  { folded, masked, text, hits, features, before, isElliptical, isNamed }: Turn,
  parts: Parts,
): ListMatch {
  const earlier = isElliptical ? before : undefined
  const matcher = preferringFigures(parts.matcher, masked)
  const matches = matchAttributes(features, earlier, matcher, asksForSeveral(masked))
  const size = features.concepts.size + features.words.size
  // With a product it may be another topic, too: 「Xの監査ログだと？」.
  const isCondition = size <= 3 && CHANGES_CONDITION.test(folded) && !(isNamed && features.concepts.size > 0)
  if (earlier && earlier.attributes.length > 0 && isCondition) return { attributes: earlier.attributes, leftOut: [] }
  return matchList(findListItems(masked, hits), preferred(matches, masked, text, parts), {
    matcher: parts.matcher,
    vocabulary: parts.catalog.vocabulary,
    context: earlier?.context,
  })
}

/** A follow-up that only puts the question before under another condition: 「プロプランだと？」, "Also on the Entry plan?". */
const CHANGES_CONDITION =
  /(?:(?:だと|の場合は?|なら)(?:どう.{0,6})?|でも(?:いけ|使え|でき|同じ|大丈夫|ok).{0,6})[?？]?$|^(?:and |also |what about |how about |same )*(?:on|for|under|with|in) (?:the |our )?[a-z]+(?: (?:plan|edition|tier))?[?？]?$/u

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
  vocabulary: Vocabulary,
  {
    isElliptical,
    asks,
    hasTopic,
    isAboutAll,
  }: Readonly<Record<'isElliptical' | 'asks' | 'hasTopic' | 'isAboutAll', boolean>>,
): Strangers {
  if (!isElliptical) {
    const name = findUnknownProduct(text, vocabulary)
    // Without an attribute only what is written like a name is one.
    const isAsked = asks || (hasTopic && /^[A-Z][a-z]/u.test(name ?? ''))
    const unknownProduct = isAsked ? (name ?? null) : null
    return { unknownProduct, possibleProduct: isAboutAll ? (findPossibleProduct(text, vocabulary) ?? null) : null }
  }
  const stranger = asks ? findStrangerInFollowUp(text, vocabulary) : undefined
  if (typeof stranger === 'string') return { unknownProduct: stranger, possibleProduct: null }
  return { unknownProduct: null, possibleProduct: stranger?.perhaps ?? null }
}

/** Words of the field that are no part of another: 保管場所 is one, whatever 保管 and 場所 mean. */
function outermost(hits: readonly ConceptHit[]): readonly ConceptHit[] {
  const isInside = (hit: ConceptHit, other: ConceptHit) =>
    other.start <= hit.start && hit.end <= other.end && other.end - other.start > hit.end - hit.start
  const spans = new Map(
    hits.filter((hit) => !SHAPE_CONCEPTS.has(hit.concept)).map((hit) => [`${hit.start}-${hit.end}`, hit]),
  )
  return [...spans.values()].filter((hit) => !hits.some((other) => isInside(hit, other)))
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

function matchAttributes(
  features: Features,
  before: Understanding | undefined,
  matcher: AttributeMatcher,
  several: boolean,
): AttributeMatch[] {
  const size = features.concepts.size + features.words.size
  if (before && size === 0) return [...before.attributes]
  const alone = matcher.match(features)
  if (!before)
    return pick(
      alone.filter((match) => match.score >= MIN_SCORE),
      several,
    )
  const facet = facetOf(before.attributes[0]?.attribute)
  // What says by itself all that it asks does not go on with the topic before.
  const isWhole = (alone[0]?.score ?? 0) > 0.99
  const completed = matcher
    .match(features, before.context)
    .map((match) => ({
      ...match,
      score: match.score + bonusOf(match, isWhole ? undefined : before.attributes[0], facet, size),
    }))
    // Of equals the one that takes more from the turn before: after 監査ログ, 「何日残る？」 is not about logs at large.
    .sort((a, b) => (Math.abs(b.score - a.score) < 1e-9 ? b.borrowed - a.borrowed : b.score - a.score))
  const best = completed[0]
  if (best && best.score >= MIN_FOLLOW_UP_SCORE) return pick([best], several)
  const own = pick(
    alone.filter((match) => match.score >= MIN_SCORE),
    several,
  )
  return own.length > 0 || (features.words.size > 0 && before.shape.kind !== 'value') ? own : [...before.attributes]
}

/** The same facet of another topic, or a phrasing that needs what both turns say, is what a follow-up means. */
function bonusOf(
  { attribute, borrowed, covered }: AttributeMatch,
  last: AttributeMatch | undefined,
  facet: string | undefined,
  size: number,
): number {
  const isCovered = covered.size === size
  if ((isCovered && borrowed > 1) || (facet !== undefined && facetOf(attribute) === facet)) return 0.06
  const isOfFamily = last !== undefined && familyOf(attribute.id) === familyOf(last.attribute.id)
  return isCovered && borrowed > 0 && isOfFamily ? 0.03 : 0
}

/** Which side of its topic an attribute asks of, by the last part of its id: `retention` of `backup.retention`. */
function facetOf(attribute: Attribute | undefined): string | undefined {
  return attribute?.id.split('.').at(-1)
}

/**
 * Two corrections of the best match: a question about changes to the document (「…」が追加されたのはいつ) quotes what was
 * changed, and a plain yes/no question is not answered with a list of everything.
 */
function preferred(
  matches: AttributeMatch[],
  masked: string,
  text: string,
  { catalog, matcher }: Parts,
): AttributeMatch[] {
  const best = matches[0]
  if (/「[^」]+」/u.test(masked)) {
    const [around] = matcher.match(toFeatures(masked.replace(/「[^」]*」/gu, ' '), catalog.vocabulary))
    if (around && around.attribute.kind === 'document' && around.score >= MIN_SCORE) return [around]
  }
  if (best?.attribute.kind === 'group' && isYesNoQuestion(text)) {
    const equal = matcher
      .match(toFeatures(masked, catalog.vocabulary))
      .find((match) => match.attribute.yesno && match.score >= best.score)
    if (equal) return [equal]
  }
  return matches
}

/** Two things are asked where the question joins them or asks twice. */
function asksForSeveral(folded: string): boolean {
  const asks = folded.match(/何|いつ|どこ|誰|いくつ|いくら|どう|どの(?!くらい|程度)/gu)?.length ?? 0
  return asks > 1 || /[^\s]と[^い]|及び|および|・|、|\/|\band\b|も(?:知り|教え)|[?？].*\p{L}/u.test(folded)
}

/** The best match, and others that explain words of the question which the ones before leave open. */
function pick(matches: readonly AttributeMatch[], several: boolean): AttributeMatch[] {
  if (!several) return matches.slice(0, 1)
  const picked: AttributeMatch[] = []
  const covered = new Set<string>()
  for (const match of matches) {
    const adds = [...match.covered].some((feature) => !covered.has(feature))
    const isEqual =
      picked[0] !== undefined && match.score >= picked[0].score - 0.005 && match.phrase === picked[0].phrase
    if (picked.length > 0 && (!(adds || isEqual) || match.score < 0.75)) continue
    if (picked.some(({ attribute }) => attribute.kind === 'group' || attribute.id === match.attribute.broader)) continue
    if (picked.some(({ attribute }) => attribute.broader === match.attribute.id)) continue
    if (picked.length > 0 && match.attribute.kind === 'group') continue
    picked.push(match)
    for (const feature of match.covered) covered.add(feature)
    if (picked.length === 3) break
  }
  return picked
}

/** Names of products are in no language: a question that is little else keeps the language of the turn before. */
function languageIn(text: string, before: Understanding | undefined): Language {
  const words = text.match(/\p{L}{2,}/gu) ?? []
  if (words.length === 0) return before?.language ?? 'ja'
  const isOneLatinWord = words.length === 1 && /^[A-Za-z]+$/u.test(words[0] ?? '')
  return isOneLatinWord && before ? before.language : languageOf(text)
}

/** Digits in product names are no conditions. */
function maskOriginal(text: string, mentions: readonly ProductMention[]): string {
  return mentions.length > 0 && fold(text).length === text.length ? blank(text, mentions) : text
}
