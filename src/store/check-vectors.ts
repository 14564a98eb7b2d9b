import { ModelError } from '../errors.ts'
import type { ModelIdentity } from '../models/identity.ts'
import type { PaperContent } from './knowledge-store.ts'

/** Throws ModelError where a paper has not one vector for each passage, all as long as the model's. */
export function checkContent({ passages, vectors }: PaperContent, identity: ModelIdentity): void {
  if (passages.length !== vectors.length) {
    throw new ModelError(`The embedding model gave ${vectors.length} vectors for ${passages.length} passages.`)
  }
  checkDimensions(vectors, identity)
}

/** Throws ModelError where a vector is not as long as the model's. */
export function checkDimensions(vectors: readonly Float32Array[], { model, dimensions }: ModelIdentity): void {
  const odd = vectors.find((vector) => vector.length !== dimensions)
  if (!odd) return
  throw new ModelError(`The embedding model ${model} gave ${odd.length} dimensions instead of ${dimensions}.`)
}
