import type { Normalized, StoredFact } from '../../domain.ts'
import { type Attribute, withNarrower } from '../../knowledge/attributes.ts'
import type { KnowledgeStore, StoredPaper } from '../../store/knowledge-store.ts'
import { compareNormalized } from '../../text/quantities.ts'
import { toTokens } from '../../text/tokens.ts'
import { fulfils, isLeftToReader, signOf } from './about-many.ts'
import { compareDurations } from './compare-durations.ts'
import type { Composition } from './draft.ts'

/** Rows of a table that a person still reads; chat platforms take a hundred. */
export const MAX_ROWS = 30

/** The papers that get a row, and the sentences that say of how many they are; none where all have one. */
export interface Selection {
  readonly papers: readonly StoredPaper[]
  readonly lines: readonly string[]
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
  if (papers.length <= MAX_ROWS) return { papers, lines: [] }
  const asked = attributes.map((attribute) => {
    return { attribute, ids: new Set(withNarrower(attribute.id, catalog.attributes)) }
  })
  const facts = await store.findFacts({ attributes: [...new Set(asked.flatMap(({ ids }) => [...ids]))] })
  const byPaper = groupByPaper(facts)
  const stating = papers.filter(({ id }) => byPaper.has(id))
  const fitting = findFitting({ understanding, catalog }, stating, asked, byPaper)
  const chosen = [fitting, stating, papers].find((list) => list.length > 0) ?? []
  const shown = chosen.slice(0, MAX_ROWS)
  const isCut = fitting.length > MAX_ROWS
  const line = wording.shownOf(papers.length, stating.length, shown.length)
  return { papers: shown, lines: isCut ? [line, wording.moreFit] : [line] }
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

/** An attribute with the ids of its facts: its own and those of its special cases. */
interface Asked {
  readonly attribute: Attribute
  readonly ids: ReadonlySet<string>
}

/**
 * The papers that fulfil the question by any of their facts, or those with the most or least; empty where neither is
 * asked for. They are not narrowed to what the question points at, as the rows will be: that takes long for thousands.
 */
function findFitting(
  composition: Pick<Composition, 'understanding' | 'catalog'>,
  papers: readonly StoredPaper[],
  asked: readonly Asked[],
  facts: Facts,
): readonly StoredPaper[] {
  const { shape, conditions, text } = composition.understanding
  const factsOn = ({ id }: StoredPaper, { ids }: Asked) =>
    (facts.get(id) ?? []).filter((fact) => ids.has(fact.attribute))
  if (shape.kind === 'which' && !isLeftToReader(text, conditions, shape.negated)) {
    return papers.filter((paper) =>
      asked.some((one) => {
        const cell = { paper, variant: null, attribute: one.attribute, derived: [], related: [], topic: null }
        return fulfils({ ...cell, facts: factsOn(paper, one) }, composition, shape.negated)
      }),
    )
  }
  const [first] = asked
  if (shape.kind !== 'extreme' || !first) return []
  const sign = signOf(first.attribute, shape.direction, text)
  const order = (a: Normalized, b: Normalized) => -sign * (compareDurations(a, b) ?? 0)
  const ranked = papers.flatMap((paper) => {
    const [value] = factsOn(paper, first)
      .flatMap(({ normalized }) => normalized ?? [])
      .sort(order)
    return value ? [{ paper, value }] : []
  })
  ranked.sort((a, b) => order(a.value, b.value))
  const [best] = ranked
  const winners = ranked.filter(({ value }) => best && compareNormalized(value, best.value) === 0)
  // The others are shown for comparison, and are not what was asked for.
  return (winners.length > MAX_ROWS ? winners : ranked.slice(0, MAX_ROWS)).map(({ paper }) => paper)
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
