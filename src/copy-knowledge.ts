import type { KnowledgeStore, StoredPaper } from './store/knowledge-store.ts'

/** What became of one edition. */
export interface CopiedPaper {
  readonly paper: StoredPaper
  readonly sections: number
  readonly facts: number
  readonly passages: number
}

/**
 * Copies every edition of every paper into a store that has none, as it is: sections, facts, passages and vectors to the
 * last bit, and the order of the editions. Nothing is read or embedded again.
 */
export async function copyKnowledge(
  from: KnowledgeStore,
  to: KnowledgeStore,
  onCopied: (copied: CopiedPaper, done: number, total: number) => void = () => undefined,
): Promise<readonly CopiedPaper[]> {
  const documents = (await from.listPapers()).map((paper) => [...[...paper.older].reverse(), paper])
  const total = documents.flat().length
  const copied: CopiedPaper[] = []
  for (const editions of documents) {
    const order: string[] = []
    for (const paper of editions) {
      const content = await from.readPaper(paper.id)
      // Another process may have taken it out meanwhile.
      if (!content) continue
      order.push(paper.id)
      await to.savePaper(content, { order, dropped: [] })
      const { sections, facts, passages } = content
      const entry = { paper, sections: sections.length, facts: facts.length, passages: passages.length }
      copied.push(entry)
      onCopied(entry, copied.length, total)
    }
  }
  return copied
}
