import type { AnswerFact, AnswerTable, Normalized } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { fold } from '../../text/fold.ts'
import { polarityOf } from '../../text/polarity.ts'
import { compareNormalized } from '../../text/quantities.ts'
import type { Condition } from '../understand/shape.ts'
import { type Cell, createCellReader, productsWithout } from './cells.ts'
import { compareDurations, isOpen } from './compare-durations.ts'
import { type Description, describeCell } from './describe.ts'
import { productName, rowName, variantAsked } from './documents.ts'
import type { Composition, Draft } from './draft.ts'
import { saysOfNames } from './say-names.ts'
import { isOfOthers, ofMatter, saysAsMuch } from './says-as-much.ts'

interface Row {
  /** The product asked about: the paper's, or the one in it that was named. */
  readonly product: string
  readonly cells: readonly Cell[]
  readonly descriptions: readonly Description[]
}

/** The same attributes of several papers side by side: a row a product, 記載なし included. */
export async function composeComparison(
  composition: Composition,
  papers: readonly StoredPaper[],
  attributes: readonly Attribute[],
): Promise<Draft> {
  const { wording, understanding } = composition
  const rows = await readRows(composition, papers, attributes)
  const names = attributes.map((attribute) => attribute.name[understanding.language])
  const isStated = rows.some((row) => row.cells.some((cell) => hasContent(cell)))
  if (!isStated) return unstatedByAll(composition, rows, names)
  return {
    status: 'answered',
    basis: 'facts',
    lines: [wording.compare(names.join(wording.listSeparator)), ...rows.map((row) => lineOf(row, names))],
    table: toTable(rows, names, wording.columns.product),
    facts: factsOf(rows),
    suggestions: [],
  }
}

/** A bound is asked for; where no figure was read, nobody is said to meet it. */
const BOUND_WORDS =
  /以上|以下|未満|以内|超え|より(?:長|短|多|少)|\b(?:or (?:more|longer|less|fewer)|at (?:least|most)|(?:more|longer|less) than)\b/iu

/** Whether the values are shown side by side, and who fulfils the question is left to the reader. */
export function isLeftToReader(text: string, conditions: readonly Condition[], negated: boolean): boolean {
  const isUnclear = BOUND_WORDS.test(text) && !conditions.some(({ quantity }) => quantity !== null)
  // What is not somewhere, or not so much.
  return isUnclear || (negated && conditions.length > 0)
}

/** The products that fulfil what is asked, with what the others say. */
export async function composeWhich(
  composition: Composition,
  papers: readonly StoredPaper[],
  attributes: readonly Attribute[],
  negated: boolean,
): Promise<Draft> {
  const { wording, understanding } = composition
  if (isLeftToReader(understanding.text, understanding.conditions, negated))
    return composeComparison(composition, papers, attributes)
  const rows = await readRows(composition, papers, attributes)
  const names = attributes.map((attribute) => attribute.name[understanding.language])
  const members = rows.filter((row) => row.cells.some((cell) => fulfils(cell, composition, negated)))
  const isStated = rows.some((row) => row.cells.some((cell) => hasContent(cell)))
  if (!isStated) return unstatedByAll(composition, rows, names)
  const others = rows.filter((row) => !members.includes(row))
  const head =
    members.length > 0
      ? (negated ? wording.denying : wording.matching)(members.map((row) => row.product).join(wording.listSeparator))
      : wording.noneMatching
  return {
    status:
      members.length > 0 || others.some((row) => row.cells.some((cell) => cell.facts.length > 0))
        ? 'answered'
        : 'not_stated',
    basis: 'facts',
    lines: [
      head,
      ...members.map((row) => lineOf(row, names)),
      ...(others.length > 0 ? [wording.others, ...others.map((row) => lineOf(row, names))] : []),
    ],
    table: toTable([...members, ...others], names, wording.columns.product),
    facts: factsOf([...members, ...others]),
    suggestions: [],
  }
}

/** The product with the most or least of a comparable value; ties are all named. */
export async function composeExtreme(
  composition: Composition,
  papers: readonly StoredPaper[],
  attribute: Attribute,
  direction: 'most' | 'least',
): Promise<Draft> {
  const { wording, understanding } = composition
  const rows = await readRows(composition, papers, [attribute])
  const sign = signOf(attribute, direction, understanding.text)
  const ranked: readonly Ranked[] = rows.flatMap((row) =>
    (row.cells[0]?.facts ?? []).flatMap((fact, i) =>
      fact.normalized && isOfToday(fact)
        ? [{ row, normalized: fact.normalized, part: row.descriptions[0]?.parts[i] ?? '' }]
        : [],
    ),
  )
  const isBetter = (a: Ranked, b: Ranked) => (compareDurations(a.normalized, b.normalized) ?? 0) * sign > 0
  const best = ranked.reduce<Ranked | undefined>((a, b) => (!a || isBetter(b, a) ? b : a), undefined)
  if (!best) return composeComparison(composition, papers, [attribute])
  const equal = ranked.filter((item) => compareDurations(item.normalized, best.normalized) === 0)
  // Business days may be more or less than days of the calendar.
  const open = ranked.filter(
    (item) => isOpen(item.normalized, best.normalized) && !equal.some((a) => isBetter(a, item)),
  )
  const winners = [...equal, ...open]
  const names = [attribute.name[understanding.language]]
  const others = rows.filter((row) => !winners.some((winner) => winner.row === row))
  return {
    status: 'answered',
    basis: 'facts',
    lines: [
      ...(open.length > 0 ? [wording.businessDays] : []),
      ...winners.map(({ row, part }) => wording.extreme(row.product, part)),
      ...(others.length > 0 ? [wording.others, ...others.map((row) => lineOf(row, names))] : []),
    ],
    table: toTable(rows, names, wording.columns.product),
    facts: factsOf(rows),
    suggestions: [],
  }
}

/** A value of a row that can be ranked, with its words. */
interface Ranked {
  readonly row: Row
  readonly normalized: Normalized
  readonly part: string
}

/** `1` where the greatest value is asked for. Rates are compared by their interval: the highest frequency is the shortest one. */
export function signOf(attribute: Attribute, direction: 'most' | 'least', question: string): 1 | -1 {
  if (attribute.kind === 'rate') {
    if (/頻繁|こまめ|(?:一番|最も|もっとも)(?:高|多)|最高|最多|often|frequent|highest/iu.test(question)) return -1
    if (/(?:一番|最も|もっとも)(?:低|少な)|\b(?:least|lowest|fewest)\b/iu.test(question)) return 1
  }
  return direction === 'most' ? 1 : -1
}

async function readRows(
  composition: Composition,
  papers: readonly StoredPaper[],
  attributes: readonly Attribute[],
): Promise<Row[]> {
  const reader = createCellReader(composition.store, composition.catalog, composition.understanding.text)
  const rows: Row[] = []
  for (const paper of papers) {
    const variant = variantAsked(composition.understanding.products, paper)
    const row = (name: string | null, read: (attribute: Attribute) => Promise<Cell>) =>
      readRow(composition, name === null ? rowName(paper, papers) : productName(paper, name), attributes.map(read))
    const whole = await row(variant, (attribute) => reader.read(paper, variant, attribute))
    // Where a paper has figures for some of its products only, each of them is a row.
    const isUneven = whole.cells.some((cell) => productsWithout(cell).length > 0)
    for (const name of isUneven ? paper.variants : [])
      rows.push(await row(name, (attribute) => reader.readBeside(paper, name, attribute)))
    if (!isUneven) rows.push(whole)
  }
  return rows
}

async function readRow(composition: Composition, product: string, reads: readonly Promise<Cell>[]): Promise<Row> {
  const cells = await Promise.all(reads)
  const descriptions: Description[] = []
  for (const cell of cells) descriptions.push(await describeCell(cell, composition))
  return { product, cells, descriptions }
}

function hasContent(cell: Cell): boolean {
  return cell.facts.length > 0 || cell.derived.length > 0
}

function unstatedByAll(composition: Composition, rows: readonly Row[], names: readonly string[]): Draft {
  const { wording } = composition
  const withNotes = rows.filter((row) => row.cells.some((cell) => cell.related.length > 0))
  return {
    status: 'not_stated',
    basis: 'facts',
    lines: [
      wording.notStatedByAnyone(names.join(wording.listSeparator)),
      ...withNotes.map((row) => lineOf(row, names)),
    ],
    table: null,
    facts: factsOf(rows),
    suggestions: [],
  }
}

function lineOf(row: Row, names: readonly string[]): string {
  const cells = row.descriptions.map((description, i) => {
    const label = names.length > 1 ? `${names[i]}：` : ''
    return `${label}${cellText(description)}`
  })
  return `・${row.product}：${cells.join(' / ')}`
}

/** The same in the text and in the table, so that neither cites what the other does not. */
function cellText({ short, parts, notes }: Description): string {
  return parts.length > 0 && notes.length > 0 ? `${short}（${notes.join('、')}）` : short
}

function toTable(rows: readonly Row[], names: readonly string[], product: string): AnswerTable {
  return {
    columns: [product, ...names],
    rows: rows.map((row) => [row.product, ...row.descriptions.map(cellText)]),
  }
}

function factsOf(rows: readonly Row[]): AnswerFact[] {
  return rows.flatMap((row) => row.descriptions.flatMap(({ facts }) => [...facts]))
}

/**
 * Whether a cell fulfils the question: its conditions where it has any, else that the paper says so (yes for a yes/no
 * matter, anything at all otherwise).
 */
export function fulfils(
  cell: Cell,
  { understanding, catalog }: Pick<Composition, 'understanding' | 'catalog'>,
  negated: boolean,
): boolean {
  const { attribute, variant, paper } = cell
  const { conditions, names, text: question } = understanding
  const isOfNames = attribute.yesno && names.length > 0
  const facts = cell.facts
    .filter(isOfToday)
    .filter((fact) => !isOfOthers(fact, variant, paper.variants))
    .filter((fact) => !isOfNames || saysOfNames(fact, names, negated ? 'no' : 'yes'))
  if (facts.length === 0) return false
  const relevant = conditions.filter((condition) => applies(condition, cell))
  // A bound that the value cannot be held against is not met: better no member than a false one.
  const isBounded = conditions.some(({ quantity }) => quantity !== null && quantity.normalized.op !== 'eq')
  if (isBounded && !relevant.some(({ quantity }) => quantity !== null)) return false
  if (relevant.length > 0) {
    const isOnly = /のみ|(?<!いた)だけ|\bonly\b/iu.test(question)
    const meetsAll = (fact: Cell['facts'][number]) => relevant.every((condition) => meets(condition, fact))
    return isOnly ? facts.every(meetsAll) : facts.some(meetsAll)
  }
  const isMention = /触れて|書いて|書かれて|明記|言及|記載|mention|state|cite/iu.test(question)
  if (negated) return facts.some((fact) => fact.polarity === 'no')
  if (attribute.yesno && !isMention)
    return facts.some(
      (fact) => fact.polarity === 'yes' && saysAsMuch(question, ofMatter(fact, attribute, catalog.vocabulary)),
    )
  // A statement that denies or only announces the matter is none of it.
  return facts.some(
    (fact) =>
      fact.polarity !== 'no' &&
      fact.polarity !== 'planned' &&
      (fact.normalized !== null || isMention || polarityOf(fact.quote) === 'yes'),
  )
}

/** A value that held once, or will, is none that anybody is listed with. */
function isOfToday({ normalized, polarity }: Cell['facts'][number]): boolean {
  return normalized === null || polarity === null || polarity === 'yes'
}

function applies(condition: Condition, cell: Cell): boolean {
  if (condition.name !== null)
    return cell.facts.some((fact) => fact.normalized?.unit === 'name') || cell.attribute.kind === 'statement'
  const unit = condition.quantity?.normalized
  return (
    unit !== undefined &&
    cell.facts.some((fact) => fact.normalized !== null && compareNormalized(fact.normalized, unit) !== undefined)
  )
}

/** Whether words hold a name in a clause that does not deny it: 「海外には置いていません」. */
function affirms(words: string, name: RegExp): boolean {
  const clauses = fold(words).split(/[。、]|\. /u)
  return clauses.some((clause) => clause.match(name) !== null && polarityOf(clause) !== 'no')
}

function meets(condition: Condition, fact: Cell['facts'][number]): boolean {
  if (condition.name !== null) {
    return fact.normalized?.value === condition.name.name || affirms(fact.value, condition.name.pattern)
  }
  const wanted = condition.quantity?.normalized
  if (!wanted || !fact.normalized) return false
  const order = compareNormalized(fact.normalized, wanted)
  if (order === undefined) return false
  switch (wanted.op) {
    case 'gte':
      return condition.isStrict ? order > 0 : order >= 0
    case 'lte':
      return condition.isStrict ? order < 0 : order <= 0
    default:
      return order === 0
  }
}
