import type { Language, StoredFact } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import type { KnowledgeStore, StoredPaper } from '../../store/knowledge-store.ts'
import { wordingOf } from '../wording.ts'
import type { Composition, Draft } from './draft.ts'
import { MAX_ROWS } from './select-papers.ts'

/** Most suggestions that an answer has. */
const MAX_SUGGESTIONS = 3
/** How many products are offered where one has to be chosen. */
export const MAX_PRODUCTS_TO_CHOOSE = 5

/**
 * Questions that the reader of a draft may want to ask next: the same of all products, what the paper states of the
 * same topic, or the same of a product that is known. Each is one that the engine answers.
 */
async function suggestNext(composition: Composition, draft: Draft): Promise<readonly string[]> {
  const { understanding, papers } = composition
  const asked = understanding.attributes[0]?.attribute
  if (draft.suggestions.length > 0 || papers.length === 0) return draft.suggestions
  const named = papers.filter((paper) => understanding.products.some(({ paperId }) => paperId === paper.id))
  if (draft.basis === null && (draft.status !== 'unknown_product' || asked === undefined)) {
    return suggestStart(
      composition.store,
      composition.catalog,
      named.length > 0 ? named : papers,
      understanding.language,
    )
  }
  if (asked === undefined || asked.kind === 'document') return []
  if (draft.status === 'unknown_product') {
    const member = asked.kind === 'group' ? await findStatedMember(composition, asked) : asked
    return member ? askOfKnown(composition, member).slice(0, MAX_SUGGESTIONS) : []
  }
  const [paper] = named
  if (!paper || named.length > 1 || asked.kind === 'group') return []
  const comparison = papers.length > 1 ? [composition.wording.askComparison(asked.name[understanding.language])] : []
  return [...(await askRelated(composition, paper, asked)), ...comparison].slice(0, MAX_SUGGESTIONS)
}

/** What a group's name stands for in a question about one value: the first of its members that any paper states. */
async function findStatedMember(
  { store, catalog, papers }: Composition,
  group: Attribute,
): Promise<Attribute | undefined> {
  const some = papers.length > MAX_ROWS ? { paperIds: papers.slice(0, MAX_ROWS).map(({ id }) => id) } : {}
  const facts = await store.findFacts({ ...some, attributes: group.members })
  const stated = new Set(facts.map((fact) => fact.attribute))
  const id = group.members.find((member) => stated.has(member))
  return id === undefined ? undefined : catalog.find(id)
}

/** The draft with what may be asked next. */
export async function withSuggestions(composition: Composition, draft: Draft): Promise<Draft> {
  return { ...draft, suggestions: await suggestNext(composition, draft) }
}

/**
 * The question about one product after the other, for "which product do you mean?". None for a group: its name is no
 * question about one value ("What is the certifications held of …?").
 */
export function askOfKnown({ wording, understanding, papers }: Composition, attribute: Attribute): readonly string[] {
  if (attribute.kind === 'group') return []
  const name = attribute.name[understanding.language]
  return papers.slice(0, MAX_PRODUCTS_TO_CHOOSE).map(({ product }) => wording.askValue(product, name))
}

/** Questions to begin with, made from what the papers state; empty where there is no paper. */
export async function suggestStart(
  store: KnowledgeStore,
  catalog: Catalog,
  papers: readonly StoredPaper[],
  language: Language,
): Promise<readonly string[]> {
  const wording = wordingOf(language)
  const paper = papers.reduce<StoredPaper | undefined>((a, b) => (a && a.factCount >= b.factCount ? a : b), undefined)
  if (!paper) return []
  const names = namesOfStated(await store.findFacts({ paperIds: [paper.id] }), catalog, language)
  const [name] = names
  if (name === undefined) return []
  if (papers.length === 1)
    return names.slice(0, MAX_SUGGESTIONS).map((stated) => wording.askValue(paper.product, stated))
  return [wording.askValue(paper.product, name), wording.askComparison(name), wording.askCertified]
}

/** What facts are about, each once, those with a figure first. */
function namesOfStated(facts: readonly StoredFact[], catalog: Catalog, language: Language): readonly string[] {
  const isMeasured = ({ normalized }: StoredFact) => normalized?.unit === 'day' || normalized?.unit === 'percent'
  const sorted = [...facts.filter(isMeasured), ...facts.filter((fact) => !isMeasured(fact))]
  const attributes = sorted.flatMap(({ attribute }) => catalog.find(attribute) ?? [])
  return [
    ...new Set(
      attributes.filter(({ kind }) => kind !== 'document' && kind !== 'group').map(({ name }) => name[language]),
    ),
  ]
}

/** What the paper states of attributes that belong to the one asked. */
async function askRelated(
  { store, catalog, wording, understanding }: Composition,
  paper: StoredPaper,
  asked: Attribute,
): Promise<readonly string[]> {
  const stated = new Set(
    (await store.findFacts({ paperIds: [paper.id], attributes: asked.related })).map((fact) => fact.attribute),
  )
  return (
    asked.related
      .filter((id) => stated.has(id) && !understanding.attributes.some(({ attribute }) => attribute.id === id))
      .flatMap((id) => catalog.find(id) ?? [])
      // What a group is called is no question about one value.
      .filter(({ kind }) => kind !== 'group')
      .slice(0, 2)
      .map((attribute) => wording.askValue(paper.product, attribute.name[understanding.language]))
  )
}
