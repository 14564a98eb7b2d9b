import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Fact, Whitepaper } from '../domain.ts'
import { IngestError } from '../errors.ts'
import type { Catalog } from '../knowledge/catalog.ts'
import { toIndexText } from '../retrieval/index-text.ts'
import { toPassages } from '../retrieval/passages.ts'
import { toUnitVector } from '../retrieval/unit-vector.ts'
import type { KnowledgeStore, StoredPaper } from '../store/knowledge-store.ts'
import { compareFacts, type FactChange } from './fact-changes.ts'
import { FACT_RULES_VERSION, findFacts, MAX_FACTS_OF_ONE } from './facts/find-facts.ts'
import { readRevisions } from './metadata/revisions.ts'
import { type MetadataFields, readMetadata } from './metadata.ts'
import { buildOutline } from './outline/build-outline.ts'
import { openSource, readSource, type SourceFile } from './readers/read-document.ts'
import type { SourceDocument } from './readers/source-document.ts'

/** What taking in a paper works with. */
export interface IngestParts {
  readonly store: KnowledgeStore
  readonly catalog: Catalog
  /** Any LangChain `Embeddings` fits. */
  readonly embeddings: { embedDocuments(texts: string[]): Promise<number[][]> }
}

/** What became of one file. */
export type IngestResult =
  | { readonly status: 'unchanged'; readonly path: string; readonly paperId: string; readonly product: string }
  | {
      readonly status: 'added' | 'replaced'
      readonly path: string
      readonly paper: Whitepaper
      readonly sections: number
      readonly facts: number
      readonly changes: readonly FactChange[]
      readonly warnings: readonly string[]
    }
  | { readonly status: 'superseded'; readonly path: string; readonly paper: Whitepaper; readonly by: StoredPaper }
  | { readonly status: 'failed'; readonly path: string; readonly error: IngestError }

/**
 * Takes in one file: read -> outline -> metadata -> facts -> passages -> embeddings -> store, the last in one
 * transaction. A file that cannot be taken in gives a result with the reason; the index is then as it was.
 */
export async function ingestPaper(
  path: string,
  overrides: Partial<MetadataFields>,
  parts: IngestParts,
): Promise<IngestResult> {
  try {
    const file = await openSource(path)
    const fingerprint = fingerprintOf(file, overrides, parts.catalog)
    const known = (await parts.store.listPapers()).find((paper) => paper.source.path === path)
    // Before the file is read: reading takes the longest.
    if (known?.source.fingerprint === fingerprint)
      return { status: 'unchanged', path, paperId: known.id, product: known.product }
    return await takeIn(await readSource(file), fingerprint, overrides, parts, known?.id)
  } catch (error) {
    if (error instanceof IngestError) return { status: 'failed', path, error }
    throw error
  }
}

async function takeIn(
  document: SourceDocument,
  fingerprint: string,
  overrides: Partial<MetadataFields>,
  parts: IngestParts,
  knownId: string | undefined,
): Promise<IngestResult> {
  const { path } = document
  const { sections, warnings } = buildOutline(document)
  if (!sections.some((section) => section.body.trim() !== ''))
    throw new IngestError('no_text', `${path}: no text was found in it.`)
  const metadata = readMetadata({ sections, frontMatter: document.frontMatter, overrides, fileName: path })
  if ('refused' in metadata) throw new IngestError('no_product', metadata.refused)
  const { paper } = metadata
  const by = await findNewerEdition(paper, path, parts.store)
  if (by) return { status: 'superseded', path, paper, by }
  const facts = findFacts(paper, sections, readRevisions(sections), parts.catalog)
  const passages = toPassages(sections)
  const texts = passages.flatMap((passage) => {
    const section = sections[passage.section]
    return section ? [toIndexText(paper, section, passage)] : []
  })
  const vectors = (await parts.embeddings.embedDocuments(texts)).map(toUnitVector)
  const before = await factsBefore([paper.id, knownId], parts.store)
  await parts.store.savePaper({ paper, source: { path, fingerprint }, sections, facts, passages, vectors })
  // The same file under another vendor or product: one file is one paper.
  if (knownId !== undefined && knownId !== paper.id) await parts.store.removePaper(knownId)
  return {
    status: before ? 'replaced' : 'added',
    path,
    paper,
    sections: sections.length,
    facts: facts.length,
    changes: before ? compareFacts(before, facts) : [],
    warnings: [...(document.warnings ?? []), ...warnings, ...metadata.warnings, ...crowdedIn(facts)],
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

/** The edition in the index, where it is newer and its file is still there: the order of files must not decide. */
async function findNewerEdition(
  paper: Whitepaper,
  path: string,
  store: KnowledgeStore,
): Promise<StoredPaper | undefined> {
  const current = (await store.listPapers()).find(({ id }) => id === paper.id)
  if (!current || current.source.path === path || !existsSync(current.source.path)) return undefined
  const order = compareEditions(paper, current)
  // Of the same edition the paper itself counts more than one with a notice: a digest.
  const isLesser = order === 0 && paper.notice !== null && current.notice === null
  return order < 0 || isLesser ? current : undefined
}

/** By date, else by version; 0 where neither tells. */
function compareEditions(a: Whitepaper, b: Whitepaper): number {
  if (a.date !== null && b.date !== null && a.date !== b.date) return a.date < b.date ? -1 : 1
  if (a.version === null || b.version === null) return 0
  return a.version.localeCompare(b.version, 'en', { numeric: true })
}

/** The facts of the first of these papers that the store has. */
async function factsBefore(
  ids: readonly (string | undefined)[],
  store: KnowledgeStore,
): Promise<readonly Omit<Fact, 'section'>[] | undefined> {
  const papers = await store.listPapers()
  const known = ids.find((id) => papers.some((paper) => paper.id === id))
  return known === undefined ? undefined : store.findFacts({ paperIds: [known] })
}

/** Changes with the file, with what was said about it, and with what facts are looked for and how. */
function fingerprintOf(file: SourceFile, overrides: Partial<MetadataFields>, catalog: Catalog): string {
  const parts = [
    file.sha256,
    JSON.stringify(file.meta),
    JSON.stringify(overrides),
    catalog.fingerprint,
    FACT_RULES_VERSION,
  ]
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}
