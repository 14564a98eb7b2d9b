/** The same direction with length 1, as the store wants it. A vector of nothing but zeros stays as it is. */
export function toUnitVector(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values)
  return Float32Array.from(values, (value) => (length === 0 ? 0 : value / length))
}
