import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import type { Section, Whitepaper } from '../domain.ts'
import { IngestError } from '../errors.ts'
import type { KnowledgeStore, StoredPaper } from '../store/knowledge-store.ts'
import { squash } from '../text/fold.ts'
import { findPosition, type IndexedClues, type Label, settleOrder } from './edition-order.ts'
import { DOCUMENT_KINDS } from './metadata/document-kind.ts'
import { type Revision, readRevisions } from './metadata/revisions.ts'

/** A paper that was read and is to be placed among the editions of its document. */
export interface NewEdition {
  readonly paper: Whitepaper
  readonly sections: readonly Section[]
  readonly revisions: readonly Revision[]
  readonly path: string
  readonly sha256: string
  /** Id of the paper that it is said to be a newer edition of. */
  readonly replaces: string | undefined
}

/** Where an edition belongs. */
export type Placing =
  | Place
  /** The index has this edition from another file. */
  | { readonly duplicateOf: StoredPaper }

/** A place among the editions of a document. */
interface Place {
  readonly id: string
  /** All editions that stay, oldest first. */
  readonly order: readonly string[]
  /** The same edition as it was before. */
  readonly dropped: StoredPaper | undefined
  readonly warnings: readonly string[]
}

/**
 * Places an edition among those that are indexed. A file that changed and still says the same version and date holds the
 * same edition. Else a file that was overwritten or is gone held an older one than the file
 * that took its place, unless their labels say otherwise.
 * @throws IngestError `unordered` where nothing tells which of two editions is newer, or their labels contradict
 */
export async function placeEdition(edition: NewEdition, store: KnowledgeStore): Promise<Placing> {
  const { paper, sha256, replaces } = edition
  const editions = await editionsOf(paper.documentId, store)
  const known = await findKnown(edition, editions, store)
  const others = editions.filter((other) => other !== known)
  const isSaidAnew = replaces !== undefined && replaces !== known?.id && replaces !== known?.source.given.replaces
  if (known && isSameLabel(known, paper) && !isSaidAnew) {
    const order = editions.map(({ id }) => id)
    return { id: known.id, order, dropped: known, warnings: [] }
  }
  const twin = others.findLast((other) => isSameLabel(other, paper))
  const placing = twin && (await placeBesideTwin(edition, twin, others, store))
  if (placing) return placing
  const id = others.some((other) => other.id === paper.id) ? `${paper.id}~${sha256.slice(0, 8)}` : paper.id
  return { id, ...(await insertInOrder(id, edition, others, store)), dropped: known }
}

/** All indexed editions of a document, oldest first. */
async function editionsOf(documentId: string, store: KnowledgeStore): Promise<readonly StoredPaper[]> {
  const current = (await store.listPapers()).find((paper) => paper.documentId === documentId)
  return current ? [...current.older].reverse().concat(current) : []
}

/**
 * What the same file held before, where it is this edition: the very file, one of the same version and date, or, where
 * that has neither, what was there when it was not yet all there.
 */
async function findKnown(
  { paper, sections, path, sha256 }: NewEdition,
  editions: readonly StoredPaper[],
  store: KnowledgeStore,
): Promise<StoredPaper | undefined> {
  const fromHere = editions.filter(({ source }) => source.path === path)
  const known =
    fromHere.find(({ source }) => source.sha256 === sha256) ??
    fromHere.findLast((other) => !isUnlabelled(other) && isSameLabel(other, paper))
  if (known) return known
  for (const other of fromHere.filter(isUnlabelled))
    if (isBeginning(await store.listSections(other.id), sections)) return other
  return undefined
}

/** Whether a text is the beginning of another one; its last line may be cut off anywhere. */
function isBeginning(text: readonly Section[], whole: readonly Section[]): boolean {
  const words = text.map(({ number, heading, body }) => `${number} ${heading}\n${body}`).join('\n')
  return toText(whole).startsWith(squash(words.trimEnd().replace(/.*$/u, '')))
}

/** The same label from another file; `undefined` where both are to be kept. */
async function placeBesideTwin(
  { paper, sections, path, replaces }: NewEdition,
  twin: StoredPaper,
  others: readonly StoredPaper[],
  store: KnowledgeStore,
): Promise<Placing | undefined> {
  const inItsPlace: Placing = { id: twin.id, order: others.map(({ id }) => id), dropped: twin, warnings: [] }
  const there = await store.listSections(twin.id)
  const isSameText = toText(there) === toText(sections)
  if (isGone(twin, path)) return isSameText ? inItsPlace : undefined
  if (isSameText) return { duplicateOf: twin }
  if (replaces !== undefined) return undefined
  // Of one edition the paper itself counts more than one with a notice: a digest.
  if (paper.notice !== null && twin.notice === null) return { duplicateOf: twin }
  if (paper.notice === null && twin.notice !== null) return inItsPlace
  if (extname(path) !== extname(twin.source.path) && saysTheSame(sections, there)) return { duplicateOf: twin }
  if (isUnlabelled(paper)) return undefined
  throw unordered(paper, path, twin, { unclear: 'unknown', mayReplace: true })
}

/** The ids of all editions, oldest first, with the new one where it belongs. */
async function insertInOrder(
  id: string,
  { paper, sections, revisions, path, replaces }: NewEdition,
  others: readonly StoredPaper[],
  store: KnowledgeStore,
): Promise<Pick<Place, 'order' | 'warnings'>> {
  const indexed = await Promise.all(others.map((other) => readIndexed(other, path, store)))
  const settled = settleOrder(indexed.map(({ clues }) => clues)).flatMap((i) => indexed[i] ?? [])
  const newest = settled.at(-1)?.paper
  if (!newest) return { order: [id], warnings: [] }
  const said = settled.findIndex(({ paper: other }) => other.id === replaces)
  const clues = settled.map((other) => other.clues)
  const position = findPosition({ ...paper, revisions }, clues, said)
  if ('unclear' in position) throw unordered(paper, path, newest, position)
  const present = settled.filter((other) => !other.clues.isGone)
  if (said < 0 && present.length > 0 && !present.some((other) => areAlike(sections, other.sections)))
    throw unlike(paper, path, newest)
  const order = settled.map((other) => other.paper.id).toSpliced(position.at, 0, id)
  return { order, warnings: position.isOlderThanSaid ? [notReplaced(paper, replaces)] : [] }
}

/** An edition of the index with what is compared of it. */
interface Indexed {
  readonly paper: StoredPaper
  readonly sections: readonly Section[]
  readonly clues: IndexedClues
}

async function readIndexed(paper: StoredPaper, path: string, store: KnowledgeStore): Promise<Indexed> {
  const sections = await store.listSections(paper.id)
  const { version, date } = paper
  return { paper, sections, clues: { version, date, revisions: readRevisions(sections), isGone: isGone(paper, path) } }
}

/** Editions of one document share more of their sentences and headings than this. */
const MIN_SHARED = 0.1

/** The same text out of a page and out of a PDF differs in tables, contents and notes, not in its numbers. */
const MIN_SAME = 0.7

function saysTheSame(a: readonly Section[], b: readonly Section[]): boolean {
  const numbersOf = (sections: readonly Section[]) =>
    new Set([...toLines(sections)].flatMap((line) => line.match(/\d+(?:\.\d+)*/gu) ?? []))
  const [here, there] = [numbersOf(a), numbersOf(b)]
  const isWithin = (some: ReadonlySet<string>, all: ReadonlySet<string>) => [...some].every((one) => all.has(one))
  return shareOf(a, b) >= MIN_SAME && (isWithin(here, there) || isWithin(there, here))
}

function areAlike(a: readonly Section[], b: readonly Section[]): boolean {
  return shareOf(a, b) >= MIN_SHARED
}

/** Share of the shorter one's sentences and headings that the other one has, too; 1 where it has none. */
function shareOf(a: readonly Section[], b: readonly Section[]): number {
  const [here, there] = [toLines(a), toLines(b)]
  const shared = [...here].filter((line) => there.has(line)).length
  const size = Math.min(here.size, there.size)
  return size === 0 ? 1 : shared / size
}

/** Headings and sentences that are long enough to be no accident. */
function toLines(sections: readonly Section[]): ReadonlySet<string> {
  const lines = sections
    .filter(({ level }) => level > 0)
    .flatMap(({ heading, body }) => [heading, ...body.split(/\n|(?<=。)/u)])
  return new Set(lines.map(squash).filter((line) => line.length >= MIN_LINE))
}

const MIN_LINE = 4

function isGone({ source }: StoredPaper, path: string): boolean {
  return source.path === path || !existsSync(source.path)
}

/** `1.3, 2023-08-07`; `''` where the paper prints neither. */
export function editionOf({ version, date }: Label): string {
  return [version, date].filter((part) => part !== null).join(', ')
}

function isSameLabel(a: Label, b: Label): boolean {
  return a.version === b.version && a.date === b.date
}

function isUnlabelled({ version, date }: Label): boolean {
  return version === null && date === null
}

function toText(sections: readonly Section[]): string {
  return squash(sections.map(({ number, heading, body }) => `${number} ${heading}\n${body}`).join('\n'))
}

function nameOfLabel(label: Label): string {
  return editionOf(label) || 'no version'
}

/** Nothing orders the two; what is advised must never put an older edition in the place of the current one. */
function unordered(
  paper: Whitepaper,
  path: string,
  other: StoredPaper,
  { unclear, mayReplace }: { unclear: 'unknown' | 'contradicted'; mayReplace: boolean },
): IngestError {
  const what = `this edition (${nameOfLabel(paper)}) is newer than ${other.id} (${nameOfLabel(other)}, ${other.source.path})`
  const why =
    unclear === 'unknown'
      ? `neither version nor date tells whether ${what}`
      : `version and date contradict each other on whether ${what} or an edition before that`
  const advice = mayReplace
    ? `Say --replaces ${other.id} if it is, or --kind if it is another document, or give --version or --date, or remove one of the files.`
    : 'Give the right --version or --date, or say --kind if it is another document, or remove one of the files.'
  return new IngestError('unordered', `${path}: ${why}. ${advice}`)
}

/** Nobody asked which is newer: this one takes no place that its label does not give it. */
function notReplaced(paper: Whitepaper, replaces: string | undefined): string {
  return `--replaces ${replaces} says that this edition (${nameOfLabel(paper)}) is the newer one, version and date that it is older: it stands where these put it`
}

/** Two papers have product and kind in common and almost nothing else. */
function unlike({ kind }: Whitepaper, path: string, other: StoredPaper): IngestError {
  return new IngestError(
    'unordered',
    `${path}: it has product and kind (${kind}) in common with ${other.id} (${other.source.path}), and almost nothing else. Say --replaces ${other.id} if it is a newer edition of it, or --kind if it is another document: ${DOCUMENT_KINDS.join(', ')}.`,
  )
}
