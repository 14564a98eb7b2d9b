import type { Embedded, OnEmbedded } from '../src/models/openai-embeddings.ts'

/** Dollars for a million tokens (openai.com/api/pricing, 2025). */
const PRICES: Readonly<Record<string, number>> = {
  'text-embedding-3-small': 0.02,
  'text-embedding-3-large': 0.13,
  'text-embedding-ada-002': 0.1,
}

/** What tells how far a provider's embeddings have got and what they cost. */
export interface EmbeddingProgress {
  readonly onEmbedded: OnEmbedded
  /** What was sent in all; `''` where nothing was. */
  summary(): string
}

/** Tells of each batch on a stream that is no terminal: a bar is there already. */
export function createEmbeddingProgress(stream: NodeJS.WriteStream): EmbeddingProgress {
  let model = ''
  let characters = 0
  return {
    onEmbedded(embedded: Embedded) {
      model = embedded.model
      characters += embedded.characters
      if (!stream.isTTY && embedded.characters > 0)
        stream.write(`embedded ${embedded.done} of ${embedded.total} passages with ${model}\n`)
    },
    summary() {
      if (characters === 0) return ''
      const price = PRICES[model]
      // A token has one character or more.
      const cost = price === undefined ? '' : `, at most $${((characters / 1_000_000) * price).toFixed(4)}`
      return `${characters} characters were embedded with ${model} (no more tokens than that${cost})`
    },
  }
}
