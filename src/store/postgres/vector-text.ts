/** A vector as pgvector reads it; each number survives the way there and back to the last bit. */
export function toVectorText(vector: Float32Array): string {
  // Joined, zero would lose its sign.
  return `[${Array.from(vector, (value) => (Object.is(value, -0) ? '-0' : value)).join(',')}]`
}

/** A vector as pgvector writes it. */
export function fromVectorText(text: string): Float32Array {
  return Float32Array.from(JSON.parse(text) as number[])
}
