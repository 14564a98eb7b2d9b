/** A vector as pgvector reads it; each number survives the way there and back to the last bit. */
export function toVectorText(vector: Float32Array): string {
  return `[${Array.from(vector).join(',')}]`
}

/** A vector as pgvector writes it. */
export function fromVectorText(text: string): Float32Array {
  return Float32Array.from(JSON.parse(text) as number[])
}
