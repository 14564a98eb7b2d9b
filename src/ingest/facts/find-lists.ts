import type { Fact } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { fold } from '../../text/fold.ts'
import { isCell } from '../../text/statement.ts'
import { displayWidth } from '../lines-shape.ts'
import { findStatements } from './find-statements.ts'
import { scoreRule } from './match-rule.ts'
import { conceptsOf, type ScopedPaper, type ScopedSection, type ScopedStatement } from './scope.ts'

interface Enumeration {
  readonly section: ScopedSection
  /** What the list is announced or headed by. */
  readonly anchor: string
  /** Everything in it, explanations of items included. */
  readonly all: readonly ScopedStatement[]
  /** The items themselves. */
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
    return list.items.flatMap(({ statement: { text } }) => {
      const items = list.all.filter(({ statement }) => statement.labels.at(-1) === text)
      return items.length > 0
        ? [{ ...toFact(attribute, paper, { ...list, items }), qualifier: text, normalized: null }]
        : []
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
  return equal
    .filter((list) => !equal.some((other) => other !== list && list.all.every((item) => other.all.includes(item))))
    .flatMap((list) => splitByVariant(list, paper.paper.variants))
}

/** A list whose items are products holds one list for each of them. */
function splitByVariant(list: Enumeration, variants: readonly string[]): Enumeration[] {
  const products = list.items.filter(({ statement }) => variants.some((name) => statement.text.includes(name)))
  if (products.length < 2) return [list]
  const parts = products.flatMap(({ statement: { text } }) => {
    const all = list.all.filter(({ statement }) => statement.labels.includes(text))
    return all.length > 0
      ? [{ section: list.section, anchor: `${list.anchor}\n${text}`, all, items: itemsOf(all) }]
      : []
  })
  // Products that have nothing below them are what the items are of, and no items.
  return parts.length > 0 ? parts : [list]
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
    labels.forEach((_label, depth) => {
      add(labels.slice(0, depth + 1).join('\n'), scoped)
    })
    add(section.section.heading, scoped)
    if (lead) add(lead, scoped)
  }
  return [...groups].flatMap(([anchor, all]) => {
    const items = itemsOf(all)
    return items.length > 1 ? [{ section, anchor, all, items }] : []
  })
}

/** The items of the outermost level that has more than one. */
function itemsOf(all: readonly ScopedStatement[]): readonly ScopedStatement[] {
  const depths = [...new Set(all.map(({ statement }) => statement.labels.length))].sort((a, b) => a - b)
  const levels = depths.map((depth) => all.filter(({ statement }) => statement.labels.length === depth))
  return levels.find((level) => level.length > 1) ?? all
}

function scoreAnchor(attribute: Attribute, list: Enumeration, vocabulary: Vocabulary): number {
  const probe = {
    ...(list.items[0] as ScopedStatement),
    hits: vocabulary.find(fold(list.anchor)),
    own: conceptsOf(list.anchor, vocabulary),
    around: new Set<string>(),
    labelled: new Set<string>(),
    folded: fold(list.anchor),
    keyed: fold(list.anchor),
  }
  const scores = attribute.find.map(
    (rule) => scoreRule(attribute, { ...rule, in_heading: true }, list.section, probe) ?? 0,
  )
  return Math.max(0, ...scores)
}

function toFact(attribute: Attribute, paper: ScopedPaper, list: Enumeration): Fact {
  const first = list.items[0] as ScopedStatement
  const last = list.all.at(-1) as ScopedStatement
  const { body } = list.section.section
  const start = isTableCell(first) ? body.lastIndexOf('\n', first.statement.start) + 1 : first.statement.start
  const names = rowsOf(list.items).flatMap((row) => nameOfRow(row, list.all))
  const label = list.anchor.split('\n').at(-1) ?? ''
  return {
    attribute: attribute.id,
    variant: paper.parts.productsIn(list.anchor)[0] ?? null,
    qualifier: first.statement.labels.includes(label) && !paper.paper.variants.includes(label) ? label : null,
    value: names.length > 0 ? names.join('、') : first.statement.text,
    normalized: { value: rowsOf(list.items).length, unit: 'count', op: 'eq' },
    polarity: null,
    section: list.section.index,
    quote: body.slice(start, last.statement.start + last.statement.text.length).trim(),
  }
}

/** The cells of a table's row are one item. */
function rowsOf(items: readonly ScopedStatement[]): readonly (readonly ScopedStatement[])[] {
  const rows = new Map<string, ScopedStatement[]>()
  for (const item of items) {
    const key = isTableCell(item) ? item.statement.quote : `${item.index}`
    rows.set(key, [...(rows.get(key) ?? []), item])
  }
  return [...rows.values()]
}

function isTableCell({ statement }: ScopedStatement): boolean {
  return isCell(statement) && statement.key !== null && statement.quote.includes('\t')
}

/** Columns of an item; longer ones are explanations. */
const MAX_ITEM = 200

function nameOfRow(row: readonly ScopedStatement[], all: readonly ScopedStatement[]): string[] {
  const [first] = row
  if (!first) return []
  if (isTableCell(first)) return [`${first.statement.key}（${row.map(({ statement }) => statement.text).join('、')}）`]
  return displayWidth(first.statement.text) <= MAX_ITEM ? [nameOf(first, all)] : []
}

/** An item with what stands below it, where that is short: 「閲覧者（閲覧のみ）」. */
function nameOf(item: ScopedStatement, all: readonly ScopedStatement[]): string {
  const { text, labels } = item.statement
  const below = all.filter(
    ({ statement }) => statement.labels.length > labels.length && statement.labels.at(-1) === text,
  )
  const details = below.map(({ statement }) => statement.text.replace(/[。．]$/u, '')).join('・')
  const name = text.replace(/[。．]$/u, '')
  return details === '' || details.length > 120 ? name : `${name}（${details}）`
}
