import type { Language, Question } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import { VAGUE_CONCEPTS } from '../../knowledge/concept-kinds.ts'
import { isTopic } from '../../knowledge/topic-spans.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { blank } from '../../text/blank.ts'
import { fold, squash } from '../../text/fold.ts'
import { isInstruction } from '../../text/instructions.ts'
import { findQuantities } from '../../text/quantities.ts'
import { type Features, joinFeatures, toFeatures } from '../understand/features.ts'
import type { Understand, Understanding } from '../understand/understand.ts'
import type { SuggestedReading } from './reading-prompt.ts'

/** Longest question in full, in characters. */
const MAX_LENGTH = 300

/** What a question is understood to ask when a model's reading of it is taken over, or why it is not. */
export type CheckedReading =
  | { readonly understanding: Understanding; readonly says: string; readonly problem?: undefined }
  | { readonly problem: string }

/** What readings are checked with. */
export interface ReadingChecks {
  readonly catalog: Catalog
  readonly understand: Understand
  readonly papers: readonly StoredPaper[]
}

/**
 * Takes over what a model makes of a question, where it adds nothing to it: the question in full names no product, number,
 * edition, other name, matter or aspect that neither the question nor the turns before it do, and the attribute is one of
 * the catalogue's that shares a concept or a word with them. Rules read the question in full; the attribute counts where they find none.
 */
export function checkReading(
  { question: suggested, attribute: id }: SuggestedReading,
  question: Question,
  { catalog, understand, papers }: ReadingChecks,
): CheckedReading {
  const rewritten = suggested?.trim() ?? ''
  const attribute = id === null ? undefined : catalog.find(id)
  if (id !== null && attribute === undefined) return { problem: `no such attribute: ${id}` }
  if (rewritten === '' && attribute === undefined) return { problem: 'nothing suggested' }
  const before = understand(question, papers)
  const said = readSaid(question, before, { catalog, understand, papers })
  if (attribute && !(isNear(attribute, said, catalog) && keepsAspect(attribute, said, catalog)))
    return { problem: `not what the words are about: ${attribute.id}` }
  const full = rewritten === '' ? before : understand({ text: rewritten, turns: [] }, papers)
  const added = rewritten === '' ? undefined : findAdded(rewritten, question, full, { catalog, understand, papers })
  if (added !== undefined) return { problem: `neither in the question nor in the turns: ${added}` }
  if (full.language !== before.language) return { problem: 'another language' }
  const unsaid = findUnsaid(blank(fold(rewritten), full.products), said, catalog)
  if (unsaid !== undefined) return { problem: `neither in the question nor in the turns: ${unsaid}` }
  if (full.attributes.length > 0 && rewritten !== '') return { understanding: full, says: rewritten }
  if (attribute === undefined) return { understanding: full, says: rewritten }
  const match = { attribute, score: 1, phrase: attribute.id, covered: new Set<string>(), borrowed: 0 }
  return { understanding: { ...full, attributes: [match] }, says: attribute.name[full.language] }
}

/** What a question and the turns that it goes on with say. */
interface Said {
  /** Of the question, and of the turns where it says nothing of its own. */
  readonly asked: Features
  /** Concepts of the question and of all turns. */
  readonly concepts: ReadonlySet<string>
  readonly language: Language
  /** The question has words that the rules do not know, and nothing yet says what of the matter is asked. */
  readonly isOpen: boolean
}

function readSaid(
  { text, turns }: Question,
  { context, features, language }: Understanding,
  checks: ReadingChecks,
): Said {
  const { catalog, understand, papers } = checks
  const isBare = [...features.concepts].every((concept) => VAGUE_CONCEPTS.has(concept))
  const last = turns.at(-1)
  const before =
    isBare && last !== undefined ? understand({ text: last, turns: turns.slice(0, -1) }, papers) : undefined
  const all = [...turns, text].map((turn) => understand({ text: turn, turns: [] }, papers).features)
  const words = toFeatures(fold([...turns, text].join('\n')), catalog.vocabulary)
  const concepts = new Set([...all, words].flatMap((one) => [...one.concepts]))
  const own = [...features.words].filter((word) => !POINTING.test(word))
  return {
    asked: before === undefined ? context : joinFeatures(context, before.context),
    concepts,
    language,
    isOpen: own.length > 0 && ![...concepts].some(isAspect),
  }
}

/** Words that only point at what was said before. */
const POINTING = /^(?:一方|片方|両方|両者|残り|次|続き|同じ|他|他方|片側|逆|other|another|one|ones|rest|both|same)$/u

/**
 * The attribute's name, its phrasings or what its rules look for have a concept of what is asked. Where the rules know
 * no more of that than an aspect or words, the phrasings of the same language have those: "how long" is 保管期間 and 長さ.
 */
function isNear(attribute: Attribute, { asked: question, language }: Said, { vocabulary }: Catalog): boolean {
  const { name, asked, find } = attribute
  const concepts = [...question.concepts].filter((concept) => !VAGUE_CONCEPTS.has(concept))
  // What a value is of says more than how long or how often.
  const topics = concepts.filter((concept) => !isAspect(concept))
  if (topics.length > 0) {
    const all = toFeatures(fold([name.ja, name.en, ...asked.ja, ...asked.en].join('\n')), vocabulary)
    const known = new Set([...all.concepts, ...find.flatMap(({ about }) => about)])
    return topics.some((concept) => known.has(concept))
  }
  const own = toFeatures(fold([name[language], ...asked[language]].join('\n')), vocabulary)
  return (
    concepts.some((concept) => own.concepts.has(concept)) ||
    [...question.words].some((word) => isTelling(word) && own.words.has(word))
  )
}

/** Whether an attribute is not about another aspect (保管期間) than the one that was asked for (頻度). */
function keepsAspect({ name, asked }: Attribute, { concepts }: Said, { vocabulary }: Catalog): boolean {
  const aspectsOf = (words: readonly string[]) =>
    [...toFeatures(fold(words.join('\n')), vocabulary).concepts].filter(isAspect)
  const said = [...concepts].filter(isAspect)
  if (said.length === 0 || aspectsOf([name.ja, name.en]).length === 0) return true
  return aspectsOf([name.ja, name.en, ...asked.ja, ...asked.en]).some((concept) => said.includes(concept))
}

/** Not a word that any question may have. */
function isTelling(word: string): boolean {
  return !POINTING.test(word) && !/^(?:誰|個|本|件|枚|台|社|種類|number|people|kind|thing|things|someone)$/u.test(word)
}

/** Whether a concept can be said of many matters: 保管期間, 頻度. */
function isAspect(concept: string): boolean {
  return !VAGUE_CONCEPTS.has(concept) && !isTopic({ start: 0, end: 0, concepts: [concept] })
}

/**
 * What words put into a question that nobody said: another matter, or another aspect of the same (保管期間 after 頻度). A
 * question with words of its own that the rules do not know (「どれくらい眠っていますか」) may ask for an aspect.
 */
function findUnsaid(words: string, said: Said, { vocabulary }: Catalog): string | undefined {
  const folded = fold(words)
  const added = [...toFeatures(folded, vocabulary).concepts].filter((concept) => {
    return !VAGUE_CONCEPTS.has(concept) && !said.concepts.has(concept) && !(said.isOpen && isAspect(concept))
  })
  const hit = vocabulary.find(folded).find(({ concept }) => added.includes(concept))
  return hit && folded.slice(hit.start, hit.end)
}

/** Words of a question in full that are no way to put what was asked; `undefined` where it adds nothing. */
function findAdded(
  rewritten: string,
  { text, turns }: Question,
  full: Understanding,
  { catalog, understand, papers }: ReadingChecks,
): string | undefined {
  if (rewritten.length > MAX_LENGTH || isInstruction(rewritten)) return rewritten.slice(0, 40)
  const said = [...turns, text]
  const mentions = said.flatMap((turn) => understand({ text: turn, turns: [] }, papers).products)
  const product = full.products.find(
    ({ paperId, variant }) =>
      !mentions.some((one) => one.paperId === paperId && (variant === null || one.variant === variant)),
  )
  if (product) return product.paperId
  const all = said.join('\n')
  const strangers = [full.unknownProduct, full.possibleProduct, ...full.unknownBeside]
  const stranger = strangers.find((name) => name !== null && !squash(all).includes(squash(name)))
  if (stranger) return stranger
  const editions = said.map((_, i) => understand({ text: said[i] ?? '', turns: said.slice(0, i) }, papers).edition)
  if (full.edition && !editions.some((one) => one?.paper.id === full.edition?.paper.id))
    return full.edition.paper.version ?? full.edition.paper.date ?? ''
  const numbers = new Set(numbersOf(all))
  const number = numbersOf(rewritten).find((one) => !numbers.has(one))
  return number ?? findAddedName(rewritten, all, full, catalog)
}

/** Digits with their unit, and numbers in words by what they come to. */
function numbersOf(text: string): readonly string[] {
  const values = findQuantities(text).map(({ normalized: { value, unit, op } }) => `${op} ${value} ${unit}`)
  return [...values, ...(fold(text).match(/\d+(?:[.,]\d+)*/gu) ?? [])]
}

/** A name or listed value: in Latin letters or katakana, and neither said before nor a word of the field. */
function findAddedName(rewritten: string, all: string, full: Understanding, catalog: Catalog): string | undefined {
  const said = fold(all)
  const listed = [...catalog.values.values()].flat().find(({ pattern }) => {
    return fold(rewritten).match(pattern) !== null && said.match(pattern) === null
  })
  if (listed) return listed.name
  const own = blank(fold(rewritten), full.products)
  const isWord = (word: string) =>
    catalog.vocabulary.find(word).some(({ start, end }) => start === 0 && end === word.length)
  const latin = full.language === 'ja' ? /[a-z][a-z0-9.-]+/gu : /[a-z]+\d[a-z0-9.-]*/gu
  const names = [...(own.match(latin) ?? []), ...(own.match(/[ァ-ヶー]{2,}/gu) ?? [])]
  const added = names.find((name) => !said.includes(name) && !isWord(name))
  if (added !== undefined || full.language === 'ja') return added
  // In English what stands in capitals inside a sentence is a name.
  const capitals = [...rewritten.matchAll(/(?<=[a-z,] )[A-Z][\w.-]+/gu)].map(([name]) => name)
  return capitals.find(
    (name) =>
      !said.includes(fold(name)) &&
      !full.products.some(({ paperId }) => paperId.includes(fold(name))) &&
      !isWord(fold(name)),
  )
}
