import type { Normalized, StoredFact } from '../../src/domain.ts'
import { squash } from '../../src/text/fold.ts'
import type { Names } from './names.ts'
import type { ExpectedFact } from './question-set.ts'

/** A fact of the index with the names that facts.json uses. */
export interface ExtractedFact extends Pick<StoredFact, 'attribute' | 'qualifier' | 'value' | 'normalized' | 'quote'> {
  readonly product: string
  /** As the section map numbers it. */
  readonly section: string
}

/** How many extracted facts are right, right but from a section that facts.json does not name, and wrong. */
export interface GradeCounts {
  readonly right: number
  readonly elsewhere: number
  readonly wrong: number
}

/** How the facts of an index compare with those that are known. */
export interface FactScore {
  /** Stated facts with a number or date whose attribute the catalogue has. */
  readonly stated: number
  readonly found: number
  readonly misses: readonly string[]
  /** Ids that the catalogue does not have, with how many stated facts they hold back. */
  readonly unknownIds: ReadonlyMap<string, number>
  /** Extracted facts with a value to compare whose attribute is known for the product. */
  readonly all: GradeCounts
  /** Of these the numbers and dates, without names and the lengths of lists. */
  readonly numbers: GradeCounts
  /** Facts with a right value from a section that facts.json does not name: repeated in the paper, or misread. */
  readonly elsewhere: readonly string[]
  readonly wrong: readonly string[]
}

/** Scores what was extracted against what is stated; `hasAttribute` tells what the catalogue can extract at all. */
export function scoreFacts(
  expected: readonly ExpectedFact[],
  extracted: readonly ExtractedFact[],
  names: Names,
  hasAttribute: (id: string) => boolean,
): FactScore {
  const stated = expected.filter((fact) => fact.stated && !fact.derived && fact.normalized !== null)
  const known = stated.filter((fact) => hasAttribute(fact.attribute))
  const isFound = (fact: ExpectedFact) =>
    extracted.some((one) => isAbout(one, fact) && hasSection(fact, one, names) && hasValue(fact, one))
  const missed = known.filter((fact) => !isFound(fact))
  const judged = extracted.filter((one) => one.normalized !== null && expected.some((fact) => isAbout(one, fact)))
  const grades = judged.map((one) => ({ one, grade: gradeOf(one, expected, names) }))
  const listed = (grade: Grade) =>
    grades.filter((entry) => entry.grade === grade).map(({ one }) => describe(one, expected))
  return {
    stated: known.length,
    found: known.length - missed.length,
    misses: missed.map((fact) => describeMiss(fact, extracted)),
    unknownIds: countIds(stated.filter((fact) => !hasAttribute(fact.attribute))),
    all: countGrades(grades.map(({ grade }) => grade)),
    numbers: countGrades(grades.flatMap(({ one, grade }) => (isNumber(one) ? [grade] : []))),
    elsewhere: listed('elsewhere'),
    wrong: listed('wrong'),
  }
}

function isNumber({ normalized }: ExtractedFact): boolean {
  return normalized !== null && normalized.unit !== 'name' && normalized.unit !== 'count'
}

type Grade = 'right' | 'elsewhere' | 'wrong'

function countGrades(grades: readonly Grade[]): GradeCounts {
  const count = (grade: Grade) => grades.filter((one) => one === grade).length
  return { right: count('right'), elsewhere: count('elsewhere'), wrong: count('wrong') }
}

function gradeOf(one: ExtractedFact, expected: readonly ExpectedFact[], names: Names): Grade {
  const same = expected.filter((fact) => fact.stated && isAbout(one, fact) && hasValue(fact, one))
  if (same.length === 0) return 'wrong'
  return same.some((fact) => hasSection(fact, one, names)) ? 'right' : 'elsewhere'
}

function isAbout(one: ExtractedFact, fact: ExpectedFact): boolean {
  return one.product === fact.product && one.attribute === fact.attribute
}

function hasSection(fact: ExpectedFact, one: ExtractedFact, names: Names): boolean {
  const sections = fact.section === null ? fact.alt_sections : [fact.section, ...fact.alt_sections]
  return sections.some((name) => names.toSection(fact.product, name) === one.section)
}

/** The same number, date or name. Values that cannot be compared (a name, the length of a list) are by their words. */
function hasValue(fact: ExpectedFact, one: ExtractedFact): boolean {
  const [wanted, got] = [squash(fact.value_text ?? ''), squash(one.value)]
  if (wanted !== '' && wanted === got) return true
  const isSame = fact.normalized && one.normalized ? compareValues(fact.normalized, one.normalized) : undefined
  if (isSame !== undefined) return isSame
  if (isNamed(wanted, got, one)) return true
  return one.normalized?.unit === 'count' && areOverlapping(squash(fact.quote ?? ''), squash(one.quote))
}

function isNamed(wanted: string, got: string, { normalized }: ExtractedFact): boolean {
  const name = normalized?.unit === 'name' ? squash(String(normalized.value)) : ''
  return areOverlapping(wanted, got) || (name !== '' && wanted.includes(name))
}

function areOverlapping(a: string, b: string): boolean {
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a))
}

/** `undefined` where one has no unit that the other's can be brought to. */
function compareValues(fact: NonNullable<ExpectedFact['normalized']>, one: Normalized): boolean | undefined {
  if (one.unit === 'name') return hasNumber(String(one.value), fact.value)
  const [wanted, got] = [toComparable(fact.value, fact.unit), toComparable(one.value, one.unit)]
  if (wanted.kind !== got.kind) return areBothAmounts(wanted.kind, got.kind) ? false : undefined
  return wanted.value === got.value
}

/** A name like `AES-256` compares with a number; without a number in it, it does not. */
function hasNumber(name: string, value: number | string): boolean | undefined {
  const numbers = name.match(/\d+(?:\.\d+)?/gu)
  return numbers ? numbers.some((number) => Number(number) === Number(value)) : undefined
}

/** Kinds that exclude each other: a month is not 30 days, a generation is not a day. */
const AMOUNTS: readonly string[] = [
  'minute',
  'month',
  'business_day',
  'business_hour',
  'generation',
  'character',
  'character_class',
  'percent',
]

function areBothAmounts(a: string, b: string): boolean {
  return AMOUNTS.includes(a) && AMOUNTS.includes(b)
}

const MINUTES: Readonly<Record<string, number>> = { second: 1 / 60, minute: 1, hour: 60, day: 1440, week: 10080 }
const MONTHS: Readonly<Record<string, number>> = { month: 1, year: 12 }
/** Names that lists of facts use for units of the domain. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  char: 'character',
  tls_version: 'version',
  year_month: 'date',
  clock_hour: 'clock_time',
}

function toComparable(value: number | string, unit: string): { readonly kind: string; readonly value: string } {
  const number = Number(value)
  const minutes = MINUTES[unit]
  if (minutes !== undefined) return { kind: 'minute', value: String(number * minutes) }
  const months = MONTHS[unit]
  if (months !== undefined) return { kind: 'month', value: String(number * months) }
  if (unit === 'clock_hour') return { kind: 'clock_time', value: `${String(value).padStart(2, '0')}:00` }
  const isNumber = String(value).trim() !== '' && Number.isFinite(number)
  return { kind: OTHER_NAMES[unit] ?? unit, value: isNumber ? String(number) : String(value) }
}

function countIds(facts: readonly ExpectedFact[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { attribute } of facts) counts.set(attribute, (counts.get(attribute) ?? 0) + 1)
  return counts
}

function describeMiss(fact: ExpectedFact, extracted: readonly ExtractedFact[]): string {
  const others = extracted.filter((one) => isAbout(one, fact)).map((one) => `${shorten(one.value)} §${one.section}`)
  const got = others.length > 0 ? `found ${others.slice(0, 3).join(', ')}` : 'found nothing'
  return `${fact.id}  ${shorten(fact.value_text ?? '')} §${fact.section}  ${got}`
}

function describe(one: ExtractedFact, expected: readonly ExpectedFact[]): string {
  const same = expected.filter((fact) => isAbout(one, fact))
  const wanted = same.map((fact) =>
    fact.stated ? `${shorten(fact.value_text ?? '')} §${[fact.section, ...fact.alt_sections].join('/')}` : 'not stated',
  )
  return `${one.product}:${one.attribute}  ${shorten(one.value)} §${one.section}  expected ${wanted.slice(0, 3).join(', ')}`
}

function shorten(text: string): string {
  const line = text.replace(/\s+/gu, ' ')
  return line.length > 40 ? `${line.slice(0, 39)}…` : line
}
