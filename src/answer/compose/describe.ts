import type { AnswerFact, Language, StoredFact } from '../../domain.ts'
import { escapePattern } from '../../text/escape-pattern.ts'
import { squash } from '../../text/fold.ts'
import { findQuantities, formatQuantity } from '../../text/quantities.ts'
import type { Cell } from './cells.ts'
import { labelOf } from './citations.ts'
import type { Derived } from './derive.ts'
import { type Composition, citeFact, citeSection, mark } from './draft.ts'

/** What an answer says about one cell. */
export interface Description {
  /** Short form for a list or a table, with markers. */
  readonly short: string
  /** Values one by one, with qualifier and marker. */
  readonly parts: readonly string[]
  /** What stands beside the values or in their place: derived values, related statements, the section of the topic. */
  readonly notes: readonly string[]
  readonly facts: readonly AnswerFact[]
}

/** Words of a cell, in the order: stated values; else "not stated" and what there is instead. */
export async function describeCell(cell: Cell, composition: Composition): Promise<Description> {
  const { wording } = composition
  const stated = await Promise.all(cell.facts.map((fact) => describeFact(fact, cell, composition)))
  const derived = await Promise.all(cell.derived.map((value) => describeDerived(value, cell, composition)))
  const notes = derived.map(({ text }) => text)
  const facts = [...stated.map(({ fact }) => fact), ...derived.map(({ fact }) => fact)]
  if (stated.length > 0) {
    const parts = mergeParts(stated)
    const others = await describeRelated(cell, composition)
    if (others) notes.push(wording.related(others.name, others.values))
    return { short: parts.join(wording.listSeparator), parts, notes, facts }
  }
  const related = await describeRelated(cell, composition)
  const terse = [...(related ? [`${related.name}：${related.values}`] : []), ...notes]
  if (related) notes.unshift(wording.related(related.name, related.values))
  let citation: number | null = null
  if (cell.topic) {
    citation = citeSection(composition, cell.paper, cell.topic)
    notes.push(`${wording.relatedSection(labelOf(cell.topic))}${mark(citation)}`)
    terse.push(`${labelOf(cell.topic)}${mark(citation)}`)
  }
  const short = terse.length > 0 ? `${wording.notStatedCell}（${terse.join(' / ')}）` : wording.notStatedCell
  return { short, parts: [], notes, facts: [unstatedFact(cell, citation), ...facts] }
}

/** What the paper says instead, as one note: related facts are all of one attribute. */
async function describeRelated(
  cell: Cell,
  composition: Composition,
): Promise<{ name: string; values: string } | undefined> {
  const [first] = cell.related
  if (!first) return undefined
  const described: Described[] = []
  for (const fact of cell.related) described.push(await describeFact(fact, cell, composition))
  const { language } = composition.understanding
  const name = composition.catalog.find(first.attribute)?.name[language] ?? first.attribute
  return { name, values: mergeParts(described).join(composition.wording.listSeparator) }
}

interface Described {
  readonly text: string
  readonly value: string
  readonly qualifier: string | null
  readonly marker: number | null
  readonly fact: AnswerFact
}

async function describeFact(fact: StoredFact, cell: Cell, composition: Composition): Promise<Described> {
  const marker = await citeFact(composition, cell.paper, fact)
  const isNarrower = composition.catalog.find(fact.attribute)?.broader === cell.attribute.id
  const name = isNarrower
    ? (composition.catalog.find(fact.attribute)?.name[composition.understanding.language] ?? null)
    : null
  const qualifier =
    [
      // 「単一障害時の目標復旧時間 / 単一障害」 says it twice.
      fact.qualifier !== null && name?.includes(fact.qualifier) ? null : name,
      fact.variant !== cell.variant ? fact.variant : null,
      fact.qualifier !== null && fact.normalized !== null && fact.value.includes(`（${fact.qualifier}）`)
        ? null
        : asPrinted(fact),
    ]
      .filter((part) => part !== null)
      .join(' / ') || null
  const value = valueText(fact, composition.understanding.language)
  return {
    value,
    qualifier,
    marker,
    text: `${value}${qualifier === null ? '' : `（${qualifier}）`}${mark(marker)}`,
    fact: {
      product: fact.variant ?? cell.paper.product,
      attribute: fact.attribute,
      qualifier: fact.qualifier,
      value: fact.value,
      normalized: fact.normalized && { value: fact.normalized.value, unit: fact.normalized.unit },
      stated: true,
      derived: false,
      citation: marker,
      ...proposerOf([fact]),
    },
  }
}

/** Characters of a quote that a qualifier may leave out. */
const MAX_LEFT_OUT = 10

/** A qualifier with the words of the quote that it leaves out: 「情報漏えいが発生した場合」 for 情報漏えい場合. */
function asPrinted({ qualifier, quote }: StoredFact): string | null {
  if (qualifier === null || squash(quote).includes(squash(qualifier))) return qualifier
  const cuts = Array.from({ length: Math.max(0, qualifier.length - 3) }, (_, i) => qualifier.length - 2 - i)
  for (const at of cuts) {
    const [head, tail] = [qualifier.slice(0, at), qualifier.slice(at)].map(escapePattern)
    const printed = new RegExp(`${head}[^。、\\n]{1,${MAX_LEFT_OUT}}?${tail}`, 'u').exec(quote)?.[0]
    if (printed !== undefined) return printed
  }
  return qualifier
}

/** The model that found one of the facts, where one did. */
function proposerOf(facts: readonly StoredFact[]): Pick<AnswerFact, 'proposedBy'> {
  const proposedBy = facts.find((fact) => fact.proposedBy !== undefined)?.proposedBy
  return proposedBy === undefined ? {} : { proposedBy }
}

/** The value as printed; statements are quoted; an English reader gets the figure in English beside the words. */
function valueText(fact: StoredFact, language: Language): string {
  const value = fact.value.replace(/\s*[\t\n]+\s*/gu, ' ')
  if (fact.normalized === null) return `「${value}」`
  if (language === 'ja' || !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(value)) return value
  // The items of a list are put together from its rows, and are no quotation.
  if (fact.normalized.unit === 'count') return squash(fact.quote).includes(squash(value)) ? `「${value}」` : value
  if (fact.normalized.unit === 'name') return `「${value}」`
  return `${formatQuantity(fact.normalized, 'en')} (「${value}」)`
}

/** The same value under several qualifiers is said once. */
function mergeParts(described: readonly Described[]): string[] {
  const groups = new Map<string, Described[]>()
  for (const item of described) groups.set(item.value, [...(groups.get(item.value) ?? []), item])
  return [...groups.values()].map((items) => {
    const qualifiers = [...new Set(items.map((item) => item.qualifier).filter((q): q is string => q !== null))]
    const markers = [...new Set(items.map((item) => mark(item.marker)))].join('')
    return `${items[0]?.value}${qualifiers.length === 0 ? '' : `（${qualifiers.join('、')}）`}${markers}`
  })
}

async function describeDerived(
  derived: Derived,
  cell: Cell,
  composition: Composition,
): Promise<{ text: string; fact: AnswerFact }> {
  const { wording, understanding } = composition
  const markers = await Promise.all(derived.from.map((fact) => citeFact(composition, cell.paper, fact)))
  const arithmetic = derived.from.map((fact) => operandOf(fact, understanding.language)).join(' × ')
  const value = formatQuantity(derived.normalized, understanding.language)
  const qualifier = derived.qualifier === null ? '' : `（${derived.qualifier}）`
  return {
    text: `${wording.derived(value, arithmetic)}${qualifier}${[...new Set(markers.map(mark))].join('')}`,
    fact: {
      product: cell.paper.product,
      attribute: cell.attribute.id,
      qualifier: derived.qualifier,
      value,
      normalized: { value: derived.normalized.value, unit: derived.normalized.unit },
      stated: true,
      derived: true,
      citation: markers[0] ?? null,
      ...proposerOf(derived.from),
    },
  }
}

/** The figure itself, out of a value that says more (「毎日6時に取得し、7世代保持」). */
function operandOf(fact: StoredFact, language: Language): string {
  const { normalized } = fact
  const same = findQuantities(fact.value).find(
    (quantity) => quantity.normalized.value === normalized?.value && quantity.normalized.unit === normalized?.unit,
  )
  return language === 'ja' && same ? same.text : normalized ? formatQuantity(normalized, language) : fact.value
}

function unstatedFact(cell: Cell, citation: number | null): AnswerFact {
  return {
    product: cell.variant ?? cell.paper.product,
    attribute: cell.attribute.id,
    qualifier: null,
    value: null,
    normalized: null,
    stated: false,
    derived: false,
    citation,
  }
}
