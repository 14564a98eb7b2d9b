import { createImproveAnswer } from '../../src/answer/model/improve-answer.ts'
import type { Question } from '../../src/domain.ts'
import { createEngine } from '../../src/engine.ts'
import type { Catalog } from '../../src/knowledge/catalog.ts'
import type { Logger } from '../../src/logger.ts'
import type { ChatModel, ChatRequest } from '../../src/models/chat-model.ts'
import { createRetriever } from '../../src/retrieval/retrieve.ts'
import type { KnowledgeStore } from '../../src/store/knowledge-store.ts'

/** What answers with a model are measured with. */
export interface ClaimParts {
  readonly store: KnowledgeStore
  readonly catalog: Catalog
  readonly embeddings: { embedQuery(text: string): Promise<number[]> }
  readonly logger: Logger
}

/** How often every question is asked; the first round is a warm-up. */
const ROUNDS = 3
const TIMEOUT_MS = 20_000

/** Milliseconds that checking claims adds to each answer that a model was asked for, with one that replies at once. */
export async function measureClaims(parts: ClaimParts, questions: readonly Question[]): Promise<readonly number[]> {
  const { store, catalog, embeddings, logger } = parts
  const now = () => performance.now()
  const engine = createEngine({
    store,
    catalog,
    retrieve: createRetriever({ store, embeddings, vocabulary: catalog.vocabulary }),
    improveAnswer: createImproveAnswer({ chat: repeatingModel, timeoutMs: TIMEOUT_MS, catalog, now }),
    logger,
    now,
    today: () => new Date().toISOString().slice(0, 10),
  })
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    for (const question of questions) {
      const { model } = (await engine.explain(question)).explanation
      if (model && round > 0) times.push(model.checkMs)
    }
  }
  return times
}

/** Says what was found, sentence by sentence, each resting on its section and one beside it; reads no question. */
const repeatingModel: ChatModel = {
  name: 'repeats',
  async complete<T>({ user, schema, shape }: ChatRequest<T>) {
    const nothing = { question: null, attribute: null }
    if (shape.startsWith('reading')) return { value: schema.parse(nothing), tokens: undefined }
    const { evidence } = JSON.parse(user) as { evidence: { number: number; product: string; found: string | null }[] }
    const claims = evidence.flatMap(({ number, product, found }) =>
      (found ?? '').split(/(?<=。)|\n/u).map((sentence) => ({
        text: sentence.replace(/^[\s・○●]+/u, '').trim(),
        evidence: [
          number,
          ...evidence
            .filter((one) => one.product === product && one.number !== number)
            .map((one) => one.number)
            .slice(0, 1),
        ],
      })),
    )
    return { value: schema.parse({ answered: true, claims }), tokens: undefined }
  },
}
