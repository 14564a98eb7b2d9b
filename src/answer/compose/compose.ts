import type { Attribute } from '../../knowledge/attributes.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { fold, squash } from '../../text/fold.ts'
import { MAX_ATTRIBUTES } from '../understand/match-list.ts'
import { propertyOf } from '../understand/property.ts'
import { soundsSame } from '../understand/readings.ts'
import { isYesNoQuestion } from '../understand/shape.ts'
import { toSoundKey } from '../understand/sound-key.ts'
import { composeComparison, composeExtreme, composeWhich } from './about-many.ts'
import { composeAboutOne } from './about-one.ts'
import { composeAboutOthers } from './about-others.ts'
import { composeChanges } from './changes.ts'
import { composeCollection, composeCosts } from './collect.ts'
import { composeDefinition } from './definition.ts'
import { selectDocuments, variantAsked } from './documents.ts'
import { type Composition, type Draft, plainDraft } from './draft.ts'
import { sayEdition } from './edition.ts'
import { composeOutline } from './outline.ts'
import { composeFromPassages, composeSpecific } from './passages.ts'
import { MAX_ROWS, papersThatMention, selectPapers } from './select-papers.ts'
import { askOfKnown, withSuggestions } from './suggest.ts'

/** Answers a question from facts, outlines or sentences, and says what may be asked next. */
export async function compose(composition: Composition): Promise<Draft> {
  const draft = await composeDraft(composition)
  return withSuggestions(composition, {
    ...draft,
    lines: [...draft.lines, ...(await sayWhatIsMissing(composition, draft))],
  })
}

/** What was asked beside what the draft answers: products without a paper, and what none of the attributes is about. */
async function sayWhatIsMissing(composition: Composition, draft: Draft): Promise<readonly string[]> {
  const { understanding, papers, store, wording } = composition
  if (draft.status === 'out_of_scope' || draft.status === 'unknown_product') return []
  const lines: string[] = []
  const strangers: string[] = []
  for (const name of understanding.unknownBeside) {
    // A name that a paper mentions is a part of a product, or what it runs on.
    if (!isReading(name, papers) && !(await mentionsAny(store, papers, [name]))) strangers.push(name)
  }
  if (strangers.length > 0) lines.push(wording.unknownBeside(quoteAll(strangers, composition)))
  if (draft.basis === 'facts' && understanding.leftOut.length > 0 && !arePartsOfOne(draft))
    lines.push(wording.leftOut(quoteAll(understanding.leftOut, composition)))
  return lines
}

/** 「ブラウザ・アプリそれぞれ」: what the question lists are the parts that the values of one attribute belong to. */
function arePartsOfOne({ facts }: Draft): boolean {
  const [first] = facts
  return (
    facts.length > 1 && facts.every(({ attribute, qualifier }) => attribute === first?.attribute && qualifier !== null)
  )
}

/** The products that there are, as many as a person reads. */
function listKnown(papers: readonly StoredPaper[], wording: Composition['wording']): string {
  const products = [...new Set(papers.map((paper) => paper.product))]
  const listed = products.slice(0, MAX_ROWS).join(wording.listSeparator)
  return products.length > MAX_ROWS ? listed + wording.andMore(products.length - MAX_ROWS) : listed
}

/** Whether a name is how a product's may be read aloud; then nobody can say that it has no paper. */
function isReading(name: string, papers: readonly StoredPaper[]): boolean {
  const soundsOf = (text: string) =>
    (text.match(/[\p{Script=Katakana}\p{Script=Hiragana}ー]+|[A-Za-z]+/gu) ?? [])
      .map((word) => toSoundKey(word).full)
      .filter((sound) => sound.length >= 3)
  const known =
    SOUNDS.get(papers) ??
    new Set(papers.flatMap((paper) => [paper.product, ...paper.variants, ...paper.aliases].flatMap(soundsOf)))
  SOUNDS.set(papers, known)
  return soundsOf(name).some((sound) => known.has(sound))
}

/** The sounds of all names, as long as the list of papers is the same. */
const SOUNDS = new WeakMap<readonly StoredPaper[], ReadonlySet<string>>()

function quoteAll(words: readonly string[], { understanding, wording }: Composition): string {
  const quoted = words.map((word) => (understanding.language === 'ja' ? `「${word}」` : `"${word}"`))
  return quoted.join(wording.listSeparator)
}

/** Chooses how the question is answered. */
async function composeDraft(composition: Composition): Promise<Draft> {
  const { understanding, papers, wording } = composition
  const known = listKnown(papers, wording)
  if (understanding.isCourtesy) return plainDraft('out_of_scope', wording.courtesy)
  if (understanding.isAboutBot && papers.length > 0) return plainDraft('clarify', wording.aboutBot(known))
  if (understanding.outOfScope) return plainDraft('out_of_scope', wording.outOfScope)
  if (papers.length === 0) return plainDraft('clarify', wording.noPapers)
  if (understanding.unknownProduct !== null)
    return plainDraft('unknown_product', wording.unknownProduct(understanding.unknownProduct, known))

  const named = papers.filter((paper) => understanding.products.some((mention) => mention.paperId === paper.id))
  const unmentioned = await findUnmentioned(composition, named)
  // In ideographs it may as well be an ordinary word.
  const isSure = unmentioned !== undefined && named.length > 0 && /^[A-Za-z]/u.test(unmentioned)
  const stranger = findStranger(composition, named) ?? (isSure ? unmentioned : undefined)
  if (stranger !== undefined) return plainDraft('unknown_product', wording.unknownProduct(stranger, known))
  const draft = await composeKnown(composition, named, known)
  const isRemarked = unmentioned !== undefined && understanding.attributes.length > 0
  return isRemarked ? { ...draft, lines: [wording.possibleProduct(unmentioned), ...draft.lines] } : draft
}

/** Answers about the products that are named, or about all where none is. */
async function composeKnown(composition: Composition, named: readonly StoredPaper[], known: string): Promise<Draft> {
  const { understanding, papers, wording } = composition
  const scope = named.length > 0 ? named : papers
  const [paper] = named
  // A follow-up about something that the papers do not even mention is not answered with what was asked before.
  const isStray = understanding.strayWords.length > 0 && paper !== undefined
  if (isStray && !(await mentionsAny(composition.store, named, understanding.strayWords)))
    return plainDraft('not_stated', wording.notFound(paper.product))
  const special = await composeSpecial(composition, scope, named.length > 0)
  if (special) return special
  const attributes = await expandGroups(composition, scope)
  const changes = await composeChanges(composition, scope, attributes)
  if (changes) return changes
  if (attributes.length === 0) return composeOpen(composition, scope, named.length > 0)
  if (understanding.pointsAtOne && papers.length > 1) return clarifyProduct(composition, known, attributes[0])
  const answered = await composeAttributes(composition, scope, attributes)
  const edition = sayEdition(composition, scope)
  return edition === undefined ? answered : { ...answered, lines: [edition, ...answered.lines] }
}

/**
 * A product that the paper does not have, named like one that it has: 「X会計」 where there is 「X購買」, "X Mail" where
 * there are "X Board" and "X Form".
 */
function findStranger({ understanding, catalog }: Composition, named: readonly StoredPaper[]): string | undefined {
  const [paper] = named
  const [mention] = understanding.products
  if (named.length !== 1 || !paper || !mention || mention.variant !== null) return undefined
  const text = understanding.text.normalize('NFKC')
  // Offsets tell nothing where folding changed the length.
  if (fold(understanding.text).length !== text.length) return undefined
  const name = text.slice(mention.start, mention.end)
  const rest =
    /^(?:([\p{Script=Han}\p{Script=Katakana}ー]{2,8})| ([A-Z][a-z]{2,12}))(?=の|は|で|って|に|を|が|['’]s)/u.exec(
      text.slice(mention.end),
    )
  const word = rest?.[1] ?? rest?.[2]
  if (rest === null || word === undefined) return undefined
  const siblings = [paper.product, ...paper.variants, ...paper.aliases].map(squash)
  const isFamily = siblings.some((sibling) => sibling.startsWith(squash(name)) && sibling !== squash(name))
  if (
    !isFamily ||
    siblings.some((sibling) => sibling.includes(squash(word)) || soundsSame(sibling, squash(name + word)))
  )
    return undefined
  const isOrdinary = catalog.vocabulary.find(fold(word)).length > 0 || ORDINARY_REST.test(word)
  return isOrdinary && !(rest[2] !== undefined && paper.variants.length > 0) ? undefined : name + rest[0]
}

/** What may stand behind any product's name. */
const ORDINARY_REST = /^(?:全|各|自体|自身|本体|単体|共通|以外|向け|側|同様|関連|社|用)/u

/** A name that may be a product's, and stands nowhere in the papers that the conversation is about, where it is about some. */
async function findUnmentioned(
  { understanding, store }: Composition,
  named: readonly StoredPaper[],
): Promise<string | undefined> {
  const name = understanding.possibleProduct
  if (name === null) return undefined
  return named.length > 0 && (await mentionsAny(store, named, [name])) ? undefined : name
}

async function mentionsAny(
  store: Composition['store'],
  papers: readonly StoredPaper[],
  words: readonly string[],
): Promise<boolean> {
  const sought = words.map(squash)
  for (const paper of await papersThatMention(store, papers, words.join(' '))) {
    for (const { heading, body } of await store.listSections(paper.id)) {
      const text = squash(`${heading} ${body}`)
      if (sought.some((word) => text.includes(word))) return true
    }
  }
  return false
}

/** Questions about the paper's own structure and words. */
async function composeSpecial(
  composition: Composition,
  scope: readonly StoredPaper[],
  isNamed: boolean,
): Promise<Draft | undefined> {
  const { shape, attributes } = composition.understanding
  const [paper] = scope
  if (shape.kind === 'outline' && isNamed && paper) {
    const outline = await composeOutline(composition, paper, shape.number, shape.heading)
    // A chapter that the paper does not have is not looked for in the words of others.
    const isMissing = outline === undefined && shape.number !== null && attributes.length === 0
    return isMissing ? plainDraft('not_stated', composition.wording.notFound(paper.product)) : outline
  }
  if (isNamed && paper && scope.length === 1 && asksForEverything(composition.understanding)) {
    const heading = await findNamedHeading(composition, paper)
    if (heading !== undefined) return composeOutline(composition, paper, null, heading)
  }
  const property = isNamed && scope.length === 1 ? propertyOf(fold(composition.understanding.text)) : undefined
  const collection = property && paper ? await composeCollection(composition, paper, property) : undefined
  if (collection) return collection
  if (shape.kind === 'definition') return composeDefinition(composition, scope, shape.term)
  return undefined
}

/** Everything under a heading is asked, and not everything that an attribute of the document stands for. */
function asksForEverything({ text, attributes }: Composition['understanding']): boolean {
  if (attributes[0]?.attribute.kind === 'document') return false
  return /全部|すべて|全て|列挙|何が(?:載|書|ある)|中身(?=は|を|って|教え|見せ|[?？]|$)|\b(?:everything|all|list)\b/iu.test(
    text,
  )
}

/** A section's heading that the question names as it is printed. */
async function findNamedHeading(
  { store, understanding }: Composition,
  paper: StoredPaper,
): Promise<string | undefined> {
  const asked = squash(understanding.text)
  const sections = await store.listSections(paper.id)
  return sections
    .map((section) => section.heading)
    .filter(
      (heading) => heading.length >= 4 && asked.includes(squash(heading)) && squash(heading) !== squash(paper.product),
    )
    .sort((a, b) => b.length - a.length)[0]
}

async function composeAttributes(
  composition: Composition,
  papers: readonly StoredPaper[],
  attributes: readonly Attribute[],
): Promise<Draft> {
  const selection = await selectPapers(composition, papers, attributes)
  const scope = await selectDocuments(composition, selection.papers, attributes)
  const [paper] = scope
  // The only one of many that fulfils a question is no question about one.
  if (scope.length === 1 && paper && selection.lines.length === 0) return composeOfOne(composition, paper, attributes)
  const draft = await composeOfMany(composition, scope, attributes)
  const [head = '', ...lines] = draft.lines
  return { ...draft, lines: [head, ...selection.lines, ...lines] }
}

async function composeOfOne(
  composition: Composition,
  paper: StoredPaper,
  attributes: readonly Attribute[],
): Promise<Draft> {
  const { shape, products, text, attributes: matches } = composition.understanding
  // The price of the product is in no paper; that of something in it may be.
  const costs = attributes[0]?.kind === 'none' ? await composeCosts(composition, paper) : undefined
  if (costs) return costs
  const ofOthers = await composeAboutOthers(composition, paper, attributes)
  if (ofOthers) return ofOthers
  const variant = variantAsked(products, paper)
  const draft = await composeAboutOne(composition, paper, variant, attributes)
  const [match, second] = matches
  const isOne = match !== undefined && second === undefined && shape.kind === 'value' && !isYesNoQuestion(text)
  return (isOne && (await composeSpecific(composition, paper, variant, match, draft))) || draft
}

function composeOfMany(
  composition: Composition,
  papers: readonly StoredPaper[],
  attributes: readonly Attribute[],
): Promise<Draft> {
  const { shape } = composition.understanding
  const [first] = attributes
  if (shape.kind === 'which') return composeWhich(composition, papers, attributes, shape.negated)
  if (shape.kind === 'extreme' && first) return composeExtreme(composition, papers, first, shape.direction)
  return composeComparison(composition, papers, attributes)
}

/** No attribute of the catalogue: sentences, where the question has a topic at all. */
async function composeOpen(composition: Composition, scope: readonly StoredPaper[], isNamed: boolean): Promise<Draft> {
  const { understanding, wording, papers } = composition
  const { concepts, words } = understanding.context
  const hasTopic = concepts.size + words.size > 0
  const [mention] = understanding.products
  if (!hasTopic && mention) return plainDraft('clarify', wording.whatAbout(scope[0]?.product ?? ''))
  if (!hasTopic) return plainDraft('out_of_scope', wording.outOfScope)
  const [paper, second] = scope
  const onlyVariant = paper && !second ? variantAsked(understanding.products, paper) : null
  const draft = await composeFromPassages(composition, scope, onlyVariant)
  const isForeign = draft.status === 'not_stated' && !isNamed && concepts.size === 0
  return isForeign || (draft.status === 'not_stated' && !isNamed && papers.length > 0 && concepts.size < 2)
    ? plainDraft('out_of_scope', wording.outOfScope)
    : draft
}

function clarifyProduct(composition: Composition, known: string, attribute: Attribute | undefined): Draft {
  return plainDraft(
    'clarify',
    composition.wording.whichProduct(known),
    attribute ? askOfKnown(composition, attribute) : [],
  )
}

/**
 * A group stands for its members that the one paper asked about states, else for those that any paper in the index
 * does; beside other attributes for as many of them as there is room for.
 */
async function expandGroups(composition: Composition, scope: readonly StoredPaper[]): Promise<Attribute[]> {
  const { understanding, catalog } = composition
  const expanded: Attribute[] = []
  const asked = understanding.attributes
  let room = asked.length > 1 ? Math.max(0, MAX_ATTRIBUTES - asked.length) : Number.POSITIVE_INFINITY
  for (const { attribute } of asked) {
    if (attribute.kind !== 'group') {
      expanded.push(attribute)
      continue
    }
    const stated = await findStated(composition, scope, attribute.members)
    const known = attribute.members.filter((id) => stated.has(id) && !asked.some((match) => match.attribute.id === id))
    const members = (known.length > 0 ? known : attribute.members.slice(0, 1)).slice(0, 1 + room)
    room -= members.length - 1
    expanded.push(...members.flatMap((id) => catalog.find(id) ?? []))
  }
  return [...new Set(expanded)]
}

/**
 * Which of these attributes are stated: by the one paper that is asked; where it states none, and of several papers, by
 * any of them, of many by the first.
 */
async function findStated(
  { store, papers }: Composition,
  scope: readonly StoredPaper[],
  attributes: readonly string[],
): Promise<ReadonlySet<string>> {
  const idsOf = (list: readonly StoredPaper[]) => list.slice(0, MAX_ROWS).map(({ id }) => id)
  const own = scope.length === 1 ? await store.findFacts({ paperIds: idsOf(scope), attributes }) : []
  const ofAny = papers.length > MAX_ROWS ? { paperIds: idsOf(papers), attributes } : { attributes }
  return new Set((own.length > 0 ? own : await store.findFacts(ofAny)).map(({ attribute }) => attribute))
}
