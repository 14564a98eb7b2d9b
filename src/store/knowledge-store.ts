import type { Fact, Passage, Section, StoredFact, StoredSection, Whitepaper } from '../domain.ts'

/** The file that a paper was read from; `fingerprint` tells whether it has changed. */
export interface PaperSource {
  readonly path: string
  readonly fingerprint: string
}

/** A whitepaper as the store returns it. */
export interface StoredPaper extends Whitepaper {
  readonly source: PaperSource
  readonly sectionCount: number
  readonly factCount: number
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

/** Where to search and how much to return. */
export interface SearchScope {
  /** Only these papers; all where it is missing, none where it is empty. */
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
  listPapers(): Promise<readonly StoredPaper[]>
  listSections(paperId: string): Promise<readonly StoredSection[]>
  findSection(id: number): Promise<StoredSection | undefined>
  findFacts(filter: FactFilter): Promise<readonly StoredFact[]>
  searchText(query: TextQuery, scope: SearchScope): Promise<readonly Hit[]>
  searchVectors(vector: Float32Array, scope: SearchScope): Promise<readonly Hit[]>
  /** Saves all of it or nothing; replaces the paper with the same id. */
  savePaper(content: PaperContent): Promise<void>
  /** `false` where there is no such paper. */
  removePaper(id: string): Promise<boolean>
  close(): Promise<void>
}
