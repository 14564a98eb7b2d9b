import type { Fact } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { fold } from '../../text/fold.ts'
import { findQuantities, type Quantity } from '../../text/quantities.ts'
import { isCell, type Statement } from '../../text/statement.ts'
import { toClause } from './clause.ts'
import { findAbsences } from './find-absences.ts'
import { scoreRule } from './match-rule.ts'
import type { PaperParts } from './parts.ts'
import { limitsOf, TELLS_APART } from './qualifier.ts'
import type { ScopedPaper, ScopedSection, ScopedStatement } from './scope.ts'
import { isDenied, standingOf, withoutFormer, withStanding } from './standing.ts'

interface Found {
  readonly fact: Fact
  readonly statement: Statement
}

interface Candidate {
  readonly section: ScopedSection
  readonly scoped: ScopedStatement
  readonly quantity: Quantity
  readonly score: number
  /** A value of a series with its label. */
  readonly labelled?: { readonly start: number; readonly end: number }
}

/** The quantities of a paper, found once for all attributes. */
export function readQuantities(paper: ScopedPaper): ReadonlyMap<ScopedStatement, readonly Quantity[]> {
  const all = new Map<ScopedStatement, readonly Quantity[]>()
  for (const section of paper.sections) {
    for (const scoped of section.statements) {
      const quantities = findQuantities(scoped.statement.text)
      if (quantities.length > 0) all.set(scoped, quantities)
    }
  }
  return all
}

/** Facts of an attribute whose value is a quantity: of the right kind, in a clause that is about it. */
export function findValues(
  attribute: Attribute,
  paper: ScopedPaper,
  quantities: ReadonlyMap<ScopedStatement, readonly Quantity[]>,
  vocabulary: Vocabulary,
): Fact[] {
  const found: Found[] = []
  const read = paper.sections.filter((section) => isReadIn(section, attribute))
  for (const section of read) {
    for (const scoped of section.statements) {
      const all = quantities.get(scoped) ?? []
      const fitting = all.filter((quantity) => isValueOf(attribute, asLast(quantity, all, scoped, paper.parts), scoped))
      const candidates = fitting.flatMap(
        (quantity) => toCandidate(attribute, section, scoped, quantity, fitting, vocabulary) ?? [],
      )
      // "Until 2024, backups were kept for 14 days; now they are kept for 60 days": the second names its matter less well.
      const today = candidates.filter(
        ({ quantity }) => standingOf(scoped.statement.text, quantity.start).kind === 'now',
      )
      const best = Math.max(...(today.length > 0 ? today : candidates).map((candidate) => candidate.score))
      const good = candidates.filter(
        (candidate) => candidate.score > best - 0.5 || isForPart(candidate, fitting, paper.parts),
      )
      const more = seriesOf(good, candidates, vocabulary)
      const series = [...(more.length > 0 ? good.map((one) => withSeverity(one, vocabulary)) : good), ...more]
      const kept = nearestDate(attribute, withLabelled(series, fitting, vocabulary))
      const merged = mergeValues(kept.map((candidate) => toFact(attribute, paper, candidate, vocabulary)))
      found.push(...merged.map((fact) => ({ fact, statement: scoped.statement })))
    }
  }
  const facts = withoutFormer(found.map((one) => tellApart(one, found)))
  return [...facts, ...findAbsences(attribute, { ...paper, sections: read }, facts, vocabulary)]
}

/** Of values in several rows of one table each keeps the label of its row, though that only names the matter again. */
function tellApart({ fact, statement }: Found, all: readonly Found[]): Fact {
  const { key } = statement
  if (!isCell(statement) || fact.qualifier !== null || fact.variant !== null) return fact
  const isAnother = (other: Found) =>
    isCell(other.statement) &&
    other.statement.key !== key &&
    other.fact.section === fact.section &&
    other.fact.value !== fact.value
  return all.some(isAnother) ? { ...fact, qualifier: key } : fact
}

/** 「AプランではA、BプランではBです」: the words that tell what the values are of stand once, for all of the plans. */
function isForPart({ scoped }: Pick<Candidate, 'scoped'>, all: readonly Quantity[], parts: PaperParts): boolean {
  const { text } = scoped.statement
  const isOwned = ({ start, end }: Quantity) => {
    const from = Math.max(0, ...all.filter((other) => other.end <= start).map((other) => other.end))
    return parts.ownerBefore(text.slice(from, start)) !== undefined || parts.ownerAfter(text.slice(end)) !== undefined
  }
  return all.length > 1 && all.every(isOwned)
}

/**
 * Values that go on with a series: "critical within 5 days, high within 20 days", "7 days for critical findings, 30 days
 * for high": nothing but labels stands between them, and they are bound alike.
 */
function seriesOf(good: readonly Candidate[], all: readonly Candidate[], vocabulary: Vocabulary): readonly Candidate[] {
  const found: Candidate[] = []
  for (const candidate of all) {
    const { quantity, scoped } = candidate
    const before = [...good, ...found].findLast((other) => other.quantity.end <= quantity.start)
    if (!before || good.includes(candidate)) continue
    if (before.quantity.kind !== quantity.kind) continue
    const { text } = scoped.statement
    const between = text.slice(before.quantity.end, quantity.start)
    const after = LABEL_BEHIND.test(between)
      ? /^ for [a-z -]{2,24}?(?=,? and |[,.;)]|$)/iu.exec(text.slice(quantity.end))?.[0]
      : undefined
    const label = LABEL.exec(between)?.[1]
    const isPlain = label !== undefined && vocabulary.find(fold(label)).every(({ concept }) => TELLS_APART.has(concept))
    if (after !== undefined)
      found.push({ ...candidate, labelled: { start: quantity.start, end: quantity.end + after.trimEnd().length } })
    else if (isPlain && before.quantity.relation === quantity.relation)
      found.push({
        ...candidate,
        labelled: { start: before.quantity.end + between.indexOf(label), end: quantity.end },
      })
  }
  return found
}

/** The first of several values by severity keeps its own: "Critical ones are fixed within 72 hours and high ones …". */
function withSeverity(candidate: Candidate, vocabulary: Vocabulary): Candidate {
  const { quantity, scoped, labelled } = candidate
  const before = fold(scoped.statement.text.slice(0, quantity.start))
  const hit = vocabulary.find(before).findLast(({ concept }) => TELLS_APART.has(concept))
  if (labelled !== undefined || !hit || before.length !== quantity.start) return candidate
  return { ...candidate, labelled: { start: hit.start, end: quantity.end } }
}

/**
 * The other way round: 「管理者は15分、従業員は60分で切断」 says at its end what all of its values are of. Each of several
 * then keeps the words that tell it apart: people, or kinds of a matter.
 */
function withLabelled(
  kept: readonly Candidate[],
  all: readonly Quantity[],
  vocabulary: Vocabulary,
): readonly Candidate[] {
  const [first] = kept
  if (!first) return kept
  const { text } = first.scoped.statement
  const series = all.flatMap((quantity) => {
    const label = /(?:^|[、。，,]\s*)([^、。，,\t]{1,24}?)は\s*$/u.exec(text.slice(0, quantity.start))?.[1]
    if (label === undefined) return []
    const isKind = isOfKind(label, vocabulary)
    if (!isKind && !isOfPeople(label, vocabulary)) return []
    // Hours for one kind and days for another: 「重大な障害は1時間以内、軽微な障害は翌営業日まで」.
    const isAlike =
      quantity.normalized.unit === first.quantity.normalized.unit || (isKind && quantity.kind === first.quantity.kind)
    return isAlike ? [{ quantity, start: text.lastIndexOf(label, quantity.start) }] : []
  })
  if (series.length < 2 || !series.some(({ quantity }) => quantity === first.quantity)) return kept
  return series.map(({ quantity, start }) => ({ ...first, quantity, labelled: { start, end: quantity.end } }))
}

/** Names one of several kinds: by how severe it is, or in quotation marks. */
function isOfKind(words: string, vocabulary: Vocabulary): boolean {
  return /「[^」]{1,8}」/u.test(words) || vocabulary.find(fold(words)).some(({ concept }) => TELLS_APART.has(concept))
}

/** Names people, and nothing that a value could be of. */
function isOfPeople(words: string, vocabulary: Vocabulary): boolean {
  const concepts = vocabulary.find(fold(words)).map(({ concept }) => concept)
  return /[者員人長生師様方]$|ユーザー?$|オーナー$|メンバー$|ゲスト$/u.test(words) && !concepts.includes('data')
}

const LABEL = /^\s*[、,・;]?\s*(?:and |及び|および|また)?\s*([^、。,\t]{1,16}?)\s*(?:within|in|は|が|:|：)?\s*$/u
const LABEL_BEHIND = /^ for [a-z -]{2,24}?(?:,? and |, ?)$/iu

/** 「Flow が30日、Share が15日で削除」: what the last value of a series is bound by holds for all of them. */
function asLast(quantity: Quantity, all: readonly Quantity[], scoped: ScopedStatement, parts: PaperParts): Quantity {
  const same = all.filter(
    ({ kind, normalized }) => kind === quantity.kind && normalized.unit === quantity.normalized.unit,
  )
  const last = same.at(-1)
  const isSeries = last !== undefined && last !== quantity && quantity.relation === null
  return isSeries && isForPart({ scoped }, same, parts) ? { ...quantity, relation: last.relation } : quantity
}

function isReadIn(section: ScopedSection, attribute: Attribute): boolean {
  if (section.role === 'history') return attribute.kind === 'date'
  if (section.role === 'glossary') return false
  if (section.role === 'cover') return false
  return !(attribute.kind === 'edition' && section.role === 'about_document')
}

/** Of several dates in a statement (a row's own, and one in its text) the last before the words that it is of. */
function nearestDate(attribute: Attribute, candidates: readonly Candidate[]): readonly Candidate[] {
  if (attribute.kind !== 'date' || candidates.length < 2) return candidates
  const about = new Set(attribute.find.flatMap((rule) => rule.about))
  const first = candidates[0]?.scoped.hits.find((hit) => about.has(hit.concept))?.start ?? 0
  const before = candidates.filter(({ quantity }) => quantity.end <= first + 2)
  return (before.length > 0 ? before : candidates).slice(-1)
}

const CHANGED =
  /から[^。、]{1,20}に(?:変更|延長|短縮|改め|改訂|引き上げ|引き下げ|延ばし)|\b(?:raised|changed|extended|shortened|increased|reduced|lowered) from\b/iu

/** Whether a quantity of a statement can be a value of an attribute: its kind, unit, bound and relation. */
export function isValueOf(attribute: Attribute, quantity: Quantity, scoped: ScopedStatement): boolean {
  if (quantity.kind !== attribute.kind) return false
  const { text } = scoped.statement
  // 12時から13時を除く; 「30日から45日に延長しました」 tells of two editions.
  if (/^(?:の間|まで)?[をは]除/u.test(text.slice(quantity.end)) || CHANGED.test(text)) return false
  const { unit, op } = quantity.normalized
  if (attribute.units.length > 0 ? !attribute.units.includes(unit) : unit === 'hour_per_year') return false
  if (attribute.op.length > 0 && !attribute.op.includes(op)) return false
  if (attribute.relation.length > 0 && !attribute.relation.some((relation) => relation === quantity.relation))
    return false
  if (attribute.kind === 'duration' && quantity.relation === 'every') return false
  if (attribute.kind === 'edition' && attribute.standard !== undefined)
    return belongsTo(attribute.standard, quantity, scoped)
  return true
}

/** An edition year belongs to the standard printed last before it; a national edition of the same standard is not it. */
function belongsTo(standard: string, quantity: Quantity, scoped: ScopedStatement): boolean {
  const before = scoped.statement.text.slice(0, quantity.end)
  const numbers = [...before.matchAll(/(ISO|IEC|JIS[\s　]*Q?)[\s　/]*(?:IEC)?[\s　]*(\d{4,6})/giu)]
  const last = numbers.at(-1)
  return last !== undefined && last[2] === standard && !/^JIS/iu.test(last[1] ?? '')
}

function toCandidate(
  attribute: Attribute,
  section: ScopedSection,
  scoped: ScopedStatement,
  quantity: Quantity,
  others: readonly Quantity[],
  vocabulary: Vocabulary,
): Candidate | undefined {
  const { text } = scoped.statement
  if (OTHER_PRODUCT.test(text.slice(0, quantity.start)) || isDenied(text, quantity)) return undefined
  const clause = toClause(text, quantity, others, vocabulary)
  const scores = attribute.find.map((rule) => scoreRule(attribute, rule, section, scoped, clause))
  const score = Math.max(...scores.map((value) => value ?? 0))
  return score > 0 ? { section, scoped, quantity, score } : undefined
}

/** What comes after these words is said of something else. */
const OTHER_PRODUCT =
  /(?:他|別|姉妹)の?(?:製品|サービス)(?!との?連携)|(?:other|another|sister|different) (?:products?|services?)\b/iu

function toFact(attribute: Attribute, paper: ScopedPaper, candidate: Candidate, vocabulary: Vocabulary): Fact {
  const { statement } = candidate.scoped
  const limits = limitsOf(statement, attribute, paper.parts, vocabulary, candidate.quantity)
  const { labelled } = candidate
  const isThereafter = /(?:その後|それから|さらに|次の)、?$/u.test(statement.text.slice(0, candidate.quantity.start))
  const value =
    isThereafter && statement.text.length <= 120
      ? statement.text.replace(/[。．]$/u, '')
      : labelled === undefined
        ? wordsOf(statement.text, candidate.quantity)
        : statement.text.slice(labelled.start, labelled.end)
  const before = candidate.section.statements[candidate.scoped.index - 1]?.statement
  // 「その7日後」 counts from what the sentence before says, and means nothing without it.
  const pointsBack = /^その/u.test(value) || /^(?:この期間|その後|上記の期間|同期間)/u.test(statement.text)
  const quote =
    pointsBack && before
      ? candidate.section.section.body.slice(before.start, statement.start + statement.text.length)
      : statement.quote
  const schedule = attribute.kind === 'count' ? scheduleOf(statement.text, candidate.quantity) : null
  const fact: Fact = {
    attribute: attribute.id,
    variant: limits.variant,
    qualifier:
      [...new Set([limits.qualifier, schedule])].filter((part) => part !== null && part !== value).join(' / ') || null,
    value: pointsBack && before ? quote.replace(/[。．]$/u, '') : value,
    normalized: candidate.quantity.normalized,
    polarity: null,
    section: candidate.section.index,
    quote,
  }
  // A date of the past is that of an event, and no value that held until then.
  return attribute.kind === 'date' || attribute.kind === 'edition'
    ? fact
    : withStanding(fact, standingOf(statement.text, candidate.quantity.start))
}

/** In a row with a schedule and a count (「2時間おきに取得 / 36世代保持」) the schedule tells which count it is. */
function scheduleOf(text: string, quantity: Quantity): string | null {
  if (!text.includes('\t')) return null
  return findQuantities(text).find((other) => other.kind === 'rate' && other.start !== quantity.start)?.text ?? null
}

const BASIS = /(?:[^、。はをも\t]{1,28}(?:から|より)[\s　]*)$/u

/** Verbatim words of a value: a short labelled value or cell as a whole, else the quantity with what it counts from. */
function wordsOf(text: string, quantity: Quantity): string {
  const cell = /[^\t]*$/u.exec(text.slice(0, quantity.start))?.[0] ?? ''
  const start = quantity.start - cell.length
  const tab = text.indexOf('\t', quantity.end)
  const words = text.slice(start, tab < 0 ? undefined : tab)
  const labelled = words
    .replace(/^[^:：「]{1,30}(?:(?<![\d０-９])[:：](?!\/\/)|[:：](?![\d０-９/]))\s*/u, '')
    .replace(/[。．.]$/u, '')
    .trim()
  const isWhole =
    labelled.length <= 40 &&
    labelled.includes(quantity.text) &&
    (labelled.length < words.trim().length - 1 || text.includes('\t') || !/[。、]|ます|です|[a-z)]\.\s*$/iu.test(words))
  if (isWhole) return pieceOf(labelled, quantity)
  const basis =
    (BASIS.exec(text.slice(0, quantity.start)) ?? /その[\s　]*$/u.exec(text.slice(0, quantity.start)))?.[0] ?? ''
  return (basis + text.slice(quantity.start, quantity.end)).trim()
}

/** Of 「毎日6時に取得し、7世代保持」 the piece that holds the value, where another piece holds another one. */
function pieceOf(labelled: string, quantity: Quantity): string {
  const pieces = labelled.split(/、(?![^（(]*[）)])/u)
  const own = pieces.find((piece) => piece.includes(quantity.text))
  const isMixed = pieces.some(
    (piece) => piece !== own && findQuantities(piece).some(({ kind }) => kind !== quantity.kind),
  )
  return own !== undefined && isMixed ? own.trim() : labelled
}

/** One fact for each different wording: a value that holds two quantities is one value. */
function mergeValues(facts: readonly Fact[]): Fact[] {
  return facts.filter(
    (fact, i) => facts.findIndex((other) => other.value === fact.value && other.variant === fact.variant) === i,
  )
}
