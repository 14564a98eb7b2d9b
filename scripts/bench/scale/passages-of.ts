import { createLogger } from '../../../src/logger.ts'
import { openEngine } from '../../../src/open-engine.ts'
import { toIndexText } from '../../../src/retrieval/index-text.ts'
import { toPassages } from '../../../src/retrieval/passages.ts'
import { KNOWLEDGE_DIR } from '../../paths.ts'

/** A passage as our own index sees it. */
export interface PeerPassage {
  readonly product: string
  readonly heading: string
  readonly text: string
  readonly indexText: string
}

/** All passages of an index, in its order. */
export async function* passagesOf(indexDir: string): AsyncGenerator<PeerPassage> {
  const logger = createLogger({ level: 'error', write: console.error, now: () => new Date() })
  const { store, close } = await openEngine({ knowledgeDir: KNOWLEDGE_DIR, indexDir, logger })
  for (const paper of await store.listPapers()) {
    const sections = await store.listSections(paper.id)
    for (const passage of toPassages(sections)) {
      const section = sections[passage.section]
      if (!section) continue
      const indexText = toIndexText(paper, section, passage)
      yield { product: paper.product, heading: section.heading, text: passage.text, indexText }
    }
  }
  await close()
}
