import type { Fact } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { fold } from '../../text/fold.ts'
import { findStatements } from './find-statements.ts'
import { scoreRule } from './match-rule.ts'
import { conceptsOf, type ScopedPaper, type ScopedSection, type ScopedStatement } from './scope.ts'

interface Enumeration {
  readonly section: ScopedSection
  /** What the list is announced or headed by. */
  readonly anchor: string
  readonly items: readonly ScopedStatement[]
}

/**
 * Facts whose value is an enumeration: the items below a heading, a label or a lead-in that fits the attribute; the
 * best statements where no list does.
 */
export function findLists(attribute: Attribute, paper: ScopedPaper, vocabulary: Vocabulary): Fact[] {
  const lists = bestLists(attribute, paper, vocabulary)
  return lists.length > 0
    ? lists.map((list) => toFact(attribute, paper, list))
    : findStatements(attribute, paper, vocabulary)
}

/** Facts of an enumeration whose items are explained: one for each, with the item as the qualifier. */
export function findEntries(attribute: Attribute, paper: ScopedPaper, vocabulary: Vocabulary): Fact[] {
  return bestLists(attribute, paper, vocabulary).flatMap((list) => {
    const names = new Set(list.items.flatMap(({ statement }) => statement.labels.at(-1) ?? []))
    return [...names].flatMap((name) => {
      const items = list.items.filter(({ statement }) => statement.labels.at(-1) === name)
      const isExplained = list.items.some(({ statement }) => statement.text === name) && items.length > 0
      return isExplained ? [{ ...toFact(attribute, paper, { ...list, items }), qualifier: name, normalized: null }] : []
    })
  })
}

/** The lists that fit best, all in one section. */
function bestLists(attribute: Attribute, paper: ScopedPaper, vocabulary: Vocabulary): Enumeration[] {
  const scored = paper.sections
    .filter((section) => section.role === 'body' || section.role === 'about_document')
    .flatMap(enumerationsOf)
    .map((list) => ({ list, score: scoreAnchor(attribute, list, vocabulary) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const best = scored[0]
  const equal = scored
    .filter(({ list, score }) => score === best?.score && list.section === best.list.section)
    .map(({ list }) => list)
  return equal.filter((list) => !equal.some((other) => other !== list && list.anchor.startsWith(`${other.anchor}\n`)))
}

/** Every run of items of a section that share their labels or their lead-in. */
function enumerationsOf(section: ScopedSection): Enumeration[] {
  const groups = new Map<string, ScopedStatement[]>()
  const add = (anchor: string, scoped: ScopedStatement) => {
    if (anchor !== '') groups.set(anchor, [...(groups.get(anchor) ?? []), scoped])
  }
  for (const scoped of section.statements) {
    const { labels, lead, listed } = scoped.statement
    if (!listed) continue
    labels.forEach((label, depth) => {
      add(labels.slice(0, depth + 1).join('\n'), scoped)
      if (depth === 0 && lead) add(`${lead}\n${label}`, scoped)
    })
    add(labels.length === 0 || !lead ? section.section.heading : '', scoped)
    if (lead && labels.length === 0) add(lead, scoped)
  }
  return [...groups].flatMap(([anchor, items]) => (items.length > 1 ? [{ section, anchor, items }] : []))
}

function scoreAnchor(attribute: Attribute, list: Enumeration, vocabulary: Vocabulary): number {
  const own = conceptsOf(list.anchor, vocabulary)
  const probe = {
    ...(list.items[0] as ScopedStatement),
    own,
    around: new Set<string>(),
    labelled: new Set<string>(),
    folded: fold(list.anchor),
  }
  const scores = attribute.find.map(
    (rule) => scoreRule(attribute, { ...rule, in_heading: true }, list.section, probe) ?? 0,
  )
  return Math.max(0, ...scores)
}

function toFact(attribute: Attribute, paper: ScopedPaper, list: Enumeration): Fact {
  const first = list.items[0] as ScopedStatement
  const last = list.items.at(-1) as ScopedStatement
  const { body } = list.section.section
  const names = list.items.map(({ statement }) => statement).filter(({ text }) => text.length <= 60)
  const label = list.anchor.split('\n').at(-1) ?? ''
  return {
    attribute: attribute.id,
    variant: paper.paper.variants.find((name) => list.anchor.includes(name)) ?? null,
    qualifier: first.statement.labels.includes(label) && !paper.paper.variants.includes(label) ? label : null,
    value: (names.length > 0 ? names : [first.statement]).map(({ text }) => text.replace(/[。．]$/u, '')).join('、'),
    normalized: { value: list.items.length, unit: 'count', op: 'eq' },
    polarity: null,
    section: list.section.index,
    quote: body.slice(first.statement.start, last.statement.start + last.statement.text.length).trim(),
  }
}
