import type { StoredFact } from '../../domain.ts'
import { type Attribute, withNarrower } from '../../knowledge/attributes.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { fold, squash } from '../../text/fold.ts'
import { datedDocumentName, documentName } from '../document-name.ts'
import { isPlanName } from '../understand/plan-names.ts'
import type { ProductMention } from '../understand/products.ts'
import type { Composition } from './draft.ts'

/**
 * Where a product has several documents (a whitepaper, a service level agreement): those of them that say something of
 * the attributes that the ones before do not say, and the first where none says anything.
 */
export async function selectDocuments(
  { store, catalog }: Composition,
  papers: readonly StoredPaper[],
  attributes: readonly Attribute[],
): Promise<readonly StoredPaper[]> {
  const products = groupByProduct(papers)
  if (products.length === papers.length) return papers
  const wanted = attributes.flatMap(({ id }) => withNarrower(id, catalog.attributes))
  const selected: StoredPaper[] = []
  for (const [first, ...others] of products) {
    if (!first) continue
    const documents = [first, ...others]
    const paperIds = documents.map(({ id }) => id)
    const facts = others.length === 0 ? [] : await store.findFacts({ paperIds, attributes: wanted })
    const stating = documents.filter((paper, i) => {
      const before = new Set(facts.filter(({ paperId }) => paperIds.indexOf(paperId) < i).map(keyOf))
      return facts.some((fact) => fact.paperId === paper.id && !before.has(keyOf(fact)))
    })
    selected.push(...(stating.length > 0 ? stating : [first]))
  }
  return selected
}

/** What a row of a table goes by: the product, or the document where another one of it has a row as well. */
export function rowName(paper: StoredPaper, papers: readonly StoredPaper[]): string {
  const { product, title, id } = paper
  const others = papers.filter((other) => other.id !== id && squash(other.product) === squash(product))
  if (others.length === 0) return product
  const isAlike = others.some((other) => squash(other.title) === squash(title))
  const name = isAlike ? datedDocumentName(paper) : documentName(paper)
  return squash(name).includes(squash(product)) ? name : `${product}（${name}）`
}

/** The product within a paper that is asked about; `null` for all. A plan that is named beside its product is meant. */
export function variantAsked(products: readonly ProductMention[], { id }: StoredPaper): string | null {
  const named = products.filter(({ paperId }) => paperId === id).map(({ variant }) => variant)
  const plans = named.filter((variant) => variant !== null && isPlanName(fold(variant)))
  const [only = null] = named.length === 1 ? named : new Set(plans).size === 1 ? plans : []
  return only
}

/** What a product within a paper is called: a plan with the product's name, unless what is said is of the whole (`isOwn`). */
export function productName({ product }: StoredPaper, variant: string | null, isOwn = true): string {
  if (variant === null) return product
  if (!isPlanName(fold(variant))) return variant
  return isOwn ? `${product} ${variant}` : product
}

function groupByProduct(papers: readonly StoredPaper[]): readonly (readonly StoredPaper[])[] {
  const groups = new Map<string, StoredPaper[]>()
  for (const paper of papers) {
    const key = squash(`${paper.vendor ?? ''} ${paper.product}`)
    groups.set(key, [...(groups.get(key) ?? []), paper])
  }
  return [...groups.values()]
}

function keyOf({ attribute, variant, qualifier, value, normalized }: StoredFact): string {
  const amount = normalized === null ? fold(value) : `${normalized.value} ${normalized.unit}`
  return JSON.stringify([attribute, variant, qualifier, amount])
}
