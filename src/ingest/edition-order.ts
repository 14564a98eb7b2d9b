import type { Whitepaper } from '../domain.ts'
import type { Revision } from './metadata/revisions.ts'

/** What an edition prints of itself. */
export type Label = Pick<Whitepaper, 'version' | 'date'>

/** What tells which of two editions is newer. */
export type EditionClues = Label & { readonly revisions: readonly Pick<Revision, 'version' | 'date'>[] }

/** An edition that is indexed. */
export interface IndexedClues extends EditionClues {
  /** Its file was overwritten or is gone: what comes now is newer, unless labels say otherwise. */
  readonly isGone: boolean
}

/** Where an edition belongs among others. */
export type Position =
  /** Before the one that stands here. `isOlderThanSaid`: its label says that it is older than what it is said to replace. */
  | { readonly at: number; readonly isOlderThanSaid: boolean }
  /** `mayReplace`: nothing says that it is older than the current one. */
  | { readonly unclear: 'unknown' | 'contradicted'; readonly mayReplace: boolean }

interface Relation {
  /** Above 0 where the new one is newer, by its date before anything else; `undefined` where nothing tells. */
  readonly order: number | undefined
  /** Date and version say the opposite of each other. */
  readonly isContradicted: boolean
}

/**
 * Above 0 where `a` is newer, below where it is older: by date and version, else by which of them lists the other in its
 * revision history. `undefined` where nothing tells, or where date and version contradict each other.
 */
export function compareEditions(a: EditionClues, b: EditionClues): number | undefined {
  const { order, isContradicted } = relate(a, b)
  return isContradicted ? undefined : order
}

/**
 * Where an edition belongs among `others`, which stand oldest first: after all that are older and before all that are
 * newer, whatever lies between. One without a date that follows an older one counts as just after that: whatever is newer
 * than the one before it is newer than it, too. `said` is the index of the one that a person says it replaces, -1 for
 * none; what dates and versions say weighs more.
 */
export function findPosition(edition: EditionClues, others: readonly IndexedClues[], said = -1): Position {
  const relations = others.map((other) => relate(edition, other))
  const before = firstOr(others.length, relations, ({ order }) => isBelow(order))
  const older = relations.findLastIndex(({ order }) => isAbove(order)) + 1
  const mayReplace = before === others.length
  if (older > before || (said < 0 && isContradicted(relations, others))) return { unclear: 'contradicted', mayReplace }
  const gone = others.findLastIndex(({ isGone }, i) => i < before && isGone && relations[i]?.order === undefined) + 1
  const after = Math.max(older, gone, Math.min(said + 1, before))
  const between = others.slice(after, before)
  const isKnown = relations.some(({ order }) => order !== undefined)
  const isUnclear = isKnown ? mayReplace && between.some(({ date }) => date !== null) : between.length > 0
  if (!isUnclear) return { at: before, isOlderThanSaid: said >= before }
  return said < 0 ? { unclear: 'unknown', mayReplace } : { at: after, isOlderThanSaid: false }
}

/** The indexes of editions in their order, where one was placed against what its label says. */
export function settleOrder(editions: readonly IndexedClues[]): readonly number[] {
  const settled: number[] = []
  for (const [i, edition] of editions.entries()) {
    const there = settled.flatMap((index) => editions[index] ?? [])
    const position = findPosition(edition, there)
    settled.splice('at' in position ? position.at : settled.length, 0, i)
  }
  return settled
}

/** Whether one contradicts itself that the others do not put before or after the new one either. */
function isContradicted(relations: readonly Relation[], others: readonly IndexedClues[]): boolean {
  const isFirm = ({ isContradicted, order }: Relation) => !isContradicted && order !== undefined
  const older = relations.findLastIndex((relation) => isFirm(relation) && isAbove(relation.order))
  const newer = firstOr(others.length, relations, (relation) => isFirm(relation) && isBelow(relation.order))
  return relations.some(({ isContradicted, order }, i) => {
    const isOverwritten = isAbove(order) && others[i]?.isGone === true
    return isContradicted && !isOverwritten && i > older && i < newer
  })
}

function firstOr<T>(none: number, list: readonly T[], isMeant: (entry: T) => boolean): number {
  const index = list.findIndex(isMeant)
  return index < 0 ? none : index
}

function isAbove(order: number | undefined): boolean {
  return order !== undefined && order > 0
}

function isBelow(order: number | undefined): boolean {
  return order !== undefined && order < 0
}

function relate(a: EditionClues, b: EditionClues): Relation {
  const byDate = compareDates(a.date, b.date)
  const byVersion = compareVersions(a.version, b.version)
  const isContradicted = byDate !== undefined && byVersion !== undefined && Math.sign(byDate) !== Math.sign(byVersion)
  return { order: byDate ?? byVersion ?? compareHistories(a, b), isContradicted }
}

function compareDates(a: string | null, b: string | null): number | undefined {
  // A month says nothing about a day in it.
  if (a === null || b === null || a.startsWith(b) || b.startsWith(a)) return undefined
  return a < b ? -1 : 1
}

const NUMERIC = /^\d+(?:\.\d+)*$/u

function compareVersions(a: string | null, b: string | null): number | undefined {
  if (a === null || b === null || !NUMERIC.test(a) || !NUMERIC.test(b)) return undefined
  return a.localeCompare(b, 'en', { numeric: true }) || undefined
}

function compareHistories(a: EditionClues, b: EditionClues): number | undefined {
  const [aListsB, bListsA] = [lists(a, b), lists(b, a)]
  return aListsB === bListsA ? undefined : aListsB ? 1 : -1
}

/** Whether a revision history has the other edition as one that is over. */
function lists({ revisions }: EditionClues, { version, date }: Label): boolean {
  return revisions
    .slice(0, -1)
    .some((row) => (version !== null && row.version === version) || (date !== null && row.date === date))
}
