import type { Fact, Normalized } from '../domain.ts'

/** What a fact's value comes to as one JSON text, with the model that found it; `null` where there is neither. */
export function toNormalizedJson({ normalized, proposedBy }: Pick<Fact, 'normalized' | 'proposedBy'>): string | null {
  if (proposedBy === undefined) return normalized === null ? null : JSON.stringify(normalized)
  return JSON.stringify({ ...normalized, proposedBy })
}

/** The same the other way round. */
export function parseNormalizedJson(json: string | null): Pick<Fact, 'normalized' | 'proposedBy'> {
  if (json === null) return { normalized: null }
  const { proposedBy, ...normalized } = JSON.parse(json) as Normalized & Pick<Fact, 'proposedBy'>
  return {
    normalized: 'unit' in normalized ? normalized : null,
    ...(proposedBy === undefined ? {} : { proposedBy }),
  }
}
