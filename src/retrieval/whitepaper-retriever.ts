import { Document } from '@langchain/core/documents'
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers'
import type { SearchScope } from '../store/knowledge-store.ts'
import type { Retrieve } from './retrieve.ts'

/** Where a document of the retriever comes from. */
export interface PassageMetadata {
  readonly paperId: string
  readonly sectionId: number
  readonly passageId: number
  /** Fused score, higher is closer. */
  readonly score: number
}

/**
 * Retrieval for LangChain chains. The engine calls the plain function instead: importing LangChain's retrievers takes a
 * quarter of a second, which a single question at the terminal would wait for.
 */
export class WhitepaperRetriever extends BaseRetriever<Record<string, unknown> & PassageMetadata> {
  override lc_namespace = ['posture-bot', 'retrieval']
  readonly #retrieve: Retrieve
  readonly #scope: SearchScope

  constructor(retrieve: Retrieve, scope: SearchScope, fields?: BaseRetrieverInput) {
    super(fields)
    this.#retrieve = retrieve
    this.#scope = scope
  }

  /** LangChain's name for the type of a retriever. */
  static override lc_name(): string {
    return 'WhitepaperRetriever'
  }

  override async _getRelevantDocuments(query: string) {
    const evidence = await this.#retrieve(query, this.#scope)
    return evidence.map(({ text, paperId, sectionId, passageId, score }) => {
      return new Document({ pageContent: text, metadata: { paperId, sectionId, passageId, score }, id: `${passageId}` })
    })
  }
}
