import { z } from 'zod'
import { modelError } from './model-errors.ts'
import { parseReply } from './parse-reply.ts'
import type { AskedModel } from './provider-address.ts'

/** What of a list of embeddings is looked at (platform.openai.com, Create embeddings); the rest stays as it is. */
const embeddingsSchema = z.looseObject({
  data: z.array(z.looseObject({ index: z.int(), embedding: z.array(z.number()) })),
})

/** What was asked for: one vector a text, each of this length. */
export interface AskedVectors {
  readonly count: number
  readonly dimensions: number
}

/**
 * The body of a list of embeddings, in the order of the texts that they are of.
 * @throws ModelError where not every text has one vector that can be kept and compared, and what {@link parseReply} throws
 */
export function readEmbeddings(asked: AskedModel, body: string, { count, dimensions }: AskedVectors): string {
  const reply = parseReply(body, { key: 'data', schema: embeddingsSchema }, asked)
  const refuse = (words: string) => modelError(asked.model, 'bad_reply', { words })
  if (reply.data.length !== count) throw refuse(`replied with ${reply.data.length} vectors for ${count} texts`)
  const data = reply.data.toSorted((a, b) => a.index - b.index)
  if (data.some(({ index }, i) => index !== i)) throw refuse('does not say which vector is of which text')
  if (!data.every(({ embedding }) => isVector(embedding, dimensions)))
    throw refuse(`replied with a vector that is zero, not finite or not of ${dimensions} numbers`)
  return data.every((one, i) => one === reply.data[i]) ? body : JSON.stringify({ ...reply, data })
}

/** Vectors are kept in 32 bits: what is too large for that is not finite, what is too small is zero. */
function isVector(embedding: readonly number[], dimensions: number): boolean {
  const kept = Float32Array.from(embedding)
  return kept.length === dimensions && kept.every(Number.isFinite) && kept.some((value) => value !== 0)
}
