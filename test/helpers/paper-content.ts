import type { Fact, Section, Whitepaper } from '../../src/domain.ts'
import { LocalEmbeddings } from '../../src/models/local-embeddings.ts'
import { toIndexText } from '../../src/retrieval/index-text.ts'
import { toPassages } from '../../src/retrieval/passages.ts'
import { toUnitVector } from '../../src/retrieval/unit-vector.ts'
import type { PaperContent, StoredPaper } from '../../src/store/knowledge-store.ts'
import { smallVocabulary } from './small-vocabulary.ts'

/** The model of the test indexes. */
export const smallEmbeddings = new LocalEmbeddings(smallVocabulary)

/** A whitepaper about an invented product. */
export function makePaper(id: string, changes: Partial<Whitepaper> = {}): Whitepaper {
  return {
    id,
    documentId: id,
    kind: 'whitepaper',
    product: `製品${id}`,
    variants: [],
    aliases: [],
    vendor: '架空システム株式会社',
    title: 'セキュリティ説明書',
    version: '1.0',
    date: '2024-04-01',
    notice: null,
    ...changes,
  }
}

/** A paper as the store returns it. */
export function makeStored(paper: Whitepaper): StoredPaper {
  const source = { path: `${paper.id}.md`, fingerprint: paper.id, given: {}, sha256: `sha256-${paper.id}` }
  return { ...paper, source, sectionCount: 1, factCount: 1, older: [] }
}

/** A section below a chapter. */
export function makeSection(number: string, heading: string, body: string, changes: Partial<Section> = {}): Section {
  const place = { controls: [], level: 2, path: ['4 運用のセキュリティ'], page: null }
  return { number, heading, ...place, body, isRecognized: false, ...changes }
}

/** A fact in the section with this index. */
export function makeFact(section: number, value: string, changes: Partial<Fact> = {}): Fact {
  return {
    attribute: 'backup.retention',
    variant: null,
    qualifier: null,
    value,
    normalized: { value: 14, unit: 'day', op: 'eq' },
    polarity: null,
    section,
    quote: value,
    ...changes,
  }
}

/** What ingest would save for these sections. */
export async function makeContent(
  paper: Whitepaper,
  sections: readonly Section[],
  facts: readonly Fact[] = [],
): Promise<PaperContent> {
  const passages = toPassages(sections)
  const texts = passages.map((passage) => toIndexText(paper, sections[passage.section] as Section, passage))
  const vectors = (await smallEmbeddings.embedDocuments(texts)).map(toUnitVector)
  return {
    paper,
    source: { path: `${paper.id}.md`, fingerprint: `hash-${paper.id}`, given: {}, sha256: `sha256-${paper.id}` },
    sections,
    facts,
    passages,
    vectors,
  }
}
