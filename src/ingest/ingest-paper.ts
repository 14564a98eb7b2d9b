import { createHash } from 'node:crypto'
import type { Fact, Section, Whitepaper } from '../domain.ts'
import { IndexError, IngestError } from '../errors.ts'
import type { Catalog } from '../knowledge/catalog.ts'
import { compareFacts, compareSections, type EditionChanges } from '../knowledge/edition-changes.ts'
import { toIndexText } from '../retrieval/index-text.ts'
import { toPassages } from '../retrieval/passages.ts'
import { toUnitVector } from '../retrieval/unit-vector.ts'
import { type KnowledgeStore, type PaperSource, type StoredPaper, withOlder } from '../store/knowledge-store.ts'
import { squash } from '../text/fold.ts'
import { placeEdition } from './editions.ts'
import { FACT_RULES_VERSION, findFacts, MAX_FACTS_OF_ONE } from './facts/find-facts.ts'
import { readImprint } from './lines.ts'
import { toPaperId } from './metadata/paper-id.ts'
import { readRevisions } from './metadata/revisions.ts'
import { checkKeys, type MetadataFields, readMetadata } from './metadata.ts'
import { buildOutline } from './outline/build-outline.ts'
import type { FactProposer, ProposedFacts } from './proposals/propose-facts.ts'
import { openSource, readSource, type SourceFile } from './readers/read-document.ts'
import type { OnPages, SourceDocument } from './readers/source-document.ts'

/** What taking in a paper works with. */
export interface IngestParts {
  readonly store: KnowledgeStore
  readonly catalog: Catalog
  /** Any LangChain `Embeddings` fits. */
  readonly embeddings: { embedDocuments(texts: string[]): Promise<number[][]> }
  /** Has a model look for what the rules found nothing for; `undefined`: the rules' facts are all. */
  readonly proposer?: FactProposer | undefined
}

/** What became of one file. */
export type IngestResult =
  | { readonly status: 'unchanged'; readonly path: string; readonly paper: StoredPaper }
  | TakenIn
  | { readonly status: 'duplicate'; readonly path: string; readonly paper: Whitepaper; readonly of: StoredPaper }
  | { readonly status: 'failed'; readonly path: string; readonly error: IngestError | IndexError }
  /** Not read: a link out of the folder, a pipe. */
  | { readonly status: 'skipped'; readonly path: string; readonly reason: string }

/** A file that was taken in. */
export interface TakenIn {
  /** `superseded`: an older edition than the one that is current; it is kept for questions about it. */
  readonly status: 'added' | 'replaced' | 'superseded'
  readonly path: string
  readonly paper: Whitepaper
  readonly sections: number
  readonly facts: number
  /** The edition before, or the same one as it was read before. */
  readonly before: StoredPaper | undefined
  /** What is different from `before`. */
  readonly changes: EditionChanges
  /** The current edition, where this one is superseded. */
  readonly by: StoredPaper | undefined
  readonly warnings: readonly string[]
  /** What a model found that the rules did not; `undefined` where none was asked. */
  readonly proposed: ProposedFacts | undefined
}

/** What a person says about a paper on the command line: metadata, and which paper it is a newer edition of. */
export type Given = Partial<MetadataFields> & { readonly replaces?: string }

/**
 * Takes in one file: read -> outline -> metadata -> edition -> facts -> passages -> embeddings -> store, the last in one
 * transaction. A file that cannot be taken in gives a result with the reason; the index is then as it was.
 */
export async function ingestPaper(
  path: string,
  given: Given,
  parts: IngestParts,
  onPages?: OnPages,
): Promise<IngestResult> {
  try {
    const file = await openSource(path)
    checkKeys(file.meta, `${path}.meta.yaml`)
    const fingerprint = fingerprintOf(file, parts.catalog, parts.proposer)
    const editions = await listEditions(parts.store)
    const known = findKnown(path, fingerprint, editions)
    const said = { ...withdraw(known?.source.given ?? {}, given, editions), ...given }
    // Before the file is read: reading takes the longest.
    const isSaidBefore = JSON.stringify(said) === JSON.stringify(known?.source.given)
    if (known?.source.fingerprint === fingerprint && isSaidBefore) return { status: 'unchanged', path, paper: known }
    return await takeIn(
      await readSource(file, { onPages }),
      { path, fingerprint, given: said, sha256: file.sha256 },
      // What a model did not read is as good as read without one, and read again next time.
      fingerprintOf(file, parts.catalog),
      parts,
    )
  } catch (error) {
    if (error instanceof IngestError || error instanceof IndexError) return { status: 'failed', path, error }
    throw error
  }
}

/**
 * What was said before and still holds. A paper that is said to be of another kind replaces none of the kind before, and
 * what it replaced may have left the index since.
 */
function withdraw(
  before: PaperSource['given'],
  { kind, replaces }: Given,
  editions: readonly StoredPaper[],
): PaperSource['given'] {
  const isOfOtherKind = kind !== undefined && kind !== before.kind && replaces === undefined
  if (!isOfOtherKind && editions.some(({ id }) => id === before.replaces)) return before
  return Object.fromEntries(Object.entries(before).filter(([name]) => name !== 'replaces'))
}

/** The edition that was read from this file as it is now, else the newest of those that ever were. */
function findKnown(path: string, fingerprint: string, editions: readonly StoredPaper[]): StoredPaper | undefined {
  const fromHere = editions.filter(({ source }) => source.path === path)
  return fromHere.find(({ source }) => source.fingerprint === fingerprint) ?? fromHere[0]
}

async function takeIn(
  document: SourceDocument,
  source: PaperSource,
  fingerprintOfRules: string,
  { store, catalog, embeddings, proposer }: IngestParts,
): Promise<IngestResult> {
  const { path } = source
  const { sections, warnings } = buildOutline(document)
  if (!sections.some((section) => section.body.trim() !== ''))
    throw new IngestError('no_text', `${path}: no text was found in it.`)
  const { replaces, ...overrides }: Given = source.given
  const imprint = readImprint(document.lines)
  const metadata = readMetadata({ sections, imprint, frontMatter: document.frontMatter, overrides, fileName: path })
  if ('refused' in metadata) throw new IngestError('no_product', metadata.refused)
  const read = await identify(metadata.paper, replaces, path, store)
  const revisions = readRevisions(sections)
  const placing = await placeEdition({ paper: read, sections, revisions, path, sha256: source.sha256, replaces }, store)
  if ('duplicateOf' in placing) return { status: 'duplicate', path, paper: read, of: placing.duplicateOf }
  const paper = { ...read, id: placing.id }
  const ofRules = findFacts(paper, sections, revisions, catalog)
  const proposed = await proposer?.propose(paper, sections, ofRules)
  const facts = [...ofRules, ...(proposed?.facts ?? [])]
  const passages = toPassages(sections)
  const texts = passages.flatMap((passage) => {
    const section = sections[passage.section]
    return section ? [toIndexText(paper, section, passage)] : []
  })
  const vectors = (await embeddings.embedDocuments(texts)).map(toUnitVector)
  const strangers = await findStrangers(paper, path, store)
  const renamed = strangers.find((other) => other.source.sha256 === source.sha256)
  const before = placing.dropped ?? renamed ?? (await findBefore(placing, store))
  const changes = await compareWith(before, sections, facts, store)
  const gone = [...(placing.dropped ? [placing.dropped] : []), ...strangers]
  const dropped = gone.map(({ id }) => id).filter((id) => id !== paper.id)
  const order = placing.order.filter((id) => !dropped.includes(id))
  const isRead = proposed === undefined || proposed.failure === null
  const stored = isRead ? source : { ...source, fingerprint: fingerprintOfRules }
  await store.savePaper({ paper, source: stored, sections, facts, passages, vectors }, { order, dropped })
  const by = await findCurrent(paper, store)
  return {
    status: by ? 'superseded' : before ? 'replaced' : 'added',
    path,
    paper,
    sections: sections.length,
    facts: facts.length,
    before,
    changes,
    by,
    warnings: [
      ...(document.warnings ?? []),
      ...warnings,
      ...metadata.warnings,
      ...placing.warnings,
      ...crowdedIn(facts),
    ],
    proposed,
  }
}

/**
 * The paper with the id of the document that it is an edition of: of the one that it is said to replace, or of one that
 * went by its name before. Throws {@link IngestError} where there is no paper to replace.
 */
async function identify(
  paper: Whitepaper,
  replaces: string | undefined,
  path: string,
  store: KnowledgeStore,
): Promise<Whitepaper> {
  const editions = await listEditions(store)
  const replaced = editions.find(({ id }) => id === replaces)
  if (replaces !== undefined && !replaced) {
    const message = `${path}: --replaces ${replaces} names no paper of the index; \`npm run papers\` lists them.`
    throw new IngestError('no_such_paper', message)
  }
  // By their names, not by the ids made of them: to write thousands of names in Latin letters takes a while.
  const namesake = editions.find((other) => nameOf(other) === nameOf(paper))
  const documentId = (replaced ?? namesake ?? paper).documentId
  return { ...paper, documentId, id: toPaperId(documentId, paper.version, paper.date) }
}

function nameOf({ vendor, product, kind }: Pick<Whitepaper, 'vendor' | 'product' | 'kind'>): string {
  return [kind, squash(vendor ?? ''), squash(product)].join('\n')
}

/** Papers of other documents that were read from the same file: one file is one paper. */
async function findStrangers(paper: Whitepaper, path: string, store: KnowledgeStore): Promise<readonly StoredPaper[]> {
  const editions = await listEditions(store)
  return editions.filter(({ source, documentId }) => source.path === path && documentId !== paper.documentId)
}

async function listEditions(store: KnowledgeStore): Promise<readonly StoredPaper[]> {
  return withOlder(await store.listPapers())
}

/** The edition before this one. */
async function findBefore({ id, order }: { id: string; order: readonly string[] }, store: KnowledgeStore) {
  const before = order[order.indexOf(id) - 1]
  return (await listEditions(store)).find((paper) => paper.id === before)
}

/** The current edition of a paper's document, where it is another one. */
async function findCurrent(paper: Whitepaper, store: KnowledgeStore): Promise<StoredPaper | undefined> {
  const current = (await store.listPapers()).find(({ documentId }) => documentId === paper.documentId)
  return current?.id === paper.id ? undefined : current
}

async function compareWith(
  before: StoredPaper | undefined,
  sections: readonly Section[],
  facts: readonly Fact[],
  store: KnowledgeStore,
): Promise<EditionChanges> {
  if (!before) return { facts: [], sections: [] }
  return {
    facts: compareFacts(await store.findFacts({ paperIds: [before.id] }), facts),
    sections: compareSections(await store.listSections(before.id), sections),
  }
}

/** Attributes of which the first facts alone were kept. */
function crowdedIn(facts: readonly Fact[]): string[] {
  const counts = new Map<string, number>()
  for (const { attribute } of facts) counts.set(attribute, (counts.get(attribute) ?? 0) + 1)
  return [...counts].flatMap(([attribute, count]) =>
    count >= MAX_FACTS_OF_ONE ? [`${attribute} has ${count} values or more: the first ${count} are kept`] : [],
  )
}

/** Changes with the file, with the metadata beside it, and with what facts are looked for, how and by whom. */
function fingerprintOf(file: SourceFile, catalog: Catalog, proposer?: FactProposer): string {
  const by = proposer ? [proposer.identity] : []
  const parts = [file.sha256, JSON.stringify(file.meta), catalog.fingerprint, FACT_RULES_VERSION, ...by]
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}
