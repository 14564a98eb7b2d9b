import type { Fact, Section, Whitepaper } from '../../domain.ts'
import { isValueKind } from '../../knowledge/attributes.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import { squash } from '../../text/fold.ts'
import { findFootnotes, referencesIn } from '../../text/footnotes.ts'
import type { Revision } from '../metadata/revisions.ts'
import { findDocumentFacts } from './find-document-facts.ts'
import { findEntries, findLists } from './find-lists.ts'
import { findStatements } from './find-statements.ts'
import { findTerms } from './find-terms.ts'
import { findValues, readQuantities } from './find-values.ts'
import { followReferences } from './references.ts'
import { toScopedPaper } from './scope.ts'

/** Changes when the rules of this folder find other facts in the same text. */
export const FACT_RULES_VERSION = '9'

/** Most facts of one attribute that are kept of a paper: more are no answer to anybody, and real papers have a few. */
export const MAX_FACTS_OF_ONE = 100

/** A fact of a roadmap is neither yes nor no, and says where it stands. */
function toPlanned(fact: Fact, sections: readonly Section[]): Fact {
  const heading = sections[fact.section]?.heading ?? ''
  return {
    ...fact,
    polarity: fact.polarity === null && fact.normalized === null ? null : 'planned',
    qualifier: fact.qualifier === null ? heading : `${heading} / ${fact.qualifier}`,
  }
}

/** The notes that the words of facts refer to (「返金（※１）」): what they say limits the value. */
function findNotes(facts: readonly Fact[], sections: readonly Section[]): Fact[] {
  const notes = sections.map(({ body }) => (/[※*注]/u.test(body) ? findFootnotes(body) : []))
  const seen = new Set<string>()
  return facts.flatMap((fact) => {
    const found = notes[fact.section] ?? []
    if (found.length === 0) return []
    const references = referencesIn(fact.quote)
    return found
      .filter(({ number, text }) => references.has(number) && !fact.quote.includes(text))
      .map(
        ({ number, text }): Fact => ({
          attribute: fact.attribute,
          variant: null,
          qualifier: `※${number}`,
          value: text.replace(/[。．]$/u, ''),
          normalized: null,
          polarity: null,
          section: fact.section,
          quote: text,
        }),
      )
      .filter(({ attribute, section, qualifier }) => {
        const key = `${attribute} ${section} ${qualifier}`
        return seen.has(key) ? false : seen.add(key)
      })
  })
}

/**
 * Everything the catalogue asks for that a paper states: value, qualifier, section and quote.
 * A fact whose quote does not stand in its section is dropped, and so is what goes beyond `MAX_FACTS_OF_ONE`.
 */
export function findFacts(
  paper: Whitepaper,
  sections: readonly Section[],
  revisions: readonly Revision[],
  catalog: Catalog,
): Fact[] {
  const scoped = toScopedPaper(paper, sections, catalog.vocabulary)
  const quantities = readQuantities(scoped)
  const facts = catalog.attributes.flatMap((attribute): Fact[] => {
    if (isValueKind(attribute)) return findValues(attribute, scoped, quantities, catalog.vocabulary)
    switch (attribute.kind) {
      case 'terms':
        return findTerms(attribute, scoped, catalog.values.get(attribute.values ?? '') ?? [], catalog.vocabulary)
      case 'statement':
        return findStatements(attribute, scoped, catalog.vocabulary)
      case 'entries':
        return findEntries(attribute, scoped, catalog.vocabulary)
      case 'list':
        return findLists(attribute, scoped, catalog.vocabulary)
      default:
        return []
    }
  })
  for (const [i, fact] of facts.entries()) {
    const { product, isPlanned } = scoped.sections[fact.section] ?? { product: null, isPlanned: false }
    const owned = { ...fact, variant: fact.variant ?? product }
    facts[i] = isPlanned ? toPlanned(owned, sections) : owned
  }
  facts.push(...followReferences(scoped, new Set(facts.map(({ attribute }) => attribute)), catalog))
  facts.push(...findNotes(facts, sections), ...findDocumentFacts(paper, sections, revisions))
  const bodies = sections.map((section) => squash(`${section.heading}\n${section.body}`))
  const counts = new Map<string, number>()
  return facts.filter((fact) => {
    const body = bodies[fact.section] ?? ''
    if (fact.quote === '' || !body.includes(squash(fact.quote))) return false
    const count = (counts.get(fact.attribute) ?? 0) + 1
    counts.set(fact.attribute, count)
    return count <= MAX_FACTS_OF_ONE
  })
}
