import type { Fact, Passage, Section, StoredFact, StoredSection, Whitepaper } from '../domain.ts'

/** The file that a paper was read from. */
export interface PaperSource {
  readonly path: string
  /** Changes with the file, with the metadata beside it, and with how it is read. */
  readonly fingerprint: string
  /** What a person said about the paper on the command line; it holds until something else is said. */
  readonly given: Readonly<Record<string, unknown>>
  /** Hexadecimal SHA-256 over the file's bytes. */
  readonly sha256: string
}

/** A whitepaper as the store returns it. */
export interface StoredPaper extends Whitepaper {
  readonly source: PaperSource
  readonly sectionCount: number
  readonly factCount: number
  /** Superseded editions of the same document, newest first; they have none themselves. */
  readonly older: readonly StoredPaper[]
}

/** The papers, each with the editions that it supersedes behind it. */
export function withOlder(papers: readonly StoredPaper[]): readonly StoredPaper[] {
  return papers.flatMap((paper) => [paper, ...paper.older])
}

/** Everything that is known about one paper. */
export interface PaperContent {
  readonly paper: Whitepaper
  readonly source: PaperSource
  readonly sections: readonly Section[]
  readonly facts: readonly Fact[]
  readonly passages: readonly Passage[]
  /** One a passage, unit length. */
  readonly vectors: readonly Float32Array[]
}

/** Where a paper belongs among those that are there. */
export interface EditionPlace {
  /** Ids of the editions of its document, oldest first, its own among them; the last is the current one. */
  readonly order: readonly string[]
  /** Ids of papers that leave as it comes: the same one under another id. */
  readonly dropped: readonly string[]
}

/** Where to search and how much to return. */
export interface SearchScope {
  /** Only these papers, also superseded ones; all current ones where it is missing, none where it is empty. */
  readonly paperIds?: readonly string[]
  readonly limit: number
}

/** Words and concepts that a passage may hold; one is enough, more rank higher. */
export interface TextQuery {
  readonly terms: readonly string[]
  readonly concepts: readonly string[]
}

/** Which facts; what is missing does not limit, an empty list matches nothing. */
export interface FactFilter {
  /** Where it is missing: of all current editions. */
  readonly paperIds?: readonly string[]
  readonly attributes?: readonly string[]
}

/** A passage that a search found. */
export interface Hit {
  readonly passageId: number
  readonly sectionId: number
  readonly paperId: string
  readonly text: string
  /** Higher is closer; comparable within one list only. */
  readonly score: number
}

/**
 * What the engine knows, wherever it is kept. Papers come in the order of their ids, sections and facts in reading
 * order, hits best first. A call sees every paper that was saved before it, by whichever process, and no half of one.
 */
export interface KnowledgeStore {
  /** The current editions, each with the ones that it supersedes; the very same list as long as nothing changed. */
  listPapers(): Promise<readonly StoredPaper[]>
  listSections(paperId: string): Promise<readonly StoredSection[]>
  findSection(id: number): Promise<StoredSection | undefined>
  findFacts(filter: FactFilter): Promise<readonly StoredFact[]>
  searchText(query: TextQuery, scope: SearchScope): Promise<readonly Hit[]>
  searchVectors(vector: Float32Array, scope: SearchScope): Promise<readonly Hit[]>
  /** Everything that was saved of an edition, to the last bit, for moving it elsewhere; `undefined` where there is none. */
  readPaper(id: string): Promise<PaperContent | undefined>
  /** Saves all of it or nothing; replaces the paper with the same id. Without a place it is the newest of its document. */
  savePaper(content: PaperContent, place?: EditionPlace): Promise<void>
  /** `false` where there is no such paper. The newest edition that is left becomes the current one. */
  removePaper(id: string): Promise<boolean>
  close(): Promise<void>
}
