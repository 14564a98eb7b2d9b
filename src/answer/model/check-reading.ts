import type { Question } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import { VAGUE_CONCEPTS } from '../../knowledge/concept-kinds.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { blank } from '../../text/blank.ts'
import { fold, squash } from '../../text/fold.ts'
import { isInstruction } from '../../text/instructions.ts'
import { findQuantities } from '../../text/quantities.ts'
import { toFeatures } from '../understand/features.ts'
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
 * edition or other name that neither the question nor the turns before it do, and the attribute is one of the catalogue's.
 * Rules read the question in full; the attribute counts where they find none.
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
  if (attribute && !isNear(attribute, before, catalog))
    return { problem: `not what the words are about: ${attribute.id}` }
  const full = rewritten === '' ? before : understand({ text: rewritten, turns: [] }, papers)
  const added = rewritten === '' ? undefined : findAdded(rewritten, question, full, { catalog, understand, papers })
  if (added !== undefined) return { problem: `neither in the question nor in the turns: ${added}` }
  if (full.language !== before.language) return { problem: 'another language' }
  if (full.attributes.length > 0 && rewritten !== '') return { understanding: full, says: rewritten }
  if (attribute === undefined) return { understanding: full, says: rewritten }
  const match = { attribute, score: 1, phrase: attribute.id, covered: new Set<string>(), borrowed: 0 }
  return { understanding: { ...full, attributes: [match] }, says: attribute.name[full.language] }
}

/** Of what a question is known to be about the attribute has something, in its name or in what people ask for it. */
function isNear({ name, asked }: Attribute, { context }: Understanding, { vocabulary }: Catalog): boolean {
  const topics = [...context.concepts].filter((concept) => !VAGUE_CONCEPTS.has(concept))
  const own = toFeatures(fold([name.ja, name.en, ...asked.ja, ...asked.en].join('\n')), vocabulary)
  return topics.length === 0 || topics.some((concept) => own.concepts.has(concept))
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
