import { Embeddings } from '@langchain/core/embeddings'
import type { Vocabulary } from '../knowledge/vocabulary.ts'
import { fold } from '../text/fold.ts'
import { toTokens } from '../text/tokens.ts'
import { type ModelIdentity, toIdentity } from './identity.ts'

const MODEL = 'local-concepts-1'
const HASHED_DIMENSIONS = 384
const CONCEPT_BLOCK = 128
const SIGNED_HASHES = 3
const WORD_WEIGHT = 0.7
const GRAM_WEIGHT = 0.3

/**
 * Embeddings without a model file: one dimension a concept of the vocabulary, and words with character 2-3-grams hashed
 * into {@link HASHED_DIMENSIONS} more. Both halves weigh the same. Concepts are not hashed because synonyms would
 * collide with n-grams, which costs more than anything else here does. The concept half is a multiple of 128 wide, so
 * 512 dimensions up to 128 concepts and 640 up to 256; it grows instead of eating into the hashed half.
 *
 * Vectors depend on nothing but the text, the vocabulary and the tokenizer: no training, no corpus, no download.
 */
export class LocalEmbeddings extends Embeddings {
  readonly identity: ModelIdentity
  readonly #vocabulary: Vocabulary
  readonly #concepts: ReadonlyMap<string, number>
  readonly #conceptDimensions: number

  constructor(vocabulary: Vocabulary) {
    super({})
    this.#vocabulary = vocabulary
    this.#concepts = new Map(vocabulary.concepts.map((concept, index) => [concept, index]))
    this.#conceptDimensions = Math.max(1, Math.ceil(vocabulary.concepts.length / CONCEPT_BLOCK)) * CONCEPT_BLOCK
    this.identity = toIdentity(MODEL, this.#conceptDimensions + HASHED_DIMENSIONS, vocabulary)
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return texts.map((text) => this.#embed(text))
  }

  override async embedQuery(text: string): Promise<number[]> {
    return this.#embed(text)
  }

  #embed(text: string): number[] {
    const folded = fold(text)
    const vector = new Array<number>(this.identity.dimensions).fill(0)
    for (const [concept, count] of countEach(this.#vocabulary.find(folded).map((hit) => hit.concept))) {
      const dimension = this.#concepts.get(concept)
      if (dimension !== undefined) vector[dimension] = Math.sqrt(count)
    }
    addHashed(vector, this.#conceptDimensions, countEach(toTokens(folded)), 'w', WORD_WEIGHT)
    addHashed(vector, this.#conceptDimensions, countEach(toGrams(folded)), 'g', GRAM_WEIGHT)
    scaleToUnit(vector, 0, this.#conceptDimensions, Math.SQRT1_2)
    scaleToUnit(vector, this.#conceptDimensions, vector.length, Math.SQRT1_2)
    scaleToUnit(vector, 0, vector.length, 1)
    return vector
  }
}

function countEach(features: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  return counts
}

/** Character 2- and 3-grams inside runs of letters and digits. */
function* toGrams(folded: string): Generator<string> {
  for (const [run] of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    for (let i = 0; i + 2 <= run.length; i++) {
      yield run.slice(i, i + 2)
      if (i + 3 <= run.length) yield run.slice(i, i + 3)
    }
  }
}

function addHashed(vector: number[], offset: number, counts: Map<string, number>, kind: string, weight: number): void {
  for (const [feature, count] of counts) {
    const value = weight * Math.sqrt(count)
    let hash = fnv1a(kind + feature)
    for (let i = 0; i < SIGNED_HASHES; i++) {
      hash = mix(hash + i)
      const dimension = offset + ((hash >>> 1) % HASHED_DIMENSIONS)
      vector[dimension] = (vector[dimension] ?? 0) + (hash & 1 ? value : -value)
    }
  }
}

function scaleToUnit(vector: number[], start: number, end: number, length: number): void {
  let sum = 0
  for (let i = start; i < end; i++) sum += (vector[i] ?? 0) ** 2
  if (sum === 0) return
  const factor = length / Math.sqrt(sum)
  for (let i = start; i < end; i++) vector[i] = (vector[i] ?? 0) * factor
}

/** FNV-1a over UTF-16 units, 32 bits. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The finaliser of MurmurHash3: FNV's low bits alone are too regular for a choice of dimension. */
function mix(seed: number): number {
  let hash = Math.imul(seed ^ (seed >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
