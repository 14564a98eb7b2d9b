import type { Fact } from '../domain.ts'

/** A difference between two editions of a paper. */
export interface FactChange {
  readonly attribute: string
  /** The product, where the paper covers several. */
  readonly variant: string | null
  readonly qualifier: string | null
  /** Values before and after; empty where there were or are none. */
  readonly before: readonly string[]
  readonly after: readonly string[]
}

type Stated = Pick<Fact, 'attribute' | 'variant' | 'qualifier' | 'value'>

/**
 * What changed, fact by fact, in the order of the old facts and then the new ones. Where in the paper the values stand,
 * and in which order, does not matter.
 */
export function compareFacts(before: readonly Stated[], after: readonly Stated[]): readonly FactChange[] {
  const firstOfKey = new Map([...before, ...after].reverse().map((fact) => [keyOf(fact), fact]))
  const keys = new Set([...before, ...after].map(keyOf))
  return [...keys].flatMap((key) => {
    const [old = [], now = []] = [before, after].map((facts) =>
      facts.filter((fact) => keyOf(fact) === key).map((fact) => fact.value),
    )
    const fact = firstOfKey.get(key)
    if (!fact || JSON.stringify([...old].sort()) === JSON.stringify([...now].sort())) return []
    const { attribute, variant, qualifier } = fact
    return [{ attribute, variant, qualifier, before: old, after: now }]
  })
}

function keyOf(fact: Stated): string {
  return JSON.stringify([fact.attribute, fact.variant, fact.qualifier])
}
