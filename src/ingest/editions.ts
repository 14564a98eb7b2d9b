import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import type { Section, Whitepaper } from '../domain.ts'
import { IngestError } from '../errors.ts'
import type { KnowledgeStore, StoredPaper } from '../store/knowledge-store.ts'
import { squash } from '../text/fold.ts'
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
  /** Under this id; `order` holds all editions that stay, oldest first; `dropped` is the same edition as it was before. */
  | { readonly id: string; readonly order: readonly string[]; readonly dropped: StoredPaper | undefined }
  /** The index has this edition from another file. */
  | { readonly duplicateOf: StoredPaper }

type Label = Pick<Whitepaper, 'version' | 'date'>

/**
 * Places an edition among those that are indexed. A file that was overwritten or is gone held an older one than the file
 * that took its place, unless their labels say otherwise.
 * @throws IngestError `unordered` where nothing tells which of two editions is newer, or their labels contradict
 */
export async function placeEdition(edition: NewEdition, store: KnowledgeStore): Promise<Placing> {
  const { paper, path, sha256 } = edition
  const editions = await editionsOf(paper.documentId, store)
  const known = editions.find((other) => other.source.path === path && other.source.sha256 === sha256)
  const others = editions.filter((other) => other !== known)
  if (known && isSameLabel(known, paper)) {
    const order = editions.map(({ id }) => id)
    return { id: known.id, order, dropped: known }
  }
  const twin = others.findLast((other) => isSameLabel(other, paper))
  const placing = twin && (await placeBesideTwin(edition, twin, others, store))
  if (placing) return placing
  const id = others.some((other) => other.id === paper.id) ? `${paper.id}~${sha256.slice(0, 8)}` : paper.id
  return { id, order: await insertInOrder(id, edition, others, store), dropped: known }
}

/** All indexed editions of a document, oldest first. */
async function editionsOf(documentId: string, store: KnowledgeStore): Promise<readonly StoredPaper[]> {
  const current = (await store.listPapers()).find((paper) => paper.documentId === documentId)
  return current ? [...current.older].reverse().concat(current) : []
}

/** The same label from another file, or from this one before it was changed; `undefined` where both are to be kept. */
async function placeBesideTwin(
  { paper, sections, path, replaces }: NewEdition,
  twin: StoredPaper,
  others: readonly StoredPaper[],
  store: KnowledgeStore,
): Promise<Placing | undefined> {
  const inItsPlace: Placing = { id: twin.id, order: others.map(({ id }) => id), dropped: twin }
  const there = await store.listSections(twin.id)
  const isSameText = toText(there) === toText(sections)
  if (isGone(twin, path)) return isSameText ? inItsPlace : undefined
  if (isSameText) return { duplicateOf: twin }
  if (replaces !== undefined) return undefined
  // Of one edition the paper itself counts more than one with a notice: a digest.
  if (paper.notice !== null && twin.notice === null) return { duplicateOf: twin }
  if (paper.notice === null && twin.notice !== null) return inItsPlace
  if (extname(path) !== extname(twin.source.path) && saysTheSame(sections, there)) return { duplicateOf: twin }
  throw unordered(paper, path, twin)
}

/** The ids of all editions, oldest first, with the new one after the newest that is older. */
async function insertInOrder(
  id: string,
  { paper, sections, revisions, path, replaces }: NewEdition,
  others: readonly StoredPaper[],
  store: KnowledgeStore,
): Promise<readonly string[]> {
  const ids = others.map((other) => other.id)
  const said = ids.indexOf(replaces ?? '')
  if (said >= 0) return ids.toSpliced(said + 1, 0, id)
  let at = 0
  for (const [i, other] of others.entries()) {
    const there = await store.listSections(other.id)
    const order = compareEditions({ ...paper, revisions }, { ...other, revisions: readRevisions(there) })
    if (!isGone(other, path)) {
      if (order === undefined) throw unordered(paper, path, other)
      if (!areAlike(sections, there)) throw unlike(paper, path, other)
    }
    if ((order ?? 1) > 0) at = i + 1
  }
  return ids.toSpliced(at, 0, id)
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

function toText(sections: readonly Section[]): string {
  return squash(sections.map(({ number, heading, body }) => `${number} ${heading}\n${body}`).join('\n'))
}

/** What tells which of two editions is newer. */
export type EditionClues = Label & { readonly revisions: readonly Pick<Revision, 'version' | 'date'>[] }

/**
 * Above 0 where `a` is newer, below where it is older: by date and version, else by which of them lists the other in its
 * revision history. `undefined` where nothing tells, or where date and version contradict each other.
 */
export function compareEditions(a: EditionClues, b: EditionClues): number | undefined {
  const byDate = compareDates(a.date, b.date)
  const byVersion = compareVersions(a.version, b.version)
  if (byDate !== undefined && byVersion !== undefined && Math.sign(byDate) !== Math.sign(byVersion)) return undefined
  return byDate ?? byVersion ?? compareHistories(a, b)
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

function unordered(paper: Whitepaper, path: string, other: StoredPaper): IngestError {
  const name = (label: Label) => editionOf(label) || 'no version'
  return new IngestError(
    'unordered',
    `${path}: neither version nor date tells whether this edition (${name(paper)}) is newer than ${other.id} (${name(other)}, ${other.source.path}). Say --replaces ${other.id} if it is, or --kind if it is another document, or give --version or --date, or remove one of the files.`,
  )
}

/** Two papers have product and kind in common and almost nothing else. */
function unlike({ kind }: Whitepaper, path: string, other: StoredPaper): IngestError {
  return new IngestError(
    'unordered',
    `${path}: it has product and kind (${kind}) in common with ${other.id} (${other.source.path}), and almost nothing else. Say --replaces ${other.id} if it is a newer edition of it, or --kind if it is another document: ${DOCUMENT_KINDS.join(', ')}.`,
  )
}
