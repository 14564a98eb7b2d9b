import type { StoredFact } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'
import type { KnowledgeStore, StoredPaper } from '../../store/knowledge-store.ts'
import { compareNormalized } from '../../text/quantities.ts'
import { toTokens } from '../../text/tokens.ts'
import { fulfils, signOf } from './about-many.ts'
import type { Composition } from './draft.ts'

/** Rows of a table that a person still reads; chat platforms take a hundred. */
export const MAX_ROWS = 30

/** The papers that get a row, and the sentence that says of how many they are; `undefined` where all have one. */
export interface Selection {
  readonly papers: readonly StoredPaper[]
  readonly line: string | undefined
}

/**
 * Of more than {@link MAX_ROWS} papers those that say most about what is asked: that seem to fulfil it, or have the most
 * or least of it, or state it at all. Reads the facts of all papers at once; each row is read and judged anew.
 */
export async function selectPapers(
  { understanding, store, catalog, wording }: Composition,
  papers: readonly StoredPaper[],
  attributes: readonly Attribute[],
): Promise<Selection> {
  if (papers.length <= MAX_ROWS) return { papers, line: undefined }
  const asked = new Set(attributes.flatMap(({ id, derive }) => [id, ...Object.values(derive ?? {})]))
  const narrower = catalog.attributes.filter(({ broader }) => broader !== undefined && asked.has(broader))
  const facts = await store.findFacts({ attributes: [...asked, ...narrower.map(({ id }) => id)] })
  const byPaper = groupByPaper(facts)
  const stating = papers.filter(({ id }) => byPaper.has(id))
  const fitting = orderByFit(understanding, stating, attributes, byPaper)
  const chosen = [...(fitting.length > 0 ? fitting : stating), ...papers].slice(0, MAX_ROWS)
  const shown = stating.length > 0 ? [...new Set(chosen)].filter((paper) => byPaper.has(paper.id)) : chosen
  return { papers: shown, line: wording.shownOf(papers.length, stating.length, shown.length) }
}

/** The papers whose passages hold words, the nearest first, where there are too many papers to read all of each. */
export async function papersThatMention(
  store: KnowledgeStore,
  papers: readonly StoredPaper[],
  words: string,
): Promise<readonly StoredPaper[]> {
  if (papers.length <= MAX_ROWS) return papers
  const hits = await store.searchText({ terms: toTokens(words), concepts: [] }, { limit: 4 * MAX_ROWS })
  const found = new Set(hits.map(({ paperId }) => paperId))
  return papers.filter(({ id }) => found.has(id)).slice(0, MAX_ROWS)
}

type Facts = ReadonlyMap<string, readonly StoredFact[]>

/** The papers that fulfil the question by any of their facts, or by how much they have; empty where it asks for neither. */
function orderByFit(
  { shape, conditions, text }: Composition['understanding'],
  papers: readonly StoredPaper[],
  attributes: readonly Attribute[],
  facts: Facts,
): readonly StoredPaper[] {
  const [first] = attributes
  if (shape.kind === 'which') {
    return papers.filter((paper) =>
      attributes.some((attribute) => {
        const own = (facts.get(paper.id) ?? []).filter((fact) => fact.attribute === attribute.id)
        const cell = { paper, variant: null, attribute, facts: own, derived: [], related: [], topic: null }
        return fulfils(cell, conditions, shape.negated, text)
      }),
    )
  }
  if (shape.kind !== 'extreme' || !first) return []
  const sign = signOf(first, shape.direction, text)
  const best = papers.flatMap((paper) => {
    const values = (facts.get(paper.id) ?? []).flatMap((fact) =>
      fact.attribute === first.id && fact.normalized ? [fact.normalized] : [],
    )
    const value = values.sort((a, b) => -sign * (compareNormalized(a, b) ?? 0))[0]
    return value ? [{ paper, value }] : []
  })
  return best.sort((a, b) => -sign * (compareNormalized(a.value, b.value) ?? 0)).map(({ paper }) => paper)
}

function groupByPaper(facts: readonly StoredFact[]): Facts {
  const groups = new Map<string, StoredFact[]>()
  for (const fact of facts) {
    const group = groups.get(fact.paperId)
    if (group) group.push(fact)
    else groups.set(fact.paperId, [fact])
  }
  return groups
}
