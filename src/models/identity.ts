import { INDEX_TEXT_VERSION } from '../retrieval/index-text.ts'
import { TOKENIZER_VERSION } from '../text/tokens.ts'

/** What an index was made with; an index made with anything else is refused. */
export interface ModelIdentity {
  /** Name of the embedding model, with the address of its provider where there is one that is not OpenAI. */
  readonly model: string
  readonly dimensions: number
  /** Readable list of the versions of everything else that vectors and tokens depend on. */
  readonly fingerprint: string
}

/** The identity of an index whose vectors come from `model`; the words in it depend on tokenizer and vocabulary. */
export function toIdentity(model: string, dimensions: number, vocabulary: { fingerprint: string }): ModelIdentity {
  const versions = { text: INDEX_TEXT_VERSION, tokens: TOKENIZER_VERSION, vocabulary: vocabulary.fingerprint }
  const fingerprint = Object.entries(versions)
    .map(([name, version]) => `${name}=${version}`)
    .join(' ')
  return { model, dimensions, fingerprint }
}
