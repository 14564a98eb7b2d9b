import type { StoredFact, StoredSection } from '../../domain.ts'
import { type Attribute, familyOf, isValueKind, withNarrower } from '../../knowledge/attributes.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import type { KnowledgeStore, StoredPaper } from '../../store/knowledge-store.ts'
import { fold, squash } from '../../text/fold.ts'
import { type Derived, deriveValues } from './derive.ts'
import { narrowFacts } from './narrow-facts.ts'
import { settleValues } from './settle-values.ts'

/** What one paper says about one attribute. */
export interface Cell {
  readonly paper: StoredPaper
  /** The product within the paper that is asked about, `null` for all. */
  readonly variant: string | null
  readonly attribute: Attribute
  readonly facts: readonly StoredFact[]
  /** Values computed from stated ones, where the paper does not give them itself. */
  readonly derived: readonly Derived[]
  /** What the paper says instead where `facts` is empty; where they all say no, which other parts have it. */
  readonly related: readonly StoredFact[]
  /** Where `facts` is empty: the section that deals with the topic. */
  readonly topic: StoredSection | null
}

/** Reads what cells need; made for one question. */
export interface CellReader {
  read(paper: StoredPaper, variant: string | null, attribute: Attribute): Promise<Cell>
  /** The same beside cells of the other products: what those have is not repeated. */
  readBeside(paper: StoredPaper, variant: string, attribute: Attribute): Promise<Cell>
}

/** A reader for one question; what it reads is narrowed to what the question points at. */
export function createCellReader(store: KnowledgeStore, catalog: Catalog, question: string): CellReader {
  const reader: CellReader = {
    async readBeside(paper, variant, attribute) {
      const cell = await reader.read(paper, variant, attribute)
      return { ...cell, related: cell.related.filter((fact) => fact.variant === null || fact.variant === variant) }
    },
    async read(paper, variant, attribute) {
      const wanted = withNarrower(attribute.id, catalog.attributes)
      const [, ...narrower] = wanted
      const others = [...attribute.related, ...Object.values(attribute.derive ?? {})]
      const basis = await store.findFacts({ paperIds: [paper.id], attributes: [...wanted, ...others] })
      const inScope = basis.filter((fact) => variant === null || fact.variant === null || fact.variant === variant)
      const special = inScope.filter((fact) => narrower.includes(fact.attribute))
      // Of the same words read twice, the special case is shown: its name says which of several values is which.
      const own = inScope.filter(
        (fact) =>
          fact.attribute === attribute.id &&
          !special.some((other) => other.quote === fact.quote && other.value === fact.value),
      )
      const narrow = (found: readonly StoredFact[]) => narrowFacts(question, dropRepeats(found), catalog)
      const all = [...own, ...special.filter((fact) => !own.some((other) => other.quote === fact.quote))]
      const facts = narrow(settleValues(question, all, attribute))
      const counts = narrow(inScope.filter((fact) => fact.attribute === attribute.derive?.times))
      const derived =
        facts.length > 0
          ? []
          : deriveValues(attribute, [
              ...inScope.filter((fact) => fact.attribute === attribute.derive?.every),
              ...counts,
            ])
      if (facts.length > 0) {
        const related = elsewhere(facts, all)
        return { paper, variant, attribute, facts, derived, related, topic: null }
      }
      // What does not exist at all has no frequency: 「侵入テストは実施していません」.
      const denied = deniedBase(attribute, inScope, catalog)
      if (denied.length > 0) return { paper, variant, attribute, facts: denied, derived, related: [], topic: null }
      const relatedId = attribute.related.find((id) => inScope.some((fact) => fact.attribute === id))
      const ofOthers = basis.filter((fact) => fact.attribute === attribute.id)
      const related = ofOthers.length > 0 ? ofOthers : narrow(inScope.filter((fact) => fact.attribute === relatedId))
      const topic = related.length > 0 ? null : await findTopic(store, paper, attribute, catalog)
      return { paper, variant, attribute, facts, derived, related, topic }
    },
  }
  return reader
}

/** Products of a paper that a cell has no figure for, where all of its figures are those of others of them. */
export function productsWithout({ paper, variant, attribute, facts }: Cell): readonly string[] {
  const isOfSome = isValueKind(attribute) && facts.length > 0 && facts.every((fact) => fact.variant !== null)
  return variant === null && isOfSome
    ? paper.variants.filter((name) => !facts.some((fact) => fact.variant === name))
    : []
}

/** Where the part that is asked about does not have it: the parts that do. */
function elsewhere(facts: readonly StoredFact[], all: readonly StoredFact[]): readonly StoredFact[] {
  if (facts.some(({ polarity }) => polarity !== 'no')) return []
  return all.filter((fact) => fact.polarity === 'yes' && fact.qualifier !== null && !facts.includes(fact))
}

/** Facts that deny the matter which an attribute is an aspect of: `malware.scan_frequency` of `malware.protection`. */
function deniedBase(attribute: Attribute, facts: readonly StoredFact[], catalog: Catalog): readonly StoredFact[] {
  const base = attribute.related.find((id) => familyOf(id) === familyOf(attribute.id) && catalog.find(id)?.yesno)
  const found = facts.filter((fact) => fact.attribute === base)
  return found.every(({ polarity }) => polarity === 'no') ? found : []
}

/** The same value of the same thing in several places is one fact; the first place stands for it. */
function dropRepeats(facts: readonly StoredFact[]): StoredFact[] {
  const key = (fact: StoredFact) => {
    // 「電話 平日9:00～18:00」: what stands with the hours says whose they are.
    const value =
      fact.normalized && fact.normalized.unit !== 'time_range'
        ? `${fact.normalized.op}${fact.normalized.value}${fact.normalized.unit}`
        : squash(fact.value)
    return [fact.attribute, value, fact.variant, fact.normalized?.unit === 'name' ? '' : fact.qualifier].join('|')
  }
  return facts.filter((fact, i) => facts.findIndex((other) => key(other) === key(fact)) === i)
}

/** The section whose control or heading deals with an attribute's topic. */
async function findTopic(
  store: KnowledgeStore,
  paper: StoredPaper,
  attribute: Attribute,
  catalog: Catalog,
): Promise<StoredSection | null> {
  const about = new Set(attribute.find.flatMap((rule) => rule.about))
  const sections = (await store.listSections(paper.id)).filter((section) => section.level > 0 && section.body !== '')
  const byControl = sections.find((section) =>
    section.controls.some((control) => attribute.controls.includes(control.replace(/^A\./, ''))),
  )
  if (byControl) return byControl
  const concepts = (text: string) => catalog.vocabulary.find(fold(text)).map((hit) => hit.concept)
  return sections.find((section) => concepts(section.heading).some((concept) => about.has(concept))) ?? null
}
